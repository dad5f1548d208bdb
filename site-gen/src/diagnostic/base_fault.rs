//! What goes wrong between a layer and the base below it ([`crate::upstream`]).

use super::Severity;

/// A problem with what a layer took from below.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the texts below say what each one and its fields mean"
)]
pub enum BaseFault {
    /// A merge has left a place to decide.
    MergeUndecided,
}

impl BaseFault {
    /// The stable name, for machines and searches.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MergeUndecided => "merge-undecided",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::MergeUndecided => Severity::Error,
        }
    }

    pub(super) fn german(&self) -> String {
        match self {
            Self::MergeUndecided => {
                "Hier stehen noch zwei Fassungen nebeneinander: die eigene und die der Grundfassung.".into()
            }
        }
    }

    pub(super) fn german_help(&self) -> String {
        match self {
            Self::MergeUndecided => "Lassen Sie stehen, was gelten soll, und löschen Sie die Zeilen mit <<<<<<<, |||||||, ======= und >>>>>>>.".into(),
        }
    }

    pub(super) fn english(&self) -> String {
        match self {
            Self::MergeUndecided => {
                "Two versions still stand side by side here: the own one and the base's.".into()
            }
        }
    }

    pub(super) fn english_help(&self) -> String {
        match self {
            Self::MergeUndecided => "Leave what is to hold, and delete the lines with <<<<<<<, |||||||, ======= and >>>>>>>.".into(),
        }
    }
}
