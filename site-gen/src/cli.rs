//! What people type: the commands of `roadmap`, their arguments, and what they print.
//!
//! Exit status: 0 fine, 1 the input has errors, 2 wrong usage, 3 the machine failed us.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assess_core::calendar::Day;
use assess_core::evaluation::GroupSize;
use clap::{Args, Parser, Subcommand};

use crate::assets::Purpose;
use crate::blind;
use crate::blind::record::Record;
use crate::blind::sheet::Filled;
use crate::build::{self, Built, Checked};
use crate::diagnostic::problem::Language;
use crate::diagnostic::report::{self, Colour, Format};
use crate::diagnostic::{BaseFault, Diagnostic, Diagnostics, Problem};
use crate::evaluate::parse_group_size;
use crate::failure::{self, INPUT, USAGE};
use crate::fleet::command::FleetCommand;
use crate::init::facts::{Fact, Facts};
use crate::input::Input;
use crate::plan::{Files, Wishes, make, parse_hours};
use crate::progress::Progress;
use crate::schema::command::SchemaArgs;
use crate::source::config::Overrides;
use crate::source::layer::MachineError;
use crate::{
    calibrate, code, customise, evaluate, explain, fleet, freeze, init, output, precompress,
    review, score, serve, upstream,
};

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
    Build(BuildArgs),
    /// Baut, zeigt die Website auf diesem Rechner und baut nach jeder Änderung neu
    Serve(ServeArgs),
    /// Prüft alles und schreibt nichts; zeigt danach, was es gibt, wie gut es verteilt und wie schwer es zu lesen ist
    Check(CheckArgs),
    /// Legt den Ordner einer Kommune an: Angaben, erste Meldung, Abläufe zum Veröffentlichen
    Init(Box<InitArgs>),
    /// Sagt, aus welcher Ebene jeder Teil einer Seite kommt
    Explain(explain::command::ExplainArgs),
    /// Kopiert eine Seite, Vorlage oder andere Datei der Grundfassung in den Ordner der Kommune und merkt sich, woraus
    Customise(customise::CustomiseArgs),
    /// Zeigt, was sich in der Grundfassung geändert hat, seit eigene Dateien sie ersetzen oder ändern; übernimmt es auf Wunsch
    Upstream(upstream::command::UpstreamArgs),
    /// Schreibt JSON-Schemas für site.toml und jede Art von Inhalt: Editoren ergänzen und prüfen damit
    Schema(SchemaArgs),
    /// Hält die Grundfassung von heute fest, zum Beispiel während einer Erhebung
    Freeze(freeze::FreezeArgs),
    /// Wertet eine Antwortdatei aus: Profil als JSON
    Score(ScoreArgs),
    /// Schreibt oder liest den Ergebnis-Code
    #[command(subcommand)]
    Code(CodeCommand),
    /// Schätzt die Parameter der Aufgaben aus gesammelten Antworten: JSON
    Calibrate(CalibrateArgs),
    /// Wertet Ergebnisdateien nach Gruppen aus: Bericht als JSON, ohne kleine Gruppen
    Evaluate(EvaluateArgs),
    /// Stellt aus einem Profil den besten Lernplan zusammen: Plan als JSON
    Plan(PlanArgs),
    /// Baut die Websites vieler Kommunen in einem Lauf
    #[command(subcommand)]
    Fleet(FleetCommand),
    /// Zweites Augenpaar: Aufgaben ohne Lösung zeigen und Antworten festhalten
    #[command(subcommand)]
    Blind(BlindCommand),
}

#[derive(Debug, Args)]
struct SiteArgs {
    /// Der Ordner der Kommune; ohne eigene Inhalte entsteht die mitgelieferte Website
    #[arg(default_value = ".", value_name = "ORDNER")]
    dir: PathBuf,
    /// Kennzeichnet jede Seite als Entwurf; fehlende Angaben sind dann erlaubt
    #[arg(long)]
    draft: bool,
    /// Die Adresse, unter der die Website stehen wird
    #[arg(long, value_name = "ADRESSE")]
    base_url: Option<String>,
}

