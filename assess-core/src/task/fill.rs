//! `fill`: `max(0, share of needed fields filled rightly − ¼ · share of needless fields filled)`.

use crate::fraction::Fraction;

use super::chance::Land;
use super::{TaskProblem, between, net};

const MOST: usize = 50;

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Needed: any of these texts is right, compared without regard to case and spacing.
    Text {
        /// At least one, none blank.
        accept: Vec<String>,
    },
    /// Needed: one of the choices.
    Choice {
        /// Whether each choice is right; some are, some are not.
        accept: Vec<bool>,
    },
    /// Not needed: to be left empty.
    Needless,
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldEntry {
    /// Nothing.
    Empty,
    /// A text, a time, a number, as typed; blank counts as nothing.
    Text(String),
    /// The choice at this place, from 0.
    Choice(usize),
}

impl FieldEntry {
    fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Choice(_) => false,
        }
    }
}

impl Field {
    /// Needless fields are never right: they only cost.
    fn is_right(&self, entry: &FieldEntry) -> bool {
        match (self, entry) {
            (Self::Text { accept }, FieldEntry::Text(text)) => {
                accept.iter().any(|right| reads_alike(right, text))
            }
            (Self::Choice { accept }, FieldEntry::Choice(choice)) => {
                accept.get(*choice).is_some_and(|right| *right)
            }
            _ => false,
        }
    }

    /// How many random entries are right, and how many are not; `None` for needless fields.
    fn chances(&self) -> Option<(u64, u64)> {
        match self {
            Self::Text { .. } => Some((0, 1)),
            Self::Choice { accept } => {
                let right = accept.iter().filter(|right| **right).count();
                Some((right as u64, (accept.len() - right) as u64))
            }
            Self::Needless => None,
        }
    }
}

/// A form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fill {
    fields: Vec<Field>,
    needed: u64,
    needless: u64,
}

impl Fill {
    pub(super) fn new(fields: Vec<Field>) -> Result<Self, TaskProblem> {
        between(fields.len(), 1, MOST)?;
        for (field, checked) in fields.iter().enumerate() {
            match checked {
                Field::Text { accept }
                    if accept.is_empty() || accept.iter().any(|text| text.trim().is_empty()) =>
                {
                    return Err(TaskProblem::NothingAccepted { field });
                }
                Field::Choice { accept }
                    if accept.iter().all(|right| *right) || !accept.contains(&true) =>
                {
                    return Err(TaskProblem::ChoiceDecidesNothing { field });
                }
                Field::Text { .. } | Field::Choice { .. } | Field::Needless => {}
            }
        }
        let needless = fields
            .iter()
            .filter(|field| **field == Field::Needless)
            .count() as u64;
        let needed = fields.len() as u64 - needless;
        if needed == 0 {
            return Err(TaskProblem::NoNeededField);
        }
        // The chances are counted in answers, the product of the numbers of choices, which must fit.
        let answers = |fields: &[Field]| {
            let choices = fields.iter().filter_map(Field::chances);
            choices
                .map(|(right, wrong)| right + wrong)
                .try_fold(1_u64, u64::checked_mul)
        };
        let fits = |most: &usize| {
            fields
                .get(..*most)
                .is_some_and(|first| answers(first).is_some())
        };
        match (1..=fields.len()).rfind(fits) {
            Some(most) if most < fields.len() => Err(TaskProblem::TooMany { most }),
            _ => Ok(Self {
                fields,
                needed,
                needless,
            }),
        }
    }

    pub(super) fn share(&self, entries: &[FieldEntry]) -> Option<Fraction> {
        if entries.len() != self.fields.len() || entries.iter().all(FieldEntry::is_empty) {
            return None;
        }
        let both = || self.fields.iter().zip(entries);
        let right = both()
            .filter(|(field, entry)| field.is_right(entry))
            .count();
        let filled = both()
            .filter(|(field, entry)| **field == Field::Needless && !entry.is_empty())
            .count();
        Some(self.worth(right as u64, filled as u64))
    }

    fn worth(&self, right: u64, needless_filled: u64) -> Fraction {
        let needless = self.needless.max(1);
        net(
            4 * right * needless,
            needless_filled * self.needed,
            4 * self.needed * needless,
        )
    }

    pub(super) fn outcomes(&self, land: &mut Land<'_>) {
        // ways[n]: random answers with n needed fields right.
        let mut ways = vec![1_u64];
        for (right, wrong) in self.fields.iter().filter_map(Field::chances) {
            let one_more = ways.iter().map(|ways| ways * right);
            let mut next: Vec<u64> = ways.iter().map(|ways| ways * wrong).chain([0]).collect();
            for (next, more) in next.iter_mut().skip(1).zip(one_more) {
                *next += more;
            }
            ways = next;
        }
        for (right, ways) in (0_u64..).zip(ways) {
            land(self.worth(right, 0), ways);
            for needless_filled in 1..=self.needless {
                land(self.worth(right, needless_filled), 0);
            }
        }
    }
}

/// Equal but for spacing and the case of letters.
fn reads_alike(a: &str, b: &str) -> bool {
    letters(a) == letters(b)
}

/// The words with a space between, in small letters.
fn letters(text: &str) -> String {
    let mut letters = String::new();
    for word in text.split_whitespace() {
        if !letters.is_empty() {
            letters.push(' ');
        }
        for letter in word.chars() {
            letters.push(lower_case(letter));
        }
    }
    letters
}

/// ASCII and Latin-1 (Ä, Ö, Ü, É …) only: the full table of Unicode would weigh more than the rest of the scoring.
fn lower_case(letter: char) -> char {
    match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => {
            char::from_u32(u32::from(letter) + 32).unwrap_or(letter)
        }
        _ => letter,
    }
}
