//! Whether templates only copy what a letterhead says ([`crate::page::letterhead`]): then a page can be rendered once, with
//! blanks, and filled in for each municipality. Whoever compares such a text, filters it or hands it on needs the text itself.
//!
//! Only what is known to be copying counts; everything else is taken for more than that.

use std::collections::BTreeSet;

use minijinja::machinery::Token;

use crate::template::{self, Piece, Purpose, pieces};

/// What all pages of a municipality share without it standing on the letterhead.
const FREE: [&str; 7] = [
    "lang",
    "draft",
    "base",
    "nav",
    "footer",
    "home_url",
    "generator",
];
/// The parts of `page` that name the municipality.
const OF_PAGE: [&str; 2] = ["document_title", "canonical"];
/// The one text that pages carry as it is.
const RAW: &str = "site.inline_css";

/// The first tag that does more with a text of the letterhead than copy it, if these templates have one.
#[must_use]
pub fn first_beyond<'t>(
    templates: impl Iterator<Item = (&'t str, &'t str)> + Clone,
) -> Option<&'t str> {
    // Loop variables that hold such a text, wherever they are used: a template may be included in the loop of another.
    let every = templates.clone().flat_map(|(_, text)| tags(text));
    let held: BTreeSet<&str> = every.filter_map(|tag| tag.loop_variable()).collect();
    templates.into_iter().find_map(|(name, text)| {
        // How deep we are in what is caught, to be printed or not by somebody else.
        let mut caught = 0_usize;
        tags(text)
            .find(|tag| {
                if tag.opens_catch() {
                    caught += 1;
                } else if tag.ends_catch() {
                    caught = caught.saturating_sub(1);
                }
                let Some(letters) = tag.letter_paths(&held) else {
                    return true;
                };
                let copies = letters.is_empty()
                    || (caught == 0 && name.ends_with(".html") && tag.copies(&letters));
                !copies || (caught > 0 && tag.brings_others()) || tag.takes_hold()
            })
            .map(|tag| tag.source)
    })
}

/// A tag of a template.
struct Tag<'t> {
    source: &'t str,
    /// The source with empty strings in the place of its strings.
    text: String,
    is_statement: bool,
}

/// The tags of a template; what cannot be read as tags is taken for one that names all there is.
fn tags(template: &str) -> impl Iterator<Item = Tag<'_>> {
    pieces(template).filter_map(move |piece| match piece {
        Piece::Text(_) => None,
        Piece::Tag(tag) => Some(Tag::of(&tag, template)),
        Piece::Broken(range) => Some(Tag {
            source: &template[range],
            text: "site".to_owned(),
            is_statement: false,
        }),
    })
}

impl<'t> Tag<'t> {
    fn of(tag: &template::Tag<'t>, whole: &str) -> Self {
        let mut text = String::with_capacity(tag.source.len());
        let mut end = None;
        for (token, range) in &tag.tokens {
            text.push_str(&whole[end.unwrap_or(range.start)..range.start]);
            match token {
                Token::Str(_) | Token::String(_) => text.push_str("\"\""),
                _ => text.push_str(&whole[range.clone()]),
            }
            end = Some(range.end);
        }
        Self {
            source: tag.source,
            text,
            is_statement: tag.purpose == Purpose::Statement,
        }
    }

    /// The word that a statement begins with.
    fn word(&self) -> &str {
        if self.is_statement {
            self.text.split_whitespace().next().unwrap_or_default()
        } else {
            ""
        }
    }

