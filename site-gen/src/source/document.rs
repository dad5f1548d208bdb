//! Documents: the Markdown files of `content/`, cut into front matter and body.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::config::SiteConfig;
use super::front_matter;
use super::layer::{BASE_LAYER, Rank, SourceFile};
use crate::diagnostic::{Diagnostics, Place, Problem};

/// The text of one layer's file, cut in two.
#[derive(Debug, Clone)]
pub struct Text {
    /// The layer the file stands in.
    pub layer: Arc<str>,
    /// How high that layer is.
    pub rank: Rank,
    /// The path as reports show it.
    pub file: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// The front matter without its fences.
    pub front: Range<usize>,
    /// The body below it.
    pub body: Range<usize>,
}

impl Text {
    /// The front matter as written.
    #[must_use]
    pub fn front(&self) -> &str {
        &self.text[self.front.clone()]
    }

    /// A place in this file.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        Place {
            file: Arc::clone(&self.file),
            text: Arc::clone(&self.text),
            range,
        }
    }
}

/// A document: what all layers together say at one path.
#[derive(Debug, Clone)]
pub struct Document {
    /// The language: the folder below `content/`.
    pub language: Arc<str>,
    /// The path below the language's folder without `.md`: the document's identity and address.
    pub path: Arc<str>,
    /// The texts that make it up, lowest first: one, or a page and the patches over it. Never empty.
    texts: Vec<Text>,
    /// Which of them gives the body.
    body_from: usize,
    front: Front,
}

#[derive(Debug, Clone)]
enum Front {
    /// The front matter of the only text.
    Single,
    /// The merged front matter of a page and its patches.
    Merged(toml::Table),
}

impl Document {
    /// The Markdown below the front matter.
    #[must_use]
    pub fn body(&self) -> &str {
        let text = self.body_text();
        &text.text[text.body.clone()]
    }

    /// The file that the body stands in.
    #[must_use]
    pub fn body_text(&self) -> &Text {
        &self.texts[self.body_from]
    }

    /// A range of the body as a place in its file.
    #[must_use]
    pub fn body_place(&self, range: Range<usize>) -> Place {
        let text = self.body_text();
        text.place(text.body.start + range.start..text.body.start + range.end)
    }

    /// The texts that make up the document, lowest first.
    #[must_use]
    pub fn texts(&self) -> &[Text] {
        &self.texts
    }

    /// The file of the highest layer: the one an editor would open.
    #[must_use]
    pub fn top(&self) -> &Text {
        &self.texts[self.texts.len() - 1]
    }

    /// The front matter of all layers as one table; absent for a document of a single text (read that instead).
    #[must_use]
    pub fn merged(&self) -> Option<&toml::Table> {
        match &self.front {
            Front::Single => None,
            Front::Merged(table) => Some(table),
        }
    }

