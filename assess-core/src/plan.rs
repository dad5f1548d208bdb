//! The learning plan: of all offers those that bring a person closest to the target within the hours and the money there
//! are, and provably so.
//!
//! ```text
//! PlanRequest ─► instance (whole numbers, only what can matter) ─► search ─► chosen offers ─► steps (order and reasons)
//!                                                                  │  ▲
//!                                                    bound (prices) ┘  └ greedy (good plans early)
//! ```
//!
//! 1. `instance` leaves out what cannot be taken or is never needed and turns standings into a few levels per competence.
//! 2. `bound` says how much a plan can reach at most: minutes, money and requirements get prices instead of limits, and
//!    then every competence can be looked at alone.
//! 3. `greedy` makes good plans from what the prices suggest.
//! 4. `search` splits the plans into those with and those without an offer until the bound shows that none is better.
//! 5. `steps` puts the chosen offers in order and says what each is for.
//!
//! An offer can be taken when standing + 500 ≥ `from` for each of its raises and each of its requirements is done, or in the
//! plan before it, or would have lifted nothing at the start; it lifts to max(standing, `to`). A requirement on an offer that
//! neither exists nor is done cannot be met. The best plan has the largest Σ weight·min(target, standing); of equals the one
//! of fewer minutes, then less cost, then fewer offers, then the lexicographically smallest sorted list of ids.

mod bound;
mod greedy;
mod instance;
mod list;
mod search;
mod steps;

use crate::id::{CompetenceId, OfferId};
use crate::learning::{Offer, Target, find};
use crate::sorting::sort;
use crate::thousandths::Thousandths;

/// What a plan is made from.
#[derive(Clone, Copy, Debug)]
pub struct PlanRequest<'a> {
    /// All offers; their ids differ.
    pub offers: &'a [Offer],
    /// What is aimed at.
    pub target: &'a Target,
    /// Where the person stands in the [`competences`]; 0 where nothing is said.
    pub standings: &'a [(CompetenceId, Thousandths)],
    /// The time there is; see [`minutes`].
    pub minutes: u32,
    /// If given, offers of none of these formats do not exist.
    pub formats: Option<&'a [String]>,
    /// If given, the plan costs no more, in euros.
    pub max_cost: Option<u32>,
    /// Offers that were taken earlier: requirements on them are met. They may be taken again.
    pub done: &'a [OfferId],
}

/// A learning plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Whether no plan is better; otherwise the search was stopped.
    pub optimal: bool,
    /// If the search was stopped: no plan has a larger value than this.
    pub bound: Option<u64>,
    /// How long the offers take together.
    pub minutes: u32,
    /// What the offers cost together, in euros.
    pub cost: u64,
    /// Σ weight·min(target, final standing), in millionths.
    pub value: u64,
    /// The offers in the order in which to take them.
    pub offers: Vec<Step>,
    /// What is missing to the target, by competence; competences that reach it are left out.
    pub remaining: Vec<Remaining>,
}

/// An offer in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The offer.
    pub id: OfferId,
    /// What it lifts when its turn comes, in the order of its raises.
    pub because: Vec<Lift>,
    /// The offers of the plan that require it, by id.
    pub enables: Vec<OfferId>,
}

/// How an offer changes a standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lift {
    /// The competence.
    pub competence: CompetenceId,
    /// The standing before.
    pub from: Thousandths,
    /// The standing after, always higher.
    pub to: Thousandths,
}

/// What is missing to the target in one competence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// The competence.
    pub competence: CompetenceId,
    /// Target minus final standing.
    pub gap: Thousandths,
}

/// The best plan.
///
/// The search asks `stop` before each of its steps (well under a millisecond each). Once it says yes, the best plan found so
/// far is returned, together with a bound on what any plan could reach.
#[must_use]
pub fn plan(request: &PlanRequest<'_>, stop: &mut dyn FnMut() -> bool) -> Plan {
    let instance = instance::reduce(request);
    let outcome = search::search(instance, search::Effort::USUAL, stop);
    let mut plan = steps::plan(request, &outcome.chosen);
    plan.optimal = outcome.optimal;
    if !outcome.optimal {
        plan.bound = Some(outcome.bound.max(plan.value));
    }
    plan
}

/// The competences whose standings a plan looks at: those of the target and of the offers, by id.
#[must_use]
pub fn competences<'a>(offers: &'a [Offer], target: &'a Target) -> Vec<&'a CompetenceId> {
    let mut all: Vec<&CompetenceId> = Vec::new();
    for raise in offers.iter().flat_map(|offer| &offer.raises) {
        all.push(&raise.competence);
    }
    for (id, _) in &target.targets {
        all.push(id);
    }
    sort(&mut all, |a, b| a < b);
    all.dedup();
    all
}

/// The whole minutes in so many hours; `None` if it is no such number or beyond all bounds.
///
/// Hours such as 2.3 are not exact in binary, so a millionth of a minute is forgiven.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number in range by the line above"
)]
pub fn minutes(hours: f64) -> Option<u32> {
    let minutes = 60.0 * hours + 1e-6;
    (0.0..=f64::from(u32::MAX))
        .contains(&minutes)
        .then_some(minutes as u32)
}

impl PlanRequest<'_> {
    /// Where the person stands.
    fn standing(&self, competence: &CompetenceId) -> Thousandths {
        find(self.standings, competence).unwrap_or_default()
    }

    /// Whether the offer exists for this person.
    fn exists(&self, offer: &Offer) -> bool {
        self.formats
            .is_none_or(|formats| formats.iter().any(|format| offer.formats.contains(format)))
    }

    /// Whether a requirement on the offer of this name is met before anything is taken: it is done, or it exists and would
    /// lift nothing.
    fn is_met_from_the_start(&self, id: &OfferId) -> bool {
        let mut offers = self.offers.iter();
        self.done.contains(id)
            || offers
                .find(|offer| offer.id == *id && self.exists(offer))
                .is_some_and(|offer| {
                    let mut raises = offer.raises.iter();
                    raises.all(|raise| raise.to <= self.standing(&raise.competence))
                })
    }
}

/// How far below `from` an offer can still be followed.
const LEEWAY: u32 = 500;

/// Whether an offer that builds on `from` can be followed from this standing.
fn suffices(standing: Thousandths, from: Thousandths) -> bool {
    standing.get().saturating_add(LEEWAY) >= from.get()
}

/// What a standing counts, in millionths.
fn worth(weight: Thousandths, target: Thousandths, standing: Thousandths) -> u64 {
    u64::from(weight.get()) * u64::from(target.min(standing).get())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
