//! `roadmap fleet` on the command line.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Args, Subcommand};

#[cfg(not(feature = "publish"))]
use super::failure::USAGE;
use super::failure::{Failure, INPUT};
use super::progress::Progress;
use super::terminal::{colour, print};
use crate::diagnostic::problem::Language;
use crate::diagnostic::report::{self, Colour, Format};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::fleet::file::{self, Municipality};
use crate::fleet::pack::{self, Pack};
use crate::fleet::shard::Shard;
use crate::fleet::town::TownFile;
use crate::fleet::{Outcome, build};
use crate::output;
use crate::source::layer::MachineError;

/// What to do with a fleet.
#[derive(Debug, Subcommand)]
pub(super) enum FleetCommand {
    /// Baut die Websites aller Kommunen einer Liste, jede in einen Ordner mit ihrem Kurznamen
    Build(FleetBuildArgs),
    /// Baut sie und veröffentlicht, was sich geändert hat, in S3-kompatiblem Speicher
    #[cfg(feature = "publish")]
    Publish(PublishArgs),
    /// Veröffentlicht sie; dieses Programm ist ohne das gebaut
    #[cfg(not(feature = "publish"))]
    #[command(hide = true, disable_help_flag = true)]
    Publish(AnythingArgs),
    /// Holt die Website einer Kommune aus einem Lager
    Unpack(UnpackArgs),
}

/// The list, and which part of it.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Die Liste der Kommunen
    #[arg(value_name = "FLEET.toml")]
    list: PathBuf,
    /// Nur einen von N Teilen der Liste, zum Beispiel 2/5: für parallele Abläufe
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// Auch Warnungen verhindern den Bau
    #[arg(long)]
    deny_warnings: bool,
    /// Sagt nur, was falsch ist
    #[arg(long)]
    quiet: bool,
}

/// `roadmap fleet build`.
#[derive(Debug, Args)]
pub(super) struct FleetBuildArgs {
    #[command(flatten)]
    list: ListArgs,
    /// Wohin geschrieben wird [Vorgabe: public neben der Liste]
    #[arg(short, long, value_name = "ORDNER")]
    output: Option<PathBuf>,
    /// Schreibt ein Lager statt fertiger Ordner: Was mehrere Kommunen gleich haben, liegt darin einmal
    #[arg(long)]
    packed: bool,
    /// Löscht danach aus dem Lager, was keine Kommune mehr braucht und auch vor diesem Lauf keine brauchte
    #[arg(long, requires = "packed", conflicts_with = "shard")]
    prune: bool,
}

/// `roadmap fleet publish`.
#[cfg(feature = "publish")]
#[derive(Debug, Args)]
pub(super) struct PublishArgs {
    #[command(flatten)]
    list: ListArgs,
    // No doc comment: it would put the names of the variables in backticks, which a terminal shows.
    #[arg(
        long,
        value_name = "ADRESSE",
        help = "Wohin: s3://speicher/vorsatz. Server und Zugang stehen in AWS_ENDPOINT, AWS_REGION, AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY"
    )]
    to: url::Url,
    /// Löscht alte Fassungen bis auf die letzte
    #[arg(long)]
    prune: bool,
}

/// Whatever somebody asks of a command that is not built in.
#[cfg(not(feature = "publish"))]
#[derive(Debug, Args)]
pub(super) struct AnythingArgs {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    _arguments: Vec<String>,
}

/// `roadmap fleet unpack`.
#[derive(Debug, Args)]
pub(super) struct UnpackArgs {
    /// Das Lager
    #[arg(value_name = "LAGER")]
    pack: PathBuf,
    /// Der Kurzname der Kommune
    #[arg(value_name = "KURZNAME")]
    slug: String,
    /// Wohin geschrieben wird
    #[arg(short, long, value_name = "ORDNER")]
    output: PathBuf,
}

/// Builds a fleet, publishes it, or takes one of its sites out of a store.
pub(super) fn run(command: &FleetCommand, language: Language) -> Result<(), Failure> {
    match command {
        FleetCommand::Build(args) => args.run(language),
        #[cfg(feature = "publish")]
        FleetCommand::Publish(args) => args.run(language),
        #[cfg(not(feature = "publish"))]
        FleetCommand::Publish(_) => {
            eprintln!(
                "{}",
                match language {
                    Language::German =>
                        "Dieses Programm kann nicht veröffentlichen: Es ist ohne „publish“ gebaut. Nehmen Sie das fertige Programm, oder bauen Sie es mit: cargo build --release --features site-gen/publish",
                    Language::English =>
                        "This program cannot publish: it is built without “publish”. Take the published program, or build it with: cargo build --release --features site-gen/publish",
                }
            );
            Err(Failure::Said(USAGE))
        }
        FleetCommand::Unpack(args) => {
            let files = pack::read(&args.pack, &args.slug)?;
            output::write(&files, &args.output)?;
            Ok(())
        }
    }
}

impl FleetBuildArgs {
    /// Into a folder, or into a store.
    fn run(&self, language: Language) -> Result<(), Failure> {
        let target = self.output.clone().unwrap_or_else(|| {
            let folder = self.list.list.parent().unwrap_or(Path::new(""));
            folder.join("public")
        });
        if self.packed {
            return self.pack(&target, language);
        }
        self.list.each(language, &|municipality, files| {
            output::write(files, &target.join(&municipality.slug))
        })
    }