    /// The last segment of the path: the slug.
    #[must_use]
    pub fn slug(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// A page that a layer hides, by its path (`de/lernangebote/x`), and how high that layer is.
pub type Hidden = BTreeMap<String, Rank>;

/// Makes documents of the files below `content/`; also returns what a layer hides.
pub(super) fn documents(
    content: BTreeMap<Arc<str>, Vec<SourceFile>>,
    config: &SiteConfig,
    diagnostics: &mut Diagnostics,
) -> (Vec<Document>, Hidden) {
    let markdown: Vec<_> = content
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md"))
        .collect();
    let made: Vec<(Made, Diagnostics)> = markdown
        .into_par_iter()
        .map(|(path, stack)| {
            let mut found = Diagnostics::new();
            let made = document(&path, stack, config, &mut found);
            (made, found)
        })
        .collect();
    let (mut documents, mut hidden) = (Vec::with_capacity(made.len()), Hidden::new());
    for (made, found) in made {
        diagnostics.append(found);
        match made {
            Made::Document(document) => documents.push(*document),
            Made::Hidden(path, rank) => {
                hidden.insert(path, rank);
            }
            Made::Nothing => {}
        }
    }
    (documents, hidden)
}

enum Made {
    Document(Box<Document>),
    Hidden(String, Rank),
    /// Faulty; the diagnostics say why.
    Nothing,
}

fn document(
    path: &str,
    stack: Vec<SourceFile>,
    config: &SiteConfig,
    diagnostics: &mut Diagnostics,
) -> Made {
    let below_content = path.trim_start_matches("content/").trim_end_matches(".md");
    let mut layers: Vec<Text> = Vec::with_capacity(stack.len());
    let mut merged: Option<toml::Table> = None;
    let mut body_from = 0;
    let mut hidden_by = None;
    for file in stack {
        let Some(text) = split(file, diagnostics) else {
            return Made::Nothing;
        };
        let directive = if mentions_directive(text.front()) {
            front_matter::directive(&text, diagnostics)
        } else {
            Ok(Directive::Replace)
        };
        match directive {
            Err(()) => return Made::Nothing,
            Ok(Directive::Hide) => {
                if layers.is_empty() && hidden_by.is_none() {
                    diagnostics.at(
                        text.place(text.front.start..text.front.start),
                        Problem::HideWithoutBase,
                    );
                }
                hidden_by = Some(text.rank);
                merged = None;
                layers.clear();
            }
            Ok(Directive::Replace) => {
                hidden_by = None;
                merged = None;
                layers.clear();
                layers.push(text);
                body_from = 0;
            }
            Ok(Directive::Patch(table)) => {
                let Some(below) = layers.last() else {
                    diagnostics.at(
                        text.place(text.front.start..text.front.start),
                        Problem::PatchWithoutBase,
                    );
                    return Made::Nothing;
                };
                let base = match merged.take() {
                    Some(table) => table,
                    None => match front_matter::table(below, diagnostics) {
                        Some(table) => table,
                        None => return Made::Nothing,
                    },
                };
                merged = Some(front_matter::merge(base, table));
                if !text.text[text.body.clone()].trim().is_empty() {
                    body_from = layers.len();
                }
                layers.push(text);
            }
        }
    }
    let Some(top) = layers.last() else {
        return hidden_by.map_or(Made::Nothing, |rank| {
            Made::Hidden(below_content.to_owned(), rank)
        });
    };
    let Some((language, rest)) = below_content.split_once('/') else {
        diagnostics.at(top.place(0..0), Problem::ContentOutsideLanguage);
        return Made::Nothing;
    };
    if !config.languages.iter().any(|known| known == language) {
        // The base has more languages than every municipality wants.
        if &*top.layer == BASE_LAYER {
            return Made::Nothing;
        }
        diagnostics.at(
            top.place(0..0),
            Problem::UnknownLanguage {
                language: language.to_owned(),
            },
        );
        return Made::Nothing;
    }
    Made::Document(Box::new(Document {
        language: Arc::from(language),
        path: Arc::from(rest),
        texts: layers,
        body_from,
        front: merged.map_or(Front::Single, Front::Merged),
    }))
}

/// What the layers together say at one path, as a single text: where patches lie over a page, its front matter is written
/// out anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Composed {
    /// The text of one file.
    File(Vec<u8>),
    /// A page with the patches over it, written as one.
    Written(String),
    /// The page is hidden.
    Hidden,
}

/// Puts the versions of one page together, lowest first. `None` where they make no page; a build says why.
#[must_use]
pub fn composed(stack: &[SourceFile]) -> Option<Composed> {
    let mut silent = Diagnostics::new();
    let mut whole: Option<&SourceFile> = None;
    let mut merged: Option<(toml::Table, String)> = None;
    let mut hidden = false;
    for file in stack {
        let text = split(file.clone(), &mut silent)?;
        let directive = if mentions_directive(text.front()) {
            front_matter::directive(&text, &mut silent).ok()?
        } else {
            Directive::Replace
        };
        match directive {
            Directive::Hide => {
                hidden = true;
                (whole, merged) = (None, None);
            }
            Directive::Replace => {
                hidden = false;
                (whole, merged) = (Some(file), None);
            }
            Directive::Patch(table) => {
                let (below, body) = match merged.take() {
                    Some(below) => below,
                    None => {
                        let below = split(whole?.clone(), &mut silent)?;
                        let table = front_matter::table(&below, &mut silent)?;
                        (table, below.text[below.body.clone()].to_owned())
                    }
                };
                let own = &text.text[text.body.clone()];
                let body = if own.trim().is_empty() {
                    body
                } else {
                    own.to_owned()
                };
                merged = Some((front_matter::merge(below, table), body));
            }
        }
    }
    match (merged, whole) {
        (Some((table, body)), _) => {
            let front = toml::to_string(&table).ok()?;
            Some(Composed::Written(format!(
                "{FENCE}\n{front}{FENCE}\n{body}"
            )))
        }
        (None, Some(file)) => Some(Composed::File(file.bytes.to_vec())),
        (None, None) => hidden.then_some(Composed::Hidden),
    }
}

/// What a file does to the same page in the layers below.
pub(super) enum Directive {
    Replace,
    Patch(toml::Table),
    Hide,
}

/// A cheap look that spares most files a second parse.
fn mentions_directive(front: &str) -> bool {
    front.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("patch") || line.starts_with("hide")
    })
}

const FENCE: &str = "+++";

/// Cuts a file at its fences.
fn split(file: SourceFile, diagnostics: &mut Diagnostics) -> Option<Text> {
    let SourceFile {
        layer,
        rank,
        shown: path,
        bytes,
        ..
    } = file;
    let Ok(text) = String::from_utf8(bytes.into_owned()) else {
        diagnostics.at(Place::start_of(&path, &Arc::from("")), Problem::NotUtf8);
        return None;
    };
    // Editors on Windows write CRLF and some a byte order mark; neither may reach the Markdown or TOML parsers' spans.
    let text: Arc<str> = if text.contains('\r') || text.starts_with('\u{feff}') {
        Arc::from(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
    } else {
        Arc::from(text)
    };
    match cut(&text) {
        Ok((front, body)) => Some(Text {
            layer,
            rank,
            file: path,
            text,
            front,
            body,
        }),
        Err(problem) => {
            diagnostics.at(Place::start_of(&path, &text), problem);
            None
        }
    }
}

/// Where the front matter of a text lies between its fences, and where the body below them.
///
/// # Errors
/// When a fence is missing.
pub fn cut(text: &str) -> Result<(Range<usize>, Range<usize>), Problem> {
    let mut lines = text.split_inclusive('\n');
    let first = lines
        .next()
        .filter(|line| line.trim_end() == FENCE)
        .ok_or(Problem::NoFrontMatter)?;
    let front_start = first.len();
    let mut at = front_start;
    for line in lines {
        if line.trim_end() == FENCE {
            return Ok((front_start..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    Err(Problem::FrontMatterNotClosed)
}
