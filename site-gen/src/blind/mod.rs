//! The second pair of eyes: every key is solved by somebody who saw only the item.
//!
//! [`sheet`] is what that reader sees, and the hash of it; [`record`] is the file that keeps what they answered. A text that
//! changed since has to be solved again; an answer that does not reach the full score is a disagreement, which stays one
//! until the item changes or somebody notes what became of it.

pub mod record;
pub mod sheet;

use std::collections::{BTreeMap, HashMap};

use assess_core::bank::Kind;
use serde::Serialize;

use crate::diagnostic::problem::Language;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Problem};
use crate::keys;
use crate::site::LanguageSite;
use crate::site::item::Item;
use crate::source::front_matter::locate;
use record::{Answer, Entry, Record};

/// How an item stands with the second reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'r> {
    /// Nobody solved it.
    Missing,
    /// Its text is another one now.
    Changed,
    /// Solved as the key says.
    Agrees,
    /// Solved otherwise.
    Disagrees(&'r Entry),
}

/// How many items stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Items with a key.
    pub items: usize,
    /// Solved as the key says.
    pub agree: usize,
    /// Solved otherwise, without a note of what became of it.
    pub open: usize,
    /// Solved otherwise, with such a note.
    pub settled: usize,
    /// Changed since.
    pub changed: usize,
    /// Never solved.
    pub missing: usize,
}

/// The items with a key; a rating has none.
fn with_key(site: &LanguageSite) -> impl Iterator<Item = &Item> {
    site.items
        .iter()
        .map(|(_, item)| item)
        .filter(|item| item.kind() != Kind::Rating)
}

/// How an item stands with the record.
#[must_use]
pub fn standing<'r>(item: &Item, record: &'r Record) -> Standing<'r> {
    match record.entry(&item.id) {
        None => Standing::Missing,
        Some(entry) if entry.hash != sheet::hash(item) => Standing::Changed,
        Some(entry) if solves(item, &entry.answer) => Standing::Agrees,
        Some(entry) => Standing::Disagrees(entry),
    }
}

/// Whether an answer reaches the full score of an item.
fn solves(item: &Item, answer: &Answer) -> bool {
    answer
        .selection(item)
        .and_then(|selection| item.task.step(&selection))
        .is_some_and(|step| step == item.task.steps())
}

/// Holds the items of a language against the record.
pub fn check(site: &LanguageSite, record: &Record, diagnostics: &mut Diagnostics) -> Count {
    let mut count = Count::default();
    for item in with_key(site) {
        count.items += 1;
        let id = item.id.clone();
        let finding = match standing(item, record) {
            Standing::Missing => {
                count.missing += 1;
                Finding::NotSolvedBlind { id }
            }
            Standing::Changed => {
                count.changed += 1;
                Finding::ChangedSinceSolvedBlind { id }
            }
            Standing::Agrees => {
                count.agree += 1;
                continue;
            }
            Standing::Disagrees(entry) if entry.note.is_some() => {
                count.settled += 1;
                continue;
            }
            Standing::Disagrees(entry) => {
                count.open += 1;
                Finding::SolvedOtherwise {
                    id,
                    answer: entry.answer.to_string(),
                }
            }
        };
        let document = &site.item_files[item.file].document;
        diagnostics.at(
            locate(document, &keys!["item", item.place, "question"]),
            Problem::Finding(finding),
        );
    }
    let known: HashMap<&str, &Item> = with_key(site)
        .map(|item| (item.id.as_str(), item))
        .collect();
    for entry in record.entries() {
        if !known.contains_key(entry.item.as_str()) {
            diagnostics.at(
                record.place_of(entry),
                Problem::Finding(Finding::SolvedBlindWithoutItem {
                    id: entry.item.clone(),
                }),
            );
        }
    }
    count
}

/// The sheet with the items that have to be solved (again); TOML whose comments are the items.
#[must_use]
pub fn list(site: &LanguageSite, record: &Record) -> String {
    let mut text = String::from(sheet::HEAD);
    for item in with_key(site).filter(|item| {
        matches!(
            standing(item, record),
            Standing::Missing | Standing::Changed
        )
    }) {
        text.push('\n');
        text.push_str(&sheet::written(item));
    }
    text
}

/// What came of taking answers over.
#[derive(Debug)]
pub struct Added {
    /// The whole new record.
    pub text: String,
    /// How many answers were taken over.
    pub taken: usize,
    /// The items among them whose key they do not reach.
    pub disagree: Vec<String>,
}

impl Added {
    /// What happened, in a few lines for people.
    #[must_use]
    pub fn summary(&self, language: Language) -> String {
        let Self {
            taken, disagree, ..
        } = self;
        let mut text = match language {
            Language::German => format!(
                "Antworten aufgenommen: {taken}, davon anders als die Lösung: {}\n",
                disagree.len()
            ),
            Language::English => format!(
                "Answers taken: {taken}, not as the key says: {}\n",
                disagree.len()
            ),
        };
        for id in disagree {
            text.push_str("  ");
            text.push_str(id);
            text.push('\n');
        }
        text
    }
}

/// Takes the answers of a filled-in sheet into the record; lines still empty are passed over.
///
/// # Errors
/// Every answer that is none to its item, and every item there is not, as diagnostics in the sheet.
pub fn add(
    site: &LanguageSite,
    mut record: Record,
    filled: &sheet::Filled,
) -> Result<Added, Vec<Diagnostic>> {
    let items: BTreeMap<&str, &Item> = with_key(site)
        .map(|item| (item.id.as_str(), item))
        .collect();
    let mut diagnostics = Diagnostics::new();
    let (mut taken, mut disagree) = (0, Vec::new());
    for (id, answer) in filled.answers() {
        let Some(item) = items.get(id) else {
            diagnostics.at(
                filled.place_of(id),
                Problem::Finding(Finding::SolvedBlindWithoutItem { id: id.to_owned() }),
            );
            continue;
        };
        if answer.selection(item).is_none() {
            diagnostics.at(
                filled.place_of(id),
                Problem::Finding(Finding::NoAnswerToItem { id: id.to_owned() }),
            );
            continue;
        }
        taken += 1;
        if !solves(item, answer) {
            disagree.push(id.to_owned());
        }
        record.put(Entry {
            item: id.to_owned(),
            hash: sheet::hash(item),
            answer: answer.clone(),
            note: None,
        });
    }
    if diagnostics.is_empty() {
        Ok(Added {
            text: record.to_text(),
            taken,
            disagree,
        })
    } else {
        Err(diagnostics.sorted())
    }
}
