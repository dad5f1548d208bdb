//! Which kind of content a file is: its path says it, and nothing else.

use schemars::SchemaGenerator;

use super::front;

/// A kind of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(
    missing_docs,
    reason = "each is named after the type in `front` that it is decoded as"
)]
pub enum ContentKind {
    Home,
    Glossary,
    Area,
    Competence,
    Section,
    Chapter,
    Occupation,
    Offer,
    Unit,
    Path,
    Blueprint,
    ItemFile,
    Programme,
    News,
    Municipality,
    Page,
}

impl ContentKind {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Home,
        Self::Glossary,
        Self::Area,
        Self::Competence,
        Self::Section,
        Self::Chapter,
        Self::Occupation,
        Self::Offer,
        Self::Unit,
        Self::Path,
        Self::Blueprint,
        Self::ItemFile,
        Self::Programme,
        Self::News,
        Self::Municipality,
        Self::Page,
    ];

    /// The kind of a path below `content/<language>/`, without its ending.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let segments: Vec<&str> = path.split('/').collect();
        match segments.as_slice() {
            ["_index"] => Self::Home,
            ["glossar"] => Self::Glossary,
            ["kompetenzen", _, "_index"] => Self::Area,
            ["kompetenzen", _, _] => Self::Competence,
            [.., "_index"] => Self::Section,
            ["leitfaden", _] => Self::Chapter,
            ["berufsgruppen", _] => Self::Occupation,
            ["lernangebote", _] => Self::Offer,
            ["lernbausteine", _] => Self::Unit,
            ["lernpfade", _] => Self::Path,
            ["selbst-check", _] => Self::Blueprint,
            ["aufgaben", _] => Self::ItemFile,
            ["programme", _] => Self::Programme,
            ["aktuelles", _] => Self::News,
            ["kommunen", _] => Self::Municipality,
            _ => Self::Page,
        }
    }

    /// The German name of what such files hold; also the name of their schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "startseite",
            Self::Glossary => "glossar",
            Self::Area => "kompetenzbereiche",
            Self::Competence => "kompetenzen",
            Self::Section => "bereiche",
            Self::Chapter => "leitfaden",
            Self::Occupation => "berufsgruppen",
            Self::Offer => "lernangebote",
            Self::Unit => "lernbausteine",
            Self::Path => "lernpfade",
            Self::Blueprint => "selbst-check",
            Self::ItemFile => "aufgaben",
            Self::Programme => "programme",
            Self::News => "aktuelles",
            Self::Municipality => "kommunen",
            Self::Page => "seiten",
        }
    }

    /// The schema of its front matter.
    #[must_use]
    pub fn schema(self, generator: SchemaGenerator) -> schemars::Schema {
        match self {
            Self::Home => generator.into_root_schema_for::<front::Home>(),
            Self::Glossary => generator.into_root_schema_for::<front::Glossary>(),
            Self::Area => generator.into_root_schema_for::<front::Area>(),
            Self::Competence => generator.into_root_schema_for::<front::Competence>(),
            Self::Section => generator.into_root_schema_for::<front::Section>(),
            Self::Chapter => generator.into_root_schema_for::<front::Chapter>(),
            Self::Occupation => generator.into_root_schema_for::<front::Occupation>(),
            Self::Offer => generator.into_root_schema_for::<front::Offer>(),
            Self::Unit => generator.into_root_schema_for::<front::Unit>(),
            Self::Path => generator.into_root_schema_for::<front::Path>(),
            Self::Blueprint => generator.into_root_schema_for::<front::Blueprint>(),
            Self::ItemFile => generator.into_root_schema_for::<front::ItemFile>(),
            Self::Programme => generator.into_root_schema_for::<front::Programme>(),
            Self::News => generator.into_root_schema_for::<front::News>(),
            Self::Municipality => generator.into_root_schema_for::<front::Municipality>(),
            Self::Page => generator.into_root_schema_for::<front::Page>(),
        }
    }
}
