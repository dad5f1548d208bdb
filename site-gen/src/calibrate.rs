//! `roadmap calibrate`: parameters of items from pooled answers.

use assess_core::calibrate::{Calibration, ItemFit, Outcome, Reason, ScaleFit};
use assess_core::files::{read_answers, read_bank};
use assess_core::id::ItemId;
use serde_json::{Value, json};

use crate::diagnostic::problem::Language;
use crate::score;

/// Calibrates the items of a bank from answers files, given by name and text, one for each person. What cannot be read is
/// told to `refuse` and left out: one bad file never stops the rest.
///
/// # Errors
/// Every problem with the bank, or that no answers file could be read, as lines for people.
pub fn calibrate(
    bank: &str,
    files: &[(String, String)],
    language: Language,
    refuse: impl Fn(&str),
) -> Result<String, Vec<String>> {
    let bank = read_bank(bank).map_err(|problems| {
        problems
            .iter()
            .map(|problem| score::describe(problem, language))
            .collect::<Vec<_>>()
    })?;
    let mut persons = Vec::new();
    for (name, text) in files {
        match read_answers(text, &bank) {
            Ok(answers) => persons.push(answers),
            Err(problems) => {
                for problem in &problems {
                    refuse(&format!("{name}: {}", score::describe(problem, language)));
                }
            }
        }
    }
    if persons.is_empty() {
        return Err(vec![nothing_read(language)]);
    }
    let calibration = assess_core::calibrate::calibrate(&bank, &persons);
    let kept_provisional = |item: &ItemFit| {
        bank.item(item.id.as_str())
            .is_some_and(|item| item.provisional)
    };
    Ok(written(
        bank.scale(),
        &calibration,
        files.len() - persons.len(),
        kept_provisional,
    )
    .to_string())
}

fn nothing_read(language: Language) -> String {
    match language {
        Language::German => "Keine der Antwortdateien passt zu dieser Aufgabenbank.".to_owned(),
        Language::English => "none of the answers files fits this bank.".to_owned(),
    }
}

fn written(
    level_scale: &str,
    calibration: &Calibration,
    refused: usize,
    kept_provisional: impl Fn(&ItemFit) -> bool,
) -> Value {
    let scale = |scale: &ScaleFit| {
        json!({
            "id": scale.id.as_str(),
            "items": scale.items.iter().map(ItemId::as_str).collect::<Vec<_>>(),
            "persons": scale.persons,
            "converged": scale.converged,
            "log_likelihood": scale.log_likelihood,
        })
    };
    let item = |item: &ItemFit| match &item.outcome {
        Outcome::Calibrated(model) => json!({
            "id": item.id.as_str(),
            "persons": item.persons,
            "provisional": false,
            "a": model.a(),
            "b": model.b().collect::<Vec<_>>(),
        }),
        Outcome::Kept(reason) => json!({
            "id": item.id.as_str(),
            "persons": item.persons,
            "provisional": kept_provisional(item),
            "kept": word(*reason),
        }),
    };
    json!({
        "format": "roadmap-calibration/1",
        "scale": level_scale,
        "files": { "read": calibration.persons, "refused": refused },
        "scales": calibration.scales.iter().map(scale).collect::<Vec<_>>(),
        "items": calibration.items.iter().map(item).collect::<Vec<_>>(),
    })
}

/// Why an item keeps its parameters, as a word for files.
fn word(reason: Reason) -> &'static str {
    match reason {
        Reason::NoScale => "no-scale",
        Reason::FewPersons => "few-persons",
        Reason::EmptyScore(_) => "empty-score",
        Reason::FewItems => "few-items",
        Reason::NoMaximum => "no-maximum",
        Reason::NotConverged => "not-converged",
    }
}
