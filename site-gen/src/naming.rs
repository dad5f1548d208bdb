//! What people type for a file of a site → its path in a layer: a path, a slug, an address of the site.

use crate::diagnostic::problem::{Language, nearest};
use crate::source::config::SiteConfig;

/// Nothing is called so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What was typed.
    pub written: String,
    /// The path that was probably meant.
    pub nearest: Option<String>,
}

/// Says that nothing is called so.
#[must_use]
pub fn unknown_text(unknown: &Unknown, language: Language) -> String {
    let Unknown { written, nearest } = unknown;
    match (nearest, language) {
        (Some(nearest), Language::German) => {
            format!("Das gibt es nicht: {written}. Meinten Sie {nearest}?")
        }
        (Some(nearest), Language::English) => {
            format!("There is no {written}. Did you mean {nearest}?")
        }
        (None, Language::German) => format!("Das gibt es nicht: {written}."),
        (None, Language::English) => format!("There is no {written}."),
    }
}

/// The path in a layer that somebody means by `written`; `known` are the paths there are, `folder` is the layer's folder as
/// it was typed.
///
/// # Errors
/// When nothing is called so.
pub fn resolve(
    written: &str,
    folder: &str,
    config: &SiteConfig,
    known: &[&str],
) -> Result<String, Unknown> {
    let slashed = written.trim().replace('\\', "/");
    let below = match address_path(&slashed, config) {
        Some(path) => path.to_owned(),
        None => {
            let folder = folder.replace('\\', "/");
            let folder = folder.trim_end_matches('/');
            slashed
                .strip_prefix(folder)
                .filter(|rest| rest.starts_with('/'))
                .map_or_else(|| slashed.clone(), str::to_owned)
        }
    };
    let name = below
        .trim_start_matches("./")
        .trim_matches('/')
        .trim_end_matches("index.html")
        .trim_end_matches('/');
    if let Some(found) = find(name, config, known) {
        return Ok(found);
    }
    // A self-check has a page for each occupation, all of one file.
    if let Some(found) = name
        .rsplit_once('/')
        .filter(|(above, _)| above.contains('/'))
        .and_then(|(above, _)| find(above, config, known))
    {
        return Ok(found);
    }
    let page = format!("content/{}/{name}.md", config.default_language());
    // Somebody who knows only the last part of a path means the file of that name.
    let stem = |path: &str| last_part(path).trim_end_matches(".md").to_owned();
    let namesake = known.iter().find(|path| stem(path) == stem(name));
    let nearest = namesake
        .map(|path| (*path).to_owned())
        .or_else(|| nearest(name, known.iter().copied()))
        .or_else(|| nearest(&page, known.iter().copied()));
    Err(Unknown {
        written: written.to_owned(),
        nearest,
    })
}

/// The path below the site that a whole address names, without query and anchor; `None` if it is none.
#[must_use]
pub fn address_path<'w>(written: &'w str, config: &SiteConfig) -> Option<&'w str> {
    let (_, rest) = written.split_once("://")?;
    let path = rest.find('/').map_or("/", |slash| &rest[slash..]);
    Some(config.below_base(path.split(['#', '?']).next().unwrap_or(path)))
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn find(name: &str, config: &SiteConfig, known: &[&str]) -> Option<String> {
    let mut folders = vec![String::new(), "content/".to_owned()];
    folders.extend(
        config
            .languages
            .iter()
            .map(|language| format!("content/{language}/")),
    );
    // The fallback for words and templates: a bare name.
    folders.extend(["templates/".to_owned(), "static/".to_owned()]);
    let is_known = |path: &String| known.contains(&path.as_str());
    folders
        .iter()
        .flat_map(|folder| {
            let index = if name.is_empty() {
                format!("{folder}_index.md")
            } else {
                format!("{folder}{name}/_index.md")
            };
            [
                format!("{folder}{name}"),
                format!("{folder}{name}.md"),
                index,
            ]
        })
        .find(is_known)
}
