use proptest::prelude::*;

use super::*;
use crate::answers::Missing;
use crate::bank::{Item, Kind, Prior, Scale};
use crate::model::{provisional_rating, provisional_task};
use crate::profile::profile;

const PLAN: SessionPlan = SessionPlan {
    tasks: 12,
    ratings: 6,
    adaptive: true,
};

/// Three areas of two competences; each competence has five tasks of levels 1 to 4 (the last two are variants) and two
/// ratings. One `shown` scale over everything or one per area, one `self` scale per area.
fn bank(shown_by_area: bool) -> (Bank, Vec<Candidate>) {
    let mut scales = Vec::new();
    let mut items = Vec::new();
    let competence = |area: u8, n: u8| format!("{area}-{n}");
    let scale = |id: String, facet, competences: Vec<String>| Scale {
        id: id.into(),
        facet,
        competences: competences.into_iter().map(Into::into).collect(),
    };
    for area in 0..3 {
        let both = || vec![competence(area, 0), competence(area, 1)];
        scales.push(scale(format!("self-{area}"), Facet::SelfRating, both()));
        if shown_by_area {
            scales.push(scale(format!("shown-{area}"), Facet::Shown, both()));
        }
        for name in both() {
            for n in 0..7_u8 {
                let is_task = n < 5;
                items.push(Item {
                    id: format!("{name}-{n}").into(),
                    competence: name.as_str().into(),
                    facet: if is_task {
                        Facet::Shown
                    } else {
                        Facet::SelfRating
                    },
                    kind: if is_task { Kind::Spot } else { Kind::Rating },
                    provisional: true,
                    model: if is_task {
                        provisional_task(n.min(3) + 1, &[0.14, 0.03, 0.004]).unwrap()
                    } else {
                        provisional_rating(4).unwrap()
                    },
                });
            }
        }
    }
    if !shown_by_area {
        let all = (0..3)
            .flat_map(|area| [competence(area, 0), competence(area, 1)])
            .collect();
        scales.push(scale("gesamt".to_owned(), Facet::Shown, all));
    }
    let bank = Bank::new("test", Prior::default(), scales, items).unwrap();
    let candidates = bank.items().iter().enumerate().map(|(index, item)| {
        let n: u8 = item.id.as_str()[4..].parse().unwrap();
        let variant_group = (n == 3 || n == 4).then_some((index / 7) as u32);
        Candidate {
            level: n.min(3) + 1,
            variant_group,
        }
    });
    let candidates = candidates.collect();
    (bank, candidates)
}

fn start(plan: SessionPlan, shown_by_area: bool, seed: u64) -> Session {
    let (bank, candidates) = bank(shown_by_area);
    Session::start(plan, &bank, &candidates, seed).unwrap()
}

/// Answers everything by `answer`, which gets the place and the item.
fn run(mut session: Session, answer: impl Fn(usize, &Item) -> Response) -> Finished {
    loop {
        match session {
            Session::Finished(finished) => return finished,
            Session::InProgress(current) => {
                let response = answer(
                    current.progress().place - 1,
                    &current.bank().items()[current.current()],
                );
                session = current.answer(response).unwrap();
            }
        }
    }
}

fn in_progress(session: Session) -> InProgress {
    match session {
        Session::InProgress(current) => current,
        Session::Finished(_) => panic!("the session is over"),
    }
}

/// A made-up answer that fits the item.
fn any_answer(seed: u64, place: usize, item: &Item) -> Response {
    match random::below(seed, place, 8) {
        0 => Response::Missing(Missing::Skipped),
        1 => Response::Missing(Missing::DontKnow),
        number => Response::Score(number as u8 % (item.model.steps() + 1)),
    }
}

fn ids(finished: &Finished) -> Vec<&str> {
    finished
        .path()
        .iter()
        .map(|index| finished.bank().items()[*index].id.as_str())
        .collect()
}

#[test]
fn ratings_come_first_from_each_scale_in_turn() {
    let finished = run(start(PLAN, false, 1), |_, _| Response::Score(1));
    let expected = ["0-0-5", "1-0-5", "2-0-5", "0-1-5", "1-1-5", "2-1-5"];
    assert_eq!(ids(&finished)[..6], expected);
}

