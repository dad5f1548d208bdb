//! Markdown as a file of its own: its links must hold outside of the site.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::options;

/// What becomes of a link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replace {
    /// It leads elsewhere.
    Destination(String),
    /// Words take its place.
    Whole(String),
}

/// Rewrites the links and images of a text; `replace` gets the destination and the words of each.
#[must_use]
pub fn rewrite(text: &str, replace: &dyn Fn(&str, &str) -> Replace) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    // References say where they lead in a line of their own, once for all of them.
    for (_, definition) in events.reference_definitions().iter() {
        let line = text.get(definition.span.clone()).unwrap_or_default();
        // The label may say the same as the address, the title too.
        let after_label = line.find("]:").map_or(0, |at| at + 2);
        if let Replace::Destination(url) = replace(&definition.dest, "")
            && let Some(at) = line[after_label..].find(&*definition.dest)
        {
            let start = definition.span.start + after_label + at;
            edits.push((start..start + definition.dest.len(), url));
        }
    }
    while let Some((event, range)) = events.next() {
        let Event::Start(
            Tag::Link {
                dest_url,
                link_type,
                ..
            }
            | Tag::Image {
                dest_url,
                link_type,
                ..
            },
        ) = event
        else {
            continue;
        };
        let mut name = String::new();
        for (inner, _) in events.by_ref() {
            match inner {
                Event::Text(text) | Event::Code(text) => name.push_str(&text),
                Event::End(TagEnd::Link | TagEnd::Image) => break,
                _ => {}
            }
        }
        match replace(&dest_url, &name) {
            Replace::Whole(words) => {
                // The parser leaves the brackets of `[name][]` out.
                let is_collapsed =
                    matches!(link_type, LinkType::Collapsed) && text[range.end..].starts_with("[]");
                let end = range.end + if is_collapsed { 2 } else { 0 };
                edits.push((range.start..end, words));
            }
            Replace::Destination(_) if link_type != LinkType::Inline => {}
            // The words may say the same as the address, so the last one counts.
            Replace::Destination(url) => {
                if let Some(at) = text[range.clone()].rfind(&*dest_url) {
                    let start = range.start + at;
                    edits.push((start..start + dest_url.len(), url));
                }
            }
        }
    }
    edits.sort_by_key(|(place, _)| place.start);
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut written = 0;
    for (place, words) in edits {
        out.push_str(&text[written..place.start]);
        out.push_str(&words);
        written = place.end;
    }
    out.push_str(&text[written..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_on_and_pictures_become_words() {
        let replace = |destination: &str, name: &str| match destination {
            "a.md" => Replace::Destination("https://x.example/a/".to_owned()),
            "weg.svg" => Replace::Whole(format!("(Bild: {name})")),
            _ => Replace::Whole(name.to_owned()),
        };
        assert_eq!(
            rewrite(
                "[a.md](a.md) und [b](b.md)\n\n![Ein Weg](weg.svg \"unten\")\n\n| x |\n| --- |\n| [A](a.md) |\n",
                &replace
            ),
            "[a.md](https://x.example/a/) und b\n\n(Bild: Ein Weg)\n\n| x |\n| --- |\n| [A](https://x.example/a/) |\n"
        );
        assert_eq!(
            rewrite(
                "[A][a.md], [a.md], <https://y.example/> und ![W][w] oder [b][]\n\n[a.md]: a.md \"a.md\"\n[w]: weg.svg\n[b]: <b.md>\n",
                &replace
            ),
            "[A][a.md], [a.md], https://y.example/ und (Bild: W) oder b\n\n[a.md]: https://x.example/a/ \"a.md\"\n[w]: weg.svg\n[b]: <b.md>\n"
        );
    }
}
