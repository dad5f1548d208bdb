//! What must hold of every item that is shipped, and of whoever only clicks around in a self-check made of them.

use std::error::Error;
use std::thread;

use assess_core::answers::{Missing, Response};
use assess_core::bank::{self, Bank, Prior, Scale};
use assess_core::estimate::eap;
use assess_core::model::GradedModel;
use assess_core::profile::profile;
use assess_core::session::{Candidate, Session, SessionPlan};
use assess_core::task::{FieldEntry, Selection};
use site_gen::build::prepare;
use site_gen::catalogue::front::Facet;
use site_gen::diagnostic::Diagnostics;
use site_gen::selection;
use site_gen::site::LanguageSite;
use site_gen::site::item::{Body, Item};
use site_gen::source::config::Overrides;

type TestResult = Result<(), Box<dyn Error>>;

/// Runs with the base content.
fn with_base(test: impl FnOnce(&LanguageSite) -> TestResult) -> TestResult {
    let mut diagnostics = Diagnostics::new();
    let empty = tempfile::tempdir()?;
    let ready = prepare(empty.path(), &Overrides::default(), &mut diagnostics)?;
    assert!(!diagnostics.has_errors());
    test(ready.site.languages.first().ok_or("a language")?)
}

/// Chance that is the same in every run: the generator `SplitMix64` (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        usize::try_from(z % u64::try_from(end).unwrap_or(1)).unwrap_or(0)
    }
}

/// What somebody answers who clicks anywhere and types anything.
fn clicked(item: &Item, chance: &mut Chance) -> Selection {
    match &item.body {
        Body::Rating { options } => Selection::One(chance.below(options.len())),
        Body::Single { options } => Selection::One(chance.below(options.len())),
        Body::Multiple { .. } | Body::Spot { .. } => {
            Selection::Many((0..item.parts()).map(|_| chance.below(2) == 1).collect())
        }
        Body::Situation { options } => {
            let best = chance.below(options.len());
            let other = chance.below(options.len() - 1);
            Selection::BestWorst {
                best,
                worst: if other < best { other } else { other + 1 },
            }
        }
        Body::Order { steps, .. } => {
            let mut left: Vec<usize> = (0..steps.len()).collect();
            let order = (0..steps.len()).map(|_| left.remove(chance.below(left.len())));
            Selection::Order(order.collect())
        }
        Body::Assign { groups, cards } => Selection::Groups(
            cards
                .iter()
                .map(|_| Some(chance.below(groups.len())))
                .collect(),
        ),
        Body::Fill { fields } => Selection::Fields(
            fields
                .iter()
                .map(|field| match field.choices.len() {
                    // Leaving them empty is the best that chance can do.
                    _ if field.is_needless() => FieldEntry::Empty,
                    0 => FieldEntry::Text("qwertz".to_owned()),
                    choices => FieldEntry::Choice(chance.below(choices)),
                })
                .collect(),
        ),
    }
}

#[test]
fn an_untouched_task_never_scores() -> TestResult {
    with_base(|site| {
        let mut kinds = [0; 4];
        for (_, item) in site.items.iter() {
            let (kind, untouched) = match &item.body {
                Body::Order { shown, .. } => (0, Selection::Order(shown.clone())),
                Body::Assign { cards, .. } => (1, Selection::Groups(vec![None; cards.len()])),
                Body::Fill { fields } => {
                    (2, Selection::Fields(vec![FieldEntry::Empty; fields.len()]))
                }
                Body::Multiple { .. } | Body::Spot { .. } => {
                    (3, Selection::Many(vec![false; item.parts()]))
                }
                // A radio button cannot be left as it was and be an answer.
                Body::Rating { .. } | Body::Single { .. } | Body::Situation { .. } => continue,
            };
            kinds[kind] += 1;
            assert!(
                matches!(item.task.step(&untouched), None | Some(0)),
                "{}",
                item.id
            );
        }
        assert!(kinds.iter().all(|count| *count > 20), "{kinds:?}");
        Ok(())
    })
}

#[test]
fn a_better_answer_never_lowers_an_estimate() -> TestResult {
    const CONTEXTS: usize = 6;
    const OTHERS: usize = 10;
    with_base(|site| {
        let models: Vec<&GradedModel> = site.items.iter().map(|(_, item)| &item.model).collect();
        let mut chance = Chance(1);
        for (_, item) in site.items.iter() {
            for context in 0..CONTEXTS {
                let mut answered: Vec<(&GradedModel, u8)> = (0..context.min(1) * OTHERS)
                    .map(|_| {
                        let model = models[chance.below(models.len())];
                        let score = chance.below(usize::from(model.steps()) + 1);
                        (model, u8::try_from(score).unwrap_or(0))
                    })
                    .collect();
                let mut before = f64::NEG_INFINITY;
                for score in 0..=item.model.steps() {
                    answered.push((&item.model, score));
                    let theta = eap(Prior::default(), answered.iter().copied()).theta;
                    answered.pop();
                    assert!(theta >= before, "{} step {score}", item.id);
                    before = theta;
                }
            }
        }
        Ok(())
    })
}

