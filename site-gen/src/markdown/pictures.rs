//! Pictures: an image that names an SVG file below `content/` becomes a drawing in the page.

use std::fmt::Write as _;
use std::mem;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::links::{destination_place, join, relative};
use super::{Events, own_html};
use crate::diagnostic::problem::nearest;
use crate::diagnostic::{Diagnostics, Problem};
use crate::source::document::Document;

/// The pictures a page can show.
pub trait Gallery {
    /// The whole figure of the picture at a path below the folder of the page's language; absent if there is none.
    fn figure(&self, path: &str, asked: &Asked<'_>) -> Option<String>;
    /// The paths of all pictures.
    fn paths(&self) -> Vec<&str>;
}

/// What Markdown says about a picture.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Prefix of the ids in this picture, unique on its page.
    pub id: &'a str,
    /// The words in the square brackets.
    pub name: &'a str,
    /// The words in quotation marks after the path, if any.
    pub caption: Option<&'a str>,
}

/// Figures that wait for their place: raw HTML around them is cleaned first, and that knows nothing of drawings.
#[derive(Debug, Default)]
pub(super) struct Figures(Vec<String>);

/// Takes the pictures out of the events and leaves a mark for each.
pub(super) fn take(
    events: &mut Events<'_>,
    document: &Document,
    gallery: &dyn Gallery,
    diagnostics: &mut Diagnostics,
) -> Figures {
    let mut figures = Figures::default();
    if !events
        .iter()
        .any(|(event, _)| path_of(event, document).is_some())
    {
        return figures;
    }
    let mut out: Events<'_> = Vec::with_capacity(events.len());
    let mut rest = mem::take(events).into_iter().peekable();
    while let Some((event, range)) = rest.next() {
        let Some(path) = path_of(&event, document) else {
            out.push((event, range));
            continue;
        };
        let Event::Start(Tag::Image {
            dest_url, title, ..
        }) = &event
        else {
            continue;
        };
        let mut name = String::new();
        for (inner, _) in rest.by_ref() {
            match inner {
                Event::Text(text) | Event::Code(text) => name.push_str(&text),
                Event::SoftBreak | Event::HardBreak => name.push(' '),
                Event::End(TagEnd::Image) => break,
                _ => {}
            }
        }
        let place = destination_place(document, &range, dest_url);
        let stands_alone = matches!(out.last(), Some((Event::Start(Tag::Paragraph), _)))
            && matches!(rest.peek(), Some((Event::End(TagEnd::Paragraph), _)));
        if !stands_alone {
            diagnostics.at(place, Problem::PictureInText);
            continue;
        }
        out.pop();
        rest.next();
        if name.trim().is_empty() {
            diagnostics.at(place, Problem::PictureWithoutName);
            continue;
        }
        let number = figures.0.len() + 1;
        let asked = Asked {
            id: &format!("bild-{number}"),
            name: &name,
            caption: Some(title.as_ref()).filter(|title| !title.is_empty()),
        };
        match gallery.figure(&path, &asked) {
            Some(figure) => {
                out.push(own_html(mark(figures.0.len())));
                figures.0.push(figure);
            }
            None => {
                let nearest = nearest(&path, gallery.paths())
                    .map(|nearest| relative(&document.path, &nearest));
                diagnostics.at(
                    place,
                    Problem::PictureMissing {
                        target: dest_url.to_string(),
                        nearest,
                    },
                );
            }
        }
    }
    *events = out;
    figures
}

impl Figures {
    /// Puts the figures into their places.
    pub(super) fn put_into(self, html: String) -> String {
        self.0
            .into_iter()
            .enumerate()
            .fold(html, |html, (number, figure)| {
                html.replacen(&mark(number), &figure, 1)
            })
    }
}

/// A mark of letters that no text has: they are set aside for private use.
fn mark(number: usize) -> String {
    let mut mark = String::from("\u{e000}");
    // Writing to a string cannot fail.
    let _ = write!(mark, "{number}");
    mark.push_str("\u{e001}\n");
    mark
}

/// Whether a destination names a drawing of the site.
#[must_use]
pub fn is_picture(destination: &str) -> bool {
    !destination.contains(':') && destination.ends_with(".svg")
}

/// The path of a picture below the folder of its language, if an event begins one.
fn path_of(event: &Event<'_>, document: &Document) -> Option<String> {
    let Event::Start(Tag::Image { dest_url, .. }) = event else {
        return None;
    };
    if !is_picture(dest_url) {
        return None;
    }
    let full = join(
        &format!("content/{}/{}", document.language, document.path),
        dest_url,
    )?;
    let below = full
        .strip_prefix("content/")?
        .strip_prefix(&*document.language)?
        .strip_prefix('/')?;
    Some(below.to_owned())
}