#[test]
fn a_fixed_course_is_balanced_and_easy_first() {
    let plan = SessionPlan {
        tasks: 8,
        ratings: 0,
        adaptive: false,
    };
    let finished = run(start(plan, false, 1), |_, _| Response::Score(3));
    let expected = [
        "0-0-0", "0-1-0", "1-0-0", "1-1-0", "2-0-0", "2-1-0", "0-0-1", "0-1-1",
    ];
    assert_eq!(ids(&finished), expected);
}

#[test]
fn without_anything_to_ask_it_is_over_at_once() {
    let plan = SessionPlan {
        tasks: 0,
        ratings: 0,
        adaptive: true,
    };
    assert!(matches!(start(plan, false, 1), Session::Finished(_)));
    let (bank, _) = bank(false);
    let problem = SessionProblem::CandidateCount {
        candidates: 0,
        items: 42,
    };
    assert_eq!(Session::start(PLAN, &bank, &[], 1), Err(problem));
}

#[test]
fn it_stops_when_every_scale_is_certain_enough() {
    let plan = SessionPlan {
        tasks: 30,
        ratings: 0,
        adaptive: true,
    };
    let finished = run(start(plan, false, 1), |place, _| {
        Response::Score(1 + (place % 2) as u8)
    });
    let asked = finished.path().len();
    let result = profile(finished.bank(), finished.answers());
    let se = |result: &crate::profile::Profile| {
        let shown = result
            .scales
            .iter()
            .filter(|scale| scale.facet == Facet::Shown);
        shown
            .filter_map(|scale| scale.outcome)
            .map(|outcome| outcome.estimate.se)
            .fold(0.0, f64::max)
    };
    assert!(
        asked < 24 && se(&result) <= 0.5,
        "{asked} tasks, se {}",
        se(&result)
    );
}

#[test]
fn an_answer_that_does_not_fit_leaves_everything_as_it_was() {
    let before = in_progress(start(PLAN, false, 1));
    let refused = before.clone().answer(Response::Score(9)).unwrap_err();
    assert_eq!(refused.session, before);
    assert!(matches!(
        refused.problem,
        AnswerProblem::OutOfRange {
            score: 9,
            steps: 4,
            ..
        }
    ));
}

#[test]
fn going_back_shows_the_answer_and_going_on_keeps_the_later_ones() {
    let first = in_progress(start(PLAN, false, 7));
    assert_eq!(first.clone().back(), first);
    let second = in_progress(first.answer(Response::Score(1)).unwrap());
    let third = in_progress(second.answer(Response::Score(2)).unwrap());
    let pending = third.current();
    let back = third.back().back();
    assert_eq!(
        (back.given(), back.progress().place),
        (Some(Response::Score(1)), 1)
    );
    let second = in_progress(back.answer(Response::Score(4)).unwrap());
    assert_eq!(second.given(), Some(Response::Score(2)));
    let third = in_progress(second.answer(Response::Score(2)).unwrap());
    assert_eq!((third.current(), third.given()), (pending, None));
    assert_eq!(
        third.progress(),
        Progress {
            place: 3,
            answered: 2,
            most: 18
        }
    );
}

