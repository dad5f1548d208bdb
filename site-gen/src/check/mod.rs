//! Step 3: entries → [`Site`]. References become handles, addresses unique; every problem is found in one run.
//!
//! One file for each set of rules. A reference that leads nowhere is reported and left out, so that the checks after it
//! can go on; a site with errors is never written.

mod hidden;
mod items;
mod land;
mod learning;
mod names;
mod self_checks;
mod surveys;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use crate::catalogue::{Catalogue, Entry, front};
use crate::diagnostic::problem::{Referent, nearest};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::arena::{Arena, Handle};
use crate::site::route::Route;
use crate::site::seen::Part;
use crate::site::{
    Area, Career, Chapter, Competence, Glossary, Home, LanguageSite, Municipality, News,
    Occupation, Page, Programme, Routes, Section, Site,
};
use crate::source::config::SiteConfig;
use crate::source::document::{self, Document};
use crate::source::front_matter::locate;
use hidden::Hidden;
use names::Names;

/// Checks the catalogues of all languages and joins them to a site.
#[must_use]
pub fn site(
    config: SiteConfig,
    catalogues: Vec<(Arc<str>, Catalogue)>,
    hidden: &document::Hidden,
    diagnostics: &mut Diagnostics,
) -> Site {
    let languages: Vec<Arc<LanguageSite>> = catalogues
        .into_iter()
        .map(|(language, catalogue)| {
            Arc::new(language_site(
                &config,
                language,
                catalogue,
                hidden,
                diagnostics,
            ))
        })
        .collect();
    with_facts(config, languages, diagnostics)
}

/// Joins facts to content that was checked already, and checks the facts.
pub fn with_facts(
    config: SiteConfig,
    languages: Vec<Arc<LanguageSite>>,
    diagnostics: &mut Diagnostics,
) -> Site {
    if let Some(default) = languages.first() {
        surveys::check(&config, default, diagnostics);
    }
    land::check(&config, diagnostics);
    Site { config, languages }
}

