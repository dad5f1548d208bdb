//! Step 4: site → a view model for each page.
//!
//! [`Pages`] knows the site in one language; one file makes each family of view models, one small function each. What
//! every page has of its own (bread crumbs, contents, previous and next) is made in [`shell`].

mod all_items;
mod by_hand;
mod catalogue;
pub mod check;
mod download;
mod facts;
mod glossary;
mod guide;
mod home;
mod item;
mod learning;
pub mod letterhead;
mod origin;
pub mod paper;
mod pictures;
mod poster;
mod reading;
mod shell;
mod surveys;
pub mod view;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use minijinja::Value;

use crate::assets::Assets;
use crate::diagnostic::{Diagnostics, Problem, line_range};
use crate::markdown::links::{AnchorUse, Links};
use crate::markdown::terms::Terms;
use crate::markdown::{self, Heading, Rendered, Surroundings};
use crate::output::OutputFile;
use crate::picture::drawing::Drawings;
use crate::site::arena::Handle;
use crate::site::route::Route;
use crate::site::seen::{self, Part, Parts};
use crate::site::{
    Area, Blueprint, Chapter, Competence, LanguageSite, LearningPath, Municipality, News,
    Occupation, Offer, Page, Programme, Section, Series, Site, Unit,
};
use crate::source::document::Document;
use crate::theme::texts::Texts;
use check::offers::Learning;
use letterhead::Letterhead;
use paper::Tables;
use view::{Link, Model};

/// A page that is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is named after what it shows")]
pub enum Subject {
    Home,
    NotFound,
    Section(Handle<Section>),
    Chapter(Handle<Chapter>),
    Area(Handle<Area>),
    Competence(Handle<Competence>),
    Occupation(Handle<Occupation>),
    Offer(Handle<Offer>),
    Unit(Handle<Unit>),
    Path(Handle<LearningPath>),
    Check(Handle<Blueprint>, Option<Handle<Occupation>>),
    Poster(Handle<Blueprint>, Option<Handle<Occupation>>),
    Series(Handle<Series>),
    AllItems(Handle<Area>),
    Programme(Handle<Programme>),
    News(Handle<News>),
    Municipality(Handle<Municipality>),
    Page(Handle<Page>),
    Glossary,
    Surveys,
}

/// A made page: its view model, and what is left to be checked about its links.
#[derive(Debug)]
pub struct Made<'a> {
    /// Where it goes, below the site's root.
    pub file: String,
    /// Files that it offers to take along.
    pub downloads: Vec<OutputFile>,
    /// Its address.
    pub route: Route,
    /// What its template reads.
    pub model: Model<'a>,
    /// What it says of learning offers, if that is kept apart.
    pub learning: Option<Learning>,
    /// The document it shows and that document's headings.
    pub headings: Option<(Arc<str>, Vec<Heading>)>,
    /// Links to headings of this or other pages.
    pub anchors: Vec<AnchorUse>,
    /// What was wrong on the way.
    pub diagnostics: Diagnostics,
}

/// What pages are made of beside the site and the words of the theme.
#[derive(Debug, Clone, Copy)]
pub struct Materials<'a> {
    /// Style, script and policies.
    pub assets: &'a Assets,
    /// The files below `static/`, by their path there.
    pub static_files: &'a HashSet<String>,
    /// The drawings of the layers.
    pub drawings: &'a Drawings,
    /// What every page shows of the municipality.
    pub letterhead: &'a Letterhead,
    /// The tables for paper that were worked out so far.
    pub tables: &'a Tables,
    /// Whether self-check pages have a blank where they say which learning offers there are: they are large, and what most
    /// municipalities add are offers.
    pub learning_apart: bool,
    /// The bodies that were rendered before.
    pub bodies: KnownBodies<'a>,
}

/// Bodies of documents that were rendered before, and in which parts the site's content differs since.
#[derive(Debug, Clone, Copy, Default)]
pub struct KnownBodies<'a> {
    bodies: Option<&'a Bodies>,
    changed: Parts,
}

/// Bodies of documents by their paths, each with the parts of the content that it depends on.
#[derive(Debug, Default)]
pub struct Bodies(HashMap<Arc<str>, (Rendered, Parts)>);

