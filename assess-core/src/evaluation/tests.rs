use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::*;
use crate::files::{read_evaluation, read_result, write_evaluation};
use crate::vectors::{json as vector, list, text};

/// The report about result files, as JSON, and what is refused.
fn report(files: &[Value], k: u32, previous: Option<&Value>) -> (Value, Vec<(usize, Refusal)>) {
    let results: Vec<CheckResult> = files
        .iter()
        .map(|file| read_result(&file.to_string()).unwrap())
        .collect();
    let previous = previous.map_or_else(Previous::default, |report| {
        Previous::of(&read_evaluation(&report.to_string()).unwrap())
    });
    let (evaluation, refused) = evaluate(&results, GroupSize::new(k).unwrap(), &previous);
    let written = write_evaluation(&evaluation);
    assert_eq!(
        read_evaluation(&written).unwrap().groups,
        evaluation.groups,
        "what is written can be read"
    );
    (serde_json::from_str(&written).unwrap(), refused)
}

#[test]
fn the_examples_give_the_example_report() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/examples/files/results");
    let mut files: Vec<Value> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .map(|text| serde_json::from_str(&text).unwrap())
        .collect();
    let expected = vector("examples/files/evaluation.json");
    assert_eq!(report(&files, 7, None), (expected.clone(), Vec::new()));
    files.reverse();
    assert_eq!(report(&files, 7, None).0, expected, "their order is free");
}

#[test]
fn the_figures_are_those_of_the_second_implementation() {
    let case = vector("oracle/evaluate.json");
    let (found, refused) = report(list(&case["files"]), 7, None);
    assert_eq!(refused, []);
    assert_eq!(found["files"]["read"], case["read"]);
    let (mut figures, mut hidden) = (json!({}), Vec::new());
    for group in list(&found["groups"]) {
        if group["suppressed"] == true {
            hidden.push(group["occupation"].clone());
        }
        for cell in group["scales"].as_array().into_iter().flatten() {
            let name = format!(
                "{}/{}/{}",
                text(&group["occupation"]),
                group["wave"],
                text(&cell["id"])
            );
            figures[name] = only(cell, &["imprecise", "mean", "n", "sd", "se"]);
        }
    }
    hidden.dedup();
    assert_eq!(figures, case["figures"]);
    assert_eq!(Value::Array(hidden), case["hidden"]);
    let mut comparisons = json!({});
    for comparison in list(&found["comparisons"]) {
        let mut name = text(&comparison["occupation"]).to_owned();
        write!(name, "/{}", text(&comparison["id"])).unwrap();
        comparisons[name] = only(
            comparison,
            &[
                "cliffs_delta",
                "difference",
                "difference_ci",
                "hedges_g",
                "hedges_g_ci",
            ],
        );
    }
    assert_eq!(comparisons, case["comparisons"]);
}

fn only(value: &Value, keys: &[&str]) -> Value {
    keys.iter()
        .map(|key| ((*key).to_owned(), value[key].clone()))
        .collect()
}

/// A result of the n-th person.
fn result(person: u32, occupation: &str, wave: u8, theta: f64) -> Value {
    json!({
        "format": "roadmap-result/1", "scale": "roadmap-2026", "prior": {"mean": 1.5, "sd": 1.0},
        "survey": "s", "occupation": occupation, "wave": wave, "period": "2026-Q4",
        "nonce": format!("{person:010x}"),
        "scales": [{"id": "gesamt", "facet": "shown", "theta": theta, "se": 0.5, "answered": 9}],
    })
}

fn group(people: std::ops::Range<u32>, occupation: &str, wave: u8) -> Vec<Value> {
    people
        .map(|person| result(person, occupation, wave, f64::from(person % 4)))
        .collect()
}

/// Which groups of a report are shown, as `occupation/wave`.
fn shown(report: &Value) -> Vec<String> {
    list(&report["groups"])
        .iter()
        .filter(|group| group["suppressed"].is_null())
        .map(|group| format!("{}/{}", text(&group["occupation"]), group["wave"]))
        .collect()
}

