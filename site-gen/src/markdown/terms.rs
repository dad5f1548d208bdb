//! Terms of the glossary: the first use of each on a page becomes a link to its explanation at the end of the page.

use aho_corasick::{AhoCorasick, MatchKind};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{Events, escape, own_html};

/// The terms that pages explain, ready to be found in texts.
#[derive(Debug)]
pub struct Terms {
    automaton: AhoCorasick,
    /// For each pattern the place of its term.
    term_of: Vec<usize>,
    /// The ids of the terms, by their places.
    ids: Vec<String>,
}

impl Terms {
    /// Prepares terms, each with its id and all spellings it has in texts; `None` if there are none.
    #[must_use]
    pub fn new(terms: &[(&str, Vec<&str>)]) -> Option<Self> {
        let spellings = || {
            terms
                .iter()
                .enumerate()
                .flat_map(|(place, (_, spellings))| spellings.iter().map(move |text| (place, text)))
                .filter(|(_, text)| !text.is_empty())
        };
        spellings().next()?;
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(spellings().map(|(_, text)| text))
            .ok()?;
        Some(Self {
            automaton,
            term_of: spellings().map(|(place, _)| place).collect(),
            ids: terms.iter().map(|(id, _)| (*id).to_owned()).collect(),
        })
    }

    /// The whole words in a text that are terms: the place of the term and the bytes.
    fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> {
        let is_word = |c: char| c.is_alphanumeric() || c == '-';
        self.automaton.find_iter(text).filter_map(move |found| {
            let range = found.range();
            let before = text[..range.start].chars().next_back();
            let after = text[range.end..].chars().next();
            let term = *self.term_of.get(found.pattern().as_usize())?;
            (!before.is_some_and(is_word) && !after.is_some_and(is_word)).then_some((term, range))
        })
    }
}

/// The id of a term's explanation on a page.
#[must_use]
pub fn explanation_id(term: &str) -> String {
    format!("wort-{term}")
}

/// The id of a term's first use on a page.
#[must_use]
pub fn use_id(term: &str) -> String {
    format!("zu-{term}")
}

/// Links the first use of each term, and lists the terms that were used by their places. Headings, links and code stay as
/// they are.
pub(super) fn mark(events: &mut Events<'_>, terms: &Terms) -> Vec<usize> {
    let mut used = Vec::new();
    let mut out: Events<'_> = Vec::with_capacity(events.len());
    // How many elements are open whose text is not to be touched.
    let mut closed = 0_usize;
    for (event, range) in std::mem::take(events) {
        match &event {
            Event::Start(
                Tag::Heading { .. }
                | Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::TableHead,
            ) => closed += 1,
            Event::End(
                TagEnd::Heading(_)
                | TagEnd::Link
                | TagEnd::Image
                | TagEnd::CodeBlock
                | TagEnd::TableHead,
            ) => closed = closed.saturating_sub(1),
            Event::Text(text) if closed == 0 => {
                let mut written = 0;
                for (term, found) in terms.find(text) {
                    if used.contains(&term) {
                        continue;
                    }
                    used.push(term);
                    let before = CowStr::from(text[written..found.start].to_owned());
                    out.push((Event::Text(before), range.clone()));
                    let id = terms.ids.get(term).map_or("", String::as_str);
                    out.push(own_html(format!(
                        "<a class=\"term\" id=\"{}\" href=\"#{}\">{}</a>",
                        use_id(id),
                        explanation_id(id),
                        escape(&text[found.clone()])
                    )));
                    written = found.end;
                }
                if written > 0 {
                    let rest = CowStr::from(text[written..].to_owned());
                    out.push((Event::Text(rest), range));
                    continue;
                }
            }
            _ => {}
        }
        out.push((event, range));
    }
    *events = out;
    used
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Parser, html};

    use super::*;

    #[track_caller]
    fn check(markdown: &str, expected: &str, used: &[usize]) {
        let terms = Terms::new(&[
            ("soll-profil", vec!["Soll-Profil", "Soll-Profile"]),
            ("tandem", vec!["Tandem"]),
        ]);
        let mut events: Events<'_> = Parser::new(markdown).into_offset_iter().collect();
        let found = terms.map_or_else(Vec::new, |terms| mark(&mut events, &terms));
        let mut rendered = String::new();
        html::push_html(&mut rendered, events.into_iter().map(|(event, _)| event));
        assert_eq!(rendered.trim(), expected);
        assert_eq!(found, used);
    }

    #[test]
    fn the_first_use_of_each_term_is_linked() {
        check(
            "Tandem, Tandem und „Soll-Profile“.",
            "<p><a class=\"term\" id=\"zu-tandem\" href=\"#wort-tandem\">Tandem</a>, Tandem und \
             „<a class=\"term\" id=\"zu-soll-profil\" href=\"#wort-soll-profil\">Soll-Profile</a>“.</p>",
            &[1, 0],
        );
    }

    #[test]
    fn parts_of_words_headings_links_and_code_are_left_alone() {
        check(
            "Tandems, Lern-Tandem, Soll-Profil-Workshop",
            "<p>Tandems, Lern-Tandem, Soll-Profil-Workshop</p>",
            &[],
        );
        check(
            "# Tandem\n\n[Tandem](x) `Tandem`",
            "<h1>Tandem</h1>\n<p><a href=\"x\">Tandem</a> <code>Tandem</code></p>",
            &[],
        );
    }

    #[test]
    fn no_terms_no_search() {
        assert!(Terms::new(&[]).is_none());
        assert!(Terms::new(&[("leer", vec![""])]).is_none());
    }
}
