//! A theme: templates, styles and the words of the interface, from all layers.

mod copying;
mod lineage;
pub mod style;
pub mod texts;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::brand::colours::{Colours, colours};
use crate::diagnostic::{Diagnostics, Place, Problem, Refusal, line_range};
use crate::safety;
use crate::source::config::SiteConfig;
use crate::source::layer::{BASE_LAYER, FileStacks, Rank, SourceFile};
use crate::template;
use lineage::{DEFAULT, Lineage};
use style::Sheets;
use texts::Texts;

/// The theme a site is rendered with.
#[derive(Debug)]
pub struct Theme {
    /// The templates by name; of each the highest version. Those it covers are there as `<theme>/<name>` and
    /// `<layer>/<name>`, so that a template can extend the one it takes the place of.
    pub templates: BTreeMap<String, Template>,
    /// The style sheets.
    pub sheets: Sheets,
    /// The colours that things are drawn with outside the style sheets.
    pub colours: Colours,
    /// The words of the interface by language.
    texts: BTreeMap<String, Arc<Texts>>,
    default_language: String,
}

/// A template, and where it comes from.
#[derive(Debug)]
pub struct Template {
    /// The layer it stands in.
    pub layer: Arc<str>,
    /// How high that layer is.
    pub rank: Rank,
    /// Its file, as reports show it.
    pub file: Arc<str>,
    /// Whether a layer wrote it, and not the base.
    is_own: bool,
    /// Whether it shows by itself what must not be in a page.
    is_refused: bool,
    /// Its text.
    pub text: Arc<str>,
}

/// The theme of a site and those it builds on, the lowest first.
#[must_use]
pub fn themes(
    config: &SiteConfig,
    files: &FileStacks,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    Lineage::of(config, files, diagnostics)
        .lowest_first()
        .map(str::to_owned)
        .collect()
}

impl Theme {
    /// Loads a theme with all that it extends, and what the layers lay over it.
    pub fn load(config: &SiteConfig, files: &FileStacks, diagnostics: &mut Diagnostics) -> Self {
        let lineage = Lineage::of(config, files, diagnostics);
        let languages = &config.languages;
        let mut styles = styles(&lineage, files, diagnostics);
        let own = Sheets::new(styles.iter().map(|(path, css)| (path.as_str(), css)));
        let (css, colours) = colours(config, &own.reading, diagnostics);
        let sheets = if css.is_empty() {
            own
        } else {
            styles.insert(BRAND_STYLE.to_owned(), Cow::Owned(css));
            Sheets::new(styles.iter().map(|(path, css)| (path.as_str(), css)))
        };
        Self {
            templates: templates(&lineage, files, diagnostics),
            sheets,
            colours,
            texts: languages
                .iter()
                .map(|language| {
                    let texts = words(language, &lineage, files, diagnostics);
                    (language.clone(), Arc::new(texts))
                })
                .collect(),
            default_language: languages.first().cloned().unwrap_or_default(),
        }
    }

    /// A template and all that it is built on or puts in, by name, each once.
    #[must_use]
    pub fn chain(&self, name: &str) -> Vec<(&str, &Template)> {
        let mut found: Vec<(&str, &Template)> = Vec::new();
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            let Some((name, template)) = self.templates.get_key_value(name) else {
                continue;
            };
            if found.iter().all(|(known, _)| known != name) {
                found.push((name, template));
                open.extend(template::named(&template.text).iter().rev());
            }
        }
        found
    }

    /// The template that is to blame for what all pages of another lack: itself if a layer wrote it, else the one that all
    /// build on.
    #[must_use]
    pub fn culprit<'t>(&self, template: &'t str) -> &'t str {
        let is_own = |name: &str| self.templates.get(name).is_some_and(|found| found.is_own);
        if is_own(template) {
            template
        } else {
            "base.html"
        }
    }

    /// The template of a layer, by name, among those that a page is made with; none if all are the base's, or one is refused
    /// already.
    #[must_use]
    pub fn to_look_at<'t>(&'t self, template: &str) -> Option<&'t str> {
        // What a template includes by an expression is not in its chain.
        let is_any_own = self.templates.values().any(|template| template.is_own);
        let chain = is_any_own.then(|| self.chain(template))?;
        if chain.iter().any(|(_, template)| template.is_refused) {
            return None;
        }
        let own = chain.iter().find(|(_, template)| template.is_own);
        own.map(|(name, _)| *name)
    }

    /// Whether its templates do nothing with what a letterhead says but copy it.
    #[must_use]
    pub fn only_copies(&self) -> bool {
        let templates = self.templates.iter();
        copying::first_beyond(templates.map(|(name, template)| (name.as_str(), &*template.text)))
            .is_none()
    }

    /// A line of a template, from 1, as a place.
    #[must_use]
    pub fn place(&self, template: &str, line: usize) -> Option<Place> {
        let template = self.templates.get(template)?;
        Some(Place {
            file: Arc::clone(&template.file),
            text: Arc::clone(&template.text),
            range: line_range(&template.text, line),
        })
    }

    /// The words of the interface in a language.
    #[must_use]
    pub fn texts(&self, language: &str) -> Arc<Texts> {
        self.texts
            .get(language)
            .or_else(|| self.texts.get(&self.default_language))
            .cloned()
            .unwrap_or_default()
    }
}

