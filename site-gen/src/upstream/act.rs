//! What somebody decides about a file → what is to be written.
//!
//! An own line is never lost: before a file goes or parts of it go, its text is kept below `.roadmap/kept/`, and a merge
//! holds every line that was changed here, joined or between markers.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::DocumentMut;

use super::compare::{Note, State};
use super::merge::{Names, merge};
use super::parts::{Mode, Part, parts};
use super::text::{Plain, checksum, same};
use super::underlay::{self, Lower, Underlay};
use super::{Upstream, Versions};
use crate::output::Change;
use crate::source::document::cut;
use crate::source::own_layer::{COPIES, KEPT, Origin, OwnLayer, RECORD, record_text};

/// What somebody decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// What lies below holds again.
    Take,
    /// The own file holds; what lies below now has been seen.
    Keep,
    /// Both are joined.
    Merge,
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// What lies below holds again.
    Taken {
        /// The parts that were taken out of the own file; empty if the whole file went.
        parts: Vec<Part>,
        /// Where the own text is kept, if it said anything of its own.
        kept: Option<String>,
    },
    /// The own file stays as it is.
    Kept {
        /// Whether it lies over nothing any more: a page of one's own from now on.
        alone: bool,
    },
    /// Both are joined.
    Merged {
        /// Where the file stands now.
        at: String,
        /// How many places are left to decide.
        conflicts: usize,
        /// The parts whose values below are noted beside the own ones.
        noted: Vec<Part>,
    },
    /// There is nothing to decide.
    Nothing,
    /// That cannot be done.
    Refused(Refusal),
}

/// Why something cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The layer has no such file, or it lies over nothing.
    NotOverAnything,
    /// Merging needs to know what the file was copied from.
    UnknownOrigin,
    /// The file is no text.
    NoText,
    /// There is nothing below to merge with.
    Gone,
    /// The page was split.
    Split,
    /// Blocks of templates are not merged.
    Blocks,
    /// Something stands already where the file would go.
    InTheWay,
    /// A merge before has left places to decide.
    Undecided,
    /// Something was decided about the file in the same run.
    Twice,
}

impl Refusal {
    /// The word of the machine-readable report.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOverAnything => "not-over-anything",
            Self::UnknownOrigin => "unknown-origin",
            Self::NoText => "no-text",
            Self::Gone => "gone-upstream",
            Self::Split => "split-upstream",
            Self::Blocks => "blocks",
            Self::InTheWay => "in-the-way",
            Self::Undecided => "undecided",
            Self::Twice => "twice",
        }
    }
}

/// Decisions about files of a layer, and the changes that come of them.
#[derive(Debug)]
pub struct Decisions<'a> {
    upstream: Upstream<'a>,
    base_version: u32,
    origins: BTreeMap<String, Origin>,
    changes: Vec<Change>,
    decided: BTreeSet<String>,
}

impl<'a> Decisions<'a> {
    /// None yet.
    #[must_use]
    pub fn new(upstream: Upstream<'a>, base_version: u32) -> Self {
        Self {
            upstream,
            base_version,
            origins: upstream.layer.origins.clone(),
            changes: Vec::new(),
            decided: BTreeSet::new(),
        }
    }

    /// The changes, in the order in which they are safe: an own text is kept before its file changes, and the record, which
    /// says that all is done, comes last.
    #[must_use]
    pub fn changes(self) -> Vec<Change> {
        let mut changes = self.changes;
        if self.origins != self.upstream.layer.origins {
            changes.push(Change::Write {
                path: RECORD.to_owned(),
                bytes: record_text(&self.origins).into_bytes(),
            });
        }
        changes
    }

    /// Decides about one file.
    pub fn decide(&mut self, path: &str, decision: Decision, names: Names<'_>) -> Outcome {
        let (Some(entry), Some(versions)) =
            (self.upstream.entry(path), self.upstream.versions(path))
        else {
            return Outcome::Refused(Refusal::NotOverAnything);
        };
        // The second decision would be about a file that is no longer what was read.
        if !self.decided.insert(path.to_owned()) {
            return Outcome::Refused(Refusal::Twice);
        }
        let state = entry.comparison.state;
        if decision != Decision::Take && entry.comparison.notes.contains(&Note::Undecided) {
            return Outcome::Refused(Refusal::Undecided);
        }
        match decision {
            Decision::Keep => self.keep(path, &versions),
            Decision::Take if state == State::Unchanged => Outcome::Nothing,
            Decision::Take => self.take(path, &versions, &entry.comparison.notes, state),
            Decision::Merge if matches!(state, State::Unchanged | State::Same) => Outcome::Nothing,
            Decision::Merge => self.merge(path, &versions, &entry.comparison.notes, names),
        }
    }

