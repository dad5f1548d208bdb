//! The site: everything there is, with references resolved to handles and an address for each page.
//!
//! Only [`crate::check`] makes one. Whoever holds a [`Site`] can follow every reference without asking whether it leads
//! anywhere.

pub mod arena;
pub mod item;
pub mod kind;
pub mod route;
pub mod seen;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::catalogue::front;
use crate::source::config::SiteConfig;
use crate::source::document::Document;
use crate::source::layer::Rank;
use arena::{Arena, Handle};
use item::Item;
use route::Route;
use seen::{Part, Parts};

/// A whole site.
#[derive(Debug)]
pub struct Site {
    /// Its facts.
    pub config: SiteConfig,
    /// Its languages that have content; the default first.
    pub languages: Vec<Arc<LanguageSite>>,
}

/// The site in one language.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each field holds the kind of content it is named after"
)]
pub struct LanguageSite {
    pub language: Arc<str>,
    pub home: Home,
    pub sections: Arena<Section>,
    pub chapters: Arena<Chapter>,
    pub areas: Arena<Area>,
    pub competences: Arena<Competence>,
    pub occupations: Arena<Occupation>,
    pub offers: Arena<Offer>,
    pub units: Arena<Unit>,
    pub paths: Arena<LearningPath>,
    pub blueprints: Arena<Blueprint>,
    pub series: Arena<Series>,
    pub item_files: Arena<ItemFile>,
    pub items: Arena<Item>,
    pub programmes: Arena<Programme>,
    pub news: Arena<News>,
    pub municipalities: Arena<Municipality>,
    pub pages: Arena<Page>,
    pub glossary: Option<Glossary>,
    /// The addresses of all documents that are pages.
    pub routes: Routes,
    /// The document paths that a layer hides, and how high that layer is.
    pub hidden: HashMap<String, Rank>,
}

/// The home page.
#[derive(Debug, PartialEq)]
pub struct Home {
    source: Option<(Document, front::Home)>,
    /// Its address.
    pub route: Route,
}

impl Home {
    /// The home page at its address; without a source when no layer has one.
    pub(crate) const fn new(source: Option<(Document, front::Home)>, route: Route) -> Self {
        Self { source, route }
    }

    /// What it is made from; absent when no layer has a home page.
    #[must_use]
    pub fn source(&self) -> Option<&(Document, front::Home)> {
        seen::note(Part::Home);
        self.source.as_ref()
    }
}

/// The addresses of documents, by document path.
#[derive(Debug, PartialEq, Eq)]
pub struct Routes(HashMap<Arc<str>, Route>);

impl Routes {
    /// These addresses.
    pub(crate) const fn new(routes: HashMap<Arc<str>, Route>) -> Self {
        Self(routes)
    }

    /// The address of a document, and its path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<(&Arc<str>, &Route)> {
        let found = self.0.get_key_value(path);
        seen::note(if found.is_some() {
            Part::Addresses
        } else {
            Part::Gaps
        });
        found
    }

    /// The paths of all documents, in no order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        seen::note(Part::Addresses);
        seen::note(Part::Gaps);
        self.0.keys().map(|path| &**path)
    }

    /// Whether each of these documents has the same address among others.
    fn are_among(&self, others: &Self) -> bool {
        let mut routes = self.0.iter();
        routes.all(|(path, route)| others.0.get(path) == Some(route))
    }
}

/// A section: a folder with pages.
#[derive(Debug, PartialEq)]
pub struct Section {
    /// The folder's path, for example `leitfaden`.
    pub folder: Arc<str>,
    /// Its `_index.md`; absent when no layer has one.
    pub document: Option<Document>,
    /// Its front matter, or what stands for it.
    pub front: front::Section,
    /// Its address.
    pub route: Route,
}

