//! `roadmap explain` on the command line.

use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, INPUT};
use super::layer::{Format, read_layer};
use super::terminal::print;
use crate::assets::Purpose;
use crate::build;
use crate::customise::own_path;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::problem::Language;
use crate::explain::{Known, report};
use crate::naming;
use crate::source;
use crate::source::config::Overrides;
use crate::theme::themes;

/// What `roadmap explain` is told.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Was erklärt wird: leitfaden/lernzeit, eine Datei, eine Adresse der Website …
    #[arg(value_name = "PFAD")]
    path: String,
    /// Der Ordner der Kommune
    #[arg(default_value = ".", value_name = "ORDNER")]
    dir: PathBuf,
    /// Form des Berichts
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Prints where the parts come from.
pub(super) fn run(args: &ExplainArgs, language: Language) -> Result<(), Failure> {
    let layer = read_layer(&args.dir, language)?;
    // What is wrong with the site is for `check` to say; what is right can be explained all the same.
    let mut silent = Diagnostics::new();
    let overrides = Overrides::default();
    let documents = source::read(&args.dir, &overrides, &mut silent)?.documents;
    let ready = build::prepare(&args.dir, &overrides, &mut silent)?;
    let (_, traces) = build::make_traced(&ready, Purpose::Preview, &mut silent);
    let themes = themes(&layer.config, &layer.below, &mut silent);
    let known = Known {
        layer: &layer,
        documents: &documents,
        traces: &traces,
        theme: ready.theme(),
        themes: &themes,
    };
    let of_theme: Vec<String> = layer
        .below
        .paths()
        .map(|path| own_path(path, &themes))
        .collect();
    let mut names: Vec<&str> = layer.below.paths().chain(layer.own.paths()).collect();
    names.extend(of_theme.iter().map(String::as_str));
    let folder = args.dir.display().to_string();
    let path = match known.of_address(&args.path) {
        Some(path) => path,
        None => match naming::resolve(&args.path, &folder, &layer.config, &names) {
            Ok(path) => own_path(&path, &themes),
            Err(unknown) => {
                eprintln!("{}", naming::unknown_text(&unknown, language));
                return Err(Failure::Said(INPUT));
            }
        },
    };
    let explanation = known.explain(&path);
    match args.format {
        Format::Human => print(&report::text(&explanation, language))?,
        Format::Json => {
            let text = serde_json::to_string_pretty(&explanation).unwrap_or_default();
            print(&format!("{text}\n"))?;
        }
    }
    Ok(())
}
