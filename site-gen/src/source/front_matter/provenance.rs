//! Which layer a value of merged front matter comes from, and where in its file it stands.
//!
//! The way to a value is followed through all texts at once, by the rules of [`merge`](super::merge): of a table each key is
//! the highest text's that names it; of a list whose entries have ids each entry is; anything else is the highest text's.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Key;
use crate::source::document::Text;

/// Which part of `key = value` is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Key,
    Value,
}

/// The text that has the last word on a value, and the bytes in its front matter; where no text names it, the nearest thing
/// around it.
pub(super) fn find<'t>(texts: &'t [Text], keys: &[Key], part: Part) -> (&'t Text, Range<usize>) {
    let tables = parse(texts);
    (0..=keys.len())
        .rev()
        .find_map(|length| follow(texts, &tables, &keys[..length], part))
        // A way without steps leads to the highest text, so this is never taken; it costs less than a promise.
        .unwrap_or((&texts[texts.len() - 1], 0..0))
}

/// The same; `None` where no text names the value.
pub(super) fn find_exactly<'t>(
    texts: &'t [Text],
    keys: &[Key],
    part: Part,
) -> Option<(&'t Text, Range<usize>)> {
    follow(texts, &parse(texts), keys, part)
}

fn parse(texts: &[Text]) -> Vec<DeTable<'_>> {
    texts
        .iter()
        .map(|text| DeTable::parse_recoverable(text.front()).0.into_inner())
        .collect()
}

/// What one text has at the current step.
#[derive(Clone)]
struct Candidate<'n, 'i> {
    /// The place of the text among all.
    text: usize,
    /// The bytes of the key that led here.
    key: Range<usize>,
    /// The value; absent at the root.
    value: Option<&'n Spanned<DeValue<'i>>>,
}

impl<'n, 'i> Candidate<'n, 'i> {
    fn table(&self, roots: &'n [DeTable<'i>]) -> Option<&'n DeTable<'i>> {
        match self.value.map(Spanned::get_ref) {
            None => roots.get(self.text),
            Some(DeValue::Table(table)) => Some(table),
            Some(_) => None,
        }
    }

    fn list(&self) -> Option<&'n [Spanned<DeValue<'i>>]> {
        match self.value.map(Spanned::get_ref) {
            Some(DeValue::Array(values)) => Some(values),
            _ => None,
        }
    }

    fn entry(&self, roots: &'n [DeTable<'i>], name: &str) -> Option<Self> {
        let (key, value) = self.table(roots)?.get_key_value(name)?;
        Some(Self {
            text: self.text,
            key: key.span(),
            value: Some(value),
        })
    }

    fn element(&self, index: usize) -> Option<Self> {
        let value = self.list()?.get(index)?;
        Some(Self {
            text: self.text,
            key: value.span(),
            value: Some(value),
        })
    }
}

fn follow<'t>(
    texts: &'t [Text],
    roots: &[DeTable<'_>],
    keys: &[Key],
    part: Part,
) -> Option<(&'t Text, Range<usize>)> {
    let mut candidates: Vec<Candidate<'_, '_>> = (0..texts.len())
        .map(|text| Candidate {
            text,
            key: 0..0,
            value: None,
        })
        .collect();
    for key in keys {
        candidates = step(roots, &candidates, key);
    }
    let top = candidates.last()?;
    let range = match top.value {
        None => 0..0,
        // A table or list may span many lines; a problem with all of it is best shown at its key.
        Some(value) if part == Part::Key || is_container(value) => top.key.clone(),
        Some(value) => value.span(),
    };
    texts.get(top.text).map(|text| (text, range))
}

/// Goes one step further in all texts, lowest first; those that a higher text covers are left behind.
fn step<'n, 'i>(
    roots: &'n [DeTable<'i>],
    candidates: &[Candidate<'n, 'i>],
    key: &Key,
) -> Vec<Candidate<'n, 'i>> {
    let is_list = candidates
        .last()
        .is_some_and(|candidate| candidate.list().is_some());
    let found: Vec<Candidate<'n, 'i>> = match key {
        Key::Index(index) if is_list => element(candidates, *index).into_iter().collect(),
        // A key of digits, such as those of `[levels]`, cannot be told from a place in a list by itself.
        Key::Index(index) => entries(roots, candidates, &index.to_string()),
        Key::Name(name) => entries(roots, candidates, name),
    };
    let Some(top) = found.last() else {
        return found;
    };
    let merges: fn(&Candidate<'_, '_>) -> bool = match top.value.map(Spanned::get_ref) {
        Some(DeValue::Table(_)) => {
            |below| matches!(below.value.map(Spanned::get_ref), Some(DeValue::Table(_)))
        }
        Some(DeValue::Array(values)) if all_have_ids(values) => {
            |below| below.list().is_some_and(all_have_ids)
        }
        _ => |_| false,
    };
    let kept = found
        .iter()
        .rev()
        .skip(1)
        .take_while(|below| merges(below))
        .count();
    let covered = found.len() - 1 - kept;
    found.into_iter().skip(covered).collect()
}

