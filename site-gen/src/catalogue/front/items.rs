//! Items of the bank.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// The items of one competence.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemFile {
    /// The competence; the file has its name.
    pub competence: String,
    /// The items.
    #[serde(default)]
    pub item: Vec<Item>,
    /// By item: its parameters as estimated from answers, in the place of the provisional ones. `roadmap calibrate --layer`
    /// writes them.
    #[serde(default)]
    pub calibrated: BTreeMap<String, Calibrated>,
}

/// The parameters of an item as estimated from answers.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calibrated {
    /// How well it tells people apart, per level; above 0.
    pub a: f64,
    /// How difficult each of its steps is, in levels, rising.
    pub b: Vec<f64>,
    /// How many people's answers it rests on.
    pub persons: u32,
}

/// One item. Which keys it has depends on its kind.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
    #[schemars(with = "Option<f64>", extend("exclusiveMinimum" = 0))]
    pub minutes: Option<Minutes>,
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

/// A length of time in minutes: a finite number above 0.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub struct Minutes(f64);

impl Minutes {
    /// The number, above 0.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Minutes {
    type Error = String;

    fn try_from(minutes: f64) -> Result<Self, String> {
        if minutes.is_finite() && minutes > 0.0 {
            Ok(Self(minutes))
        } else {
            Err(format!("{minutes}: > 0"))
        }
    }
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
