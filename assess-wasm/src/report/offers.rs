//! Which learning offers fit: those that close a gap and begin where the person stands.

use assess_core::id::CompetenceId;
use assess_core::thousandths::Thousandths;

use super::best;
use crate::page_data::{PageCompetence, PageOffer};

/// So many at most; the rest is in the catalogue.
const MOST: usize = 5;
/// An offer may begin this much above a standing (half a level), as in plans.
const REACH: u32 = 500;

/// Where a person stands in a competence, and what is aimed at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aim<'a> {
    pub competence: &'a PageCompetence,
    pub standing: Thousandths,
    pub target: Thousandths,
}

/// An offer that fits.
#[derive(Clone, Debug)]
pub struct Fit<'a> {
    /// The offer.
    pub offer: &'a PageOffer,
    /// The competences in which it closes a gap, in the order of the offer.
    pub closes: Vec<&'a PageCompetence>,
    /// The titles of offers that come before it and are themselves worth while.
    pub before: Vec<&'a str>,
}

/// The offers within reach that close a gap: those that close most first, of equals the shorter one, then by id.
pub(super) fn fitting<'a>(offers: &'a [PageOffer], aims: &[Aim<'a>]) -> Vec<Fit<'a>> {
    let mut fitting = Vec::new();
    for offer in offers.iter().filter(|offer| is_in_reach(offer, aims)) {
        let gain: u32 = gains(offer, aims).map(|(_, gain)| gain).sum();
        if gain > 0 {
            best::keep(&mut fitting, MOST, (gain, offer), is_before);
        }
    }
    let fit = |(_, offer): (u32, &'a PageOffer)| Fit {
        offer,
        closes: gains(offer, aims)
            .filter(|(_, gain)| *gain > 0)
            .map(|(competence, _)| competence)
            .collect(),
        before: before(offer, offers, aims),
    };
    fitting.into_iter().map(fit).collect()
}

fn is_before((a_gain, a): &(u32, &PageOffer), (b_gain, b): &(u32, &PageOffer)) -> bool {
    (b_gain, a.minutes, &a.id) < (a_gain, b.minutes, &b.id)
}

/// Whether all it builds on is there, give or take half a level. What was not measured is taken as not there.
fn is_in_reach(offer: &PageOffer, aims: &[Aim<'_>]) -> bool {
    offer
        .raises
        .iter()
        .all(|raise| standing(aims, &raise.competence) + REACH >= raise.from.get())
}

/// What it closes of each gap, in thousandths.
fn gains<'a>(
    offer: &PageOffer,
    aims: &[Aim<'a>],
) -> impl Iterator<Item = (&'a PageCompetence, u32)> {
    offer.raises.iter().filter_map(|raise| {
        let aim = aims
            .iter()
            .find(|aim| aim.competence.id == raise.competence)?;
        let reached = raise.to.min(aim.target).get();
        Some((aim.competence, reached.saturating_sub(aim.standing.get())))
    })
}

/// What it requires, except for what would lift nothing from here.
fn before<'a>(offer: &PageOffer, offers: &'a [PageOffer], aims: &[Aim<'_>]) -> Vec<&'a str> {
    let required = offers
        .iter()
        .filter(|other| offer.requires.contains(&other.id));
    let lifts = |other: &&PageOffer| {
        other
            .raises
            .iter()
            .any(|raise| raise.to.get() > standing(aims, &raise.competence))
    };
    required
        .filter(lifts)
        .map(|other| other.title.as_str())
        .collect()
}

fn standing(aims: &[Aim<'_>], competence: &CompetenceId) -> u32 {
    aims.iter()
        .find(|aim| aim.competence.id == *competence)
        .map_or(0, |aim| aim.standing.get())
}
