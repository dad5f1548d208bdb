//! The sections of a site: the folders with a page of their own.

use std::sync::Arc;

use super::addresses::Addresses;
use crate::catalogue::{Catalogue, front};
use crate::diagnostic::Diagnostics;
use crate::site::Section;
use crate::site::arena::Arena;
use crate::site::seen::Part;

/// The sections that layers wrote, and those that the content asks for.
pub(super) fn sections(
    catalogue: &mut Catalogue,
    addresses: &mut Addresses,
    diagnostics: &mut Diagnostics,
) -> Arena<Section> {
    let mut sections: Vec<Section> = std::mem::take(&mut catalogue.sections)
        .into_iter()
        .map(|entry| Section {
            folder: Arc::from(
                entry
                    .document
                    .path
                    .strip_suffix("/_index")
                    .unwrap_or(&entry.document.path),
            ),
            route: addresses.claim(&entry.document, diagnostics),
            document: Some(entry.document),
            front: entry.front,
        })
        .collect();
    // A folder of these kinds has a page even if no layer wrote one.
    for (folder, is_empty) in [
        ("leitfaden", catalogue.chapters.is_empty()),
        ("kompetenzen", catalogue.competences.is_empty()),
        ("berufsgruppen", catalogue.occupations.is_empty()),
        ("lernangebote", catalogue.offers.is_empty()),
        ("lernpfade", catalogue.paths.is_empty()),
        ("lernbausteine", catalogue.units.is_empty()),
        ("selbst-check", catalogue.blueprints.is_empty()),
        ("programme", catalogue.programmes.is_empty()),
        ("kommunen", catalogue.municipalities.is_empty()),
    ] {
        if !is_empty && !sections.iter().any(|section| &*section.folder == folder) {
            let mut letters = folder.chars();
            let title = letters
                .next()
                .map(|first| first.to_uppercase().chain(letters).collect())
                .unwrap_or_default();
            sections.push(Section {
                folder: Arc::from(folder),
                document: None,
                front: front::Section {
                    title,
                    nav: true,
                    ..Default::default()
                },
                route: addresses.of(folder),
            });
        }
    }
    Arena::new(Part::Sections, sections)
}
