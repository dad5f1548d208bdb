//! `roadmap init`: facts given or asked for → a new layer.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use assess_core::calendar::Day;
use clap::Args;

use super::failure::{Failure, USAGE};
use super::terminal::print;
use crate::diagnostic::problem::Language;
use crate::init::facts::{Fact, Facts};
use crate::init::{self, Written};
use crate::source::layer::MachineError;

/// What `roadmap init` is told.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
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

/// Writes the layer; on a terminal it asks for what was not given.
pub(super) fn run(args: &InitArgs, language: Language) -> Result<(), Failure> {
    let mut facts = args.facts().map_err(|fact| {
        let (meaning, example) = (fact.meaning(language), fact.example());
        let said = match language {
            Language::German => format!("Das passt nicht: {meaning} (zum Beispiel {example})"),
            Language::English => format!("That does not fit: {meaning} (such as {example})"),
        };
        eprintln!("{said}");
        Failure::Said(USAGE)
    })?;
    let (input, output) = (std::io::stdin(), std::io::stdout());
    if input.is_terminal() && output.is_terminal() {
        init::ask::ask(&mut facts, language, &mut input.lock(), &mut output.lock())
            .map_err(MachineError::at(Path::new("stdin")))?;
    }
    let files = init::files::files(&facts, today());
    let written = init::write(&files, &args.dir)?;
    print(&summary(&written, &facts, &args.dir, language))?;
    Ok(())
}

/// The day it is, in universal time.
fn today() -> Day {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Day::from_milliseconds(since.as_secs_f64() * 1000.0).unwrap_or(Day::FIRST)
}

/// What was done, and what comes next.
fn summary(written: &Written, facts: &Facts, dir: &Path, language: Language) -> String {
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
