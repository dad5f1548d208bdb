//! How hard it is to read, page by page and item by item.

use rayon::prelude::*;
use serde::{Serialize, Serializer};

use super::sentences::Passages;
use crate::diagnostic::{Diagnostics, Finding, Problem};
use crate::keys;
use crate::prose::Passage;
use crate::prose::readability::{Counts, median, ratio};
use crate::prose::sentences::sentences;
use crate::prose::words::words;
use crate::site::LanguageSite;
use crate::site::kind::{Kind, Paged};
use crate::source::front_matter::locate;

/// The median page should not be harder than this grade.
const PAGE: f64 = 9.0;
/// The median item should not be harder than this grade.
const ITEM: f64 = 8.0;
/// The median sentence of the items' questions should not be longer, in words.
const SENTENCE: f64 = 15.0;
/// A single page above this grade is for few.
const HARD_PAGE: f64 = 12.0;
/// A page of fewer words is a title and a line: the formula says nothing about it.
const FEWEST_WORDS: usize = 25;
/// So many of the hardest are named.
const HARDEST: usize = 10;

/// How hard a language's texts are to read: grades by the first Wiener Sachtextformel.
#[derive(Debug, Serialize)]
pub struct Reading {
    /// The median page, of those with at least 25 words.
    pub median_page: Option<Grade>,
    /// The median item: question and options together.
    pub median_item: Option<Grade>,
    /// The median length of the sentences of questions, in words.
    pub median_question_sentence: Option<f64>,
    /// The median length of all sentences of items, options included.
    pub median_item_sentence: Option<f64>,
    /// The hardest pages, the hardest first.
    pub hardest_pages: Vec<Hard>,
    /// The hardest items.
    pub hardest_items: Vec<Hard>,
}

/// A grade, written with one decimal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grade(pub f64);

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64((self.0 * 10.0).round() / 10.0)
    }
}

/// One of the hardest.
#[derive(Debug, Serialize)]
pub struct Hard {
    /// The path of the page below its language's folder, or the id of the item.
    pub name: String,
    /// Its grade.
    pub grade: Grade,
    /// How many words it has.
    pub words: usize,
    /// The mean length of its sentences, in words.
    pub words_per_sentence: Grade,
}

pub(super) fn check(
    site: &LanguageSite,
    all: &Passages<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Reading> {
    // The formula and the syllables are those of German.
    if &*site.language != "de" && !site.language.starts_with("de-") {
        return None;
    }
    let of_pages: Vec<(&Paged<'_>, Counts)> = all
        .pages
        .par_iter()
        .map(|(page, passages)| (page, of_page(passages)))
        .collect();
    let mut pages = Vec::new();
    for (page, counts) in of_pages {
        let grade = counts.grade().filter(|_| counts.words >= FEWEST_WORDS);
        if let Some(grade) = grade {
            report_page(page, grade, diagnostics);
            pages.push(hard(format!("{}.md", page.document.path), grade, &counts));
        }
    }
    let of_items: Vec<(&str, ItemText)> = all
        .items
        .par_iter()
        .map(|(item, passages)| (item.id.as_str(), ItemText::of(passages)))
        .collect();
    let mut items = Vec::new();
    let (mut in_questions, mut in_items) = (Vec::new(), Vec::new());
    for (id, text) in of_items {
        if let Some(grade) = text.counts.grade() {
            items.push(hard(id.to_owned(), grade, &text.counts));
        }
        in_questions.extend(text.sentences_of_question);
        in_items.extend(text.sentences);
    }
    let reading = Reading {
        median_page: median(pages.iter().map(|page| page.grade.0).collect()).map(Grade),
        median_item: median(items.iter().map(|item| item.grade.0).collect()).map(Grade),
        median_question_sentence: median(in_questions),
        median_item_sentence: median(in_items),
        hardest_pages: hardest(pages),
        hardest_items: hardest(items),
    };
    reading.report(diagnostics);
    Some(reading)
}

/// Texts of front matter that are no prose: addresses, names in files, licences.
const NO_PROSE: [&str; 10] = [
    "url", "sources", "link", "id", "kldb", "license", "licence", "digcomp3", "digcomp2", "esco",
];

fn of_page(passages: &[Passage<'_>]) -> Counts {
    let read = passages.iter().filter(|passage| {
        passage.keys.is_empty()
            || (!NO_PROSE.contains(&passage.key()) && passage.blocks.iter().any(is_phrase))
    });
    Counts::of(read.flat_map(|passage| &passage.blocks))
}

/// Front matter is full of single words that are names for the program.
fn is_phrase(block: &crate::markdown::plain::Block) -> bool {
    block.text.trim().contains(char::is_whitespace)
}

/// The keys of an item that stand on the page while it is solved.
const SHOWN: [&str; 8] = [
    "question", "text", "steps", "groups", "label", "given", "choices", "options",
];

/// What is read of an item while it is solved.
#[derive(Default)]
struct ItemText {
    counts: Counts,
    /// The lengths of the sentences of its question, in words.
    sentences_of_question: Vec<f64>,
    /// The lengths of all its sentences.
    sentences: Vec<f64>,
}

impl ItemText {
    fn of(passages: &[Passage<'_>]) -> Self {
        let mut text = Self::default();
        let shown = passages
            .iter()
            .filter(|passage| SHOWN.contains(&passage.key()));
        for passage in shown {
            for block in &passage.blocks {
                text.counts.add(&block.text);
                for range in sentences(&block.text) {
                    let length = words(&block.text[range]).len();
                    if length == 0 {
                        continue;
                    }
                    let length = ratio(length, 1);
                    text.sentences.push(length);
                    if passage.key() == "question" {
                        text.sentences_of_question.push(length);
                    }
                }
            }
        }
        text
    }
}

fn hard(name: String, grade: f64, counts: &Counts) -> Hard {
    Hard {
        name,
        grade: Grade(grade),
        words: counts.words,
        words_per_sentence: Grade(ratio(counts.words, counts.sentences)),
    }
}

fn hardest(mut all: Vec<Hard>) -> Vec<Hard> {
    all.sort_by(|a, b| {
        b.grade
            .0
            .total_cmp(&a.grade.0)
            .then_with(|| a.name.cmp(&b.name))
    });
    all.truncate(HARDEST);
    all
}

fn report_page(page: &Paged<'_>, grade: f64, diagnostics: &mut Diagnostics) {
    // Templates are drafts of contracts and notices: their words are not ours to choose.
    if grade > HARD_PAGE && page.kind != Kind::Template {
        diagnostics.at(
            locate(page.document, &keys!["title"]),
            Problem::Finding(Finding::HardPage {
                grade: format!("{grade:.1}"),
            }),
        );
    }
}

impl Reading {
    fn report(&self, diagnostics: &mut Diagnostics) {
        let mut say = |found: Option<f64>, most: f64, finding: fn(String, String) -> Finding| {
            if let Some(found) = found.filter(|found| *found > most) {
                let finding = finding(format!("{found:.1}"), most.to_string());
                diagnostics.general(Problem::Finding(finding));
            }
        };
        say(
            self.median_page.map(|grade| grade.0),
            PAGE,
            |found, most| Finding::HardPages { found, most },
        );
        say(
            self.median_item.map(|grade| grade.0),
            ITEM,
            |found, most| Finding::HardItems { found, most },
        );
        say(self.median_question_sentence, SENTENCE, |found, most| {
            Finding::LongSentences { found, most }
        });
    }
}
