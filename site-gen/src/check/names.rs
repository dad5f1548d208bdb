//! Names → handles. The handles are the places the entries will have in the site, in the order they were sorted into.

use std::collections::HashMap;

use super::hidden::Hidden;
use crate::catalogue::Catalogue;
use crate::diagnostic::problem::{Referent, nearest};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::arena::Handle;
use crate::site::{Area, Competence, Occupation, Offer, Unit};
use crate::source::document::Document;
use crate::source::front_matter::{Key, locate};

/// What each name means.
pub(super) struct Names<'h> {
    hidden: &'h Hidden,
    areas: HashMap<String, Handle<Area>>,
    competences: HashMap<String, Handle<Competence>>,
    occupations: HashMap<String, Handle<Occupation>>,
    offers: HashMap<String, Handle<Offer>>,
    units: HashMap<String, Handle<Unit>>,
}

impl<'h> Names<'h> {
    /// Collects the names of a catalogue; competences of unknown areas and of doubled names are reported here.
    pub(super) fn of(
        catalogue: &Catalogue,
        hidden: &'h Hidden,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        fn by_slug<'a, T>(
            documents: impl Iterator<Item = &'a Document>,
        ) -> HashMap<String, Handle<T>> {
            documents
                .enumerate()
                .map(|(index, document)| (document.slug().to_owned(), Handle::new(index)))
                .collect()
        }
        let areas: HashMap<String, Handle<Area>> = catalogue
            .areas
            .iter()
            .enumerate()
            .map(|(index, entry)| (entry.document.area_slug().to_owned(), Handle::new(index)))
            .collect();
        let mut competences: HashMap<String, Handle<Competence>> = HashMap::new();
        let mut first_file: HashMap<&str, &str> = HashMap::new();
        let mut placed = 0;
        for entry in &catalogue.competences {
            let (document, area) = (&entry.document, entry.document.area_slug());
            if !areas.contains_key(area) {
                let nearest = nearest(area, areas.keys().map(String::as_str));
                diagnostics.at(
                    document.top().place(0..0),
                    Problem::UnknownReference {
                        referent: Referent::Area,
                        name: area.to_owned(),
                        nearest,
                    },
                );
                continue;
            }
            if let Some(other) = first_file.insert(document.slug(), &document.top().file) {
                diagnostics.at(
                    document.top().place(0..0),
                    Problem::DuplicateCompetence {
                        slug: document.slug().to_owned(),
                        other: other.to_owned(),
                    },
                );
            }
            competences.insert(document.slug().to_owned(), Handle::new(placed));
            placed += 1;
        }
        Self {
            hidden,
            areas,
            competences,
            occupations: by_slug(catalogue.occupations.iter().map(|entry| &entry.document)),
            offers: by_slug(catalogue.offers.iter().map(|entry| &entry.document)),
            units: by_slug(catalogue.units.iter().map(|entry| &entry.document)),
        }
    }

    /// The area that a competence's folder is.
    pub(super) fn area_of(&self, document: &Document) -> Option<Handle<Area>> {
        self.areas.get(document.area_slug()).copied()
    }

    pub(super) fn area(
        &self,
        document: &Document,
        keys: &[Key],
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Handle<Area>> {
        self.resolve(
            &self.areas,
            Referent::Area,
            document,
            keys,
            name,
            diagnostics,
        )
    }

    pub(super) fn competence(
        &self,
        document: &Document,
        keys: &[Key],
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Handle<Competence>> {
        self.resolve(
            &self.competences,
            Referent::Competence,
            document,
            keys,
            name,
            diagnostics,
        )
    }

    pub(super) fn occupation(
        &self,
        document: &Document,
        keys: &[Key],
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Handle<Occupation>> {
        self.resolve(
            &self.occupations,
            Referent::Occupation,
            document,
            keys,
            name,
            diagnostics,
        )
    }

    /// The list under the key `occupations` of a document.
    pub(super) fn occupations(
        &self,
        document: &Document,
        names: &[String],
        diagnostics: &mut Diagnostics,
    ) -> Vec<Handle<Occupation>> {
        let resolve = |(place, name): (usize, &String)| {
            self.occupation(document, &keys!["occupations", place], name, diagnostics)
        };
        names.iter().enumerate().filter_map(resolve).collect()
    }

    pub(super) fn offer(
        &self,
        document: &Document,
        keys: &[Key],
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Handle<Offer>> {
        self.resolve(
            &self.offers,
            Referent::Offer,
            document,
            keys,
            name,
            diagnostics,
        )
    }

    /// An offer or, where there is none of the name, a learning unit.
    pub(super) fn step(
        &self,
        document: &Document,
        keys: &[Key],
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<crate::site::Step> {
        use crate::site::Step;
        if let Some(unit) = self
            .units
            .get(name)
            .filter(|_| !self.offers.contains_key(name))
        {
            return Some(Step::Unit(*unit));
        }
        self.resolve(
            &self.offers,
            Referent::Step,
            document,
            keys,
            name,
            diagnostics,
        )
        .map(Step::Offer)
    }

    /// Whether a document's word about an item falls away because a higher layer retired or hid it.
    pub(super) fn item_falls_away(&self, document: &Document, keys: &[Key], name: &str) -> bool {
        self.hidden
            .falls_away(Referent::QuizItem, name, document, keys)
    }

    fn resolve<T>(
        &self,
        known: &HashMap<String, Handle<T>>,
        referent: Referent,
        document: &Document,
        keys: &[Key],
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Handle<T>> {
        if let Some(found) = known.get(name) {
            return Some(*found);
        }
        if self.hidden.falls_away(referent, name, document, keys) {
            return None;
        }
        let problem = if self.hidden.find(referent, name).is_some() {
            Problem::ReferenceToHidden {
                name: name.to_owned(),
            }
        } else {
            Problem::UnknownReference {
                referent,
                name: name.to_owned(),
                nearest: nearest(name, known.keys().map(String::as_str)),
            }
        };
        diagnostics.at(locate(document, keys), problem);
        None
    }
}
