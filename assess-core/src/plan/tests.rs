use std::cell::Cell;
use std::cmp::Reverse;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use serde_json::Value;

use super::*;
use crate::bank::Facet;
use crate::estimate::Estimate;
use crate::learning::Raise;
use crate::profile::{Outcome, Profile, ScaleResult};
use crate::standing::standings;
use crate::vectors::{close, json, list, number, text};

/// A question that owns its parts.
#[derive(Clone, Debug)]
struct Question {
    offers: Vec<Offer>,
    target: Target,
    standings: Vec<(CompetenceId, Thousandths)>,
    minutes: u32,
    formats: Option<Vec<String>>,
    max_cost: Option<u32>,
    done: Vec<OfferId>,
}

impl Question {
    fn request(&self) -> PlanRequest<'_> {
        PlanRequest {
            offers: &self.offers,
            target: &self.target,
            standings: &self.standings,
            minutes: self.minutes,
            formats: self.formats.as_deref(),
            max_cost: self.max_cost,
            done: &self.done,
        }
    }

    fn plan(&self) -> Plan {
        plan(&self.request(), &mut || false)
    }
}

/// The contract, word for word, over all sets of offers that can be taken.
fn brute_force(question: &Question) -> Plan {
    let exists = |offer: &&Offer| {
        let formats = question.formats.as_ref();
        formats.is_none_or(|formats| offer.formats.iter().any(|format| formats.contains(format)))
    };
    let mut offers: Vec<&Offer> = question.offers.iter().filter(exists).collect();
    offers.sort_by_key(|offer| &offer.id);
    let ids: Vec<CompetenceId> = competences(&question.offers, &question.target)
        .into_iter()
        .cloned()
        .collect();
    let place = |id: &CompetenceId| ids.iter().position(|other| other == id).unwrap();
    let mut start = vec![0_u32; ids.len()];
    for (id, standing) in &question.standings {
        if let Some(place) = ids.iter().position(|other| other == id) {
            start[place] = standing.get();
        }
    }
    let lifts_nothing = |offer: &Offer| {
        let mut raises = offer.raises.iter();
        raises.all(|raise| raise.to.get() <= start[place(&raise.competence)])
    };
    let after = |set: usize| {
        let mut standings = start.clone();
        for (bit, offer) in offers.iter().enumerate() {
            for raise in &offer.raises {
                if set >> bit & 1 == 1 {
                    let standing = &mut standings[place(&raise.competence)];
                    *standing = raise.to.get().max(*standing);
                }
            }
        }
        standings
    };
    let can_take = |offer: &Offer, before: usize, standings: &[u32]| {
        offer.requires.iter().all(|id| {
            question.done.contains(id)
                || offers.iter().enumerate().any(|(bit, other)| {
                    other.id == *id && (before >> bit & 1 == 1 || lifts_nothing(other))
                })
        }) && offer
            .raises
            .iter()
            .all(|raise| standings[place(&raise.competence)] + 500 >= raise.from.get())
    };
    let value = |standings: &[u32]| -> u64 {
        let parts = question.target.targets.iter().map(|(id, target)| {
            let weight = question.target.weight(id).get();
            u64::from(weight) * u64::from(target.get().min(standings[place(id)]))
        });
        parts.sum()
    };
    let mut seen = vec![false; 1 << offers.len()];
    let mut open = vec![0_usize];
    let mut best = None;
    seen[0] = true;
    while let Some(set) = open.pop() {
        let taken = || (0..offers.len()).filter(move |bit| set >> bit & 1 == 1);
        let minutes: u32 = taken().map(|bit| offers[bit].minutes).sum();
        let cost: u32 = taken().map(|bit| offers[bit].cost).sum();
        if minutes > question.minutes || question.max_cost.is_some_and(|most| cost > most) {
            continue;
        }
        let standings = after(set);
        let names: Vec<&OfferId> = taken().map(|bit| &offers[bit].id).collect();
        let key = (
            Reverse(value(&standings)),
            minutes,
            cost,
            names.len(),
            names,
            set,
        );
        if best.as_ref().is_none_or(|best| key < *best) {
            best = Some(key);
        }
        for (bit, offer) in offers.iter().enumerate() {
            let next = set | 1 << bit;
            if !seen[next] && can_take(offer, set, &standings) {
                seen[next] = true;
                open.push(next);
            }
        }
    }
    let (Reverse(value), minutes, cost, _, names, set) = best.unwrap();
    let names: Vec<OfferId> = names.into_iter().cloned().collect();
    let mut steps = Vec::new();
    let mut before = 0;
    while before != set {
        let standings = after(before);
        let (bit, offer) = (offers.iter().enumerate())
            .find(|(bit, offer)| {
                (set & !before) >> bit & 1 == 1 && can_take(offer, before, &standings)
            })
            .unwrap();
        let mut now = standings.clone();
        let mut because = Vec::new();
        for raise in &offer.raises {
            let standing = &mut now[place(&raise.competence)];
            if raise.to.get() > *standing {
                because.push(Lift {
                    competence: raise.competence.clone(),
                    from: Thousandths::new(*standing),
                    to: raise.to,
                });
                *standing = raise.to.get();
            }
        }
        let chosen = offers.iter().filter(|other| names.contains(&other.id));
        let enabled = chosen.filter(|other| other.requires.contains(&offer.id));
        steps.push(Step {
            id: offer.id.clone(),
            because,
            enables: enabled.map(|other| other.id.clone()).collect(),
        });
        before |= 1 << bit;
    }
    let last = after(set);
    let gap = |(id, target): &(CompetenceId, Thousandths)| {
        let gap = target.get().saturating_sub(last[place(id)]);
        (gap > 0).then(|| Remaining {
            competence: id.clone(),
            gap: Thousandths::new(gap),
        })
    };
    Plan {
        optimal: true,
        bound: None,
        minutes,
        cost: cost.into(),
        value,
        offers: steps,
        remaining: question.target.targets.iter().filter_map(gap).collect(),
    }
}

