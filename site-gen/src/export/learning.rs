//! `daten/lernangebote.json` and `daten/soll/<occupation>-<career>.json`: what a learning plan is made from.

use std::collections::BTreeMap;

use serde::Serialize;

use super::json;
use crate::output::OutputFile;
use crate::site::LanguageSite;

#[derive(Serialize)]
struct OffersFile<'s> {
    format: &'static str,
    offers: Vec<OfferFile<'s>>,
}

#[derive(Serialize)]
struct OfferFile<'s> {
    id: &'s str,
    minutes: u32,
    cost: u32,
    formats: Vec<&'static str>,
    raises: Vec<RaiseFile<'s>>,
    requires: Vec<&'s str>,
}

#[derive(Serialize)]
struct RaiseFile<'s> {
    competence: &'s str,
    from: f64,
    to: f64,
}

/// All offers, by id.
pub(super) fn offers(site: &LanguageSite) -> OutputFile {
    let mut offers: Vec<OfferFile<'_>> = site
        .offers
        .iter()
        .map(|(_, offer)| OfferFile {
            id: offer.document.slug(),
            minutes: offer.front.minutes,
            cost: offer.front.cost.rounded_up(),
            formats: offer
                .front
                .formats
                .iter()
                .map(|format| format.key())
                .collect(),
            raises: offer
                .raises
                .iter()
                .map(|raise| RaiseFile {
                    competence: site.competences[raise.competence].document.slug(),
                    from: raise.from,
                    to: raise.to,
                })
                .collect(),
            requires: offer
                .requires
                .iter()
                .map(|required| site.offers[*required].document.slug())
                .collect(),
        })
        .collect();
    offers.sort_by_key(|offer| offer.id);
    json(
        "daten/lernangebote.json".into(),
        &OffersFile {
            format: "roadmap-offers/1",
            offers,
        },
    )
}

#[derive(Serialize)]
struct TargetFile<'s> {
    format: &'static str,
    targets: BTreeMap<&'s str, f64>,
    weights: BTreeMap<&'s str, f64>,
}

/// The target profile of each occupation and career level.
pub(super) fn targets(site: &LanguageSite) -> Vec<OutputFile> {
    site.occupations
        .iter()
        .flat_map(|(_, occupation)| {
            occupation.targets.iter().map(|(career, targets)| {
                let targets = targets
                    .iter()
                    .map(|(competence, standing)| {
                        (site.competences[*competence].document.slug(), *standing)
                    })
                    .collect();
                json(
                    format!(
                        "daten/soll/{}-{}.json",
                        occupation.document.slug(),
                        career.key()
                    ),
                    &TargetFile {
                        format: "roadmap-target/1",
                        targets,
                        weights: BTreeMap::new(),
                    },
                )
            })
        })
        .collect()
}
