//! `roadmap score` on the command line.

use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::files::read;
use super::terminal::answer;
use crate::diagnostic::problem::Language;
use crate::score;

/// What `roadmap score` is told.
#[derive(Debug, Args)]
pub(super) struct ScoreArgs {
    /// Die Aufgabenbank, zum Beispiel daten/banken/kurz.json
    #[arg(long, value_name = "DATEI")]
    bank: PathBuf,
    /// Die Antworten
    #[arg(value_name = "ANTWORTEN")]
    answers: PathBuf,
}

/// Prints the profile.
pub(super) fn run(args: &ScoreArgs, language: Language) -> Result<(), Failure> {
    let (bank, answers) = (read(&args.bank)?, read(&args.answers)?);
    answer(score::score(&bank, &answers, language))
}
