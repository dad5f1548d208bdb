//! `score` on files.

use std::fs;

use serde_json::Value;

use crate::program::{fixture, roadmap};

/// Numbers agree within the tolerance of the vectors, everything else exactly.
fn assert_alike(found: &Value, expected: &Value, at: &str) {
    match (found, expected) {
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
            assert!(
                (found - expected).abs() <= 1e-9,
                "{at}: {found} instead of {expected}"
            );
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{at}");
            for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
                assert_alike(found, expected, &format!("{at}[{place}]"));
            }
        }
        (Value::Object(found), Value::Object(expected)) => {
            let keys = |object: &serde_json::Map<String, Value>| {
                object
                    .keys()
                    .cloned()
                    .collect::<std::collections::BTreeSet<_>>()
            };
            assert_eq!(keys(found), keys(expected), "{at}");
            for (key, expected) in expected {
                assert_alike(&found[key], expected, &format!("{at}.{key}"));
            }
        }
        _ => assert_eq!(found, expected, "{at}"),
    }
}

#[test]
fn score_gives_the_profiles_of_the_vectors() {
    let folder = tempfile::tempdir().unwrap();
    let check = |bank: &Value, answers: &Value, expected: &Value, name: &str| {
        fs::write(folder.path().join("bank.json"), bank.to_string()).unwrap();
        fs::write(folder.path().join("answers.json"), answers.to_string()).unwrap();
        let output = roadmap(
            folder.path(),
            &["score", "--bank", "bank.json", "answers.json"],
        );
        assert!(output.status.success(), "{name}: {output:?}");
        assert_alike(
            &serde_json::from_slice(&output.stdout).unwrap(),
            expected,
            name,
        );
    };
    let read = |path: &str| {
        serde_json::from_str::<Value>(&fs::read_to_string(fixture(path)).unwrap()).unwrap()
    };
    check(
        &read("examples/files/bank.json"),
        &read("examples/files/answers.json"),
        &read("examples/files/profile.json"),
        "example",
    );
    let cases = read("oracle/score.json");
    let cases = cases.as_array().unwrap();
    assert!(!cases.is_empty());
    for (place, case) in cases.iter().enumerate() {
        check(
            &case["bank"],
            &case["answers"],
            &case["profile"],
            &format!("case {place}"),
        );
    }
}

#[test]
fn score_names_what_is_wrong_with_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    let bank = fixture("examples/files/bank.json");
    let check = |answers: &str, said: &str| {
        fs::write(folder.path().join("answers.json"), answers).unwrap();
        let output = roadmap(
            folder.path(),
            &["score", "--bank", bank.to_str().unwrap(), "answers.json"],
        );
        assert_eq!(output.status.code(), Some(1), "{answers}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains(said), "{answers}: {errors}");
        assert!(output.stdout.is_empty());
    };
    let answers = |list: &str| format!("{{\"format\":\"roadmap-answers/1\",\"answers\":[{list}]}}");
    check(
        &answers("{\"item\":\"gibt-es-nicht\",\"score\":1}"),
        "gibt-es-nicht",
    );
    check(
        &answers(
            "{\"item\":\"betrug-erkennen-01\",\"score\":1},{\"item\":\"betrug-erkennen-01\",\"score\":1}",
        ),
        "betrug-erkennen-01",
    );
    check(
        &answers("{\"item\":\"betrug-erkennen-01\",\"score\":2}"),
        "0 bis 1",
    );
    check(
        "{\"format\":\"roadmap-answers/2\",\"answers\":[]}",
        "roadmap-answers/2",
    );
    check("{", "JSON");
}