    fn keep(&mut self, path: &str, versions: &Versions<'_>) -> Outcome {
        let alone = match &versions.now {
            Underlay::File(lower) => {
                self.remember(path, lower);
                false
            }
            Underlay::Nothing | Underlay::Hidden => {
                self.forget(path);
                true
            }
        };
        Outcome::Kept { alone }
    }

    fn take(
        &mut self,
        path: &str,
        versions: &Versions<'_>,
        notes: &[Note],
        state: State,
    ) -> Outcome {
        let own = &versions.own.bytes;
        let taken: Vec<Part> = notes
            .iter()
            .filter_map(|note| match note {
                Note::PartChanged { part, .. }
                | Note::PartRenamed { part, .. }
                | Note::PartGone(part)
                | Note::PartSame(part) => Some(part.clone()),
                _ => None,
            })
            .collect();
        let by_parts = matches!(versions.mode, Mode::Patch | Mode::Words)
            && !matches!(state, State::Gone | State::Same | State::UnknownOrigin);
        if by_parts
            && let Underlay::File(lower) = &versions.now
            && let Some(rest) = without(versions.mode, own, &taken)
        {
            let kept = self.keep_copy(path, own);
            if let Some(rest) = rest {
                self.changes.push(Change::Replace {
                    path: path.to_owned(),
                    bytes: rest,
                    before: own.to_vec(),
                });
                self.remember(path, lower);
                return Outcome::Taken { parts: taken, kept };
            }
            self.remove(path, own);
            return Outcome::Taken {
                parts: Vec::new(),
                kept,
            };
        }
        let says_nothing_new = versions.then.is_some_and(|then| same(then, own))
            || matches!(&versions.now, Underlay::File(lower) if same(&lower.bytes, own));
        let kept = if says_nothing_new {
            None
        } else {
            self.keep_copy(path, own)
        };
        self.remove(path, own);
        Outcome::Taken {
            parts: Vec::new(),
            kept,
        }
    }

    fn merge(
        &mut self,
        path: &str,
        versions: &Versions<'_>,
        notes: &[Note],
        names: Names<'_>,
    ) -> Outcome {
        let Some(then) = versions.then else {
            return Outcome::Refused(Refusal::UnknownOrigin);
        };
        let moved = notes.iter().find_map(|note| match note {
            Note::Moved { to, .. } => Some(to.as_str()),
            _ => None,
        });
        let at = moved.unwrap_or(path);
        let lower = match (&versions.now, moved) {
            (Underlay::File(lower), _) => lower.clone(),
            (_, Some(to)) => {
                let layer = self.upstream.layer;
                if !layer.own.stack(to).is_empty() || self.changes.iter().any(|c| c.path() == to) {
                    return Outcome::Refused(Refusal::InTheWay);
                }
                match underlay::underlay(to, &layer.below, self.upstream.themes) {
                    Underlay::File(lower) => lower,
                    Underlay::Nothing | Underlay::Hidden => {
                        return Outcome::Refused(Refusal::Gone);
                    }
                }
            }
            _ if notes.iter().any(|note| matches!(note, Note::Split(_))) => {
                return Outcome::Refused(Refusal::Split);
            }
            _ => return Outcome::Refused(Refusal::Gone),
        };
        let (Some(then), Some(now), Some(own)) = (
            Plain::read(then),
            Plain::read(&lower.bytes),
            Plain::read(&versions.own.bytes),
        ) else {
            return Outcome::Refused(Refusal::NoText);
        };
        let (text, conflicts, noted) = match versions.mode {
            Mode::Blocks => return Outcome::Refused(Refusal::Blocks),
            Mode::Hide => return Outcome::Refused(Refusal::Gone),
            Mode::Whole => {
                let merged = merge(&then.text, &own.text, &now.text, names);
                (merged.text, merged.conflicts, Vec::new())
            }
            Mode::Patch | Mode::Words => {
                let compared = super::compare::by_parts(
                    versions.mode,
                    versions.then,
                    &lower.bytes,
                    &versions.own.bytes,
                );
                let Some(compared) = compared else {
                    return Outcome::Refused(Refusal::NoText);
                };
                match by_parts(
                    versions.mode,
                    &then.text,
                    &now.text,
                    &own.text,
                    &compared.notes,
                    names,
                ) {
                    Some(merged) => merged,
                    None => return Outcome::Refused(Refusal::NoText),
                }
            }
        };
        let bytes = own.write(&text);
        if at == path {
            self.changes.push(Change::Replace {
                path: path.to_owned(),
                bytes,
                before: versions.own.bytes.to_vec(),
            });
        } else {
            self.changes.push(Change::Create {
                path: at.to_owned(),
                bytes,
            });
            self.remove(path, &versions.own.bytes);
        }
        self.remember(at, &lower);
        Outcome::Merged {
            at: at.to_owned(),
            conflicts,
            noted,
        }
    }

