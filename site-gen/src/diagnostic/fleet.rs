//! What is wrong with a list of municipalities.

use super::Severity;

/// A problem with `FLEET.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the texts below say what each one and its fields mean"
)]
pub enum FleetFault {
    Slug { slug: String },
    SlugTwice { slug: String },
    NoSource { slug: String },
    FolderMissing { path: String },
}

impl FleetFault {
    /// The stable name, for machines and searches.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Slug { .. } => "fleet-slug",
            Self::SlugTwice { .. } => "fleet-slug-twice",
            Self::NoSource { .. } => "fleet-no-source",
            Self::FolderMissing { .. } => "fleet-folder-missing",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        Severity::Error
    }

    pub(super) fn german(&self) -> String {
        match self {
            Self::Slug { slug } => format!("„{slug}“ kann kein Kurzname sein."),
            Self::SlugTwice { slug } => format!("Den Kurznamen „{slug}“ gibt es schon."),
            Self::NoSource { slug } => format!(
                "Für „{slug}“ fehlen die Angaben: Es gibt weder einen Ordner noch Angaben in dieser Datei."
            ),
            Self::FolderMissing { path } => format!("Den Ordner gibt es nicht: {path}"),
        }
    }

    pub(super) fn german_help(&self) -> String {
        match self {
            Self::Slug { .. } => {
                "Der Kurzname wird zum Namen eines Ordners. Erlaubt sind a bis z, 0 bis 9 und Bindestriche.".into()
            }
            Self::SlugTwice { .. } => "Geben Sie jeder Kommune einen eigenen Kurznamen.".into(),
            Self::NoSource { .. } => {
                "Nennen Sie den Ordner der Kommune (dir = \"…\") oder ihre Angaben ([municipality.site] mit name, land und so weiter).".into()
            }
            Self::FolderMissing { .. } => {
                "Schreiben Sie den Weg so, wie er von dieser Datei aus führt, mit Schrägstrichen.".into()
            }
        }
    }

    pub(super) fn english(&self) -> String {
        match self {
            Self::Slug { slug } => format!("`{slug}` cannot be a slug."),
            Self::SlugTwice { slug } => format!("The slug `{slug}` is taken."),
            Self::NoSource { slug } => {
                format!("`{slug}` has neither a folder nor facts in this file.")
            }
            Self::FolderMissing { path } => format!("There is no such folder: {path}"),
        }
    }

    pub(super) fn english_help(&self) -> String {
        match self {
            Self::Slug { .. } => {
                "It becomes the name of a folder: a to z, 0 to 9 and hyphens.".into()
            }
            Self::SlugTwice { .. } => "Give each municipality a slug of its own.".into(),
            Self::NoSource { .. } => {
                "Name its folder (dir = \"…\") or give its facts ([municipality.site] with name, land and so on).".into()
            }
            Self::FolderMissing { .. } => {
                "Write the path as seen from this file, with forward slashes.".into()
            }
        }
    }
}
