//! `roadmap explain`: which layer every part of a page comes from.
//!
//! The layers are read side by side ([`crate::source::own_layer`]), the site is made to see what its pages are made from
//! ([`crate::build::Trace`]); what comes of it is plain data ([`Explanation`]), printed by [`report`].

pub mod report;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::build::Trace;
use crate::markdown::links;
use crate::naming::address_path;
use crate::source::document::Document;
use crate::source::front_matter::{Key, body_origin, origins};
use crate::source::layer::SourceFile;
use crate::source::own_layer::OwnLayer;
use crate::template;
use crate::theme::{Template, Theme};
use crate::upstream::parts::{Mode, is_template, is_words, mode};
use crate::upstream::text::Plain;
use crate::upstream::underlay::is_page;

/// What a file does in the stack of layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It holds.
    Holds,
    /// It changes parts of what lies below.
    Changes,
    /// It hides the page.
    Hides,
    /// A higher layer has taken its place.
    Replaced,
    /// A higher layer has hidden the page.
    Hidden,
}

/// A file of the stack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InStack {
    /// The layer.
    pub layer: String,
    /// The file, as reports show it.
    pub file: String,
    /// What it does.
    pub role: Role,
}

/// A part, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Located {
    /// What it is.
    pub part: String,
    /// The layer.
    pub layer: String,
    /// The file, as reports show it.
    pub file: String,
    /// The line, from 1; absent where the whole file is meant.
    pub line: Option<usize>,
}

/// Where everything of a page, or of another file, comes from.
#[derive(Debug, Default, Serialize)]
pub struct Explanation {
    /// The file that was asked for, by its path in a layer.
    pub path: String,
    /// The pages that are made from it, by their files in the site.
    pub pages: Vec<String>,
    /// The files of all layers at that path, the lowest first.
    pub stack: Vec<InStack>,
    /// The values of the front matter, and entries such as items, in the order of the keys.
    pub front_matter: Vec<Located>,
    /// The text below the front matter.
    pub body: Option<Located>,
    /// Files of items and other documents that stand on its pages too.
    pub documents: Vec<Located>,
    /// Pictures and files that the text names.
    pub media: Vec<Located>,
    /// The templates of its pages.
    pub templates: Vec<Located>,
    /// The words of the interface that a layer above the base gives: of those on its pages, or of the file.
    pub words: Vec<Located>,
    /// How many of the words are the base's.
    pub words_of_base: usize,
    /// The style sheets.
    pub style: Vec<Located>,
}

/// All that an explanation is made of.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The layers.
    pub layer: &'a OwnLayer,
    /// The documents of all layers.
    pub documents: &'a [Document],
    /// What the pages are made from.
    pub traces: &'a [Trace],
    /// The theme.
    pub theme: &'a Theme,
    /// The themes of the site, the lowest first.
    pub themes: &'a [String],
}