fn language_site(
    config: &SiteConfig,
    language: Arc<str>,
    mut catalogue: Catalogue,
    hidden: &document::Hidden,
    diagnostics: &mut Diagnostics,
) -> LanguageSite {
    let mut hidden = Hidden::in_language(hidden, &language);
    hidden.pass_over_unread(&catalogue);
    hidden.withdraw(&mut catalogue);
    sort(&mut catalogue);
    let mut addresses = Addresses {
        is_default: &*language == config.default_language(),
        language: Arc::clone(&language),
        taken: HashMap::new(),
    };
    for path in &catalogue.unread {
        addresses.stand_in(path);
    }
    let names = Names::of(&catalogue, &hidden, diagnostics);

    let home_route = Route::of_document(&language, addresses.is_default, "_index");
    let home = catalogue
        .homes
        .pop()
        .map(|entry| (entry.document, entry.front));
    if let Some((document, _)) = &home {
        addresses.claim(document, diagnostics);
    }
    let home = Home::new(home, home_route);
    let sections = sections(&mut catalogue, &mut addresses, diagnostics);
    let section_of: HashMap<Arc<str>, Handle<Section>> = sections
        .iter()
        .map(|(handle, section)| (Arc::clone(&section.folder), handle))
        .collect();

    let competences: Vec<Competence> = catalogue
        .competences
        .into_iter()
        .filter_map(|entry| competence(entry, &names, &mut addresses, diagnostics))
        .collect();
    let areas = catalogue
        .areas
        .into_iter()
        .enumerate()
        .map(|(index, entry)| {
            let own = competences
                .iter()
                .enumerate()
                .filter(|(_, competence)| competence.area == Handle::new(index));
            Area {
                competences: own.map(|(index, _)| Handle::new(index)).collect(),
                route: addresses.claim(&entry.document, diagnostics),
                document: entry.document,
                front: entry.front,
            }
        })
        .collect();
    let occupations: Vec<Occupation> = catalogue
        .occupations
        .into_iter()
        .map(|entry| occupation(entry, &names, &mut addresses, diagnostics))
        .collect();
    let (item_files, items) = items::items(catalogue.item_files, &names, &hidden, diagnostics);
    let item_names: HashMap<&str, Handle<_>> = items
        .iter()
        .enumerate()
        .map(|(index, item)| (item.id.as_str(), Handle::new(index)))
        .collect();
    let offers = catalogue.offers.into_iter().map(|entry| {
        let route = addresses.claim(&entry.document, diagnostics);
        learning::offer(entry, route, &names, diagnostics)
    });
    let offers = Arena::new(Part::Offers, offers.collect());
    learning::check_cycles(&offers, diagnostics);
    learning::check_use(&offers, diagnostics);
    let units = catalogue.units.into_iter().map(|entry| {
        let route = addresses.claim(&entry.document, diagnostics);
        learning::unit(entry, route, &names, &item_names, &items, diagnostics)
    });
    let units = Arena::new(Part::Units, units.collect());
    let areas = Arena::new(Part::Areas, areas);
    let competences = Arena::new(Part::Competences, competences);
    let steps = learning::Steps {
        offers: &offers,
        units: &units,
        competences: &competences,
    };
    let paths = catalogue
        .paths
        .into_iter()
        .map(|entry| {
            let route = addresses.claim(&entry.document, diagnostics);
            learning::path(entry, route, &names, steps, diagnostics)
        })
        .collect();
    let known = self_checks::Known {
        names: &names,
        areas: &areas,
        competences: &competences,
        items: &items,
        occupation_count: occupations.len(),
    };
    let mut self_checks = self_checks::SelfChecks::default();
    for entry in catalogue.blueprints {
        let route = addresses.claim(&entry.document, diagnostics);
        self_checks.add(entry, route, &known, diagnostics);
    }
    let chapters = catalogue
        .chapters
        .into_iter()
        .map(|entry| Chapter {
            occupations: names.occupations(&entry.document, &entry.front.occupations, diagnostics),
            route: addresses.claim(&entry.document, diagnostics),
            document: entry.document,
            front: entry.front,
        })
        .collect();
    let municipalities = catalogue
        .municipalities
        .into_iter()
        .map(|entry| {
            check_home_page(&entry.document, &entry.front.url, diagnostics);
            Municipality {
                occupations: names.occupations(
                    &entry.document,
                    &entry.front.occupations,
                    diagnostics,
                ),
                route: addresses.claim(&entry.document, diagnostics),
                document: entry.document,
                front: entry.front,
            }
        })
        .collect();
    let programmes = plain(
        catalogue.programmes,
        &mut addresses,
        diagnostics,
        |document, front, route| Programme {
            document,
            front,
            route,
        },
    );
    let news = plain(
        catalogue.news,
        &mut addresses,
        diagnostics,
        |document, front, route| News {
            document,
            front,
            route,
        },
    );
    let pages = plain(
        catalogue.pages,
        &mut addresses,
        diagnostics,
        |document, front, route| {
            let folder = document.path.rsplit_once('/').map(|(folder, _)| folder);
            Page {
                section: folder.and_then(|folder| section_of.get(folder).copied()),
                document,
                front,
                route,
            }
        },
    );

    let glossary = plain(
        catalogue.glossaries,
        &mut addresses,
        diagnostics,
        |document, front, route| Glossary {
            document,
            front,
            route,
        },
    )
    .pop();
    if let Some(glossary) = &glossary {
        check_terms(glossary, diagnostics);
    }

    LanguageSite {
        home,
        sections,
        chapters: Arena::new(Part::Chapters, chapters),
        areas,
        competences,
        occupations: Arena::new(Part::Occupations, occupations),
        offers,
        units,
        paths: Arena::new(Part::Paths, paths),
        blueprints: Arena::new(Part::Blueprints, self_checks.blueprints),
        series: Arena::new(Part::Series, self_checks.series),
        item_files,
        items: Arena::new(Part::Items, items),
        programmes: Arena::new(Part::Programmes, programmes),
        news: Arena::new(Part::News, news),
        municipalities: Arena::new(Part::Municipalities, municipalities),
        pages: Arena::new(Part::Pages, pages),
        glossary,
        routes: Routes::new(addresses.into_routes()),
        hidden: hidden.into_paths(),
        language,
    }
}

