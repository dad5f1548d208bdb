//! Templates taken apart by the template engine's own tokenizer, for all that must be known of them without rendering: which
//! blocks there are, what they name, what of them is HTML.

use std::ops::Range;

use minijinja::machinery::{Span, Token, tokenize};

/// A piece of a template. What lies between pieces is never printed: comments, and blanks that a tag takes away.
#[derive(Debug)]
pub enum Piece<'t> {
    /// What is printed as it stands, `{% raw %}` included.
    Text(Range<usize>),
    /// `{{ … }}` or `{% … %}`.
    Tag(Tag<'t>),
    /// The rest of a template from where the tokenizer cannot go on. It does not compile either.
    Broken(Range<usize>),
}

/// A tag of a template.
#[derive(Debug)]
pub struct Tag<'t> {
    /// What it is for.
    pub purpose: Purpose,
    /// Where it stands, its braces included, in bytes.
    pub range: Range<usize>,
    /// What stands between its braces.
    pub source: &'t str,
    /// The same as tokens, with where they stand in the template.
    pub tokens: Vec<(Token<'t>, Range<usize>)>,
}

/// What a tag is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// `{{ … }}` prints a value.
    Print,
    /// `{% … %}` does something.
    Statement,
}

impl<'t> Tag<'t> {
    /// The word that a statement begins with.
    #[must_use]
    pub fn word(&self) -> Option<&'t str> {
        match (self.purpose, self.tokens.first()) {
            (Purpose::Statement, Some((Token::Ident(word), _))) => Some(word),
            _ => None,
        }
    }

    /// The name of the block that it opens.
    #[must_use]
    pub fn block(&self) -> Option<&'t str> {
        match self.tokens.get(1) {
            Some((Token::Ident(name), _)) if self.word() == Some("block") => Some(name),
            _ => None,
        }
    }

    /// The texts in it that need no unescaping.
    fn strings(&self) -> impl Iterator<Item = &'t str> {
        self.tokens.iter().filter_map(|(token, _)| match token {
            Token::Str(text) => Some(*text),
            _ => None,
        })
    }
}

/// The pieces of a template, in order.
pub fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut tokens = tokenize(template, false, Default::default());
    let mut end = 0;
    std::iter::from_fn(move || {
        let mut open: Option<(Purpose, Range<usize>)> = None;
        let mut inside = Vec::new();
        loop {
            let Ok((token, span)) = tokens.next()? else {
                let start = open.map_or(end, |(_, start)| start.start);
                end = template.len();
                return (start < end).then_some(Piece::Broken(start..end));
            };
            let range = bytes(span);
            end = range.end;
            match token {
                Token::TemplateData(_) => return Some(Piece::Text(range)),
                Token::VariableStart => open = Some((Purpose::Print, range)),
                Token::BlockStart => open = Some((Purpose::Statement, range)),
                Token::VariableEnd | Token::BlockEnd => {
                    let (purpose, start) = open?;
                    return Some(Piece::Tag(Tag {
                        purpose,
                        source: template[start.end..range.start].trim(),
                        range: start.start..range.end,
                        tokens: inside,
                    }));
                }
                token => inside.push((token, range)),
            }
        }
    })
}

fn bytes(span: Span) -> Range<usize> {
    let place = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
    place(span.start_offset)..place(span.end_offset)
}

/// The tags of a template, in order.
pub fn tags(template: &str) -> impl Iterator<Item = Tag<'_>> {
    pieces(template).filter_map(|piece| match piece {
        Piece::Tag(tag) => Some(tag),
        Piece::Text(_) | Piece::Broken(_) => None,
    })
}

/// The names of a template's blocks, in order.
#[must_use]
pub fn block_names(template: &str) -> Vec<&str> {
    tags(template).filter_map(|tag| tag.block()).collect()
}

/// The template that a template extends.
#[must_use]
pub fn extended(template: &str) -> Option<&str> {
    tags(template)
        .find(|tag| tag.word() == Some("extends"))
        .and_then(|tag| tag.strings().next())
}

/// The templates that a template names: those it extends, includes or takes macros from.
#[must_use]
pub fn named(template: &str) -> Vec<&str> {
    tags(template)
        .filter(|tag| matches!(tag.word(), Some("extends" | "include" | "import" | "from")))
        .flat_map(|tag| tag.strings().collect::<Vec<_>>())
        .collect()
}

/// The words of the interface that a template asks for: their keys, or where a key is put together, how it begins.
#[must_use]
pub fn words(template: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for tag in tags(template) {
        let mut before: Option<&Token<'_>> = None;
        for three in tag.tokens.windows(3) {
            if let [
                (Token::Ident("t"), _),
                (Token::ParenOpen, _),
                (Token::Str(key), _),
            ] = three
                && !matches!(before, Some(Token::Dot))
            {
                words.push(*key);
            }
            before = three.first().map(|(token, _)| token);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Piece, block_names, extended, named, pieces, words};

    #[test]
    fn what_a_template_names_is_found() {
        let text = "{% extends \"kern/home.html\" %}{%- from 'macros.html' import icon -%}\
            {% include [\"a.html\", \"b.html\"] ignore missing %}{# {% include \"c.html\" %} #}\
            {% block main %}{{ t(\"home.doors\") }}{{ at(\"x\") }}{{ t('level.' ~ n) }}{% endblock %}";
        assert_eq!(extended(text), Some("kern/home.html"));
        assert_eq!(
            named(text),
            ["kern/home.html", "macros.html", "a.html", "b.html"]
        );
        assert_eq!(block_names(text), ["main"]);
        assert_eq!(words(text), ["home.doors", "level."]);
    }

    #[test]
    fn tags_end_where_the_engine_ends_them() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = pieces(text)
                .map(|piece| match piece {
                    Piece::Text(range) | Piece::Broken(range) => &text[range],
                    Piece::Tag(tag) => tag.source,
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "a{{ \"}}\" ~ b }}{%- if c == '%}' %}d",
            &["a", "\"}}\" ~ b", "if c == '%}'", "d"],
        );
        check(
            "{% raw %}{{ a }}{% endraw %}{# {{ b }} #}c",
            &["{{ a }}", "c"],
        );
        check("a{{ \"b", &["a", "{{ \"b"]);
        check("a{# b", &["a", "{# b"]);
    }
}