/// The templates of a theme and its layers.
fn templates(
    lineage: &Lineage,
    files: &FileStacks,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Template> {
    let mut templates = BTreeMap::new();
    // Of each name the versions so far, lowest first, and who has them.
    let mut covered: BTreeMap<String, String> = BTreeMap::new();
    let mut add = |name: &str, owner: &str, file: &SourceFile, diagnostics: &mut Diagnostics| {
        let Some(template) = read_template(file, diagnostics) else {
            return;
        };
        let below = templates.insert(name.to_owned(), template);
        let owner_below = covered.insert(name.to_owned(), owner.to_owned());
        if let (Some(below), Some(owner)) = (below, owner_below) {
            templates.insert(format!("{owner}/{name}"), below);
        }
    };
    for theme in lineage.lowest_first() {
        for (name, file) in files.below(&format!("themes/{theme}/templates/")) {
            add(name, theme, file, diagnostics);
        }
    }
    for (name, stack) in files.stacks_below("templates/") {
        for file in stack {
            add(name, &file.layer, file, diagnostics);
        }
    }
    templates
}

/// A template of a layer is looked through; the base's are tested.
fn read_template(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Template> {
    let mut template = Template {
        layer: Arc::clone(&file.layer),
        rank: file.rank,
        file: Arc::clone(&file.shown),
        is_own: &*file.layer != BASE_LAYER,
        is_refused: false,
        text: Arc::from(file.text(diagnostics)?),
    };
    if template.is_own {
        for finding in safety::template::findings(&template.text) {
            template.is_refused = true;
            let place = Place {
                file: Arc::clone(&template.file),
                text: Arc::clone(&template.text),
                range: finding.range,
            };
            diagnostics.at(
                place,
                Problem::Refusal(Refusal::Template { what: finding.what }),
            );
        }
    }
    Some(template)
}

/// The styles of a theme by their path: of each path the version of the highest theme that has it.
fn styles<'a>(
    lineage: &Lineage,
    files: &'a FileStacks,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Cow<'a, str>> {
    let mut styles = BTreeMap::new();
    for theme in lineage.lowest_first() {
        let folder = format!("themes/{theme}/style/");
        for (path, stack) in files.stacks_below(&folder) {
            let Some(file) = stack.last().filter(|_| path.ends_with(".css")) else {
                continue;
            };
            if let Some(css) = file.text(diagnostics) {
                if &*file.layer != BASE_LAYER {
                    check_style(&css, file, diagnostics);
                }
                styles.insert(path.to_owned(), css);
            }
        }
    }
    styles
}

/// Where the municipality's colours stand among the styles: after the theme's own colours (`00-….css`), before what uses them.
const BRAND_STYLE: &str = "01-brand.css";

fn check_style(css: &str, file: &SourceFile, diagnostics: &mut Diagnostics) {
    for finding in safety::css::findings(css) {
        let place = Place {
            file: Arc::clone(&file.shown),
            text: Arc::from(css),
            range: finding.range,
        };
        diagnostics.at(
            place,
            Problem::Refusal(Refusal::Style { what: finding.what }),
        );
    }
}

/// The words of one language: those of the default theme in German, then of each theme, then of the layers.
fn words(
    language: &str,
    lineage: &Lineage,
    files: &FileStacks,
    diagnostics: &mut Diagnostics,
) -> Texts {
    let mut sources = vec![format!("themes/{DEFAULT}/strings/de.toml")];
    sources.extend(
        lineage
            .lowest_first()
            .map(|theme| format!("themes/{theme}/strings/{language}.toml")),
    );
    sources.push(format!("strings/{language}.toml"));
    sources.dedup();
    let mut texts = Texts::default();
    for file in sources.iter().flat_map(|path| files.stack(path)) {
        if let Some(text) = file.text(diagnostics) {
            texts.add(&text, file, diagnostics);
        }
    }
    texts
}