macro_rules! page_kind {
    ($(#[$doc:meta])* $name:ident, $front:ty $(, $(#[$field_doc:meta])* $field:ident: $kind:ty)* $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, PartialEq)]
        pub struct $name {
            /// Where it comes from, and its body.
            pub document: Document,
            /// Its front matter.
            pub front: $front,
            /// Its address.
            pub route: Route,
            $($(#[$field_doc])* pub $field: $kind,)*
        }
    };
}

page_kind!(
    /// A chapter of the guide.
    Chapter, front::Chapter,
    /// The occupations it is about; none means all.
    occupations: Vec<Handle<Occupation>>,
);
page_kind!(
    /// A competence area.
    Area, front::Area,
    /// Its competences in order.
    competences: Vec<Handle<Competence>>,
);
page_kind!(
    /// A competence.
    Competence, front::Competence,
    /// Its area.
    area: Handle<Area>,
    /// One example for each occupation that has one.
    examples: Vec<(Handle<Occupation>, String)>,
);
page_kind!(
    /// An occupation.
    Occupation, front::Occupation,
    /// The target profile of each career level.
    targets: BTreeMap<Career, BTreeMap<Handle<Competence>, f64>>,
);
page_kind!(
    /// A learning offer.
    Offer, front::Offer,
    /// What it lifts.
    raises: Vec<Raise>,
    /// The offers that come before it.
    requires: Vec<Handle<Offer>>,
    /// The occupations it is for; none means all.
    occupations: Vec<Handle<Occupation>>,
);
page_kind!(
    /// A learning unit.
    Unit, front::Unit,
    /// What it lifts.
    raises: Vec<Raise>,
    /// Its quiz.
    quiz: Vec<Handle<Item>>,
);
page_kind!(
    /// A learning path.
    LearningPath, front::Path,
    /// Its steps in order.
    steps: Vec<Step>,
    /// The occupations it is for; none means all.
    occupations: Vec<Handle<Occupation>>,
);
page_kind!(
    /// The blueprint of a self-check: one for each document, or of a series one for each competence.
    Blueprint, front::Blueprint,
    /// Its name in files: that of the document, of a series with the competence's name.
    id: String,
    /// What is estimated together.
    scales: Vec<Scale>,
    /// The occupations it has pages for: all of the site unless it names some; none if it is about one competence.
    occupations: Vec<Handle<Occupation>>,
    /// The series it belongs to and the competence it is about.
    of_series: Option<(Handle<Series>, Handle<Competence>)>,
);
page_kind!(
    /// A series of self-checks, one for each competence.
    Series, front::Blueprint,
    /// Its self-checks, in the order of the competences.
    blueprints: Vec<Handle<Blueprint>>,
);
page_kind!(
    /// A programme.
    Programme, front::Programme
);
page_kind!(
    /// A piece of news.
    News, front::News
);
page_kind!(
    /// A municipality that takes part.
    Municipality, front::Municipality,
    /// The occupations it takes part with.
    occupations: Vec<Handle<Occupation>>,
);
page_kind!(
    /// The glossary.
    Glossary, front::Glossary
);
page_kind!(
    /// A free page.
    Page, front::Page,
    /// The section whose folder it lies in, if any.
    section: Option<Handle<Section>>,
);

/// A file of the item bank. It is no page.
#[derive(Debug, PartialEq)]
pub struct ItemFile {
    /// Where its items stand.
    pub document: Document,
}

/// A lift of a competence.
#[derive(Debug, Clone, PartialEq)]
pub struct Raise {
    /// The competence.
    pub competence: Handle<Competence>,
    /// The standing it starts from.
    pub from: f64,
    /// The standing it leads to.
    pub to: f64,
}

/// A step of a learning path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A learning offer.
    Offer(Handle<Offer>),
    /// A learning unit.
    Unit(Handle<Unit>),
}

/// A scale of a blueprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Its id in files.
    pub id: String,
    /// Tasks or ratings.
    pub facet: front::Facet,
    /// What readers call it by.
    pub about: About,
    /// Its competences.
    pub competences: Vec<Handle<Competence>>,
}

/// What a scale is about as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// All areas, or competences of several.
    Several,
    /// These areas.
    Areas(Vec<Handle<Area>>),
    /// One competence.
    Competence(Handle<Competence>),
}

/// The career levels, rising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Career {
    /// Starting out.
    Einstieg,
    /// Professional.
    Fachkraft,
    /// Leading.
    Leitung,
}

impl Career {
    /// All, rising.
    pub const ALL: [Self; 3] = [Self::Einstieg, Self::Fachkraft, Self::Leitung];

    /// The name in files, addresses and strings.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Einstieg => "einstieg",
            Self::Fachkraft => "fachkraft",
            Self::Leitung => "leitung",
        }
    }
}

impl LanguageSite {
    /// The parts in which another site in this language says something else. Which language it is, and the glossary, which is
    /// part of every page, must be the same; otherwise that is all of them.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Parts {
        if self.language != other.language
            || self.home.route != other.home.route
            || self.glossary != other.glossary
        {
            return Parts::ALL;
        }
        let mut parts = Parts::NONE;
        let mut compare = |part: Part, is_same: bool| {
            if !is_same {
                parts = parts.with(part);
            }
        };
        compare(Part::Home, self.home == other.home);
        compare(Part::Sections, self.sections == other.sections);
        compare(Part::Chapters, self.chapters == other.chapters);
        compare(Part::Areas, self.areas == other.areas);
        compare(Part::Competences, self.competences == other.competences);
        compare(Part::Occupations, self.occupations == other.occupations);
        compare(Part::Offers, self.offers == other.offers);
        compare(Part::Units, self.units == other.units);
        compare(Part::Paths, self.paths == other.paths);
        compare(Part::Blueprints, self.blueprints == other.blueprints);
        compare(Part::Series, self.series == other.series);
        compare(Part::ItemFiles, self.item_files == other.item_files);
        compare(Part::Items, self.items == other.items);
        compare(Part::Programmes, self.programmes == other.programmes);
        compare(Part::News, self.news == other.news);
        compare(
            Part::Municipalities,
            self.municipalities == other.municipalities,
        );
        compare(Part::Pages, self.pages == other.pages);
        compare(Part::Addresses, self.routes.are_among(&other.routes));
        compare(
            Part::Gaps,
            self.routes == other.routes && self.hidden == other.hidden,
        );
        parts
    }

    /// The section of a folder.
    #[must_use]
    pub fn section(&self, folder: &str) -> Option<&Section> {
        self.sections
            .iter()
            .map(|(_, section)| section)
            .find(|section| &*section.folder == folder)
    }

    /// The self-check about one competence alone, if it has enough tasks for that.
    #[must_use]
    pub fn check_of(&self, competence: Handle<Competence>) -> Option<&Blueprint> {
        self.blueprints
            .iter()
            .map(|(_, blueprint)| blueprint)
            .find(|blueprint| {
                blueprint
                    .of_series
                    .is_some_and(|(_, about)| about == competence)
            })
    }

    /// The self-check that people begin with: the first that is about more than one competence.
    #[must_use]
    pub fn first_check(&self) -> Option<(Handle<Blueprint>, &Blueprint)> {
        let mut blueprints = self.blueprints.iter();
        blueprints.find(|(_, blueprint)| blueprint.of_series.is_none())
    }

    /// The offers that lift a competence, in the order of the catalogue.
    pub fn offers_for(&self, competence: Handle<Competence>) -> impl Iterator<Item = &Offer> {
        self.offers
            .iter()
            .map(|(_, offer)| offer)
            .filter(move |offer| {
                offer
                    .raises
                    .iter()
                    .any(|raise| raise.competence == competence)
            })
    }
}
