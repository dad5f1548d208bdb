//! Chapters of the guide.

use schemars::JsonSchema;
use serde::Deserialize;

/// A chapter of the guide.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
