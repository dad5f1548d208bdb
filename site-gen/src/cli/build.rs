//! `roadmap build`: the site, written into a folder.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::failure::{Failure, INPUT};
use super::progress::Progress;
use super::site::SiteArgs;
use super::terminal::{print, report};
use crate::assets::Purpose;
use crate::build::{self, Built};
use crate::diagnostic::problem::Language;
use crate::diagnostic::{Diagnostic, Severity};
use crate::{output, precompress};

/// What `roadmap build` is told.
#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Wohin geschrieben wird [Vorgabe: public im Ordner der Kommune]
    #[arg(short, long, value_name = "ORDNER")]
    output: Option<PathBuf>,
    /// Auch Warnungen verhindern den Bau
    #[arg(long)]
    deny_warnings: bool,
    /// Sagt nur, was falsch ist
    #[arg(long)]
    quiet: bool,
    /// Legt neben jede Seite und Datei aus Text eine gepackte Fassung (.br, .gz), damit der Webserver nicht packen muss
    #[arg(long)]
    precompress: bool,
}

/// Builds the site and writes it, unless anything stops it.
pub(super) fn run(args: &BuildArgs, language: Language) -> Result<(), Failure> {
    args.site.check_exists()?;
    let started = Instant::now();
    let progress = if args.quiet {
        Progress::hidden()
    } else {
        Progress::begin(None)
    };
    let Built {
        mut files,
        diagnostics,
    } = build::build(&args.site.dir, &args.site.overrides(), Purpose::Publication)?;
    let failed = diagnostics.has_errors() || (args.deny_warnings && diagnostics.has_warnings());
    if args.precompress && !failed {
        files.extend(precompress::twins(&files));
    }
    // The terminal is free for what is to be said.
    drop(progress);
    let is_shown =
        |diagnostic: &Diagnostic| !args.quiet || diagnostic.problem.severity() == Severity::Error;
    let shown: Vec<Diagnostic> = diagnostics.sorted().into_iter().filter(is_shown).collect();
    if !shown.is_empty() {
        report(&shown, language);
    }
    if failed {
        return Err(Failure::Said(INPUT));
    }
    let target = args
        .output
        .clone()
        .unwrap_or_else(|| args.site.dir.join("public"));
    output::write(&files, &target)?;
    if !args.quiet {
        let pages = files
            .iter()
            .filter(|file| file.path.ends_with(".html"))
            .count();
        let seconds = started.elapsed().as_secs_f64();
        let target = target.display();
        print(&match language {
            Language::German => format!("{pages} Seiten in {seconds:.2} s geschrieben: {target}\n"),
            Language::English => format!("{pages} pages written in {seconds:.2} s: {target}\n"),
        })?;
    }
    // The process ends here: giving tens of megabytes back piece by piece would only take time.
    std::mem::forget(files);
    Ok(())
}
