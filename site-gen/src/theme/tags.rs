//! The tags of templates, as far as one must know them without rendering: which blocks there are, and what other templates are
//! built on or put in.

/// A tag of a template: the words in it and where it stands.
pub struct Tag<'a> {
    /// The words.
    pub words: &'a str,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The tags of a template, in order.
pub fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find("{%")?;
        let end = start + text[start..].find("%}")? + 2;
        at = end;
        let words =
            text[start + 2..end - 2].trim_matches(|c: char| "-+".contains(c) || c.is_whitespace());
        Some(Tag { words, start, end })
    })
}

/// The names of a template's blocks, in order.
#[must_use]
pub fn block_names(text: &str) -> Vec<&str> {
    tags(text)
        .filter_map(|tag| tag.words.strip_prefix("block "))
        .filter_map(|rest| rest.split_whitespace().next())
        .collect()
}

/// The templates that a template names: those it extends, includes or takes macros from.
#[must_use]
pub fn named(text: &str) -> Vec<&str> {
    tags(text)
        .filter_map(|tag| {
            let (word, rest) = tag.words.split_once(char::is_whitespace)?;
            ["extends", "include", "import", "from"]
                .contains(&word)
                .then_some(rest)
        })
        .filter_map(|rest| {
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|c| "\"'".contains(*c))?;
            rest[1..].split(quote).next()
        })
        .collect()
}

/// The words of the interface that a template asks for: their keys, or where a key is put together, how it begins.
#[must_use]
pub fn words(text: &str) -> Vec<&str> {
    text.match_indices("t(")
        .filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .filter_map(|(at, _)| {
            let rest = text[at + 2..].trim_start();
            let quote = rest.chars().next().filter(|c| "\"'".contains(*c))?;
            rest[1..].split(quote).next()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{block_names, named, words};

    #[test]
    fn what_a_template_names_is_found() {
        let text = "{% extends \"kern/home.html\" %}{%- from 'macros.html' import icon -%}\
            {% block main %}{{ t(\"home.doors\") }}{{ at(\"x\") }}{{ t('level.' ~ n) }}{% endblock %}";
        assert_eq!(named(text), ["kern/home.html", "macros.html"]);
        assert_eq!(block_names(text), ["main"]);
        assert_eq!(words(text), ["home.doors", "level."]);
    }
}
