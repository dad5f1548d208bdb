//! Callouts: a block quote that begins with `[!kind]` and perhaps a title becomes a labelled aside.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::headings::slug;
use super::{Events, Words, escape, own_html};

/// Turns the callouts among the block quotes into asides.
pub(super) fn label(events: &mut Events<'_>, words: &dyn Words) {
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
                        let id = format!("kasten-{count}");
                        out.push(own_html(format!(
                            "<aside class=\"callout callout-{}\" aria-labelledby=\"{id}\"><p class=\"callout-title\" id=\"{id}\">{}</p>\n",
                            marker.kind,
                            escape(&marker.title)
                        )));
                    }
                    None => out.push((Event::Start(Tag::BlockQuote(kind)), range)),
                }
                out.append(&mut head);
            }
            Event::End(TagEnd::BlockQuote(kind)) => {
                if open.pop() == Some(true) {
                    out.push(own_html("</aside>\n"));
                } else {
                    out.push((Event::End(TagEnd::BlockQuote(kind)), range));
                }
            }
            event => out.push((event, range)),
        }
    }
    *events = out;
}

struct Marker {
    kind: String,
    title: String,
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
    let (kind, title) = line.strip_prefix("[!")?.split_once(']')?;
    let kind = slug(kind);
    let default_title = words.callout(&kind)?;
    let title = title.trim();
    let marker = Marker { kind, title: if title.is_empty() { default_title } else { title.to_owned() } };
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
