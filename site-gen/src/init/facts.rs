//! What a new layer knows of its municipality. The keys are those of `site.toml`; values are as people write them.

use std::collections::BTreeMap;

use assess_core::calendar::Day;

use crate::diagnostic::problem::Language;
use crate::source::config::{self, Land};

/// A fact of `site.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "`Fact::key` names the key of each")]
pub enum Fact {
    Name,
    BaseUrl,
    Land,
    Office,
    Email,
    Phone,
    Address,
    Responsible,
    RepresentedBy,
    Officer,
    Host,
    LogDays,
    BarrierContact,
    Assessed,
    Method,
}

/// The facts of a municipality; those that are not known yet are absent.
#[derive(Debug, Clone, Default)]
pub struct Facts(BTreeMap<Fact, String>);

impl Fact {
    /// All, in the order in which they are asked and written.
    pub const ALL: [Self; 15] = [
        Self::Name,
        Self::BaseUrl,
        Self::Land,
        Self::Office,
        Self::Email,
        Self::Phone,
        Self::Address,
        Self::Responsible,
        Self::RepresentedBy,
        Self::Officer,
        Self::Host,
        Self::LogDays,
        Self::BarrierContact,
        Self::Assessed,
        Self::Method,
    ];

    /// Its table and key in `site.toml`; the table is absent for the facts at the top.
    #[must_use]
    pub const fn key(self) -> (Option<&'static str>, &'static str) {
        match self {
            Self::Name => (None, "name"),
            Self::BaseUrl => (None, "base_url"),
            Self::Land => (None, "land"),
            Self::Office => (Some("contact"), "office"),
            Self::Email => (Some("contact"), "email"),
            Self::Phone => (Some("contact"), "phone"),
            Self::Address => (Some("contact"), "address"),
            Self::Responsible => (Some("imprint"), "responsible"),
            Self::RepresentedBy => (Some("imprint"), "represented_by"),
            Self::Officer => (Some("privacy"), "officer"),
            Self::Host => (Some("privacy"), "host"),
            Self::LogDays => (Some("privacy"), "log_days"),
            Self::BarrierContact => (Some("accessibility"), "contact"),
            Self::Assessed => (Some("accessibility"), "assessed"),
            Self::Method => (Some("accessibility"), "method"),
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn meaning(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Name, Language::German) => "Name der Kommune",
            (Self::Name, Language::English) => "Name of the municipality",
            (Self::BaseUrl, Language::German) => "Webadresse, unter der die Website stehen wird",
            (Self::BaseUrl, Language::English) => "Web address of the site",
            (Self::Land, Language::German) => "Bundesland, zwei Buchstaben",
            (Self::Land, Language::English) => "Land, two letters",
            (Self::Office, Language::German) => "Amt, das Fragen beantwortet",
            (Self::Office, Language::English) => "Office that answers questions",
            (Self::Email, Language::German) => "E-Mail-Adresse dieses Amts",
            (Self::Email, Language::English) => "E-mail address of that office",
            (Self::Phone, Language::German) => "Telefonnummer dieses Amts",
            (Self::Phone, Language::English) => "Telephone number of that office",
            (Self::Address, Language::German) => "Anschrift",
            (Self::Address, Language::English) => "Postal address",
            (Self::Responsible, Language::German) => "Wer im Impressum verantwortlich ist",
            (Self::Responsible, Language::English) => "Who is responsible (imprint)",
            (Self::RepresentedBy, Language::German) => "Durch wen die Kommune vertreten wird",
            (Self::RepresentedBy, Language::English) => "Who represents the municipality",
            (Self::Officer, Language::German) => "Datenschutzbeauftragte Stelle, mit Kontakt",
            (Self::Officer, Language::English) => "Data protection officer, with contact",
            (Self::Host, Language::German) => "Wer den Webserver betreibt",
            (Self::Host, Language::English) => "Who runs the web server",
            (Self::LogDays, Language::German) => {
                "Nach wie vielen Tagen der Server sein Protokoll löscht (0: er führt keines)"
            }
            (Self::LogDays, Language::English) => {
                "After how many days the server deletes its logs (0: it keeps none)"
            }
            (Self::BarrierContact, Language::German) => {
                "E-Mail-Adresse für Meldungen von Barrieren"
            }
            (Self::BarrierContact, Language::English) => "E-mail address for reports of barriers",
            (Self::Assessed, Language::German) => {
                "Tag der Bewertung der Barrierefreiheit, JJJJ-MM-TT"
            }
            (Self::Assessed, Language::English) => {
                "Day of the accessibility assessment, YYYY-MM-DD"
            }
            (Self::Method, Language::German) => {
                "Wer bewertet hat: self (Sie selbst) oder external (eine andere Stelle)"
            }
            (Self::Method, Language::English) => {
                "Who assessed: self (yourselves) or external (a third party)"
            }
        }
    }

    /// A value as it may look.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Name => "Stadt Musterstadt",
            Self::BaseUrl => "https://roadmap.musterstadt.example",
            Self::Land => "HE",
            Self::Office => "Personalentwicklung",
            Self::Email => "roadmap@musterstadt.example",
            Self::Phone => "+49 6441 0000",
            Self::Address => "Rathausplatz 1; 00000 Musterstadt",
            Self::Responsible => "Der Magistrat der Stadt Musterstadt",
            Self::RepresentedBy => "Bürgermeisteramt",
            Self::Officer => "Datenschutz Musterstadt, datenschutz@musterstadt.example",
            Self::Host => "Rechenzentrum Musterland",
            Self::LogDays => "7",
            Self::BarrierContact => "barriere@musterstadt.example",
            Self::Assessed => "2026-11-01",
            Self::Method => "self",
        }
    }

    /// Whether a value can be this fact.
    fn accepts(self, value: &str) -> bool {
        match self {
            Self::BaseUrl => config::is_address(value),
            Self::Land => land(value).is_some(),
            Self::Email | Self::BarrierContact => {
                value.contains('@') && !value.contains(char::is_whitespace)
            }
            Self::LogDays => value.parse::<u32>().is_ok(),
            Self::Assessed => Day::parse(value).is_some(),
            Self::Method => ["self", "external"].contains(&value),
            _ => true,
        }
    }
}

/// The Land of two letters, in either case.
fn land(value: &str) -> Option<Land> {
    Land::ALL
        .into_iter()
        .find(|land| land.letters().eq_ignore_ascii_case(value))
}

impl Facts {
    /// Notes a fact.
    ///
    /// # Errors
    /// When the value cannot be this fact; nothing is noted then.
    pub fn set(&mut self, fact: Fact, value: &str) -> Result<(), Fact> {
        // A line break or another control character has no place in a fact.
        let value = value.replace(char::is_control, " ");
        let value = value.trim();
        if value.is_empty() {
            return Ok(());
        }
        if !fact.accepts(value) {
            return Err(fact);
        }
        let value = match fact {
            Fact::Land => value.to_uppercase(),
            _ => value.to_owned(),
        };
        self.0.insert(fact, value);
        Ok(())
    }

    /// A fact, if it is known.
    #[must_use]
    pub fn get(&self, fact: Fact) -> Option<&str> {
        self.0.get(&fact).map(String::as_str)
    }

    /// Whether all are known, so that the site may be published.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing().next().is_none()
    }

    /// The facts that are not known yet.
    pub fn missing(&self) -> impl Iterator<Item = Fact> {
        Fact::ALL
            .into_iter()
            .filter(|fact| !self.0.contains_key(fact))
    }
}
