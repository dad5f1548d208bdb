//! `score` on files.

use std::fs;
use std::process::Output;

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

#[test]
fn a_wrong_path_is_wrong_usage_and_a_wrong_text_wrong_input() {
    let folder = tempfile::tempdir().unwrap();
    let files = fixture("examples/files");
    let example = |name: &str| files.join(name).to_str().unwrap().to_owned();
    let (bank, answers) = (example("bank.json"), example("answers.json"));
    fs::write(folder.path().join("latin.json"), b"{\"format\":\"\xe4\"}").unwrap();
    fs::create_dir(folder.path().join("ordner")).unwrap();
    let check = |arguments: &[&str], status: i32, said: &str| {
        let output = roadmap(folder.path(), arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(status),
            "{arguments:?}: {errors}"
        );
        assert!(errors.contains(said), "{arguments:?}: {errors}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    };
    check(
        &["score", "--bank", "fehlt.json", &answers],
        2,
        "fehlt.json: gibt es nicht.",
    );
    check(
        &["--lang", "en", "score", "--bank", &bank, "fehlt.json"],
        2,
        "fehlt.json: there is no such file or folder.",
    );
    check(
        &["score", "--bank", &bank, "latin.json"],
        1,
        "latin.json: ist nicht in UTF-8 gespeichert.",
    );
    check(
        &["score", "--bank", &answers, &answers],
        1,
        "answers.json: Erwartet wird das Format roadmap-bank/1",
    );
    check(&["check", "fehlt"], 2, "fehlt: gibt es nicht.");
    check(&["calibrate", &bank], 2, "Es fehlen die Antwortdateien");
    if cfg!(unix) {
        // Windows says of a folder that is read as a file that the right is missing.
        check(
            &["score", "--bank", "ordner", &answers],
            2,
            "ordner: ist ein Ordner, keine Datei.",
        );
    }
}

#[test]
fn one_bad_file_does_not_stop_a_calibration() {
    let folder = tempfile::tempdir().unwrap();
    let files = fixture("examples/files");
    let (bank, answers) = (files.join("bank.json"), files.join("answers.json"));
    fs::write(folder.path().join("latin.json"), b"\xe4").unwrap();
    fs::write(folder.path().join("leer.json"), "").unwrap();
    let run = |arguments: &[&str]| {
        let output = roadmap(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        (found, String::from_utf8(output.stderr).unwrap())
    };
    let (bank, answers) = (bank.to_str().unwrap(), answers.to_str().unwrap());
    let bad = ["fehlt.json", "latin.json", "leer.json"];
    let (named, told) = run(&[&["calibrate", "--bank", bank, answers][..], &bad].concat());
    assert_eq!(named["files"], serde_json::json!({"read": 1, "refused": 3}));
    for file in bad {
        assert!(told.contains(file), "{told}");
    }
    let (first, _) = run(&[&["calibrate", bank, answers][..], &bad].concat());
    assert_eq!(named, first, "the bank may also be the first file");
}

#[test]
fn evaluate_reports_groups_and_leaves_bad_files_aside() {
    let folder = tempfile::tempdir().unwrap();
    let mut results: Vec<String> = fs::read_dir(fixture("examples/files/results"))
        .unwrap()
        .map(|entry| entry.unwrap().path().to_str().unwrap().to_owned())
        .collect();
    results.sort();
    let expected = fs::read_to_string(fixture("examples/files/evaluation.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let run = |options: &[&str], files: &[String]| {
        let files = files.iter().map(String::as_str);
        let arguments: Vec<&str> = ["evaluate"]
            .into_iter()
            .chain(options.iter().copied())
            .chain(files)
            .collect();
        roadmap(folder.path(), &arguments)
    };
    let report = |output: &Output| serde_json::from_slice::<Value>(&output.stdout).unwrap();
    let alone = run(&[], &results);
    assert_eq!(alone.status.code(), Some(0), "{alone:?}");
    assert_alike(&report(&alone), &expected, "example");
    assert!(alone.stderr.is_empty());

    fs::write(folder.path().join("kaputt.json"), "{").unwrap();
    let bad = ["kaputt.json", "fehlt.json", &results[0]].map(str::to_owned);
    let with_bad = run(&[], &[results.clone(), bad.to_vec()].concat());
    assert_eq!(with_bad.status.code(), Some(0));
    assert_alike(&report(&with_bad), &expected, "with bad files");
    let told = String::from_utf8(with_bad.stderr).unwrap();
    for file in &bad {
        assert!(told.contains(file.as_str()), "{told}");
    }

    fs::write(folder.path().join("bericht.json"), &alone.stdout).unwrap();
    let again = run(&["--previous", "bericht.json"], &results);
    assert_alike(&report(&again), &expected, "nobody came or went");
    let left: Vec<String> = results.split_off(1);
    let betraying = report(&run(&["--previous", "bericht.json"], &left));
    let gone = betraying["groups"].as_array().unwrap().iter();
    let shown = gone.filter(|group| group["suppressed"].is_null()).count();
    assert_eq!(shown, 1, "one of the two groups lost one person");

    for (options, status) in [(["--k", "4"], 2), (["--k", "sieben"], 2), (["--k", "5"], 0)] {
        assert_eq!(
            run(&options, &left).status.code(),
            Some(status),
            "{options:?}"
        );
    }
    assert_eq!(run(&[], &bad[..2]).status.code(), Some(1), "nothing counts");
    assert_eq!(run(&[], &[]).status.code(), Some(2));
}