impl Known<'_> {
    /// The file that the page at an address stands for. An address is told from a path by how it ends.
    #[must_use]
    pub fn of_address(&self, written: &str) -> Option<String> {
        let config = &self.layer.config;
        let path = address_path(written, config).unwrap_or_else(|| {
            let path = written.split(['#', '?']).next().unwrap_or(written);
            config.below_base(path.trim_start_matches("./"))
        });
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        let trace = self.traces.iter().find(|trace| trace.file == file)?;
        trace.documents.first().map(|made| made.path.clone())
    }

    /// Explains a file of a layer.
    #[must_use]
    pub fn explain(&self, path: &str) -> Explanation {
        let stack = self.stack(path);
        let mut explanation = Explanation {
            path: path.to_owned(),
            stack: roles(&stack),
            ..Explanation::default()
        };
        if is_page(path) {
            self.explain_page(path, &mut explanation);
        } else if is_words(path) {
            take_words(&stack, |_| true, &mut explanation);
        } else if is_template(path) {
            let name = path.rsplit('/').next().unwrap_or(path);
            explanation.templates = self.templates(name);
            explanation.pages = self
                .traces
                .iter()
                .filter(|trace| {
                    self.theme
                        .chain(trace.template)
                        .iter()
                        .any(|(used, _)| *used == name)
                })
                .map(|trace| trace.file.clone())
                .collect();
        }
        explanation
    }

    /// The files of all layers that lie at a path, the lowest first; templates and words of the theme lie below those of the
    /// layers.
    fn stack(&self, path: &str) -> Vec<&SourceFile> {
        let below = if path.starts_with("templates/") || path.starts_with("strings/") {
            self.themes
                .iter()
                .map(|theme| format!("themes/{theme}/{path}"))
                .collect()
        } else {
            Vec::new()
        };
        below
            .iter()
            .map(String::as_str)
            .chain([path])
            .flat_map(|path| {
                let (below, own) = (&self.layer.below, &self.layer.own);
                below.stack(path).iter().chain(own.stack(path))
            })
            .collect()
    }

    fn explain_page(&self, path: &str, explanation: &mut Explanation) {
        let document = self
            .documents
            .iter()
            .find(|document| path == format!("content/{}/{}.md", document.language, document.path));
        if let Some(document) = document {
            explanation.front_matter = origins(document)
                .into_iter()
                .map(|(keys, origin)| Located {
                    part: key_name(&keys, document),
                    layer: origin.layer.to_string(),
                    file: origin.file.to_string(),
                    line: Some(origin.line),
                })
                .collect();
            if !document.body().trim().is_empty() {
                let origin = body_origin(document);
                explanation.body = Some(Located {
                    part: "body".to_owned(),
                    layer: origin.layer.to_string(),
                    file: origin.file.to_string(),
                    line: Some(origin.line),
                });
            }
            explanation.media = self.media(document);
        }
        let pages: Vec<&Trace> = self
            .traces
            .iter()
            .filter(|trace| trace.documents.iter().any(|made| made.path == path))
            .collect();
        explanation.pages = pages.iter().map(|trace| trace.file.clone()).collect();
        // A bank stands on many pages; what else is on them is none of its business.
        let own_pages: Vec<&&Trace> = pages
            .iter()
            .filter(|trace| {
                trace
                    .documents
                    .first()
                    .is_some_and(|made| made.path == path)
            })
            .collect();
        let mut others: BTreeSet<&str> = BTreeSet::new();
        let mut templates: Vec<Located> = Vec::new();
        let mut keys: Vec<&str> = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        for trace in &own_pages {
            others.extend(
                trace
                    .documents
                    .iter()
                    .skip(1)
                    .map(|made| made.path.as_str()),
            );
            if !names.contains(&trace.template) {
                names.push(trace.template);
                for located in self.templates(trace.template) {
                    if !templates.contains(&located) {
                        templates.push(located);
                    }
                }
                for (_, template) in self.theme.chain(trace.template) {
                    keys.extend(template::words(&template.text));
                }
            }
        }
        explanation.documents = others
            .iter()
            .flat_map(|path| {
                self.stack(path).into_iter().map(|file| Located {
                    part: (*path).to_owned(),
                    layer: file.layer.to_string(),
                    file: file.shown.to_string(),
                    line: None,
                })
            })
            .collect();
        explanation.templates = templates;
        if !own_pages.is_empty() {
            let language = path.split('/').nth(1).unwrap_or_default();
            self.explain_words(language, &keys, explanation);
            explanation.style = self.style();
        }
    }

    /// A template with all that it is built on; of one that only changes another, the blocks that it gives.
    fn templates(&self, name: &str) -> Vec<Located> {
        let chain = self.theme.chain(name);
        let located = |part: String, template: &Template| Located {
            part,
            layer: template.layer.to_string(),
            file: template.file.to_string(),
            line: None,
        };
        let mut found = Vec::new();
        for (name, template) in &chain {
            found.push(located((*name).to_owned(), template));
            let changes = template::named(&template.text)
                .iter()
                .any(|other| other.rsplit('/').next() == name.rsplit('/').next());
            if changes {
                let blocks = template::block_names(&template.text);
                found.extend(
                    blocks
                        .into_iter()
                        .map(|block| located(format!("{name} {{% block {block} %}}"), template)),
                );
            }
        }
        found
    }

    fn explain_words(&self, language: &str, keys: &[&str], explanation: &mut Explanation) {
        let files = self.stack(&format!("strings/{language}.toml"));
        let is_used = |key: &str| {
            keys.iter()
                .any(|used| *used == key || used.ends_with('.') && key.starts_with(used))
        };
        take_words(&files, is_used, explanation);
    }

    /// Of each path of the theme's style the version that holds.
    fn style(&self) -> Vec<Located> {
        let mut sheets: BTreeMap<String, Located> = BTreeMap::new();
        for theme in self.themes {
            let folder = format!("themes/{theme}/style/");
            for files in [&self.layer.below, &self.layer.own] {
                for (name, file) in files
                    .below(&folder)
                    .filter(|(name, _)| name.ends_with(".css"))
                {
                    let located = Located {
                        part: name.to_owned(),
                        layer: file.layer.to_string(),
                        file: file.shown.to_string(),
                        line: None,
                    };
                    sheets.insert(name.to_owned(), located);
                }
            }
        }
        sheets.into_values().collect()
    }

    /// The pictures and files that a text names, as far as a layer has them.
    fn media(&self, document: &Document) -> Vec<Located> {
        let mut found: Vec<Located> = Vec::new();
        let from = format!("content/{}/{}", document.language, document.path);
        for named in links::destinations(document.body()) {
            if named.contains("://") || named.ends_with(".md") || named.starts_with('#') {
                continue;
            }
            let path = links::join(&from, &named);
            let file = path.and_then(|path| self.stack(&path).last().copied());
            if let Some(file) = file {
                let located = Located {
                    part: named,
                    layer: file.layer.to_string(),
                    file: file.shown.to_string(),
                    line: None,
                };
                if !found.contains(&located) {
                    found.push(located);
                }
            }
        }
        found
    }
}

