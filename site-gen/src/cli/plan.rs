//! `roadmap plan` on the command line.

use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::files::read;
use super::terminal::answer;
use crate::diagnostic::problem::Language;
use crate::plan::{Files, Wishes, make, parse_hours};

/// What `roadmap plan` is told.
#[derive(Debug, Args)]
pub(super) struct PlanArgs {
    /// Die Lernangebote, zum Beispiel daten/lernangebote.json
    #[arg(long, value_name = "DATEI")]
    offers: PathBuf,
    /// Das Soll, zum Beispiel daten/soll/feuerwehr-fachkraft.json
    #[arg(long, value_name = "DATEI")]
    target: PathBuf,
    /// Wie viele Stunden Zeit ist
    #[arg(long, value_name = "STUNDEN", value_parser = parse_hours)]
    hours: u32,
    /// Nur Angebote dieser Formate
    #[arg(long, value_name = "FORMATE", value_delimiter = ',')]
    formats: Option<Vec<String>>,
    /// Was der Plan höchstens kosten darf, in Euro
    #[arg(long, value_name = "EURO")]
    max_cost: Option<u32>,
    /// Was schon besucht wurde: erfüllt Voraussetzungen
    #[arg(long, value_name = "ANGEBOTE", value_delimiter = ',')]
    done: Vec<String>,
    /// Das Profil
    #[arg(value_name = "PROFIL")]
    profile: PathBuf,
}

/// Prints the plan.
pub(super) fn run(args: PlanArgs, language: Language) -> Result<(), Failure> {
    let (offers, target, profile) = (
        read(&args.offers)?,
        read(&args.target)?,
        read(&args.profile)?,
    );
    let files = Files {
        offers: &offers,
        target: &target,
        profile: &profile,
    };
    let wishes = Wishes {
        minutes: args.hours,
        formats: args.formats,
        max_cost: args.max_cost,
        done: args.done,
    };
    answer(make(files, &wishes, language))
}
