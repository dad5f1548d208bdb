//! What does not stop a site from being built but should be mended: findings about the content as a whole.

use super::Severity;

/// A finding, with what its texts need.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the texts below say what each one and its fields mean"
)]
pub enum Finding {
    // The second reader
    NotSolvedBlind { id: String },
    ChangedSinceSolvedBlind { id: String },
    SolvedOtherwise { id: String, answer: String },
    SolvedBlindWithoutItem { id: String },
    NoAnswerToItem { id: String },
}

impl Finding {
    /// The stable name, for machines and searches.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotSolvedBlind { .. } => "not-solved-blind",
            Self::ChangedSinceSolvedBlind { .. } => "changed-since-solved-blind",
            Self::SolvedOtherwise { .. } => "solved-otherwise",
            Self::SolvedBlindWithoutItem { .. } => "solved-blind-without-item",
            Self::NoAnswerToItem { .. } => "no-answer-to-item",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::NoAnswerToItem { .. } => Severity::Error,
            Self::NotSolvedBlind { .. }
            | Self::ChangedSinceSolvedBlind { .. }
            | Self::SolvedOtherwise { .. }
            | Self::SolvedBlindWithoutItem { .. } => Severity::Warning,
        }
    }

    pub(super) fn german(&self) -> String {
        match self {
            Self::NotSolvedBlind { id } => {
                format!("Die Aufgabe „{id}“ hat noch niemand gelöst, ohne die Lösung zu kennen.")
            }
            Self::ChangedSinceSolvedBlind { id } => {
                format!(
                    "Der Text der Aufgabe „{id}“ ist ein anderer als der, den die zweite Person gelöst hat."
                )
            }
            Self::SolvedOtherwise { id, answer } => {
                format!("Die zweite Person hat die Aufgabe „{id}“ anders gelöst: {answer}")
            }
            Self::SolvedBlindWithoutItem { id } => {
                format!("Eine Aufgabe „{id}“ mit Lösung gibt es nicht.")
            }
            Self::NoAnswerToItem { id } => {
                format!(
                    "Das ist keine Antwort auf die Aufgabe „{id}“: falsche Art, Anzahl oder Nummer."
                )
            }
        }
    }

    pub(super) fn german_help(&self) -> String {
        match self {
            Self::NotSolvedBlind { .. } | Self::ChangedSinceSolvedBlind { .. } => {
                "roadmap blind list zeigt sie ohne Lösung, roadmap blind add nimmt die Antwort auf.".into()
            }
            Self::SolvedOtherwise { .. } => {
                "Machen Sie die Aufgabe eindeutig. Bleibt sie, wie sie ist, halten Sie im Eintrag mit note = \"…\" fest, warum.".into()
            }
            Self::SolvedBlindWithoutItem { .. } => "Löschen Sie den Eintrag, oder berichtigen Sie die Kennung.".into(),
            Self::NoAnswerToItem { .. } => "Oben auf dem Bogen steht, wie die Antwort auf jede Art von Aufgabe aussieht.".into(),
        }
    }

    pub(super) fn english(&self) -> String {
        match self {
            Self::NotSolvedBlind { id } => {
                format!("Nobody has solved the item “{id}” without knowing the key.")
            }
            Self::ChangedSinceSolvedBlind { id } => {
                format!("The text of the item “{id}” is not the one that the second reader solved.")
            }
            Self::SolvedOtherwise { id, answer } => {
                format!("The second reader solved the item “{id}” otherwise: {answer}")
            }
            Self::SolvedBlindWithoutItem { id } => format!("There is no item “{id}” with a key."),
            Self::NoAnswerToItem { id } => {
                format!("This is no answer to the item “{id}”: wrong kind, count or number.")
            }
        }
    }

    pub(super) fn english_help(&self) -> String {
        match self {
            Self::NotSolvedBlind { .. } | Self::ChangedSinceSolvedBlind { .. } => {
                "roadmap blind list shows it without its key, roadmap blind add takes the answer.".into()
            }
            Self::SolvedOtherwise { .. } => {
                "Make the item unambiguous. If it stays as it is, say why in its entry: note = \"…\"".into()
            }
            Self::SolvedBlindWithoutItem { .. } => "Delete the entry, or mend the id.".into(),
            Self::NoAnswerToItem { .. } => {
                "The head of the sheet says what the answer to each kind of item looks like.".into()
            }
        }
    }
}
