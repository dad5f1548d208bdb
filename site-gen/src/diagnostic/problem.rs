//! Every problem a source can have, with its code, its severity and its texts.
//!
//! One enum holds them all, so that no problem can lack a translation and a code means one thing.

use std::fmt::Write as _;

use super::{BaseFault, Finding, FleetFault, OwnSite, Refusal, Slip};

/// The languages of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// German, the default.
    #[default]
    German,
    /// English, by `--lang en` or `LANG`.
    English,
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; never stops a build.
    Hint,
    /// Should be mended; stops a build only with `--deny-warnings`.
    Warning,
    /// Stops the build.
    Error,
}

impl Severity {
    /// The word of the machine-readable report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a name that leads nowhere was meant to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Referent {
    /// A competence of the catalogue.
    Competence,
    /// A competence area.
    Area,
    /// An occupation.
    Occupation,
    /// A learning offer.
    Offer,
    /// An offer or a learning unit, as a step of a path.
    Step,
    /// An item of the bank.
    Item,
    /// A quiz item of the bank.
    QuizItem,
    /// A `DigComp` 3.0 id.
    DigComp,
}

impl Referent {
    const fn german(self) -> (&'static str, &'static str) {
        match self {
            Self::Competence => ("Die Kompetenz", "kompetenzen/<bereich>/<name>.md"),
            Self::Area => ("Den Kompetenzbereich", "kompetenzen/<bereich>/_index.md"),
            Self::Occupation => ("Die Berufsgruppe", "berufsgruppen/<name>.md"),
            Self::Offer => ("Das Lernangebot", "lernangebote/<name>.md"),
            Self::Step => (
                "Den Schritt",
                "lernangebote/<name>.md oder lernbausteine/<name>.md",
            ),
            Self::Item => ("Die Aufgabe", "aufgaben/<kompetenz>.md"),
            Self::QuizItem => ("Die Quizaufgabe", "aufgaben/<kompetenz>.md mit quiz = true"),
            Self::DigComp => (
                "Die DigComp-3.0-Kennung",
                "die Liste von DigComp 3.0, zum Beispiel 4.1 oder CS4.1.02",
            ),
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Competence => "competence",
            Self::Area => "area",
            Self::Occupation => "occupation",
            Self::Offer => "learning offer",
            Self::Step => "step",
            Self::Item => "item",
            Self::QuizItem => "quiz item",
            Self::DigComp => "DigComp 3.0 id",
        }
    }
}

/// What kind of value a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the texts below say what each one means")]
pub enum ValueKind {
    Text,
    WholeNumber,
    Number,
    Flag,
    Day,
    List,
    Table,
    Other,
}

impl ValueKind {
    const fn german(self) -> &'static str {
        match self {
            Self::Text => "ein Text in Anführungszeichen",
            Self::WholeNumber => "eine ganze Zahl",
            Self::Number => "eine Zahl",
            Self::Flag => "true oder false",
            Self::Day => "ein Tag, den es gibt, wie 2026-11-01,",
            Self::List => "eine Liste in eckigen Klammern",
            Self::Table => "eine Tabelle",
            Self::Other => "ein anderer Wert",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Text => "a text in quotation marks",
            Self::WholeNumber => "a whole number",
            Self::Number => "a number",
            Self::Flag => "true or false",
            Self::Day => "a day that exists, such as 2026-11-01",
            Self::List => "a list in square brackets",
            Self::Table => "a table",
            Self::Other => "another value",
        }
    }
}

fn kinds(kinds: &[ValueKind], name: fn(ValueKind) -> &'static str, or: &str) -> String {
    let names: Vec<_> = kinds.iter().map(|kind| name(*kind)).collect();
    names.join(or)
}

/// Everything that can be wrong with a site's sources.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the texts below say what each one and its fields mean"
)]
pub enum Problem {
    // Files and front matter
    NotUtf8,
    SymbolicLink,
    NoFrontMatter,
    FrontMatterNotClosed,
    TomlSyntax {
        message: String,
        slip: Option<Slip>,
    },
    UnknownKey {
        key: String,
        nearest: Option<String>,
    },
    MissingKey {
        key: String,
    },
    WrongType {
        expected: Vec<ValueKind>,
    },
    NumberTooLarge,
    NotOneOf {
        found: String,
        allowed: Vec<String>,
        nearest: Option<String>,
    },
    OutOfRange {
        found: String,
        least: Option<String>,
        most: Option<String>,
    },
    InvalidValue {
        message: String,
    },
    ContentOutsideLanguage,
    UnknownLanguage {
        language: String,
    },
    PatchWithoutBase,
    ThemeMissing {
        theme: String,
    },
    // References
    UnknownReference {
        referent: Referent,
        name: String,
        nearest: Option<String>,
    },
    BrokenLink {
        target: String,
        nearest: Option<String>,
    },
    LinkToHidden {
        target: String,
    },
    BrokenAnchor {
        target: String,
        anchor: String,
        nearest: Option<String>,
    },
    UnknownCallout {
        /// As it is written, `[!kind]`.
        marker: String,
        known: Vec<String>,
    },
    /// `[text][name]` without a line `[name]: path`.
    LinkWithoutTarget {
        name: String,
    },
    ForbiddenLink {
        target: String,
    },
    PictureMissing {
        target: String,
        nearest: Option<String>,
    },
    PictureInText,
    PictureWithoutName,
    RouteClash {
        route: String,
        other: String,
    },
    OutputClash {
        path: String,
    },
    // Catalogue rules
    CompetenceFileName {
        expected: String,
    },
    DuplicateId {
        id: String,
    },
    DuplicateCompetence {
        slug: String,
        other: String,
    },
    StandingStep {
        found: String,
    },
    TermTwice {
        term: String,
    },
    MonthTwice {
        month: u8,
    },
    RaisesDownwards,
    OfferWithoutUse,
    QuizRating,
    RequirementCycle {
        offers: Vec<String>,
    },
    StepBeforeRequirement {
        offer: String,
        requires: String,
    },
    StepTooHigh {
        competence: String,
        from: String,
        reached: String,
    },
    // Items
    ItemNeeds {
        kind: String,
        key: String,
    },
    ItemHasNot {
        kind: String,
        key: String,
    },
    ItemKeys {
        kind: String,
    },
    ItemGroupOutside {
        groups: usize,
    },
    ItemPairOutside,
    ItemStandingValue,
    ItemNoPoints,
    GuessingFloor {
        percent: u32,
    },
    NotMonotone,
    /// Calibrated parameters that no model can have.
    CalibratedWrongly {
        /// How many steps the item has.
        steps: usize,
    },
    VariantDiffers,
    VariantOfItself {
        id: String,
    },
    ScaleWithoutItems {
        scale: String,
    },
    SeriesDecides,
    SeriesWithoutChecks {
        least: usize,
    },
    // Site facts
    MissingFact {
        /// `land`, `contact.email` or, where all of it is missing, `[contact]`.
        key: String,
        /// What a missing table must hold.
        parts: &'static [&'static str],
    },
    SmallestGroup {
        least: i64,
    },
    NoContentForLanguage {
        language: String,
    },
    FactsTemplate {
        message: String,
    },
    ExampleOffer,
    ExampleOffersOfBase {
        count: usize,
    },
    // Drawings
    PictureSyntax {
        message: String,
    },
    PictureNotAllowed {
        what: String,
    },
    PictureWithoutSize,
    PictureTextWithoutSize,
    PictureTextSmall {
        pixels: String,
        least: String,
    },
    PathOutside {
        path: String,
    },
    PathAbsolute {
        path: String,
    },
    LayerMissing {
        path: String,
    },
    LayerCycle {
        path: String,
    },
    HideWithoutBase,
    NoWebAddress {
        found: String,
    },
    LinkToHiddenDropped {
        target: String,
    },
    ReferenceToHidden {
        name: String,
    },
    // Theme
    TemplateError {
        message: String,
    },
    // The content as a whole
    Finding(Finding),
    /// What a layer must not bring.
    Refusal(Refusal),
    /// Facts and look of the site.
    OwnSite(OwnSite),
    BaseFault(BaseFault),
    /// A list of municipalities.
    Fleet(FleetFault),
}

