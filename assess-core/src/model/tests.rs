use proptest::prelude::*;

use super::*;
use crate::vectors::{close, json, list, number, numbers, small};

#[test]
fn probability_and_information_of_3pl_vectors() {
    for case in list(&json("oracle/prob_3pl.json")["cases"]) {
        let model = GradedModel::new(
            number(&case["a"]),
            &[number(&case["b"])],
            &[number(&case["c"])],
        )
        .unwrap();
        let theta = number(&case["theta"]);
        close(model.probability(theta, 1), number(&case["ref"]), 1e-12);
        close(
            model.probability(theta, 0),
            1.0 - number(&case["ref"]),
            1e-12,
        );
        close(model.information(theta), number(&case["jscat_info"]), 1e-12);
    }
    for case in list(&json("oracle/info_3pl.json")["cases"]) {
        let model = GradedModel::new(
            number(&case["a"]),
            &[number(&case["b"])],
            &[number(&case["c"])],
        )
        .unwrap();
        close(
            model.information(number(&case["theta"])),
            number(&case["ref"]),
            1e-12,
        );
    }
}

#[test]
fn graded_vectors() {
    for case in list(&json("oracle/grm.json")["cases"]) {
        let b = numbers(&case["b"]);
        let model = GradedModel::new(number(&case["a"]), &b, &vec![0.0; b.len()]).unwrap();
        let theta = number(&case["theta"]);
        let expected = numbers(&case["ref"]);
        let actual = model.category_probabilities(theta);
        assert_eq!(actual.len(), expected.len());
        for (actual, expected) in actual.into_iter().zip(expected) {
            close(actual, expected, 1e-12);
        }
        let steps = f64::from(model.steps());
        close(
            model.expected_share(theta) * steps,
            number(&case["expected_score"]),
            1e-11,
        );
        close(model.information(theta), number(&case["info"]), 1e-12);
    }
}

#[test]
fn information_orders_the_items_of_the_selection_vectors() {
    let vectors = json("oracle/selection.json");
    let models: Vec<GradedModel> = list(&vectors["items_abc"])
        .iter()
        .map(|abc| {
            GradedModel::new(number(&abc[0]), &[number(&abc[1])], &[number(&abc[2])]).unwrap()
        })
        .collect();
    for case in list(&vectors["cases"]) {
        let theta = number(&case["theta"]);
        let information: Vec<f64> = models
            .iter()
            .map(|model| model.information(theta))
            .collect();
        for (actual, expected) in information.iter().zip(numbers(&case["info"])) {
            close(*actual, expected, 1e-11);
        }
        let mut order: Vec<usize> = (0..models.len()).collect();
        order.sort_by(|a, b| information[*b].total_cmp(&information[*a]));
        let expected: Vec<usize> = list(&case["order"])
            .iter()
            .map(|place| small(place).into())
            .collect();
        assert_eq!(order, expected);
    }
}

#[test]
fn parameters_that_make_no_model_are_named() {
    let problem = |a: f64, b: &[f64], c: &[f64]| GradedModel::new(a, b, c).unwrap_err();
    assert_eq!(problem(1.0, &[], &[]), ModelProblem::NoSteps);
    assert_eq!(
        problem(1.0, &[1.0], &[]),
        ModelProblem::LengthsDiffer { b: 1, c: 0 }
    );
    assert_eq!(problem(0.0, &[1.0], &[0.0]), ModelProblem::Discrimination);
    assert_eq!(
        problem(f64::NAN, &[1.0], &[0.0]),
        ModelProblem::Discrimination
    );
    assert_eq!(
        problem(1.0, &[f64::INFINITY], &[0.0]),
        ModelProblem::Difficulty { step: 1 }
    );
    assert_eq!(
        problem(1.0, &[1.0, 1.0], &[0.0, 0.0]),
        ModelProblem::DifficultyNotRising { step: 2 }
    );
    assert_eq!(
        problem(1.0, &[1.0], &[1.0]),
        ModelProblem::Floor { step: 1 }
    );
    assert_eq!(
        problem(1.0, &[1.0], &[f64::NAN]),
        ModelProblem::Floor { step: 1 }
    );
    assert_eq!(
        problem(1.0, &[1.0, 2.0], &[0.1, 0.2]),
        ModelProblem::FloorRising { step: 2 }
    );
    assert_eq!(
        problem(1.0, &vec![0.0; 256], &vec![0.0; 256]),
        ModelProblem::TooManySteps
    );
}

#[test]
fn provisional_models_are_those_of_the_example_bank() {
    let example = crate::vectors::bank(&json("examples/files/bank.json"));
    let model = |id: &str| &example.item(id).unwrap().model;
    let floors = [0.144_531_25, 0.035_156_25, 0.003_906_25];
    let same = |a: &GradedModel, b: &GradedModel| {
        assert_eq!(a.steps(), b.steps());
        a.b().zip(b.b()).for_each(|(a, b)| close(a, b, 1e-12));
        assert!(a.a() == b.a() && a.c().eq(b.c()));
    };
    same(
        &provisional_task(2, &floors).unwrap(),
        model("betrug-erkennen-03"),
    );
    same(
        &provisional_task(1, &[0.25]).unwrap(),
        model("betrug-erkennen-01"),
    );
    same(
        &provisional_task(2, &[0.25, 1.0 / 12.0]).unwrap(),
        model("geraet-sichern-02"),
    );
    same(&provisional_rating(4).unwrap(), model("betrug-erkennen-r1"));
}

#[test]
fn a_higher_step_that_could_lower_an_estimate_is_found() {
    assert!(provisional_rating(4).unwrap().is_monotone());
    assert!(provisional_task(3, &[0.25]).unwrap().is_monotone());
    // Chance reaches step 2 nearly as often as step 1, so step 1 alone says more than it should.
    assert!(
        !GradedModel::new(1.2, &[0.0, 3.0], &[0.4, 0.35])
            .unwrap()
            .is_monotone()
    );
    // A steep model keeps its order where rounding eats the plain differences.
    assert!(
        GradedModel::new(4.0, &[-1.0, 0.0, 1.0], &[0.0; 3])
            .unwrap()
            .is_monotone()
    );
}

proptest! {
    #[test]
    fn the_categories_share_out_the_whole(
        theta in -6.0..8.0_f64,
        a in 0.3..3.0_f64,
        start in -1.0..4.0_f64,
        c in 0.0..0.3_f64,
    ) {
        let model = GradedModel::new(a, &[start, start + 0.7, start + 1.4], &[c, c / 2.0, c / 8.0]).unwrap();
        let probabilities = model.category_probabilities(theta);
        prop_assert!(probabilities.iter().all(|p| *p >= SMALLEST_PROBABILITY && *p <= 1.0));
        prop_assert!((probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(model.information(theta) >= 0.0);
    }
}
