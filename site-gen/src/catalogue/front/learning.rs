//! Offers, learning units, paths and programmes.

use schemars::JsonSchema;
use serde::Deserialize;

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
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Praesenz,
        Self::Workshop,
        Self::ELearning,
        Self::Video,
        Self::Tandem,
        Self::Coaching,
        Self::Mentoring,
        Self::Arbeitsplatz,
    ];

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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
    #[schemars(with = "f64", range(min = 0))]
    pub cost: Euros,
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

/// An amount of money in euros: a finite number, 0 or more.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(try_from = "f64")]
pub struct Euros(f64);

impl Euros {
    /// The number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The amount in the plans, which count whole euros: never less than it is.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "never negative; what is more than all the money there is stays that"
    )]
    pub fn rounded_up(self) -> u32 {
        self.0.ceil() as u32
    }
}

impl TryFrom<f64> for Euros {
    type Error = String;

    fn try_from(euros: f64) -> Result<Self, String> {
        if euros.is_finite() && euros >= 0.0 {
            Ok(Self(euros))
        } else {
            Err(format!("{euros}: ≥ 0"))
        }
    }
}

/// Education vouchers for an offer.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vouchers {
    /// Whether they are accepted.
    pub eligible: bool,
    /// How many are left.
    pub remaining: Option<u32>,
}

/// One lift of a competence.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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

/// A programme, such as the Digitallotsen.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
