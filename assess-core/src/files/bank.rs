use serde::{Deserialize, Serialize};

use crate::bank::{Bank, Facet, Item, Kind, Prior, Scale};
use crate::id::CompetenceId;
use crate::model::GradedModel;

use super::{BANK, FileProblem, read, write};

#[derive(Serialize, Deserialize)]
struct BankFile {
    format: String,
    scale: String,
    prior: PriorEntry,
    scales: Vec<ScaleEntry>,
    items: Vec<ItemEntry>,
}

#[derive(Serialize, Deserialize)]
struct PriorEntry {
    mean: f64,
    sd: f64,
}

#[derive(Serialize, Deserialize)]
struct ScaleEntry {
    id: String,
    facet: String,
    competences: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct ItemEntry {
    id: String,
    competence: String,
    facet: String,
    kind: String,
    provisional: bool,
    model: ModelEntry,
}

#[derive(Serialize, Deserialize)]
struct ModelEntry {
    a: f64,
    b: Vec<f64>,
    c: Vec<f64>,
}

/// Reads a bank (`roadmap-bank/1`).
///
/// # Errors
/// Every problem that can be named at once: those of words and models, and if there are none, those of the bank.
pub fn read_bank(text: &str) -> Result<Bank, Vec<FileProblem>> {
    let file: BankFile = read(BANK, text)?;
    let mut problems = Vec::new();
    let scales = file
        .scales
        .into_iter()
        .filter_map(|entry| scale(entry, &mut problems))
        .collect();
    let items = file
        .items
        .into_iter()
        .filter_map(|entry| item(entry, &mut problems))
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let prior = Prior {
        mean: file.prior.mean,
        sd: file.prior.sd,
    };
    Bank::new(&file.scale, prior, scales, items)
        .map_err(|problems| problems.into_iter().map(FileProblem::Bank).collect())
}

fn scale(entry: ScaleEntry, problems: &mut Vec<FileProblem>) -> Option<Scale> {
    let facet = facet(entry.facet, &entry.id, problems)?;
    let competences = entry
        .competences
        .into_iter()
        .map(CompetenceId::from)
        .collect();
    Some(Scale {
        id: entry.id.into(),
        facet,
        competences,
    })
}

fn item(entry: ItemEntry, problems: &mut Vec<FileProblem>) -> Option<Item> {
    let facet = facet(entry.facet, &entry.id, problems);
    let kind = Kind::parse(&entry.kind);
    if kind.is_none() {
        problems.push(FileProblem::Word {
            key: "kind",
            of: entry.id.clone(),
            word: entry.kind,
        });
    }
    let model =
        GradedModel::new(entry.model.a, &entry.model.b, &entry.model.c).map_err(|problem| {
            problems.push(FileProblem::Model {
                item: entry.id.as_str().into(),
                problem,
            });
        });
    Some(Item {
        id: entry.id.into(),
        competence: entry.competence.into(),
        facet: facet?,
        kind: kind?,
        provisional: entry.provisional,
        model: model.ok()?,
    })
}

/// Reads the facet of the scale or item `of`.
pub(super) fn facet(word: String, of: &str, problems: &mut Vec<FileProblem>) -> Option<Facet> {
    let facet = Facet::parse(&word);
    if facet.is_none() {
        problems.push(FileProblem::Word {
            key: "facet",
            of: of.to_owned(),
            word,
        });
    }
    facet
}

/// Writes a bank (`roadmap-bank/1`), scales and items by id.
#[must_use]
pub fn write_bank(bank: &Bank) -> String {
    let scale = |scale: &Scale| ScaleEntry {
        id: scale.id.as_str().to_owned(),
        facet: scale.facet.as_str().to_owned(),
        competences: scale
            .competences
            .iter()
            .map(|id| id.as_str().to_owned())
            .collect(),
    };
    let item = |item: &Item| ItemEntry {
        id: item.id.as_str().to_owned(),
        competence: item.competence.as_str().to_owned(),
        facet: item.facet.as_str().to_owned(),
        kind: item.kind.as_str().to_owned(),
        provisional: item.provisional,
        model: ModelEntry {
            a: item.model.a(),
            b: item.model.b().collect(),
            c: item.model.c().collect(),
        },
    };
    write(&BankFile {
        format: BANK.to_owned(),
        scale: bank.scale().to_owned(),
        prior: PriorEntry {
            mean: bank.prior().mean,
            sd: bank.prior().sd,
        },
        scales: bank.scales().iter().map(scale).collect(),
        items: bank.items().iter().map(item).collect(),
    })
}
