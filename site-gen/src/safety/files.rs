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

/// Endings of files that browsers show as mere text, whatever stands in them.
const PLAIN: [&str; 5] = ["csv", "json", "md", "txt", "vtt"];

/// The bytes of a static file as it may be published; nothing if it must not be.
#[must_use]
pub fn publishable(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let name = name.to_ascii_lowercase();
    // Of several endings some servers take the last that they know: `seite.html.alt` is a page.
    if name
        .split('.')
        .skip(1)
        .any(|ending| ACTIVE.contains(&ending))
    {
        return refused(file, diagnostics);
    }
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("svg") => cleaned(file, diagnostics).map(String::into_bytes),
        Some("css") => {
            let text: Arc<str> = Arc::from(file.text(diagnostics)?);
            for finding in css::findings(&text) {
                let refusal = Refusal::Style { what: finding.what };
                diagnostics.at(place(file, &text, finding.range), Problem::Refusal(refusal));
            }
            Some(file.bytes.to_vec())
        }
        Some(ending) if PLAIN.contains(&ending) => Some(file.bytes.to_vec()),
        // Where an ending says nothing to browsers, or something else than the file is, they guess by the first bytes; and
        // there are many names for XML.
        _ if begins_as_markup(&file.bytes) => refused(file, diagnostics),
        _ => Some(file.bytes.to_vec()),
    }
}

/// A drawing without what could run or load; what was left out is reported.
#[must_use]
pub fn cleaned(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<String> {
    let text: Arc<str> = Arc::from(file.text(diagnostics)?);
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

fn begins_as_markup(bytes: &[u8]) -> bool {
    let marked = bytes.strip_prefix("\u{feff}".as_bytes());
    marked.unwrap_or(bytes).trim_ascii_start().starts_with(b"<")
}

fn refused(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
    diagnostics.at(
        Place::start_of(&file.shown, &Arc::from("")),
        Problem::Refusal(Refusal::ActiveFile),
    );
    None
}

fn place(file: &SourceFile, text: &Arc<str>, range: std::ops::Range<usize>) -> Place {
    Place {
        file: Arc::clone(&file.shown),
        text: Arc::clone(text),
        range,
    }
}