/// A home page in front matter is a link like any other.
fn check_home_page(document: &Document, url: &str, diagnostics: &mut Diagnostics) {
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    if !url.is_empty() && !is_web {
        diagnostics.at(
            locate(document, &keys!["url"]),
            Problem::NoWebAddress {
                found: url.to_owned(),
            },
        );
    }
}

/// Puts the entries into the order they are shown in: that of `order`, then of the path.
fn sort(catalogue: &mut Catalogue) {
    let area_order: HashMap<String, i32> = catalogue
        .areas
        .iter()
        .map(|area| (area.document.area_slug().to_owned(), area.front.order))
        .collect();
    catalogue.sections.sort_by_key(|entry| entry.front.order);
    catalogue
        .chapters
        .sort_by_key(|entry| (entry.front.part, entry.front.order));
    catalogue.areas.sort_by_key(|entry| entry.front.order);
    catalogue.competences.sort_by_key(|entry| {
        (
            area_order.get(entry.document.area_slug()).copied(),
            entry.front.order,
        )
    });
    catalogue.occupations.sort_by_key(|entry| entry.front.order);
    catalogue.units.sort_by_key(|entry| entry.front.order);
    catalogue.paths.sort_by_key(|entry| entry.front.order);
    catalogue.blueprints.sort_by_key(|entry| entry.front.order);
    catalogue.programmes.sort_by_key(|entry| entry.front.order);
    catalogue.pages.sort_by_key(|entry| entry.front.order);
    catalogue.news.sort_by_key(|entry| {
        std::cmp::Reverse((
            entry.front.date.year,
            entry.front.date.month,
            entry.front.date.day,
        ))
    });
}

/// Hands out addresses, each once.
struct Addresses {
    language: Arc<str>,
    is_default: bool,
    taken: HashMap<Route, (Arc<str>, Arc<str>)>,
}

impl Addresses {
    fn claim(&mut self, document: &Document, diagnostics: &mut Diagnostics) -> Route {
        let route = Route::of_document(&self.language, self.is_default, &document.path);
        let file = Arc::clone(&document.top().file);
        if let Some((_, other)) = self.taken.get(&route) {
            diagnostics.at(
                document.top().place(0..0),
                Problem::RouteClash {
                    route: route.to_string(),
                    other: other.to_string(),
                },
            );
        } else {
            self.taken
                .insert(route.clone(), (Arc::clone(&document.path), file));
        }
        route
    }

    /// A page that could not be read has an address all the same: links to it are no fault of those who link.
    fn stand_in(&mut self, path: &Arc<str>) {
        let route = Route::of_document(&self.language, self.is_default, path);
        self.taken
            .insert(route, (Arc::clone(path), Arc::clone(path)));
    }

    fn into_routes(self) -> HashMap<Arc<str>, Route> {
        self.taken
            .into_iter()
            .map(|(route, (path, _))| (path, route))
            .collect()
    }
}

fn sections(
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
                route: Route::of_document(&addresses.language, addresses.is_default, folder),
            });
        }
    }
    Arena::new(Part::Sections, sections)
}

fn plain<F, T>(
    entries: Vec<Entry<F>>,
    addresses: &mut Addresses,
    diagnostics: &mut Diagnostics,
    make: impl Fn(Document, F, Route) -> T,
) -> Vec<T> {
    entries
        .into_iter()
        .map(|entry| {
            let route = addresses.claim(&entry.document, diagnostics);
            make(entry.document, entry.front, route)
        })
        .collect()
}

