//! `roadmap freeze`: a layer stays with the base of today, for example during a survey.
//!
//! The content of the base is copied into the layer ([`crate::source::frozen`]), and `site.toml` says which version holds.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use toml_edit::{DocumentMut, value};

use crate::cli::{self, print, report_faults};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::problem::Language;
use crate::failure::INPUT;
use crate::output::{self, Change};
use crate::source::base_version::{BASE_VERSION, Manifest};
use crate::source::config::Base;
use crate::source::embedded::{self, Part};
use crate::source::frozen::{CONTENT, LIST, folder};
use crate::source::layer::MachineError;
use crate::source::own_layer::{self, FACTS, OwnLayer};
use crate::source::plain::Plain;

/// What `roadmap freeze` is told.
#[derive(Debug, Args)]
pub struct FreezeArgs {
    /// Der Ordner der Kommune
    #[arg(default_value = ".", value_name = "ORDNER")]
    dir: PathBuf,
    /// Die neue Grundfassung gilt wieder
    #[arg(long)]
    end: bool,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    /// So many files of this version are kept.
    Frozen { version: u32, files: usize },
    /// This version is kept already.
    Already { version: u32 },
    /// The newest holds again; this one did.
    Ended { version: u32 },
    /// Nothing was frozen.
    NotFrozen,
    /// The site has no content of the base.
    NoBase,
    /// `site.toml` cannot be edited.
    Unreadable,
}

/// Plans what is to be written.
fn plan(layer: &OwnLayer, end: bool) -> (Outcome, Vec<Change>) {
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

/// Runs the command.
///
/// # Errors
/// When the machine fails us.
pub fn run(args: &FreezeArgs, language: Language) -> Result<ExitCode, MachineError> {
    cli::check_exists(&args.dir)?;
    let mut diagnostics = Diagnostics::new();
    let layer = own_layer::read(&args.dir, &mut diagnostics)?;
    // Whoever ends it need not have a faultless copy.
    if !args.end
        && let Some(code) = report_faults(diagnostics, language)
    {
        return Ok(code);
    }
    let (outcome, changes) = if layer.config.base == Base::Theme {
        (Outcome::NoBase, Vec::new())
    } else {
        plan(&layer, args.end)
    };
    output::apply(&changes, &args.dir)?;
    let text = text(&outcome, language);
    if matches!(outcome, Outcome::NoBase | Outcome::Unreadable) {
        eprintln!("{text}");
        return Ok(ExitCode::from(INPUT));
    }
    print(&format!("{text}\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn text(outcome: &Outcome, language: Language) -> String {
    match (outcome, language) {
        (Outcome::Frozen { version, files }, Language::German) => format!(
            "Grundfassung {version} ist festgehalten: {files} Dateien unter {} (mit ins Archiv nehmen). Beenden mit: roadmap freeze --end",
            folder(*version)
        ),
        (Outcome::Frozen { version, files }, Language::English) => format!(
            "Base version {version} is frozen: {files} files in {} (check them in). End it with: roadmap freeze --end",
            folder(*version)
        ),
        (Outcome::Already { version }, Language::German) => {
            format!("Grundfassung {version} ist schon festgehalten.")
        }
        (Outcome::Already { version }, Language::English) => {
            format!("Base version {version} is frozen already.")
        }
        (Outcome::Ended { version }, Language::German) => format!(
            "Es gilt wieder die neue Grundfassung. Den Ordner {} können Sie löschen.",
            folder(*version)
        ),
        (Outcome::Ended { version }, Language::English) => format!(
            "The new base holds again. You may delete the folder {}.",
            folder(*version)
        ),
        (Outcome::NotFrozen, Language::German) => "Es war keine Grundfassung festgehalten.".into(),
        (Outcome::NotFrozen, Language::English) => "No base version was frozen.".into(),
        (Outcome::NoBase, Language::German) => {
            "Diese Website hat keine Inhalte aus der Grundfassung (base = \"theme\").".into()
        }
        (Outcome::NoBase, Language::English) => {
            "This site has no content of the base (base = \"theme\").".into()
        }
        (Outcome::Unreadable, Language::German) => {
            "site.toml lässt sich so nicht ändern. Tragen Sie base_version von Hand ein oder aus."
                .into()
        }
        (Outcome::Unreadable, Language::English) => {
            "site.toml cannot be changed as it is. Write or delete base_version by hand.".into()
        }
    }
}
