//! The files of a new layer, made of its facts. Their words stand in `files/`.

use std::fmt::Write as _;

use assess_core::calendar::Day;

use super::facts::{Fact, Facts};
use crate::diagnostic::problem::Language;
use crate::schema;
use crate::theme::texts::fill;

/// A file that is to be written.
#[derive(Debug)]
pub struct NewFile {
    /// Its path in the layer, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Makes all files of a layer, dated `today`.
#[must_use]
pub fn files(facts: &Facts, today: Day) -> Vec<NewFile> {
    let name = facts.get(Fact::Name).unwrap_or_default();
    let (year, month, day) = today.year_month_day();
    let today = format!("{year:04}-{month:02}-{day:02}");
    let values = [
        ("name", name),
        // Inside YAML's and TOML's quotation marks.
        ("quoted_name", &*quoted(name)),
        ("today", &*today),
        (
            "news_title",
            &*quoted(&format!("{name} startet die roadMAP")),
        ),
    ];
    let file = |path: &str, text: &str| NewFile {
        path: path.to_owned(),
        text: fill(text, &values),
    };
    let mut files = vec![
        NewFile {
            path: "site.toml".to_owned(),
            text: site_toml(facts),
        },
        file("README.md", include_str!("files/README.md")),
        file(
            &format!("content/de/aktuelles/{today}-start.md"),
            include_str!("files/start.md"),
        ),
        file("publiccode.yml", include_str!("files/publiccode.yml")),
        file(".gitlab-ci.yml", include_str!("files/gitlab-ci.yml")),
        file(
            ".github/workflows/website.yml",
            include_str!("files/github.yml"),
        ),
        file(
            ".ci/roadmap-holen.sh",
            include_str!("files/roadmap-holen.sh"),
        ),
        file(".gitignore", include_str!("files/gitignore")),
    ];
    files.extend(schema::files().into_iter().map(|file| NewFile {
        path: format!("{}/{}", schema::FOLDER, file.name),
        text: file.text(),
    }));
    files
}

/// Text between quotation marks, for TOML and YAML alike: both know the strings of JSON. (TOML's own writer would take three
/// quotation marks for a text that has both kinds of them, which YAML does not know.)
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What stands before the tables of facts.
const HEADS: [(&str, &str); 4] = [
    (
        "contact",
        "# Wen Leserinnen und Leser fragen können. Steht unten auf jeder Seite.",
    ),
    ("imprint", "# Angaben für das Impressum."),
    ("privacy", "# Angaben für die Hinweise zum Datenschutz."),
    (
        "accessibility",
        "# Angaben für die Erklärung zur Barrierefreiheit.",
    ),
];

/// `site.toml` with a word about each key; what is not known yet stands there as a comment with an example.
fn site_toml(facts: &Facts) -> String {
    let mut out = String::from(include_str!("files/site-head.toml"));
    for fact in Fact::ALL.into_iter().filter(|fact| fact.key().0.is_none()) {
        entry(&mut out, facts, fact);
    }
    if !facts.is_complete() {
        out.push_str(include_str!("files/site-draft.toml"));
    }
    for (table, comment) in HEADS {
        let _ = write!(out, "\n{comment}\n[{table}]\n");
        for fact in Fact::ALL
            .into_iter()
            .filter(|fact| fact.key().0 == Some(table))
        {
            entry(&mut out, facts, fact);
        }
    }
    out.push_str(include_str!("files/site-end.toml"));
    out
}

fn entry(out: &mut String, facts: &Facts, fact: Fact) {
    let (_, key) = fact.key();
    let meaning = fact.meaning(Language::German);
    // Writing to a string cannot fail.
    let _ = match facts.get(fact) {
        Some(value) => writeln!(out, "# {meaning}\n{key} = {}", value_of(fact, value)),
        None => writeln!(
            out,
            "# {meaning} – bitte ergänzen:\n# {key} = {}",
            value_of(fact, fact.example())
        ),
    };
}

/// A value as TOML.
fn value_of(fact: Fact, value: &str) -> String {
    match fact {
        Fact::LogDays | Fact::Assessed => value.to_owned(),
        Fact::Address => {
            let lines = value
                .split(';')
                .map(str::trim)
                .filter(|line| !line.is_empty());
            toml::Value::Array(lines.map(toml::Value::from).collect()).to_string()
        }
        _ => quoted(value),
    }
}