#[test]
fn small_groups_are_left_out_and_not_counted() {
    let check = |people: u32, k: u32, expected: &[&str]| {
        let files = [group(0..people, "kita", 1), group(100..109, "bauhof", 1)].concat();
        let (found, _) = report(&files, k, None);
        assert_eq!(shown(&found), expected, "{people} people, k = {k}");
        let counted = 9 + if expected.len() == 2 { people } else { 0 };
        assert_eq!(found["files"]["read"], counted);
    };
    check(6, 7, &["bauhof/1"]);
    check(7, 7, &["bauhof/1", "kita/1"]);
    check(5, 5, &["bauhof/1", "kita/1"]);
    check(8, 9, &["bauhof/1"]);
    assert_eq!(GroupSize::new(4), None);
}

#[test]
fn cells_with_few_or_equal_values_are_left_out() {
    let mut files = group(0..9, "kita", 1);
    for (place, file) in files.iter_mut().enumerate() {
        let scales = file["scales"].as_array_mut().unwrap();
        let other = |id: &str, theta: f64, se: f64| json!({"id": id, "facet": "self", "theta": theta, "se": se, "answered": 4});
        scales.push(other("gleich", 2.0, 0.5));
        // Only three of them say enough.
        let se = if place < 3 { 0.5 } else { 0.95 };
        scales.push(other(
            "ungenau",
            f64::from(u8::try_from(place).unwrap()) / 4.0,
            se,
        ));
    }
    let (found, _) = report(&files, 7, None);
    let cells = list(&found["groups"][0]["scales"]);
    assert_eq!(cells[0]["n"], 9);
    for (cell, id) in cells[1..].iter().zip(["gleich", "ungenau"]) {
        assert_eq!(
            *cell,
            json!({"id": id, "facet": "self", "suppressed": true})
        );
    }
    // A group of which no cell may be shown is left out whole.
    let equal: Vec<Value> = (0..9).map(|n| result(n, "kita", 1, 2.0)).collect();
    let (found, _) = report(&equal, 7, None);
    assert_eq!(
        found["groups"],
        json!([{"occupation": "kita", "wave": 1, "suppressed": true}])
    );
}

#[test]
fn a_report_after_another_does_not_give_away_who_came_or_went() {
    let (before, _) = report(&group(0..12, "kita", 1), 7, None);
    let check = |people: u32, is_shown: bool| {
        let (found, _) = report(&group(0..people, "kita", 1), 7, Some(&before));
        assert_eq!(!shown(&found).is_empty(), is_shown, "{people}");
    };
    check(12, true);
    check(13, false);
    check(18, false);
    check(19, true);
    check(11, false);
}

#[test]
fn what_cannot_count_is_refused_with_its_reason() {
    let mut files = group(0..8, "kita", 1);
    files.push(files[2].clone());
    let mut other = result(20, "kita", 1, 2.0);
    other["scale"] = "roadmap-2030".into();
    files.push(other);
    let mut without = result(21, "kita", 1, 2.0);
    without.as_object_mut().unwrap().remove("occupation");
    files.push(without);
    files.push(result(22, "kita", 1, 900.0));
    let (found, refused) = report(&files, 7, None);
    assert_eq!(found["files"]["read"], 8);
    let other_scale = Refusal::OtherScale {
        found: "roadmap-2030".into(),
        expected: "roadmap-2026".into(),
    };
    let reasons = [
        (8, Refusal::Duplicate),
        (9, other_scale),
        (10, Refusal::NoGroup),
        (11, Refusal::Impossible("gesamt".into())),
    ];
    assert_eq!(refused, reasons);
}

#[test]
fn own_changes_are_summed_up_where_enough_people_brought_one() {
    let with_changes = |people: u32| {
        let mut files = group(0..9, "kita", 2);
        for (place, file) in (0..people).zip(&mut files) {
            // 0.2, 0.4 …: mean 0.9, sd of eight such steps 0.49.
            let x = f64::from(place + 1) / 5.0;
            file["change"] = json!([{"id": "gesamt", "facet": "shown", "x": x}]);
        }
        report(&files, 7, None).0["changes"].clone()
    };
    assert_eq!(with_changes(6), Value::Null);
    assert_eq!(
        with_changes(8),
        json!([{"occupation": "kita", "wave": 2, "id": "gesamt", "facet": "shown", "n": 8, "mean": 0.9, "sd": 0.49, "d_z": 1.84}])
    );
}