impl Problem {
    /// The stable name of the problem, for machines and searches.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 => "not-utf8",
            Self::SymbolicLink => "symbolic-link",
            Self::NoFrontMatter => "no-front-matter",
            Self::FrontMatterNotClosed => "front-matter-not-closed",
            Self::TomlSyntax { .. } => "toml-syntax",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::WrongType { .. } => "wrong-type",
            Self::NumberTooLarge => "number-too-large",
            Self::NotOneOf { .. } => "not-one-of",
            Self::OutOfRange { .. } => "out-of-range",
            Self::InvalidValue { .. } => "invalid-value",
            Self::ContentOutsideLanguage => "content-outside-language",
            Self::UnknownLanguage { .. } => "unknown-language",
            Self::PatchWithoutBase => "patch-without-base",
            Self::ThemeMissing { .. } => "theme-missing",
            Self::UnknownReference { referent, .. } => match referent {
                Referent::Competence => "unknown-competence",
                Referent::Area => "unknown-area",
                Referent::Occupation => "unknown-occupation",
                Referent::Offer => "unknown-offer",
                Referent::Step => "unknown-step",
                Referent::Item => "unknown-item",
                Referent::QuizItem => "unknown-quiz-item",
                Referent::DigComp => "unknown-digcomp-id",
            },
            Self::BrokenLink { .. } => "broken-link",
            Self::LinkToHidden { .. } => "link-to-hidden",
            Self::BrokenAnchor { .. } => "broken-anchor",
            Self::UnknownCallout { .. } => "unknown-callout",
            Self::LinkWithoutTarget { .. } => "link-without-target",
            Self::ForbiddenLink { .. } => "forbidden-link",
            Self::PictureMissing { .. } => "picture-missing",
            Self::PictureInText => "picture-in-text",
            Self::PictureWithoutName => "picture-without-name",
            Self::PictureSyntax { .. } => "picture-syntax",
            Self::PictureNotAllowed { .. } => "picture-not-allowed",
            Self::PictureWithoutSize => "picture-without-size",
            Self::PictureTextWithoutSize => "picture-text-without-size",
            Self::PictureTextSmall { .. } => "picture-text-small",
            Self::RouteClash { .. } => "route-clash",
            Self::OutputClash { .. } => "output-clash",
            Self::CompetenceFileName { .. } => "competence-file-name",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::DuplicateCompetence { .. } => "duplicate-competence",
            Self::StandingStep { .. } => "standing-step",
            Self::TermTwice { .. } => "term-twice",
            Self::MonthTwice { .. } => "month-twice",
            Self::RaisesDownwards => "raises-downwards",
            Self::OfferWithoutUse => "offer-without-use",
            Self::QuizRating => "quiz-rating",
            Self::RequirementCycle { .. } => "requirement-cycle",
            Self::StepBeforeRequirement { .. } => "step-before-requirement",
            Self::StepTooHigh { .. } => "step-too-high",
            Self::ItemNeeds { .. } => "item-needs",
            Self::ItemHasNot { .. } => "item-has-not",
            Self::ItemKeys { .. } => "item-keys",
            Self::ItemGroupOutside { .. } => "item-group-outside",
            Self::ItemPairOutside => "item-pair-outside",
            Self::ItemStandingValue => "item-value",
            Self::ItemNoPoints => "item-no-points",
            Self::GuessingFloor { .. } => "guessing-floor",
            Self::NotMonotone => "not-monotone",
            Self::CalibratedWrongly { .. } => "calibrated-wrongly",
            Self::VariantDiffers => "variant-differs",
            Self::VariantOfItself { .. } => "variant-of-itself",
            Self::ScaleWithoutItems { .. } => "scale-without-items",
            Self::SeriesDecides => "series-decides",
            Self::SeriesWithoutChecks { .. } => "series-without-checks",
            Self::MissingFact { .. } => "missing-fact",
            Self::SmallestGroup { .. } => "smallest-group",
            Self::NoContentForLanguage { .. } => "no-content-for-language",
            Self::FactsTemplate { .. } => "facts-template",
            Self::ExampleOffer => "example-offer",
            Self::ExampleOffersOfBase { .. } => "example-offers-of-base",
            Self::PathOutside { .. } => "path-outside",
            Self::PathAbsolute { .. } => "path-absolute",
            Self::LayerMissing { .. } => "layer-missing",
            Self::LayerCycle { .. } => "layer-cycle",
            Self::HideWithoutBase => "hide-without-base",
            Self::NoWebAddress { .. } => "no-web-address",
            Self::LinkToHiddenDropped { .. } => "link-to-hidden",
            Self::ReferenceToHidden { .. } => "reference-to-hidden",
            Self::TemplateError { .. } => "template-error",
            Self::Finding(finding) => finding.code(),
            Self::Refusal(refusal) => refusal.code(),
            Self::OwnSite(problem) => problem.code(),
            Self::BaseFault(problem) => problem.code(),
            Self::Fleet(fault) => fault.code(),
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::NoContentForLanguage { .. }
            | Self::SeriesWithoutChecks { .. }
            | Self::VariantDiffers => Severity::Hint,
            Self::SymbolicLink
            | Self::PictureTextSmall { .. }
            | Self::UnknownCallout { .. }
            | Self::LinkWithoutTarget { .. }
            | Self::HideWithoutBase
            | Self::LinkToHiddenDropped { .. }
            | Self::GuessingFloor { .. }
            | Self::ExampleOffer
            | Self::ExampleOffersOfBase { .. }
            | Self::NotMonotone
            | Self::StepBeforeRequirement { .. }
            | Self::StepTooHigh { .. }
            | Self::ScaleWithoutItems { .. } => Severity::Warning,
            Self::Finding(finding) => finding.severity(),
            Self::Refusal(refusal) => refusal.severity(),
            Self::OwnSite(problem) => problem.severity(),
            Self::BaseFault(problem) => problem.severity(),
            Self::Fleet(fault) => fault.severity(),
            _ => Severity::Error,
        }
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::German => self.german(),
            Language::English => self.english(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        match language {
            Language::German => self.german_help(),
            Language::English => self.english_help(),
        }
    }

    fn german(&self) -> String {
        match self {
            Self::NotUtf8 => "Die Datei ist nicht in UTF-8 gespeichert.".into(),
            Self::SymbolicLink => "Eine Verknüpfung (Symlink) wird nicht gelesen.".into(),
            Self::NoFrontMatter => "Der Kopf der Seite fehlt: Die Datei beginnt nicht mit einer Zeile „+++“.".into(),
            Self::FrontMatterNotClosed => {
                "Der Kopf der Seite wird nicht geschlossen: Es fehlt die zweite Zeile „+++“.".into()
            }
            Self::TomlSyntax { message, slip } => match slip {
                None => format!("Das ist kein gültiges TOML: {message}"),
                Some(Slip::PrintedQuotes) => "Diese Anführungszeichen gelten hier nicht.".into(),
                Some(Slip::Day(_)) => "Ein Tag steht hier in anderer Reihenfolge.".into(),
                Some(Slip::DecimalComma(_)) => "Kommazahlen stehen hier mit einem Punkt.".into(),
                Some(Slip::OpenText) => "Der Text endet nicht: Das zweite Anführungszeichen fehlt.".into(),
            },
            Self::UnknownKey { key, .. } => format!("Den Schlüssel „{key}“ gibt es hier nicht."),
            Self::MissingKey { key } => format!("Der Schlüssel „{key}“ fehlt."),
            Self::WrongType { expected } => {
                format!("Hier wird {} erwartet.", kinds(expected, ValueKind::german, " oder "))
            }
            Self::NumberTooLarge => "Diese Zahl ist zu groß.".into(),
            Self::NotOneOf { found, .. } => format!("„{found}“ ist hier nicht vorgesehen."),
            Self::OutOfRange { found, least, most } => match (least, most) {
                (Some(least), Some(most)) => format!("{found} liegt außerhalb von {least} bis {most}."),
                (Some(least), None) => format!("{found} ist kleiner als {least}."),
                (None, Some(most)) => format!("{found} ist größer als {most}."),
                (None, None) => format!("{found} ist hier nicht möglich."),
            },
            Self::InvalidValue { message } => format!("Dieser Wert passt nicht: {message}"),
            Self::ContentOutsideLanguage => "Die Datei liegt nicht in einem Sprachordner.".into(),
            Self::UnknownLanguage { language } => {
                format!("Die Sprache „{language}“ steht nicht unter languages in site.toml.")
            }
            Self::PatchWithoutBase => "patch = true, aber in den Ebenen darunter gibt es diese Seite nicht.".into(),
            Self::ThemeMissing { theme } => format!("Das Theme „{theme}“ gibt es nicht."),
            Self::UnknownReference { referent, name, .. } => format!("{} „{name}“ gibt es nicht.", referent.german().0),
            Self::BrokenLink { target, .. } => format!("Der Link führt ins Leere: {target}"),
            Self::LinkToHidden { target } => {
                format!("Der Link führt auf eine Seite, die mit hide = true ausgeblendet ist: {target}")
            }
            Self::BrokenAnchor { target, anchor, .. } => {
                format!("Auf der Seite {target} gibt es keine Überschrift „#{anchor}“.")
            }
            Self::UnknownCallout { marker, .. } => format!("Diese Art von Kasten gibt es nicht: {marker}"),
            Self::LinkWithoutTarget { name } => format!("Zu diesem Verweis fehlt das Ziel: [{name}]"),
            Self::ForbiddenLink { target } => format!("Links dieser Art sind nicht erlaubt: {target}"),
            Self::PictureMissing { target, .. } => format!("Das Bild gibt es nicht: {target}"),
            Self::PictureInText => "Das Bild steht mitten im Text.".into(),
            Self::PictureWithoutName => "Dem Bild fehlt ein Text für alle, die es nicht sehen.".into(),
            Self::PictureSyntax { message } => format!("Das ist kein gültiges SVG: {message}"),
            Self::PictureNotAllowed { what } => format!("In einem Bild ist das nicht erlaubt: {what}"),
            Self::PictureWithoutSize => "Dem Bild fehlt seine Größe.".into(),
            Self::PictureTextWithoutSize => "Diesem Text fehlt die Schriftgröße.".into(),
            Self::PictureTextSmall { pixels, .. } => {
                format!("Dieser Text ist auf kleinen Bildschirmen nur {} px groß.", pixels.replace('.', ","))
            }
            Self::RouteClash { route, other } => format!("Die Adresse {route} ist schon vergeben, an {other}."),
            Self::OutputClash { path } => format!("Zwei Quellen wollen dieselbe Datei schreiben: {path}"),
            Self::CompetenceFileName { expected } => {
                format!("Die Aufgaben einer Kompetenz stehen in der Datei {expected}.")
            }
            Self::DuplicateId { id } => format!("Die Kennung „{id}“ gibt es schon."),
            Self::DuplicateCompetence { slug, other } => format!("Die Kompetenz „{slug}“ gibt es schon in {other}."),
            Self::StandingStep { found } => {
                format!("{found} ist kein Soll-Wert: Es gibt 0 bis 4 in Schritten von 0,5.")
            }
            Self::TermTwice { term } => format!("Das Wort „{term}“ steht zweimal im Glossar."),
            Self::MonthTwice { month } => format!("Der Monat {month} ist zugleich ruhig und voll."),
            Self::RaisesDownwards => "from muss kleiner sein als to.".into(),
            Self::OfferWithoutUse => "Dieses Lernangebot führt zu keiner Kompetenz und ist für kein anderes Voraussetzung.".into(),
            Self::QuizRating => "Eine Einschätzung hat keine richtige Antwort, also kann kein Quiz danach fragen.".into(),
            Self::RequirementCycle { offers } => {
                format!("Diese Lernangebote setzen sich im Kreis voraus: {}", offers.join(" → "))
            }
            Self::StepBeforeRequirement { offer, requires } => {
                format!("„{offer}“ setzt „{requires}“ voraus; das kommt im Lernpfad nicht vorher.")
            }
            Self::StepTooHigh { competence, from, reached } => {
                format!(
                    "Der Schritt beginnt für „{competence}“ bei {from}; bis hierher führt der Lernpfad nur auf {reached}."
                )
            }
            Self::ItemNeeds { kind, key } => format!("Eine Aufgabe der Art {kind} braucht „{key}“."),
            Self::ItemHasNot { kind, key } => format!("Eine Aufgabe der Art {kind} hat kein „{key}“."),
            Self::ItemKeys { kind } => match kind.as_str() {
                "single" => "Genau eine Antwort muss richtig sein (key = true).".into(),
                "spot" => {
                    "Mindestens eine Stelle muss ein Zeichen sein (sign = true), und mindestens eine darf keines sein."
                        .into()
                }
                _ => "Mindestens eine Antwort muss richtig sein (key = true), und mindestens eine muss falsch sein."
                    .into(),
            },
            Self::ItemGroupOutside { groups } => {
                format!("Diese Gruppe gibt es nicht; gezählt wird von 0 bis {}.", groups.saturating_sub(1))
            }
            Self::ItemPairOutside => {
                "Ein Paar in critical nennt zwei verschiedene Schritte, gezählt von 0, in der richtigen Reihenfolge."
                    .into()
            }
            Self::ItemStandingValue => "value ist 0, 1, 2 oder 3 (Drittel).".into(),
            Self::ItemNoPoints => "Mit dieser Aufgabe ist kein Punkt zu erreichen.".into(),
            Self::GuessingFloor { percent } => {
                format!("Wer rät, erreicht den ersten Punkt zu {percent} %; gut sind höchstens 33 %.")
            }
            Self::CalibratedWrongly { steps } => format!("Diese Werte passen nicht: Die Aufgabe braucht a über 0 und {steps} steigende Zahlen in b."),
            Self::NotMonotone => "Mit diesen Stufen könnte eine bessere Antwort das Ergebnis senken.".into(),
            Self::VariantOfItself { id } => format!("„{id}“ kann keine Variante von sich selbst sein."),
            Self::VariantDiffers => {
                "Die Variante hat eine andere Art, Niveaustufe oder Punktzahl als ihr Original.".into()
            }
            Self::ScaleWithoutItems { scale } => format!("Für die Skala „{scale}“ gibt es keine Aufgabe."),
            Self::SeriesDecides => "Bei each = \"competence\" legt die Kompetenz fest, was gefragt wird.".into(),
            Self::SeriesWithoutChecks { least } => {
                format!("Keine Kompetenz hat {least} Aufgaben, so viele braucht ein Selbst-Check über sie allein.")
            }
            Self::MissingFact { key, .. } => format!("In site.toml fehlt „{key}“."),
            Self::SmallestGroup { least } => format!("smallest_group darf nicht kleiner als {least} sein."),
            Self::NoContentForLanguage { language } => {
                format!("Für die Sprache „{language}“ gibt es noch keine Seiten.")
            }
            Self::FactsTemplate { message } => {
                format!("Die Angaben aus site.toml lassen sich hier nicht einsetzen: {message}")
            }
            Self::ExampleOffer => "Dieses Lernangebot ist als Beispiel gekennzeichnet.".into(),
            Self::ExampleOffersOfBase { count } => format!("{count} Lernangebote der Grundfassung sind Beispiele."),
            Self::PathOutside { path } => format!("Der Pfad führt aus dem Ordner der Ebene hinaus: {path}"),
            Self::PathAbsolute { path } => format!("Der Pfad gilt nur auf einem einzigen Rechner: {path}"),
            Self::LayerMissing { path } => format!("Den Ordner dieser Ebene gibt es nicht: {path}"),
            Self::LayerCycle { path } => format!("Diese Ebene steht schon auf sich selbst: {path}"),
            Self::HideWithoutBase => "hide = true, aber in den Ebenen darunter gibt es diese Seite nicht.".into(),
            Self::NoWebAddress { found } => format!("Das ist keine Webadresse: {found}"),
            Self::LinkToHiddenDropped { target } => format!("Der Link führt auf eine Seite, die eine höhere Ebene ausblendet; er wird zu Text: {target}"),
            Self::ReferenceToHidden { name } => format!("„{name}“ ist mit hide = true ausgeblendet."),
            Self::TemplateError { message } => format!("Fehler in einer Vorlage: {message}"),
            Self::Finding(finding) => finding.german(),
            Self::Refusal(refusal) => refusal.german(),
            Self::OwnSite(problem) => problem.german(),
            Self::BaseFault(problem) => problem.german(),
            Self::Fleet(fault) => fault.german(),
        }
    }

    fn german_help(&self) -> String {
        match self {
            Self::NotUtf8 => "Speichern Sie die Datei mit der Kodierung UTF-8.".into(),
            Self::SymbolicLink => "Legen Sie eine Kopie der Datei in den Ordner.".into(),
            Self::NoFrontMatter => "Beginnen Sie die Datei mit drei Zeilen: +++, title = \"…\", +++".into(),
            Self::FrontMatterNotClosed => "Setzen Sie nach dem letzten Schlüssel eine Zeile, in der nur +++ steht.".into(),
            Self::TomlSyntax { slip, .. } => match slip {
                None => "Texte stehen in Anführungszeichen: title = \"…\"".into(),
                Some(Slip::PrintedQuotes) => "Nehmen Sie vorn und hinten das gerade Zeichen: \" (Umschalt und 2).".into(),
                Some(Slip::Day(right) | Slip::DecimalComma(right)) => format!("Schreiben Sie {right}, ohne Anführungszeichen."),
                Some(Slip::OpenText) => "Setzen Sie ans Ende des Textes ein \".".into(),
            },
            Self::UnknownKey { nearest, .. } => nearest.as_ref().map_or_else(
                || "Löschen Sie die Zeile, oder sehen Sie in einer anderen Seite derselben Art nach, wie der Schlüssel heißt.".into(),
                |nearest| format!("Meinten Sie „{nearest}“?"),
            ),
            Self::MissingKey { key } => format!("Ergänzen Sie im Kopf der Seite eine Zeile {key} = …"),
            Self::NotOneOf { allowed, nearest, .. } => choices(nearest.as_ref(), allowed, "Meinten Sie", "Möglich sind"),
            Self::ContentOutsideLanguage => "Verschieben Sie sie, zum Beispiel nach content/de/.".into(),
            Self::UnknownLanguage { language } => format!("Ergänzen Sie \"{language}\" unter languages, oder benennen Sie den Ordner um."),
            Self::PatchWithoutBase => "Löschen Sie patch = true und schreiben Sie die Seite ganz, oder berichtigen Sie den Dateinamen.".into(),
            Self::ThemeMissing { .. } => "Mitgeliefert sind „kern“ und „schlicht“; ein eigenes liegt unter themes/<name>/.".into(),
            Self::UnknownReference { referent, nearest, .. } => nearest.as_ref().map_or_else(
                || format!("Gesucht wurde in: {}", referent.german().1),
                |nearest| format!("Meinten Sie „{nearest}“?"),
            ),
            Self::BrokenLink { nearest, .. } => nearest.as_ref().map_or_else(
                || "Links auf eigene Seiten sind Pfade zur Markdown-Datei, zum Beispiel ../leitfaden/lernzeit.md".into(),
                |nearest| format!("Meinten Sie {nearest}?"),
            ),
            Self::LinkToHidden { .. } => "Nehmen Sie den Link heraus, oder blenden Sie die Seite wieder ein.".into(),
            Self::BrokenAnchor { nearest, .. } => nearest.as_ref().map_or_else(
                || "Die Kennung einer Überschrift ist ihr Text in Kleinbuchstaben mit Bindestrichen.".into(),
                |nearest| format!("Meinten Sie „#{nearest}“?"),
            ),
            Self::UnknownCallout { known, .. } => format!("Möglich sind: {}", known.join(", ")),
            Self::LinkWithoutTarget { name } => format!("Schreiben Sie unten in die Datei eine Zeile [{name}]: pfad.md – oder, wenn es kein Link sein soll, \\[ statt [."),
            Self::ForbiddenLink { .. } => "Erlaubt sind https, http, mailto, tel und Pfade zu eigenen Seiten.".into(),
            Self::PictureMissing { nearest, .. } => nearest.as_ref().map_or_else(
                || "Bilder sind SVG-Dateien unter content/, zum Beispiel ../bilder/weg.svg".into(),
                |nearest| format!("Meinten Sie {nearest}?"),
            ),
            Self::PictureInText => "Setzen Sie vor und nach dem Bild eine leere Zeile.".into(),
            Self::PictureWithoutName => "Er steht in den eckigen Klammern: ![Was zu sehen ist](bilder/weg.svg)".into(),
            Self::PictureSyntax { .. } => "Die Datei beginnt mit <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 …\">.".into(),
            Self::PictureNotAllowed { .. } => "Erlaubt sind Formen, Gruppen und Text. Farben kommen aus Klassen wie pic-line, pic-box, pic-dot und pic-label.".into(),
            Self::PictureWithoutSize => "Ergänzen Sie viewBox=\"0 0 Breite Höhe\".".into(),
            Self::PictureTextWithoutSize => "Ergänzen Sie font-size=\"…\", am Text oder an einer Gruppe um ihn.".into(),
            Self::PictureTextSmall { least, .. } => format!("Setzen Sie font-size auf mindestens {least}, oder zeichnen Sie für Handys ein eigenes Bild: name-schmal.svg."),
            Self::RouteClash { .. } => "Benennen Sie eine der beiden Dateien um.".into(),
            Self::OutputClash { .. } => "Benennen Sie eine der beiden Quellen um.".into(),
            Self::CompetenceFileName { .. } => "Benennen Sie die Datei um, oder berichtigen Sie competence.".into(),
            Self::DuplicateId { .. } => "Kennungen werden nie wieder verwendet. Nehmen Sie die nächste freie Nummer.".into(),
            Self::DuplicateCompetence { .. } => "Jede Kompetenz braucht einen eigenen Dateinamen, auch über Bereiche hinweg.".into(),
            Self::RequirementCycle { .. } => "Nehmen Sie bei einem davon den Eintrag unter requires heraus.".into(),
            Self::StepBeforeRequirement { .. } => "Stellen Sie die Schritte um, oder ergänzen Sie den fehlenden.".into(),
            Self::StepTooHigh { .. } => "Setzen Sie ein Lernangebot davor, das bis dorthin führt.".into(),
            Self::ItemHasNot { .. } => "Löschen Sie den Eintrag, oder ändern Sie kind.".into(),
            Self::ItemNoPoints => "Prüfen Sie, welche Antworten als richtig gekennzeichnet sind.".into(),
            Self::GuessingFloor { .. } => "Mehr Antworten oder ein ausgewogenes Verhältnis von richtig und falsch senken den Wert.".into(),
            Self::CalibratedWrongly { .. } => "Schätzen Sie die Werte neu mit `roadmap calibrate --layer`, oder löschen Sie den Eintrag.".into(),
            Self::NotMonotone => "Vereinfachen Sie die Aufgabe, so dass es weniger Stufen gibt.".into(),
            Self::VariantOfItself { .. } => "Nennen Sie die Aufgabe, von der sie abgewandelt ist, oder nehmen Sie variant_of heraus.".into(),
            Self::VariantDiffers => "Eine Variante ist dieselbe Aufgabe in der Kleidung eines anderen Berufs.".into(),
            Self::ScaleWithoutItems { .. } => "Ergänzen Sie Aufgaben, oder nehmen Sie die Skala heraus.".into(),
            Self::SeriesDecides => "Löschen Sie diesen Eintrag.".into(),
            Self::SeriesWithoutChecks { .. } => "Ergänzen Sie Aufgaben, oder nehmen Sie diesen Selbst-Check heraus.".into(),
            Self::MissingFact { key, parts } => format!("Ergänzen Sie „{key}“{} – oder setzen Sie draft = true, dann wird jede Seite als Entwurf gekennzeichnet.", listed(" mit ", parts)),
            Self::ExampleOffer | Self::ExampleOffersOfBase { .. } => "Ersetzen Sie es durch ein eigenes, oder blenden Sie es mit hide = true aus.".into(),
            Self::FactsTemplate { .. } => "Angaben stehen in doppelten geschweiften Klammern, zum Beispiel {{ contact.email }}".into(),
            Self::WrongType { .. } => "Texte stehen in Anführungszeichen, Zahlen und true oder false ohne; Listen in eckigen Klammern.".into(),
            Self::NumberTooLarge => "Setzen Sie eine kleinere Zahl ein; vielleicht ist eine Taste zu lange gedrückt worden.".into(),
            Self::OutOfRange { .. } => "Setzen Sie einen Wert aus dem genannten Bereich ein.".into(),
            Self::InvalidValue { .. } => "Sehen Sie in einer anderen Seite derselben Art nach, wie der Wert geschrieben wird.".into(),
            Self::StandingStep { .. } => "Nehmen Sie den nächsten Wert, zum Beispiel 2 oder 2.5 (mit Punkt).".into(),
            Self::TermTwice { .. } => "Nehmen Sie es bei einem der beiden Einträge heraus, aus term oder forms.".into(),
            Self::MonthTwice { .. } => "Nehmen Sie ihn aus quiet_months oder aus full_months heraus.".into(),
            Self::RaisesDownwards => "from sagt, wo das Lernangebot beginnt, to, wohin es führt.".into(),
            Self::OfferWithoutUse => "Sagen Sie unter raises, was jemand danach besser kann: raises = [{ competence = \"…\", from = 0, to = 1 }]".into(),
            Self::QuizRating => "Nehmen Sie quiz = true heraus, oder ändern Sie kind.".into(),
            Self::ItemNeeds { .. } => "Ergänzen Sie den Eintrag, oder ändern Sie kind.".into(),
            Self::ItemKeys { .. } => "Prüfen Sie, welche Einträge als richtig gekennzeichnet sind.".into(),
            Self::ItemGroupOutside { .. } => "group ist der Platz der Gruppe in groups.".into(),
            Self::ItemPairOutside => "Zum Beispiel critical = [[0, 2]]: Der erste Schritt muss vor dem dritten kommen.".into(),
            Self::ItemStandingValue => "3 ist am besten, 0 am schlechtesten.".into(),
            Self::SmallestGroup { .. } => "Kleinere Gruppen ließen auf einzelne Menschen schließen. Üblich sind 7.".into(),
            Self::NoContentForLanguage { language } => format!("Seiten in dieser Sprache liegen unter content/{language}/."),
            Self::PathOutside { .. } => "Legen Sie die Datei in den Ordner und nennen Sie sie von dort aus, zum Beispiel static/wappen.svg".into(),
            Self::PathAbsolute { .. } => "Nennen Sie den Ordner von hier aus, zum Beispiel ../land-hessen".into(),
            Self::LayerMissing { .. } => "Prüfen Sie den Pfad. Er gilt von dem Ordner aus, in dem diese site.toml liegt.".into(),
            Self::LayerCycle { .. } => "Nehmen Sie den Eintrag aus layers heraus.".into(),
            Self::HideWithoutBase => "Berichtigen Sie den Dateinamen, oder löschen Sie die Datei.".into(),
            Self::NoWebAddress { .. } => "Eine Webadresse beginnt mit https:// oder http:// und enthält keine Leerzeichen.".into(),
            Self::LinkToHiddenDropped { .. } => "Ersetzen Sie die Seite durch eine eigene Fassung, wenn der Satz so nicht mehr stimmt.".into(),
            Self::ReferenceToHidden { .. } => "Nehmen Sie den Eintrag heraus, oder blenden Sie die Seite wieder ein.".into(),
            Self::TemplateError { .. } => "Vorlagen liegen unter templates/ der Ebene oder des Themes.".into(),
            Self::Finding(finding) => finding.german_help(),
            Self::Refusal(refusal) => refusal.german_help(),
            Self::OwnSite(problem) => problem.german_help(),
            Self::BaseFault(problem) => problem.german_help(),
            Self::Fleet(fault) => fault.german_help(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::NotUtf8 => "The file is not UTF-8.".into(),
            Self::SymbolicLink => "A symbolic link is not read.".into(),
            Self::NoFrontMatter => "The page has no front matter: the file does not begin with a line “+++”.".into(),
            Self::FrontMatterNotClosed => "The front matter is not closed: the second line “+++” is missing.".into(),
            Self::TomlSyntax { message, slip } => match slip {
                None => format!("This is not valid TOML: {message}"),
                Some(Slip::PrintedQuotes) => "These quotation marks are not possible here.".into(),
                Some(Slip::Day(_)) => "A day is written in another order here.".into(),
                Some(Slip::DecimalComma(_)) => "Decimals stand behind a point here.".into(),
                Some(Slip::OpenText) => "The text does not end: the second quotation mark is missing.".into(),
            },
            Self::UnknownKey { key, .. } => format!("There is no key “{key}” here."),
            Self::MissingKey { key } => format!("The key “{key}” is missing."),
            Self::WrongType { expected } => {
                format!("Expected here: {}.", kinds(expected, ValueKind::english, " or "))
            }
            Self::NumberTooLarge => "This number is too large.".into(),
            Self::NotOneOf { found, .. } => format!("“{found}” is not possible here."),
            Self::OutOfRange { found, least, most } => match (least, most) {
                (Some(least), Some(most)) => format!("{found} is outside {least} to {most}."),
                (Some(least), None) => format!("{found} is less than {least}."),
                (None, Some(most)) => format!("{found} is more than {most}."),
                (None, None) => format!("{found} is not possible here."),
            },
            Self::InvalidValue { message } => format!("This value does not fit: {message}"),
            Self::ContentOutsideLanguage => "The file is not in the folder of a language.".into(),
            Self::UnknownLanguage { language } => {
                format!("The language “{language}” is not among languages in site.toml.")
            }
            Self::PatchWithoutBase => "patch = true, but no layer below has this page.".into(),
            Self::ThemeMissing { theme } => format!("There is no theme “{theme}”."),
            Self::UnknownReference { referent, name, .. } => format!("There is no {} “{name}”.", referent.english()),
            Self::BrokenLink { target, .. } => format!("The link leads nowhere: {target}"),
            Self::LinkToHidden { target } => format!("The link leads to a page that hide = true removes: {target}"),
            Self::BrokenAnchor { target, anchor, .. } => format!("The page {target} has no heading “#{anchor}”."),
            Self::UnknownCallout { marker, .. } => format!("There is no callout of this kind: {marker}"),
            Self::LinkWithoutTarget { name } => format!("This reference has no destination: [{name}]"),
            Self::ForbiddenLink { target } => format!("Links of this kind are not allowed: {target}"),
            Self::PictureMissing { target, .. } => format!("There is no such picture: {target}"),
            Self::PictureInText => "The picture stands in the midst of text.".into(),
            Self::PictureWithoutName => "The picture lacks a text for those who do not see it.".into(),
            Self::PictureSyntax { message } => format!("This is not valid SVG: {message}"),
            Self::PictureNotAllowed { what } => format!("Not allowed in a picture: {what}"),
            Self::PictureWithoutSize => "The picture lacks its size.".into(),
            Self::PictureTextWithoutSize => "This text lacks its font size.".into(),
            Self::PictureTextSmall { pixels, .. } => {
                format!("This text is only {pixels} px high on small screens.")
            }
            Self::RouteClash { route, other } => format!("The address {route} is already taken by {other}."),
            Self::OutputClash { path } => format!("Two sources want to write the same file: {path}"),
            Self::CompetenceFileName { expected } => {
                format!("The items of a competence belong into the file {expected}.")
            }
            Self::DuplicateId { id } => format!("The id “{id}” exists already."),
            Self::DuplicateCompetence { slug, other } => format!("The competence “{slug}” exists already in {other}."),
            Self::StandingStep { found } => format!("{found} is no target: 0 to 4 in steps of 0.5."),
            Self::TermTwice { term } => format!("The word “{term}” stands in the glossary twice."),
            Self::MonthTwice { month } => format!("Month {month} is quiet and full at once."),
            Self::RaisesDownwards => "from must be less than to.".into(),
            Self::OfferWithoutUse => "This offer lifts no competence, and no other offer requires it.".into(),
            Self::QuizRating => "A rating has no right answer, so no quiz can ask for it.".into(),
            Self::RequirementCycle { offers } => {
                format!("These offers require each other in a circle: {}", offers.join(" → "))
            }
            Self::StepBeforeRequirement { offer, requires } => {
                format!("“{offer}” requires “{requires}”, which does not come before it in the path.")
            }
            Self::StepTooHigh { competence, from, reached } => {
                format!("The step starts at {from} for “{competence}”; up to here the path leads only to {reached}.")
            }
            Self::ItemNeeds { kind, key } => format!("An item of kind {kind} needs “{key}”."),
            Self::ItemHasNot { kind, key } => format!("An item of kind {kind} has no “{key}”."),
            Self::ItemKeys { kind } => match kind.as_str() {
                "single" => "Exactly one option must be right (key = true).".into(),
                "spot" => "At least one part must be a sign (sign = true) and at least one must not.".into(),
                _ => "At least one option must be right (key = true) and at least one wrong.".into(),
            },
            Self::ItemGroupOutside { groups } => {
                format!("There is no such group; they count from 0 to {}.", groups.saturating_sub(1))
            }
            Self::ItemPairOutside => {
                "A pair in critical names two different steps, counted from 0, in their right order.".into()
            }
            Self::ItemStandingValue => "value is 0, 1, 2 or 3 (thirds).".into(),
            Self::ItemNoPoints => "No point can be reached with this item.".into(),
            Self::GuessingFloor { percent } => {
                format!("Guessing reaches the first point in {percent} % of cases; at most 33 % are fine.")
            }
            Self::CalibratedWrongly { steps } => format!("These parameters do not fit: the item needs a above 0 and {steps} rising numbers in b."),
            Self::NotMonotone => "With these steps a better answer could lower the result.".into(),
            Self::VariantOfItself { id } => format!("“{id}” cannot be a variant of itself."),
            Self::VariantDiffers => "The variant differs from its original in kind, level or points.".into(),
            Self::ScaleWithoutItems { scale } => format!("There is no item for the scale “{scale}”."),
            Self::SeriesDecides => "With each = \"competence\" the competence decides what is asked.".into(),
            Self::SeriesWithoutChecks { least } => {
                format!("No competence has {least} tasks, which a self-check about it alone needs.")
            }
            Self::MissingFact { key, .. } => format!("“{key}” is missing in site.toml."),
            Self::SmallestGroup { least } => format!("smallest_group must not be less than {least}."),
            Self::NoContentForLanguage { language } => format!("There are no pages yet for the language “{language}”."),
            Self::FactsTemplate { message } => format!("The facts of site.toml cannot be put in here: {message}"),
            Self::ExampleOffer => "This offer is marked as an example.".into(),
            Self::ExampleOffersOfBase { count } => format!("{count} offers of the base are examples."),
            Self::PathOutside { path } => format!("The path leads out of the layer's folder: {path}"),
            Self::PathAbsolute { path } => format!("The path holds on a single machine only: {path}"),
            Self::LayerMissing { path } => format!("There is no folder for this layer: {path}"),
            Self::LayerCycle { path } => format!("This layer stands on itself: {path}"),
            Self::HideWithoutBase => "hide = true, but no layer below has this page.".into(),
            Self::NoWebAddress { found } => format!("This is no web address: {found}"),
            Self::LinkToHiddenDropped { target } => format!("The link leads to a page that a higher layer hides; it becomes text: {target}"),
            Self::ReferenceToHidden { name } => format!("“{name}” is hidden by hide = true."),
            Self::TemplateError { message } => format!("Error in a template: {message}"),
            Self::Finding(finding) => finding.english(),
            Self::Refusal(refusal) => refusal.english(),
            Self::OwnSite(problem) => problem.english(),
            Self::BaseFault(problem) => problem.english(),
            Self::Fleet(fault) => fault.english(),
        }
    }

    fn english_help(&self) -> String {
        match self {
            Self::NotUtf8 => "Save the file with the encoding UTF-8.".into(),
            Self::SymbolicLink => "Put a copy of the file into the folder.".into(),
            Self::NoFrontMatter => "Begin the file with three lines: +++, title = \"…\", +++".into(),
            Self::FrontMatterNotClosed => "After the last key add a line with nothing but +++.".into(),
            Self::TomlSyntax { slip, .. } => match slip {
                None => "Texts stand in quotation marks: title = \"…\"".into(),
                Some(Slip::PrintedQuotes) => "Use the straight mark at both ends: \"".into(),
                Some(Slip::Day(right) | Slip::DecimalComma(right)) => format!("Write {right}, without quotation marks."),
                Some(Slip::OpenText) => "Put a \" at the end of the text.".into(),
            },
            Self::UnknownKey { nearest, .. } => nearest.as_ref().map_or_else(
                || "Delete the line, or see in another page of the same kind what the key is called.".into(),
                |nearest| format!("Did you mean “{nearest}”?"),
            ),
            Self::MissingKey { key } => format!("Add a line {key} = … to the front matter"),
            Self::NotOneOf { allowed, nearest, .. } => {
                choices(nearest.as_ref(), allowed, "Did you mean", "Possible are")
            }
            Self::UnknownReference { nearest: Some(nearest), .. }
            | Self::BrokenLink { nearest: Some(nearest), .. }
            | Self::PictureMissing { nearest: Some(nearest), .. }
            | Self::BrokenAnchor { nearest: Some(nearest), .. } => format!("Did you mean “{nearest}”?"),
            Self::ContentOutsideLanguage => "Move it, for example to content/de/.".into(),
            Self::UnknownLanguage { language } => format!("Add \"{language}\" to languages, or rename the folder."),
            Self::PatchWithoutBase => "Delete patch = true and write the whole page, or mend the file name.".into(),
            Self::ThemeMissing { .. } => "“kern” and “schlicht” are included; an own one lies under themes/<name>/.".into(),
            Self::UnknownReference { referent, .. } => format!("Looked for in: {}", referent.german().1),
            Self::BrokenLink { .. } => {
                "Links to own pages are paths to the Markdown file, such as ../leitfaden/lernzeit.md".into()
            }
            Self::LinkToHidden { .. } => "Take the link out, or show the page again.".into(),
            Self::BrokenAnchor { .. } => "The id of a heading is its text in lower case with hyphens.".into(),
            Self::UnknownCallout { known, .. } => format!("Possible are: {}", known.join(", ")),
            Self::LinkWithoutTarget { name } => format!("Write a line [{name}]: path.md at the end of the file – or, if it is no link, \\[ in the place of [."),
            Self::ForbiddenLink { .. } => "Allowed are https, http, mailto, tel and paths to own pages.".into(),
            Self::PictureMissing { .. } => {
                "Pictures are SVG files below content/, such as ../bilder/weg.svg".into()
            }
            Self::PictureInText => "Leave an empty line before and after the picture.".into(),
            Self::PictureWithoutName => "It stands in the square brackets: ![What there is to see](bilder/weg.svg)".into(),
            Self::PictureSyntax { .. } => "The file begins with <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 …\">.".into(),
            Self::PictureNotAllowed { .. } => "Shapes, groups and text are allowed. Colours come from classes such as pic-line, pic-box, pic-dot and pic-label.".into(),
            Self::PictureWithoutSize => "Add viewBox=\"0 0 width height\".".into(),
            Self::PictureTextWithoutSize => "Add font-size=\"…\" to the text or to a group around it.".into(),
            Self::PictureTextSmall { least, .. } => format!("Set font-size to {least} at least, or draw a picture of its own for phones: name-schmal.svg."),
            Self::RouteClash { .. } => "Rename one of the two files.".into(),
            Self::OutputClash { .. } => "Rename one of the two sources.".into(),
            Self::CompetenceFileName { .. } => "Rename the file, or mend competence.".into(),
            Self::DuplicateId { .. } => "Ids are never reused. Take the next free number.".into(),
            Self::DuplicateCompetence { .. } => {
                "Each competence needs a file name of its own, across areas too.".into()
            }
            Self::RequirementCycle { .. } => "Take the entry under requires out of one of them.".into(),
            Self::StepBeforeRequirement { .. } => "Reorder the steps, or add the missing one.".into(),
            Self::StepTooHigh { .. } => "Put an offer before it that leads there.".into(),
            Self::ItemHasNot { .. } => "Delete the entry, or change kind.".into(),
            Self::ItemNoPoints => "Look which answers are marked as right.".into(),
            Self::GuessingFloor { .. } => "More options, or a better balance of right and wrong, lower it.".into(),
            Self::CalibratedWrongly { .. } => "Estimate them anew with `roadmap calibrate --layer`, or delete the entry.".into(),
            Self::NotMonotone => "Simplify the item so that it has fewer steps.".into(),
            Self::VariantOfItself { .. } => "Name the item it was made from, or take variant_of out.".into(),
            Self::VariantDiffers => "A variant is the same task in another job's clothes.".into(),
            Self::ScaleWithoutItems { .. } => "Add items, or take the scale out.".into(),
            Self::SeriesDecides => "Delete this entry.".into(),
            Self::SeriesWithoutChecks { .. } => "Add items, or take this self-check out.".into(),
            Self::MissingFact { key, parts } => {
                format!("Add “{key}”{}, or set draft = true, which marks every page as a draft.", listed(" with ", parts))
            }
            Self::ExampleOffer | Self::ExampleOffersOfBase { .. } => "Replace it by one of your own, or hide it with hide = true.".into(),
            Self::FactsTemplate { .. } => "Facts stand in double braces, such as {{ contact.email }}".into(),
            Self::WrongType { .. } => "Texts stand in quotation marks, numbers and true or false do not; lists in square brackets.".into(),
            Self::NumberTooLarge => "Take a smaller number; perhaps a key was pressed too long.".into(),
            Self::OutOfRange { .. } => "Take a value of the range that is named.".into(),
            Self::InvalidValue { .. } => "See in another page of the same kind how the value is written.".into(),
            Self::StandingStep { .. } => "Take the next value, such as 2 or 2.5.".into(),
            Self::TermTwice { .. } => "Take it out of one of the two entries, from term or forms.".into(),
            Self::MonthTwice { .. } => "Take it out of quiet_months or of full_months.".into(),
            Self::RaisesDownwards => "from says where the offer begins, to where it leads.".into(),
            Self::OfferWithoutUse => "Say under raises what somebody can do better afterwards: raises = [{ competence = \"…\", from = 0, to = 1 }]".into(),
            Self::QuizRating => "Take quiz = true out, or change kind.".into(),
            Self::ItemNeeds { .. } => "Add the entry, or change kind.".into(),
            Self::ItemKeys { .. } => "Look which entries are marked as right.".into(),
            Self::ItemGroupOutside { .. } => "group is the place of the group in groups.".into(),
            Self::ItemPairOutside => "Such as critical = [[0, 2]]: the first step must come before the third.".into(),
            Self::ItemStandingValue => "3 is best, 0 is worst.".into(),
            Self::SmallestGroup { .. } => "Smaller groups would give single people away. 7 is usual.".into(),
            Self::NoContentForLanguage { language } => format!("Pages in this language lie under content/{language}/."),
            Self::PathOutside { .. } => "Put the file into the folder and name it from there, such as static/wappen.svg".into(),
            Self::PathAbsolute { .. } => "Name the folder from here, such as ../land-hessen".into(),
            Self::LayerMissing { .. } => "Look at the path. It is seen from the folder that holds this site.toml.".into(),
            Self::LayerCycle { .. } => "Take the entry out of layers.".into(),
            Self::HideWithoutBase => "Mend the file name, or delete the file.".into(),
            Self::NoWebAddress { .. } => "A web address begins with https:// or http:// and has no spaces.".into(),
            Self::LinkToHiddenDropped { .. } => "Replace the page by one of your own if the sentence no longer holds.".into(),
            Self::ReferenceToHidden { .. } => "Take the entry out, or show the page again.".into(),
            Self::TemplateError { .. } => "Templates lie under templates/ of the layer or the theme.".into(),
            Self::Finding(finding) => finding.english_help(),
            Self::Refusal(refusal) => refusal.english_help(),
            Self::OwnSite(problem) => problem.english_help(),
            Self::BaseFault(problem) => problem.english_help(),
            Self::Fleet(fault) => fault.english_help(),
        }
    }
}

/// Names in a row, with a word before them; nothing for none.
fn listed(before: &str, names: &[&str]) -> String {
    if names.is_empty() {
        String::new()
    } else {
        format!("{before}{}", names.join(", "))
    }
}

fn choices(
    nearest: Option<&String>,
    allowed: &[String],
    did_you_mean: &str,
    possible: &str,
) -> String {
    let mut text = String::new();
    if let Some(nearest) = nearest {
        let _ = write!(text, "{did_you_mean} „{nearest}“? ");
    }
    let _ = write!(text, "{possible}: {}", allowed.join(", "));
    text
}

/// The known name nearest to a mistyped one, if any is near enough to be meant.
///
/// Jaro–Winkler similarity of at least 0.8: near enough for a slip of the finger, too far for another word.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate.to_owned())
}
