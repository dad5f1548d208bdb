//! `roadmap upstream` on the command line.

use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, INPUT};
use super::layer::{Format, read_layer};
use super::terminal::print;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::problem::Language;
use crate::naming;
use crate::output;
use crate::theme::themes;
use crate::upstream::act::{Decision, Decisions, Outcome};
use crate::upstream::merge::Names;
use crate::upstream::{Upstream, report};

/// What `roadmap upstream` is told.
#[derive(Debug, Args)]
pub(super) struct UpstreamArgs {
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

/// Prints how the own files stand, or does with them what is asked for.
pub(super) fn run(args: &UpstreamArgs, language: Language) -> Result<(), Failure> {
    let layer = read_layer(&args.dir, language)?;
    let themes = themes(&layer.config, &layer.below, &mut Diagnostics::new());
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
        return Ok(());
    }
    let own: Vec<&str> = layer.own.paths().collect();
    let mut decisions = Decisions::new(upstream, layer.base_version);
    let mut outcomes: Vec<(String, Outcome)> = Vec::new();
    for (written, decision) in wishes {
        // What is no file of the layer is refused under the name that was typed.
        let path = naming::resolve(written, &folder, &layer.config, &own)
            .unwrap_or_else(|unknown| unknown.written);
        let outcome = decisions.decide(&path, decision, Names::of(language));
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
    if is_left {
        Err(Failure::Said(INPUT))
    } else {
        Ok(())
    }
}
