//! The file of what second readers answered.

use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write as _;
use std::sync::Arc;

use assess_core::task::{FieldEntry, Selection};
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::site::item::{Body, Field, Item};

/// An answer as it is written down; it counts from 1.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// The option (`single`).
    One(usize),
    /// The options or parts (`multiple`, `spot`), the steps from first to last (`order`), the group of each card (`assign`).
    List(Vec<usize>),
    /// The best and the worst option (`situation`).
    BestWorst {
        /// The best.
        best: usize,
        /// The worst.
        worst: usize,
    },
    /// What was typed or chosen in each field (`fill`).
    Texts(Vec<String>),
}

impl Answer {
    /// The answer as the task takes it; `None` if it is no answer to this item.
    #[must_use]
    pub fn selection(&self, item: &Item) -> Option<Selection> {
        match (self, &item.body) {
            (Self::One(option), Body::Single { options }) => {
                Some(Selection::One(place(*option, options.len())?))
            }
            (Self::List(marked), Body::Multiple { options }) => {
                Some(Selection::Many(marks(marked, options.len())?))
            }
            (Self::List(marked), Body::Spot { parts, .. }) => {
                Some(Selection::Many(marks(marked, parts.len())?))
            }
            (Self::BestWorst { best, worst }, Body::Situation { options }) if best != worst => {
                Some(Selection::BestWorst {
                    best: place(*best, options.len())?,
                    worst: place(*worst, options.len())?,
                })
            }
            (Self::List(order), Body::Order { shown, .. }) if order.len() == shown.len() => {
                let steps = order
                    .iter()
                    .map(|number| shown.get(place(*number, shown.len())?).copied());
                Some(Selection::Order(steps.collect::<Option<_>>()?))
            }
            (
                Self::List(groups),
                Body::Assign {
                    groups: known,
                    cards,
                },
            ) if groups.len() == cards.len() => {
                let groups = groups
                    .iter()
                    .map(|group| place(*group, known.len()).map(Some));
                Some(Selection::Groups(groups.collect::<Option<_>>()?))
            }
            (Self::Texts(texts), Body::Fill { fields }) if texts.len() == fields.len() => {
                let entries = texts
                    .iter()
                    .zip(fields)
                    .map(|(text, field)| entry(text, field));
                Some(Selection::Fields(entries.collect::<Option<_>>()?))
            }
            _ => None,
        }
    }
}

/// A number from 1 as a place from 0.
fn place(number: usize, most: usize) -> Option<usize> {
    (1..=most).contains(&number).then(|| number - 1)
}

fn marks(marked: &[usize], parts: usize) -> Option<Vec<bool>> {
    let mut marks = vec![false; parts];
    for number in marked {
        *marks.get_mut(place(*number, parts)?)? = true;
    }
    Some(marks)
}

fn entry(text: &str, field: &Field) -> Option<FieldEntry> {
    if text.trim().is_empty() {
        Some(FieldEntry::Empty)
    } else if field.choices.is_empty() {
        Some(FieldEntry::Text(text.to_owned()))
    } else {
        let choice = field.choices.iter().position(|choice| choice == text)?;
        Some(FieldEntry::Choice(choice))
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list =
            |entries: &mut dyn Iterator<Item = String>| entries.collect::<Vec<_>>().join(", ");
        match self {
            Self::One(option) => write!(f, "{option}"),
            Self::List(numbers) => {
                write!(
                    f,
                    "[{}]",
                    list(&mut numbers.iter().map(ToString::to_string))
                )
            }
            Self::BestWorst { best, worst } => write!(f, "{{ best = {best}, worst = {worst} }}"),
            Self::Texts(texts) => {
                write!(f, "[{}]", list(&mut texts.iter().map(|text| quoted(text))))
            }
        }
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// What one second reader answered to one item.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The id of the item.
    pub item: String,
    /// The hash of what was seen.
    pub hash: String,
    /// The answer.
    pub answer: Answer,
    /// What became of a disagreement, if the item stays as it is.
    pub note: Option<String>,
}

/// The record: one entry an item at most.
#[derive(Debug, Clone)]
pub struct Record {
    file: Arc<str>,
    text: Arc<str>,
    entries: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    answer: Vec<Entry>,
}

impl Record {
    /// Reads the text of a record.
    ///
    /// # Errors
    /// What is wrong with it, with its place.
    pub fn parse(file: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let (file, text) = (Arc::from(file), Arc::from(text));
        let fault = |range, problem| {
            Box::new(Diagnostic {
                problem,
                place: Some(Place {
                    file: Arc::clone(&file),
                    text: Arc::clone(&text),
                    range,
                }),
            })
        };
        let written: Written = toml::from_str(&text).map_err(|error| {
            fault(
                error.span().unwrap_or(0..0),
                Problem::InvalidValue {
                    message: error.message().to_owned(),
                },
            )
        })?;
        let mut entries = BTreeMap::new();
        for entry in written.answer {
            if entries.contains_key(&entry.item) {
                let id = entry.item;
                let at = text.rfind(&line_of(&id)).unwrap_or(0);
                return Err(fault(
                    at..at + line_of(&id).len(),
                    Problem::DuplicateId { id },
                ));
            }
            entries.insert(entry.item.clone(), entry);
        }
        Ok(Self {
            file,
            text,
            entries,
        })
    }

    /// The entry of an item.
    #[must_use]
    pub fn entry(&self, item: &str) -> Option<&Entry> {
        self.entries.get(item)
    }

    /// All entries, by item.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// Where an entry stands.
    #[must_use]
    pub fn place_of(&self, entry: &Entry) -> Place {
        place_of_line(&self.file, &self.text, &line_of(&entry.item))
    }

    /// Puts an entry in the place of the item's former one.
    pub fn put(&mut self, entry: Entry) {
        self.entries.insert(entry.item.clone(), entry);
    }

    /// The record as a file: what stood before the first entry, then all entries by item.
    #[must_use]
    pub fn to_text(&self) -> String {
        let head = match self.text.find("[[answer]]") {
            Some(first) => self.text[..first].trim_end(),
            None => self.text.trim_end(),
        };
        let mut text = String::from(head);
        if !head.is_empty() {
            text.push('\n');
        }
        for entry in self.entries.values() {
            let gap = if text.is_empty() { "" } else { "\n" };
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "{gap}[[answer]]\nitem = {}\nhash = {}\nanswer = {}\n",
                quoted(&entry.item),
                quoted(&entry.hash),
                entry.answer,
            );
            if let Some(note) = &entry.note {
                let _ = writeln!(text, "note = {}", quoted(note));
            }
        }
        text
    }
}

fn line_of(item: &str) -> String {
    format!("item = {}", quoted(item))
}

/// The place of a line that begins with these words; the beginning of the file if there is none.
pub(super) fn place_of_line(file: &Arc<str>, text: &Arc<str>, words: &str) -> Place {
    let starts_line = |at: &usize| *at == 0 || text[..*at].ends_with('\n');
    let found = text
        .match_indices(words)
        .map(|(at, _)| at)
        .find(starts_line);
    Place {
        file: Arc::clone(file),
        text: Arc::clone(text),
        range: found.map_or(0..0, |at| at..at + words.len()),
    }
}