    /// Notes what lies below a file now as what it was made from.
    fn remember(&mut self, path: &str, lower: &Lower) {
        self.changes.push(Change::Write {
            path: format!("{COPIES}/{path}"),
            bytes: lower.bytes.clone(),
        });
        self.origins
            .insert(path.to_owned(), origin(lower, self.base_version));
    }

    /// Forgets what a file was made from.
    fn forget(&mut self, path: &str) {
        self.origins.remove(path);
        if let Some(copy) = self.upstream.layer.copies.get(path) {
            self.changes.push(Change::Remove {
                path: format!("{COPIES}/{path}"),
                before: copy.clone(),
            });
        }
    }

    fn remove(&mut self, path: &str, own: &[u8]) {
        self.changes.push(Change::Remove {
            path: path.to_owned(),
            before: own.to_vec(),
        });
        self.forget(path);
    }

    /// Keeps the text of an own file; the path it is kept at.
    fn keep_copy(&mut self, path: &str, own: &[u8]) -> Option<String> {
        let (free, is_new) = free_name(path, own, self.upstream.layer);
        let at = format!("{KEPT}/{free}");
        if is_new {
            self.changes.push(Change::Create {
                path: at.clone(),
                bytes: own.to_vec(),
            });
        }
        Some(at)
    }
}

/// What is noted about a copy.
#[must_use]
pub fn origin(lower: &Lower, base_version: u32) -> Origin {
    Origin {
        from: lower.from.clone(),
        layer: lower.layer.to_string(),
        base_version,
        sha256: checksum(&lower.bytes),
    }
}

/// A name below [`KEPT`] that is free, or that holds these very bytes already.
fn free_name(path: &str, own: &[u8], layer: &OwnLayer) -> (String, bool) {
    let (stem, extension) = match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => (stem, format!(".{extension}")),
        _ => (path, String::new()),
    };
    let names = std::iter::once(path.to_owned())
        .chain((2_u32..).map(|number| format!("{stem}.{number}{extension}")));
    for name in names {
        match layer.kept.get(&name) {
            None => return (name, true),
            Some(kept) if kept == own => return (name, false),
            Some(_) => {}
        }
    }
    (path.to_owned(), true)
}

/// A file without some of its parts; `Some(None)` if nothing is left of it, `None` if it cannot be edited.
fn without(mode: Mode, own: &[u8], taken: &[Part]) -> Option<Option<Vec<u8>>> {
    let plain = Plain::read(own)?;
    let text = &plain.text;
    let (head, toml, tail, body) = match mode {
        Mode::Words => ("", text.as_str(), "", ""),
        _ => {
            let (front, body) = cut(text).ok()?;
            (
                &text[..front.start],
                &text[front.clone()],
                &text[front.end..body.start],
                &text[body],
            )
        }
    };
    let mut document: DocumentMut = toml.parse().ok()?;
    let mut body = body;
    for part in taken {
        match part {
            Part::Key(keys) => remove_key(document.as_item_mut(), keys),
            Part::Entry { list, id } => remove_entry(document.as_item_mut(), list, id),
            Part::Body => body = "",
            Part::Block(_) => return None,
        }
    }
    let text = format!("{head}{document}{tail}{body}");
    let left = parts(mode, text.as_bytes())?;
    Some((!left.is_empty()).then(|| plain.write(&text)))
}

/// Removes a key, and the tables that are empty without it.
fn remove_key(item: &mut toml_edit::Item, keys: &[String]) {
    let (Some((first, rest)), Some(table)) = (keys.split_first(), item.as_table_like_mut()) else {
        return;
    };
    if rest.is_empty() {
        table.remove(first);
    } else if let Some(below) = table.get_mut(first) {
        remove_key(below, rest);
        if below
            .as_table_like()
            .is_some_and(toml_edit::TableLike::is_empty)
        {
            table.remove(first);
        }
    }
}

