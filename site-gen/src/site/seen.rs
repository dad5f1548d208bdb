//! Which parts of a site were looked at in making something of it.
//!
//! What was made without a look at a part stays the same whatever that part says: that is how a fleet knows which pages a
//! municipality's own content cannot change. The parts take note themselves ([`Arena`](super::arena::Arena) and the like), so
//! nobody can forget to. Notes are taken by thread: what is watched must not hand work to other threads.

use std::cell::Cell;

/// A part of the site in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after the content it holds")]
pub enum Part {
    Home,
    Sections,
    Chapters,
    Areas,
    Competences,
    Occupations,
    Offers,
    Units,
    Paths,
    Blueprints,
    Series,
    ItemFiles,
    Items,
    Programmes,
    News,
    Municipalities,
    Pages,
    Drawings,
    /// The address of a document that there is.
    Addresses,
    /// That there is no such document or file.
    Gaps,
}

/// A set of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts(u32);

impl Parts {
    /// No part.
    pub const NONE: Self = Self(0);
    /// All parts.
    pub const ALL: Self = Self(u32::MAX);

    /// These parts and one more.
    #[must_use]
    pub const fn with(self, part: Part) -> Self {
        Self(self.0 | 1 << part as u32)
    }

    /// The parts of both.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether they have a part in common.
    #[must_use]
    pub const fn meet(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

thread_local! {
    static SEEN: Cell<Parts> = const { Cell::new(Parts::NONE) };
}

/// Takes note of a look at a part.
pub(crate) fn note(part: Part) {
    SEEN.with(|seen| seen.set(seen.get().with(part)));
}

/// Does some work and tells which parts it looked at. Whoever watches within watched work answers for what is seen there: it
/// does not count for the whole.
pub fn watch<T>(work: impl FnOnce() -> T) -> (T, Parts) {
    let before = SEEN.replace(Parts::NONE);
    let done = work();
    (done, SEEN.replace(before))
}

#[cfg(test)]
mod tests {
    use super::{Part, Parts, note, watch};

    #[test]
    fn what_is_seen_counts_where_it_is_watched() {
        let ((inner, ()), outer) = watch(|| {
            note(Part::News);
            let ((), inner) = watch(|| note(Part::Offers));
            (inner, note(Part::Items))
        });
        assert_eq!(inner, Parts::NONE.with(Part::Offers));
        assert_eq!(outer, Parts::NONE.with(Part::News).with(Part::Items));
        assert!(!inner.meet(outer));
        assert!(Parts::ALL.meet(inner.and(outer)));
    }
}
