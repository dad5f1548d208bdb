//! The chosen offers in order, each with its reasons.

use crate::id::OfferId;
use crate::learning::Offer;
use crate::sorting::sort;
use crate::thousandths::Thousandths;

use super::list::at;
use super::{Lift, Plan, PlanRequest, Remaining, Step, competences, suffices, worth};

/// The plan of these offers (places in the request). Of an offer that cannot be taken nothing is said.
pub(super) fn plan(request: &PlanRequest<'_>, chosen: &[usize]) -> Plan {
    let offers = chosen.iter().filter_map(|place| request.offers.get(*place));
    let mut waiting: Vec<&Offer> = offers.collect();
    sort(&mut waiting, |a, b| a.id < b.id);
    let ids: Vec<(&OfferId, &[OfferId])> = waiting
        .iter()
        .map(|offer| (&offer.id, &offer.requires[..]))
        .collect();
    let mut standings = Standings::new(request);
    let mut plan = Plan::default();
    while let Some(next) = waiting
        .iter()
        .position(|offer| standings.can_take(offer, &plan.offers))
    {
        let offer = waiting.remove(next);
        plan.minutes = plan.minutes.saturating_add(offer.minutes);
        plan.cost = plan.cost.saturating_add(offer.cost.into());
        let enables = ids
            .iter()
            .filter(|(_, requires)| requires.contains(&offer.id));
        let step = Step {
            id: offer.id.clone(),
            because: standings.take(offer),
            enables: enables.map(|(id, _)| (*id).clone()).collect(),
        };
        plan.offers.push(step);
    }
    for (competence, target) in &request.target.targets {
        let standing = standings.of(competence);
        let weight = request.target.weight(competence);
        plan.value = plan.value.saturating_add(worth(weight, *target, standing));
        if standing < *target {
            plan.remaining.push(Remaining {
                competence: competence.clone(),
                gap: Thousandths::new(target.get() - standing.get()),
            });
        }
    }
    plan
}

/// Where the person stands after the offers taken so far.
struct Standings<'a> {
    request: &'a PlanRequest<'a>,
    competences: Vec<&'a crate::id::CompetenceId>,
    standings: Vec<Thousandths>,
}

impl<'a> Standings<'a> {
    fn new(request: &'a PlanRequest<'a>) -> Self {
        let competences = competences(request.offers, request.target);
        let standings = competences.iter().map(|id| request.standing(id)).collect();
        Self {
            request,
            competences,
            standings,
        }
    }

    fn place(&self, competence: &crate::id::CompetenceId) -> usize {
        self.competences
            .binary_search(&competence)
            .unwrap_or(usize::MAX)
    }

    fn of(&self, competence: &crate::id::CompetenceId) -> Thousandths {
        at(&self.standings, self.place(competence))
    }

    fn can_take(&self, offer: &Offer, before: &[Step]) -> bool {
        let mut raises = offer.raises.iter();
        let mut requires = offer.requires.iter();
        raises.all(|raise| suffices(self.of(&raise.competence), raise.from))
            && requires.all(|id| {
                before.iter().any(|step| step.id == *id) || self.request.is_met_from_the_start(id)
            })
    }

    fn take(&mut self, offer: &Offer) -> Vec<Lift> {
        let mut lifts = Vec::new();
        for raise in &offer.raises {
            let place = self.place(&raise.competence);
            if let Some(standing) = self.standings.get_mut(place)
                && *standing < raise.to
            {
                lifts.push(Lift {
                    competence: raise.competence.clone(),
                    from: *standing,
                    to: raise.to,
                });
                *standing = raise.to;
            }
        }
        lifts
    }
}
