//! The front matter of each kind of content, as written. One file per kind shows every key: the examples of the tests.
//!
//! The types carry their own rules where a rule is about one value alone; what needs a second look at other entries is
//! a matter of `check`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::source::config::Land;

/// The home page.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// The heading.
    pub title: String,
    /// The sentence below it.
    #[serde(default)]
    pub summary: String,
    /// One way in for each kind of reader.
    #[serde(default)]
    pub door: Vec<Door>,
}

/// A way into the site for one kind of reader.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Door {
    /// Who is meant, or what they want.
    pub title: String,
    /// What they find.
    pub text: String,
    /// The page it opens: a path to its Markdown file.
    pub link: String,
    /// The words of the link.
    pub label: String,
}

/// The page of a section: `_index.md` of a folder.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// Its place among the sections.
    #[serde(default)]
    pub order: i32,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// Whether it stands in the main navigation.
    #[serde(default = "yes")]
    pub nav: bool,
}

const fn yes() -> bool {
    true
}

/// A free page.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The heading.
    pub title: String,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// Its place in its section or in the footer.
    #[serde(default)]
    pub order: i32,
    /// Keywords.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whether the footer of every page links to it.
    #[serde(default)]
    pub footer: bool,
    /// Whether the body is a template over the facts of `site.toml`.
    #[serde(default)]
    pub facts: bool,
}

/// A chapter of the guide.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// The heading.
    pub title: String,
    /// The part of the guide it belongs to.
    pub part: Part,
    /// Its place in the guide.
    #[serde(default)]
    pub order: i32,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// How much time it takes to do what it says.
    #[serde(default)]
    pub effort: String,
    /// For whom it is written.
    #[serde(default)]
    pub audience: Vec<Audience>,
    /// The occupations it is about; none means all.
    #[serde(default)]
    pub occupations: Vec<String>,
    /// Where its facts come from: addresses.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// The four parts of the guide, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the German ones of the contract")]
pub enum Part {
    Verstehen,
    Ermitteln,
    Staerken,
    Dranbleiben,
}

impl Part {
    /// All parts in their order.
    pub const ALL: [Self; 4] = [
        Self::Verstehen,
        Self::Ermitteln,
        Self::Staerken,
        Self::Dranbleiben,
    ];

    /// The name in front matter and strings.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Verstehen => "verstehen",
            Self::Ermitteln => "ermitteln",
            Self::Staerken => "staerken",
            Self::Dranbleiben => "dranbleiben",
        }
    }
}

/// Who a chapter is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the German ones of the contract")]
pub enum Audience {
    Personalentwicklung,
    Leitung,
    Personalrat,
    Datenschutz,
    Digitallotsen,
    Beschaeftigte,
}

impl Audience {
    /// The name in front matter and strings.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Personalentwicklung => "personalentwicklung",
            Self::Leitung => "leitung",
            Self::Personalrat => "personalrat",
            Self::Datenschutz => "datenschutz",
            Self::Digitallotsen => "digitallotsen",
            Self::Beschaeftigte => "beschaeftigte",
        }
    }
}

/// A competence area.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The heading.
    pub title: String,
    /// Its place in the catalogue; also the number shown.
    #[serde(default)]
    pub order: i32,
    /// What kind of ability it holds.
    pub kind: AreaKind,
    /// The `DigComp` area it corresponds to, if any.
    #[serde(default)]
    pub digcomp: String,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
}

/// What kind of ability an area holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the contract's")]
pub enum AreaKind {
    Digital,
    Personal,
    Social,
    Change,
    Leadership,
}

/// A competence.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    /// The heading.
    pub title: String,
    /// Its place in the area.
    #[serde(default)]
    pub order: i32,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// What it has to do with artificial intelligence, as `DigComp` 3.0 labels it.
    #[serde(default)]
    pub ai: AiLabel,
    /// What it corresponds to elsewhere.
    #[serde(default)]
    pub mapping: Mapping,
    /// What somebody can do at each level.
    pub levels: Levels,
    /// One example for each occupation.
    #[serde(default)]
    pub examples: BTreeMap<String, String>,
}

