//! Markdown as a file of its own: its links must hold outside of the site.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

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
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut written = 0;
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event else {
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
        let found = match replace(&dest_url, &name) {
            Replace::Whole(words) => Some((range, words)),
            // The words may say the same as the address, so the last one counts.
            Replace::Destination(url) => text[range.clone()].rfind(&*dest_url).map(|at| {
                let start = range.start + at;
                (start..start + dest_url.len(), url)
            }),
        };
        if let Some((place, words)) = found {
            out.push_str(&text[written..place.start]);
            out.push_str(&words);
            written = place.end;
        }
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
    }
}
