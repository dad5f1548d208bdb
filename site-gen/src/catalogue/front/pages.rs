//! Home page, sections, free pages, news, municipalities.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::source::config::Land;
use crate::source::day;

/// The home page.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
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
    /// Whether the footer of every page links to it.
    #[serde(default)]
    pub footer: bool,
}

const fn yes() -> bool {
    true
}

/// A free page.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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

/// The glossary.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    /// The heading.
    pub title: String,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
    /// Its place in the footer.
    #[serde(default)]
    pub order: i32,
    /// Whether the footer of every page links to it.
    #[serde(default)]
    pub footer: bool,
    /// The terms, in any order.
    #[serde(default)]
    pub term: Vec<Term>,
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its id: the place on the page, and what a layer's patch replaces it by.
    pub id: String,
    /// The word.
    pub term: String,
    /// One or two sentences, as plain text.
    pub text: String,
    /// Other spellings on pages: plural, genitive, the other gender.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Where there is more about it: a path to a Markdown file.
    #[serde(default)]
    pub link: String,
    /// Whether pages that use the word explain it at their end; everyday words stand in the glossary alone.
    #[serde(default = "yes")]
    pub explain: bool,
}

/// A piece of news.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct News {
    /// The heading.
    pub title: String,
    /// The day.
    #[schemars(with = "String", extend("format" = "date"))]
    #[serde(deserialize_with = "day::day")]
    pub date: toml::value::Date,
    /// One sentence about it.
    #[serde(default)]
    pub summary: String,
}

/// A municipality that takes part.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// Its name.
    pub title: String,
    /// The Land.
    pub land: Land,
    /// Since when.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    #[serde(default, deserialize_with = "day::optional")]
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
