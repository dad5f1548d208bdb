//! `roadmap evaluate` on the command line.

use std::path::PathBuf;

use assess_core::evaluation::GroupSize;
use clap::Args;

use super::failure::Failure;
use super::files::{read, read_all, refuse};
use super::terminal::answer;
use crate::diagnostic::problem::Language;
use crate::evaluate::{self, parse_group_size};

/// What `roadmap evaluate` is told.
#[derive(Debug, Args)]
pub(super) struct EvaluateArgs {
    /// Die kleinste Gruppe, die gezeigt wird; nie unter 5
    #[arg(long, value_name = "PERSONEN", value_parser = parse_group_size, default_value = "7")]
    k: GroupSize,
    /// Ein früherer Bericht: Gruppen, zu denen seither nur wenige kamen oder gingen, fallen weg
    #[arg(long, value_name = "BERICHT")]
    previous: Option<PathBuf>,
    /// Ergebnisdateien (ergebnis.roadmap.json), eine für jede Person
    #[arg(required = true, value_name = "ERGEBNISSE")]
    files: Vec<PathBuf>,
}

/// Prints the report.
pub(super) fn run(args: &EvaluateArgs, language: Language) -> Result<(), Failure> {
    let previous = args.previous.as_deref().map(read).transpose()?;
    let files = read_all(&args.files, language);
    answer(evaluate::evaluate(
        &files,
        args.k,
        previous.as_ref(),
        language,
        refuse,
    ))
}
