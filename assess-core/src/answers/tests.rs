use super::*;
use crate::vectors::{bank, given, json};

fn example() -> Bank {
    bank(&json("examples/files/bank.json"))
}

#[test]
fn every_problem_is_named() {
    let given = [
        ("betrug-erkennen-01", Response::Score(2)),
        ("nirgends", Response::Score(0)),
        ("betrug-erkennen-03", Response::Score(3)),
        ("betrug-erkennen-03", Response::Missing(Missing::Skipped)),
    ];
    let problems = [
        AnswerProblem::OutOfRange {
            item: "betrug-erkennen-01".into(),
            score: 2,
            steps: 1,
        },
        AnswerProblem::UnknownItem("nirgends".into()),
        AnswerProblem::Twice("betrug-erkennen-03".into()),
    ];
    assert_eq!(Answers::new(&example(), given), Err(problems.to_vec()));
}

#[test]
fn not_knowing_counts_in_a_task_and_not_in_a_rating() {
    for missing in Missing::ALL {
        assert_eq!(Missing::parse(missing.as_str()), Some(missing));
        let in_task = if missing == Missing::DontKnow {
            Some(0)
        } else {
            None
        };
        assert_eq!(Response::Missing(missing).counted(Facet::Shown), in_task);
        assert_eq!(Response::Missing(missing).counted(Facet::SelfRating), None);
    }
}

#[test]
fn responses_are_listed_by_item_id() {
    let bank = example();
    let answers = Answers::new(&bank, given(&json("examples/files/answers.json"))).unwrap();
    let ids: Vec<&str> = answers
        .iter(&bank)
        .map(|(item, _)| item.id.as_str())
        .collect();
    assert!(ids.is_sorted());
    assert_eq!(
        (
            answers.len(),
            answers.counted(&bank).count(),
            answers.is_empty()
        ),
        (5, 4, false)
    );
}
