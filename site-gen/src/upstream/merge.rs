//! Three texts → one: what both sides changed is joined, what they changed in the same place stands between markers.

use diffy::{ConflictStyle, IncompleteHunkStyle, MergeOptions};

use crate::diagnostic::problem::Language;
use crate::source::markers;

/// How the three versions are called at the markers.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The layer's own.
    pub own: &'a str,
    /// What it was copied from.
    pub then: &'a str,
    /// What lies below now.
    pub now: &'a str,
    /// What is said of a part that is there no more.
    pub gone: &'a str,
}

impl Names<'static> {
    /// The names in a language.
    #[must_use]
    pub const fn of(language: Language) -> Self {
        match language {
            Language::German => Self {
                own: "eigene Fassung",
                then: "Grundfassung damals",
                now: "Grundfassung jetzt",
                gone: "entfallen",
            },
            Language::English => Self {
                own: "own",
                then: "base then",
                now: "base now",
                gone: "gone",
            },
        }
    }
}

/// What came of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The text.
    pub text: String,
    /// How many places stand between markers.
    pub conflicts: usize,
}

/// Merges what happened to a text on both sides.
#[must_use]
pub fn merge(then: &str, own: &str, now: &str, names: Names<'_>) -> Merged {
    let length = marker_length([then, own, now]);
    let outcome = MergeOptions::new()
        .set_conflict_style(ConflictStyle::Diff3)
        .set_incomplete_hunk_style(IncompleteHunkStyle::Git)
        .set_conflict_marker_length(length)
        .merge(then, own, now);
    let marked = match outcome {
        Ok(text) => return Merged { text, conflicts: 0 },
        Err(marked) => marked,
    };
    let opening = format!("{} ours", "<".repeat(length));
    let middle = format!("{} original", "|".repeat(length));
    let closing = format!("{} theirs", ">".repeat(length));
    let mut conflicts = 0;
    let text = marked
        .split_inclusive('\n')
        .map(|line| match line.trim_end_matches('\n') {
            found if found == opening => {
                conflicts += 1;
                format!("{} {}\n", "<".repeat(length), names.own)
            }
            found if found == middle => format!("{} {}\n", "|".repeat(length), names.then),
            found if found == closing => format!("{} {}\n", ">".repeat(length), names.now),
            _ => line.to_owned(),
        })
        .collect();
    Merged { text, conflicts }
}

/// A length that no line of the texts could be mistaken for.
fn marker_length(texts: [&str; 3]) -> usize {
    texts
        .into_iter()
        .flat_map(str::lines)
        .filter_map(|line| {
            let first = line.chars().next().filter(|c| "<|=>".contains(*c))?;
            Some(line.chars().take_while(|c| *c == first).count() + 1)
        })
        .fold(markers::LENGTH, usize::max)
}

#[cfg(test)]
mod tests {
    use super::{Merged, Names, merge};

    const NAMES: Names<'static> = Names {
        own: "eigen",
        then: "damals",
        now: "jetzt",
        gone: "entfallen",
    };

    #[test]
    fn both_sides_are_joined_and_the_same_place_is_marked() {
        let check = |then, own, now, text: &str, conflicts| {
            assert_eq!(
                merge(then, own, now, NAMES),
                Merged {
                    text: text.to_owned(),
                    conflicts
                }
            );
        };
        check(
            "a\nb\nc\nd\n",
            "A\nb\nc\nd\n",
            "a\nb\nc\nD\n",
            "A\nb\nc\nD\n",
            0,
        );
        check(
            "a\n",
            "A",
            "B\n",
            "<<<<<<< eigen\nA\n||||||| damals\na\n=======\nB\n>>>>>>> jetzt\n",
            1,
        );
        // A heading that is underlined is no marker.
        check(
            "Titel\n========\n",
            "Mein Titel\n========\n",
            "Ein Titel\n========\n",
            "<<<<<<<<< eigen\nMein Titel\n||||||||| damals\nTitel\n=========\nEin Titel\n>>>>>>>>> jetzt\n========\n",
            1,
        );
    }
}
