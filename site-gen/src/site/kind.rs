//! The kinds of pages, and the documents of a language by kind.

use serde::Serialize;

use super::LanguageSite;
use super::route::Route;
use crate::source::document::Document;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is named after the content it is")]
pub enum Kind {
    Home,
    Section,
    Chapter,
    Template,
    Area,
    Competence,
    Occupation,
    Offer,
    Unit,
    Path,
    SelfCheck,
    Programme,
    News,
    Municipality,
    Page,
}

impl Kind {
    /// All, in the order in which a site is read.
    pub const ALL: [Self; 15] = [
        Self::Home,
        Self::Section,
        Self::Chapter,
        Self::Template,
        Self::Area,
        Self::Competence,
        Self::Occupation,
        Self::Offer,
        Self::Unit,
        Self::Path,
        Self::SelfCheck,
        Self::Programme,
        Self::News,
        Self::Municipality,
        Self::Page,
    ];
}

/// A document that is a page.
#[derive(Debug, Clone, Copy)]
pub struct Paged<'s> {
    /// What it is.
    pub kind: Kind,
    /// Where it comes from.
    pub document: &'s Document,
    /// Its address.
    pub route: &'s Route,
}

/// The folder of the templates (Vorlagen), which are free pages otherwise.
const TEMPLATES: &str = "vorlagen/";

impl LanguageSite {
    /// All documents that are pages, kind by kind.
    #[must_use]
    pub fn documents(&self) -> Vec<Paged<'_>> {
        let mut found = Vec::new();
        if let Some((document, _)) = self.home.source() {
            found.push(Paged {
                kind: Kind::Home,
                document,
                route: &self.home.route,
            });
        }
        // The item bank has a folder but no page.
        let sections = self.sections.iter().map(|(_, section)| section);
        for section in sections.filter(|section| &*section.folder != "aufgaben") {
            if let Some(document) = &section.document {
                found.push(Paged {
                    kind: Kind::Section,
                    document,
                    route: &section.route,
                });
            }
        }
        macro_rules! add {
            ($($arena:ident => $kind:expr),* $(,)?) => {$(
                for (_, page) in self.$arena.iter() {
                    let kind: fn(&Document) -> Kind = $kind;
                    found.push(Paged {
                        kind: kind(&page.document),
                        document: &page.document,
                        route: &page.route,
                    });
                }
            )*};
        }
        add!(
            chapters => |_| Kind::Chapter,
            areas => |_| Kind::Area,
            competences => |_| Kind::Competence,
            occupations => |_| Kind::Occupation,
            offers => |_| Kind::Offer,
            units => |_| Kind::Unit,
            paths => |_| Kind::Path,
            series => |_| Kind::SelfCheck,
            programmes => |_| Kind::Programme,
            news => |_| Kind::News,
            municipalities => |_| Kind::Municipality,
            pages => |document| if document.path.starts_with(TEMPLATES) { Kind::Template } else { Kind::Page },
        );
        // The self-checks of a series are all made of its one document.
        let own = self
            .blueprints
            .iter()
            .filter(|(_, blueprint)| blueprint.of_series.is_none());
        found.extend(own.map(|(_, blueprint)| Paged {
            kind: Kind::SelfCheck,
            document: &blueprint.document,
            route: &blueprint.route,
        }));
        found.sort_by_key(|page| page.kind);
        found
    }
}
