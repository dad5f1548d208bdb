//! `roadmap freeze`: a layer stays with the base of today, for example during a survey.
//!
//! The content of the base is copied into the layer ([`crate::source::frozen`]), and `site.toml` says which version holds.

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, value};

use crate::output::Change;
use crate::source::base_version::{BASE_VERSION, Manifest};
use crate::source::config::Base;
use crate::source::embedded::{self, Part};
use crate::source::frozen::{CONTENT, LIST, folder};
use crate::source::own_layer::{FACTS, OwnLayer};
use crate::source::plain::Plain;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// So many files of this version are kept.
    Frozen {
        /// The version.
        version: u32,
        /// The number of files.
        files: usize,
    },
    /// This version is kept already.
    Already {
        /// The version.
        version: u32,
    },
    /// The newest holds again; this one did.
    Ended {
        /// The version.
        version: u32,
    },
    /// Nothing was frozen.
    NotFrozen,
    /// The site has no content of the base.
    NoBase,
    /// `site.toml` cannot be edited.
    Unreadable,
}

/// Plans what is to be written, to freeze the base or to end it.
#[must_use]
pub fn plan(layer: &OwnLayer, end: bool) -> (Outcome, Vec<Change>) {
    if layer.config.base == Base::Theme {
        return (Outcome::NoBase, Vec::new());
    }
    let (facts, version) = (layer.facts.as_deref(), layer.config.base_version);
    let edited = |edit: &dyn Fn(&mut DocumentMut)| -> Option<Change> {
        let path = FACTS.to_owned();
        let before = facts.unwrap_or_default();
        let plain = Plain::read(before)?;
        let mut document: DocumentMut = plain.text.parse().ok()?;
        edit(&mut document);
        let bytes = plain.write(&document.to_string());
        Some(match facts {
            Some(before) => Change::Replace {
                path,
                bytes,
                before: before.to_vec(),
            },
            None => Change::Create { path, bytes },
        })
    };
    match (end, version) {
        (true, None) => (Outcome::NotFrozen, Vec::new()),
        (true, Some(version)) => match edited(&|document| {
            document.remove("base_version");
        }) {
            Some(change) => (Outcome::Ended { version }, vec![change]),
            None => (Outcome::Unreadable, Vec::new()),
        },
        (false, Some(version)) if layer.is_frozen => (Outcome::Already { version }, Vec::new()),
        (false, Some(version)) if version != BASE_VERSION => {
            // The diagnostics have said so: that version is not at hand.
            (Outcome::Unreadable, Vec::new())
        }
        (false, version) => {
            let (files, mut changes) = copies(&layer.frozen);
            if version.is_none() {
                let Some(change) = edited(&|document| {
                    document["base_version"] = value(i64::from(BASE_VERSION));
                }) else {
                    return (Outcome::Unreadable, Vec::new());
                };
                // Last: a version that is named must be there.
                changes.push(change);
            }
            let version = BASE_VERSION;
            (Outcome::Frozen { version, files }, changes)
        }
    }
}

/// How many files are copied, and the changes: the content of the base as files of the layer, and the list of them last, since
/// without it the copy counts for nothing. What an earlier copy has left goes.
fn copies(left: &BTreeMap<String, Vec<u8>>) -> (usize, Vec<Change>) {
    let files: BTreeMap<String, _> = embedded::files(Part::Everything)
        .into_iter()
        .filter(|(path, _)| path.starts_with(CONTENT))
        .collect();
    let list = Manifest::of(files.iter().map(|(path, bytes)| (path.as_str(), &**bytes)));
    let folder = folder(BASE_VERSION);
    let at = |path: &str| format!("{folder}/{path}");
    let stale = left
        .iter()
        .filter(|(path, _)| *path != LIST && !files.contains_key(*path))
        .map(|(path, bytes)| Change::Remove {
            path: at(path),
            before: bytes.clone(),
        });
    let copies = files.iter().map(|(path, bytes)| Change::Write {
        path: at(path),
        bytes: bytes.to_vec(),
    });
    let list = Change::Write {
        path: at(LIST),
        bytes: list.text().into_bytes(),
    };
    (files.len(), stale.chain(copies).chain([list]).collect())
}
