//! What a review looks for, and how often it is found.

use std::collections::BTreeMap;

use assess_core::fraction::Fraction;

use crate::diagnostic::{Diagnostics, Finding, Problem};
use crate::site::LanguageSite;

/// Something that a review looks for.
pub(super) struct LookedFor {
    /// The code of the finding.
    pub(super) code: &'static str,
    pub(super) german: &'static str,
    pub(super) english: &'static str,
}

const fn looked_for(code: &'static str, german: &'static str, english: &'static str) -> LookedFor {
    LookedFor {
        code,
        german,
        english,
    }
}

/// The code of tasks that random answers solve too often; they are reported with the items.
const GUESSING_FLOOR: &str = "guessing-floor";

/// In the order of the table.
pub(super) const LOOKED_FOR: [LookedFor; 13] = [
    looked_for("orphan", "Seiten ohne Link", "pages without a link"),
    looked_for(
        "template-in-no-chapter",
        "Vorlagen ohne Kapitel",
        "templates in no chapter",
    ),
    looked_for(
        "offer-not-needed",
        "Angebote ohne Nutzen",
        "offers nobody needs",
    ),
    looked_for("unit-in-no-path", "Bausteine ohne Pfad", "units on no path"),
    looked_for(
        "level-without-items",
        "Stufen ohne Aufgabe",
        "levels without items",
    ),
    looked_for(
        "level-without-offers",
        "Stufen ohne Angebot",
        "levels without offers",
    ),
    looked_for(
        "target-out-of-reach",
        "unerreichbare Soll-Werte",
        "targets out of reach",
    ),
    looked_for(
        "item-never-asked",
        "nie gefragte Aufgaben",
        "items never asked",
    ),
    looked_for(
        "item-crowded-out",
        "Aufgaben ohne Platz",
        "items without room",
    ),
    looked_for(
        "quiz-item-in-no-unit",
        "Quizaufgaben ohne Baustein",
        "quiz items in no unit",
    ),
    looked_for(GUESSING_FLOOR, "zu leicht zu erraten", "too easy to guess"),
    looked_for("similar-question", "ähnliche Fragen", "similar questions"),
    looked_for("repeated-sentence", "doppelte Sätze", "repeated sentences"),
];

/// How often each thing was found; 0 where all is well.
pub(super) fn findings(
    site: &LanguageSite,
    diagnostics: &Diagnostics,
) -> BTreeMap<&'static str, usize> {
    let mut found: BTreeMap<&'static str, usize> =
        LOOKED_FOR.iter().map(|sought| (sought.code, 0)).collect();
    for diagnostic in diagnostics.iter() {
        let count = match &diagnostic.problem {
            Problem::Finding(Finding::ItemsCrowdedOut { count, .. }) => *count,
            _ => 1,
        };
        *found.entry(diagnostic.problem.code()).or_default() += count;
    }
    let guessed = site.items.iter().filter(|(_, item)| {
        let first = item.task.floors().first().copied();
        !item.quiz && first.is_some_and(|floor| floor > Fraction::THIRD)
    });
    found.insert(GUESSING_FLOOR, guessed.count());
    found
}
