//! Where a page went that is there no more: moved as a whole, or split into several.

use std::collections::HashSet;

use super::parts::body;
use super::text::{Plain, same};
use super::underlay::is_page;

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// Nobody can tell.
    Unknown,
    /// It stands elsewhere.
    Moved {
        /// Where.
        to: String,
        /// Whether its text is the same to the letter.
        exact: bool,
    },
    /// Its text stands in several files, by path.
    Split(Vec<String>),
}

/// Shorter pieces stand in many texts.
const TELLING: usize = 25;
/// A file with less of the text may have it by chance.
const SOME: f64 = 0.2;
/// A file with at least so much of the text is the text.
const MOST: f64 = 0.5;
/// Parts that have less of the text together are not what became of it.
const TOGETHER: f64 = 0.6;

/// Looks for a text among the files that there are now.
#[must_use]
pub fn whereabouts<'a>(
    path: &str,
    then: &[u8],
    candidates: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> Whereabouts {
    let candidates: Vec<(&str, &[u8])> = candidates.collect();
    let mut exact = candidates
        .iter()
        .filter(|(_, bytes)| same(then, bytes))
        .map(|(path, _)| *path);
    if let (Some(to), None) = (exact.next(), exact.next()) {
        let to = to.to_owned();
        return Whereabouts::Moved { to, exact: true };
    }
    let Some(then) = Plain::read(then) else {
        return Whereabouts::Unknown;
    };
    let pieces = pieces(path, &then.text);
    if pieces.is_empty() {
        return Whereabouts::Unknown;
    }
    let mut found: Vec<(&str, Vec<&String>)> = candidates
        .iter()
        .filter_map(|(candidate, bytes)| {
            let text = Plain::read(bytes)?.text;
            let there = self::pieces(candidate, &text);
            let shared: Vec<&String> = pieces
                .iter()
                .filter(|piece| there.contains(*piece))
                .collect();
            (share(shared.len(), pieces.len()) >= SOME).then_some((*candidate, shared))
        })
        .collect();
    found.sort_by_key(|(path, _)| *path);
    match found.as_slice() {
        [(to, shared)] if share(shared.len(), pieces.len()) >= MOST => Whereabouts::Moved {
            to: (*to).to_owned(),
            exact: false,
        },
        [_, _, ..] => {
            let together: HashSet<&&String> = found.iter().flat_map(|(_, shared)| shared).collect();
            if share(together.len(), pieces.len()) >= TOGETHER {
                Whereabouts::Split(found.iter().map(|(path, _)| (*path).to_owned()).collect())
            } else {
                Whereabouts::Unknown
            }
        }
        _ => Whereabouts::Unknown,
    }
}

fn share(part: usize, whole: usize) -> f64 {
    // Numbers of sentences: far below where a float would round.
    #[allow(clippy::cast_precision_loss, reason = "numbers of sentences are small")]
    let (part, whole) = (part as f64, whole as f64);
    part / whole
}

/// The sentences of a page, however they are wrapped; of other texts the lines.
fn pieces(path: &str, text: &str) -> HashSet<String> {
    let joined = |piece: &str| piece.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_telling = |piece: &String| piece.chars().count() >= TELLING;
    if is_page(path) {
        body(text)
            .split("\n\n")
            .flat_map(|paragraph| {
                let paragraph = joined(paragraph);
                paragraph
                    .split_inclusive(['.', '!', '?', ':'])
                    .map(|sentence| sentence.trim().to_owned())
                    .collect::<Vec<_>>()
            })
            .filter(is_telling)
            .collect()
    } else {
        text.lines().map(joined).filter(is_telling).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Whereabouts, whereabouts};

    const ONE: &str = "Ein erster Satz, der so nur hier steht.";
    const TWO: &str = "Ein zweiter Satz, den sonst niemand sagt.";
    const THREE: &str = "Und ein dritter Satz von gleicher Länge.";

    fn page(sentences: &[&str]) -> Vec<u8> {
        format!("+++\ntitle = \"T\"\n+++\n\n{}\n", sentences.join("\n")).into_bytes()
    }

    fn check(candidates: &[(&str, Vec<u8>)], expected: &Whereabouts) {
        let candidates = candidates.iter().map(|(path, bytes)| (*path, &**bytes));
        let then = page(&[ONE, TWO, THREE]);
        let found = whereabouts("content/de/alt.md", &then, candidates);
        assert_eq!(&found, expected);
    }

    #[test]
    fn a_page_is_followed_where_its_sentences_stand() {
        let (a, b) = ("content/de/a.md", "content/de/b.md");
        let moved = |exact| Whereabouts::Moved {
            to: a.to_owned(),
            exact,
        };
        check(&[(a, page(&[ONE, TWO, THREE]))], &moved(true));
        check(&[(a, page(&[ONE, "Neues.", TWO]))], &moved(false));
        check(
            &[(a, page(&[ONE, TWO])), (b, page(&[THREE]))],
            &Whereabouts::Split(vec![a.to_owned(), b.to_owned()]),
        );
        check(&[(a, page(&[ONE]))], &Whereabouts::Unknown);
        check(
            &[(a, page(&["Etwas ganz anderes."]))],
            &Whereabouts::Unknown,
        );
    }
}
