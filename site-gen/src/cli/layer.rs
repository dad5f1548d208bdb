//! What the commands have in common that look after a layer.

use std::path::Path;

use super::failure::{Failure, INPUT};
use super::site::check_exists;
use super::terminal::report;
use crate::diagnostic::problem::Language;
use crate::diagnostic::{BaseFault, Diagnostic, Diagnostics, Problem, Severity};
use crate::source::own_layer::{self, OwnLayer};

/// How a report about a layer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Human,
    /// For machines.
    Json,
}

/// Reads the layer in a folder; faults of its files are reported and stop the command.
pub(super) fn read_layer(dir: &Path, language: Language) -> Result<OwnLayer, Failure> {
    let (layer, diagnostics) = read_faulty(dir)?;
    stop_at_faults(diagnostics, language)?;
    Ok(layer)
}

/// Reads the layer in a folder, and what is wrong with it.
pub(super) fn read_faulty(dir: &Path) -> Result<(OwnLayer, Diagnostics), Failure> {
    check_exists(dir)?;
    let mut diagnostics = Diagnostics::new();
    let layer = own_layer::read(dir, &mut diagnostics)?;
    Ok((layer, diagnostics))
}

/// Reports what was found if a command cannot go on with it.
pub(super) fn stop_at_faults(diagnostics: Diagnostics, language: Language) -> Result<(), Failure> {
    // What a merge has left to decide stops a build, not those who look after it.
    let stops = |found: &Diagnostic| {
        found.problem.severity() == Severity::Error
            && found.problem != Problem::BaseFault(BaseFault::MergeUndecided)
    };
    if !diagnostics.iter().any(stops) {
        return Ok(());
    }
    report(&diagnostics.sorted(), language);
    Err(Failure::Said(INPUT))
}