fn competence(number: u32) -> CompetenceId {
    format!("c{number}").into()
}

fn name(number: u32) -> OfferId {
    // Not in the order of the numbers, and neither is the file.
    OfferId::from(format!("o{:02}", number * 7 % 16))
}

/// Small numbers from few values, so that there are many ties, and now and then everything odd that a file may hold.
fn offer(id: u32) -> impl Strategy<Value = Offer> {
    let from = prop::sample::select(vec![0_u32, 0, 0, 1, 1, 2, 3]);
    let raise = (0..6_u32, from, 0..3_u32, 0..20_u32).prop_map(|(of, from, more, odd)| {
        let to = match odd {
            0 => more * 1000,
            1 => from * 1000 + 700,
            _ => (from + 1 + more / 2) * 1000,
        };
        Raise {
            competence: competence(of),
            from: Thousandths::new(from.saturating_sub(odd % 2) * 1000),
            to: Thousandths::new(to),
        }
    });
    let raises = prop_oneof![
        1 => Just(Vec::new()).boxed(),
        20 => prop::collection::vec(raise, 1..=3).boxed(),
    ];
    let requires = prop_oneof![
        14 => Just(Vec::new()),
        4 => (0..=id.saturating_sub(1)).prop_map(|other| vec![other]),
        1 => prop::collection::vec(0..15_u32, 1..=2),
    ];
    let formats = prop::collection::vec(prop::sample::select(vec!["a", "b"]), 1..=2);
    let minutes = prop::sample::select(vec![0_u32, 1, 2, 2, 2, 2, 3, 4, 4, 4, 4]);
    let cost = prop::sample::select(vec![0_u32, 0, 30, 50]);
    (minutes, cost, formats, raises, requires).prop_map(move |parts| {
        let (quarters, cost, formats, raises, requires) = parts;
        Offer {
            id: name(id),
            minutes: quarters * 15,
            cost,
            formats: formats.into_iter().map(str::to_owned).collect(),
            raises,
            requires: requires.into_iter().map(name).collect(),
        }
    })
}