/// What a competence has to do with artificial intelligence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are DigComp 3.0's")]
pub enum AiLabel {
    Explicit,
    Implicit,
    #[default]
    None,
}

/// What a competence corresponds to in other frameworks.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Competence or statement ids of `DigComp` 3.0.
    #[serde(default)]
    pub digcomp3: Vec<String>,
    /// Competence ids of `DigComp` 2.2.
    #[serde(default)]
    pub digcomp2: Vec<String>,
    /// ESCO addresses.
    #[serde(default)]
    pub esco: Vec<String>,
}

/// "Ich kann …" for each of the four levels.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Einsteigen.
    #[serde(rename = "1")]
    pub one: String,
    /// Anwenden.
    #[serde(rename = "2")]
    pub two: String,
    /// Vertiefen.
    #[serde(rename = "3")]
    pub three: String,
    /// Gestalten.
    #[serde(rename = "4")]
    pub four: String,
}

impl Levels {
    /// The texts in order.
    #[must_use]
    pub fn texts(&self) -> [&str; 4] {
        [&self.one, &self.two, &self.three, &self.four]
    }
}

/// An occupation with its target profiles.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occupation {
    /// The heading.
    pub title: String,
    /// Its place in the list.
    #[serde(default)]
    pub order: i32,
    /// How often the job is done at a desk.
    pub desk: Desk,
    /// Its code in the `KldB` 2010.
    #[serde(default)]
    pub kldb: String,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// The learning formats that fit the job.
    #[serde(default)]
    pub formats: Vec<Format>,
    /// What each career level should be able to do, by competence.
    #[serde(default)]
    pub target: Targets,
}

/// How often a job is done at a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the German ones of the contract")]
pub enum Desk {
    Nie,
    Selten,
    Oft,
}

impl Desk {
    /// The name in front matter and strings.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nie => "nie",
            Self::Selten => "selten",
            Self::Oft => "oft",
        }
    }
}

/// Target profiles by career level: standings 0..=4 in steps of 0.5.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// Starting out.
    #[serde(default)]
    pub einstieg: BTreeMap<String, f64>,
    /// Professional.
    #[serde(default)]
    pub fachkraft: BTreeMap<String, f64>,
    /// Leading.
    #[serde(default)]
    pub leitung: BTreeMap<String, f64>,
}

/// How learning happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the German ones of the contract")]
pub enum Format {
    Praesenz,
    Workshop,
    ELearning,
    Video,
    Tandem,
    Coaching,
    Mentoring,
    Arbeitsplatz,
}

impl Format {
    /// The name in front matter, files and strings.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Praesenz => "praesenz",
            Self::Workshop => "workshop",
            Self::ELearning => "e-learning",
            Self::Video => "video",
            Self::Tandem => "tandem",
            Self::Coaching => "coaching",
            Self::Mentoring => "mentoring",
            Self::Arbeitsplatz => "arbeitsplatz",
        }
    }
}

/// A learning offer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The heading.
    pub title: String,
    /// Who offers it: `intern`, the slug of a provider's page, or a name.
    #[serde(default)]
    pub provider: String,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// How learning happens.
    #[serde(default)]
    pub formats: Vec<Format>,
    /// How long it takes.
    pub minutes: u32,
    /// Euro for each person.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub cost: f64,
    /// Whether education vouchers are accepted.
    pub vouchers: Option<Vouchers>,
    /// Whether it is only an example.
    #[serde(default)]
    pub example: bool,
    /// Where to find it: a home page.
    #[serde(default)]
    pub url: String,
    /// The occupations it is for; none means all.
    #[serde(default)]
    pub occupations: Vec<String>,
    /// What it lifts, and from where to where.
    #[serde(default)]
    pub raises: Vec<Raise>,
    /// The offers that come before it.
    #[serde(default)]
    pub requires: Vec<String>,
    /// The licence of its material.
    #[serde(default)]
    pub license: String,
}