fn remove_entry(item: &mut toml_edit::Item, list: &[String], id: &str) {
    let mut at = item;
    for key in list {
        match at.get_mut(key) {
            Some(below) => at = below,
            None => return,
        }
    }
    if let Some(tables) = at.as_array_of_tables_mut() {
        tables.retain(|table| table.get("id").and_then(toml_edit::Item::as_str) != Some(id));
    } else if let Some(values) = at.as_array_mut() {
        values.retain(|value| {
            value
                .as_inline_table()
                .and_then(|table| table.get("id"))
                .and_then(toml_edit::Value::as_str)
                != Some(id)
        });
    }
}

/// Merges a file that changes parts of another: its own values hold, parts that are called otherwise below get their new names,
/// what changed below is noted beside, and texts are merged.
fn by_parts(
    mode: Mode,
    then: &str,
    now: &str,
    own: &str,
    notes: &[Note],
    names: Names<'_>,
) -> Option<(String, usize, Vec<Part>)> {
    let (front, body) = match mode {
        Mode::Words => (0..own.len(), own.len()..own.len()),
        _ => cut(own).ok()?,
    };
    let mut toml = own[front.clone()].to_owned();
    let (mut conflicts, mut noted) = (0, Vec::new());
    let mut remarks = String::new();
    for note in notes {
        match note {
            Note::PartRenamed { part, to } => match rename(&toml, part, to) {
                Some(renamed) => toml = renamed,
                None => return None,
            },
            Note::PartChanged { part, now, .. } if *part != Part::Body => {
                remark(&mut remarks, names.now, &format!("{part} = {now}"));
                noted.push(part.clone());
            }
            Note::PartGone(part) => {
                remark(&mut remarks, names.now, &format!("{part}: {}", names.gone));
                noted.push(part.clone());
            }
            _ => {}
        }
    }
    if !toml.is_empty() && !toml.ends_with('\n') {
        toml.push('\n');
    }
    let own_body = &own[body.clone()];
    let merged_body = if mode == Mode::Patch && !own_body.trim().is_empty() {
        let merged = merge(
            super::parts::body(then),
            own_body,
            super::parts::body(now),
            names,
        );
        conflicts += merged.conflicts;
        merged.text
    } else {
        own_body.to_owned()
    };
    // A remark after a table of TOML is still a remark.
    let text = format!(
        "{}{toml}{remarks}{}{merged_body}",
        &own[..front.start],
        &own[front.end..body.start]
    );
    Some((text, conflicts, noted))
}

/// Adds a remark to TOML, in as many lines as it needs.
fn remark(remarks: &mut String, name: &str, text: &str) {
    for (place, line) in text.lines().enumerate() {
        let lead = if place == 0 {
            format!("# {name}: ")
        } else {
            "#   ".to_owned()
        };
        remarks.push_str(&lead);
        remarks.push_str(line);
        remarks.push('\n');
    }
}

/// Gives a key or an entry its new name where it stands, so that all around it stays as it is.
fn rename(toml: &str, part: &Part, to: &Part) -> Option<String> {
    let document = toml::de::DeTable::parse(toml).ok()?;
    let mut table = document.get_ref();
    let (range, name) = match (part, to) {
        (Part::Key(keys), Part::Key(new)) => {
            let (last, way) = keys.split_last()?;
            for key in way {
                table = table.get(key.as_str())?.get_ref().as_table()?;
            }
            let (key, _) = table.get_key_value(last.as_str())?;
            (key.span(), toml_edit::Key::new(new.last()?).to_string())
        }
        (Part::Entry { list, id }, Part::Entry { id: new, .. }) => {
            let (last, way) = list.split_last()?;
            for key in way {
                table = table.get(key.as_str())?.get_ref().as_table()?;
            }
            let entries = table.get(last.as_str())?.get_ref().as_array()?;
            let value = entries.iter().find_map(|entry| {
                let value = entry.get_ref().as_table()?.get("id")?;
                (value.get_ref().as_str() == Some(id)).then_some(value)
            })?;
            (value.span(), toml::Value::from(new.as_str()).to_string())
        }
        _ => return None,
    };
    let mut renamed = toml.to_owned();
    renamed.replace_range(range, &name);
    Some(renamed)
}
