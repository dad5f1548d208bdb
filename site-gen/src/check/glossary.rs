//! The glossary: each id and each spelling belongs to one term.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::Glossary;
use crate::source::front_matter::locate;

/// Reports what is there twice.
pub(super) fn check_terms(glossary: &Glossary, diagnostics: &mut Diagnostics) {
    let mut ids = HashSet::new();
    let mut spellings = HashSet::new();
    for (place, term) in glossary.front.term.iter().enumerate() {
        if !ids.insert(&term.id) {
            diagnostics.at(
                locate(&glossary.document, &keys!["term", place, "id"]),
                Problem::DuplicateId {
                    id: term.id.clone(),
                },
            );
        }
        let own: BTreeSet<&String> = term.forms.iter().chain([&term.term]).collect();
        let doubled: Vec<&String> = own
            .into_iter()
            .filter(|spelling| !spellings.insert(*spelling))
            .collect();
        for spelling in doubled {
            diagnostics.at(
                locate(&glossary.document, &keys!["term", place, "term"]),
                Problem::TermTwice {
                    term: spelling.clone(),
                },
            );
        }
    }
}
