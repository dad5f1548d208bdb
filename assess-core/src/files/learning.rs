use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::{CompetenceId, OfferId};
use crate::learning::{Offer, Raise, Target};
use crate::thousandths::Thousandths;

use super::{FileProblem, OFFERS, TARGET, read, write};

#[derive(Serialize, Deserialize)]
struct TargetFile {
    format: String,
    targets: BTreeMap<String, f64>,
    #[serde(default)]
    weights: BTreeMap<String, f64>,
}

#[derive(Serialize, Deserialize)]
struct OffersFile {
    format: String,
    offers: Vec<OfferEntry>,
}

#[derive(Serialize, Deserialize)]
struct OfferEntry {
    id: String,
    minutes: u32,
    cost: u32,
    #[serde(default)]
    formats: Vec<String>,
    #[serde(default)]
    raises: Vec<RaiseEntry>,
    #[serde(default)]
    requires: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct RaiseEntry {
    competence: String,
    from: f64,
    to: f64,
}

/// Reads a target (`roadmap-target/1`).
///
/// # Errors
/// Every problem at once.
pub fn read_target(text: &str) -> Result<Target, Vec<FileProblem>> {
    let file: TargetFile = read(TARGET, text)?;
    let mut problems = Vec::new();
    let mut by_competence = |key: &'static str, numbers: BTreeMap<String, f64>| {
        let entry = |(of, number): (String, f64)| {
            let number = thousandths(number, key, &of, &mut problems);
            (CompetenceId::from(of), number)
        };
        numbers.into_iter().map(entry).collect::<Vec<_>>()
    };
    let targets = by_competence("targets", file.targets);
    let weights = by_competence("weights", file.weights);
    if problems.is_empty() {
        Ok(Target { targets, weights })
    } else {
        Err(problems)
    }
}

/// Reads learning offers (`roadmap-offers/1`), in the order of the file.
///
/// # Errors
/// Every problem at once.
pub fn read_offers(text: &str) -> Result<Vec<Offer>, Vec<FileProblem>> {
    let file: OffersFile = read(OFFERS, text)?;
    let mut problems = Vec::new();
    let offers: Vec<Offer> = file
        .offers
        .into_iter()
        .map(|entry| offer(entry, &mut problems))
        .collect();
    let mut ids = BTreeSet::new();
    let twice = offers.iter().filter(|offer| !ids.insert(&offer.id));
    problems.extend(twice.map(|offer| FileProblem::OfferTwice(offer.id.clone())));
    if problems.is_empty() {
        Ok(offers)
    } else {
        Err(problems)
    }
}

fn offer(entry: OfferEntry, problems: &mut Vec<FileProblem>) -> Offer {
    let mut raises = Vec::new();
    for raise in entry.raises {
        raises.push(Raise {
            competence: raise.competence.into(),
            from: thousandths(raise.from, "from", &entry.id, problems),
            to: thousandths(raise.to, "to", &entry.id, problems),
        });
    }
    Offer {
        id: entry.id.into(),
        minutes: entry.minutes,
        cost: entry.cost,
        formats: entry.formats,
        raises,
        requires: entry.requires.into_iter().map(OfferId::from).collect(),
    }
}

/// Reads a number of the offer or competence `of`; 0 stands in for one that is noted as a problem.
fn thousandths(
    number: f64,
    key: &'static str,
    of: &str,
    problems: &mut Vec<FileProblem>,
) -> Thousandths {
    let thousandths = Thousandths::from_f64(number);
    if thousandths.is_none() {
        problems.push(FileProblem::Number {
            key,
            of: of.to_owned(),
        });
    }
    thousandths.unwrap_or_default()
}

/// Writes a target (`roadmap-target/1`).
#[must_use]
pub fn write_target(target: &Target) -> String {
    let numbers = |numbers: &[(CompetenceId, Thousandths)]| {
        numbers
            .iter()
            .map(|(id, number)| (id.as_str().to_owned(), number.to_f64()))
            .collect()
    };
    write(&TargetFile {
        format: TARGET.to_owned(),
        targets: numbers(&target.targets),
        weights: numbers(&target.weights),
    })
}

/// Writes learning offers (`roadmap-offers/1`), in the order given.
#[must_use]
pub fn write_offers(offers: &[Offer]) -> String {
    let raise = |raise: &Raise| RaiseEntry {
        competence: raise.competence.as_str().to_owned(),
        from: raise.from.to_f64(),
        to: raise.to.to_f64(),
    };
    let offer = |offer: &Offer| OfferEntry {
        id: offer.id.as_str().to_owned(),
        minutes: offer.minutes,
        cost: offer.cost,
        formats: offer.formats.clone(),
        raises: offer.raises.iter().map(raise).collect(),
        requires: offer
            .requires
            .iter()
            .map(|id| id.as_str().to_owned())
            .collect(),
    };
    write(&OffersFile {
        format: OFFERS.to_owned(),
        offers: offers.iter().map(offer).collect(),
    })
}
