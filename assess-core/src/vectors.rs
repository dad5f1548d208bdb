//! The vectors of independent programs in `tests/oracle` and the examples in `tests/examples`, for the unit tests.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

use crate::answers::{Answers, Missing, Response};
use crate::bank::{Bank, Facet, Item, Kind, Prior, Scale};
use crate::model::GradedModel;

/// Reads a file below `tests` of the workspace.
pub(crate) fn json(path: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests")
        .join(path);
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

pub(crate) fn small(value: &Value) -> u8 {
    value.as_u64().unwrap().try_into().unwrap()
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

pub(crate) fn close(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance, "{a} is not {b} ± {tolerance}");
}

pub(crate) fn bank(value: &Value) -> Bank {
    let scale = |scale: &Value| Scale {
        id: text(&scale["id"]).into(),
        facet: Facet::parse(text(&scale["facet"])).unwrap(),
        competences: list(&scale["competences"])
            .iter()
            .map(|id| text(id).into())
            .collect(),
    };
    let item = |item: &Value| {
        let model = &item["model"];
        Item {
            id: text(&item["id"]).into(),
            competence: text(&item["competence"]).into(),
            facet: Facet::parse(text(&item["facet"])).unwrap(),
            kind: Kind::parse(text(&item["kind"])).unwrap(),
            provisional: item["provisional"].as_bool().unwrap(),
            model: GradedModel::new(
                number(&model["a"]),
                &numbers(&model["b"]),
                &numbers(&model["c"]),
            )
            .unwrap(),
        }
    };
    let prior = Prior {
        mean: number(&value["prior"]["mean"]),
        sd: number(&value["prior"]["sd"]),
    };
    let scales = list(&value["scales"]).iter().map(scale).collect();
    let items = list(&value["items"]).iter().map(item).collect();
    Bank::new(text(&value["scale"]), prior, scales, items).unwrap()
}

pub(crate) fn given(value: &Value) -> Vec<(&str, Response)> {
    let response = |answer: &Value| match answer["missing"].as_str() {
        Some(missing) => Response::Missing(Missing::parse(missing).unwrap()),
        None => Response::Score(small(&answer["score"])),
    };
    list(&value["answers"])
        .iter()
        .map(|answer| (text(&answer["item"]), response(answer)))
        .collect()
}

/// Bank, answers and expected profile of every case of `score.json` and of the example.
pub(crate) static SCORE_CASES: LazyLock<Vec<(Bank, Answers, Value)>> = LazyLock::new(score_cases);

fn score_cases() -> Vec<(Bank, Answers, Value)> {
    let example = |name: &str| json(&format!("examples/files/{name}.json"));
    let case = |given_bank: &Value, answers: &Value, profile: &Value| {
        let bank = bank(given_bank);
        let answers = Answers::new(&bank, given(answers)).unwrap();
        (bank, answers, profile.clone())
    };
    let oracle = json("oracle/score.json");
    let mut cases: Vec<_> = list(&oracle)
        .iter()
        .map(|c| case(&c["bank"], &c["answers"], &c["profile"]))
        .collect();
    cases.push(case(
        &example("bank"),
        &example("answers"),
        &example("profile"),
    ));
    cases
}
