//! The chosen offers in order, each with its reasons.

use crate::sorting::sort;
use crate::thousandths::Thousandths;

use super::{Lift, Plan, PlanRequest, Remaining, Step, competences, worth};

/// The plan of these offers (places in the request), in their order.
pub(super) fn plan(request: &PlanRequest<'_>, chosen: &[usize]) -> Plan {
    let mut standings = Vec::new();
    for id in competences(request.offers, request.target) {
        standings.push((id, request.standing(id)));
    }
    let mut plan = Plan::default();
    for offer in chosen.iter().filter_map(|place| request.offers.get(*place)) {
        plan.minutes = plan.minutes.saturating_add(offer.minutes);
        plan.cost = plan.cost.saturating_add(offer.cost.into());
        let mut because = Vec::new();
        for raise in &offer.raises {
            for (id, standing) in &mut standings {
                if **id == raise.competence && *standing < raise.to {
                    because.push(Lift {
                        competence: raise.competence.clone(),
                        from: *standing,
                        to: raise.to,
                    });
                    *standing = raise.to;
                }
            }
        }
        let mut enables = Vec::new();
        for other in chosen.iter().filter_map(|place| request.offers.get(*place)) {
            if other.requires.contains(&offer.id) {
                enables.push(other.id.clone());
            }
        }
        sort(&mut enables, |a, b| a < b);
        plan.offers.push(Step {
            id: offer.id.clone(),
            because,
            enables,
        });
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
