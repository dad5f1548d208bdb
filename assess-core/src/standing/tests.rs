use super::*;
use Facet::{SelfRating, Shown};

use crate::estimate::Estimate;
use crate::vectors::json;

fn scale(id: &str, facet: Facet, competences: &str, theta_se: Option<(f64, f64)>) -> ScaleResult {
    ScaleResult {
        id: id.into(),
        facet,
        competences: competences.split(' ').map(CompetenceId::from).collect(),
        outcome: theta_se.map(|(theta, se)| Estimate { theta, se }.into()),
        answered: 1,
        points: 1,
        of: 1,
    }
}

fn check(scales: Vec<ScaleResult>, competence: &str, thousandths: u32) {
    let profile = Profile {
        scale: "roadmap-2026".into(),
        scales,
    };
    assert_eq!(
        standing(&profile, &competence.into()),
        Thousandths::new(thousandths)
    );
}

#[test]
fn without_any_answer_it_is_0() {
    check(vec![], "a", 0);
    check(
        vec![
            scale("s", Shown, "a", None),
            scale("t", SelfRating, "b", Some((2.0, 0.3))),
        ],
        "a",
        0,
    );
}

#[test]
fn without_tasks_the_self_rating_stands() {
    check(
        vec![
            scale("s", Shown, "a b", None),
            scale("t", SelfRating, "a", Some((2.5, 0.3))),
        ],
        "a",
        2500,
    );
}

#[test]
fn the_most_certain_scale_counts_and_of_equals_the_first() {
    let scales = |se| {
        vec![
            scale("s1", Shown, "a", Some((1.0, 0.5))),
            scale("s2", Shown, "a b", Some((3.0, se))),
        ]
    };
    check(scales(0.4), "a", 3000);
    check(scales(0.5), "a", 1000);
    check(scales(0.6), "a", 1000);
}

#[test]
fn a_wide_scale_takes_half_of_the_outline_of_the_self_rating() {
    let scales = vec![
        scale("s", Shown, "a b c d", Some((2.0, 0.4))),
        scale("t1", SelfRating, "a", Some((3.0, 0.4))),
        scale("t2", SelfRating, "b c", Some((1.0, 0.4))),
        scale("t3", SelfRating, "d", None),
        scale("t4", SelfRating, "e", Some((4.0, 0.1))),
    ];
    check(scales.clone(), "a", 2500);
    check(scales.clone(), "b", 1500);
    check(scales.clone(), "d", 2000);
    check(scales, "e", 4000);
}

#[test]
fn a_scale_no_wider_than_the_self_rating_stands_alone() {
    check(
        vec![
            scale("s", Shown, "a b", Some((2.0, 0.4))),
            scale("t", SelfRating, "b c", Some((4.0, 0.4))),
        ],
        "b",
        2000,
    );
}

#[test]
fn standings_stay_within_the_levels() {
    check(vec![scale("s", Shown, "a", Some((4.7, 0.4)))], "a", 4000);
    check(vec![scale("s", Shown, "a", Some((-0.7, 0.4)))], "a", 0);
}

#[test]
fn the_example_plan_starts_from_its_standings() {
    let bank = crate::vectors::bank(&json("examples/files/bank.json"));
    let answers = json("examples/files/answers.json");
    let answers = crate::answers::Answers::new(&bank, crate::vectors::given(&answers)).unwrap();
    let profile = crate::profile::profile(&bank, &answers);
    let competences: [CompetenceId; 2] = ["betrug-erkennen".into(), "geraet-sichern".into()];
    let both = standings(&profile, &competences);
    assert_eq!(
        both,
        competences.map(|competence| (competence, Thousandths::new(1698)))
    );
}
