use super::*;
use crate::answers::{Missing, Response};
use crate::bank::{Facet, Kind, Prior};
use crate::model::{provisional_rating, provisional_task};
use crate::vectors::{close, json, list, number, numbers, text};

/// `SplitMix64` (Steele, Lea and Flood 2014), for persons that are the same on every machine.
struct Random(u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// In 0..1.
    fn uniform(&mut self) -> f64 {
        let high = u32::try_from(self.bits() >> 32).unwrap();
        (f64::from(high) + 0.5) / 4_294_967_296.0
    }

    /// Standard normal (Box and Muller 1958).
    fn normal(&mut self) -> f64 {
        (-2.0 * libm::log(self.uniform())).sqrt() * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// A score of a person.
    fn score(&mut self, model: &GradedModel, theta: f64) -> u8 {
        let u = self.uniform();
        u8::try_from(
            (1..=model.steps())
                .filter(|k| u < model.reaching(theta, *k))
                .count(),
        )
        .unwrap()
    }
}

fn item(id: String, competence: &str, facet: Facet, model: GradedModel) -> Item {
    let kind = if facet == Facet::Shown {
        Kind::Fill
    } else {
        Kind::Rating
    };
    Item {
        id: id.into(),
        competence: competence.into(),
        facet,
        kind,
        provisional: true,
        model,
    }
}

fn scale(id: &str, facet: Facet, competences: &[&str]) -> Scale {
    Scale {
        id: id.into(),
        facet,
        competences: competences.iter().map(|id| (*id).into()).collect(),
    }
}

/// A bank with one scale and the answers of persons who have these true models.
fn simulated(
    prior: Prior,
    authored: Vec<GradedModel>,
    truth: &[GradedModel],
    persons: u16,
    share: f64,
) -> (Bank, Vec<Answers>) {
    let items = (0..)
        .zip(authored)
        .map(|(n, model)| item(format!("i{n:02}"), "k", Facet::Shown, model));
    let bank = Bank::new(
        "s",
        prior,
        vec![scale("alle", Facet::Shown, &["k"])],
        items.collect(),
    )
    .unwrap();
    let mut random = Random(4711);
    let answers = (0..persons).map(|_| {
        let theta = prior.mean + prior.sd * random.normal();
        let mut answers = Answers::none(&bank);
        for (place, model) in truth.iter().enumerate() {
            let score = random.score(model, theta);
            if random.uniform() < share {
                answers.set(&bank, place, Response::Score(score)).unwrap();
            }
        }
        answers
    });
    let answers = answers.collect();
    (bank, answers)
}

fn calibrated(fit: &ItemFit) -> &GradedModel {
    match &fit.outcome {
        Outcome::Calibrated(model) => model,
        Outcome::Kept(reason) => panic!("{} was kept: {reason:?}", fit.id),
    }
}

#[track_caller]
fn rises(log_likelihood: &[f64]) {
    assert!(log_likelihood.len() > 1);
    for (before, after) in log_likelihood.iter().zip(log_likelihood.iter().skip(1)) {
        assert!(*after >= before - 1e-9 * before.abs(), "{log_likelihood:?}");
    }
}

/// Tasks with floors and ratings without, two answers of three given; the standard errors are about 0.06 for a and 0.05
/// for b, more for steps that few reach.
#[test]
fn simulated_parameters_are_recovered() {
    let floors: [&[f64]; 4] = [
        &[0.25],
        &[0.15, 0.04, 0.004],
        &[0.25, 1.0 / 12.0],
        &[0.0, 0.0],
    ];
    let authored: Vec<GradedModel> = (0..12_u8)
        .map(|n| provisional_task(1 + n % 4, floors[usize::from(n / 3)]).unwrap())
        .collect();
    let mut random = Random(1);
    let truth: Vec<GradedModel> = authored
        .iter()
        .map(|model| {
            let shift = 0.4 * random.normal();
            let b: Vec<f64> = model.b().map(|b| b + shift).collect();
            GradedModel::new(
                1.4 * libm::exp(0.25 * random.normal()),
                &b,
                &model.c().collect::<Vec<_>>(),
            )
            .unwrap()
        })
        .collect();
    let (bank, answers) = simulated(Prior::default(), authored, &truth, 4000, 2.0 / 3.0);
    let calibration = calibrate(&bank, &answers);
    assert_eq!(calibration.persons, 4000);
    let course = &calibration.scales[0];
    assert!(course.converged && course.items.len() == 12, "{course:?}");
    rises(&course.log_likelihood);
    let (mut squares, mut steps) = (0.0, 0.0);
    for (fit, truth) in calibration.items.iter().zip(&truth) {
        let model = calibrated(fit);
        assert!(model.c().eq(truth.c()));
        assert!((2500..2800).contains(&fit.persons));
        close(model.a() / truth.a(), 1.0, 0.25);
        for (b, truth) in model.b().zip(truth.b()) {
            close(b, truth, 0.35);
            squares += (b - truth) * (b - truth);
            steps += 1.0;
        }
    }
    let rms: f64 = (squares / steps).sqrt();
    assert!(rms < 0.1, "{rms}");
}

/// The numbers of girth 0.8.0; `calibrate_girth.py` beside them says where they come from.
#[test]
fn girth_has_the_same_parameters() {
    let case = json("oracle/calibrate_girth.json");
    let girth = list(&case["girth"]);
    let start = girth.iter().map(|item| {
        let steps = u8::try_from(list(&item["b"]).len()).unwrap();
        provisional_rating(steps).unwrap()
    });
    let items = (0..)
        .zip(start)
        .map(|(n, model)| item(format!("i{n}"), "k", Facet::SelfRating, model));
    let prior = Prior { mean: 0.0, sd: 1.0 };
    let bank = Bank::new(
        "s",
        prior,
        vec![scale("alle", Facet::SelfRating, &["k"])],
        items.collect(),
    )
    .unwrap();
    let persons: Vec<Answers> = list(&case["persons"])
        .iter()
        .map(|person| {
            let scores = text(person)
                .bytes()
                .map(|digit| Response::Score(digit - b'0'));
            Answers::new(
                &bank,
                (0..).zip(scores).map(|(n, score)| (format!("i{n}"), score)),
            )
            .unwrap()
        })
        .collect();
    let calibration = calibrate(&bank, &persons);
    assert!(calibration.scales[0].converged);
    rises(&calibration.scales[0].log_likelihood);
    let mut farthest: f64 = 0.0;
    for (fit, girth) in calibration.items.iter().zip(girth) {
        let model = calibrated(fit);
        let pairs = model
            .b()
            .zip(numbers(&girth["b"]))
            .chain([(model.a(), number(&girth["a"]))]);
        for (ours, girths) in pairs {
            farthest = farthest.max((ours - girths).abs());
        }
    }
    assert!(farthest < 0.05, "{farthest}");
}

/// The unit of the scale is that of the prior: twice as wide a prior gives half the discriminations.
#[test]
fn parameters_live_on_the_scale_of_the_prior() {
    let models: Vec<GradedModel> = [0.5, 1.0, 1.5, 2.5]
        .iter()
        .map(|b| GradedModel::new(1.3, &[*b, b + 0.8], &[0.0, 0.0]).unwrap())
        .collect();
    let (bank, answers) = simulated(Prior::default(), models.clone(), &models, 600, 1.0);
    let wide = Prior {
        mean: 10.0,
        sd: 2.0,
    };
    let wider = Bank::new("s", wide, bank.scales().to_vec(), bank.items().to_vec()).unwrap();
    let (narrow, wide) = (calibrate(&bank, &answers), calibrate(&wider, &answers));
    for (narrow, wide) in narrow.items.iter().zip(&wide.items) {
        let (narrow, wide) = (calibrated(narrow), calibrated(wide));
        close(2.0 * wide.a(), narrow.a(), 1e-3);
        narrow
            .b()
            .zip(wide.b())
            .for_each(|(narrow, wide)| close((wide - 10.0) / 2.0, narrow - 1.5, 1e-3));
    }
}

#[test]
fn what_cannot_be_estimated_is_kept() {
    let model = provisional_task(2, &[0.0, 0.0]).unwrap();
    let rating = || provisional_rating(1).unwrap();
    let mut items: Vec<Item> = (0..7)
        .map(|n| item(format!("i{n}"), "k", Facet::Shown, model.clone()))
        .collect();
    items.push(item(
        "i7".to_owned(),
        "nirgends",
        Facet::Shown,
        model.clone(),
    ));
    items.push(item("i8".to_owned(), "k", Facet::SelfRating, rating()));
    let scales = vec![
        scale("eng", Facet::Shown, &["k"]),
        scale("alle", Facet::Shown, &["k", "l"]),
        scale("selbst", Facet::SelfRating, &["k"]),
    ];
    let bank = Bank::new("s", Prior::default(), scales, items).unwrap();
    let mut random = Random(7);
    let persons: Vec<Answers> = (0..400_u16)
        .map(|person| {
            let theta = 1.5 + random.normal();
            let mut answers = Answers::none(&bank);
            let mut set = |place, response| answers.set(&bank, place, response).unwrap();
            for place in 0..4 {
                set(place, Response::Score(random.score(&model, theta)));
            }
            // i4 for 199 persons, i5 never fully solved, i6 by the toss of a coin.
            set(
                4,
                if person < 199 {
                    Response::Score(1)
                } else {
                    Response::Missing(Missing::Skipped)
                },
            );
            set(5, Response::Score(random.score(&model, theta).min(1)));
            set(
                6,
                Response::Score(
                    u8::from(random.uniform() < 0.5) + u8::from(random.uniform() < 0.3),
                ),
            );
            set(
                8,
                if person % 2 == 0 {
                    Response::Score(1)
                } else {
                    Response::Missing(Missing::DontKnow)
                },
            );
            answers
        })
        .collect();
    let calibration = calibrate(&bank, &persons);
    let kept: Vec<Option<Reason>> = calibration
        .items
        .iter()
        .map(|item| match item.outcome {
            Outcome::Calibrated(_) => None,
            Outcome::Kept(reason) => Some(reason),
        })
        .collect();
    let expected = [
        None,
        None,
        None,
        None,
        Some(Reason::FewPersons),
        Some(Reason::EmptyScore(2)),
        Some(Reason::NoMaximum),
        Some(Reason::NoScale),
        Some(Reason::EmptyScore(0)),
    ];
    assert_eq!(kept, expected);
    assert_eq!(calibration.items[4].persons, 199);
    // The self-ratings: one item is no scale, and "weiß ich nicht" is no answer to a rating.
    assert_eq!(calibration.items[8].persons, 200);
    // Of two scales with the same items the lower id has them.
    let ids: Vec<&str> = calibration
        .scales
        .iter()
        .map(|scale| scale.id.as_str())
        .collect();
    assert_eq!(ids, ["alle"]);
    let nobody = calibrate(&bank, &[]);
    assert!(nobody.scales.is_empty() && nobody.items.iter().all(|item| item.persons == 0));
}
