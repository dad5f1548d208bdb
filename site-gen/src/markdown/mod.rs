//! Markdown → HTML. The one place where parser options live.
//!
//! 1. parse into events with their bytes;
//! 2. [`headings`]: every heading gets an id, once;
//! 3. [`callouts`]: `> [!tipp]` becomes a labelled note;
//! 4. [`pictures`]: an image of a drawing becomes a figure;
//! 5. [`links`]: paths to Markdown files become addresses, checked;
//! 6. [`terms`]: the first use of a term of the glossary becomes a link to its explanation;
//! 7. tables get a scrolling frame that the keyboard reaches, and aligned cells a class;
//! 8. raw HTML, if there is any, is sanitised.

#[cfg(feature = "documents")]
pub mod blocks;
mod callouts;
mod headings;
pub mod links;
pub mod pictures;
pub mod plain;
pub mod rewrite;
mod sanitise;
pub mod terms;

use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, Options, Parser, Tag, TagEnd, html};

use crate::diagnostic::{Diagnostics, Problem, Refusal};
use crate::source::document::Document;
pub use headings::Heading;
use links::{AnchorUse, Links};
use pictures::Gallery;
use terms::Terms;

/// A rendered body.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// Safe HTML.
    pub html: String,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// Links to headings, to be held against the headings of the pages they lead to.
    pub anchors: Vec<AnchorUse>,
    /// The terms of the glossary that are used, by their places, in the order of their first use.
    pub terms: Vec<usize>,
}

/// What the words around Markdown are in the language of the page.
pub trait Words {
    /// The default title of a callout, by its kind; absent for an unknown kind.
    fn callout(&self, kind: &str) -> Option<String>;
    /// The kinds of callouts there are.
    fn callouts(&self) -> Vec<String>;
    /// The name of the nth table of a page, for screen readers.
    fn table(&self, number: usize) -> String;
}

/// What the world around a body of text is.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// What links can lead to.
    pub links: &'a Links<'a>,
    /// What pictures there are.
    pub gallery: &'a dyn Gallery,
    /// The words around Markdown.
    pub words: &'a dyn Words,
    /// The terms to explain, if the page does.
    pub terms: Option<&'a Terms>,
}

/// Renders the body of a document, or a text that it was made into (facts put in).
pub fn render(
    document: &Document,
    text: &str,
    around: Surroundings<'_>,
    diagnostics: &mut Diagnostics,
) -> Rendered {
    let mut events = links::with_references(text, document, diagnostics);
    for (what, heading) in headings::take_attributes(&mut events) {
        diagnostics.at(
            links::destination_place(document, &heading, &what),
            Problem::Refusal(Refusal::Html { what }),
        );
    }
    let headings = headings::name(&mut events);
    for marker in callouts::label(&mut events, around.words) {
        let start = document.body().find(&marker);
        diagnostics.at(
            document.body_place(start.map_or(0..0, |start| start..start + marker.len())),
            Problem::UnknownCallout {
                marker,
                known: around.words.callouts(),
            },
        );
    }
    let figures = pictures::take(&mut events, document, around.gallery, diagnostics);
    let anchors = links::resolve(&mut events, document, around.links, diagnostics);
    let terms = around
        .terms
        .map_or_else(Vec::new, |terms| terms::mark(&mut events, terms));
    frame_tables(&mut events, around.words);
    let has_raw_html = report_raw_html(&events, document, diagnostics);
    let mut rendered = String::with_capacity(text.len() * 3 / 2);
    let shown = events.into_iter().map(|(event, _)| with_breaks(event));
    html::push_html(&mut rendered, shown);
    if has_raw_html {
        rendered = sanitise::clean(&rendered);
    }
    Rendered {
        html: figures.put_into(rendered),
        headings,
        anchors,
        terms,
    }
}

/// Says what will be taken out of raw HTML; whether there is raw HTML at all.
fn report_raw_html(
    events: &Events<'_>,
    document: &Document,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut has_raw_html = false;
    for (event, range) in events {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else {
            continue;
        };
        if range.is_empty() {
            continue;
        }
        has_raw_html = true;
        // Where facts were put in, the text is longer than the body that the place is in.
        let body = document.body();
        let start = match body.get(range.clone()) {
            Some(text) if text == &**html => Some(range.start),
            _ => body.find(&**html),
        };
        let place = |what: &str| {
            let place = start.map_or(0..0, |start| {
                let name = what.trim_start_matches('<').trim_end_matches('>');
                let at = html.find(name);
                let length = at.map_or(0, |_| name.len());
                let start = start + at.unwrap_or(0);
                start..start + length
            });
            document.body_place(place)
        };
        for what in sanitise::taken_out(html) {
            diagnostics.at(place(&what), Problem::Refusal(Refusal::Html { what }));
        }
        for target in sanitise::paths_of_texts(html) {
            let nearest = Some(format!("[…]({target})"));
            diagnostics.at(place(&target), Problem::BrokenLink { target, nearest });
        }
    }
    has_raw_html
}

