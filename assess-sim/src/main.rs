//! `assess-sim SITE [--persons N] [--json FILE]`: the figures of the self-checks of a built site. `cargo xtask bench assess`
//! builds the site and calls it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assess_sim::figures::Figures;
use assess_sim::page;
use assess_sim::report::Report;

const USAGE: &str = "assess-sim SITE [--persons N] [--json DATEI]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("Fehler: {message}");
            ExitCode::FAILURE
        }
    }
}

struct Options {
    site: PathBuf,
    persons: u64,
    json: Option<PathBuf>,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut options = Self {
            site: arguments.next()?.into(),
            persons: 10_000,
            json: None,
        };
        while let Some(flag) = arguments.next() {
            let value = arguments.next()?;
            match flag.as_str() {
                "--persons" => options.persons = value.parse().ok().filter(|number| *number > 0)?,
                "--json" => options.json = Some(value.into()),
                _ => return None,
            }
        }
        Some(options)
    }
}

fn run() -> Result<(), String> {
    let options = Options::parse(std::env::args().skip(1)).ok_or(USAGE)?;
    let parts = page::parts(&options.site).map_err(|failure| failure.to_string())?;
    let report = Report::of(&parts, options.persons);
    print(&report);
    options.json.map_or(Ok(()), |file| write(&report, &file))
}

fn write(report: &Report, file: &Path) -> Result<(), String> {
    let text = serde_json::to_string_pretty(report).map_err(|error| error.to_string())?;
    fs::write(file, text + "\n").map_err(|error| format!("{}: {error}", file.display()))
}

fn print(report: &Report) {
    println!(
        "{} simulierte Personen je Selbst-Check und Fall, verteilt auf alle Seiten und Aufgaben im Team",
        report.persons
    );
    for (name, blueprint) in &report.blueprints {
        println!(
            "\n{name} ({} Seiten)\n{:<18} {:<12} {:>7} {:>8} {:>6} {:>7} {:>6} {:>6} {:>6} {:>7} {:>8} {:>8}",
            blueprint.pages,
            "",
            "",
            "gefragt",
            "je Skala",
            "se",
            "bias",
            "rmse",
            "80 %",
            "95 %",
            "benannt",
            "richtig",
            "±1 Stufe"
        );
        for (world, figures) in blueprint.worlds() {
            for (facet, figures) in [("Aufgaben", figures.shown), ("Selbstbild", figures.rated)] {
                if let Some(figures) = figures {
                    line(world, facet, &figures);
                }
            }
        }
        if let Some(fixed) = blueprint.fixed {
            println!(
                "adaptiv {:.1} Aufgaben, dann se ≤ 0,5 bei {:.1} %; fester Bogen {:.1}: {:.0} %",
                fixed.adaptive,
                100.0 * fixed.measured,
                fixed.fixed,
                100.0 * fixed.ratio
            );
            println!(
                "bei gleichem mittlerem se {:.3}: fester Bogen {:.1}: {:.0} %; wer den Stand schon wüsste: {:.1} Aufgaben",
                fixed.se,
                fixed.fixed_for_mean,
                100.0 * fixed.ratio_for_mean,
                fixed.least
            );
        }
    }
}

fn line(world: &str, facet: &str, figures: &Figures) {
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let of_named = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
    println!(
        "{world:<18} {facet:<12} {:>7.1} {:>8.1} {:>6.3} {:>+7.3} {:>6.3} {:>6} {:>6} {:>7} {:>8} {:>8}",
        figures.items,
        figures.items_per_standing,
        figures.se,
        figures.bias,
        figures.rmse,
        percent(figures.coverage_80),
        percent(figures.coverage_95),
        percent(figures.named),
        of_named(figures.right),
        of_named(figures.nearly)
    );
}