/// The items of the short self-check of an occupation, as a bank with one scale over all tasks.
struct Page<'s> {
    bank: Bank,
    candidates: Vec<Candidate>,
    /// Beside the items of the bank.
    items: Vec<&'s Item>,
    plan: SessionPlan,
}

impl<'s> Page<'s> {
    fn of(site: &'s LanguageSite, occupation: &str) -> Result<Self, Box<dyn Error>> {
        let mut blueprints = site.blueprints.iter();
        let (_, blueprint) = blueprints
            .find(|(_, blueprint)| blueprint.document.slug() == "kurz")
            .ok_or("the short self-check")?;
        let (occupation, _) = site
            .occupations
            .iter()
            .find(|(_, known)| known.document.slug() == occupation)
            .ok_or("an occupation")?;
        let selection = selection::items(site, blueprint, Some(occupation));
        let mut items: Vec<&Item> = selection
            .form
            .into_iter()
            .chain(selection.reserve)
            .collect();
        items.retain(|item| item.facet() == Facet::Shown);
        items.sort_by(|a, b| a.id.cmp(&b.id));
        let competence = |item: &Item| site.competences[item.competence].document.slug();
        let mut competences: Vec<_> = items.iter().map(|item| competence(item).into()).collect();
        competences.dedup();
        let scale = Scale {
            id: "gesamt".into(),
            facet: bank::Facet::Shown,
            competences,
        };
        let banked = items.iter().map(|item| bank::Item {
            id: item.id.as_str().into(),
            competence: competence(item).into(),
            facet: bank::Facet::Shown,
            kind: item.kind(),
            provisional: true,
            model: item.model.clone(),
        });
        let bank = Bank::new(
            "roadmap-2026",
            Prior::default(),
            vec![scale],
            banked.collect(),
        )
        .map_err(|problems| format!("{problems:?}"))?;
        Ok(Self {
            candidates: items
                .iter()
                .map(|item| Candidate {
                    level: item.level,
                    variant_group: None,
                })
                .collect(),
            bank,
            plan: SessionPlan {
                tasks: usize::try_from(blueprint.front.tasks.get())?,
                ratings: 0,
                adaptive: true,
            },
            items,
        })
    }

    /// The standing after a self-check answered like this.
    fn standing(
        &self,
        seed: u64,
        mut answer: impl FnMut(&Item) -> Response,
    ) -> Result<f64, Box<dyn Error>> {
        let mut session = Session::start(self.plan, &self.bank, &self.candidates, seed)
            .map_err(|problem| format!("{problem:?}"))?;
        loop {
            match session {
                Session::InProgress(asking) => {
                    let item = self.items[asking.current()];
                    session = asking
                        .answer(answer(item))
                        .map_err(|refused| format!("{:?}", refused.problem))?;
                }
                Session::Finished(finished) => {
                    let profile = profile(finished.bank(), finished.answers());
                    let outcome = profile.scales[0].outcome.ok_or("an answered scale")?;
                    return Ok(outcome.estimate.theta);
                }
            }
        }
    }
}

/// Whoever clicks around gets, in the mean of ten thousand, hardly more than whoever says "weiß ich nicht" throughout.
#[test]
fn clicking_around_is_worth_hardly_more_than_not_knowing() -> TestResult {
    const ROBOTS: u64 = 10_000;
    const MARGIN: f64 = 0.3;
    with_base(|site| {
        let page = Page::of(site, "reinigung")?;
        let not_knowing = page.standing(0, |_| Response::Missing(Missing::DontKnow))?;
        let robot = |seed: u64| {
            let mut chance = Chance(seed);
            page.standing(seed, |item| {
                let step = item.task.step(&clicked(item, &mut chance));
                step.map_or(Response::Missing(Missing::Skipped), Response::Score)
            })
            .map_err(|problem| problem.to_string())
        };
        let workers = u64::try_from(thread::available_parallelism()?.get())?;
        let sums: Vec<Result<f64, String>> = thread::scope(|scope| {
            let started: Vec<_> = (0..workers)
                .map(|worker| {
                    let robot = &robot;
                    let seeds = (0..ROBOTS).filter(move |seed| seed % workers == worker);
                    scope.spawn(move || seeds.map(robot).sum::<Result<f64, String>>())
                })
                .collect();
            started
                .into_iter()
                .map(|worker| worker.join().unwrap_or(Err("a worker stopped".to_owned())))
                .collect()
        });
        let sum: f64 = sums.into_iter().sum::<Result<f64, String>>()?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let mean = sum / ROBOTS as f64;
        println!("robots {mean:.3}, not knowing {not_knowing:.3}");
        assert!(mean <= not_knowing + MARGIN, "{mean} against {not_knowing}");
        Ok(())
    })
}
