use super::*;
use crate::bank::Bank;
use crate::profile::profile;
use crate::vectors::json;

fn example(name: &str) -> String {
    json(&format!("examples/files/{name}.json")).to_string()
}

fn bank() -> Bank {
    read_bank(&example("bank")).unwrap()
}

/// Compares as data, where 0 and 0.0 are the same.
fn same(a: &str, b: &str) {
    let whole_numbers = |text: &str| {
        serde_json::from_str::<Value>(
            &text
                .replace(".0,", ",")
                .replace(".0}", "}")
                .replace(".0]", "]"),
        )
    };
    assert_eq!(whole_numbers(a).unwrap(), whole_numbers(b).unwrap());
}

#[test]
fn every_example_is_written_as_it_was_read() {
    let bank = bank();
    assert_eq!(read_bank(&write_bank(&bank)), Ok(bank.clone()));
    let answers = read_answers(&example("answers"), &bank).unwrap();
    assert_eq!(
        read_answers(&write_answers(&answers, &bank), &bank),
        Ok(answers)
    );
    same(
        &write_offers(&read_offers(&example("offers")).unwrap()),
        &example("offers"),
    );
    same(
        &write_target(&read_target(&example("target")).unwrap()),
        &example("target"),
    );
    let read = read_profile(&example("profile")).unwrap();
    same(&write_profile(&read), &example("profile"));
}

#[test]
fn a_profile_comes_back_to_the_last_bit() {
    for case in json("oracle/score.json").as_array().unwrap() {
        let bank = read_bank(&case["bank"].to_string()).unwrap();
        let answers = read_answers(&case["answers"].to_string(), &bank).unwrap();
        let computed = profile(&bank, &answers);
        assert_eq!(read_profile(&write_profile(&computed)), Ok(computed));
    }
}

#[test]
fn the_files_of_the_plan_vectors_are_readable() {
    for case in json("oracle/plan.json").as_array().unwrap() {
        assert!(read_offers(&case["offers"].to_string()).is_ok());
        assert!(read_target(&case["target"].to_string()).is_ok());
        assert!(read_profile(&case["profile"].to_string()).is_ok());
    }
}

#[test]
fn another_format_is_refused() {
    let format = |text: &str| match read_target(text) {
        Err(problems) => problems,
        Ok(_) => Vec::new(),
    };
    let refused = |found: Option<&str>| {
        vec![FileProblem::Format {
            expected: TARGET,
            found: found.map(str::to_owned),
        }]
    };
    assert_eq!(
        format(r#"{"format":"roadmap-target/2","targets":{}}"#),
        refused(Some("roadmap-target/2"))
    );
    assert_eq!(format(r#"{"targets":{}}"#), refused(None));
    assert_eq!(format("[]"), refused(None));
    assert!(matches!(
        format("{")[..],
        [FileProblem::NotJson(Fault { line: 1, .. })]
    ));
    assert!(matches!(
        format(r#"{"format":"roadmap-target/1"}"#)[..],
        [FileProblem::Shape(_)]
    ));
}

#[test]
fn every_bad_answer_is_named() {
    let text = r#"{"format":"roadmap-answers/1","answers":[
        {"item":"betrug-erkennen-01","score":300},
        {"item":"betrug-erkennen-03","score":1.5},
        {"item":"geraet-sichern-02"},
        {"item":"geraet-sichern-r1","missing":"later"},
        {"item":"weg","score":-1},
        {"item":"betrug-erkennen-r1","score":5}]}"#;
    let out_of_range = |item: &str, score, steps| {
        FileProblem::Answer(AnswerProblem::OutOfRange {
            item: item.into(),
            score,
            steps,
        })
    };
    let expected = vec![
        out_of_range("betrug-erkennen-01", 300, 1),
        FileProblem::ScoreNotWhole("betrug-erkennen-03".into()),
        FileProblem::ScoreOrMissing("geraet-sichern-02".into()),
        FileProblem::Word {
            key: "missing",
            of: "geraet-sichern-r1".to_owned(),
            word: "later".to_owned(),
        },
        FileProblem::Answer(AnswerProblem::UnknownItem("weg".into())),
        out_of_range("betrug-erkennen-r1", 5, 4),
    ];
    assert_eq!(read_answers(text, &bank()), Err(expected));
}

#[test]
fn every_bad_word_and_model_of_a_bank_is_named() {
    let text = example("bank")
        .replacen(r#""kind":"single""#, r#""kind":"double""#, 1)
        .replacen("0.25", "1.5", 1);
    let problems = read_bank(&text).unwrap_err();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        matches!(&problems[0], FileProblem::Word { key: "kind", word, .. } if word == "double")
    );
    assert!(matches!(
        &problems[1],
        FileProblem::Model {
            problem: ModelProblem::Floor { step: 1 },
            ..
        }
    ));
}

#[test]
fn numbers_and_repetitions_are_checked() {
    let offers = r#"{"format":"roadmap-offers/1","offers":[
        {"id":"a","minutes":1,"cost":0,"raises":[{"competence":"c","from":-1,"to":2}]},
        {"id":"a","minutes":1,"cost":0}]}"#;
    let expected = vec![
        FileProblem::Number {
            key: "from",
            of: "a".to_owned(),
        },
        FileProblem::OfferTwice("a".into()),
    ];
    assert_eq!(read_offers(offers), Err(expected));
    let profile = example("profile")
        .replace("selbst-sicherheit", "gesamt")
        .replace("0.783564593752941", "0");
    let expected = vec![
        FileProblem::Estimate("gesamt".into()),
        FileProblem::ScaleTwice("gesamt".into()),
    ];
    assert_eq!(read_profile(&profile), Err(expected));
}