impl Bodies {
    /// What of them holds where the content differs in some parts.
    #[must_use]
    pub const fn unless(&self, changed: Parts) -> KnownBodies<'_> {
        KnownBodies {
            bodies: Some(self),
            changed,
        }
    }
}

impl KnownBodies<'_> {
    fn find(&self, document: &Document) -> Option<Rendered> {
        let (body, parts) = self.bodies?.0.get(&document.path)?;
        (!parts.meet(self.changed)).then(|| body.clone())
    }
}

/// The site in one language, ready to make pages of.
pub struct Pages<'a> {
    site: &'a Site,
    language: &'a LanguageSite,
    texts: &'a Texts,
    materials: Materials<'a>,
    letterhead: &'a Letterhead,
    common: Arc<Common<'a>>,
    facts: Value,
}

/// What pages of all kinds show of the site's content, whatever the facts.
pub struct Common<'a> {
    shell: Shell<'a>,
    /// The parts of the site that the shell comes from.
    parts: Parts,
    /// The version of all questions, as pages with facts name it.
    questions: String,
}

impl<'a> Common<'a> {
    /// Prepares it.
    #[must_use]
    pub fn of(language: &'a LanguageSite) -> Self {
        let (shell, parts) = seen::watch(|| Shell::of(language));
        Self {
            shell,
            parts,
            questions: facts::version(language),
        }
    }
}

/// What every page shows of the site's content.
struct Shell<'a> {
    nav: Vec<&'a Section>,
    /// Title and address of what the footer links to, in order.
    footer: Vec<(&'a str, &'a Route)>,
    /// The free pages of each section, in order.
    pages_of: HashMap<Handle<Section>, Vec<Handle<Page>>>,
    /// The place of a free page in its section.
    place_in_section: HashMap<Handle<Page>, usize>,
    /// The terms that pages explain.
    terms: Option<Terms>,
}

impl<'a> Shell<'a> {
    fn of(language: &'a LanguageSite) -> Self {
        let mut pages_of: HashMap<Handle<Section>, Vec<Handle<Page>>> = HashMap::new();
        let mut place_in_section = HashMap::new();
        for (handle, page) in language.pages.iter() {
            if let Some(section) = page.section {
                let pages = pages_of.entry(section).or_default();
                place_in_section.insert(handle, pages.len());
                pages.push(handle);
            }
        }
        let mut nav: Vec<&Section> = language
            .sections
            .iter()
            .map(|(_, section)| section)
            .filter(|section| section.front.nav && !section.folder.contains('/'))
            .collect();
        nav.sort_by_key(|section| section.front.order);
        Self {
            nav,
            footer: footer(language),
            pages_of,
            place_in_section,
            terms: glossary::terms(language),
        }
    }
}

impl<'a> Pages<'a> {
    /// Prepares what all pages share.
    #[must_use]
    pub fn new(
        site: &'a Site,
        language: &'a LanguageSite,
        texts: &'a Texts,
        materials: Materials<'a>,
    ) -> Self {
        Self::over(
            Arc::new(Common::of(language)),
            site,
            language,
            texts,
            materials,
        )
    }

    /// The same over what was prepared before of the same content.
    #[must_use]
    pub fn over(
        common: Arc<Common<'a>>,
        site: &'a Site,
        language: &'a LanguageSite,
        texts: &'a Texts,
        materials: Materials<'a>,
    ) -> Self {
        let facts = facts::facts(&site.config, &common.questions, texts);
        Self {
            site,
            language,
            texts,
            letterhead: materials.letterhead,
            materials,
            common,
            facts,
        }
    }