fn question(offers: std::ops::RangeInclusive<u32>) -> impl Strategy<Value = Question> {
    let offers = offers.prop_flat_map(|count| (0..count).map(offer).collect::<Vec<_>>());
    let numbers = |numbers: &[u32], size| {
        let number = prop::sample::select(numbers.to_vec()).prop_map(Thousandths::new);
        prop::collection::btree_map((0..6_u32).prop_map(competence), number, size)
    };
    let standings = prop_oneof![
        numbers(&[0, 698], 0..=6),
        numbers(&[0, 1, 400, 500, 698, 1000, 1499, 1500, 2700, 4000], 0..=6),
    ];
    let targets = prop_oneof![
        prop::collection::vec(prop::sample::select(vec![3000_u32, 4000]), 6).prop_map(|numbers| {
            let numbers = (0..6)
                .map(competence)
                .zip(numbers.into_iter().map(Thousandths::new));
            numbers.collect()
        }),
        numbers(&[2000, 2500, 3000, 4000], 1..=6),
    ];
    let weights = prop_oneof![
        numbers(&[1000], 0..=0),
        numbers(&[0, 1000, 1500, 2000], 0..=3)
    ];
    let formats = prop_oneof![4 => Just(None), 1 => Just(Some(vec!["a".to_owned()]))];
    let max_cost = prop_oneof![2 => Just(None), 1 => (0..200_u32).prop_map(Some)];
    let done = prop_oneof![
        3 => Just(Vec::new()),
        1 => prop::collection::vec((0..16_u32).prop_map(name), 1..=2),
    ];
    let wishes = (
        prop_oneof![0..=100_u32, 60..=400_u32],
        formats,
        max_cost,
        done,
    );
    (offers, standings, targets, weights, wishes).prop_map(|parts| {
        let (offers, standings, targets, weights, wishes) = parts;
        let (minutes, formats, max_cost, done) = wishes;
        Question {
            offers,
            target: Target {
                targets: targets.into_iter().collect(),
                weights: weights.into_iter().collect(),
            },
            standings: standings.into_iter().collect(),
            minutes,
            formats,
            max_cost,
            done,
        }
    })
}

/// Runs that are the same on every machine.
fn each(
    cases: u32,
    offers: std::ops::RangeInclusive<u32>,
    check: impl Fn(Question) -> Result<(), TestCaseError>,
) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    runner.run(&question(offers), check).unwrap();
}

#[test]
fn plans_are_those_of_brute_force() {
    each(3000, 0..=9, |question| {
        prop_assert_eq!(question.plan(), brute_force(&question));
        Ok(())
    });
}

#[test]
fn plans_of_up_to_fourteen_offers_are_those_of_brute_force() {
    each(400, 10..=14, |question| {
        prop_assert_eq!(question.plan(), brute_force(&question));
        Ok(())
    });
}

/// With hardly any effort for the prices, it is the branches that must be right.
#[test]
fn plans_do_not_depend_on_the_prices() {
    let effort = search::Effort {
        root: 1,
        again: 1,
        node: 1,
    };
    each(1000, 5..=11, |question| {
        let request = question.request();
        let found = search::search(instance::reduce(&request), effort, &mut || false);
        let mut plan = steps::plan(&request, &found.chosen);
        plan.optimal = found.optimal;
        prop_assert_eq!(plan, brute_force(&question));
        Ok(())
    });
}

/// Numbers too large for one score: the search must then compare the rest part by part.
#[test]
fn plans_of_odd_numbers_are_those_of_brute_force() {
    let incomplete = Cell::new(0);
    each(500, 5..=10, |mut question| {
        for (place, offer) in (0..).zip(&mut question.offers) {
            offer.minutes = offer.minutes * 1_000_003 + place % 3;
            offer.cost = offer.cost * 10_000_019 + place % 2;
        }
        question.minutes = question.minutes.saturating_mul(1_000_003);
        question.max_cost = (question.max_cost).map(|cost| cost.saturating_mul(10_000_019));
        let scale = instance::reduce(&question.request()).scale;
        incomplete.set(incomplete.get() + u32::from(!scale.complete));
        prop_assert!(scale.exact);
        prop_assert_eq!(question.plan(), brute_force(&question));
        Ok(())
    });
    assert!(incomplete.get() >= 50, "{incomplete:?}");
}

