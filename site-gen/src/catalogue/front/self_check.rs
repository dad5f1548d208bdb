//! Blueprints of self-checks.

use schemars::JsonSchema;
use serde::Deserialize;

/// The blueprint of a self-check.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
    /// `competence`: one self-check for each competence that has enough tasks, instead of one for each occupation.
    pub each: Option<Each>,
    /// How long it takes, about.
    pub minutes: u32,
    /// At most this many tasks.
    #[schemars(with = "u32", range(min = 1, max = 80))]
    pub tasks: ItemCount,
    /// At most this many ratings.
    #[serde(default)]
    pub ratings: u32,
    /// A page carries at most this many items. More give an adaptive check more to choose from and a phone more to load;
    /// `cargo xtask bench assess` says what they are worth.
    #[schemars(with = "u32", range(min = 1, max = 80))]
    #[serde(default)]
    pub items: ItemCount,
    /// The occupations it is for; none means all. Of no use with `each`.
    #[serde(default)]
    pub occupations: Vec<String>,
    /// Whether the next task depends on the answers so far.
    #[serde(default)]
    pub adaptive: bool,
    /// What is estimated together.
    pub scale: Vec<BlueprintScale>,
}

/// A number of items that fits on a page, 1..=80 (design.md §5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u32")]
pub struct ItemCount(u32);

impl ItemCount {
    /// The number, 1..=80.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Default for ItemCount {
    /// As many as fit.
    fn default() -> Self {
        Self(80)
    }
}

impl TryFrom<u32> for ItemCount {
    type Error = String;

    fn try_from(count: u32) -> Result<Self, String> {
        if (1..=Self::default().0).contains(&count) {
            Ok(Self(count))
        } else {
            Err(format!("{count}: 1–80"))
        }
    }
}

/// What there is one self-check for each of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Each {
    /// The competences; a scale then names neither areas nor competences.
    Competence,
}

/// Competences that share one standing.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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

impl Facet {
    /// The word for it in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Own => "self",
        }
    }
}
