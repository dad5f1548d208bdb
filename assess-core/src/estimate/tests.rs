use super::*;
use crate::vectors::{close, json, list, number, small};

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
