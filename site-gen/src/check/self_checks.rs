//! Blueprints: which competences share a standing, and whether there are items for them.

use crate::catalogue::front::Facet;
use crate::catalogue::{Entry, front};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::arena::{Arena, Handle};
use crate::site::item::Item;
use crate::site::route::Route;
use crate::site::{Area, Blueprint, Competence, Scale};
use crate::source::document::Document;
use crate::source::front_matter::locate;

use super::names::Names;

pub(super) fn blueprint(
    entry: Entry<front::Blueprint>,
    route: Route,
    names: &Names,
    (areas, items): (&Arena<Area>, &[Item]),
    occupation_count: usize,
    diagnostics: &mut Diagnostics,
) -> Blueprint {
    let Entry { document, front } = entry;
    let mut scales = Vec::new();
    for (place, raw) in front.scale.iter().enumerate() {
        for scale in scales_of(&document, place, raw, names, areas, diagnostics) {
            let has_items = items.iter().any(|item| {
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
        (0..occupation_count).map(Handle::new).collect()
    } else {
        names.occupations(&document, &front.occupations, diagnostics)
    };
    Blueprint {
        scales,
        occupations,
        document,
        front,
        route,
    }
}

fn scales_of(
    document: &Document,
    place: usize,
    raw: &front::BlueprintScale,
    names: &Names,
    areas: &Arena<Area>,
    diagnostics: &mut Diagnostics,
) -> Vec<Scale> {
    let facet = match raw.facet {
        Facet::Shown => "shown",
        Facet::Own => "self",
    };
    let words: Vec<&str> = raw.areas.iter().map(String::as_str).collect();
    if words == ["each"] {
        let prefix = raw.id.as_deref().unwrap_or(facet);
        return areas
            .iter()
            .filter(|(_, area)| !area.competences.is_empty())
            .map(|(handle, area)| Scale {
                id: format!("{prefix}-{}", super::names::area_slug(&area.document)),
                facet: raw.facet,
                area: Some(handle),
                competences: area.competences.clone(),
            })
            .collect();
    }
    let mut competences: Vec<Handle<Competence>> = Vec::new();
    let mut single_area = None;
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
                single_area = (words.len() == 1).then_some(area);
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
        area: single_area,
        competences,
    }]
}
