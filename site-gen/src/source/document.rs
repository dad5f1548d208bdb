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
#[derive(Debug, Clone, PartialEq)]
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

    /// The body as written.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.text[self.body.clone()]
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
#[derive(Debug, Clone, PartialEq)]
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

#[derive(Debug, Clone, PartialEq)]
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
        self.body_text().body()
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

    /// The slug of the area, if this is an area or a competence: `kompetenzen/<area>/…`.
    #[must_use]
    pub fn area_slug(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or_default()
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
    let below_content = path.strip_prefix("content/").unwrap_or(path);
    let below_content = below_content.strip_suffix(".md").unwrap_or(below_content);
    let Some(laid) = lay(stack, diagnostics) else {
        return Made::Nothing;
    };
    let Some(top) = laid.texts.last() else {
        return laid.hidden_by.map_or(Made::Nothing, |rank| {
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
        texts: laid.texts,
        body_from: laid.body_from,
        front: laid.merged.map_or(Front::Single, Front::Merged),
    }))
}

/// The versions of one page, laid over each other.
#[derive(Default)]
struct Laid {
    /// The page and the patches over it, lowest first; empty where it is hidden, or nowhere.
    texts: Vec<Text>,
    /// Which of them gives the body.
    body_from: usize,
    /// Their front matter as one; absent where there is no patch.
    merged: Option<toml::Table>,
    /// How high the layer is that hides the page, if no higher one brings it back.
    hidden_by: Option<Rank>,
    /// Which of the versions the page is, without the patches.
    page: usize,
}

/// Lays the versions of one page over each other, lowest first. `None` where they make no page; the diagnostics say why.
fn lay(stack: impl IntoIterator<Item = SourceFile>, diagnostics: &mut Diagnostics) -> Option<Laid> {
    let mut laid = Laid::default();
    for (version, file) in stack.into_iter().enumerate() {
        let text = split(&file, diagnostics)?;
        let directive = if mentions_directive(text.front()) {
            front_matter::directive(&text, diagnostics).ok()?
        } else {
            Directive::Replace
        };
        match directive {
            Directive::Hide => {
                if laid.texts.is_empty() && laid.hidden_by.is_none() {
                    diagnostics.at(
                        text.place(text.front.start..text.front.start),
                        Problem::HideWithoutBase,
                    );
                }
                laid = Laid {
                    hidden_by: Some(text.rank),
                    ..Laid::default()
                };
            }
            Directive::Replace => {
                laid = Laid {
                    texts: vec![text],
                    page: version,
                    ..Laid::default()
                };
            }
            Directive::Patch(table) => {
                let Some(below) = laid.texts.last() else {
                    diagnostics.at(
                        text.place(text.front.start..text.front.start),
                        Problem::PatchWithoutBase,
                    );
                    return None;
                };
                let base = match laid.merged.take() {
                    Some(table) => table,
                    None => front_matter::table(below, diagnostics)?,
                };
                laid.merged = Some(front_matter::merge(base, table));
                if !text.body().trim().is_empty() {
                    laid.body_from = laid.texts.len();
                }
                laid.texts.push(text);
            }
        }
    }
    Some(laid)
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
    let laid = lay(stack.iter().cloned(), &mut Diagnostics::new())?;
    let Some(body) = laid.texts.get(laid.body_from).map(Text::body) else {
        return laid.hidden_by.map(|_| Composed::Hidden);
    };
    match &laid.merged {
        Some(table) => {
            let front = toml::to_string(table).ok()?;
            Some(Composed::Written(format!(
                "{FENCE}\n{front}{FENCE}\n{body}"
            )))
        }
        None => Some(Composed::File(stack.get(laid.page)?.bytes.to_vec())),
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
fn split(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Text> {
    let text: Arc<str> = Arc::from(file.text(diagnostics)?);
    match cut(&text) {
        Ok((front, body)) => Some(Text {
            layer: Arc::clone(&file.layer),
            rank: file.rank,
            file: Arc::clone(&file.shown),
            text,
            front,
            body,
        }),
        Err(problem) => {
            diagnostics.at(Place::start_of(&file.shown, &text), problem);
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
