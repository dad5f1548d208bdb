//! Ids of headings: readable, without German umlauts, each once on its page.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};
use serde::Serialize;

use super::Events;

/// A heading of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id, for links.
    pub id: String,
    /// Its text without markup.
    pub title: String,
}

/// Gives every heading an id and lists them.
pub(super) fn name(events: &mut Events<'_>) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut taken = HashSet::new();
    let mut open: Option<usize> = None;
    let mut title = String::new();
    for place in 0..events.len() {
        match &events[place].0 {
            Event::Start(Tag::Heading { .. }) => {
                open = Some(place);
                title.clear();
            }
            Event::Text(text) | Event::Code(text) if open.is_some() => title.push_str(text),
            Event::SoftBreak | Event::HardBreak if open.is_some() => title.push(' '),
            Event::End(TagEnd::Heading(level)) => {
                let level = level_number(*level);
                let Some(start) = open.take() else { continue };
                if let Event::Start(Tag::Heading { id, .. }) = &mut events[start].0 {
                    let wanted = id.as_ref().map_or_else(|| slug(&title), |own| slug(own));
                    let unique = unique(wanted, &mut taken);
                    *id = Some(CowStr::from(unique.clone()));
                    headings.push(Heading {
                        level,
                        id: unique,
                        title: std::mem::take(&mut title),
                    });
                }
            }
            _ => {}
        }
    }
    headings
}

/// Takes from headings the attributes that are no id and no class: `{onclick=…}` is one too. Returns their names with their headings.
pub(super) fn take_attributes(events: &mut Events<'_>) -> Vec<(String, Range<usize>)> {
    let mut taken = Vec::new();
    for (event, range) in events {
        if let Event::Start(Tag::Heading { attrs, .. }) = event {
            let names = attrs.drain(..).map(|(name, _)| name.to_string());
            taken.extend(names.map(|name| (name, range.clone())));
        }
    }
    taken
}

/// 1 to 6.
pub(super) const fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn unique(wanted: String, taken: &mut HashSet<String>) -> String {
    let wanted = if wanted.is_empty() {
        "abschnitt".to_owned()
    } else {
        wanted
    };
    if taken.insert(wanted.clone()) {
        return wanted;
    }
    let mut count = 2;
    loop {
        let next = format!("{wanted}-{count}");
        if taken.insert(next.clone()) {
            return next;
        }
        count += 1;
    }
}

/// Lower case, German letters written out, hyphens between words.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            c if c.is_alphanumeric() => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Größe & Maß: „Übung“"), "groesse-mass-uebung");
        assert_eq!(slug("  Wer, wann, wie? "), "wer-wann-wie");
    }
}
