//! The home page, sections, free pages, news and municipalities.

use super::shell::{Draft, date};
use super::view::{
    Card, Door, EmptyView, Group, HomeView, Link, MunicipalityView, NewsView, Number, PageBodyView,
    SectionView, View,
};
use super::{Made, Pages};
use crate::catalogue::front::Part;
use crate::diagnostic::Diagnostics;
use crate::export::table;
use crate::keys;
use crate::markdown::Rendered;
use crate::markdown::links::page_url;
use crate::site::arena::Handle;
use crate::site::route::Route;
use crate::site::{Municipality, News, Page, Section};
use crate::source::front_matter::locate;

impl<'a> Pages<'a> {
    pub(super) fn home(&self) -> Made<'a> {
        let home = &self.language.home;
        let route = home.route.clone();
        let mut diagnostics = Diagnostics::new();
        let (title, summary, body, doors) = match home.source() {
            None => (
                self.letterhead.title.clone(),
                String::new(),
                Rendered::default(),
                Vec::new(),
            ),
            Some((document, front)) => {
                let mut doors = Vec::with_capacity(front.door.len());
                for (place, door) in front.door.iter().enumerate() {
                    let keys = keys!["door", place, "link"];
                    match page_url(&door.link, &keys, document, &self.links(&route)) {
                        Ok(url) => doors.push(Door {
                            title: door.title.clone(),
                            text: door.text.clone(),
                            url,
                            label: door.label.clone(),
                        }),
                        Err(problem) => {
                            diagnostics.at(locate(document, &keys), problem);
                        }
                    }
                }
                (
                    front.title.clone(),
                    front.summary.clone(),
                    self.body(document, &route, &mut diagnostics),
                    doors,
                )
            }
        };
        let view = View::Home(HomeView {
            doors,
            numbers: self.numbers(),
            occupations: self
                .language
                .occupations
                .iter()
                .map(|(handle, _)| self.occupation_card(&route, handle))
                .collect(),
            checks: self.first_checks(&route),
        });
        let document = home.source().map(|(document, _)| document);
        self.finish(
            Draft {
                route,
                document,
                title,
                summary,
                trail: Vec::new(),
                neighbours: (None, None),
                tags: Vec::new(),
                body,
                diagnostics,
            },
            view,
        )
    }

    /// What there is, in figures.
    fn numbers(&self) -> Vec<Number> {
        let site = self.language;
        let tasks = site
            .items
            .iter()
            .filter(|(_, item)| !item.quiz && item.variant_of.is_none())
            .count();
        [
            (site.chapters.len(), "number.chapters"),
            (site.competences.len(), "number.competences"),
            (tasks, "number.items"),
            (site.offers.len(), "number.offers"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 1)
        .map(|(count, key)| Number {
            value: count.to_string(),
            label: self.texts.get(key).to_owned(),
        })
        .collect()
    }

    pub(super) fn not_found(&self) -> Made<'a> {
        let draft = Draft {
            route: Route::of_document("", true, "404"),
            document: None,
            title: self.texts.get("not_found.title").to_owned(),
            summary: self.texts.get("not_found.summary").to_owned(),
            trail: Vec::new(),
            neighbours: (None, None),
            tags: Vec::new(),
            body: Rendered::default(),
            diagnostics: Diagnostics::new(),
        };
        self.finish(draft, View::NotFound(EmptyView {}))
    }

    pub(super) fn section(&self, handle: Handle<Section>) -> Made<'a> {
        let section = &self.language.sections[handle];
        let route = section.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = section
            .document
            .as_ref()
            .map_or_else(Rendered::default, |document| {
                self.body(document, &route, &mut diagnostics)
            });
        let groups = self.section_groups(handle, &route);
        let map = (&*section.folder == "kompetenzen")
            .then(|| self.competence_map(&route, None))
            .flatten();
        let draft = Draft {
            document: section.document.as_ref(),
            title: section.front.title.clone(),
            summary: section.front.summary.clone(),
            trail: self.home_trail(&route),
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        let running = (&*section.folder == "lernbausteine")
            .then(|| self.units_program())
            .flatten();
        let view = View::Section(SectionView {
            groups,
            map,
            choice_first: ["selbst-check", super::all_items::FOLDER].contains(&&*section.folder),
            progress: running.is_some(),
            posters: (&*section.folder == "selbst-check")
                .then(|| self.poster_link(&section.route, None))
                .flatten(),
            surveys: (&*section.folder == "selbst-check")
                .then(|| self.surveys_link(&section.route))
                .flatten(),
            table: self.table_link(section),
        });
        self.finish_with(draft, view, running)
    }

    /// What a section leads to.
    fn section_groups(&self, handle: Handle<Section>, from: &Route) -> Vec<Group> {
        let site = self.language;
        let section = &site.sections[handle];
        match &*section.folder {
            "leitfaden" => self.guide_groups(from),
            "kompetenzen" => self.area_groups(from),
            "berufsgruppen" => one_group(
                site.occupations
                    .iter()
                    .map(|(handle, _)| self.occupation_card(from, handle)),
            ),
            "lernangebote" => self.offer_groups(from),
            "lernbausteine" => one_group(
                site.units
                    .iter()
                    .map(|(handle, _)| self.unit_card(from, handle)),
            ),
            "lernpfade" => one_group(
                site.paths
                    .iter()
                    .map(|(handle, _)| self.path_card(from, handle)),
            ),
            "selbst-check" => self.check_groups(from),
            super::all_items::FOLDER => self.all_items_groups(section),
            "programme" => one_group(site.programmes.iter().map(|(_, programme)| {
                let front = &programme.front;
                plain_card(from, &front.title, &front.summary, &programme.route)
            })),
            "aktuelles" => one_group(site.news.iter().map(|(_, news)| Card {
                meta: vec![date(news.front.date, self.texts)],
                ..plain_card(from, &news.front.title, &news.front.summary, &news.route)
            })),
            "kommunen" => one_group(site.municipalities.iter().map(|(_, municipality)| {
                let front = &municipality.front;
                Card {
                    meta: vec![front.land.name().to_owned()],
                    ..plain_card(from, &front.title, &front.summary, &municipality.route)
                }
            })),
            _ => {
                let pages = self.common.shell.pages_of.get(&handle);
                let pages = pages.map_or(&[][..], Vec::as_slice);
                one_group(pages.iter().map(|page| {
                    let page = &site.pages[*page];
                    plain_card(from, &page.front.title, &page.front.summary, &page.route)
                }))
            }
        }
    }

    /// The same as a table for spreadsheets, where there is one.
    fn table_link(&self, section: &Section) -> Option<Link> {
        let site = self.language;
        let (has_table, key, path) = match &*section.folder {
            "lernangebote" => (!site.offers.is_empty(), "table.offers_link", table::OFFERS),
            "berufsgruppen" => (
                site.occupations
                    .iter()
                    .any(|(_, occupation)| !occupation.targets.is_empty()),
                "table.targets_link",
                table::TARGETS,
            ),
            _ => return None,
        };
        let is_default = &*site.language == self.site.config.default_language();
        (has_table && is_default).then(|| Link {
            title: self.texts.get(key).to_owned(),
            url: section.route.link_to_path(path),
        })
    }

    /// The chapters of the guide by part.
    fn guide_groups(&self, from: &Route) -> Vec<Group> {
        Part::ALL
            .into_iter()
            .map(|part| Group {
                title: Some(self.texts.get(&format!("part.{}", part.key())).to_owned()),
                summary: self
                    .texts
                    .find(&format!("part_summary.{}", part.key()))
                    .map(str::to_owned),
                url: None,
                cards: self
                    .language
                    .chapters
                    .iter()
                    .filter(|(_, chapter)| chapter.front.part == part)
                    .map(|(handle, _)| self.chapter_card(from, handle))
                    .collect(),
            })
            .filter(|group| !group.cards.is_empty())
            .collect()
    }

    pub(super) fn page(&self, handle: Handle<Page>) -> Made<'a> {
        let page = &self.language.pages[handle];
        let route = page.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = if page.front.facts {
            self.body_with_facts(&page.document, &route, &mut diagnostics)
        } else {
            let known = self.materials.bodies.find(&page.document);
            known.unwrap_or_else(|| self.explained_body(&page.document, &route, &mut diagnostics))
        };
        let (trail, neighbours) = match page.section {
            None => (self.home_trail(&route), (None, None)),
            Some(section) => (
                self.trail(&route, &self.language.sections[section].folder),
                self.neighbours_in_section(handle, section, &route),
            ),
        };
        let draft = Draft {
            document: Some(&page.document),
            title: page.front.title.clone(),
            summary: page.front.summary.clone(),
            trail,
            neighbours,
            tags: page.front.tags.clone(),
            body,
            diagnostics,
            route,
        };
        let downloads = self.downloads(page, page.document.body());
        let view = View::Page(PageBodyView {
            downloads: downloads.views,
        });
        Made {
            downloads: downloads.files,
            ..self.finish(draft, view)
        }
    }

    fn neighbours_in_section(
        &self,
        page: Handle<Page>,
        section: Handle<Section>,
        from: &Route,
    ) -> (Option<Link>, Option<Link>) {
        let pages = self
            .common
            .shell
            .pages_of
            .get(&section)
            .map_or(&[][..], Vec::as_slice);
        let Some(place) = self.common.shell.place_in_section.get(&page) else {
            return (None, None);
        };
        let link = |place: Option<usize>| {
            let page = &self.language.pages[*pages.get(place?)?];
            Some(self.link(from, &page.front.title, &page.route))
        };
        (link(place.checked_sub(1)), link(place.checked_add(1)))
    }

    pub(super) fn news(&self, handle: Handle<News>) -> Made<'a> {
        let news = &self.language.news[handle];
        let route = news.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = self.explained_body(&news.document, &route, &mut diagnostics);
        let draft = Draft {
            document: Some(&news.document),
            title: news.front.title.clone(),
            summary: news.front.summary.clone(),
            trail: self.trail(&route, "aktuelles"),
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish(
            draft,
            View::News(NewsView {
                date: date(news.front.date, self.texts),
            }),
        )
    }

    pub(super) fn municipality(&self, handle: Handle<Municipality>) -> Made<'a> {
        let municipality = &self.language.municipalities[handle];
        let route = municipality.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = self.body(&municipality.document, &route, &mut diagnostics);
        let view = MunicipalityView {
            land: municipality.front.land.name().to_owned(),
            since: municipality
                .front
                .since
                .map(|since| date(since, self.texts)),
            url: some_text(&municipality.front.url),
            occupations: self.occupation_links(&route, &municipality.occupations),
        };
        let draft = Draft {
            document: Some(&municipality.document),
            title: municipality.front.title.clone(),
            summary: municipality.front.summary.clone(),
            trail: self.trail(&route, "kommunen"),
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish(draft, View::Municipality(view))
    }
}

/// Cards without a heading; no group where there are none.
pub(super) fn one_group(cards: impl Iterator<Item = Card>) -> Vec<Group> {
    let cards: Vec<Card> = cards.collect();
    if cards.is_empty() {
        Vec::new()
    } else {
        vec![Group {
            title: None,
            summary: None,
            url: None,
            cards,
        }]
    }
}

/// A card with nothing but title and summary.
pub(super) fn plain_card(from: &Route, title: &str, summary: &str, to: &Route) -> Card {
    Card {
        title: title.to_owned(),
        url: from.link_to(to),
        summary: summary.to_owned(),
        meta: Vec::new(),
        badge: None,
        number: None,
    }
}

/// A text, unless it is empty.
pub(super) fn some_text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