/// Education vouchers for an offer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vouchers {
    /// Whether they are accepted.
    pub eligible: bool,
    /// How many are left.
    pub remaining: Option<u32>,
}

/// One lift of a competence.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raise {
    /// The competence.
    pub competence: String,
    /// The standing it starts from.
    #[schemars(range(min = 0, max = 4))]
    pub from: f64,
    /// The standing it leads to.
    #[schemars(range(min = 0, max = 4))]
    pub to: f64,
}

/// A learning unit with a quiz.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// The heading.
    pub title: String,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// Its place in the list.
    #[serde(default)]
    pub order: i32,
    /// How long it takes.
    pub minutes: u32,
    /// What it lifts.
    #[serde(default)]
    pub raises: Vec<Raise>,
    /// Items marked `quiz = true`.
    #[serde(default)]
    pub quiz: Vec<String>,
}

/// A learning path.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Path {
    /// The heading.
    pub title: String,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// Its place in the list.
    #[serde(default)]
    pub order: i32,
    /// The occupations it is for; none means all.
    #[serde(default)]
    pub occupations: Vec<String>,
    /// Where it leads.
    #[serde(default)]
    pub goal: String,
    /// Offers or learning units, in order.
    pub steps: Vec<String>,
}

/// The blueprint of a self-check.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// The heading.
    pub title: String,
    /// Its place in the list.
    #[serde(default)]
    pub order: i32,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// How long it takes, about.
    pub minutes: u32,
    /// At most this many tasks.
    #[schemars(range(min = 1, max = 80))]
    pub tasks: u32,
    /// At most this many ratings.
    #[serde(default)]
    pub ratings: u32,
    /// The occupations it is for; none means all.
    #[serde(default)]
    pub occupations: Vec<String>,
    /// Whether the next task depends on the answers so far.
    #[serde(default)]
    pub adaptive: bool,
    /// What is estimated together.
    pub scale: Vec<BlueprintScale>,
}

/// Competences that share one standing.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BlueprintScale {
    /// Its name in result files; by default the facet and the area.
    pub id: Option<String>,
    /// Tasks or ratings.
    pub facet: Facet,
    /// `*` for all areas together, `each` for one scale for each area, or slugs.
    #[serde(default)]
    pub areas: Vec<String>,
    /// Competences, instead of areas.
    #[serde(default)]
    pub competences: Vec<String>,
}

/// What an item shows: a skill, or how somebody sees themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// Tasks.
    Shown,
    /// Ratings.
    #[serde(rename = "self")]
    Own,
}

/// The items of one competence.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemFile {
    /// The competence; the file has its name.
    pub competence: String,
    /// The items.
    #[serde(default)]
    pub item: Vec<Item>,
}

/// One item. Which keys it has depends on its kind.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id; never reused.
    pub id: String,
    /// A removed item stays as its id and this mark.
    #[serde(default)]
    pub retired: bool,
    /// How it is answered.
    pub kind: Option<ItemKind>,
    /// The level it is a task of.
    #[schemars(with = "Option<u8>", range(min = 1, max = 4))]
    pub level: Option<TaskLevel>,
    /// For learning units only.
    #[serde(default)]
    pub quiz: bool,
    /// The occupations it is for; none means all.
    #[serde(default)]
    pub occupations: Vec<String>,
    /// The item it is the same task as, in another job's clothes.
    pub variant_of: Option<String>,
    /// What is asked.
    #[serde(default)]
    pub question: String,
    /// How long it takes.
    pub minutes: Option<f64>,
    /// Why the key is right.
    #[serde(default)]
    pub source: String,
    /// Answers, of `rating`, `single`, `multiple` and `situation`.
    pub options: Option<Vec<ItemOption>>,
    /// Steps in the right order, of `order`.
    pub steps: Option<Vec<String>>,
    /// Pairs of steps whose order must not be wrong, of `order`.
    pub critical: Option<Vec<(usize, usize)>>,
    /// Groups, of `assign`.
    pub groups: Option<Vec<String>>,
    /// Cards, of `assign`.
    pub cards: Option<Vec<Card>>,
    /// How the parts are shown, of `spot`.
    pub scene: Option<Scene>,
    /// Parts of the text, of `spot`.
    pub parts: Option<Vec<ScenePart>>,
    /// Fields, of `fill`.
    pub fields: Option<Vec<FormField>>,
}

