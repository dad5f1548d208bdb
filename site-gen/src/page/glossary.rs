//! The glossary, and the explanations of its terms at the end of the pages that use them.

use super::home::some_text;
use super::shell::Draft;
use super::view::{GlossaryLetter, GlossaryTerm, GlossaryView, Link, TermView, View};
use super::{Made, Pages};
use crate::catalogue::front::Term;
use crate::diagnostic::Diagnostics;
use crate::keys;
use crate::markdown::Heading;
use crate::markdown::links::page_url;
use crate::markdown::terms::{Terms, explanation_id, use_id};
use crate::site::route::Route;
use crate::site::{Glossary, LanguageSite};
use crate::source::front_matter::locate;

impl<'a> Pages<'a> {
    pub(super) fn glossary(&self, glossary: &'a Glossary) -> Made<'a> {
        let route = glossary.route.clone();
        let mut diagnostics = Diagnostics::new();
        let mut body = self.body(&glossary.document, &route, &mut diagnostics);
        // Links to a term are checked like links to a heading; they stand below the levels of the table of contents.
        let ids = glossary.front.term.iter().map(|term| Heading {
            level: 6,
            id: term.id.clone(),
            title: term.term.clone(),
        });
        body.headings.extend(ids);
        let mut terms: Vec<(String, GlossaryTerm)> = glossary
            .front
            .term
            .iter()
            .enumerate()
            .map(|(place, term)| {
                let link = self.term_link(glossary, place, &route, &mut diagnostics);
                let shown = GlossaryTerm {
                    id: term.id.clone(),
                    term: term.term.clone(),
                    text: term.text.clone(),
                    link,
                };
                (sort_key(&term.term), shown)
            })
            .collect();
        terms.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut letters: Vec<GlossaryLetter> = Vec::new();
        for (key, term) in terms {
            let letter: String = key.chars().take(1).flat_map(char::to_uppercase).collect();
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.terms.push(term),
                _ => letters.push(GlossaryLetter {
                    letter,
                    terms: vec![term],
                }),
            }
        }
        let draft = Draft {
            document: Some(&glossary.document),
            title: glossary.front.title.clone(),
            summary: glossary.front.summary.clone(),
            trail: self.home_trail(&route),
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish(draft, View::Glossary(GlossaryView { letters }))
    }

    /// Where there is more about a term.
    fn term_link(
        &self,
        glossary: &Glossary,
        place: usize,
        from: &Route,
        diagnostics: &mut Diagnostics,
    ) -> Option<Link> {
        let term = glossary.front.term.get(place)?;
        let path = some_text(&term.link)?;
        let keys = keys!["term", place, "link"];
        match page_url(&path, &keys, &glossary.document, &self.links(from)) {
            Ok(url) => Some(Link {
                title: term.term.clone(),
                url,
            }),
            Err(problem) => {
                diagnostics.at(locate(&glossary.document, &keys), problem);
                None
            }
        }
    }

    /// The explanations of the terms that a page uses, by their places among those that pages explain.
    pub(super) fn explanations(&self, used: &[usize], from: &Route) -> Vec<TermView> {
        let Some(glossary) = &self.language.glossary else {
            return Vec::new();
        };
        let explained: Vec<&Term> = explained(&glossary.front.term).collect();
        used.iter()
            .filter_map(|place| explained.get(*place))
            .map(|term| TermView {
                id: explanation_id(&term.id),
                use_id: use_id(&term.id),
                term: term.term.clone(),
                text: term.text.clone(),
                url: format!("{}#{}", from.link_to(&glossary.route), term.id),
            })
            .collect()
    }
}

/// The terms of a language that its pages explain, ready to be found.
pub(super) fn terms(language: &LanguageSite) -> Option<Terms> {
    let glossary = language.glossary.as_ref()?;
    let terms: Vec<(&str, Vec<&str>)> = explained(&glossary.front.term)
        .map(|term| {
            let spellings = term.forms.iter().chain([&term.term]);
            (&*term.id, spellings.map(String::as_str).collect())
        })
        .collect();
    Terms::new(&terms)
}

fn explained(terms: &[Term]) -> impl Iterator<Item = &Term> {
    terms.iter().filter(|term| term.explain)
}

/// German alphabetical order (DIN 5007-1): umlauts as their vowels, case aside.
fn sort_key(term: &str) -> String {
    term.chars()
        .flat_map(char::to_lowercase)
        .flat_map(|c| {
            match c {
                'ä' => "a".chars(),
                'ö' => "o".chars(),
                'ü' => "u".chars(),
                'ß' => "ss".chars(),
                _ => "".chars(),
            }
            .chain((!"äöüß".contains(c)).then_some(c))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn umlauts_stand_with_their_vowels() {
        let mut words = [
            "Zahl",
            "Übung",
            "Urne",
            "Ökologie",
            "Ordner",
            "Maß",
            "Masse",
        ];
        words.sort_by_key(|word| sort_key(word));
        assert_eq!(
            words,
            [
                "Maß",
                "Masse",
                "Ökologie",
                "Ordner",
                "Übung",
                "Urne",
                "Zahl"
            ]
        );
    }
}
