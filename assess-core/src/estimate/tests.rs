use super::*;
use crate::vectors::{close, json, list, number, numbers, small};

#[test]
fn vectors_with_a_standard_normal_prior() {
    let vectors = json("oracle/eap_n01.json");
    let prior = Prior { mean: 0.0, sd: 1.0 };
    for case in list(&vectors["cases"]) {
        let guessing = case["model"] == "3PL";
        let models: Vec<GradedModel> = list(&vectors["items_3pl_abc"])
            .iter()
            .map(|abc| {
                let c = if guessing { number(&abc[2]) } else { 0.0 };
                GradedModel::new(number(&abc[0]), &[number(&abc[1])], &[c]).unwrap()
            })
            .collect();
        let answered = models
            .iter()
            .zip(list(&case["responses"]).iter().map(small));
        let estimate = eap(prior, answered);
        close(estimate.theta, number(&case["eap"]), 1e-6);
        close(estimate.se, number(&case["psd"]), 1e-6);
    }
}

#[test]
fn without_answers_the_prior_stands() {
    let estimate = eap(Prior::default(), []);
    close(estimate.theta, 1.5, 1e-12);
    close(estimate.se, 1.0, 1e-6);
}

#[test]
fn thousands_of_answers_do_not_underflow() {
    let model = GradedModel::new(3.0, &[9.0], &[0.0]).unwrap();
    let estimate = eap(Prior::default(), (0..5000).map(|_| (&model, 1)));
    assert!(estimate.theta.is_finite() && estimate.theta > 7.0 && estimate.se.is_finite());
}

/// Ten thousand patterns and the three extreme ones against 50-digit arithmetic; how they are drawn stands in the script.
#[test]
fn equal_to_fifty_digits_for_ten_thousand_patterns() {
    let vectors = json("oracle/eap_mpmath.json");
    let models: Vec<GradedModel> = list(&vectors["items"])
        .iter()
        .map(|abc| GradedModel::new(number(&abc[0]), &numbers(&abc[1]), &numbers(&abc[2])).unwrap())
        .collect();
    let priors: Vec<Prior> = list(&vectors["priors"])
        .iter()
        .map(|prior| Prior {
            mean: number(&prior[0]),
            sd: number(&prior[1]),
        })
        .collect();
    let results = list(&vectors["results"]);
    assert!(results.len() > 10_000);
    let mut state = vectors["seed"].as_u64().unwrap();
    for (place, result) in results.iter().enumerate() {
        let score = |model: &GradedModel| match place {
            0 => None,
            1 => Some(model.steps()),
            2 => Some(0),
            _ => {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let drawn = (state >> 33) % (u64::from(model.steps()) + 2);
                u8::try_from(drawn)
                    .ok()
                    .filter(|score| *score <= model.steps())
            }
        };
        let scores: Vec<Option<u8>> = models.iter().map(score).collect();
        let answered = models
            .iter()
            .zip(scores)
            .filter_map(|(model, score)| Some((model, score?)));
        let estimate = eap(priors[place % 2], answered);
        close(estimate.theta, number(&result[0]), 1e-12);
        close(estimate.se, number(&result[1]), 1e-12);
    }
}