fn competence(
    entry: Entry<front::Competence>,
    names: &Names<'_>,
    addresses: &mut Addresses,
    diagnostics: &mut Diagnostics,
) -> Option<Competence> {
    let Entry { document, front } = entry;
    let route = addresses.claim(&document, diagnostics);
    for (place, id) in front.mapping.digcomp3.iter().enumerate() {
        if !DIGCOMP_IDS.contains(id.as_str()) {
            let nearest = nearest(id, DIGCOMP_IDS.iter().copied());
            diagnostics.at(
                locate(&document, &keys!["mapping", "digcomp3", place]),
                Problem::UnknownReference {
                    referent: Referent::DigComp,
                    name: id.clone(),
                    nearest,
                },
            );
        }
    }
    let examples = front
        .examples
        .iter()
        .filter_map(|(occupation, text)| {
            let handle = names.occupation(
                &document,
                &keys!["examples", occupation.as_str()],
                occupation,
                diagnostics,
            )?;
            Some((handle, text.clone()))
        })
        .collect();
    // A competence whose area is unknown was reported with the names; it cannot be placed.
    let area = names.area_of(&document)?;
    Some(Competence {
        document,
        front,
        route,
        area,
        examples,
    })
}

/// Each id and each spelling belongs to one term.
fn check_terms(glossary: &Glossary, diagnostics: &mut Diagnostics) {
    let mut ids = HashSet::new();
    let mut spellings = HashSet::new();
    for (place, term) in glossary.front.term.iter().enumerate() {
        if !ids.insert(&term.id) {
            diagnostics.at(
                locate(&glossary.document, &keys!["term", place, "id"]),
                Problem::DuplicateId {
                    id: term.id.clone(),
                },
            );
        }
        let own: BTreeSet<&String> = term.forms.iter().chain([&term.term]).collect();
        let doubled: Vec<&String> = own
            .into_iter()
            .filter(|spelling| !spellings.insert(*spelling))
            .collect();
        for spelling in doubled {
            diagnostics.at(
                locate(&glossary.document, &keys!["term", place, "term"]),
                Problem::TermTwice {
                    term: spelling.clone(),
                },
            );
        }
    }
}

/// All competence, statement and outcome ids of `DigComp` 3.0 (JRC144121, data supplement of 24 November 2025).
static DIGCOMP_IDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../../data/digcomp3-ids.txt")
        .lines()
        .collect()
});

fn occupation(
    entry: Entry<front::Occupation>,
    names: &Names<'_>,
    addresses: &mut Addresses,
    diagnostics: &mut Diagnostics,
) -> Occupation {
    let Entry { document, front } = entry;
    if let Some(month) = front.quiet_months.intersection(&front.full_months).next() {
        diagnostics.at(
            locate(&document, &keys!["full_months"]),
            Problem::MonthTwice { month: month.get() },
        );
    }
    let careers = [
        (Career::Einstieg, &front.target.einstieg),
        (Career::Fachkraft, &front.target.fachkraft),
        (Career::Leitung, &front.target.leitung),
    ];
    let targets = careers
        .into_iter()
        .map(|(career, targets)| {
            let resolved: BTreeMap<_, _> = targets
                .iter()
                .filter_map(|(competence, standing)| {
                    let keys = keys!["target", career.key(), competence.as_str()];
                    if !(0.0..=4.0).contains(standing) || (standing * 2.0).fract() != 0.0 {
                        diagnostics.at(
                            locate(&document, &keys),
                            Problem::StandingStep {
                                found: standing.to_string(),
                            },
                        );
                    }
                    Some((
                        names.competence(&document, &keys, competence, diagnostics)?,
                        *standing,
                    ))
                })
                .collect();
            (career, resolved)
        })
        .collect();
    Occupation {
        route: addresses.claim(&document, diagnostics),
        document,
        front,
        targets,
    }
}
