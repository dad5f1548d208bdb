//! What follows when a layer hides a page or retires an item: whatever lower layers say about it falls away without a word,
//! so that hiding one occupation does not mean replacing a hundred pages. The layer itself and those above it know better:
//! what they say about a hidden page is reported.

use std::collections::HashMap;

use crate::catalogue::{Catalogue, Entry};
use crate::diagnostic::problem::Referent;
use crate::keys;
use crate::source::document::{self, Document};
use crate::source::front_matter::{Key, rank};
use crate::source::layer::Rank;

/// What is hidden in one language, and by how high a layer.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// Documents by their path.
    paths: HashMap<String, Rank>,
    /// Items by their id: retired ones, and those for hidden occupations or competences only.
    items: HashMap<String, Rank>,
}

impl Hidden {
    /// What the layers hide in a language.
    pub(super) fn in_language(hidden: &document::Hidden, language: &str) -> Self {
        let paths = hidden.iter().filter_map(|(path, rank)| {
            let path = path.strip_prefix(language)?.strip_prefix('/')?;
            Some((path.to_owned(), *rank))
        });
        Self {
            paths: paths.collect(),
            items: HashMap::new(),
        }
    }

    /// Counts what could not be read as hidden above all layers: it is reported already, and whoever speaks of it is right.
    pub(super) fn pass_over_unread(&mut self, catalogue: &Catalogue) {
        let unread = catalogue.unread.iter();
        self.paths
            .extend(unread.map(|path| (path.to_string(), Rank::ABOVE_ALL)));
    }

    /// Takes out of the catalogue what has no meaning without the hidden pages: competences of a hidden area, items of a
    /// hidden competence, and what is for hidden occupations only.
    pub(super) fn withdraw(&mut self, catalogue: &mut Catalogue) {
        self.retire(catalogue);
        if self.paths.is_empty() {
            return;
        }
        self.take(&mut catalogue.competences, |hidden, entry| {
            hidden.find(Referent::Area, entry.document.area_slug())
        });
        self.take(&mut catalogue.offers, |hidden, entry| {
            hidden.all(Referent::Occupation, &entry.front.occupations)
        });
        self.take(&mut catalogue.paths, |hidden, entry| {
            hidden
                .all(Referent::Occupation, &entry.front.occupations)
                .or_else(|| hidden.all(Referent::Step, &entry.front.steps))
        });
        self.take(&mut catalogue.blueprints, |hidden, entry| {
            hidden.all(Referent::Occupation, &entry.front.occupations)
        });
        self.take(&mut catalogue.item_files, |hidden, entry| {
            hidden.find(Referent::Competence, &entry.front.competence)
        });
        for Entry { document, front } in &catalogue.item_files {
            for (place, item) in front.item.iter().enumerate() {
                if let Some(by) = self.all(Referent::Occupation, &item.occupations)
                    && rank(document, &keys!["item", place]) < by
                {
                    self.items.insert(item.id.clone(), by);
                }
            }
        }
    }

    /// Notes the retired items.
    fn retire(&mut self, catalogue: &Catalogue) {
        for Entry { document, front } in &catalogue.item_files {
            for (place, item) in front
                .item
                .iter()
                .enumerate()
                .filter(|(_, item)| item.retired)
            {
                self.items
                    .insert(item.id.clone(), rank(document, &keys!["item", place]));
            }
        }
    }

    /// Takes those entries out that a layer above them makes meaningless.
    fn take<F>(
        &mut self,
        entries: &mut Vec<Entry<F>>,
        hidden_by: impl Fn(&Self, &Entry<F>) -> Option<Rank>,
    ) {
        let gone: Vec<_> = entries
            .extract_if(.., |entry| {
                hidden_by(self, entry).is_some_and(|by| entry.document.top().rank < by)
            })
            .collect();
        for entry in gone {
            if let Some(by) = hidden_by(self, &entry) {
                self.paths.insert(entry.document.path.to_string(), by);
            }
        }
    }

    /// By how high a layer something is hidden.
    pub(super) fn find(&self, referent: Referent, name: &str) -> Option<Rank> {
        let path = |folder: &str| self.paths.get(&format!("{folder}/{name}")).copied();
        match referent {
            Referent::Area => self
                .paths
                .get(&format!("kompetenzen/{name}/_index"))
                .copied(),
            Referent::Competence => self.paths.iter().find_map(|(path, rank)| {
                let (_, slug) = path.strip_prefix("kompetenzen/")?.split_once('/')?;
                (slug == name).then_some(*rank)
            }),
            Referent::Occupation => path("berufsgruppen"),
            Referent::Offer => path("lernangebote"),
            Referent::Step => path("lernangebote").or_else(|| path("lernbausteine")),
            Referent::Item | Referent::QuizItem => self.items.get(name).copied().or_else(|| {
                // Of a hidden item file nobody reads the ids; they begin with the competence's name.
                self.paths.iter().find_map(|(path, rank)| {
                    let competence = path.strip_prefix("aufgaben/")?;
                    name.strip_prefix(competence)?
                        .starts_with('-')
                        .then_some(*rank)
                })
            }),
            Referent::DigComp => None,
        }
    }

    /// By how high a layer the last of several things is hidden; none if there is nothing or anything is left.
    fn all(&self, referent: Referent, names: &[String]) -> Option<Rank> {
        names
            .iter()
            .map(|name| self.find(referent, name))
            .collect::<Option<Vec<_>>>()?
            .into_iter()
            .max()
    }

    /// Whether an item is retired or withdrawn.
    pub(super) fn is_gone(&self, item: &str) -> bool {
        self.items.contains_key(item)
    }

    /// Whether a text of a lower layer speaks of something that a higher one hides.
    pub(super) fn falls_away(
        &self,
        referent: Referent,
        name: &str,
        document: &Document,
        keys: &[Key],
    ) -> bool {
        self.find(referent, name)
            .is_some_and(|by| rank(document, keys) < by)
    }

    /// The hidden documents by path.
    pub(super) fn into_paths(self) -> HashMap<String, Rank> {
        self.paths
    }
}