    /// The variable of a loop over a text of the letterhead.
    fn loop_variable(&self) -> Option<&'t str> {
        let mut words = self.source.split_whitespace();
        let (Some("for"), Some(variable), Some("in"), Some(list), None) = (
            words.next(),
            words.next(),
            words.next(),
            words.next(),
            words.next(),
        ) else {
            return None;
        };
        (self.is_statement && is_letter(list, &BTreeSet::new()) == Some(true)).then_some(variable)
    }

    /// The texts of the letterhead that it names; `None` if it takes hold of more than one of them at once.
    fn letter_paths(&self, held: &BTreeSet<&str>) -> Option<Vec<String>> {
        let mut found = Vec::new();
        for path in paths(&self.text) {
            if is_letter(path, held)? {
                found.push(path.to_owned());
            }
        }
        Some(found)
    }

    /// Whether these texts are copied or asked for, and nothing else.
    fn copies(&self, letters: &[String]) -> bool {
        if self.is_statement {
            return self.asks() || self.loop_variable().is_some();
        }
        match letters {
            [only] if only == RAW => self.text == format!("{RAW}|safe"),
            [only] => self.text == *only,
            _ => false,
        }
    }

    /// Whether it asks no more than whether there are such texts.
    fn asks(&self) -> bool {
        let mut words = self.text.split_whitespace();
        self.is_statement
            && matches!(words.next(), Some("if" | "elif"))
            && words.all(|word| {
                word.chars()
                    .all(|c| c.is_alphanumeric() || c == '_' || c == '.')
                    && !matches!(word, "in" | "is" | "if" | "else")
            })
    }

    /// Whether what follows is caught, up to its end.
    fn opens_catch(&self) -> bool {
        match self.word() {
            "macro" | "call" | "filter" => true,
            "set" => !self.text.contains('='),
            _ => false,
        }
    }

    fn ends_catch(&self) -> bool {
        matches!(self.word(), "endmacro" | "endcall" | "endfilter" | "endset")
    }

    /// Whether it prints what stands elsewhere.
    fn brings_others(&self) -> bool {
        matches!(self.word(), "include" | "block" | "extends") || self.names_block()
    }

    fn names_block(&self) -> bool {
        paths(&self.text).any(|path| path == "super" || path == "self" || path.starts_with("self."))
    }

    /// Whether it does something with what a block prints, with everything there is, or with how texts are escaped.
    fn takes_hold(&self) -> bool {
        let is_whole_block = self.text.strip_suffix("()").is_some_and(|name| {
            name == "super"
                || name
                    .strip_prefix("self.")
                    .is_some_and(|name| !name.contains(['.', '(']))
        });
        (self.names_block() && (self.is_statement || !is_whole_block))
            || self.word() == "autoescape"
            || paths(&self.text).any(|path| path == "debug")
    }
}

/// Whether a path is a text of the letterhead; `None` if it is several of them together.
fn is_letter(path: &str, held: &BTreeSet<&str>) -> Option<bool> {
    let mut steps = path.split('.');
    let (root, first) = (steps.next().unwrap_or_default(), steps.next());
    match (root, first) {
        ("site" | "page", None) => None,
        ("site", Some(first)) => Some(!FREE.contains(&first)),
        ("page", Some(first)) => Some(OF_PAGE.contains(&first)),
        (root, _) => Some(held.contains(root)),
    }
}

/// The names in an expression with all that follows them by dots: `site.contact.phone`.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
        .map(|path| path.trim_matches('.'))
        .filter(|path| !path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::first_beyond;
    use crate::source::embedded;

    fn check(template: &str, expected: bool) {
        let templates = [("base.html", template)];
        let copies = first_beyond(templates.iter().copied()).is_none();
        assert_eq!(copies, expected, "{template}");
    }

    #[test]
    fn the_themes_of_the_base_only_copy() {
        let files = embedded::files(embedded::Part::Theme);
        let templates = files.iter().filter(|(path, _)| path.ends_with(".html"));
        let templates = templates
            .filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)));
        assert_eq!(first_beyond(templates), None);
    }

    #[test]
    fn copying_and_asking_are_fine() {
        check(
            "{{ site.name }}{{- page.canonical -}}{{ site.inline_css|safe }}",
            true,
        );
        check(
            "{% if site.name and not page.canonical %}{% elif site.lang == \"de\" %}",
            true,
        );
        check(
            "{% for x in site.contact.address %}{{ x }}{% endfor %}",
            true,
        );
        check(
            "{{ t(\"site.name\", generator=site.generator) }}{{ page.title|upper }}",
            true,
        );
        check(
            "{% call part() %}{{ page.title }}{% endcall %}{{ site.name }}",
            true,
        );
        check(
            "{% block a %}{{ super() }}{% endblock %}{{ self.a() }}{# site #}",
            true,
        );
    }

    #[test]
    fn whatever_else_needs_the_text_itself() {
        for template in [
            "{{ site.name|upper }}",
            "{{ site.name ~ site.title }}",
            "{{ \"}}\" ~ site.name|upper }}",
            "{% if \"%}\" == site.name %}",
            "{{ \"never closed",
            "{% if site.name == \"x\" %}",
            "{% if site.name in page.title %}",
            "{% set s = site %}",
            "{{ card(page) }}",
            "{{ site[\"name\"] }}",
            "{% for x in site.contact.address %}{{ x|upper }}{% endfor %}",
            "{% filter upper %}{{ site.name }}{% endfilter %}",
            "{% set x %}{{ site.name }}{% endset %}",
            "{% macro m() %}{{ site.name }}{% endmacro %}{{ m()|upper }}",
            "{% call m() %}{{ site.name }}{% endcall %}",
            "{% set x %}{% include \"x.html\" %}{% endset %}",
            "{{ self.brand()|upper }}",
            "{{ super()|upper }}",
            "{{ site.inline_css }}",
            "{{ site.title|safe }}",
            "{{ debug() }}",
            "{% autoescape false %}{{ site.name }}{% endautoescape %}",
        ] {
            check(template, false);
        }
    }
}
