//! A page with blanks for what its letterhead says.

use std::sync::OnceLock;

use crate::page::letterhead::{BLANKS, FIRST_BLANK, Filling, blank};

/// A rendered page, cut at its blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The page without its blanks.
    text: String,
    /// Where each blank stands in the text, rising, and its place on the letterhead.
    cuts: Vec<(usize, usize)>,
    /// The hash it is stored under, once somebody asked.
    hash: OnceLock<String>,
}

impl Frame {
    /// A page that was cut before; `None` if its cuts do not fit its text.
    #[must_use]
    pub fn of(text: String, cuts: Vec<(usize, usize)>) -> Option<Self> {
        let fits = cuts.is_sorted_by_key(|(at, _)| *at)
            && cuts.iter().all(|(at, _)| text.is_char_boundary(*at));
        fits.then_some(Self {
            text,
            cuts,
            hash: OnceLock::new(),
        })
    }

    /// The hash it is stored under; worked out when somebody first asks.
    pub fn hash(&self, hash: impl FnOnce(&Self) -> String) -> &str {
        self.hash.get_or_init(|| hash(self))
    }

    /// Cuts a page that was rendered on a letterhead with blanks. `data` are the places of the blanks that stand in JSON as
    /// strings: their quotation marks go with them.
    #[must_use]
    pub fn cut(html: &str, data: &[usize]) -> Self {
        let mut frame = Self {
            text: String::with_capacity(html.len()),
            cuts: Vec::new(),
            hash: OnceLock::new(),
        };
        let mut rest = html;
        while let Some(at) = memchr_blank(rest) {
            let mut characters = rest[at..].chars();
            let place = characters.next().and_then(blank);
            let (mut before, mut after) = (&rest[..at], characters.as_str());
            match place {
                Some(place) => {
                    if data.contains(&place) {
                        before = before.strip_suffix('"').unwrap_or(before);
                        after = after.strip_prefix('"').unwrap_or(after);
                    }
                    frame.text.push_str(before);
                    frame.cuts.push((frame.text.len(), place));
                }
                None => frame.text.push_str(&rest[..rest.len() - after.len()]),
            }
            rest = after;
        }
        frame.text.push_str(rest);
        frame
    }

    /// The same page with a text in the blanks of one place.
    #[must_use]
    pub fn with(&self, place: usize, text: &str) -> Self {
        let mut filled = Self {
            text: String::with_capacity(self.text.len() + text.len()),
            cuts: Vec::with_capacity(self.cuts.len()),
            hash: OnceLock::new(),
        };
        let mut from = 0;
        for (at, other) in &self.cuts {
            filled.text.push_str(&self.text[from..*at]);
            from = *at;
            if *other == place {
                filled.text.push_str(text);
            } else {
                filled.cuts.push((filled.text.len(), *other));
            }
        }
        filled.text.push_str(&self.text[from..]);
        filled
    }

    /// The pieces of the page with its blanks filled in.
    pub fn fill<'f>(&'f self, filling: &'f Filling) -> impl Iterator<Item = &'f str> {
        let ends = self.cuts.iter().map(|(at, _)| *at);
        let starts = std::iter::once(0).chain(ends.clone());
        let literals = starts
            .zip(ends.chain(std::iter::once(self.text.len())))
            .map(|(start, end)| &self.text[start..end]);
        let texts = self
            .cuts
            .iter()
            .map(|(_, place)| filling.0.get(*place).map_or("", |text| &**text));
        literals
            .zip(texts.chain(std::iter::once("")))
            .flat_map(|(literal, text)| [literal, text])
            .filter(|piece| !piece.is_empty())
    }

    /// The page without its blanks.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where each blank stands in the text, rising, and its place on the letterhead.
    #[must_use]
    pub fn cuts(&self) -> &[(usize, usize)] {
        &self.cuts
    }
}

/// Where the next character is that may be a blank. All of them begin with the same three bytes, or nearly.
fn memchr_blank(text: &str) -> Option<usize> {
    let mut first = [0; 4];
    let lead = &FIRST_BLANK.encode_utf8(&mut first).as_bytes()[..2];
    let mut from = 0;
    loop {
        let at = from + memchr::memchr(lead[0], text.as_bytes().get(from..)?)?;
        if text.as_bytes().get(at + 1) == Some(&lead[1]) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Whether a text holds a character that stands for a blank: then nothing can be cut.
#[must_use]
pub fn has_blanks(bytes: &[u8]) -> bool {
    let (mut first, mut last) = ([0; 4], [0; 4]);
    let last_blank = char::from_u32(u32::from(FIRST_BLANK) + BLANKS - 1).unwrap_or(FIRST_BLANK);
    let low = &FIRST_BLANK.encode_utf8(&mut first).as_bytes()[..3];
    let high = &last_blank.encode_utf8(&mut last).as_bytes()[..3];
    memchr::memchr_iter(low[0], bytes).any(|at| {
        bytes
            .get(at..at + 3)
            .is_some_and(|found| (low..=high).contains(&found))
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Frame, has_blanks};
    use crate::page::letterhead::Filling;

    #[test]
    fn filled_pages_are_what_rendering_gives() {
        let check = |html: &str, expected: &str| {
            let frame = Frame::cut(html, &[2]);
            let filling = Filling(["A", "B & C", "[1]"].map(Cow::Borrowed).to_vec());
            assert_eq!(frame.fill(&filling).collect::<String>(), expected, "{html}");
            let first = frame.with(0, "A");
            assert!(first.cuts().iter().all(|(_, place)| *place != 0));
            assert_eq!(first.fill(&filling).collect::<String>(), expected, "{html}");
        };
        check("nothing", "nothing");
        check("\u{f0000}", "A");
        check("<b>\u{f0001}</b>\u{f0000}\u{f0000}.", "<b>B & C</b>AA.");
        check("{\"x\":\"\u{f0002}\",\"y\":2}", "{\"x\":[1],\"y\":2}");
        // Other private characters and their neighbours are text.
        check(
            "\u{f0fff} \u{f1000} \u{e000}",
            "\u{f0fff} \u{f1000} \u{e000}",
        );
    }

    #[test]
    fn content_with_such_characters_is_recognised() {
        assert!(has_blanks("a\u{f0000}".as_bytes()));
        assert!(has_blanks("a\u{f00ff}".as_bytes()));
        assert!(!has_blanks("äöü € \u{f0fff} \u{1f600}".as_bytes()));
    }
}
