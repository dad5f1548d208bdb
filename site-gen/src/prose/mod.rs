//! The content as running text: what is read of a document, cut into sentences and words.
//!
//! [`passages`] → [`sentences`] → [`words`] → [`syllables`]; [`readability`] sums up.

pub mod readability;
pub mod sentences;
pub mod syllables;
pub mod words;

use std::ops::Range;

use crate::diagnostic::Place;
use crate::markdown::plain::{Block, blocks};
use crate::source::document::Document;
use crate::source::front_matter::{Key, locate};

/// A text of a document: its body, or one text of its front matter.
#[derive(Debug)]
pub struct Passage<'s> {
    document: &'s Document,
    /// The key in the front matter; empty for the body.
    pub keys: Vec<Key>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

impl Passage<'_> {
    /// Where a part of one of its blocks stands. In front matter the whole text is meant.
    #[must_use]
    pub fn place(&self, block: &Block, part: &Range<usize>) -> Place {
        if self.keys.is_empty() {
            self.document.body_place(block.source(part))
        } else {
            locate(self.document, &self.keys)
        }
    }

    /// The name of the key it stands under, without places in lists; empty for the body.
    #[must_use]
    pub fn key(&self) -> &str {
        self.keys
            .iter()
            .rev()
            .find_map(|key| match key {
                Key::Name(name) => Some(name.as_str()),
                Key::Index(_) => None,
            })
            .unwrap_or_default()
    }
}

/// Everything that is read of a document: the texts of its front matter, then the body.
#[must_use]
pub fn passages(document: &Document) -> Vec<Passage<'_>> {
    let mut found = Vec::new();
    let own;
    let front = match document.merged() {
        Some(table) => Some(table),
        None => {
            own = toml::from_str::<toml::Table>(document.top().front()).ok();
            own.as_ref()
        }
    };
    if let Some(table) = front {
        let mut keys = Vec::new();
        for (key, value) in table {
            keys.push(Key::Name(key.clone()));
            collect(document, value, &mut keys, &mut found);
            keys.pop();
        }
    }
    found.push(Passage {
        document,
        keys: Vec::new(),
        blocks: blocks(&without_facts(document.body())),
    });
    found
}

fn collect<'s>(
    document: &'s Document,
    value: &toml::Value,
    keys: &mut Vec<Key>,
    found: &mut Vec<Passage<'s>>,
) {
    match value {
        toml::Value::String(text) => found.push(Passage {
            document,
            keys: keys.clone(),
            blocks: blocks(text),
        }),
        toml::Value::Array(values) => {
            for (place, value) in values.iter().enumerate() {
                keys.push(Key::Index(place));
                collect(document, value, keys, found);
                keys.pop();
            }
        }
        toml::Value::Table(table) => {
            for (key, value) in table {
                keys.push(Key::Name(key.clone()));
                collect(document, value, keys, found);
                keys.pop();
            }
        }
        _ => {}
    }
}

/// Facts of the site (`{{ contact.email }}`) are no words of the text; blanks keep every place where it is.
fn without_facts(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(start) = rest.find("{{") {
        let end = rest[start..]
            .find("}}")
            .map_or(rest.len(), |end| start + end + 2);
        text.push_str(&rest[..start]);
        text.push_str(&" ".repeat(end - start));
        rest = &rest[end..];
    }
    text.push_str(rest);
    text
}
