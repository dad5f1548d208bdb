//! Step 3: entries → [`Site`]. References become handles, addresses unique; every problem is found in one run.
//!
//! One file for each set of rules. A reference that leads nowhere is reported and left out, so that the checks after it
//! can go on; a site with errors is never written.

mod addresses;
mod competences;
mod glossary;
mod hidden;
mod items;
mod land;
mod learning;
mod names;
mod sections;
mod self_checks;
mod surveys;

use std::collections::HashMap;
use std::sync::Arc;

use crate::catalogue::{Catalogue, Entry, front};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::arena::{Arena, Handle};
use crate::site::route::Route;
use crate::site::seen::Part;
use crate::site::{
    Area, Chapter, Competence, Glossary, Home, LanguageSite, Municipality, News, Occupation, Page,
    Programme, Routes, Section, Site,
};
use crate::source::config::SiteConfig;
use crate::source::document::{self, Document};
use crate::source::front_matter::locate;
use addresses::Addresses;
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
    let mut addresses = Addresses::new(&language, &*language == config.default_language());
    for path in &catalogue.unread {
        addresses.stand_in(path);
    }
    let names = Names::of(&catalogue, &hidden, diagnostics);

    let home_route = addresses.of("_index");
    let home = catalogue
        .homes
        .pop()
        .map(|entry| (entry.document, entry.front));
    if let Some((document, _)) = &home {
        addresses.claim(document, diagnostics);
    }
    let home = Home::new(home, home_route);
    let sections = sections::sections(&mut catalogue, &mut addresses, diagnostics);
    let section_of: HashMap<Arc<str>, Handle<Section>> = sections
        .iter()
        .map(|(handle, section)| (Arc::clone(&section.folder), handle))
        .collect();

    let competences: Vec<Competence> = catalogue
        .competences
        .into_iter()
        .filter_map(|entry| competences::competence(entry, &names, &mut addresses, diagnostics))
        .collect();
    let areas = areas(catalogue.areas, &competences, &mut addresses, diagnostics);
    let occupations: Vec<Occupation> = catalogue
        .occupations
        .into_iter()
        .map(|entry| competences::occupation(entry, &names, &mut addresses, diagnostics))
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
    let chapters = chapters(catalogue.chapters, &names, &mut addresses, diagnostics);
    let municipalities = municipalities(
        catalogue.municipalities,
        &names,
        &mut addresses,
        diagnostics,
    );
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
        glossary::check_terms(glossary, diagnostics);
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

fn areas(
    entries: Vec<Entry<front::Area>>,
    competences: &[Competence],
    addresses: &mut Addresses,
    diagnostics: &mut Diagnostics,
) -> Vec<Area> {
    entries
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
        .collect()
}

fn chapters(
    entries: Vec<Entry<front::Chapter>>,
    names: &Names<'_>,
    addresses: &mut Addresses,
    diagnostics: &mut Diagnostics,
) -> Vec<Chapter> {
    entries
        .into_iter()
        .map(|entry| Chapter {
            occupations: names.occupations(&entry.document, &entry.front.occupations, diagnostics),
            route: addresses.claim(&entry.document, diagnostics),
            document: entry.document,
            front: entry.front,
        })
        .collect()
}

fn municipalities(
    entries: Vec<Entry<front::Municipality>>,
    names: &Names<'_>,
    addresses: &mut Addresses,
    diagnostics: &mut Diagnostics,
) -> Vec<Municipality> {
    entries
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
        .collect()
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
