//! The words of the interface: flat keys such as `check.next`, from `strings/<language>.toml` of all layers.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::markdown::Words;
use crate::source::layer::SourceFile;

/// The words of one language.
#[derive(Debug, Default)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// Lays the words of a file over those that are there.
    pub(super) fn add(&mut self, text: &str, file: &SourceFile, diagnostics: &mut Diagnostics) {
        match toml::from_str::<toml::Table>(text) {
            Ok(table) => self.flatten("", table),
            Err(error) => diagnostics.toml_syntax(&file.shown, text, &error),
        }
    }

    fn flatten(&mut self, prefix: &str, table: toml::Table) {
        for (key, value) in table {
            let key = if prefix.is_empty() {
                key
            } else {
                format!("{prefix}.{key}")
            };
            match value {
                toml::Value::Table(table) => self.flatten(&key, table),
                toml::Value::String(text) => {
                    self.0.insert(key, text);
                }
                other => {
                    self.0.insert(key, other.to_string());
                }
            }
        }
    }

    /// A text, if there is one of this key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// A text; the key itself shows where a layer's strings lack one.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// A text with its placeholders `{name}` replaced.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// A text about so many of something: `key.one` for one, `key.other` for any other number, with the number in place of `{n}`.
    /// (German and English need no more forms; a language that does gets its rule here.)
    #[must_use]
    pub fn count(&self, key: &str, n: impl TryInto<u64>) -> String {
        let n = n.try_into().unwrap_or(u64::MAX);
        let form = if n == 1 { "one" } else { "other" };
        self.fill(&format!("{key}.{form}"), &[("n", &n.to_string())])
    }

    /// The texts of one table, by their keys in it.
    pub fn table<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(key, text)| {
            Some((key.strip_prefix(name)?.strip_prefix('.')?, text.as_str()))
        })
    }
}

/// Replaces placeholders `{name}`.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}

impl Words for Texts {
    fn callout(&self, kind: &str) -> Option<String> {
        self.find(&format!("callout.{kind}")).map(str::to_owned)
    }

    fn callouts(&self) -> Vec<String> {
        let kinds = Self::table(self, "callout");
        kinds.map(|(kind, _)| kind.to_owned()).collect()
    }

    fn table(&self, number: usize) -> String {
        self.fill("label.table", &[("n", &number.to_string())])
    }
}
