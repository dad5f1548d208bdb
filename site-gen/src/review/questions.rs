//! Questions that are nearly the same.
//!
//! The trigrams of a question are those of its words, lower-cased, each with two blanks before and one behind (as `PostgreSQL`'s
//! `pg_trgm` makes them). The similarity of two questions is the number of trigrams that both have, divided by the number
//! that at least one has (Jaccard).

use std::cmp::Ordering;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, Finding, Problem};
use crate::keys;
use crate::prose::readability::ratio;
use crate::site::LanguageSite;
use crate::site::item::Item;
use crate::source::front_matter::locate;

/// Above this two questions are too similar.
const MOST: f64 = 0.6;

/// Reports for each item the earlier one whose question is most like its own, if that is too much.
pub(super) fn check(site: &LanguageSite, diagnostics: &mut Diagnostics) {
    let all: Vec<(&Item, Trigrams)> = site
        .items
        .iter()
        .map(|(_, item)| (item, Trigrams::of(&item.question)))
        .collect();
    let alike: Vec<(&Item, &Item, f64)> = all
        .par_iter()
        .enumerate()
        .filter_map(|(place, (item, own))| {
            let others = all[..place]
                .iter()
                .filter(|(other, _)| item.group() != other.group())
                .map(|(other, others)| (*item, *other, own.similarity(others)))
                .filter(|(_, _, similarity)| *similarity > MOST);
            others.max_by(|a, b| a.2.total_cmp(&b.2))
        })
        .collect();
    for (item, other, similarity) in alike {
        diagnostics.at(
            locate(
                &site.item_files[item.file].document,
                &keys!["item", item.place, "question"],
            ),
            Problem::Finding(Finding::SimilarQuestion {
                other: other.id.clone(),
                similarity: format!("{similarity:.2}"),
            }),
        );
    }
}

/// The trigrams of a text, each once, sorted.
struct Trigrams(Vec<[char; 3]>);

impl Trigrams {
    fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words = lower.split(|letter: char| !letter.is_alphanumeric());
        let mut found = Vec::new();
        for word in words.filter(|word| !word.is_empty()) {
            let padded: Vec<char> = "  ".chars().chain(word.chars()).chain([' ']).collect();
            found.extend(
                padded
                    .windows(3)
                    .filter_map(|window| <[char; 3]>::try_from(window).ok()),
            );
        }
        found.sort_unstable();
        found.dedup();
        Self(found)
    }

    /// The Jaccard index of two sets; 0 of two empty ones.
    fn similarity(&self, other: &Self) -> f64 {
        let (mut one, mut two) = (self.0.as_slice(), other.0.as_slice());
        // However alike, the smaller set cannot hold more of the larger one than all of itself.
        let (smaller, larger) = (one.len().min(two.len()), one.len().max(two.len()));
        if larger == 0 || ratio(smaller, larger) <= MOST {
            return 0.0;
        }
        let mut both = 0;
        while let ([first, rest @ ..], [second, others @ ..]) = (one, two) {
            match first.cmp(second) {
                Ordering::Less => one = rest,
                Ordering::Greater => two = others,
                Ordering::Equal => {
                    both += 1;
                    one = rest;
                    two = others;
                }
            }
        }
        ratio(both, self.0.len() + other.0.len() - both)
    }
}

#[cfg(test)]
mod tests {
    use super::Trigrams;

    #[test]
    fn similarity_is_that_of_pg_trgm() {
        let check = |one: &str, other: &str, expected: f64| {
            let found = Trigrams::of(one).similarity(&Trigrams::of(other));
            assert!((found - expected).abs() < 1e-6, "{one} ~ {other}: {found}");
        };
        check("Wort", "wort!", 1.0);
        check("Wort", "Satz", 0.0);
        // "  w", " wo", "wor", "ort", "rt " and "  w", " wo", "wor", "ort", "rte", "te ": 4 of 7.
        check("Wort", "Worte", 4.0 / 7.0);
        // Far longer: 0, whatever they share, since they cannot be too similar.
        check("word", "two words", 0.0);
        check("", "…", 0.0);
    }
}
