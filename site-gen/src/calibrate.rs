//! `roadmap calibrate`: parameters of items from pooled answers, as JSON and as a layer that patches the item files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use assess_core::bank::Bank;
use assess_core::calibrate::{Calibration, ItemFit, Outcome, Reason, ScaleFit};
use assess_core::files::{read_answers, read_bank};
use assess_core::id::ItemId;
use serde_json::{Value, json};

use crate::diagnostic::problem::Language;
use crate::input::Input;
use crate::output::Change;

/// What came of a calibration.
#[derive(Debug)]
pub struct Calibrated {
    /// All of it, for programs.
    pub json: String,
    /// The item files of a layer that brings the parameters into a site.
    pub patches: Vec<Patch>,
}

/// An item file of a layer that says nothing but calibrated parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// Its path below the layer.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Patch {
    /// What is to be done in a layer that has `found` at the path. `None` if that is anything but an earlier patch of this
    /// kind: nobody's work is written over.
    #[must_use]
    pub fn change(&self, found: Option<&str>) -> Option<Change> {
        let bytes = self.text.clone().into_bytes();
        let path = self.path.clone();
        match found {
            None => Some(Change::Create { path, bytes }),
            Some(found) => is_own_patch(found).then(|| Change::Replace {
                path,
                bytes,
                before: found.as_bytes().to_vec(),
            }),
        }
    }
}

/// Calibrates the items of a bank from answers files, one for each person. What cannot be read is
/// told to `refuse` and left out: one bad file never stops the rest. `unreadable` counts the files that were refused before.
///
/// # Errors
/// Every problem with the bank, or that no answers file could be read, as lines for people.
pub fn calibrate(
    bank: &Input,
    files: &[Input],
    unreadable: usize,
    language: Language,
    refuse: impl Fn(&str),
) -> Result<Calibrated, Vec<String>> {
    let bank = bank.read(read_bank, language)?;
    let mut persons = Vec::new();
    for file in files {
        match file.read(|text| read_answers(text, &bank), language) {
            Ok(answers) => persons.push(answers),
            Err(lines) => lines.iter().for_each(|line| refuse(line)),
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
    let json = written(
        bank.scale(),
        &calibration,
        files.len() - persons.len() + unreadable,
        kept_provisional,
    );
    Ok(Calibrated {
        json: json.to_string(),
        patches: patches(&bank, &calibration, language),
    })
}

/// One patch for each competence that anything of was calibrated.
fn patches(bank: &Bank, calibration: &Calibration, language: Language) -> Vec<Patch> {
    let mut tables: BTreeMap<&str, String> = BTreeMap::new();
    for fit in &calibration.items {
        let (Outcome::Calibrated(model), Some(item)) = (&fit.outcome, bank.item(fit.id.as_str()))
        else {
            continue;
        };
        let b: Vec<String> = model.b().map(|b| format!("{b:?}")).collect();
        let table = tables.entry(item.competence.as_str()).or_default();
        // Writing to a text cannot fail.
        let _ = write!(
            table,
            "\n[calibrated.{}]\na = {:?}\nb = [{}]\npersons = {}\n",
            toml_edit::Key::new(fit.id.as_str()),
            model.a(),
            b.join(", "),
            fit.persons
        );
    }
    let comment = match language {
        Language::German => {
            "# Von `roadmap calibrate --layer` aus Antworten geschätzt. Nicht von Hand ändern."
        }
        Language::English => {
            "# Estimated from answers by `roadmap calibrate --layer`. Do not edit by hand."
        }
    };
    tables
        .into_iter()
        .map(|(competence, table)| Patch {
            path: format!("content/de/aufgaben/{competence}.md"),
            text: format!("+++\n{comment}\npatch = true\n{table}+++\n"),
        })
        .collect()
}

/// Whether a file holds nothing but what [`calibrate`] writes, so that it may be written anew.
fn is_own_patch(text: &str) -> bool {
    let text = text.replace("\r\n", "\n");
    let front = text
        .strip_prefix("+++\n")
        .and_then(|rest| rest.split_once("\n+++"));
    front.is_some_and(|(front, body)| {
        let table = front.parse::<toml::Table>().unwrap_or_default();
        body.trim().is_empty()
            && !table.is_empty()
            && table
                .keys()
                .all(|key| matches!(key.as_str(), "patch" | "calibrated"))
    })
}

/// A file of the layer that is something else, for people.
#[must_use]
pub fn taken(path: &str, language: Language) -> String {
    match language {
        Language::German => format!(
            "{path}: Diese Datei enthält eigene Inhalte und bleibt, wie sie ist. Nehmen Sie einen eigenen Ordner für die Ebene."
        ),
        Language::English => format!(
            "{path}: this file has contents of its own and stays as it is. Use a folder of its own for the layer."
        ),
    }
}

/// A bank alone is not enough, for people.
#[must_use]
pub fn no_answers(language: Language) -> String {
    match language {
        Language::German => {
            "Es fehlen die Antwortdateien: roadmap calibrate --bank BANK ANTWORTEN…"
        }
        Language::English => "the answers are missing: roadmap calibrate --bank BANK ANSWERS…",
    }
    .to_owned()
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