/// Stopped after any number of steps, the plan is possible and the bound is one.
#[test]
fn a_stopped_search_says_so_and_bounds_what_it_missed() {
    let missed = Cell::new(0);
    each(1000, 5..=11, |question| {
        let best = brute_force(&question);
        let mut steps = question.minutes % 7 + 1;
        let stopped = plan(&question.request(), &mut || {
            steps = steps.saturating_sub(1);
            steps == 0
        });
        prop_assert!(stopped.minutes <= question.minutes);
        if let Some(most) = question.max_cost {
            prop_assert!(stopped.cost <= most.into());
        }
        prop_assert_eq!(stopped.optimal, stopped.bound.is_none());
        if stopped.optimal {
            prop_assert_eq!(stopped, best);
        } else {
            prop_assert!(stopped.value <= best.value);
            prop_assert!(stopped.bound.is_some_and(|bound| bound >= best.value));
            missed.set(missed.get() + 1);
        }
        Ok(())
    });
    assert!(missed.get() >= 100, "{missed:?}");
}

#[test]
fn more_time_or_money_never_makes_a_plan_worse() {
    each(1000, 5..=14, |mut question| {
        let plan = question.plan();
        question.minutes += 45;
        let more_time = question.plan();
        prop_assert!(more_time.value >= plan.value);
        question.max_cost = question.max_cost.map(|cost| cost + 40);
        prop_assert!(question.plan().value >= more_time.value);
        Ok(())
    });
}

/// Weights and targets far beyond all reason need not be proven, but must do no harm either.
#[test]
fn absurd_weights_do_no_harm() {
    each(100, 5..=11, |mut question| {
        for (id, target) in &mut question.target.targets {
            *target = Thousandths::new(1_000_000_000 - target.get());
            let weight = Thousandths::new(999_999_937 - target.get() % 1000);
            question.target.weights.retain(|(other, _)| other != id);
            question.target.weights.push((id.clone(), weight));
        }
        for raise in question
            .offers
            .iter_mut()
            .flat_map(|offer| &mut offer.raises)
        {
            raise.to = Thousandths::new(raise.to.get() * 199_999 + 1);
        }
        let best = brute_force(&question);
        let plan = question.plan();
        prop_assert!(plan.value <= best.value);
        prop_assert!(plan.optimal || plan.bound.is_some_and(|bound| bound >= best.value));
        Ok(())
    });
}

#[test]
fn plans_are_those_of_the_vectors_and_the_example() {
    let example = |name: &str| json(&format!("examples/files/{name}.json"));
    let oracle = json("oracle/plan.json");
    let mut cases: Vec<Value> = list(&oracle).to_vec();
    cases.push(serde_json::json!({
        "offers": example("offers"), "target": example("target"), "profile": example("profile"), "hours": 3,
        "formats": null, "max_cost": null, "done": [], "plan": example("plan-3-hours"),
    }));
    for case in &cases {
        check_vector(case);
    }
}

