//! Callouts: a block quote that begins with `[!kind]` and perhaps a title becomes a labelled note.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::headings::slug;
use super::{Events, Words, escape, own_html};

/// Turns the callouts among the block quotes into asides; the markers of kinds that nobody knows, as they are written.
pub(super) fn label(events: &mut Events<'_>, words: &dyn Words) -> Vec<String> {
    let is_quote = |event: &Event<'_>| matches!(event, Event::Start(Tag::BlockQuote(_)));
    if !events.iter().any(|(event, _)| is_quote(event)) {
        return Vec::new();
    }
    let mut unknown = Vec::new();
    let mut out: Events<'_> = Vec::with_capacity(events.len());
    // For each open block quote whether it is a callout.
    let mut open: Vec<bool> = Vec::new();
    let mut count = 0;
    let mut rest = std::mem::take(events).into_iter().peekable();
    while let Some((event, range)) = rest.next() {
        match event {
            Event::Start(Tag::BlockQuote(kind)) => {
                let mut head: Events<'_> = Vec::new();
                let marker = read_marker(&mut rest, &mut head, words);
                open.push(marker.is_some());
                match marker {
                    Some(marker) => {
                        count += 1;
                        out.push(own_html(opening(&marker, count)));
                    }
                    None => {
                        unknown.extend(unknown_marker(&head));
                        out.push((Event::Start(Tag::BlockQuote(kind)), range));
                    }
                }
                out.append(&mut head);
            }
            Event::End(TagEnd::BlockQuote(kind)) => {
                if open.pop() == Some(true) {
                    out.push(own_html("</div>\n"));
                } else {
                    out.push((Event::End(TagEnd::BlockQuote(kind)), range));
                }
            }
            event => out.push((event, range)),
        }
    }
    *events = out;
    unknown
}

/// What looks like a marker at the beginning of a block quote that is no callout.
fn unknown_marker(head: &Events<'_>) -> Option<String> {
    let texts = head.iter().filter_map(|(event, _)| match event {
        Event::Text(text) => Some(&**text),
        _ => None,
    });
    let line: String = texts.collect();
    let (kind, _) = written(&line)?;
    let is_word = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || c == '-');
    is_word.then(|| format!("[!{kind}]"))
}

/// The beginning of a callout as it is written, `[!kind] Title`: the kind and what follows it.
pub(super) fn written(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("[!")?.split_once(']')
}

/// The beginning of a callout of a known kind.
pub(super) struct Marker {
    kind: String,
    /// What stands above the callout.
    pub(super) title: String,
    /// Whether the author wrote the title; else it is the one of the kind.
    pub(super) has_own_title: bool,
}

impl Marker {
    /// Reads the first line of a block quote.
    pub(super) fn read(line: &str, words: &dyn Words) -> Option<Self> {
        let (kind, title) = written(line)?;
        let kind = slug(kind);
        let default_title = words.callout(&kind)?;
        let title = title.trim().to_owned();
        let has_own_title = !title.is_empty();
        Some(Self {
            kind,
            title: if has_own_title { title } else { default_title },
            has_own_title,
        })
    }

    /// Whether its list is drawn as steps.
    pub(super) fn is_steps(&self) -> bool {
        self.kind == STEPS
    }
}

/// The kind whose list is drawn as steps: it stands below a heading that says it all, so that the kind's own title is
/// only for those who do not see the steps.
const STEPS: &str = "schritte";

/// A note is no landmark: a page may have many of the same title.
fn opening(marker: &Marker, number: usize) -> String {
    let (kind, title) = (&marker.kind, escape(&marker.title));
    if marker.is_steps() && !marker.has_own_title {
        return format!(
            "<div class=\"callout callout-{kind}\" role=\"group\" aria-label=\"{title}\">\n"
        );
    }
    let role = if marker.is_steps() { "group" } else { "note" };
    format!(
        "<div class=\"callout callout-{kind}\" role=\"{role}\" aria-labelledby=\"kasten-{number}\">\
         <p class=\"callout-title\" id=\"kasten-{number}\">{title}</p>\n"
    )
}

/// Reads `[!kind] Title` from the first line of a block quote. What is left of its paragraph goes to `head`; without a
/// marker, all that was looked at does.
fn read_marker<'a>(
    rest: &mut std::iter::Peekable<std::vec::IntoIter<(Event<'a>, std::ops::Range<usize>)>>,
    head: &mut Events<'a>,
    words: &dyn Words,
) -> Option<Marker> {
    if !matches!(rest.peek(), Some((Event::Start(Tag::Paragraph), _))) {
        return None;
    }
    head.extend(rest.next());
    let mut line = String::new();
    // The parser cuts the text at brackets: join it up to the end of the line.
    while let Some((Event::Text(text), _)) = rest.peek() {
        line.push_str(text);
        head.extend(rest.next());
    }
    let marker = Marker::read(&line, words)?;
    let paragraph = head.drain(..).next();
    match rest.peek() {
        Some((Event::End(TagEnd::Paragraph), _)) => {
            rest.next();
        }
        Some((Event::SoftBreak | Event::HardBreak, _)) => {
            rest.next();
            head.extend(paragraph);
        }
        _ => head.extend(paragraph),
    }
    Some(marker)
}
