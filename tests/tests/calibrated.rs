//! From pooled answers to a layer with calibrated parameters to a site that uses them.

use std::fs;

use assess_core::files::read_bank;
use roadmap_tests::outcome;
use serde_json::{Value, json};
use site_gen::calibrate::{Calibrated, calibrate};
use site_gen::diagnostic::problem::Language;
use site_gen::input::Input;

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// Enough for a calibration: 200 for each item.
const PERSONS: u32 = 240;

/// The tasks of one competence from the bank of a site, on a scale of their own.
fn bank_of(whole: &str, competence: &str) -> Result<Value, serde_json::Error> {
    let mut bank: Value = serde_json::from_str(whole)?;
    let items = bank["items"].as_array().cloned().unwrap_or_default();
    let own = |item: &&Value| item["competence"] == competence && item["facet"] == "shown";
    bank["items"] = items.iter().filter(own).take(6).cloned().collect();
    bank["scales"] = json!([{ "id": "eine", "facet": "shown", "competences": [competence] }]);
    Ok(bank)
}

/// Numbers from 0 to below 1, always the same ones (mulberry32).
fn chances() -> impl FnMut() -> f64 {
    let mut state = 1_u32;
    move || {
        state = state.wrapping_add(0x6d2b_79f5);
        let mut mixed = (state ^ (state >> 15)).wrapping_mul(state | 1);
        mixed ^= mixed.wrapping_add((mixed ^ (mixed >> 7)).wrapping_mul(mixed | 61));
        f64::from(mixed ^ (mixed >> 14)) / 4_294_967_296.0
    }
}

/// Answers of persons whose standings are spread evenly from −0.5 to 3.5.
fn answers(bank: &str) -> Result<Vec<Input>, Box<dyn std::error::Error>> {
    let bank = read_bank(bank).map_err(|problems| format!("{problems:?}"))?;
    let mut chance = chances();
    let person = |number: u32| {
        let theta = 4.0 * f64::from(number) / f64::from(PERSONS) - 0.5;
        let answers: Vec<Value> = bank
            .items()
            .iter()
            .map(|item| {
                let drawn = chance();
                let score =
                    (1..=item.model.steps()).filter(|k| drawn < item.model.reaching(theta, *k));
                json!({ "item": item.id.as_str(), "score": score.count() })
            })
            .collect();
        let file = json!({ "format": "roadmap-answers/1", "answers": answers });
        Input::new(&format!("person-{number}.json"), &file.to_string())
    };
    Ok((0..PERSONS).map(person).collect())
}

fn calibrated(bank: &str, files: &[Input]) -> Result<Calibrated, String> {
    let bank = Input::new("bank.json", bank);
    calibrate(&bank, files, 0, Language::German, |_| ()).map_err(|lines| lines.join("\n"))
}

#[test]
fn answers_become_a_layer_that_a_site_is_built_with() -> TestResult {
    let folder = tempfile::tempdir()?;
    let base = outcome(folder.path())?;
    let whole = base.text("daten/banken/kurz.json");
    let bank = bank_of(&whole, "betrug-erkennen")?.to_string();
    let found = calibrated(&bank, &answers(&bank)?)?;

    let [patch] = found.patches.as_slice() else {
        return Err(format!("one patch for one competence: {:?}", found.patches).into());
    };
    assert_eq!(patch.path, "content/de/aufgaben/betrug-erkennen.md");
    fs::create_dir_all(folder.path().join("kalibriert/content/de/aufgaben"))?;
    fs::write(
        folder.path().join("kalibriert").join(&patch.path),
        &patch.text,
    )?;
    fs::write(
        folder.path().join("site.toml"),
        "layers = [\"kalibriert\"]\n",
    )?;
    let site = outcome(folder.path())?;
    assert!(!site.failed, "{}", site.report);

    let calibration: Value = serde_json::from_str(&found.json)?;
    let before: Value = serde_json::from_str(&whole)?;
    let after: Value = serde_json::from_str(&site.text("daten/banken/kurz.json"))?;
    let estimated = |id: &Value| -> Option<&Value> {
        let items = calibration["items"].as_array()?;
        items
            .iter()
            .find(|item| item["id"] == *id && item["provisional"] == false)
    };
    let mut replaced = 0;
    let pairs = before["items"]
        .as_array()
        .into_iter()
        .flatten()
        .zip(after["items"].as_array().into_iter().flatten());
    for (old, new) in pairs {
        match estimated(&old["id"]) {
            Some(estimate) => {
                replaced += 1;
                assert_eq!(new["provisional"], false);
                assert_eq!(new["model"]["a"], estimate["a"]);
                assert_eq!(new["model"]["b"], estimate["b"]);
                assert_eq!(
                    new["model"]["c"], old["model"]["c"],
                    "guessing stays guessing"
                );
            }
            None => assert_eq!(new, old),
        }
    }
    assert!(replaced >= 4, "{replaced} items were calibrated");
    Ok(())
}

#[test]
fn a_patch_replaces_its_like_and_nothing_else() -> TestResult {
    let folder = tempfile::tempdir()?;
    let whole = outcome(folder.path())?.text("daten/banken/kurz.json");
    let bank = bank_of(&whole, "geraet-nutzen")?.to_string();
    let found = calibrated(&bank, &answers(&bank)?)?;
    let patch = found.patches.first().ok_or("a patch")?;
    assert!(patch.change(None).is_some());
    assert!(patch.change(Some(&patch.text)).is_some());
    assert!(
        patch
            .change(Some(&patch.text.replace('\n', "\r\n")))
            .is_some()
    );
    for own in [
        "+++\npatch = true\n[[item]]\nid = \"eigene-01\"\n+++\n",
        "+++\npatch = true\n[calibrated]\n+++\n\nEin eigener Text.\n",
        "Nur ein Text.\n",
        "+++\nkaputt\n+++\n",
    ] {
        assert_eq!(patch.change(Some(own)), None, "{own}");
    }
    Ok(())
}
