//! What lies below a file of a layer: the text that it takes the place of, or that it changes.

use std::sync::Arc;

use crate::source::document::{Composed, composed};
use crate::source::layer::{FileStacks, SourceFile};

/// What a file of a layer lies over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Underlay {
    /// Nothing: the file is the layer's own.
    Nothing,
    /// A page that a layer below hides.
    Hidden,
    /// A file.
    File(Lower),
}

/// A file below. Where several layers give it together, it is written out as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lower {
    /// Its path in the highest layer that has it.
    pub from: String,
    /// The name of that layer.
    pub layer: Arc<str>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Finds what lies below a path. `themes` are the themes of the site, the lowest first: a template or the words of a layer lie
/// over those of the theme.
#[must_use]
pub fn underlay(path: &str, below: &FileStacks, themes: &[String]) -> Underlay {
    if is_page(path) {
        return page(below.stack(path));
    }
    if path.starts_with("strings/") {
        return words(path, below, themes);
    }
    if let Some(top) = below.stack(path).last() {
        return Underlay::File(lower(top));
    }
    if path.starts_with("templates/") {
        let of_theme = themes
            .iter()
            .rev()
            .find_map(|theme| below.stack(&format!("themes/{theme}/{path}")).last());
        if let Some(top) = of_theme {
            return Underlay::File(lower(top));
        }
    }
    Underlay::Nothing
}

/// Whether a file is a page or a bank: what can be patched and hidden.
#[must_use]
pub fn is_page(path: &str) -> bool {
    path.starts_with("content/") && path.ends_with(".md")
}

fn lower(file: &SourceFile) -> Lower {
    Lower {
        from: file.path.to_string(),
        layer: Arc::clone(&file.layer),
        bytes: file.bytes.to_vec(),
    }
}

fn page(stack: &[SourceFile]) -> Underlay {
    let Some(top) = stack.last() else {
        return Underlay::Nothing;
    };
    match composed(stack) {
        None => Underlay::File(lower(top)),
        Some(Composed::Hidden) => Underlay::Hidden,
        Some(Composed::File(bytes)) => Underlay::File(Lower {
            bytes,
            ..lower(top)
        }),
        Some(Composed::Written(text)) => Underlay::File(Lower {
            bytes: text.into_bytes(),
            ..lower(top)
        }),
    }
}

/// The words of one language from all themes and layers below.
fn words(path: &str, below: &FileStacks, themes: &[String]) -> Underlay {
    let paths = themes
        .iter()
        .map(|theme| format!("themes/{theme}/{path}"))
        .chain([path.to_owned()]);
    let files: Vec<&SourceFile> = paths.flat_map(|path| below.stack(&path)).collect();
    match files.as_slice() {
        [] => Underlay::Nothing,
        [only] => Underlay::File(lower(only)),
        [.., top] => {
            let merged = files
                .iter()
                .filter_map(|file| {
                    let text = super::text::Plain::read(&file.bytes)?.text;
                    toml::from_str::<toml::Table>(&text).ok()
                })
                .reduce(crate::source::front_matter::merge)
                .and_then(|table| toml::to_string(&table).ok());
            Underlay::File(match merged {
                Some(text) => Lower {
                    bytes: text.into_bytes(),
                    ..lower(top)
                },
                None => lower(top),
            })
        }
    }
}
