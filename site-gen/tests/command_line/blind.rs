//! The second pair of eyes on the command line: a sheet without keys, its answers taken over, the items held against them.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::program::{command, fixture};

/// Takes the answers of a sheet over.
const ADD: [&str; 6] = [
    "blind",
    "add",
    "--record",
    "blind.toml",
    "--answers",
    "sheet.toml",
];

/// Runs a call on a site with one item of each kind.
fn roadmap(dir: &Path, arguments: &[&str]) -> Output {
    command(dir, arguments)
        .arg(fixture("browser/fixture-kinds"))
        .output()
        .expect("the binary runs")
}

/// The codes of what `check` says about the record, in order, with the item's id.
fn findings(dir: &Path) -> Vec<String> {
    let output = roadmap(dir, &["check", "--format", "json", "--blind", "blind.toml"]);
    let found: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let about_the_record = [
        "not-solved-blind",
        "changed-since-solved-blind",
        "solved-otherwise",
        "solved-blind-without-item",
    ];
    found
        .iter()
        .map(|found| {
            (
                found["code"].as_str().unwrap(),
                found["message"].as_str().unwrap(),
            )
        })
        .filter(|(code, _)| about_the_record.contains(code))
        .map(|(code, message)| {
            let id = message.split(['„', '“']).nth(1).unwrap();
            format!("{code} {id}")
        })
        .collect()
}

/// The answers that the keys of the fixture ask for, as lines of the sheet; the sheet's numbers, so `order` is by the order shown.
const RIGHT: [(&str, &str); 7] = [
    ("geraet-sichern-02", "2"),
    ("geraet-sichern-03", "[1, 3, 7]"),
    ("geraet-sichern-04", "[1, 3, 4]"),
    ("geraet-sichern-05", "{ best = 1, worst = 3 }"),
    ("geraet-sichern-06", "ORDER"),
    ("geraet-sichern-07", "[1, 2, 3, 3, 1, 2]"),
    (
        "geraet-sichern-08",
        "[\"2026-11-11\", \"06:30\", \"werkhof\", \"1\", \"Diensthandy\", \"\", \"\"]",
    ),
];

/// The sheet with these answers on it.
fn filled(sheet: &str, answers: &[(&str, &str)]) -> String {
    let mut text = sheet.to_owned();
    for (item, answer) in answers {
        let empty = format!("\n{item} = \"\"");
        assert!(text.contains(&empty), "{item} is on the sheet");
        text = text.replace(&empty, &format!("\n{item} = {answer}"));
    }
    text
}

/// The numbers of the steps of the `order` item on the sheet, from first to last.
fn order_on(sheet: &str) -> String {
    let steps = [
        "Anrufen, ob es jemand gefunden hat",
        "Verlust der IT melden und sperren lassen",
        "Leitung informieren",
        "Verlustanzeige ausfüllen",
        "Neues Gerät abholen",
    ];
    let number = |step: &str| {
        let line = sheet.lines().find(|line| line.ends_with(step)).unwrap();
        line.trim_start_matches(['#', ' '])
            .split('.')
            .next()
            .unwrap()
            .to_owned()
    };
    format!("[{}]", steps.map(number).join(", "))
}

#[test]
fn the_sheet_shows_every_item_with_a_key_and_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = roadmap(folder.path(), &["blind", "list", "--record", "blind.toml"]);
    let sheet = String::from_utf8(sheet.stdout).unwrap();
    insta::assert_snapshot!("sheet", sheet);
}

#[test]
fn answers_are_kept_and_held_against_the_items() {
    let folder = tempfile::tempdir().unwrap();
    let list = ["blind", "list", "--record", "blind.toml"];
    let sheet = || String::from_utf8(roadmap(folder.path(), &list).stdout).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let record = || fs::read_to_string(folder.path().join("blind.toml")).unwrap();

    assert_eq!(
        findings(folder.path()).len(),
        RIGHT.len(),
        "nothing is solved yet"
    );
    let first = sheet();
    let order = order_on(&first);
    let right = RIGHT.map(|(item, answer)| {
        (
            item,
            if answer == "ORDER" {
                order.as_str()
            } else {
                answer
            },
        )
    });
    write("sheet.toml", &filled(&first, &right[..6]));
    assert!(roadmap(folder.path(), &ADD).status.success());
    assert_eq!(
        findings(folder.path()),
        ["not-solved-blind geraet-sichern-08"]
    );

    // The next sheet asks only for what is left; a wrong answer is kept and named.
    let second = sheet();
    assert!(!second.contains("geraet-sichern-02"));
    write(
        "sheet.toml",
        &filled(
            &second,
            &[(
                "geraet-sichern-08",
                "[\"2026-11-11\", \"07:30\", \"Werkhof\", \"1\", \"Diensthandy\", \"\", \"\"]",
            )],
        ),
    );
    let output = roadmap(folder.path(), &ADD);
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("geraet-sichern-08")
    );
    assert_eq!(
        findings(folder.path()),
        ["solved-otherwise geraet-sichern-08"]
    );

    // A note says what became of it; it stays when other answers are added.
    write(
        "blind.toml",
        &format!("{}note = \"Halb sieben ist 6.30 Uhr.\"\n", record()),
    );
    assert_eq!(findings(folder.path()), [""; 0]);

    // Another text, another hash; an item there is not.
    let hash = record()
        .lines()
        .skip_while(|line| !line.contains("geraet-sichern-03"))
        .find_map(|line| line.strip_prefix("hash = ").map(str::to_owned))
        .unwrap();
    let stale = record()
        .replace(&hash, "\"000000000000\"")
        .replace("\"geraet-sichern-02\"", "\"geraet-sichern-99\"");
    write("blind.toml", &stale);
    assert_eq!(
        findings(folder.path()),
        [
            "solved-blind-without-item geraet-sichern-99",
            "not-solved-blind geraet-sichern-02",
            "changed-since-solved-blind geraet-sichern-03",
        ]
    );
    write("sheet.toml", &filled(&sheet(), &[right[0], right[1]]));
    assert!(roadmap(folder.path(), &ADD).status.success());
    assert_eq!(
        findings(folder.path()),
        ["solved-blind-without-item geraet-sichern-99"]
    );
    assert!(record().contains("note = "));
}

#[test]
fn what_is_no_answer_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let check = |line: &str, expected: &str| {
        fs::write(folder.path().join("sheet.toml"), line).unwrap();
        let output = roadmap(folder.path(), &ADD);
        assert_eq!(output.status.code(), Some(1), "{line}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(expected), "{line}: {said}");
        assert!(!folder.path().join("blind.toml").exists());
    };
    check("geraet-sichern-02 = 5", "no-answer-to-item");
    check("geraet-sichern-02 = [2]", "no-answer-to-item");
    check("geraet-sichern-03 = [0]", "no-answer-to-item");
    check(
        "geraet-sichern-05 = { best = 1, worst = 1 }",
        "no-answer-to-item",
    );
    check("geraet-sichern-06 = [1, 2]", "no-answer-to-item");
    check(
        "geraet-sichern-07 = [1, 2, 3, 4, 1, 2]",
        "no-answer-to-item",
    );
    check(
        "geraet-sichern-08 = [\"\", \"\", \"\", \"\", \"Kran\", \"\", \"\"]",
        "no-answer-to-item",
    );
    check("geraet-sichern-01 = 1", "solved-blind-without-item");
    check("geraet-sichern-02 = { best = 1 }", "invalid-value");
    check("geraet-sichern-02 = ", "invalid-value");
}