    /// What was prepared for these pages.
    #[must_use]
    pub fn common(&self) -> Arc<Common<'a>> {
        Arc::clone(&self.common)
    }

    /// The same pages of other materials.
    #[must_use]
    pub fn of(&self, materials: Materials<'a>) -> Self {
        Self {
            letterhead: materials.letterhead,
            materials,
            common: Arc::clone(&self.common),
            facts: self.facts.clone(),
            ..*self
        }
    }

    /// Makes a page, and tells which parts of the site's content it depends on beside what it keeps apart.
    #[must_use]
    pub fn make_watched(&self, subject: Subject) -> (Made<'a>, Parts) {
        let (made, parts) = seen::watch(|| self.make(subject));
        (made, parts.and(self.common.parts))
    }

    /// Every page there is.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        let site = self.language;
        let mut subjects = vec![Subject::Home];
        if &*site.language == self.site.config.default_language() {
            subjects.push(Subject::NotFound);
        }
        subjects.extend(
            site.sections
                .iter()
                .filter(|(_, section)| &*section.folder != "aufgaben")
                .map(|(handle, _)| Subject::Section(handle)),
        );
        subjects.extend(
            site.chapters
                .iter()
                .map(|(handle, _)| Subject::Chapter(handle)),
        );
        subjects.extend(site.areas.iter().map(|(handle, _)| Subject::Area(handle)));
        subjects.extend(
            site.competences
                .iter()
                .map(|(handle, _)| Subject::Competence(handle)),
        );
        subjects.extend(
            site.occupations
                .iter()
                .map(|(handle, _)| Subject::Occupation(handle)),
        );
        subjects.extend(site.offers.iter().map(|(handle, _)| Subject::Offer(handle)));
        subjects.extend(site.units.iter().map(|(handle, _)| Subject::Unit(handle)));
        subjects.extend(site.paths.iter().map(|(handle, _)| Subject::Path(handle)));
        for (handle, blueprint) in site.blueprints.iter() {
            subjects.push(Subject::Check(handle, None));
            subjects.extend(
                blueprint
                    .occupations
                    .iter()
                    .map(|occupation| Subject::Check(handle, Some(*occupation))),
            );
        }
        if let Some((check, blueprint)) = site.first_check() {
            let posters = poster::subjects(blueprint);
            subjects.extend(posters.map(|subject| Subject::Poster(check, subject)));
        }
        subjects.extend(self.areas_with_items().map(Subject::AllItems));
        subjects.extend(
            site.series
                .iter()
                .map(|(handle, _)| Subject::Series(handle)),
        );
        subjects.extend(
            site.programmes
                .iter()
                .map(|(handle, _)| Subject::Programme(handle)),
        );
        subjects.extend(site.news.iter().map(|(handle, _)| Subject::News(handle)));
        subjects.extend(
            site.municipalities
                .iter()
                .map(|(handle, _)| Subject::Municipality(handle)),
        );
        subjects.extend(site.pages.iter().map(|(handle, _)| Subject::Page(handle)));
        subjects.extend(site.glossary.as_ref().map(|_| Subject::Glossary));
        if self.has_surveys() {
            subjects.push(Subject::Surveys);
        }
        subjects
    }

    /// Whether a page says more of the municipality than its letterhead does: it shows facts, or hands out files that name
    /// them. Every other page depends on the content alone.
    #[must_use]
    pub fn shows_facts(&self, subject: Subject) -> bool {
        match subject {
            Subject::NotFound | Subject::Poster(..) | Subject::Surveys => true,
            // It leads to the surveys, if there are any.
            Subject::Section(handle) => &*self.language.sections[handle].folder == "selbst-check",
            Subject::Page(handle) => {
                let page = &self.language.pages[handle];
                page.front.facts || self.is_for_taking_along(page)
            }
            _ => false,
        }
    }

    /// Makes one page.
    #[must_use]
    pub fn make(&self, subject: Subject) -> Made<'a> {
        match subject {
            Subject::Home => self.home(),
            Subject::NotFound => self.not_found(),
            Subject::Section(handle) => self.section(handle),
            Subject::Chapter(handle) => self.chapter(handle),
            Subject::Area(handle) => self.area(handle),
            Subject::Competence(handle) => self.competence(handle),
            Subject::Occupation(handle) => self.occupation(handle),
            Subject::Offer(handle) => self.offer(handle),
            Subject::Unit(handle) => self.unit(handle),
            Subject::Path(handle) => self.path(handle),
            Subject::Check(blueprint, occupation) => self.check(blueprint, occupation),
            Subject::Poster(check, occupation) => self.poster(check, occupation),
            Subject::Series(handle) => self.check_series(handle),
            Subject::AllItems(area) => self.all_items(area),
            Subject::Programme(handle) => self.programme(handle),
            Subject::News(handle) => self.news(handle),
            Subject::Municipality(handle) => self.municipality(handle),
            Subject::Page(handle) => self.page(handle),
            Subject::Surveys => self.surveys(),
            // The subject exists only if the glossary does.
            Subject::Glossary => match &self.language.glossary {
                Some(glossary) => self.glossary(glossary),
                None => self.not_found(),
            },
        }
    }

    /// The bodies of pages that show facts beside a text without them; those of which there is nothing to say.
    #[must_use]
    pub fn bodies(&self) -> Bodies {
        let pages = self.language.pages.iter().map(|(_, page)| page);
        let pages = pages.filter(|page| !page.front.facts && self.is_for_taking_along(page));
        let bodies = pages.filter_map(|page| {
            let mut found = Diagnostics::new();
            let (body, parts) =
                seen::watch(|| self.explained_body(&page.document, &page.route, &mut found));
            let body = (body, parts.and(self.common.parts).with(Part::Pages));
            found
                .is_empty()
                .then(|| (Arc::clone(&page.document.path), body))
        });
        Bodies(bodies.collect())
    }

    /// Renders the body of a document as it stands on a page.
    fn body(&self, document: &Document, route: &Route, diagnostics: &mut Diagnostics) -> Rendered {
        self.render(document, document.body(), route, None, diagnostics)
    }

    /// The same, and terms of the glossary are linked to their explanations at the end of the page.
    fn explained_body(
        &self,
        document: &Document,
        route: &Route,
        diagnostics: &mut Diagnostics,
    ) -> Rendered {
        let terms = self.common.shell.terms.as_ref();
        self.render(document, document.body(), route, terms, diagnostics)
    }

    fn render(
        &self,
        document: &Document,
        text: &str,
        route: &Route,
        terms: Option<&Terms>,
        diagnostics: &mut Diagnostics,
    ) -> Rendered {
        let around = Surroundings {
            links: &self.links(route),
            gallery: &self.gallery(route),
            words: self.texts,
            terms,
        };
        markdown::render(document, text, around, diagnostics)
    }

    /// The same, with the facts of the site put in first.
    fn body_with_facts(
        &self,
        document: &Document,
        route: &Route,
        diagnostics: &mut Diagnostics,
    ) -> Rendered {
        match crate::render::render_facts(document.body(), &self.facts) {
            Ok(text) => {
                let terms = self.common.shell.terms.as_ref();
                self.render(document, &text, route, terms, diagnostics)
            }
            Err((line, message)) => {
                diagnostics.at(
                    document.body_place(line_range(document.body(), line)),
                    Problem::FactsTemplate { message },
                );
                Rendered::default()
            }
        }
    }

    fn links<'l>(&'l self, from: &'l Route) -> Links<'l> {
        Links {
            site: self.language,
            static_files: self.materials.static_files,
            from,
        }
    }

    fn link(&self, from: &Route, title: &str, to: &Route) -> Link {
        Link {
            title: title.to_owned(),
            url: from.link_to(to),
        }
    }

    fn occupation_links(&self, from: &Route, occupations: &[Handle<Occupation>]) -> Vec<Link> {
        occupations
            .iter()
            .map(|handle| &self.language.occupations[*handle])
            .map(|occupation| self.link(from, &occupation.front.title, &occupation.route))
            .collect()
    }
}

/// The pages and sections that stand in the footer.
fn footer(language: &LanguageSite) -> Vec<(&str, &Route)> {
    let pages = language.pages.iter().map(|(_, page)| {
        let front = &page.front;
        (front.footer, front.order, &*front.title, &page.route)
    });
    let glossary = language.glossary.iter().map(|glossary| {
        let front = &glossary.front;
        (front.footer, front.order, &*front.title, &glossary.route)
    });
    let sections = language.sections.iter().map(|(_, section)| {
        let front = &section.front;
        (front.footer, front.order, &*front.title, &section.route)
    });
    let mut entries: Vec<_> = pages
        .chain(glossary)
        .chain(sections)
        .filter(|(footer, ..)| *footer)
        .collect();
    entries.sort_by_key(|(_, order, ..)| *order);
    entries
        .into_iter()
        .map(|(_, _, title, route)| (title, route))
        .collect()
}
