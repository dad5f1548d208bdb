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
    /// The version of the base that is asked for is neither in the layer nor in the binary.
    VersionMissing { asked: u32, known: u32 },
    /// That version is still being written, and the layer has no copy of it.
    VersionOpen { version: u32 },
    /// A file of a frozen base is not what was frozen.
    FrozenChanged { version: u32 },
}

impl BaseFault {
    /// The stable name, for machines and searches.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MergeUndecided => "merge-undecided",
            Self::VersionMissing { .. } => "base-version-missing",
            Self::VersionOpen { .. } => "base-version-open",
            Self::FrozenChanged { .. } => "frozen-base-changed",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::MergeUndecided | Self::VersionMissing { .. } | Self::FrozenChanged { .. } => {
                Severity::Error
            }
            Self::VersionOpen { .. } => Severity::Hint,
        }
    }

    pub(super) fn german(&self) -> String {
        match self {
            Self::MergeUndecided => {
                "Hier stehen noch zwei Fassungen nebeneinander: die eigene und die der Grundfassung.".into()
            }
            Self::VersionMissing { asked, known } => format!(
                "Die Grundfassung {asked} liegt nicht in der Ebene; das Programm enthält {known}."
            ),
            Self::VersionOpen { version } => format!(
                "An der Grundfassung {version} wird noch geschrieben, und die Ebene hat keine Kopie davon."
            ),
            Self::FrozenChanged { version } => format!(
                "Diese Datei der festgehaltenen Grundfassung {version} fehlt, ist neu oder wurde geändert."
            ),
        }
    }

    pub(super) fn german_help(&self) -> String {
        match self {
            Self::MergeUndecided => "Lassen Sie stehen, was gelten soll, und löschen Sie die Zeilen mit <<<<<<<, |||||||, ======= und >>>>>>>.".into(),
            Self::VersionMissing { asked, .. } => format!(
                "Halten Sie sie mit dem Programm fest, das Fassung {asked} enthält: roadmap freeze. Oder löschen Sie base_version; dann gilt die neue."
            ),
            Self::VersionOpen { .. } => "roadmap freeze hält den heutigen Stand in der Ebene fest. Ohne Kopie ändert sich der Inhalt mit dem Programm.".into(),
            Self::FrozenChanged { .. } => "Holen Sie die Datei aus dem Archiv (git) zurück. Eigene Änderungen gehören in content/, siehe roadmap customise.".into(),
        }
    }

    pub(super) fn english(&self) -> String {
        match self {
            Self::MergeUndecided => {
                "Two versions still stand side by side here: the own one and the base's.".into()
            }
            Self::VersionMissing { asked, known } => {
                format!("Base version {asked} is not in the layer; the program carries {known}.")
            }
            Self::VersionOpen { version } => format!(
                "Base version {version} is still being written, and the layer has no copy of it."
            ),
            Self::FrozenChanged { version } => format!(
                "This file of the frozen base version {version} is missing, new or was changed."
            ),
        }
    }

    pub(super) fn english_help(&self) -> String {
        match self {
            Self::MergeUndecided => "Leave what is to hold, and delete the lines with <<<<<<<, |||||||, ======= and >>>>>>>.".into(),
            Self::VersionMissing { asked, .. } => format!(
                "Freeze it with the program that carries version {asked}: roadmap freeze. Or delete base_version; then the new one holds."
            ),
            Self::VersionOpen { .. } => "roadmap freeze keeps it in the layer as it is today. Without a copy, content changes with the program.".into(),
            Self::FrozenChanged { .. } => "Get the file back from version control. Own changes belong in content/, see roadmap customise.".into(),
        }
    }
}
