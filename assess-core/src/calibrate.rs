//! Parameters of items from the pooled answers of many persons.
//!
//! The graded model of the bank by marginal maximum likelihood with the EM algorithm (Bock and Aitkin 1981; for graded
//! steps Muraki 1990), floors c fixed at the chances of random answers:
//!
//! 1. The scales are taken one after the other, the one with the most items first (of equals the lower id), each with the
//!    items that no scale before it has taken: an item gets its parameters on the widest scale that holds it.
//! 2. An item takes part if at least [`FEWEST_PERSONS`] persons have an answer to it that counts and each of its scores
//!    occurs; with fewer than [`FEWEST_ITEMS`] such items a scale is left as it is. Items that take no part keep
//!    their parameters and stay `provisional`.
//! 3. E step: the posterior of each person on the 121 points of the prior, from the answers to the items that take part,
//!    is summed up to the expected number of persons at each point with each score.
//! 4. M step: a and b of each item by Fisher scoring on these numbers, in the form `a·z + d_k` with z = (θ − mean)/sd. A step
//!    is halved until the likelihood rises, d falls from step to step and a·sd stays in 0.1..=10.
//! 5. 3 and 4 are repeated until no a and no b moves by more than 10⁻⁵, 2000 times at most. The marginal log likelihood
//!    before each M step is kept: it never falls.
//!
//! The prior of the bank is taken as the distribution of the persons: it fixes origin and unit of the level scale. Pooled
//! answers of a group that is far from it shift all difficulties, so pool what stands for everybody.

mod em;
mod item;

use crate::answers::Answers;
use crate::bank::{Bank, Item, Scale};
use crate::id::{ItemId, ScaleId};
use crate::model::GradedModel;

/// With fewer persons an item keeps its parameters.
pub const FEWEST_PERSONS: u32 = 200;

/// With fewer items a scale has too little to tell discrimination from standing.
pub const FEWEST_ITEMS: usize = 3;

/// What pooled answers say about the items of a bank.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// How many persons have answered.
    pub persons: u32,
    /// The scales on which items were calibrated, in the order of the work.
    pub scales: Vec<ScaleFit>,
    /// Every item of the bank, by id.
    pub items: Vec<ItemFit>,
}

/// The course of the work on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleFit {
    /// The scale.
    pub id: ScaleId,
    /// The items that took part.
    pub items: Vec<ItemId>,
    /// Persons with an answer to at least one of them.
    pub persons: u32,
    /// The marginal log likelihood at the start and after each round; never falls.
    pub log_likelihood: Vec<f64>,
    /// Whether the parameters came to rest.
    pub converged: bool,
}

/// What became of one item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemFit {
    /// The item.
    pub id: ItemId,
    /// Persons with an answer that counts.
    pub persons: u32,
    /// New parameters, or why the old ones stay.
    pub outcome: Outcome,
}

/// New parameters, or why the old ones stay.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// a and b are estimated, c is as before.
    Calibrated(GradedModel),
    /// The parameters stay; if they were provisional, they still are.
    Kept(Reason),
}

/// Why an item keeps its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No scale holds it.
    NoScale,
    /// Fewer than [`FEWEST_PERSONS`].
    FewPersons,
    /// Nobody has this score: the steps around it cannot be told apart.
    EmptyScore(u8),
    /// Fewer than [`FEWEST_ITEMS`] of its scale could take part.
    FewItems,
    /// The likelihood has its maximum at no usable discrimination: the item says nothing about its scale, or everything.
    NoMaximum,
    /// The parameters of its scale did not come to rest.
    NotConverged,
}

