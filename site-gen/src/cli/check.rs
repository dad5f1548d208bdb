//! `roadmap check`: everything that is to be said about a site, and nothing written.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use clap::Args;

use super::blind::read_record;
use super::failure::{Failure, INPUT};
use super::progress::Progress;
use super::site::SiteArgs;
use super::terminal::{colour, print};
use crate::build::{self, Checked};
use crate::diagnostic::problem::Language;
use crate::diagnostic::report::{self, Format};
use crate::{blind, output, review};

/// What `roadmap check` is told.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Form des Berichts
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Auch Warnungen gelten als Fehler
    #[arg(long)]
    deny_warnings: bool,
    /// Schreibt die Zahlen der Übersicht als JSON in eine Datei
    #[arg(long, value_name = "DATEI")]
    report: Option<PathBuf>,
    /// Vergleicht die Aufgaben mit den Antworten der zweiten Person
    #[arg(long, value_name = "DATEI")]
    blind: Option<PathBuf>,
}

/// Checks the site and prints the report.
pub(super) fn run(args: &CheckArgs, language: Language) -> Result<(), Failure> {
    args.site.check_exists()?;
    let Checked {
        site,
        mut diagnostics,
        mut review,
    } = {
        let _progress = Progress::begin(None);
        build::check(&args.site.dir, &args.site.overrides())?
    };
    if let (Some(path), Some(items)) = (&args.blind, site.languages.first()) {
        match read_record(path)? {
            Ok(record) => {
                let count = blind::check(items, &record, &mut diagnostics);
                if let Some(review) = &mut review {
                    review.blind = Some(count);
                }
            }
            Err(fault) => diagnostics.add(*fault),
        }
    }
    if let (Some(path), Some(review)) = (&args.report, &review) {
        output::replace_file(path, &review.to_json())?;
    }
    let failed = diagnostics.has_errors() || (args.deny_warnings && diagnostics.has_warnings());
    print(&report::render(
        &diagnostics.sorted(),
        args.format,
        language,
        colour(std::io::stdout().is_terminal()),
    ))?;
    if let (Format::Human, Some(review)) = (args.format, &review) {
        print(&review::text::text(review, language))?;
    }
    if failed {
        Err(Failure::Said(INPUT))
    } else {
        Ok(())
    }
}
