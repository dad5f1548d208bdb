//! Areas, competences, and occupations with their target profiles.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::Format;

/// A competence area.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
    /// Months in which there is usually time to learn.
    #[serde(default)]
    #[schemars(with = "Vec<u8>", inner(range(min = 1, max = 12)))]
    pub quiet_months: BTreeSet<Month>,
    /// Months in which there is usually none.
    #[serde(default)]
    #[schemars(with = "Vec<u8>", inner(range(min = 1, max = 12)))]
    pub full_months: BTreeSet<Month>,
    /// What each career level should be able to do, by competence.
    #[serde(default)]
    pub target: Targets,
}

/// A month, 1..=12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "u8")]
pub struct Month(u8);

impl Month {
    /// The number, 1..=12.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// All of a year.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=12).map(Self)
    }

    /// The month after it; January after December.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 % 12 + 1)
    }
}

impl TryFrom<u8> for Month {
    type Error = String;

    fn try_from(month: u8) -> Result<Self, String> {
        if (1..=12).contains(&month) {
            Ok(Self(month))
        } else {
            Err(format!("{month}: 1–12"))
        }
    }
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
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
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