/// Calibrates the items of `bank` from the answers of `persons`, one [`Answers`] each.
#[must_use]
pub fn calibrate(bank: &Bank, persons: &[Answers]) -> Calibration {
    let mut outcomes: Vec<Option<Outcome>> = vec![None; bank.items().len()];
    let counts: Vec<Count> = (0..bank.items().len())
        .map(|place| Count::of(bank, persons, place))
        .collect();
    let mut scales = Vec::new();
    for scale in widest_first(bank) {
        let held = open_items(bank, scale, &outcomes);
        let (able, unable): (Vec<_>, Vec<_>) = held
            .into_iter()
            .map(|place| (place, obstacle(&counts, place)))
            .partition(|(_, obstacle)| obstacle.is_none());
        for (place, reason) in unable {
            set(&mut outcomes, place, reason.map(Outcome::Kept));
        }
        let able: Vec<usize> = able.into_iter().map(|(place, _)| place).collect();
        if able.len() < FEWEST_ITEMS {
            able.iter().for_each(|place| {
                set(&mut outcomes, *place, Some(Outcome::Kept(Reason::FewItems)));
            });
            continue;
        }
        let items: Vec<(usize, &Item)> = able
            .iter()
            .filter_map(|place| Some((*place, bank.items().get(*place)?)))
            .collect();
        let fit = em::fit(bank.prior(), &items, persons);
        for ((place, _), model) in items.iter().zip(fit.models) {
            let outcome = match model {
                _ if !fit.converged => Outcome::Kept(Reason::NotConverged),
                Some(model) => Outcome::Calibrated(model),
                None => Outcome::Kept(Reason::NoMaximum),
            };
            set(&mut outcomes, *place, Some(outcome));
        }
        scales.push(ScaleFit {
            id: scale.id.clone(),
            items: items.iter().map(|(_, item)| item.id.clone()).collect(),
            persons: fit.persons,
            log_likelihood: fit.log_likelihood,
            converged: fit.converged,
        });
    }
    let item = |((item, count), outcome): ((&Item, &Count), Option<Outcome>)| ItemFit {
        id: item.id.clone(),
        persons: count.persons(),
        outcome: outcome.unwrap_or(Outcome::Kept(Reason::NoScale)),
    };
    Calibration {
        persons: u32::try_from(persons.len()).unwrap_or(u32::MAX),
        scales,
        items: bank
            .items()
            .iter()
            .zip(&counts)
            .zip(outcomes)
            .map(item)
            .collect(),
    }
}

/// The scales by falling number of items, then by id.
fn widest_first(bank: &Bank) -> Vec<&Scale> {
    let width = |scale: &Scale| bank.items().iter().filter(|item| scale.holds(item)).count();
    let mut scales: Vec<&Scale> = bank.scales().iter().collect();
    scales.sort_by_key(|scale| std::cmp::Reverse(width(scale)));
    scales
}

/// The places of the items of a scale that have no outcome yet.
fn open_items(bank: &Bank, scale: &Scale, outcomes: &[Option<Outcome>]) -> Vec<usize> {
    let items = bank.items().iter().zip(outcomes).enumerate();
    items
        .filter(|(_, (item, outcome))| outcome.is_none() && scale.holds(item))
        .map(|(place, _)| place)
        .collect()
}

fn set(outcomes: &mut [Option<Outcome>], place: usize, outcome: Option<Outcome>) {
    if let Some(old) = outcomes.get_mut(place) {
        *old = outcome;
    }
}

/// Why an item cannot take part.
fn obstacle(counts: &[Count], place: usize) -> Option<Reason> {
    let count = counts.get(place)?;
    if count.persons() < FEWEST_PERSONS {
        return Some(Reason::FewPersons);
    }
    let (_, score) = count
        .by_score
        .iter()
        .zip(0..=u8::MAX)
        .find(|(persons, _)| **persons == 0)?;
    Some(Reason::EmptyScore(score))
}

/// How many persons have each score of an item.
struct Count {
    by_score: Vec<u32>,
}

impl Count {
    fn of(bank: &Bank, persons: &[Answers], place: usize) -> Self {
        let Some(item) = bank.items().get(place) else {
            return Self {
                by_score: Vec::new(),
            };
        };
        let mut by_score = vec![0; usize::from(item.model.steps()) + 1];
        let scores = persons
            .iter()
            .filter_map(|answers| answers.response(place)?.counted(item.facet));
        for score in scores {
            if let Some(count) = by_score.get_mut(usize::from(score)) {
                *count += 1;
            }
        }
        Self { by_score }
    }

    fn persons(&self) -> u32 {
        self.by_score.iter().sum()
    }
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "an unexpected problem is a failed test"
)]
mod tests;
