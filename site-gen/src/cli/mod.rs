//! What people type: the commands of `roadmap`, a file for each with its arguments, what it does and what it prints. What they
//! work with lies in rooms that know nothing of a command line.
//!
//! Exit status: 0 fine, 1 the input has errors, 2 wrong usage, 3 the machine failed us.

mod blind;
mod build;
mod calibrate;
mod check;
mod code;
mod customise;
mod evaluate;
mod explain;
mod failure;
mod files;
mod fleet;
mod freeze;
mod init;
mod layer;
mod plan;
mod progress;
mod schema;
mod score;
mod serve;
mod site;
mod terminal;
mod upstream;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::diagnostic::problem::Language;

/// roadMAP: Leitfaden, Kompetenzkatalog und Selbst-Check für Kommunen als statische Website.
#[derive(Debug, Parser)]
#[command(name = "roadmap", version, propagate_version = true)]
struct Cli {
    /// Sprache der Meldungen: de oder en
    #[arg(long, global = true, value_name = "SPRACHE", value_parser = ["de", "en"])]
    lang: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Baut die Website
    Build(build::BuildArgs),
    /// Baut, zeigt die Website auf diesem Rechner und baut nach jeder Änderung neu
    Serve(serve::ServeArgs),
    /// Prüft alles und schreibt nichts; zeigt danach, was es gibt, wie gut es verteilt und wie schwer es zu lesen ist
    Check(check::CheckArgs),
    /// Legt den Ordner einer Kommune an: Angaben, erste Meldung, Abläufe zum Veröffentlichen
    Init(Box<init::InitArgs>),
    /// Sagt, aus welcher Ebene jeder Teil einer Seite kommt
    Explain(explain::ExplainArgs),
    /// Kopiert eine Seite, Vorlage oder andere Datei der Grundfassung in den Ordner der Kommune und merkt sich, woraus
    Customise(customise::CustomiseArgs),
    /// Zeigt, was sich in der Grundfassung geändert hat, seit eigene Dateien sie ersetzen oder ändern; übernimmt es auf Wunsch
    Upstream(upstream::UpstreamArgs),
    /// Schreibt JSON-Schemas für site.toml und jede Art von Inhalt: Editoren ergänzen und prüfen damit
    Schema(schema::SchemaArgs),
    /// Hält die Grundfassung von heute fest, zum Beispiel während einer Erhebung
    Freeze(freeze::FreezeArgs),
    /// Wertet eine Antwortdatei aus: Profil als JSON
    Score(score::ScoreArgs),
    /// Schreibt oder liest den Ergebnis-Code
    #[command(subcommand)]
    Code(code::CodeCommand),
    /// Schätzt die Parameter der Aufgaben aus gesammelten Antworten: JSON
    Calibrate(calibrate::CalibrateArgs),
    /// Wertet Ergebnisdateien nach Gruppen aus: Bericht als JSON, ohne kleine Gruppen
    Evaluate(evaluate::EvaluateArgs),
    /// Stellt aus einem Profil den besten Lernplan zusammen: Plan als JSON
    Plan(plan::PlanArgs),
    /// Baut die Websites vieler Kommunen in einem Lauf
    #[command(subcommand)]
    Fleet(fleet::FleetCommand),
    /// Zweites Augenpaar: Aufgaben ohne Lösung zeigen und Antworten festhalten
    #[command(subcommand)]
    Blind(blind::BlindCommand),
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let language = language(cli.lang.as_deref());
    let outcome = match cli.command {
        Command::Build(args) => build::run(&args, language),
        Command::Serve(args) => serve::run(&args, language),
        Command::Check(args) => check::run(&args, language),
        Command::Init(args) => init::run(&args, language),
        Command::Explain(args) => explain::run(&args, language),
        Command::Customise(args) => customise::run(&args, language),
        Command::Upstream(args) => upstream::run(&args, language),
        Command::Schema(args) => schema::run(&args),
        Command::Freeze(args) => freeze::run(&args, language),
        Command::Score(args) => score::run(&args, language),
        Command::Code(command) => code::run(&command, language),
        Command::Calibrate(args) => calibrate::run(&args, language),
        Command::Evaluate(args) => evaluate::run(&args, language),
        Command::Plan(args) => plan::run(args, language),
        Command::Fleet(command) => fleet::run(&command, language),
        Command::Blind(command) => blind::run(&command, language),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(language),
    }
}

/// German, unless `--lang` or the environment says English.
fn language(asked: Option<&str>) -> Language {
    let said = asked
        .map(str::to_owned)
        .or_else(|| std::env::var("LANG").ok())
        .unwrap_or_default();
    if said.starts_with("en") {
        Language::English
    } else {
        Language::German
    }
}
