use proptest::prelude::*;

use super::*;
use crate::answers::Response;
use crate::vectors::{SCORE_CASES, close, given, json, list, number, text};

#[test]
fn score_vectors_and_the_example() {
    assert_eq!(SCORE_CASES.len(), 13);
    for (bank, answers, expected) in SCORE_CASES.iter() {
        let actual = profile(bank, answers);
        assert_eq!(&*actual.scale, text(&expected["scale"]));
        assert_eq!(actual.scales.len(), list(&expected["scales"]).len());
        for (actual, expected) in actual.scales.iter().zip(list(&expected["scales"])) {
            assert_eq!(actual.id.as_str(), text(&expected["id"]));
            assert_eq!(actual.facet.as_str(), text(&expected["facet"]));
            let competences: Vec<&str> = actual
                .competences
                .iter()
                .map(CompetenceId::as_str)
                .collect();
            assert_eq!(
                competences,
                list(&expected["competences"])
                    .iter()
                    .map(text)
                    .collect::<Vec<_>>()
            );
            let counts = [actual.answered, actual.points, actual.of].map(u64::from);
            assert_eq!(
                counts.map(Some),
                ["answered", "points", "of"].map(|key| expected[key].as_u64())
            );
            match actual.outcome {
                None => assert!(
                    ["theta", "se", "level", "range"]
                        .iter()
                        .all(|key| expected[key].is_null())
                ),
                Some(outcome) => {
                    close(outcome.estimate.theta, number(&expected["theta"]), 1e-9);
                    close(outcome.estimate.se, number(&expected["se"]), 1e-9);
                    assert_eq!(
                        outcome.level.map(|level| level.get().into()),
                        expected["level"].as_u64()
                    );
                    let range = [outcome.range.low, outcome.range.high]
                        .map(|level| Some(level.get().into()));
                    assert_eq!(
                        range,
                        [expected["range"][0].as_u64(), expected["range"][1].as_u64()]
                    );
                }
            }
        }
    }
}

#[test]
fn points_by_competence_count_answered_items_only() {
    let bank = crate::vectors::bank(&json("examples/files/bank.json"));
    let answers = Answers::new(&bank, given(&json("examples/files/answers.json"))).unwrap();
    let cells: Vec<_> = competence_points(&bank, &answers)
        .into_iter()
        .map(|cell| {
            (
                cell.competence.as_str().to_owned(),
                cell.facet,
                cell.points,
                cell.of,
            )
        })
        .collect();
    let expected = [
        ("betrug-erkennen", Facet::Shown, 3, 4),
        ("betrug-erkennen", Facet::SelfRating, 2, 4),
        ("geraet-sichern", Facet::SelfRating, 3, 4),
    ];
    assert_eq!(
        cells,
        expected.map(|(competence, facet, points, of)| (competence.to_owned(), facet, points, of))
    );
}

proptest! {
    #[test]
    fn the_order_of_answering_leaves_no_trace(case in 0..13_usize, turn in 0..24_usize) {
        let (bank, answers, _) = &SCORE_CASES[case];
        let mut given: Vec<_> = answers.iter(bank).map(|(item, response)| (item.id.clone(), response)).collect();
        let turn = turn % given.len();
        given.rotate_left(turn);
        given.reverse();
        prop_assert_eq!(profile(bank, &Answers::new(bank, given).unwrap()), profile(bank, answers));
    }

    #[test]
    fn a_better_answer_never_lowers_the_estimate(case in 0..13_usize, place in 0..30_usize) {
        let (bank, answers, _) = &SCORE_CASES[case];
        let index = place % bank.items().len();
        let item = &bank.items()[index];
        prop_assume!(item.model.is_monotone());
        let mut lower: Option<Profile> = None;
        for score in 0..=item.model.steps() {
            let mut answers = answers.clone();
            answers.set(bank, index, Response::Score(score)).unwrap();
            let higher = profile(bank, &answers);
            for (lower, higher) in lower.iter().flat_map(|lower| &lower.scales).zip(&higher.scales) {
                if let (Some(lower), Some(higher)) = (lower.outcome, higher.outcome) {
                    prop_assert!(higher.estimate.theta >= lower.estimate.theta - 1e-12);
                }
            }
            lower = Some(higher);
        }
    }
}
