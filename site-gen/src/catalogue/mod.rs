//! Step 2: documents → typed entries, one type for each kind of content. References are still names.

mod content_kind;
pub mod front;

pub use content_kind::ContentKind;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::source::document::Document;
use crate::source::front_matter::decode;

/// A document with its decoded front matter.
#[derive(Debug, Clone)]
pub struct Entry<F> {
    /// Where it comes from, and its body.
    pub document: Document,
    /// Its front matter.
    pub front: F,
}

/// All entries of one language. The order is by path.
#[derive(Debug, Default)]
#[allow(
    missing_docs,
    reason = "each field holds the kind of content it is named after; `front` documents them"
)]
pub struct Catalogue {
    pub homes: Vec<Entry<front::Home>>,
    pub sections: Vec<Entry<front::Section>>,
    pub chapters: Vec<Entry<front::Chapter>>,
    pub areas: Vec<Entry<front::Area>>,
    pub competences: Vec<Entry<front::Competence>>,
    pub occupations: Vec<Entry<front::Occupation>>,
    pub offers: Vec<Entry<front::Offer>>,
    pub units: Vec<Entry<front::Unit>>,
    pub paths: Vec<Entry<front::Path>>,
    pub blueprints: Vec<Entry<front::Blueprint>>,
    pub item_files: Vec<Entry<front::ItemFile>>,
    pub programmes: Vec<Entry<front::Programme>>,
    pub news: Vec<Entry<front::News>>,
    pub municipalities: Vec<Entry<front::Municipality>>,
    pub glossaries: Vec<Entry<front::Glossary>>,
    pub pages: Vec<Entry<front::Page>>,
    /// Paths of the documents that were reported and left out: they are there, though nobody knows what they say.
    pub unread: Vec<Arc<str>>,
}

/// Documents that were decoded before, by language and path: only those without a fault, of which there was nothing to say.
#[derive(Debug, Default)]
pub struct Known(HashMap<(Arc<str>, Arc<str>), Decoded>);

impl Known {
    /// Decodes documents to know them.
    #[must_use]
    pub fn of(documents: &[Document]) -> Self {
        let decoded = documents.par_iter().filter_map(|document| {
            let mut found = Diagnostics::new();
            let decoded = Decoded::from(document.clone(), &mut found)?;
            let path = (Arc::clone(&document.language), Arc::clone(&document.path));
            found.is_empty().then_some((path, decoded))
        });
        Self(decoded.collect())
    }

    /// What came of a document, if it is the very same.
    fn find(&self, document: &Document) -> Option<Decoded> {
        if self.0.is_empty() {
            return None;
        }
        let path = (Arc::clone(&document.language), Arc::clone(&document.path));
        let known = self.0.get(&path)?;
        (known.document() == document).then(|| known.clone())
    }
}

/// Decodes the documents of one language, but those that are known.
#[must_use]
pub fn catalogue(
    documents: Vec<Document>,
    known: &Known,
    diagnostics: &mut Diagnostics,
) -> Catalogue {
    let decoded: Vec<(Result<Decoded, Arc<str>>, Diagnostics)> = documents
        .into_par_iter()
        .map(|document| {
            let mut found = Diagnostics::new();
            let path = Arc::clone(&document.path);
            let decoded = known
                .find(&document)
                .or_else(|| Decoded::from(document, &mut found))
                .ok_or(path);
            (decoded, found)
        })
        .collect();
    let mut catalogue = Catalogue::default();
    for (decoded, found) in decoded {
        diagnostics.append(found);
        match decoded {
            Ok(decoded) => catalogue.insert(decoded),
            Err(path) => catalogue.unread.push(path),
        }
    }
    catalogue
}

