//! The base layer: this repository's `content/` and `themes/`, embedded in the binary.

use std::borrow::Cow;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../content"]
#[exclude = "**/.*"]
struct Content;

#[derive(RustEmbed)]
#[folder = "../themes"]
#[exclude = "**/.*"]
#[exclude = "**/README.md"]
struct Themes;

/// How much of the base a site builds on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Content and themes.
    Everything,
    /// Only themes: `base = "theme"`.
    Theme,
}

/// The embedded files with their paths below the layer's root.
pub fn files(part: Part) -> Vec<(String, Cow<'static, [u8]>)> {
    let mut files: Vec<_> = Themes::iter()
        .filter_map(|path| Themes::get(&path).map(|file| (format!("themes/{path}"), file.data)))
        .collect();
    if part == Part::Everything {
        files.extend(
            Content::iter()
                .filter(|path| path != SITE_FILE)
                .filter_map(|path| {
                    Content::get(&path).map(|file| (format!("content/{path}"), file.data))
                }),
        );
    }
    files
}

/// The base's own facts: the openly fictional Musterstadt.
pub fn site_toml() -> String {
    Content::get(SITE_FILE).map_or_else(String::new, |file| {
        String::from_utf8_lossy(&file.data).into_owned()
    })
}

/// Where the base keeps its facts; everywhere else `site.toml` stands at the layer's root.
const SITE_FILE: &str = "site.toml";
