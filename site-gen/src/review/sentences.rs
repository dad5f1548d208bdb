//! Sentences that stand twice.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, Finding, Place, Problem};
use crate::markdown::plain::Block;
use crate::prose::sentences::sentences;
use crate::prose::{Passage, passages};
use crate::site::arena::Handle;
use crate::site::item::Item;
use crate::site::kind::Paged;
use crate::site::{ItemFile, LanguageSite};
use crate::source::front_matter::Key;

/// A sentence of so many words is a thought of its own: it should stand once.
const LEAST_WORDS: usize = 12;

/// All that is read of a language, by document.
pub struct Passages<'s> {
    /// The pages.
    pub pages: Vec<(Paged<'s>, Vec<Passage<'s>>)>,
    /// The items.
    pub items: Vec<(&'s Item, Vec<Passage<'s>>)>,
}

impl<'s> Passages<'s> {
    /// Reads everything once.
    #[must_use]
    pub fn of(site: &'s LanguageSite, pages: &[Paged<'s>]) -> Self {
        let mut of_item: HashMap<(Handle<ItemFile>, usize), Vec<Passage<'s>>> = HashMap::new();
        for (handle, file) in site.item_files.iter() {
            for passage in passages(&file.document) {
                if let [Key::Name(list), Key::Index(place), ..] = passage.keys.as_slice()
                    && list == "item"
                {
                    of_item.entry((handle, *place)).or_default().push(passage);
                }
            }
        }
        let items = site.items.iter().map(|(_, item)| {
            let own = of_item.remove(&(item.file, item.place));
            (item, own.unwrap_or_default())
        });
        Self {
            items: items.collect(),
            pages: pages
                .par_iter()
                .map(|page| (*page, passages(page.document)))
                .collect(),
        }
    }
}

/// Whose sentence it is: a task and its variants share theirs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner<'s> {
    Page,
    Items(&'s str),
}

struct Found<'p, 's> {
    owner: Owner<'s>,
    passage: &'p Passage<'s>,
    block: &'p Block,
    range: std::ops::Range<usize>,
    words: usize,
}

impl Found<'_, '_> {
    fn place(&self) -> Place {
        self.passage.place(self.block, &self.range)
    }
}

pub(super) fn check(all: &Passages<'_>, diagnostics: &mut Diagnostics) {
    let pages = all
        .pages
        .iter()
        .flat_map(|(_, passages)| passages.iter().map(|passage| (Owner::Page, passage)));
    let items = all.items.iter().flat_map(|(item, passages)| {
        passages
            .iter()
            .map(|passage| (Owner::Items(item.group()), passage))
    });
    let mut first: HashMap<String, Found<'_, '_>> = HashMap::new();
    for (owner, passage) in pages.chain(items) {
        for block in &passage.blocks {
            for range in sentences(&block.text) {
                let normal = normalised(&block.text[range.clone()]);
                let words = normal.split(' ').count();
                if words < LEAST_WORDS {
                    continue;
                }
                let found = Found {
                    owner,
                    passage,
                    block,
                    range,
                    words,
                };
                match first.get(&normal) {
                    None => {
                        first.insert(normal, found);
                    }
                    Some(known) if known.owner == owner && owner != Owner::Page => {}
                    Some(known) => report(known, &found, diagnostics),
                }
            }
        }
    }
}

fn report(first: &Found<'_, '_>, again: &Found<'_, '_>, diagnostics: &mut Diagnostics) {
    let other = first.place();
    let (line, _) = other.line_and_column();
    diagnostics.at(
        again.place(),
        Problem::Finding(Finding::RepeatedSentence {
            words: again.words,
            other: format!("{}:{line}", other.file),
        }),
    );
}

/// The words and numbers of a sentence, in small letters, without any marks; addresses are no words.
fn normalised(sentence: &str) -> String {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = lower
        .split_whitespace()
        .filter(|token| !token.contains("://") && !token.contains('@'))
        .flat_map(|token| token.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