fn entries<'n, 'i>(
    roots: &'n [DeTable<'i>],
    candidates: &[Candidate<'n, 'i>],
    name: &str,
) -> Vec<Candidate<'n, 'i>> {
    candidates
        .iter()
        .filter_map(|candidate| candidate.entry(roots, name))
        .collect()
}

/// An entry of a list that several texts may give together: entries keep the place of the first text that names their id,
/// and are the highest text's.
fn element<'n, 'i>(candidates: &[Candidate<'n, 'i>], index: usize) -> Option<Candidate<'n, 'i>> {
    if let [only] = candidates {
        return only.element(index);
    }
    let mut ids: Vec<&str> = Vec::new();
    for candidate in candidates {
        for id in candidate.list()?.iter().filter_map(id) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let wanted = *ids.get(index)?;
    candidates.iter().rev().find_map(|candidate| {
        let place = candidate
            .list()?
            .iter()
            .position(|value| id(value) == Some(wanted))?;
        candidate.element(place)
    })
}

fn id<'n>(value: &'n Spanned<DeValue<'_>>) -> Option<&'n str> {
    let DeValue::Table(table) = value.get_ref() else {
        return None;
    };
    match table.get("id")?.get_ref() {
        DeValue::String(id) => Some(id),
        _ => None,
    }
}

fn all_have_ids(values: &[Spanned<DeValue<'_>>]) -> bool {
    !values.is_empty() && values.iter().all(|value| id(value).is_some())
}

fn is_container(value: &Spanned<DeValue<'_>>) -> bool {
    matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Part, find, find_exactly};
    use crate::keys;
    use crate::source::document::Text;
    use crate::source::front_matter::Key;
    use crate::source::layer::Rank;

    fn text(layer: &str, front: &str) -> Text {
        Text {
            layer: Arc::from(layer),
            rank: Rank::default(),
            file: Arc::from("aufgaben/x.md"),
            text: Arc::from(front),
            front: 0..front.len(),
            body: front.len()..front.len(),
        }
    }

    /// The layer and the bytes of a value.
    fn place(texts: &[Text], keys: &[Key]) -> Option<(String, String)> {
        let (text, range) = find_exactly(texts, keys, Part::Value)?;
        Some((text.layer.to_string(), text.front()[range].to_owned()))
    }

    fn check(texts: &[Text], keys: &[Key], layer: &str, bytes: &str) {
        assert_eq!(
            place(texts, keys),
            Some((layer.to_owned(), bytes.to_owned())),
            "{keys:?}"
        );
    }

    #[test]
    fn each_key_is_the_highest_text_s_that_names_it() {
        let texts = [
            text(
                "base",
                "title = \"A\"\n[target.fachkraft]\neins = 1\nzwei = 2\n",
            ),
            text("land", "[target.fachkraft]\nzwei = 3\n"),
            text("kommune", "summary = \"S\"\n"),
        ];
        check(&texts, &keys!["title"], "base", "\"A\"");
        check(&texts, &keys!["summary"], "kommune", "\"S\"");
        check(&texts, &keys!["target", "fachkraft", "eins"], "base", "1");
        check(&texts, &keys!["target", "fachkraft", "zwei"], "land", "3");
        assert_eq!(place(&texts, &keys!["target", "leitung"]), None);
        // What nobody names is shown at the nearest thing around it.
        let (text, range) = find(&texts, &keys!["target", "leitung"], Part::Value);
        assert_eq!((&*text.layer, &text.front()[range]), ("land", "target"));
    }

    #[test]
    fn entries_with_ids_are_found_where_they_stand_not_where_they_are_counted() {
        let texts = [
            text(
                "base",
                "[[item]]\nid = \"a\"\nminutes = 1\n[[item]]\nid = \"b\"\nminutes = 2\n",
            ),
            text(
                "kommune",
                "[[item]]\nid = \"c\"\nminutes = 9\n[[item]]\nid = \"b\"\nminutes = 5\n",
            ),
        ];
        check(&texts, &keys!["item", 0, "minutes"], "base", "1");
        check(&texts, &keys!["item", 1, "minutes"], "kommune", "5");
        check(&texts, &keys!["item", 2, "minutes"], "kommune", "9");
        assert_eq!(place(&texts, &keys!["item", 3]), None);
    }

    #[test]
    fn lists_without_ids_are_covered_whole() {
        let texts = [
            text("base", "tags = [\"a\", \"b\"]\n[contact]\nphone = \"1\"\n"),
            text("kommune", "tags = [\"c\"]\ncontact = \"x\"\n"),
        ];
        check(&texts, &keys!["tags", 0], "kommune", "\"c\"");
        assert_eq!(place(&texts, &keys!["tags", 1]), None);
        assert_eq!(place(&texts, &keys!["contact", "phone"]), None);
    }
}
