use super::*;
use crate::model::provisional_rating;
use crate::vectors::{bank, json};

fn scale(id: &str, competences: &[&str]) -> Scale {
    let competences = competences.iter().map(|id| (*id).into()).collect();
    Scale {
        id: id.into(),
        facet: Facet::SelfRating,
        competences,
    }
}

fn item(id: &str, kind: Kind) -> Item {
    Item {
        id: id.into(),
        competence: "c".into(),
        facet: Facet::SelfRating,
        kind,
        provisional: true,
        model: provisional_rating(4).unwrap(),
    }
}

#[test]
fn every_problem_is_named_at_once() {
    let mut guessed = item("guessed", Kind::Rating);
    guessed.model = GradedModel::new(1.7, &[0.5], &[0.2]).unwrap();
    let problems = Bank::new(
        "",
        Prior { mean: 1.5, sd: 0.0 },
        vec![scale("s", &["c", "c"]), scale("s", &[])],
        vec![
            item("i", Kind::Rating),
            item("i", Kind::Spot),
            item("", Kind::Rating),
            guessed,
        ],
    );
    let expected = vec![
        BankProblem::NoScaleName,
        BankProblem::Prior,
        BankProblem::CompetenceTwice {
            scale: "s".into(),
            competence: "c".into(),
        },
        BankProblem::DuplicateScale("s".into()),
        BankProblem::EmptyScale("s".into()),
        BankProblem::DuplicateItem("i".into()),
        BankProblem::FacetOfKind {
            item: "i".into(),
            kind: Kind::Spot,
            facet: Facet::SelfRating,
        },
        BankProblem::EmptyId {
            list: List::Items,
            place: 2,
        },
        BankProblem::RatingWithFloor("guessed".into()),
    ];
    assert_eq!(problems, Err(expected));
}

#[test]
fn items_are_found_by_id() {
    let bank = bank(&json("examples/files/bank.json"));
    assert!(bank.items().is_sorted_by_key(|item| &item.id));
    assert_eq!(
        bank.item("geraet-sichern-02").map(|item| item.kind),
        Some(Kind::Situation)
    );
    assert_eq!(bank.index_of("geraet-sichern-99"), None);
}

#[test]
fn the_words_of_files_are_read_as_written() {
    assert!(
        Kind::ALL
            .into_iter()
            .all(|kind| Kind::parse(kind.as_str()) == Some(kind))
    );
    assert_eq!(
        (Facet::parse("self"), Facet::parse("shown")),
        (Some(Facet::SelfRating), Some(Facet::Shown))
    );
    assert_eq!((Facet::parse("Shown"), Kind::parse("")), (None, None));
}