/// How an item is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the contract's")]
pub enum ItemKind {
    Rating,
    Single,
    Multiple,
    Situation,
    Order,
    Assign,
    Spot,
    Fill,
}

/// The level of a task, 1..=4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "u8")]
pub struct TaskLevel(u8);

impl TaskLevel {
    /// The number, 1..=4.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for TaskLevel {
    type Error = String;

    fn try_from(level: u8) -> Result<Self, String> {
        if (1..=4).contains(&level) {
            Ok(Self(level))
        } else {
            Err(format!("{level}: 1–4"))
        }
    }
}

/// An answer to choose.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemOption {
    /// The words.
    pub text: String,
    /// Whether it is right, of `single` and `multiple`.
    #[serde(default)]
    pub key: bool,
    /// How good it is in thirds, of `situation`.
    pub value: Option<u8>,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// A card to sort.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// The words.
    pub text: String,
    /// The group it belongs to, from 0.
    pub group: usize,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// How the parts of a `spot` item are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the contract's")]
pub enum Scene {
    Mail,
    #[default]
    Notice,
    Form,
    Chat,
    Table,
    App,
}

impl Scene {
    /// The name in front matter and style sheets.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Notice => "notice",
            Self::Form => "form",
            Self::Chat => "chat",
            Self::Table => "table",
            Self::App => "app",
        }
    }
}

/// A part of a `spot` item.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenePart {
    /// The words.
    pub text: String,
    /// Whether it is one of the signs to mark.
    #[serde(default)]
    pub sign: bool,
    /// Where a mock link would lead.
    pub link: Option<String>,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// A field of a `fill` item.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// The label.
    pub label: String,
    /// The control.
    #[serde(rename = "type")]
    pub control: FieldType,
    /// What to choose from, of `choice`.
    #[serde(default)]
    pub choices: Vec<String>,
    /// What counts as right.
    #[serde(default)]
    pub accept: Vec<String>,
    /// What the reader is told.
    #[serde(default)]
    pub given: String,
    /// Whether the field should stay empty.
    #[serde(default)]
    pub needless: bool,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// The control of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the native controls")]
pub enum FieldType {
    Text,
    Number,
    Date,
    Time,
    Choice,
}

/// A programme, such as the Digitallotsen.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The heading.
    pub title: String,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// Its place in the list.
    #[serde(default)]
    pub order: i32,
    /// What a candidate is asked about herself or himself.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// What happens when, in weeks from the start.
    #[serde(default)]
    pub timeline: Vec<Milestone>,
}

/// One criterion of a programme.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The beginning of a sentence.
    pub question: String,
    /// Its possible ends, in order.
    pub options: Vec<String>,
    /// What to talk about.
    #[serde(default)]
    pub talk: String,
}

/// One date of a programme.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Weeks from the start.
    pub week: u32,
    /// What happens.
    pub title: String,
    /// More about it.
    #[serde(default)]
    pub text: String,
}

/// A piece of news.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct News {
    /// The heading.
    pub title: String,
    /// The day.
    #[schemars(with = "String")]
    pub date: toml::value::Date,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
}

/// A municipality that takes part.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// Its name.
    pub title: String,
    /// The Land.
    pub land: Land,
    /// Since when.
    #[schemars(with = "Option<String>")]
    pub since: Option<toml::value::Date>,
    /// Its home page.
    #[serde(default)]
    pub url: String,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// The occupations it takes part with.
    #[serde(default)]
    pub occupations: Vec<String>,
}
