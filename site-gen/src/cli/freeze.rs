//! `roadmap freeze` on the command line.

use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, INPUT};
use super::layer::{read_faulty, stop_at_faults};
use super::terminal::print;
use crate::diagnostic::problem::Language;
use crate::freeze::{Outcome, plan};
use crate::output;
use crate::source::frozen::folder;

/// What `roadmap freeze` is told.
#[derive(Debug, Args)]
pub(super) struct FreezeArgs {
    /// Der Ordner der Kommune
    #[arg(default_value = ".", value_name = "ORDNER")]
    dir: PathBuf,
    /// Die neue Grundfassung gilt wieder
    #[arg(long)]
    end: bool,
}

/// Freezes the base, or ends it.
pub(super) fn run(args: &FreezeArgs, language: Language) -> Result<(), Failure> {
    let (layer, diagnostics) = read_faulty(&args.dir)?;
    // Whoever ends it need not have a faultless copy.
    if !args.end {
        stop_at_faults(diagnostics, language)?;
    }
    let (outcome, changes) = plan(&layer, args.end);
    output::apply(&changes, &args.dir)?;
    let text = text(&outcome, language);
    if matches!(outcome, Outcome::NoBase | Outcome::Unreadable) {
        eprintln!("{text}");
        return Err(Failure::Said(INPUT));
    }
    print(&format!("{text}\n"))?;
    Ok(())
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