/// An entry of some kind. The kind follows from the path alone.
#[derive(Debug, Clone)]
#[allow(
    clippy::large_enum_variant,
    reason = "lives only between two steps of one loop, or once for many sites"
)]
enum Decoded {
    Home(Entry<front::Home>),
    Section(Entry<front::Section>),
    Chapter(Entry<front::Chapter>),
    Area(Entry<front::Area>),
    Competence(Entry<front::Competence>),
    Occupation(Entry<front::Occupation>),
    Offer(Entry<front::Offer>),
    Unit(Entry<front::Unit>),
    Path(Entry<front::Path>),
    Blueprint(Entry<front::Blueprint>),
    ItemFile(Entry<front::ItemFile>),
    Programme(Entry<front::Programme>),
    News(Entry<front::News>),
    Municipality(Entry<front::Municipality>),
    Glossary(Entry<front::Glossary>),
    Page(Entry<front::Page>),
}

impl Decoded {
    fn from(document: Document, diagnostics: &mut Diagnostics) -> Option<Self> {
        macro_rules! entry {
            ($variant:ident) => {
                decode(&document, diagnostics)
                    .map(|front| Self::$variant(Entry { document, front }))
            };
        }
        match ContentKind::of(&document.path) {
            ContentKind::Home => entry!(Home),
            ContentKind::Glossary => entry!(Glossary),
            ContentKind::Area => entry!(Area),
            ContentKind::Competence => entry!(Competence),
            ContentKind::Section => entry!(Section),
            ContentKind::Chapter => entry!(Chapter),
            ContentKind::Occupation => entry!(Occupation),
            ContentKind::Offer => entry!(Offer),
            ContentKind::Unit => entry!(Unit),
            ContentKind::Path => entry!(Path),
            ContentKind::Blueprint => entry!(Blueprint),
            ContentKind::ItemFile => entry!(ItemFile),
            ContentKind::Programme => entry!(Programme),
            ContentKind::News => entry!(News),
            ContentKind::Municipality => entry!(Municipality),
            ContentKind::Page => entry!(Page),
        }
    }
}

impl Decoded {
    fn document(&self) -> &Document {
        match self {
            Self::Home(entry) => &entry.document,
            Self::Section(entry) => &entry.document,
            Self::Chapter(entry) => &entry.document,
            Self::Area(entry) => &entry.document,
            Self::Competence(entry) => &entry.document,
            Self::Occupation(entry) => &entry.document,
            Self::Offer(entry) => &entry.document,
            Self::Unit(entry) => &entry.document,
            Self::Path(entry) => &entry.document,
            Self::Blueprint(entry) => &entry.document,
            Self::ItemFile(entry) => &entry.document,
            Self::Programme(entry) => &entry.document,
            Self::News(entry) => &entry.document,
            Self::Municipality(entry) => &entry.document,
            Self::Glossary(entry) => &entry.document,
            Self::Page(entry) => &entry.document,
        }
    }
}

impl Catalogue {
    fn insert(&mut self, decoded: Decoded) {
        match decoded {
            Decoded::Home(entry) => self.homes.push(entry),
            Decoded::Section(entry) => self.sections.push(entry),
            Decoded::Chapter(entry) => self.chapters.push(entry),
            Decoded::Area(entry) => self.areas.push(entry),
            Decoded::Competence(entry) => self.competences.push(entry),
            Decoded::Occupation(entry) => self.occupations.push(entry),
            Decoded::Offer(entry) => self.offers.push(entry),
            Decoded::Unit(entry) => self.units.push(entry),
            Decoded::Path(entry) => self.paths.push(entry),
            Decoded::Blueprint(entry) => self.blueprints.push(entry),
            Decoded::ItemFile(entry) => self.item_files.push(entry),
            Decoded::Programme(entry) => self.programmes.push(entry),
            Decoded::News(entry) => self.news.push(entry),
            Decoded::Municipality(entry) => self.municipalities.push(entry),
            Decoded::Glossary(entry) => self.glossaries.push(entry),
            Decoded::Page(entry) => self.pages.push(entry),
        }
    }
}
