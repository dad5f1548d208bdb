//! `roadmap upstream` on the command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::act::{Decision, Decisions, Outcome};
use super::merge::Names;
use super::{Upstream, report};
use crate::cli::{self, print, report_faults};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::problem::Language;
use crate::failure::INPUT;
use crate::naming;
use crate::output;
use crate::source::layer::MachineError;
use crate::source::own_layer;
use crate::theme::themes;

/// How a report of a layer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Human,
    /// For machines.
    Json,
}

/// What `roadmap upstream` is told.
#[derive(Debug, Args)]
pub struct UpstreamArgs {
    /// Der Ordner der Kommune
    #[arg(default_value = ".", value_name = "ORDNER")]
    dir: PathBuf,
    /// Hier gilt wieder die Grundfassung; der eigene Text wird aufgehoben (mehrfach möglich)
    #[arg(long, value_name = "PFAD")]
    take: Vec<String>,
    /// Die eigene Datei gilt weiter; der heutige Stand der Grundfassung ist gesehen (mehrfach möglich)
    #[arg(long, value_name = "PFAD")]
    keep: Vec<String>,
    /// Führt die eigene Datei und die Grundfassung zusammen (mehrfach möglich)
    #[arg(long, value_name = "PFAD")]
    merge: Vec<String>,
    /// Zeigt auch die Unterschiede, Zeile für Zeile
    #[arg(long)]
    diff: bool,
    /// Form des Berichts
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
///
/// # Errors
/// When the machine fails us.
pub fn run(args: &UpstreamArgs, language: Language) -> Result<ExitCode, MachineError> {
    cli::check_exists(&args.dir)?;
    let mut diagnostics = Diagnostics::new();
    let layer = own_layer::read(&args.dir, &mut diagnostics)?;
    let themes = themes(&layer.config, &layer.below, &mut Diagnostics::new());
    if let Some(code) = report_faults(diagnostics, language) {
        return Ok(code);
    }
    let upstream = Upstream {
        layer: &layer,
        themes: &themes,
    };
    let folder = args.dir.display().to_string();
    let wishes: Vec<(&String, Decision)> = [
        (&args.take, Decision::Take),
        (&args.keep, Decision::Keep),
        (&args.merge, Decision::Merge),
    ]
    .into_iter()
    .flat_map(|(paths, decision)| paths.iter().map(move |path| (path, decision)))
    .collect();
    if wishes.is_empty() {
        let entries = upstream.survey();
        match args.format {
            Format::Json => print(&report::json(&entries, layer.base_version))?,
            Format::Human => {
                if args.diff {
                    print(&report::differences(upstream, &entries, language))?;
                }
                print(&report::text(
                    &entries,
                    layer.base_version,
                    &folder,
                    language,
                ))?;
            }
        }
        return Ok(ExitCode::SUCCESS);
    }
    let own: Vec<&str> = layer.own.paths().collect();
    let mut decisions = Decisions::new(upstream, layer.base_version);
    let mut outcomes: Vec<(String, Outcome)> = Vec::new();
    for (written, decision) in wishes {
        // What is no file of the layer is refused under the name that was typed.
        let path = naming::resolve(written, &folder, &layer.config, &own)
            .unwrap_or_else(|unknown| unknown.written);
        let outcome = decisions.decide(&path, decision, names(language));
        outcomes.push((path, outcome));
    }
    output::apply(&decisions.changes(), &args.dir)?;
    match args.format {
        Format::Json => print(&report::outcomes_json(&outcomes))?,
        Format::Human => {
            for (path, outcome) in &outcomes {
                print(&report::outcome_text(path, outcome, language))?;
            }
        }
    }
    let is_left = outcomes.iter().any(|(_, outcome)| match outcome {
        Outcome::Merged { conflicts, .. } => *conflicts > 0,
        Outcome::Refused(_) => true,
        Outcome::Taken { .. } | Outcome::Kept { .. } | Outcome::Nothing => false,
    });
    Ok(if is_left {
        ExitCode::from(INPUT)
    } else {
        ExitCode::SUCCESS
    })
}

/// How the versions are called between markers.
#[must_use]
pub const fn names(language: Language) -> Names<'static> {
    match language {
        Language::German => Names {
            own: "eigene Fassung",
            then: "Grundfassung damals",
            now: "Grundfassung jetzt",
            gone: "entfallen",
        },
        Language::English => Names {
            own: "own",
            then: "base then",
            now: "base now",
            gone: "gone",
        },
    }
}
