use super::*;
use crate::answers::{AnswerProblem, Missing, Response};
use crate::bank::Bank;
use crate::plan::{Plan, PlanRequest, competences, minutes, plan};
use crate::profile::profile;
use crate::standing::standings;
use crate::transfer::{Change, Invitation, Nonce, Own, Period, Wave, figures};
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
fn plans_are_written_as_in_the_example_and_the_vectors() {
    let mut cases = json("oracle/plan.json").as_array().unwrap().clone();
    let example = |name: &str| json(&format!("examples/files/{name}.json"));
    cases.push(serde_json::json!({
        "offers": example("offers"), "target": example("target"), "profile": example("profile"), "hours": 3,
        "formats": null, "max_cost": null, "done": [], "plan": example("plan-3-hours"),
    }));
    for case in cases {
        let offers = read_offers(&case["offers"].to_string()).unwrap();
        let target = read_target(&case["target"].to_string()).unwrap();
        let profile = read_profile(&case["profile"].to_string()).unwrap();
        let formats: Option<Vec<String>> = serde_json::from_value(case["formats"].clone()).unwrap();
        let done: Vec<String> = serde_json::from_value(case["done"].clone()).unwrap();
        let done: Vec<OfferId> = done.into_iter().map(OfferId::from).collect();
        let max_cost = case["max_cost"]
            .as_u64()
            .map(|cost| cost.try_into().unwrap());
        let request = PlanRequest {
            offers: &offers,
            target: &target,
            standings: &standings(&profile, competences(&offers, &target)),
            minutes: minutes(case["hours"].as_f64().unwrap()).unwrap(),
            formats: formats.as_deref(),
            max_cost,
            done: &done,
        };
        same(
            &write_plan(&plan(&request, &mut || false)),
            &case["plan"].to_string(),
        );
    }
}

#[test]
fn a_bound_is_written_only_if_there_is_one() {
    let mut plan = Plan {
        optimal: true,
        ..Plan::default()
    };
    let text = |plan: &Plan| write_plan(plan).replace(".0", "");
    assert_eq!(
        text(&plan),
        r#"{"format":"roadmap-plan/1","optimal":true,"minutes":0,"cost":0,"value":0,"offers":[],"remaining":[]}"#
    );
    (plan.optimal, plan.bound) = (false, Some(2_500_000));
    assert!(text(&plan).contains(r#""optimal":false,"bound":2.5,"#));
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

/// A result of the example, handed over in the second wave of a survey.
fn result() -> crate::transfer::CheckResult {
    let profile = read_profile(&example("profile")).unwrap();
    crate::transfer::CheckResult {
        scale: profile.scale.clone(),
        prior: bank().prior(),
        invitation: Invitation {
            survey: Some("musterstadt-2026".into()),
            occupation: Some("feuerwehr".into()),
            wave: Wave::new(2),
        },
        period: Period::new(2026, 4).unwrap(),
        nonce: Nonce::new([0xa6, 0xbd, 0x69, 0xfe, 0x29]),
        scales: figures(&profile),
        change: vec![Change {
            id: "gesamt".into(),
            facet: crate::bank::Facet::Shown,
            x: -0.125,
        }],
    }
}

#[test]
fn a_result_has_sorted_keys_two_decimals_and_nothing_else() {
    let expected = concat!(
        r#"{"change":[{"facet":"shown","id":"gesamt","x":-0.12}],"format":"roadmap-result/1","nonce":"a6bd69fe29","#,
        r#""occupation":"feuerwehr","period":"2026-Q4","prior":{"mean":1.5,"sd":1.0},"scale":"roadmap-2026","scales":["#,
        r#"{"answered":2,"facet":"shown","id":"gesamt","se":0.78,"theta":1.7},"#,
        r#"{"answered":2,"facet":"self","id":"selbst-sicherheit","se":0.59,"theta":2.16}],"#,
        r#""survey":"musterstadt-2026","wave":2}"#,
    );
    let written = write_result(&result());
    assert_eq!(written, expected);
    let mut rounded = result();
    rounded.change[0].x = -0.12;
    assert_eq!(read_result(&written), Ok(rounded));
    let mut uninvited = result();
    uninvited.invitation = Invitation::default();
    uninvited.change.clear();
    uninvited.scales[0].standing = None;
    let written = write_result(&uninvited);
    assert!(
        !["change", "survey", "wave", "occupation"]
            .iter()
            .any(|key| written.contains(key)),
        "{written}"
    );
    assert_eq!(read_result(&written), Ok(uninvited));
}

#[test]
fn the_example_results_are_written_as_they_were_read() {
    for number in 0..34 {
        let text = example(&format!("results/{number:02}"));
        same(&write_result(&read_result(&text).unwrap()), &text);
    }
}

#[test]
fn every_problem_of_a_result_is_named() {
    let text = write_result(&result())
        .replace("2026-Q4", "2026-Q5")
        .replace("a6bd69fe29", "A6BD69FE29")
        .replace(r#""wave":2"#, r#""wave":0"#)
        .replace(r#""sd":1.0"#, r#""sd":0"#)
        .replace("roadmap-2026", "")
        .replace("selbst-sicherheit", "gesamt")
        .replace("1.7}", "1.701}");
    let value = |key, value: &str| FileProblem::Value {
        key,
        value: value.to_owned(),
    };
    let expected = vec![
        value("scale", ""),
        value("sd", "0"),
        value("period", "2026-Q5"),
        value("nonce", "A6BD69FE29"),
        value("wave", "0"),
        FileProblem::Estimate("gesamt".into()),
        FileProblem::ScaleTwice("gesamt".into()),
    ];
    assert_eq!(read_result(&text), Err(expected));
}

#[test]
fn an_own_file_keeps_the_answers() {
    let own = Own {
        scale: "roadmap-2026".into(),
        blueprint: "kurz".into(),
        career: Some("fachkraft".into()),
        answers: vec![
            ("b".into(), Response::Score(2)),
            ("a".into(), Response::Missing(Missing::Barrier)),
        ],
    };
    let written = write_own(&own);
    let expected = concat!(
        r#"{"format":"roadmap-own/1","scale":"roadmap-2026","blueprint":"kurz","career":"fachkraft","answers":["#,
        r#"{"item":"b","score":2},{"item":"a","missing":"barrier"}]}"#,
    );
    assert_eq!(written, expected);
    assert_eq!(read_own(&written), Ok(own));
    let bad = written
        .replace(r#""item":"a""#, r#""item":"b""#)
        .replace("barrier", "tired")
        .replace(":2}", ":256}");
    let expected = vec![
        FileProblem::Answer(AnswerProblem::OutOfRange {
            item: "b".into(),
            score: 256,
            steps: 255,
        }),
        FileProblem::Answer(AnswerProblem::Twice("b".into())),
        FileProblem::Word {
            key: "missing",
            of: "b".to_owned(),
            word: "tired".to_owned(),
        },
    ];
    assert_eq!(read_own(&bad), Err(expected));
    assert!(read_own(&written.replace("own/1", "own/2")).is_err());
}
