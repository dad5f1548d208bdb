//! `roadmap code` on the command line.

use std::path::PathBuf;

use clap::Subcommand;

use super::failure::Failure;
use super::files::read;
use super::terminal::answer;
use crate::code;
use crate::diagnostic::problem::Language;

/// What to do with a code.
#[derive(Debug, Subcommand)]
pub(super) enum CodeCommand {
    /// Ergebnisdatei → Code
    Encode {
        /// Das Ergebnis, zum Beispiel ergebnis.roadmap.json
        #[arg(value_name = "ERGEBNIS")]
        result: PathBuf,
    },
    /// Code → Ergebnis als JSON
    Decode {
        /// Die Aufgabenbank des Selbst-Checks, aus dem der Code stammt
        #[arg(long, value_name = "DATEI")]
        bank: PathBuf,
        /// Nur einen Code dieser Erhebung annehmen
        #[arg(long, value_name = "KENNUNG")]
        survey: Option<String>,
        /// Der Code; Bindestriche und Groß- oder Kleinschreibung sind gleich
        #[arg(value_name = "CODE")]
        code: String,
    },
}

/// Prints the code, or what it says.
pub(super) fn run(command: &CodeCommand, language: Language) -> Result<(), Failure> {
    answer(match command {
        CodeCommand::Encode { result } => code::encode(&read(result)?, language),
        CodeCommand::Decode { bank, survey, code } => {
            code::decode(&read(bank)?, survey.as_deref(), code, language)
        }
    })
}