    fn pack(&self, store: &Path, language: Language) -> Result<(), Failure> {
        let pack = Pack::create(store)?;
        // Whoever has just read an old site must find what it refers to.
        let before = self.prune.then(|| pack.referred()).transpose()?;
        self.list.each(language, &|municipality, files| {
            pack.add(&municipality.slug, files)
        })?;
        if let Some(before) = before {
            let pruned = pack.prune(&before)?;
            if !self.list.quiet {
                print(&match language {
                    Language::German => format!("{pruned} alte Dateien aus dem Lager gelöscht.\n"),
                    Language::English => format!("{pruned} old files removed from the store.\n"),
                })?;
            }
        }
        Ok(())
    }
}

#[cfg(feature = "publish")]
impl PublishArgs {
    fn run(&self, language: Language) -> Result<(), Failure> {
        let publisher = crate::fleet::publish::Publisher::new(&self.to, self.prune)?;
        self.list.each(language, &|municipality, files| {
            let slug = &municipality.slug;
            let done = publisher.publish(slug, files)?;
            if self.list.quiet {
                return Ok(());
            }
            print(&match language {
                Language::German => format!(
                    "{slug}: {} Dateien hochgeladen, {} übernommen, {} alte Fassungen gelöscht\n",
                    done.uploaded, done.copied, done.pruned
                ),
                Language::English => format!(
                    "{slug}: {} files uploaded, {} copied, {} old releases removed\n",
                    done.uploaded, done.copied, done.pruned
                ),
            })
        })
    }
}

impl ListArgs {
    /// Builds each municipality of the list and does with it what is asked for; reports what was found.
    ///
    /// # Errors
    /// When the machine fails us, or a municipality or the list has errors.
    fn each(
        &self,
        language: Language,
        take: &(impl Fn(&Municipality, &[TownFile]) -> Result<(), MachineError> + Sync),
    ) -> Result<(), Failure> {
        let started = std::time::Instant::now();
        let mut diagnostics = Diagnostics::new();
        let mut municipalities = file::read(&self.list, &mut diagnostics)?;
        if let Some(shard) = self.shard {
            let mut place = 0..;
            municipalities.retain(|_| place.next().is_some_and(|place| shard.holds(place)));
        }
        let files = AtomicUsize::new(0);
        let progress = if self.quiet {
            Progress::hidden()
        } else {
            Progress::begin(Some(municipalities.len()))
        };
        let outcomes = build(
            &municipalities,
            self.deny_warnings,
            &|municipality, site| {
                files.fetch_add(site.len(), Ordering::Relaxed);
                take(municipality, site)?;
                progress.step();
                Ok(())
            },
        )?;
        // The terminal is free for what is to be said.
        drop(progress);
        let list_failed =
            diagnostics.has_errors() || (self.deny_warnings && diagnostics.has_warnings());
        let list = diagnostics.sorted();
        let shown = |diagnostic: &&Diagnostic| {
            !self.quiet || diagnostic.problem.severity() == Severity::Error
        };
        let colour = colour(std::io::stderr().is_terminal());
        let report = report(&list, &municipalities, &outcomes, shown, (language, colour));
        eprint!("{report}");
        let failed = outcomes.iter().filter(|outcome| outcome.failed).count();
        if !self.quiet {
            let (built, files) = (outcomes.len() - failed, files.into_inner());
            let seconds = started.elapsed().as_secs_f64();
            print(&match language {
                Language::German => format!(
                    "{built} von {} Kommunen mit zusammen {files} Dateien in {seconds:.2} s gebaut.\n",
                    outcomes.len()
                ),
                Language::English => format!(
                    "{built} of {} municipalities with {files} files built in {seconds:.2} s.\n",
                    outcomes.len()
                ),
            })?;
        }
        if failed > 0 || list_failed {
            return Err(Failure::Said(INPUT));
        }
        Ok(())
    }
}

/// How many municipalities are named that have the same finding.
const NAMED: usize = 5;

/// All findings: those of the list, then those of the municipalities. What many have in common is told once.
fn report(
    list: &[Diagnostic],
    municipalities: &[Municipality],
    outcomes: &[Outcome],
    shown: impl Fn(&&Diagnostic) -> bool,
    (language, colour): (Language, Colour),
) -> String {
    let mut text = String::new();
    let list: Vec<Diagnostic> = list.iter().filter(&shown).cloned().collect();
    if !list.is_empty() {
        text = report::render(&list, Format::Human, language, colour);
    }
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for outcome in outcomes {
        let slug = municipalities
            .get(outcome.place)
            .map_or("", |municipality| &*municipality.slug);
        for diagnostic in outcome.diagnostics.iter().filter(&shown) {
            let said = report::one(diagnostic, language, colour);
            let place = *places.entry(said.clone()).or_insert_with(|| {
                found.push((said, Vec::new()));
                found.len() - 1
            });
            if let Some((_, slugs)) = found.get_mut(place) {
                slugs.push(slug);
            }
        }
    }
    for (said, slugs) in found {
        text.push_str(&said);
        let named = slugs.get(..NAMED).unwrap_or(&slugs).join(", ");
        let more = slugs.len().saturating_sub(NAMED);
        // Writing to a string cannot fail.
        let _ = match (language, more) {
            (Language::German, 0) => writeln!(text, "  = Kommune: {named}\n"),
            (Language::German, _) => writeln!(text, "  = Kommunen: {named} und {more} weitere\n"),
            (Language::English, 0) => writeln!(text, "  = municipality: {named}\n"),
            (Language::English, _) => {
                writeln!(text, "  = municipalities: {named} and {more} more\n")
            }
        };
    }
    text
}
