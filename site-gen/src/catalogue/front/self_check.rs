//! Blueprints of self-checks.

use schemars::JsonSchema;
use serde::Deserialize;

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