/// Lists the words that layers give, and counts those of the base.
fn take_words(files: &[&SourceFile], wanted: impl Fn(&str) -> bool, explanation: &mut Explanation) {
    for (key, place) in words::of_files(files) {
        if !wanted(&key) {
            continue;
        }
        if place.is_of_base() {
            explanation.words_of_base += 1;
        } else {
            explanation.words.push(place.located(&key));
        }
    }
}

/// What each file of a stack does.
fn roles(stack: &[&SourceFile]) -> Vec<InStack> {
    let mut found: Vec<InStack> = Vec::new();
    for file in stack {
        let text = Plain::read(&file.bytes);
        let how = text.map_or(Mode::Whole, |text| mode(&file.path, &text.text));
        let role = match how {
            Mode::Hide => {
                mark(&mut found, Role::Hidden);
                Role::Hides
            }
            Mode::Patch | Mode::Blocks => Role::Changes,
            Mode::Words if !found.is_empty() => Role::Changes,
            Mode::Words => Role::Holds,
            Mode::Whole => {
                mark(&mut found, Role::Replaced);
                Role::Holds
            }
        };
        found.push(InStack {
            layer: file.layer.to_string(),
            file: file.shown.to_string(),
            role,
        });
    }
    found
}

fn mark(below: &mut [InStack], role: Role) {
    for file in below {
        if matches!(file.role, Role::Holds | Role::Changes | Role::Hides) {
            file.role = role;
        }
    }
}

/// The way to a value as people read it: `target.fachkraft.x`, and of entries with an id the id.
fn key_name(keys: &[Key], document: &Document) -> String {
    let merged;
    let mut value: Option<&toml::Value> = None;
    let table = match document.merged() {
        Some(table) => table,
        None => {
            merged = toml::from_str(document.top().front()).unwrap_or_default();
            &merged
        }
    };
    let mut name = String::new();
    for key in keys {
        match key {
            Key::Name(key) => {
                value = match value {
                    None => table.get(key),
                    Some(value) => value.get(key),
                };
                if !name.is_empty() {
                    name.push('.');
                }
                name.push_str(key);
            }
            Key::Index(place) => {
                value = value.and_then(|value| value.get(place));
                let id = value
                    .and_then(|value| value.get("id"))
                    .and_then(toml::Value::as_str);
                match id {
                    Some(id) => name = format!("[[{name}]] {id}"),
                    None => name.push_str(&format!("[{place}]")),
                }
            }
        }
    }
    name
}
