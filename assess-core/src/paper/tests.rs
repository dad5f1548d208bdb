use proptest::prelude::*;

use super::*;
use crate::answers::{Missing, Response};
use crate::bank::Kind;
use crate::estimate::eap;
use crate::model::{provisional_rating, provisional_task};
use crate::vectors::{SCORE_CASES, close};

fn form(bank: &Bank) -> Vec<&str> {
    bank.items().iter().map(|item| item.id.as_str()).collect()
}

/// Every pattern of scores.
fn patterns(models: &[&GradedModel]) -> Vec<Vec<u8>> {
    models.iter().fold(vec![Vec::new()], |patterns, model| {
        let longer = |pattern: Vec<u8>| {
            (0..=model.steps())
                .map(move |score| pattern.iter().copied().chain([score]).collect::<Vec<u8>>())
        };
        patterns.into_iter().flat_map(longer).collect()
    })
}

/// The chance of a pattern for a person of whom only the prior is known, up to a constant.
fn likelihood(prior: Prior, models: &[&GradedModel], pattern: &[u8]) -> f64 {
    let before = Posterior::of(prior);
    let at = |(theta, log): (&f64, &f64)| {
        let logs = models
            .iter()
            .zip(pattern)
            .map(|(model, score)| libm::log(model.probability(*theta, *score)));
        libm::exp(log + logs.sum::<f64>())
    };
    before.theta.iter().zip(&before.log).map(at).sum()
}

/// Mean and standard deviation of each sum and the largest difference, each from all patterns.
fn by_brute_force(prior: Prior, models: &[&GradedModel]) -> (Vec<Estimate>, f64) {
    let points: usize = models.iter().map(|model| usize::from(model.steps())).sum();
    let mut of_sum: Vec<Vec<(f64, Estimate)>> = vec![Vec::new(); points + 1];
    for pattern in patterns(models) {
        let sum: usize = pattern.iter().map(|score| usize::from(*score)).sum();
        let exact = eap(prior, models.iter().copied().zip(pattern.iter().copied()));
        of_sum[sum].push((likelihood(prior, models, &pattern), exact));
    }
    let mean = |cells: &[(f64, f64)]| {
        cells.iter().map(|(weight, x)| weight * x).sum::<f64>()
            / cells.iter().map(|(weight, _)| weight).sum::<f64>()
    };
    let mut largest: f64 = 0.0;
    let estimates = of_sum.iter().map(|cells| {
        let theta = mean(
            &cells
                .iter()
                .map(|(weight, exact)| (*weight, exact.theta))
                .collect::<Vec<_>>(),
        );
        let variance = mean(
            &cells
                .iter()
                .map(|(weight, exact)| {
                    (
                        *weight,
                        exact.se * exact.se + (exact.theta - theta) * (exact.theta - theta),
                    )
                })
                .collect::<Vec<_>>(),
        );
        for (_, exact) in cells {
            largest = largest.max((exact.theta - theta).abs());
        }
        Estimate {
            theta,
            se: variance.sqrt(),
        }
    });
    (estimates.collect(), largest)
}

#[track_caller]
fn check(prior: Prior, models: &[&GradedModel]) {
    let estimates = estimates(prior, models);
    let (expected, largest) = by_brute_force(prior, models);
    assert_eq!(estimates.len(), expected.len());
    for (actual, expected) in estimates.iter().zip(&expected) {
        close(actual.theta, expected.theta, 1e-9);
        close(actual.se, expected.se, 1e-9);
    }
    let difference = difference::largest_difference(prior, models, &estimates);
    assert!(difference.is_exact(), "{difference:?}");
    close(difference.found, largest, 1e-9);
}

#[test]
fn equal_to_all_patterns_of_the_score_cases() {
    for (bank, _, _) in SCORE_CASES.iter() {
        for table in tables(bank, &form(bank)).unwrap() {
            let models: Vec<&GradedModel> = table
                .items
                .iter()
                .map(|id| &bank.item(id.as_str()).unwrap().model)
                .collect();
            let count: usize = models
                .iter()
                .map(|model| usize::from(model.steps()) + 1)
                .product();
            if count <= 1000 {
                check(bank.prior(), &models);
            }
        }
    }
}

#[test]
fn equal_to_all_patterns_of_the_authored_models() {
    let tasks: Vec<GradedModel> = [
        (1, vec![0.25]),
        (2, vec![0.1, 0.05]),
        (2, vec![0.1, 0.05]),
        (3, vec![0.2, 0.1, 0.0]),
    ]
    .into_iter()
    .chain([(4, vec![1.0 / 3.0]), (1, vec![0.25]), (2, vec![0.1, 0.05])])
    .map(|(level, floors)| provisional_task(level, &floors).unwrap())
    .collect();
    check(Prior::default(), &tasks.iter().collect::<Vec<_>>());
    let rating = provisional_rating(4).unwrap();
    check(Prior::default(), &[&rating, &rating, &rating, &rating]);
    check(
        Prior {
            mean: -1.0,
            sd: 2.5,
        },
        &[&rating, &tasks[3], &tasks[0]],
    );
}

/// A 2PL scale with one discrimination: the sum says all there is, whatever the pattern.
#[test]
fn without_difference_where_the_sum_is_sufficient() {
    let models: Vec<GradedModel> = (0..12)
        .map(|item| GradedModel::new(1.1, &[f64::from(item) / 3.0], &[0.0]).unwrap())
        .collect();
    let models: Vec<&GradedModel> = models.iter().collect();
    let difference = difference::largest_difference(
        Prior::default(),
        &models,
        &estimates(Prior::default(), &models),
    );
    assert!(
        difference.is_exact() && difference.found < 1e-12,
        "{difference:?}"
    );
}

