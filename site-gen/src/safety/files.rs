//! Static files of the layers, made safe to be served beside the pages: drawings are cleaned, style sheets looked through, and
//! what a browser would run as a page of its own is refused, since no policy of ours would hold there.

use std::sync::Arc;

use super::{css, svg};
use crate::diagnostic::refusal::Refusal;
use crate::diagnostic::{Diagnostics, Place, Problem};
use crate::source::layer::SourceFile;

/// Endings of files that browsers show as pages or run as programs.
const ACTIVE: [&str; 19] = [
    "htm", "html", "hta", "xht", "xhtml", "shtml", "js", "mjs", "cjs", "wasm", "xml", "xsl",
    "xslt", "mht", "mhtml", "svgz", "swf", "jar", "php",
];

/// The bytes of a static file as it may be published; nothing if it must not be.
#[must_use]
pub fn publishable(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("svg") => cleaned(file, diagnostics).map(String::into_bytes),
        Some("css") => {
            let text = text(file, diagnostics)?;
            for finding in css::findings(&text) {
                let refusal = Refusal::Style { what: finding.what };
                diagnostics.at(place(file, &text, finding.range), Problem::Refusal(refusal));
            }
            Some(file.bytes.to_vec())
        }
        Some(ending) if ACTIVE.contains(&ending) => refused(file, diagnostics),
        // Without an ending browsers guess by the first bytes.
        None if file.bytes.trim_ascii_start().starts_with(b"<") => refused(file, diagnostics),
        _ => Some(file.bytes.to_vec()),
    }
}

/// A drawing without what could run or load; what was left out is reported.
#[must_use]
pub fn cleaned(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = text(file, diagnostics)?;
    match svg::clean(&text) {
        Ok(clean) => {
            for finding in clean.removed {
                let refusal = Refusal::Drawing { what: finding.what };
                diagnostics.at(place(file, &text, finding.range), Problem::Refusal(refusal));
            }
            Some(clean.svg)
        }
        Err(error) => {
            diagnostics.at(
                place(file, &text, error.range),
                Problem::PictureSyntax {
                    message: error.message,
                },
            );
            None
        }
    }
}

fn refused(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
    diagnostics.at(
        Place::start_of(&file.shown, &Arc::from("")),
        Problem::Refusal(Refusal::ActiveFile),
    );
    None
}

fn text(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Arc<str>> {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        diagnostics.at(
            Place::start_of(&file.shown, &Arc::from("")),
            Problem::NotUtf8,
        );
        return None;
    };
    Some(Arc::from(
        text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
    ))
}

fn place(file: &SourceFile, text: &Arc<str>, range: std::ops::Range<usize>) -> Place {
    Place {
        file: Arc::clone(&file.shown),
        text: Arc::clone(text),
        range,
    }
}