#[derive(Debug, Args)]
struct BuildArgs {
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

#[derive(Debug, Args)]
struct ServeArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Der Anschluss auf diesem Rechner; 0 nimmt einen freien
    #[arg(long, default_value_t = 4747)]
    port: u16,
}

#[derive(Debug, Args)]
struct CheckArgs {
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

#[derive(Debug, Args)]
struct InitArgs {
    /// Der Ordner; was es darin schon gibt, bleibt unverändert
    #[arg(value_name = "ORDNER")]
    dir: PathBuf,
    /// Name der Kommune, zum Beispiel "Stadt Musterstadt"
    #[arg(long, value_name = "NAME")]
    name: String,
    /// Bundesland, zwei Buchstaben
    #[arg(long, value_name = "LAND")]
    land: Option<String>,
    /// Webadresse, unter der die Website stehen wird
    #[arg(long, value_name = "ADRESSE")]
    base_url: Option<String>,
    /// Amt, das Fragen beantwortet
    #[arg(long, value_name = "AMT")]
    office: Option<String>,
    /// E-Mail-Adresse dieses Amts
    #[arg(long, value_name = "E-MAIL")]
    email: Option<String>,
    /// Telefonnummer dieses Amts
    #[arg(long, value_name = "NUMMER")]
    phone: Option<String>,
    /// Anschrift, die Zeilen durch Semikolon getrennt
    #[arg(long, value_name = "ANSCHRIFT")]
    address: Option<String>,
    /// Wer im Impressum verantwortlich ist
    #[arg(long, value_name = "STELLE")]
    responsible: Option<String>,
    /// Durch wen die Kommune vertreten wird
    #[arg(long, value_name = "STELLE")]
    represented_by: Option<String>,
    /// Datenschutzbeauftragte Stelle, mit Kontakt
    #[arg(long, value_name = "STELLE")]
    officer: Option<String>,
    /// Wer den Webserver betreibt
    #[arg(long, value_name = "STELLE")]
    host: Option<String>,
    /// Nach wie vielen Tagen der Server sein Protokoll löscht; 0, wenn er keines führt
    #[arg(long, value_name = "TAGE")]
    log_days: Option<String>,
    /// E-Mail-Adresse für Meldungen von Barrieren
    #[arg(long, value_name = "E-MAIL")]
    accessibility_contact: Option<String>,
    /// Tag der Bewertung der Barrierefreiheit, JJJJ-MM-TT
    #[arg(long, value_name = "TAG")]
    assessed: Option<String>,
    /// Wer bewertet hat: self oder external
    #[arg(long, value_name = "WER")]
    method: Option<String>,
}

impl InitArgs {
    /// The facts that were given, or the first that cannot be one.
    fn facts(&self) -> Result<Facts, Fact> {
        let mut facts = Facts::default();
        for (fact, value) in [
            (Fact::Name, Some(&self.name)),
            (Fact::BaseUrl, self.base_url.as_ref()),
            (Fact::Land, self.land.as_ref()),
            (Fact::Office, self.office.as_ref()),
            (Fact::Email, self.email.as_ref()),
            (Fact::Phone, self.phone.as_ref()),
            (Fact::Address, self.address.as_ref()),
            (Fact::Responsible, self.responsible.as_ref()),
            (Fact::RepresentedBy, self.represented_by.as_ref()),
            (Fact::Officer, self.officer.as_ref()),
            (Fact::Host, self.host.as_ref()),
            (Fact::LogDays, self.log_days.as_ref()),
            (Fact::BarrierContact, self.accessibility_contact.as_ref()),
            (Fact::Assessed, self.assessed.as_ref()),
            (Fact::Method, self.method.as_ref()),
        ] {
            facts.set(fact, value.map_or("", String::as_str))?;
        }
        Ok(facts)
    }
}

#[derive(Debug, Args)]
struct ScoreArgs {
    /// Die Aufgabenbank, zum Beispiel daten/banken/kurz.json
    #[arg(long, value_name = "DATEI")]
    bank: PathBuf,
    /// Die Antworten
    #[arg(value_name = "ANTWORTEN")]
    answers: PathBuf,
}

#[derive(Debug, Subcommand)]
enum CodeCommand {
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

#[derive(Debug, Subcommand)]
enum BlindCommand {
    /// Zeigt, was noch niemand gelöst hat oder was sich geändert hat: ein Bogen ohne Lösungen
    List {
        #[command(flatten)]
        site: SiteArgs,
        /// Die Antworten bisher, zum Beispiel tests/content/blind.toml
        #[arg(long, value_name = "DATEI")]
        record: PathBuf,
    },
    /// Nimmt die Antworten eines ausgefüllten Bogens auf
    Add {
        #[command(flatten)]
        site: SiteArgs,
        /// Die Antworten bisher; die Datei wird ergänzt
        #[arg(long, value_name = "DATEI")]
        record: PathBuf,
        /// Der ausgefüllte Bogen
        #[arg(long, value_name = "DATEI")]
        answers: PathBuf,
    },
}

#[derive(Debug, Args)]
struct CalibrateArgs {
    /// Die Aufgabenbank; ohne diese Angabe ist sie die erste Datei
    #[arg(long, value_name = "DATEI")]
    bank: Option<PathBuf>,
    /// Antwortdateien, eine für jede Person
    #[arg(required = true, value_name = "ANTWORTEN")]
    answers: Vec<PathBuf>,
    /// Schreibt die Parameter auch als Ebene in diesen Ordner; in site.toml unter `layers` genannt, gelten sie für die Website
    #[arg(long, value_name = "ORDNER")]
    layer: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct EvaluateArgs {
    /// Die kleinste Gruppe, die gezeigt wird; nie unter 5
    #[arg(long, value_name = "PERSONEN", value_parser = parse_group_size, default_value = "7")]
    k: GroupSize,
    /// Ein früherer Bericht: Gruppen, zu denen seither nur wenige kamen oder gingen, fallen weg
    #[arg(long, value_name = "BERICHT")]
    previous: Option<PathBuf>,
    /// Ergebnisdateien (ergebnis.roadmap.json), eine für jede Person
    #[arg(required = true, value_name = "ERGEBNISSE")]
    files: Vec<PathBuf>,
}

impl CalibrateArgs {
    /// The bank, and the answers, of which there must be some.
    fn bank_and_answers(&self) -> Option<(&Path, &[PathBuf])> {
        let (bank, answers) = match (&self.bank, self.answers.split_first()) {
            (Some(bank), _) => (bank, &*self.answers),
            (None, first) => first?,
        };
        (!answers.is_empty()).then_some((bank, answers))
    }
}

#[derive(Debug, Args)]
struct PlanArgs {
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

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let language = language(cli.lang.as_deref());
    let status = match cli.command {
        Command::Build(args) => build_site(&args, language),
        Command::Serve(args) => serve_site(&args, language),
        Command::Check(args) => check_site(&args, language),
        Command::Init(args) => init_layer(&args, language),
        Command::Explain(args) => explain::command::run(&args, language),
        Command::Customise(args) => customise::run(&args, language),
        Command::Upstream(args) => upstream::command::run(&args, language),
        Command::Schema(args) => args.run().map(|()| ExitCode::SUCCESS),
        Command::Freeze(args) => freeze::run(&args, language),
        Command::Score(args) => score_answers(&args, language),
        Command::Code(args) => convert_code(&args, language),
        Command::Calibrate(args) => calibrate_items(&args, language),
        Command::Evaluate(args) => evaluate_results(&args, language),
        Command::Plan(args) => make_plan(args, language),
        Command::Fleet(command) => run_fleet(&command, language),
        Command::Blind(command) => solve_blind(&command, language),
    };
    match status {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{}", failure::told(&error, language));
            failure::status(&error)
        }
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

fn colour(stream_is_terminal: bool) -> Colour {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stream_is_terminal && !refused {
        Colour::Always
    } else {
        Colour::Never
    }
}

impl SiteArgs {
    fn overrides(&self) -> Overrides {
        Overrides {
            draft: self.draft,
            base_url: self.base_url.clone(),
        }
    }