/// As many tasks as a short self-check has: 5 million patterns, some of which are tried.
#[test]
fn the_search_comes_to_its_end_for_a_long_form() {
    let floors: [&[f64]; 4] = [
        &[0.25],
        &[0.15, 0.04, 0.004],
        &[0.25, 1.0 / 12.0],
        &[0.05, 0.01, 0.001],
    ];
    let models: Vec<GradedModel> = (0..14_u8)
        .map(|item| provisional_task(1 + item % 4, floors[usize::from(item / 4)]).unwrap())
        .collect();
    let models: Vec<&GradedModel> = models.iter().collect();
    let prior = Prior::default();
    let estimates = estimates(prior, &models);
    let difference = difference::largest_difference(prior, &models, &estimates);
    assert!(
        difference.is_exact() && difference.found > 0.5,
        "{difference:?}"
    );
    let mut state = 1_u64;
    for _ in 0..500 {
        let pattern: Vec<u8> = models
            .iter()
            .map(|model| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                u8::try_from((state >> 33) % u64::from(model.steps() + 1)).unwrap()
            })
            .collect();
        let sum: usize = pattern.iter().map(|score| usize::from(*score)).sum();
        let exact = eap(prior, models.iter().copied().zip(pattern));
        assert!((exact.theta - estimates[sum].theta).abs() <= difference.bound);
    }
}

#[test]
fn a_form_far_beyond_any_person_does_not_underflow() {
    let model = GradedModel::new(3.0, &[9.0], &[0.0]).unwrap();
    let models = vec![&model; 200];
    for estimate in estimates(Prior::default(), &models) {
        assert!(
            estimate.theta.is_finite() && estimate.se.is_finite(),
            "{estimate:?}"
        );
    }
}

#[test]
fn only_whole_forms_have_a_row() {
    let (bank, _, _) = SCORE_CASES.last().unwrap();
    let tables = tables(bank, &form(bank)).unwrap();
    let ids: Vec<&str> = tables.iter().map(|table| table.scale.as_str()).collect();
    assert_eq!(
        ids,
        bank.scales()
            .iter()
            .map(|scale| scale.id.as_str())
            .collect::<Vec<_>>()
    );
    for table in &tables {
        let of: Vec<u32> = table.rows.iter().map(|row| row.points).collect();
        assert_eq!(
            of,
            (0..u32::try_from(table.rows.len()).unwrap()).collect::<Vec<_>>()
        );
        let full = |score: u8| {
            let given = table.items.iter().map(|id| (id, Response::Score(score)));
            Answers::new(bank, given).unwrap()
        };
        assert_eq!(table.row(bank, &full(0)), table.rows.first());
        let points = u32::try_from(table.items.len()).unwrap();
        assert_eq!(
            table.row(bank, &full(1)).map(|row| row.points),
            Some(points)
        );
        assert_eq!(table.row(bank, &Answers::none(bank)), None);
        for (missing, counts) in [
            (Missing::Skipped, false),
            (Missing::DontKnow, table.facet == Facet::Shown),
        ] {
            let mut answers = full(0);
            let first = bank.index_of(table.items[0].as_str()).unwrap();
            answers
                .set(bank, first, Response::Missing(missing))
                .unwrap();
            assert_eq!(table.row(bank, &answers).is_some(), counts);
        }
    }
}

#[test]
fn every_problem_of_a_form_is_named() {
    let (bank, _, _) = SCORE_CASES.last().unwrap();
    let problems = vec![
        PaperProblem::UnknownItem("nirgends".into()),
        PaperProblem::Twice("betrug-erkennen-01".into()),
    ];
    assert_eq!(
        tables(
            bank,
            &["betrug-erkennen-01", "nirgends", "betrug-erkennen-01"]
        ),
        Err(problems)
    );
    assert_eq!(tables::<&str>(bank, &[]), Ok(Vec::new()));
    let item = |number: u8| Item {
        id: format!("i{number:03}").into(),
        competence: "k".into(),
        facet: Facet::SelfRating,
        kind: Kind::Rating,
        provisional: true,
        model: provisional_rating(4).unwrap(),
    };
    let scale = Scale {
        id: "alles".into(),
        facet: Facet::SelfRating,
        competences: vec!["k".into()],
    };
    let long = Bank::new(
        "s",
        Prior::default(),
        vec![scale],
        (0..51).map(item).collect(),
    )
    .unwrap();
    let problems = vec![PaperProblem::TooManyPoints {
        scale: "alles".into(),
        points: 204,
    }];
    assert_eq!(tables(&long, &form(&long)), Err(problems));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    /// Steep, flat and unequal models, those that break the order of steps included.
    #[test]
    fn equal_to_all_patterns_of_any_models(
        parameters in proptest::collection::vec((0.2..4.0_f64, -2.0..4.0_f64, 0.0..0.6_f64, 1..=3_usize), 1..=4),
        mean in -1.0..3.0_f64,
        sd in 0.3..2.0_f64,
    ) {
        let models: Vec<GradedModel> = parameters
            .into_iter()
            .map(|(a, start, c, steps)| {
                let b: Vec<f64> = [0.0, 0.4, 1.9].iter().take(steps).map(|more| start + more).collect();
                let c: Vec<f64> = [1.0, 0.9, 0.2].iter().take(steps).map(|share| c * share).collect();
                GradedModel::new(a, &b, &c).unwrap()
            })
            .collect();
        check(Prior { mean, sd }, &models.iter().collect::<Vec<_>>());
    }
}
