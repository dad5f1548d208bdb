//! The chosen offers in order, each with its reasons.

use crate::id::CompetenceId;
use crate::learning::Offer;
use crate::sorting::sort;
use crate::thousandths::Thousandths;

use super::{Lift, Plan, PlanRequest, Remaining, Step, competences, suffices, worth};

/// The plan of these offers (places in the request). Of an offer that cannot be taken nothing is said.
pub(super) fn plan(request: &PlanRequest<'_>, chosen: &[usize]) -> Plan {
    let mut offers: Vec<&Offer> = Vec::new();
    for place in chosen {
        offers.extend(request.offers.get(*place));
    }
    sort(&mut offers, |a, b| a.id < b.id);
    let mut standings = Vec::new();
    for id in competences(request.offers, request.target) {
        standings.push((id, request.standing(id)));
    }
    let mut plan = Plan::default();
    let mut waiting = offers.clone();
    while let Some(next) = waiting
        .iter()
        .position(|offer| can_take(request, offer, &plan.offers, &standings))
    {
        let offer = waiting.remove(next);
        plan.minutes = plan.minutes.saturating_add(offer.minutes);
        plan.cost = plan.cost.saturating_add(offer.cost.into());
        let mut step = Step {
            id: offer.id.clone(),
            because: Vec::new(),
            enables: Vec::new(),
        };
        for other in &offers {
            if other.requires.contains(&offer.id) {
                step.enables.push(other.id.clone());
            }
        }
        for raise in &offer.raises {
            if let Some((_, standing)) = standings
                .iter_mut()
                .find(|(id, _)| **id == raise.competence)
                && *standing < raise.to
            {
                step.because.push(Lift {
                    competence: raise.competence.clone(),
                    from: *standing,
                    to: raise.to,
                });
                *standing = raise.to;
            }
        }
        plan.offers.push(step);
    }
    for (id, standing) in standings {
        let target = request.target.of(id);
        let value = worth(request.target.weight(id), target, standing);
        plan.value = plan.value.saturating_add(value);
        if standing < target {
            plan.remaining.push(Remaining {
                competence: id.clone(),
                gap: Thousandths::new(target.get() - standing.get()),
            });
        }
    }
    plan
}

fn can_take(
    request: &PlanRequest<'_>,
    offer: &Offer,
    before: &[Step],
    standings: &[(&CompetenceId, Thousandths)],
) -> bool {
    let reaches = |competence: &CompetenceId, from| {
        let mut standings = standings.iter();
        standings.any(|(id, standing)| *id == competence && suffices(*standing, from))
    };
    let mut raises = offer.raises.iter();
    let mut requires = offer.requires.iter();
    raises.all(|raise| reaches(&raise.competence, raise.from))
        && requires
            .all(|id| before.iter().any(|step| step.id == *id) || request.is_met_from_the_start(id))
}