#[test]
fn the_end_can_be_left_again() {
    let finished = run(start(PLAN, false, 7), |_, _| Response::Score(1));
    let last = in_progress(finished.clone().back());
    assert_eq!(last.given(), Some(Response::Score(1)));
    assert_eq!(
        last.answer(Response::Score(1)),
        Ok(Session::Finished(finished))
    );
    let early = in_progress(start(PLAN, false, 7)).finish();
    assert!(early.answers().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_seed_and_answers_give_the_same_course(seed: u64, person: u64, by_area: bool) {
        let once = || run(start(PLAN, by_area, seed), |place, item| any_answer(person, place, item));
        prop_assert_eq!(once(), once());
    }

    #[test]
    fn the_rules_of_the_course_hold(seed: u64, person: u64, by_area: bool, adaptive: bool) {
        let plan = SessionPlan { adaptive, ..PLAN };
        let (bank, candidates) = bank(by_area);
        let finished = run(Session::start(plan, &bank, &candidates, seed).unwrap(), |place, item| {
            any_answer(person, place, item)
        });
        let items: Vec<&Item> = finished.path().iter().map(|index| &bank.items()[*index]).collect();
        let tasks: Vec<&Item> = items.iter().copied().filter(|item| item.facet == Facet::Shown).collect();
        prop_assert!(tasks.len() <= plan.tasks && items.len() - tasks.len() == plan.ratings);
        prop_assert!(items.iter().take(plan.ratings).all(|item| item.facet == Facet::SelfRating));

        let mut groups: Vec<u32> = finished.path().iter().filter_map(|index| candidates[*index].variant_group).collect();
        let asked_variants = groups.len();
        groups.sort_unstable();
        groups.dedup();
        prop_assert_eq!(groups.len(), asked_variants);

        // Every competence before one a second time.
        let mut first_visits: Vec<&str> = tasks.iter().take(6).map(|item| item.competence.as_str()).collect();
        first_visits.sort_unstable();
        first_visits.dedup();
        prop_assert_eq!(first_visits.len(), tasks.len().min(6));
        // An easy start.
        prop_assert_eq!(tasks.first().map(|item| &item.id.as_str()[4..]), Some("0"));

        // The estimate knows nothing of the course.
        let reversed = finished.path().iter().rev().filter_map(|index| {
            Some((&bank.items()[*index].id, finished.answers().response(*index)?))
        });
        let again = Answers::new(&bank, reversed).unwrap();
        prop_assert_eq!(profile(&bank, &again), profile(&bank, finished.answers()));
    }
}

#[test]
fn a_broken_off_check_goes_on_where_it_was() {
    for seed in 0..20 {
        for adaptive in [true, false] {
            let plan = SessionPlan { adaptive, ..PLAN };
            let (bank, candidates) = bank(false);
            let whole = run(
                Session::start(plan, &bank, &candidates, seed).unwrap(),
                |place, item| any_answer(seed, place, item),
            );
            let mut current = in_progress(Session::start(plan, &bank, &candidates, seed).unwrap());
            for _ in 0..8 {
                let item = &bank.items()[current.current()];
                let answer = any_answer(seed, current.progress().place - 1, item);
                current = in_progress(current.answer(answer).unwrap());
            }
            // An answer that was changed later decides no more what had been asked.
            current = in_progress(
                current
                    .back()
                    .back()
                    .answer(Response::Missing(Missing::Barrier))
                    .unwrap(),
            );
            let given: Vec<_> = current
                .given_so_far()
                .map(|(id, response)| (id.clone(), response))
                .collect();
            assert_eq!(given.len(), 8);
            let resumed = in_progress(
                Session::resume(plan, &bank, &candidates, current.seed(), &given).unwrap(),
            );
            assert_eq!(resumed.answers(), current.answers());
            assert_eq!(resumed.progress().place, 9);
            assert_eq!(resumed.path()[..8], whole.path()[..8]);
        }
    }
}

#[test]
fn a_check_of_other_content_does_not_go_on() {
    let (bank, candidates) = bank(false);
    let mut current = in_progress(start(PLAN, false, 3));
    for _ in 0..7 {
        current = in_progress(current.answer(Response::Score(1)).unwrap());
    }
    let given: Vec<(String, Response)> = current
        .given_so_far()
        .map(|(id, response)| (id.as_str().to_owned(), response))
        .collect();
    let resume = |given: &[(String, Response)]| {
        Session::resume(PLAN, &bank, &candidates, current.seed(), given)
    };
    assert!(resume(&given).is_some());
    for place in [0, 6] {
        for (id, score) in [
            ("gone", Response::Score(1)),
            (given[place].0.as_str(), Response::Score(99)),
            (given[1].0.as_str(), Response::Score(1)),
        ] {
            let mut changed = given.clone();
            changed[place] = (id.to_owned(), score);
            assert_eq!(resume(&changed), None, "{place} {id}");
        }
    }
}

#[test]
fn a_paper_form_is_a_finished_check() {
    let (bank, _) = bank(false);
    let answers = Answers::new(&bank, [("0-0-1", Response::Score(2))]).unwrap();
    let finished = Finished::on_paper(bank, answers.clone());
    assert_eq!(ids(&finished), ["0-0-1"]);
    assert_eq!(finished.answers(), &answers);
}