/// Renders one line of Markdown without a paragraph around it; links in it are left as they are.
#[must_use]
pub fn inline(text: &str) -> String {
    let mut rendered = String::with_capacity(text.len() + 8);
    let events = Parser::new_ext(text, options()).filter(|event| {
        !matches!(
            event,
            Event::Start(Tag::Paragraph)
                | Event::End(TagEnd::Paragraph)
                | Event::Html(_)
                | Event::InlineHtml(_)
        )
    });
    html::push_html(&mut rendered, events);
    rendered
}

/// Events with the bytes they come from; what the generator itself adds has an empty range.
type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// HTML of our own between the events.
fn own_html(html: impl Into<CowStr<'static>>) -> (Event<'static>, Range<usize>) {
    (Event::Html(html.into()), 0..0)
}

/// A wide table scrolls inside a frame of its own instead of pushing the page wide; the keyboard must reach it.
fn frame_tables(events: &mut Events<'_>, words: &dyn Words) {
    if !events
        .iter()
        .any(|(event, _)| matches!(event, Event::Start(Tag::Table(_))))
    {
        return;
    }
    let mut framed = Vec::with_capacity(events.len() + 4);
    let mut number = 0;
    let mut cells = Cells::default();
    for (event, range) in events.drain(..) {
        let ends = matches!(event, Event::End(TagEnd::Table));
        if matches!(event, Event::Start(Tag::Table(_))) {
            number += 1;
            framed.push(own_html(format!(
                "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">",
                escape(&words.table(number))
            )));
        }
        framed.push((cells.aligned(event), range));
        if ends {
            framed.push(own_html("</div>\n"));
        }
    }
    *events = framed;
}

/// Where the writer of Markdown is in a table. It would align cells by `style` attributes, which no page's policy allows.
#[derive(Default)]
struct Cells {
    columns: Vec<Alignment>,
    place: usize,
    in_head: bool,
}

impl Cells {
    fn aligned<'e>(&mut self, event: Event<'e>) -> Event<'e> {
        let tag = if self.in_head { "th" } else { "td" };
        match event {
            Event::Start(Tag::Table(columns)) => {
                let plain = vec![Alignment::None; columns.len()];
                self.columns = columns;
                Event::Start(Tag::Table(plain))
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.in_head = matches!(event, Event::Start(Tag::TableHead));
                self.place = 0;
                event
            }
            Event::Start(Tag::TableCell) => match self.class() {
                Some(class) => Event::Html(format!("<{tag} class=\"{class}\">").into()),
                None => event,
            },
            Event::End(TagEnd::TableCell) => {
                let class = self.class();
                self.place += 1;
                match class {
                    Some(_) => Event::Html(format!("</{tag}>").into()),
                    None => event,
                }
            }
            event => event,
        }
    }

    fn class(&self) -> Option<&'static str> {
        match self.columns.get(self.place) {
            Some(Alignment::Right) => Some("right"),
            Some(Alignment::Center) => Some("center"),
            _ => None,
        }
    }
}

/// Escapes text for HTML and attribute values.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = write_escaped(&mut out, text);
    out
}

/// A longer address or path in a text breaks where its parts end, and not in the middle of a word.
fn with_breaks(event: Event<'_>) -> Event<'_> {
    const SHORT: usize = 12;
    match event {
        Event::Code(text) if text.len() > SHORT && !text.contains(' ') => {
            Event::InlineHtml(format!("<code>{}</code>", breakable(&text)).into())
        }
        other => other,
    }
}

/// A text as HTML in which addresses may break after `/` and `.`, where their parts end.
#[must_use]
pub fn breakable(address: &str) -> String {
    let mut out = String::new();
    for part in address.split_inclusive(['/', '.']) {
        // `https://` stays whole, and a sentence breaks at its spaces as ever.
        if !out.is_empty() && part.starts_with(char::is_alphanumeric) {
            out.push_str("<wbr>");
        }
        out.push_str(&escape(part));
    }
    out
}

/// Writes text escaped for HTML and attribute values.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn write_escaped(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.write_str(&text[written..at])?;
        out.write_str(replacement)?;
        written = at + 1;
    }
    out.write_str(&text[written..])
}
