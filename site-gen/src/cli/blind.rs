//! `roadmap blind` on the command line.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::failure::{Failure, INPUT};
use super::files::read_text;
use super::site::SiteArgs;
use super::terminal::{print, report};
use crate::blind;
use crate::blind::record::Record;
use crate::blind::sheet::Filled;
use crate::diagnostic::problem::Language;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::layer::MachineError;
use crate::{build, output};

/// What the second pair of eyes does.
#[derive(Debug, Subcommand)]
pub(super) enum BlindCommand {
    /// Zeigt, was noch niemand gelöst hat oder was sich geändert hat: ein Bogen ohne Lösungen
    List {
        #[command(flatten)]
        site: SiteArgs,
        /// Die Antworten bisher, zum Beispiel tests/content/blind.toml
        #[arg(long, value_name = "DATEI")]
        record: PathBuf,
    },
    /// Nimmt die Antworten eines ausgefüllten Bogens auf
    Add {
        #[command(flatten)]
        site: SiteArgs,
        /// Die Antworten bisher; die Datei wird ergänzt
        #[arg(long, value_name = "DATEI")]
        record: PathBuf,
        /// Der ausgefüllte Bogen
        #[arg(long, value_name = "DATEI")]
        answers: PathBuf,
    },
}

/// Prints the sheet, or takes its answers over.
pub(super) fn run(command: &BlindCommand, language: Language) -> Result<(), Failure> {
    let (BlindCommand::List { site, record } | BlindCommand::Add { site, record, .. }) = command;
    let refused = |diagnostics: &[Diagnostic]| {
        report(diagnostics, language);
        Failure::Said(INPUT)
    };
    site.check_exists()?;
    let mut diagnostics = Diagnostics::new();
    let ready = build::prepare(&site.dir, &site.overrides(), &mut diagnostics)?;
    if diagnostics.has_errors() {
        return Err(refused(&diagnostics.sorted()));
    }
    // Ids are the same in every language: the first one stands for all.
    let Some(items) = ready.site.languages.first() else {
        return Ok(());
    };
    let known = read_record(record)?.map_err(|fault| refused(&[*fault]))?;
    let BlindCommand::Add { answers, .. } = command else {
        print(&blind::list(items, &known))?;
        return Ok(());
    };
    let filled = Filled::parse(&answers.display().to_string(), &read_text(answers)?)
        .map_err(|fault| refused(&[*fault]))?;
    let added = blind::add(items, known, &filled).map_err(|faults| refused(&faults))?;
    output::replace_file(record, &added.text)?;
    print(&added.summary(language))?;
    Ok(())
}

/// The answers of the second reader. A file that does not exist yet is one without answers.
pub(super) fn read_record(path: &Path) -> Result<Result<Record, Box<Diagnostic>>, MachineError> {
    let text = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        other => other.map_err(MachineError::at(path))?,
    };
    Ok(Record::parse(&path.display().to_string(), &text))
}
