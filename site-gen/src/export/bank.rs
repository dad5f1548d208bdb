//! `daten/aufgabenbank.json` and `daten/banken/<blueprint>.json`: items with their models, as `roadmap score` reads them.

use serde::Serialize;

use super::json;
use crate::catalogue::front::Facet;
use crate::output::OutputFile;
use crate::site::arena::Handle;
use crate::site::item::Item;
use crate::site::{Competence, LanguageSite};

/// The name of the scale. It changes only when levels, prior or linking change (assessment.md §2).
pub const SCALE: &str = "roadmap-2026";

/// What is assumed of a person before the first answer (assessment.md §1).
pub const PRIOR: PriorFile = PriorFile { mean: 1.5, sd: 1.0 };

/// The prior as files state it.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct PriorFile {
    /// The mean on the level scale.
    pub mean: f64,
    /// The standard deviation in levels.
    pub sd: f64,
}

#[derive(Serialize)]
struct BankFile<'s> {
    format: &'static str,
    scale: &'static str,
    prior: PriorFile,
    scales: Vec<ScaleFile<'s>>,
    items: Vec<ItemFile<'s>>,
}

#[derive(Serialize)]
struct ScaleFile<'s> {
    id: String,
    facet: &'static str,
    competences: Vec<&'s str>,
}

#[derive(Serialize)]
struct ItemFile<'s> {
    id: &'s str,
    competence: &'s str,
    facet: &'static str,
    kind: &'static str,
    provisional: bool,
    model: ModelFile,
}

#[derive(Serialize)]
struct ModelFile {
    a: f64,
    b: Vec<f64>,
    c: Vec<f64>,
}

/// The whole bank with one scale for each area and facet, and the bank of each blueprint.
pub(super) fn files(site: &LanguageSite) -> Vec<OutputFile> {
    let items: Vec<&Item> = site
        .items
        .iter()
        .map(|(_, item)| item)
        .filter(|item| !item.quiz)
        .collect();
    let whole = [Facet::Own, Facet::Shown]
        .into_iter()
        .flat_map(|own| {
            site.areas.iter().map(move |(_, area)| {
                let slug = area.document.area_slug();
                (
                    format!("{}-{slug}", own.key()),
                    own,
                    area.competences.clone(),
                )
            })
        })
        .collect();
    let mut files = vec![json(
        "daten/aufgabenbank.json".into(),
        &bank(site, whole, &items),
    )];
    for (_, blueprint) in site.blueprints.iter() {
        let scales = blueprint
            .scales
            .iter()
            .map(|scale| (scale.id.clone(), scale.facet, scale.competences.clone()))
            .collect();
        files.push(json(
            format!("daten/banken/{}.json", blueprint.id),
            &bank(site, scales, &items),
        ));
    }
    files
}

/// A bank of these scales with the items that belong to any of them. Scales without items are left out.
fn bank<'s>(
    site: &'s LanguageSite,
    scales: Vec<(String, Facet, Vec<Handle<Competence>>)>,
    items: &[&'s Item],
) -> BankFile<'s> {
    let belongs = |item: &Item, facet: Facet, competences: &[Handle<Competence>]| {
        item.facet() == facet && competences.contains(&item.competence)
    };
    let slug = |handle: Handle<Competence>| site.competences[handle].document.slug();
    let mut scales = scales;
    scales.retain(|(_, facet, competences)| {
        items.iter().any(|item| belongs(item, *facet, competences))
    });
    scales.sort_by(|a, b| a.0.cmp(&b.0));
    let mut chosen: Vec<&Item> = items
        .iter()
        .copied()
        .filter(|item| {
            scales
                .iter()
                .any(|(_, facet, competences)| belongs(item, *facet, competences))
        })
        .collect();
    chosen.sort_by(|a, b| a.id.cmp(&b.id));
    BankFile {
        format: "roadmap-bank/1",
        scale: SCALE,
        prior: PRIOR,
        scales: scales
            .into_iter()
            .map(|(id, own, competences)| ScaleFile {
                id,
                facet: own.key(),
                competences: competences.into_iter().map(slug).collect(),
            })
            .collect(),
        items: chosen
            .into_iter()
            .map(|item| ItemFile {
                id: &item.id,
                competence: slug(item.competence),
                facet: item.facet().key(),
                kind: item.kind().as_str(),
                provisional: item.provisional,
                model: ModelFile {
                    a: item.model.a(),
                    b: item.model.b().collect(),
                    c: item.model.c().collect(),
                },
            })
            .collect(),
    }
}
