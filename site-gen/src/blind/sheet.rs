//! The sheet that a second reader fills in: question and texts, numbered; no key, no reason, no level.
//!
//! It is TOML in which the items are comments and each answer is one line, so that what is handed back can be read by the
//! program without a format of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::record::{Answer, place_of_line};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::site::item::{Body, Field, Item, Part};

/// What stands above the items.
pub(super) const HEAD: &str = "\
# Lösen Sie jede Aufgabe, ohne die Lösung zu kennen, und tragen Sie die Antwort zwischen die Anführungszeichen oder an
# ihre Stelle ein. Gezählt wird von 1. Was leer bleibt (\"\"), wird übergangen.
#   single       die Nummer der richtigen Antwort                   3
#   multiple     die Nummern aller richtigen Antworten              [1, 4]
#   spot         die Nummern aller verdächtigen Stellen             [2, 3]
#   situation    die beste und die schlechteste Reaktion            { best = 1, worst = 4 }
#   order        die Nummern vom ersten bis zum letzten Schritt     [2, 1, 3]
#   assign       für jede Karte die Nummer der Gruppe               [1, 1, 2]
#   fill         für jedes Feld den Eintrag, \"\" für leer            [\"14:30\", \"\", \"Bauhof\"]
";

/// The first 12 hexadecimal digits of the SHA-256 of the question and the texts shown, joined by line breaks.
///
/// Texts: options; parts with their link as ` [Linkziel: …]`; groups, then cards; the steps from last to first; for each
/// field `label|given|choice|choice`.
#[must_use]
pub fn hash(item: &Item) -> String {
    let mut texts = vec![item.question.clone()];
    match &item.body {
        Body::Rating { options } => texts.extend(options.iter().cloned()),
        Body::Single { options } | Body::Multiple { options } => {
            texts.extend(options.iter().map(|option| option.text.clone()));
        }
        Body::Spot { parts, .. } => texts.extend(parts.iter().map(part)),
        Body::Situation { options } => {
            texts.extend(options.iter().map(|option| option.text.clone()));
        }
        Body::Order { steps, .. } => texts.extend(steps.iter().rev().cloned()),
        Body::Assign { groups, cards } => {
            texts.extend(groups.iter().cloned());
            texts.extend(cards.iter().map(|card| card.text.clone()));
        }
        Body::Fill { fields } => texts.extend(fields.iter().map(|field| {
            format!(
                "{}|{}|{}",
                field.label,
                field.given,
                field.choices.join("|")
            )
        })),
    }
    HEXLOWER.encode(&Sha256::digest(texts.join("\n"))[..6])
}

fn part(part: &Part) -> String {
    match &part.link {
        Some(link) => format!("{} [Linkziel: {link}]", part.text),
        None => part.text.clone(),
    }
}

/// An item on the sheet.
pub(super) fn written(item: &Item) -> String {
    let mut text = format!("# {} · {}\n", item.id, item.kind().as_str());
    comment(&mut text, "# ", &item.question);
    match &item.body {
        Body::Rating { options } => numbered(&mut text, "", options),
        Body::Single { options } | Body::Multiple { options } => {
            numbered(&mut text, "", options.iter().map(|option| &option.text));
        }
        Body::Spot { parts, scene } => {
            comment(&mut text, "# ", &format!("({})", scene.key()));
            numbered(&mut text, "", parts.iter().map(part));
        }
        Body::Situation { options } => {
            numbered(&mut text, "", options.iter().map(|option| &option.text));
        }
        Body::Order { steps, shown, .. } => {
            numbered(
                &mut text,
                "",
                shown.iter().filter_map(|step| steps.get(*step)),
            );
        }
        Body::Assign { groups, cards } => {
            numbered(&mut text, "Gruppe ", groups);
            numbered(&mut text, "Karte ", cards.iter().map(|card| &card.text));
        }
        Body::Fill { fields } => numbered(&mut text, "Feld ", fields.iter().map(field)),
    }
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{} = \"\"", item.id);
    text
}

fn field(field: &Field) -> String {
    let mut text = field.label.clone();
    if !field.given.is_empty() {
        let _ = write!(text, " — {}", field.given);
    }
    if !field.choices.is_empty() {
        let _ = write!(text, " — zur Wahl: {}", field.choices.join(" | "));
    }
    text
}

fn numbered<T: AsRef<str>>(text: &mut String, name: &str, lines: impl IntoIterator<Item = T>) {
    for (place, line) in lines.into_iter().enumerate() {
        comment(text, &format!("#   {name}{}. ", place + 1), line.as_ref());
    }
}

/// A text as comment, line by line.
fn comment(out: &mut String, first: &str, text: &str) {
    for (number, line) in text.trim_end().lines().enumerate() {
        let begin = if number == 0 { first } else { "#      " };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{begin}{line}");
    }
}

/// A sheet that came back.
#[derive(Debug)]
pub struct Filled {
    file: Arc<str>,
    text: Arc<str>,
    answers: BTreeMap<String, Answer>,
}

impl Filled {
    /// Reads a sheet that came back.
    ///
    /// # Errors
    /// What is wrong with it, with its place.
    pub fn parse(file: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let (file, text): (Arc<str>, Arc<str>) = (Arc::from(file), Arc::from(text));
        let fault = |place, error: &toml::de::Error| {
            Box::new(Diagnostic {
                problem: Problem::InvalidValue {
                    message: error.message().to_owned(),
                },
                place: Some(place),
            })
        };
        let table: toml::Table = toml::from_str(&text).map_err(|error| {
            let place = Place {
                file: Arc::clone(&file),
                text: Arc::clone(&text),
                range: error.span().unwrap_or(0..0),
            };
            fault(place, &error)
        })?;
        let mut answers = BTreeMap::new();
        for (id, value) in table {
            if value.as_str().is_some_and(str::is_empty) {
                continue;
            }
            let answer = value
                .try_into()
                .map_err(|error| fault(place_of_line(&file, &text, &id), &error))?;
            answers.insert(id, answer);
        }
        Ok(Self {
            file,
            text,
            answers,
        })
    }

    /// The answers, by item.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.answers
            .iter()
            .map(|(id, answer)| (id.as_str(), answer))
    }

    /// Where the answer to an item stands.
    #[must_use]
    pub fn place_of(&self, id: &str) -> Place {
        place_of_line(&self.file, &self.text, id)
    }
}
