//! A theme: templates, styles and the words of the interface, from all layers.

pub mod style;
pub mod texts;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Place, Problem};
use crate::source::layer::{FileStacks, SourceFile};
use style::Sheets;
use texts::Texts;

/// The theme a site is rendered with.
#[derive(Debug)]
pub struct Theme {
    /// The templates by name, as UTF-8 text; of each the highest layer's. A layer's `templates/` covers the theme's.
    pub templates: BTreeMap<String, String>,
    /// The style sheets.
    pub sheets: Sheets,
    /// The words of the interface by language.
    texts: BTreeMap<String, Arc<Texts>>,
    default_language: String,
}

/// The theme that is embedded; others build on its words.
const DEFAULT: &str = "kern";

impl Theme {
    /// Loads a theme.
    pub fn load(
        name: Option<&str>,
        languages: &[String],
        files: &FileStacks,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let name = name.unwrap_or(DEFAULT);
        let folder = |part: &str| format!("themes/{name}/{part}/");
        let mut templates = BTreeMap::new();
        for below in [folder("templates"), "templates/".to_owned()] {
            for (path, file) in files.below(&below) {
                if let Some(text) = utf8(file, diagnostics) {
                    templates.insert(path.to_owned(), text.into_owned());
                }
            }
        }
        if templates.is_empty() {
            diagnostics.general(Problem::ThemeMissing {
                theme: name.to_owned(),
            });
        }
        let style = folder("style");
        let sheets = Sheets::new(
            files
                .below(&style)
                .filter(|(path, _)| path.ends_with(".css"))
                .filter_map(|(path, file)| Some((path, utf8(file, diagnostics)?))),
        );
        let texts = languages
            .iter()
            .map(|language| {
                let mut texts = Texts::default();
                let sources = [
                    format!("themes/{DEFAULT}/strings/de.toml"),
                    format!("themes/{name}/strings/{language}.toml"),
                    format!("strings/{language}.toml"),
                ];
                for file in sources.iter().flat_map(|path| files.stack(path)) {
                    if let Some(text) = utf8(file, diagnostics) {
                        texts.add(&text, file, diagnostics);
                    }
                }
                (language.clone(), Arc::new(texts))
            })
            .collect();
        let default_language = languages.first().cloned().unwrap_or_default();
        Self {
            templates,
            sheets,
            texts,
            default_language,
        }
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

/// The text of a file, without what editors on Windows add to it.
fn utf8<'a>(file: &'a SourceFile, diagnostics: &mut Diagnostics) -> Option<Cow<'a, str>> {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        diagnostics.at(
            Place::start_of(&file.shown, &Arc::from("")),
            Problem::NotUtf8,
        );
        return None;
    };
    let text = text.trim_start_matches('\u{feff}');
    Some(if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    })
}
