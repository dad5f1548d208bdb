//! The corpus that both tools build: German-like text of about 4 KB Markdown a page, the same for both.
//!
//! A page has front matter, an opening paragraph, four sections of which two have a subsection, a list with bullets, one
//! with numbers, a table, a code block or a quotation, and five links to other pages. Same number of pages, same bytes,
//! on every machine. Around it: twenty sections with an overview each, a home page, navigation, a sitemap.

mod hugo;
mod page;
mod random;
mod roadmap;
mod words;

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::failure::{Failure, Outcome};
use page::Page;

/// How many sections the pages are spread over.
pub(crate) const SECTIONS: usize = 20;
const SEED: u64 = 1;
const TITLE: &str = "Handbuch Verwaltung";
const BASE_URL: &str = "https://handbuch.example";

/// All pages, independent of any tool.
pub(crate) struct Corpus {
    pages: Vec<Page>,
}

impl Corpus {
    /// `pages` must be at least [`SECTIONS`], so that no section is empty.
    pub(crate) fn new(pages: usize) -> Self {
        Self {
            pages: (0..pages).map(|number| Page::new(number, pages)).collect(),
        }
    }

    /// Writes `folder/roadmap`, `folder/hugo` and `folder/facts.json`. An earlier corpus there is replaced, anything else
    /// left alone.
    pub(crate) fn write(&self, folder: &Path) -> Outcome {
        let facts = folder.join("facts.json");
        let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
        if taken && !facts.exists() {
            return Err(Failure::new(format!(
                "{} ist nicht leer und kein Korpus",
                folder.display()
            )));
        }
        if taken {
            fs::remove_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
        }
        roadmap::write(self, &folder.join("roadmap"))?;
        hugo::write(self, &folder.join("hugo"))?;
        put(&facts, &format!("{:#}\n", self.facts()))
    }

    /// What a correct build contains.
    fn facts(&self) -> serde_json::Value {
        json!({
            "pages": self.pages.len(),
            "sections": SECTIONS,
            "seed": SEED,
            "links": self.pages.len() * page::LINKS,
            "headings_per_page": page::HEADINGS,
            "body_bytes": self.pages.iter().map(|page| page.markdown(|_| "x".to_owned()).len()).sum::<usize>(),
        })
    }
}

/// The section that page `number` of `total` lies in.
fn section_of(number: usize, total: usize) -> usize {
    number * SECTIONS / total
}

fn section_name(section: usize) -> String {
    format!("bereich-{section:02}")
}

fn section_title(section: usize) -> String {
    format!(
        "Bereich {section:02}: {}",
        words::NOUNS[section % words::NOUNS.len()]
    )
}

fn put(file: &Path, text: &str) -> Outcome {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    fs::write(file, text).map_err(|error| Failure::file(file, &error))
}
