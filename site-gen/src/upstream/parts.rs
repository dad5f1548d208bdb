//! The parts of a file that lies over another without replacing it: keys of front matter or words, entries with an id,
//! blocks of a template, the text of a page.

use std::collections::BTreeMap;
use std::fmt;

use super::text::Plain;
use super::underlay::is_page;
use crate::source::document::cut;
use crate::template::{extended, tags};

/// How a file lies over the one below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It takes its place.
    Whole,
    /// `patch = true`: it changes the keys it names.
    Patch,
    /// `hide = true`: the page is not there.
    Hide,
    /// Words of the interface, laid over others key by key.
    Words,
    /// A template that extends the one it takes the place of, and gives blocks anew.
    Blocks,
}

/// A part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A value, by the keys that lead to it.
    Key(Vec<String>),
    /// An entry of a list, by its id.
    Entry {
        /// The keys that lead to the list.
        list: Vec<String>,
        /// The id.
        id: String,
    },
    /// A block of a template.
    Block(String),
    /// The text below the front matter.
    Body,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(keys) => f.write_str(&keys.join(".")),
            Self::Entry { list, id } => write!(f, "[[{}]] {id}", list.join(".")),
            Self::Block(name) => write!(f, "{{% block {name} %}}"),
            Self::Body => f.write_str("Text"),
        }
    }
}

impl Part {
    /// Whether two parts stand in the same table or list.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Key(one), Self::Key(other)) => {
                one.len() == other.len() && one[..one.len() - 1] == other[..other.len() - 1]
            }
            (Self::Entry { list: one, .. }, Self::Entry { list: other, .. }) => one == other,
            (Self::Block(_), Self::Block(_)) => true,
            _ => false,
        }
    }
}

/// The parts of a text with what they say.
pub type Parts = BTreeMap<Part, String>;

/// How a file of a layer lies over another.
#[must_use]
pub fn mode(path: &str, text: &str) -> Mode {
    if is_page(path) {
        let table = front(text).unwrap_or_default();
        let is_set = |key: &str| table.get(key).and_then(toml::Value::as_bool) == Some(true);
        if is_set("hide") {
            Mode::Hide
        } else if is_set("patch") {
            Mode::Patch
        } else {
            Mode::Whole
        }
    } else if is_words(path) {
        Mode::Words
    } else if is_template(path) && extends_itself(path, text) {
        Mode::Blocks
    } else {
        Mode::Whole
    }
}

/// Whether a file holds words of the interface.
#[must_use]
pub fn is_words(path: &str) -> bool {
    path.ends_with(".toml")
        && (path.starts_with("strings/")
            || path.starts_with("themes/") && path.split('/').nth(2) == Some("strings"))
}

/// Whether a file is a template.
#[must_use]
pub fn is_template(path: &str) -> bool {
    path.starts_with("templates/")
        || path.starts_with("themes/") && path.split('/').nth(2) == Some("templates")
}

/// `{% extends "kern/home.html" %}` in a file `home.html`.
fn extends_itself(path: &str, text: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    extended(text)
        .and_then(|target| target.rsplit_once('/'))
        .is_some_and(|(_, target)| target == name)
}

/// The front matter of a page as a table.
#[must_use]
pub fn front(text: &str) -> Option<toml::Table> {
    let (front, _) = cut(text).ok()?;
    toml::from_str(&text[front]).ok()
}

/// The text of a page below its front matter.
#[must_use]
pub fn body(text: &str) -> &str {
    cut(text).map_or(text, |(_, body)| &text[body])
}

/// The parts of a text, taken apart for a mode. `None` if it cannot be read.
#[must_use]
pub fn parts(mode: Mode, bytes: &[u8]) -> Option<Parts> {
    let text = Plain::read(bytes)?.text;
    let mut parts = Parts::new();
    match mode {
        Mode::Whole | Mode::Hide => {}
        Mode::Patch => {
            let mut table = front(&text)?;
            table.remove("patch");
            table.remove("hide");
            flatten(&mut Vec::new(), table, &mut parts);
            let body = body(&text);
            if !body.trim().is_empty() {
                parts.insert(Part::Body, body.to_owned());
            }
        }
        Mode::Words => flatten(&mut Vec::new(), toml::from_str(&text).ok()?, &mut parts),
        Mode::Blocks => blocks(&text, &mut parts),
    }
    Some(parts)
}

/// Takes a table apart as layers are merged: tables key by key, lists whose entries have ids entry by entry.
fn flatten(way: &mut Vec<String>, table: toml::Table, parts: &mut Parts) {
    for (key, value) in table {
        way.push(key);
        match value {
            toml::Value::Table(table) => flatten(way, table, parts),
            toml::Value::Array(values) if have_ids(&values) => {
                for mut value in values {
                    let id = value
                        .as_table_mut()
                        .and_then(|table| table.remove("id"))
                        .and_then(|id| id.as_str().map(str::to_owned));
                    if let Some(id) = id {
                        let list = way.clone();
                        parts.insert(Part::Entry { list, id }, value.to_string());
                    }
                }
            }
            value => {
                parts.insert(Part::Key(way.clone()), value.to_string());
            }
        }
        way.pop();
    }
}

fn have_ids(values: &[toml::Value]) -> bool {
    !values.is_empty()
        && values
            .iter()
            .all(|value| value.get("id").is_some_and(toml::Value::is_str))
}

fn blocks(text: &str, parts: &mut Parts) {
    let mut open: Vec<(&str, usize)> = Vec::new();
    for tag in tags(text) {
        if let Some(name) = tag.block() {
            open.push((name, tag.range.end));
        } else if tag.word() == Some("endblock")
            && let Some((name, start)) = open.pop()
        {
            let inside = text[start..tag.range.start].trim();
            parts.insert(Part::Block(name.to_owned()), inside.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Mode, mode, parts};

    fn check(path: &str, text: &str, expected: Mode, names: &[&str]) {
        assert_eq!(mode(path, text), expected, "{path}");
        let found: Vec<String> = parts(expected, text.as_bytes())
            .unwrap_or_default()
            .keys()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, names, "{path}");
    }

    #[test]
    fn files_are_taken_apart_as_they_are_laid_over_each_other() {
        check(
            "content/de/a.md",
            "+++\r\npatch = true\r\ntitle = \"A\"\r\n[target.leitung]\r\nx = 1\r\n[[item]]\r\nid = \"i\"\r\nlevel = 1\r\n+++\r\n\r\nText.\r\n",
            Mode::Patch,
            &["target.leitung.x", "title", "[[item]] i", "Text"],
        );
        check(
            "content/de/a.md",
            "+++\nhide = true\n+++\n",
            Mode::Hide,
            &[],
        );
        check(
            "content/de/a.md",
            "+++\ntitle = \"A\"\n+++\n",
            Mode::Whole,
            &[],
        );
        check(
            "strings/de.toml",
            "[home]\ndoors = \"x\"\n",
            Mode::Words,
            &["home.doors"],
        );
        check(
            "templates/home.html",
            "{% extends \"kern/home.html\" %}\n{%- block a %}x{% block b %}y{% endblock %}{% endblock -%}",
            Mode::Blocks,
            &["{% block a %}", "{% block b %}"],
        );
        check(
            "templates/home.html",
            "{% extends \"base.html\" %}{% block main %}x{% endblock %}",
            Mode::Whole,
            &[],
        );
        check("static/a.svg", "<svg/>", Mode::Whole, &[]);
    }
}