    /// A folder that was named must exist; `.` may be empty.
    fn check_exists(&self) -> Result<(), MachineError> {
        check_exists(&self.dir)
    }
}

/// A folder that was named must exist.
pub(crate) fn check_exists(dir: &Path) -> Result<(), MachineError> {
    std::fs::read_dir(dir)
        .map(drop)
        .map_err(MachineError::at(dir))
}

/// Says what is wrong with the files of a layer; the exit status if a command cannot go on.
pub(crate) fn report_faults(diagnostics: Diagnostics, language: Language) -> Option<ExitCode> {
    // What a merge has left to decide stops a build, not those who look after it.
    let stops = |found: &Diagnostic| {
        found.problem.severity() == crate::diagnostic::Severity::Error
            && found.problem != Problem::BaseFault(BaseFault::MergeUndecided)
    };
    if !diagnostics.iter().any(stops) {
        return None;
    }
    let text = report::render(
        &diagnostics.sorted(),
        Format::Human,
        language,
        colour(std::io::stderr().is_terminal()),
    );
    eprint!("{text}");
    Some(ExitCode::from(INPUT))
}

fn build_site(args: &BuildArgs, language: Language) -> Result<ExitCode, MachineError> {
    args.site.check_exists()?;
    let started = std::time::Instant::now();
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
    let diagnostics = diagnostics.sorted();
    let shown: Vec<_> = diagnostics
        .into_iter()
        .filter(|diagnostic| {
            !args.quiet || diagnostic.problem.severity() == crate::diagnostic::Severity::Error
        })
        .collect();
    if !shown.is_empty() {
        eprint!(
            "{}",
            report::render(
                &shown,
                Format::Human,
                language,
                colour(std::io::stderr().is_terminal())
            )
        );
    }
    if failed {
        return Ok(ExitCode::from(INPUT));
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
    Ok(ExitCode::SUCCESS)
}

fn check_site(args: &CheckArgs, language: Language) -> Result<ExitCode, MachineError> {
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
    let text = report::render(
        &diagnostics.sorted(),
        args.format,
        language,
        colour(std::io::stdout().is_terminal()),
    );
    print(&text)?;
    if let (Format::Human, Some(review)) = (args.format, &review) {
        print(&review::text::text(review, language))?;
    }
    Ok(if failed {
        ExitCode::from(INPUT)
    } else {
        ExitCode::SUCCESS
    })
}

fn serve_site(args: &ServeArgs, language: Language) -> Result<ExitCode, MachineError> {
    args.site.check_exists()?;
    serve::serve(&args.site.dir, &args.site.overrides(), args.port, language)?;
    Ok(ExitCode::SUCCESS)
}

fn run_fleet(command: &FleetCommand, language: Language) -> Result<ExitCode, MachineError> {
    let colour = colour(std::io::stderr().is_terminal());
    let is_fine = fleet::command::run(command, language, colour)?;
    Ok(if is_fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(INPUT)
    })
}

fn init_layer(args: &InitArgs, language: Language) -> Result<ExitCode, MachineError> {
    let mut facts = match args.facts() {
        Ok(facts) => facts,
        Err(fact) => {
            let (meaning, example) = (fact.meaning(language), fact.example());
            let said = match language {
                Language::German => format!("Das passt nicht: {meaning} (zum Beispiel {example})"),
                Language::English => format!("That does not fit: {meaning} (such as {example})"),
            };
            eprintln!("{said}");
            return Ok(ExitCode::from(USAGE));
        }
    };
    let (input, output) = (std::io::stdin(), std::io::stdout());
    if input.is_terminal() && output.is_terminal() {
        init::ask::ask(&mut facts, language, &mut input.lock(), &mut output.lock())
            .map_err(MachineError::at(Path::new("stdin")))?;
    }
    let files = init::files::files(&facts, today());
    let written = init::write(&files, &args.dir)?;
    print(&init_report(&written, &facts, &args.dir, language))?;
    Ok(ExitCode::SUCCESS)
}

/// The day it is, in universal time.
fn today() -> Day {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Day::from_milliseconds(since.as_secs_f64() * 1000.0).unwrap_or(Day::FIRST)
}

/// What was done, and what comes next.
fn init_report(written: &init::Written, facts: &Facts, dir: &Path, language: Language) -> String {
    let (made, kept) = match language {
        Language::German => ("Angelegt", "Gab es schon, bleibt unverändert"),
        Language::English => ("Made", "There already, left as it is"),
    };
    let mut lines: Vec<String> = Vec::new();
    lines.extend(written.made.iter().map(|path| format!("{made}: {path}")));
    lines.extend(written.kept.iter().map(|path| format!("{kept}: {path}")));
    let missing = facts.missing().count();
    let dir = dir.display();
    lines.push(match (language, missing) {
        (Language::German, 0) => format!("Alle Angaben sind da. Weiter mit: roadmap serve {dir}"),
        (Language::English, 0) => format!("All facts are there. Next: roadmap serve {dir}"),
        (Language::German, _) => format!(
            "{missing} Angaben fehlen noch; bis dahin ist jede Seite als Entwurf gekennzeichnet. Weiter mit: roadmap serve {dir}"
        ),
        (Language::English, _) => format!(
            "{missing} facts are missing; until then every page is marked as a draft. Next: roadmap serve {dir}"
        ),
    });
    lines.join("\n") + "\n"
}

fn score_answers(args: &ScoreArgs, language: Language) -> Result<ExitCode, MachineError> {
    answer(score::score(
        &read(&args.bank)?,
        &read(&args.answers)?,
        language,
    ))
}

fn convert_code(command: &CodeCommand, language: Language) -> Result<ExitCode, MachineError> {
    match command {
        CodeCommand::Encode { result } => answer(code::encode(&read(result)?, language)),
        CodeCommand::Decode { bank, survey, code } => answer(code::decode(
            &read(bank)?,
            survey.as_deref(),
            code,
            language,
        )),
    }
}

fn calibrate_items(args: &CalibrateArgs, language: Language) -> Result<ExitCode, MachineError> {
    let Some((bank, paths)) = args.bank_and_answers() else {
        eprintln!("{}", calibrate::no_answers(language));
        return Ok(ExitCode::from(USAGE));
    };
    let bank = read(bank)?;
    let files = read_all(paths, language);
    let unreadable = paths.len() - files.len();
    let calibrated = match calibrate::calibrate(&bank, &files, unreadable, language, refuse) {
        Ok(calibrated) => calibrated,
        Err(problems) => return answer(Err(problems)),
    };
    if let Some(layer) = &args.layer
        && let Err(taken) = write_patches(&calibrated.patches, layer)?
    {
        let lines = taken.iter().map(|path| calibrate::taken(path, language));
        return answer(Err(lines.collect()));
    }
    answer(Ok(calibrated.json))
}

fn evaluate_results(args: &EvaluateArgs, language: Language) -> Result<ExitCode, MachineError> {
    let previous = args.previous.as_deref().map(read).transpose()?;
    let files = read_all(&args.files, language);
    answer(evaluate::evaluate(
        &files,
        args.k,
        previous.as_ref(),
        language,
        refuse,
    ))
}

/// The files that can be read; of the others is told why.
fn read_all(paths: &[PathBuf], language: Language) -> Vec<Input> {
    let read = |path: &PathBuf| {
        read(path)
            .map_err(|error| refuse(&failure::told(&error, language)))
            .ok()
    };
    paths.iter().filter_map(read).collect()
}

/// Says why a file among many is left aside.
fn refuse(line: &str) {
    eprintln!("{line}");
}

/// Writes the patches into a layer, all or none of them; else the paths where something else stands.
fn write_patches(
    patches: &[calibrate::Patch],
    layer: &Path,
) -> Result<Result<(), Vec<String>>, MachineError> {
    let (mut changes, mut taken) = (Vec::new(), Vec::new());
    for patch in patches {
        let target = layer.join(&patch.path);
        let found = target.exists().then(|| read_text(&target)).transpose()?;
        match patch.change(found.as_deref()) {
            Some(change) => changes.push(change),
            None => taken.push(patch.path.clone()),
        }
    }
    if !taken.is_empty() {
        return Ok(Err(taken));
    }
    output::apply(&changes, layer)?;
    Ok(Ok(()))
}

fn make_plan(args: PlanArgs, language: Language) -> Result<ExitCode, MachineError> {
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

fn solve_blind(command: &BlindCommand, language: Language) -> Result<ExitCode, MachineError> {
    let (BlindCommand::List { site, record } | BlindCommand::Add { site, record, .. }) = command;
    let refuse = |diagnostics: &[Diagnostic]| {
        let colour = colour(std::io::stderr().is_terminal());
        eprint!(
            "{}",
            report::render(diagnostics, Format::Human, language, colour)
        );
        ExitCode::from(INPUT)
    };
    site.check_exists()?;
    let mut diagnostics = Diagnostics::new();
    let ready = build::prepare(&site.dir, &site.overrides(), &mut diagnostics)?;
    if diagnostics.has_errors() {
        return Ok(refuse(&diagnostics.sorted()));
    }
    // Ids are the same in every language: the first one stands for all.
    let Some(items) = ready.site.languages.first() else {
        return Ok(ExitCode::SUCCESS);
    };
    let known = match read_record(record)? {
        Ok(known) => known,
        Err(fault) => return Ok(refuse(&[*fault])),
    };
    let BlindCommand::Add { answers, .. } = command else {
        print(&blind::list(items, &known))?;
        return Ok(ExitCode::SUCCESS);
    };
    let filled = match Filled::parse(&answers.display().to_string(), &read_text(answers)?) {
        Ok(filled) => filled,
        Err(fault) => return Ok(refuse(&[*fault])),
    };
    match blind::add(items, known, &filled) {
        Err(diagnostics) => Ok(refuse(&diagnostics)),
        Ok(added) => {
            output::replace_file(record, &added.text)?;
            print(&added.summary(language))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The answers of the second reader. A file that does not exist yet is one without answers.
fn read_record(path: &Path) -> Result<Result<Record, Box<Diagnostic>>, MachineError> {
    let text = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        other => other.map_err(MachineError::at(path))?,
    };
    Ok(Record::parse(&path.display().to_string(), &text))
}

fn read_text(path: &Path) -> Result<String, MachineError> {
    std::fs::read_to_string(path).map_err(MachineError::at(path))
}

/// A file that was named on the command line.
fn read(path: &Path) -> Result<Input, MachineError> {
    Ok(Input::new(&path.display().to_string(), &read_text(path)?))
}

/// Prints what was asked for, or what is wrong with the input.
fn answer(outcome: Result<String, Vec<String>>) -> Result<ExitCode, MachineError> {
    match outcome {
        Ok(text) => {
            print(&format!("{text}\n"))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            Ok(ExitCode::from(INPUT))
        }
    }
}

/// Prints to standard output; a reader that stopped listening (`| head`) is no fault.
pub(crate) fn print(text: &str) -> Result<(), MachineError> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(MachineError::at(Path::new("stdout"))),
    }
}