fn check_vector(case: &Value) {
    let names = |names: &Value| -> Vec<String> {
        let names = names.as_array().into_iter().flatten();
        names.map(|name| text(name).to_owned()).collect()
    };
    let ids = |value: &Value| names(value).into_iter().map(OfferId::from).collect();
    let whole = |value: &Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    let thousandths = |value: &Value| Thousandths::from_f64(number(value)).unwrap();
    let by_competence = |value: &Value| {
        let numbers = value.as_object().unwrap().iter();
        numbers
            .map(|(id, value)| (id.as_str().into(), thousandths(value)))
            .collect()
    };
    let raise = |raise: &Value| Raise {
        competence: text(&raise["competence"]).into(),
        from: thousandths(&raise["from"]),
        to: thousandths(&raise["to"]),
    };
    let offer = |offer: &Value| Offer {
        id: text(&offer["id"]).into(),
        minutes: whole(&offer["minutes"]),
        cost: whole(&offer["cost"]),
        formats: names(&offer["formats"]),
        raises: list(&offer["raises"]).iter().map(raise).collect(),
        requires: ids(&offer["requires"]),
    };
    let offers: Vec<Offer> = list(&case["offers"]["offers"]).iter().map(offer).collect();
    let target = Target {
        targets: by_competence(&case["target"]["targets"]),
        weights: by_competence(&case["target"]["weights"]),
    };
    let question = Question {
        standings: standings(&profile(&case["profile"]), competences(&offers, &target)),
        offers,
        target,
        minutes: minutes(number(&case["hours"])).unwrap(),
        formats: (!case["formats"].is_null()).then(|| names(&case["formats"])),
        max_cost: (!case["max_cost"].is_null()).then(|| whole(&case["max_cost"])),
        done: ids(&case["done"]),
    };
    let expected = &case["plan"];
    let lift = |lift: &Value| Lift {
        competence: text(&lift["competence"]).into(),
        from: thousandths(&lift["from"]),
        to: thousandths(&lift["to"]),
    };
    let step = |step: &Value| Step {
        id: text(&step["id"]).into(),
        because: list(&step["because"]).iter().map(lift).collect(),
        enables: ids(&step["enables"]),
    };
    let remaining = |remaining: &Value| Remaining {
        competence: text(&remaining["competence"]).into(),
        gap: thousandths(&remaining["gap"]),
    };
    let plan = question.plan();
    let expected_plan = Plan {
        optimal: expected["optimal"].as_bool().unwrap(),
        bound: None,
        minutes: whole(&expected["minutes"]),
        cost: whole(&expected["cost"]).into(),
        value: plan.value,
        offers: list(&expected["offers"]).iter().map(step).collect(),
        remaining: list(&expected["remaining"]).iter().map(remaining).collect(),
    };
    assert_eq!(plan, expected_plan);
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let value = plan.value as f64 / 1e6;
    close(value, number(&expected["value"]), 1e-9);
    assert_eq!(brute_force(&question), plan);
}

/// The scales of a profile, as far as standings look at them.
fn profile(value: &Value) -> Profile {
    let scale = |scale: &Value| ScaleResult {
        id: text(&scale["id"]).into(),
        facet: Facet::parse(text(&scale["facet"])).unwrap(),
        competences: list(&scale["competences"])
            .iter()
            .map(|id| text(id).into())
            .collect(),
        outcome: scale["theta"].as_f64().map(|theta| {
            let se = number(&scale["se"]);
            Outcome::from(Estimate { theta, se })
        }),
        answered: 0,
        points: 0,
        of: 0,
    };
    Profile {
        scale: text(&value["scale"]).into(),
        scales: list(&value["scales"]).iter().map(scale).collect(),
    }
}

#[test]
fn hours_are_whole_minutes() {
    for (hours, expected) in [
        (0.0, 0),
        (2.3, 138),
        (0.25, 15),
        (0.3333, 19),
        (1.0 / 3.0, 20),
    ] {
        assert_eq!(minutes(hours), Some(expected), "{hours}");
    }
    for hours in [-0.1, f64::NAN, f64::INFINITY, 1e9] {
        assert_eq!(minutes(hours), None, "{hours}");
    }
}

fn single(id: &str, format: &str, requires: &[&str]) -> Offer {
    Offer {
        id: id.into(),
        minutes: 30,
        cost: 0,
        formats: vec![format.to_owned()],
        raises: vec![Raise {
            competence: competence(0),
            from: Thousandths::ZERO,
            to: Thousandths::ONE,
        }],
        requires: requires.iter().map(|id| OfferId::from(*id)).collect(),
    }
}

/// What was done counts although its format is not wanted any more; what does not exist only counts if it was done.
#[test]
fn done_meets_requirements_on_offers_of_other_formats() {
    let mut question = Question {
        offers: vec![
            single("a", "workshop", &[]),
            single("b", "e-learning", &["a"]),
        ],
        target: Target {
            targets: [(competence(0), Thousandths::ONE)].into(),
            weights: [].into(),
        },
        standings: Vec::new(),
        minutes: 60,
        formats: Some(vec!["e-learning".to_owned()]),
        max_cost: None,
        done: Vec::new(),
    };
    assert!(question.plan().offers.is_empty());
    question.done = vec!["a".into()];
    assert_eq!(question.plan().offers.len(), 1);
    assert_eq!(question.plan().minutes, 30);
}
