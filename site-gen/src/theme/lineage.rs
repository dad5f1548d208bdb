//! Which theme builds on which: `themes/<name>/theme.toml`.

use std::sync::Arc;

use serde::Deserialize;

use crate::diagnostic::{Diagnostics, Place, Problem, Refusal};
use crate::keys;
use crate::source::config::SiteConfig;
use crate::source::layer::FileStacks;

/// The theme that is embedded; every other builds on its words.
pub(super) const DEFAULT: &str = "kern";

/// `theme.toml` as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    /// How people call it.
    #[serde(default)]
    #[expect(dead_code, reason = "for those who read the file")]
    name: String,
    /// The theme whose templates, styles and words hold where this one has none.
    extends: Option<String>,
}

/// A theme and those it builds on.
#[derive(Debug)]
pub(super) struct Lineage(Vec<String>);

impl Lineage {
    /// Follows a theme down to the one that extends nothing.
    pub(super) fn of(
        config: &SiteConfig,
        files: &FileStacks,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut themes: Vec<String> = Vec::new();
        let name = config.brand.theme.as_deref().unwrap_or(DEFAULT);
        let mut next = Some((name.to_owned(), config.locate(&keys!["brand", "theme"])));
        while let Some((name, place)) = next {
            if let Err(problem) = check(&name, &themes, files) {
                diagnostics.at(place, problem);
                // Rendering with the default theme finds what else is wrong.
                if !themes.iter().any(|theme| theme == DEFAULT) {
                    themes.push(DEFAULT.to_owned());
                }
                break;
            }
            next = extended(&name, files, diagnostics);
            themes.push(name);
        }
        Self(themes)
    }

    /// The themes, the one that all others build on first.
    pub(super) fn lowest_first(&self) -> impl Iterator<Item = &str> {
        self.0.iter().rev().map(String::as_str)
    }
}

fn check(name: &str, above: &[String], files: &FileStacks) -> Result<(), Problem> {
    let is_plain = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c));
    if !is_plain {
        return Err(Problem::Refusal(Refusal::ThemeName {
            name: name.to_owned(),
        }));
    }
    if above.iter().any(|theme| theme == name) {
        return Err(Problem::Refusal(Refusal::ThemeCircle {
            name: name.to_owned(),
        }));
    }
    if files.below(&format!("themes/{name}/")).next().is_none() {
        return Err(Problem::ThemeMissing {
            theme: name.to_owned(),
        });
    }
    Ok(())
}

/// The theme that another names, and where it does.
fn extended(
    name: &str,
    files: &FileStacks,
    diagnostics: &mut Diagnostics,
) -> Option<(String, Place)> {
    let file = files.stack(&format!("themes/{name}/theme.toml")).last()?;
    let text = file.text(diagnostics)?;
    match toml::from_str::<ThemeFile>(&text) {
        Ok(theme) => {
            let extends = theme.extends?;
            let start = text.find("extends").unwrap_or(0);
            let place = Place {
                file: Arc::clone(&file.shown),
                text: Arc::from(&*text),
                range: start..start + "extends".len(),
            };
            Some((extends, place))
        }
        Err(error) => {
            diagnostics.toml_syntax(&file.shown, &*text, &error);
            None
        }
    }
}
