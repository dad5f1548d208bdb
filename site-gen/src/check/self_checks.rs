//! Blueprints: which competences share a standing, and whether there are items for them.

use crate::catalogue::front::{Each, Facet};
use crate::catalogue::{Entry, front};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::arena::{Arena, Handle};
use crate::site::item::Item;
use crate::site::route::Route;
use crate::site::{About, Area, Blueprint, Competence, Scale, Series};
use crate::source::document::Document;
use crate::source::front_matter::{Key, locate};

use super::names::Names;

/// A self-check about one competence alone needs so many tasks (assessment.md §1).
const TASKS_OF_ONE: usize = 12;

/// What blueprints are held against.
pub(super) struct Known<'a> {
    pub(super) names: &'a Names<'a>,
    pub(super) areas: &'a Arena<Area>,
    pub(super) competences: &'a Arena<Competence>,
    pub(super) items: &'a [Item],
    pub(super) occupation_count: usize,
}

/// The blueprints so far.
#[derive(Default)]
pub(super) struct SelfChecks {
    pub(super) blueprints: Vec<Blueprint>,
    pub(super) series: Vec<Series>,
}

impl SelfChecks {
    /// Takes over one document: a blueprint, or a series of them.
    pub(super) fn add(
        &mut self,
        entry: Entry<front::Blueprint>,
        route: Route,
        known: &Known<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        match entry.front.each {
            None => self
                .blueprints
                .push(blueprint(entry, route, known, diagnostics)),
            Some(Each::Competence) => self.add_series(entry, route, known, diagnostics),
        }
    }

    fn add_series(
        &mut self,
        entry: Entry<front::Blueprint>,
        route: Route,
        known: &Known<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        let Entry { document, front } = entry;
        check_series_keys(&document, &front, diagnostics);
        let series = Handle::new(self.series.len());
        let first = self.blueprints.len();
        for (handle, competence) in known.competences.iter() {
            let has_items = |facet: Facet, least: usize| {
                known
                    .items
                    .iter()
                    .filter(|item| item.competence == handle && item.facet() == facet)
                    .filter(|item| !item.quiz && item.variant_of.is_none())
                    .nth(least - 1)
                    .is_some()
            };
            if !has_items(Facet::Shown, TASKS_OF_ONE) {
                continue;
            }
            let scales = front
                .scale
                .iter()
                .filter(|scale| has_items(scale.facet, 1))
                .map(|scale| Scale {
                    id: scale
                        .id
                        .clone()
                        .unwrap_or_else(|| scale.facet.key().to_owned()),
                    facet: scale.facet,
                    about: About::Competence(handle),
                    competences: vec![handle],
                })
                .collect();
            let slug = competence.document.slug();
            self.blueprints.push(Blueprint {
                id: format!("{}-{slug}", document.slug()),
                scales,
                occupations: Vec::new(),
                of_series: Some((series, handle)),
                document: document.clone(),
                front: front.clone(),
                route: route.child(slug),
            });
        }
        if self.blueprints.len() == first {
            diagnostics.at(
                document.top().place(0..0),
                Problem::SeriesWithoutChecks {
                    least: TASKS_OF_ONE,
                },
            );
        }
        self.series.push(Series {
            blueprints: (first..self.blueprints.len()).map(Handle::new).collect(),
            document,
            front,
            route,
        });
    }
}

/// What the competence decides must not be said a second time.
fn check_series_keys(document: &Document, front: &front::Blueprint, diagnostics: &mut Diagnostics) {
    let mut refuse = |keys: &[Key], given: bool| {
        if given {
            diagnostics.at(locate(document, keys), Problem::SeriesDecides);
        }
    };
    refuse(&keys!["occupations"], !front.occupations.is_empty());
    for (place, scale) in front.scale.iter().enumerate() {
        refuse(&keys!["scale", place, "areas"], !scale.areas.is_empty());
        refuse(
            &keys!["scale", place, "competences"],
            !scale.competences.is_empty(),
        );
    }
}

fn blueprint(
    entry: Entry<front::Blueprint>,
    route: Route,
    known: &Known<'_>,
    diagnostics: &mut Diagnostics,
) -> Blueprint {
    let Entry { document, front } = entry;
    let mut scales = Vec::new();
    for (place, raw) in front.scale.iter().enumerate() {
        for scale in scales_of(&document, place, raw, known.names, known.areas, diagnostics) {
            let has_items = known.items.iter().any(|item| {
                !item.quiz
                    && item.facet() == scale.facet
                    && scale.competences.contains(&item.competence)
            });
            if has_items {
                scales.push(scale);
            } else if raw.areas != ["each"] {
                // Of "one scale for each area" an area without items is simply left out.
                diagnostics.at(
                    locate(&document, &keys!["scale", place]),
                    Problem::ScaleWithoutItems { scale: scale.id },
                );
            }
        }
    }
    let occupations = if front.occupations.is_empty() {
        (0..known.occupation_count).map(Handle::new).collect()
    } else {
        known
            .names
            .occupations(&document, &front.occupations, diagnostics)
    };
    Blueprint {
        id: document.slug().to_owned(),
        scales,
        occupations,
        of_series: None,
        document,
        front,
        route,
    }
}

fn scales_of(
    document: &Document,
    place: usize,
    raw: &front::BlueprintScale,
    names: &Names<'_>,
    areas: &Arena<Area>,
    diagnostics: &mut Diagnostics,
) -> Vec<Scale> {
    let facet = raw.facet.key();
    let words: Vec<&str> = raw.areas.iter().map(String::as_str).collect();
    if words == ["each"] {
        let prefix = raw.id.as_deref().unwrap_or(facet);
        return areas
            .iter()
            .filter(|(_, area)| !area.competences.is_empty())
            .map(|(handle, area)| Scale {
                id: format!("{prefix}-{}", area.document.area_slug()),
                facet: raw.facet,
                about: About::Areas(vec![handle]),
                competences: area.competences.clone(),
            })
            .collect();
    }
    let mut competences: Vec<Handle<Competence>> = Vec::new();
    let mut named = Vec::new();
    if words == ["*"] {
        competences.extend(
            areas
                .iter()
                .flat_map(|(_, area)| area.competences.iter().copied()),
        );
    } else {
        for (index, word) in words.iter().enumerate() {
            if let Some(area) = names.area(
                document,
                &keys!["scale", place, "areas", index],
                word,
                diagnostics,
            ) {
                named.push(area);
                competences.extend(areas[area].competences.iter().copied());
            }
        }
    }
    for (index, name) in raw.competences.iter().enumerate() {
        competences.extend(names.competence(
            document,
            &keys!["scale", place, "competences", index],
            name,
            diagnostics,
        ));
    }
    let id = raw.id.clone().unwrap_or_else(|| match words.as_slice() {
        [only] if *only != "*" => format!("{facet}-{only}"),
        _ => facet.to_owned(),
    });
    vec![Scale {
        id,
        facet: raw.facet,
        about: if named.is_empty() || !raw.competences.is_empty() {
            About::Several
        } else {
            About::Areas(named)
        },
        competences,
    }]
}
