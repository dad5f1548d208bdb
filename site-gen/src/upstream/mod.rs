//! A layer's files against what lies below them, then and now.
//!
//! 1. [`underlay`]: what lies below a path now; what lay there then the layer has kept ([`crate::source::own_layer`]);
//! 2. [`parts`]: which parts of it a file changes, if not the whole;
//! 3. [`compare`]: three versions → what happened, with [`moves`] where the file below is gone;
//! 4. [`act`]: what somebody decides → what is to be written ([`merge`]), nothing of which loses an own line;
//! 5. [`report`]: all that for people and machines.
//!
//! All of it are functions of texts: [`crate::source`] reads, [`crate::output`] writes.

pub mod act;
pub mod compare;
pub mod merge;
pub mod moves;
pub mod parts;
pub mod report;
pub mod text;
pub mod underlay;

use crate::source::base_version;
use crate::source::layer::{BASE_LAYER, SourceFile};
use crate::source::markers;
use crate::source::own_layer::{Origin, OwnLayer};
use compare::{Comparison, Note, State};
use moves::Whereabouts;
use parts::Mode;
use text::{LineCount, Plain, checksum};
use underlay::{Lower, Underlay};

/// What became of one file of a layer.
#[derive(Debug)]
pub struct Entry {
    /// Its path.
    pub path: String,
    /// How it lies over the one below.
    pub mode: Mode,
    /// What it was copied from, if that is known.
    pub origin: Option<Origin>,
    /// What happened.
    pub comparison: Comparison,
}

/// The versions of a file.
#[derive(Debug)]
pub struct Versions<'a> {
    /// The layer's own.
    pub own: &'a SourceFile,
    /// What it was copied from; absent if that is not known.
    pub then: Option<&'a [u8]>,
    /// What lies below now.
    pub now: Underlay,
    /// How the own file lies over it.
    pub mode: Mode,
}

/// A layer, ready to be compared.
#[derive(Debug, Clone, Copy)]
pub struct Upstream<'a> {
    /// The layer and what lies below.
    pub layer: &'a OwnLayer,
    /// The themes of the site, the lowest first.
    pub themes: &'a [String],
}

impl<'a> Upstream<'a> {
    /// What became of the files of the layer that lie over others, or did; by path.
    #[must_use]
    pub fn survey(&self) -> Vec<Entry> {
        self.layer
            .own
            .paths()
            .filter_map(|path| self.entry(path))
            .collect()
    }

    /// What became of one file; `None` if it is all the layer's own.
    #[must_use]
    pub fn entry(&self, path: &str) -> Option<Entry> {
        let versions = self.versions(path)?;
        let origin = self.origin(path);
        let comparison = self.compare(path, &versions, origin.is_some())?;
        Some(Entry {
            path: path.to_owned(),
            mode: versions.mode,
            origin,
            comparison,
        })
    }

    /// The versions of a file that the layer has.
    #[must_use]
    pub fn versions(&self, path: &str) -> Option<Versions<'a>> {
        let own = self.layer.own.stack(path).last()?;
        let text = Plain::read(&own.bytes);
        Some(Versions {
            own,
            then: self.then(path),
            now: underlay::underlay(path, &self.layer.below, self.themes),
            mode: text.map_or(Mode::Whole, |text| parts::mode(path, &text.text)),
        })
    }

    /// What a file was made from: by the layer's record, or since it is the very text of a version that was handed out.
    fn origin(&self, path: &str) -> Option<Origin> {
        let known = self.layer.origins.get(path);
        known.cloned().or_else(|| {
            let own = self.layer.own.stack(path).last()?;
            let sha256 = checksum(&own.bytes);
            Some(Origin {
                base_version: base_version::version_of(path, &sha256)?,
                from: path.to_owned(),
                layer: BASE_LAYER.to_owned(),
                sha256,
            })
        })
    }

    /// The text that a file was made from, if it is known to be that.
    fn then(&self, path: &str) -> Option<&'a [u8]> {
        let origin = self.origin(path)?;
        let copy = match self.layer.copies.get(path) {
            Some(copy) => copy,
            None => &*self.layer.own.stack(path).last()?.bytes,
        };
        (checksum(copy) == origin.sha256).then_some(copy)
    }

    fn compare(&self, path: &str, versions: &Versions<'_>, has_record: bool) -> Option<Comparison> {
        let Versions {
            own,
            then,
            now,
            mode,
        } = versions;
        let gone = |notes: Vec<Note>| Comparison {
            notes,
            own: match (then.and_then(Plain::read), Plain::read(&own.bytes)) {
                (Some(then), Some(own)) if *mode == Mode::Whole => {
                    LineCount::between(&then.text, &own.text)
                }
                _ => LineCount::default(),
            },
            ..Comparison::of(State::Gone)
        };
        // Who writes a new page, or brings one back, lays it over nothing.
        let is_new = !has_record && !matches!(mode, Mode::Patch | Mode::Hide | Mode::Blocks);
        let mut comparison = match (now, mode) {
            (Underlay::Nothing | Underlay::Hidden, _) if is_new => return None,
            (Underlay::Nothing, _) => {
                gone(then.map_or_else(Vec::new, |then| self.went(path, then)))
            }
            (Underlay::Hidden, Mode::Hide) => Comparison::of(State::Same),
            (Underlay::Hidden, _) => gone(vec![Note::HiddenBelow]),
            (Underlay::File(_), Mode::Hide) => return Some(Comparison::of(State::Unchanged)),
            (Underlay::File(Lower { bytes, .. }), Mode::Whole) => {
                compare::whole(*then, bytes, &own.bytes)
            }
            // What cannot be taken apart is compared as a whole.
            (Underlay::File(Lower { bytes, .. }), _) => {
                compare::by_parts(*mode, *then, bytes, &own.bytes)
                    .unwrap_or_else(|| compare::whole(*then, bytes, &own.bytes))
            }
        };
        if has_record && then.is_none() {
            comparison.notes.push(Note::CopyDamaged);
        }
        let text = std::str::from_utf8(&own.bytes).unwrap_or_default();
        if markers::first_marker(text).is_some() {
            comparison.notes.push(Note::Undecided);
            comparison.state = comparison.state.max(State::Conflict);
        }
        Some(comparison)
    }

    /// Where a file below went that was copied from `path`'s place.
    fn went(&self, path: &str, then: &[u8]) -> Vec<Note> {
        let Some((folder, extension)) = kin(path) else {
            return Vec::new();
        };
        let candidates = self
            .layer
            .below
            .paths()
            .filter(|candidate| candidate.starts_with(folder) && candidate.ends_with(extension))
            .filter_map(|candidate| {
                Some((candidate, &*self.layer.below.stack(candidate).last()?.bytes))
            });
        match moves::whereabouts(path, then, candidates) {
            Whereabouts::Unknown => Vec::new(),
            Whereabouts::Moved { to, exact } => vec![Note::Moved { to, exact }],
            Whereabouts::Split(into) => vec![Note::Split(into)],
        }
    }
}

/// Where files of the same sort as one stand: the folder, with the language for content, and the ending.
fn kin(path: &str) -> Option<(&str, &str)> {
    let depth = if path.starts_with("content/") { 2 } else { 1 };
    let (end, _) = path.match_indices('/').nth(depth - 1)?;
    let (dot, _) = path.rmatch_indices('.').next()?;
    Some((&path[..=end], &path[dot..]))
}
