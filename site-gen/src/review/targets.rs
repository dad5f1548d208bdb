//! Targets that nobody can reach with what is offered.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostics, Finding, Problem};
use crate::keys;
use crate::site::arena::Handle;
use crate::site::{Competence, LanguageSite, Occupation, Offer, Raise, Step};
use crate::source::front_matter::locate;

pub(super) fn check(site: &LanguageSite, diagnostics: &mut Diagnostics) {
    for (handle, occupation) in site.occupations.iter() {
        let reached = reached(site, handle);
        for (career, targets) in &occupation.targets {
            for (competence, target) in targets {
                let reached = reached.get(competence).copied().unwrap_or(0.0);
                if reached < *target {
                    let slug = site.competences[*competence].document.slug();
                    diagnostics.at(
                        locate(&occupation.document, &keys!["target", career.key(), slug]),
                        Problem::Finding(Finding::TargetOutOfReach {
                            competence: slug.to_owned(),
                            target: target.to_string(),
                            reached: reached.to_string(),
                        }),
                    );
                }
            }
        }
    }
}

/// How far somebody of an occupation who starts at 0 gets with all offers for it and the units of its paths.
///
/// An offer can be taken as the learning plan takes it (assessment.md §2): each of its `requires` is taken, and for each of its
/// `raises` the standing + ½ is at least `from`. Taking one never hurts, so that all are taken until nothing changes.
fn reached(
    site: &LanguageSite,
    occupation: Handle<Occupation>,
) -> HashMap<Handle<Competence>, f64> {
    let is_for = |occupations: &[Handle<Occupation>]| {
        occupations.is_empty() || occupations.contains(&occupation)
    };
    let mut standing: HashMap<Handle<Competence>, f64> = HashMap::new();
    let mut taken: HashSet<Handle<Offer>> = HashSet::new();
    let units: Vec<&[Raise]> = site
        .paths
        .iter()
        .filter(|(_, path)| is_for(&path.occupations))
        .flat_map(|(_, path)| &path.steps)
        .filter_map(|step| match step {
            Step::Unit(unit) => Some(site.units[*unit].raises.as_slice()),
            Step::Offer(_) => None,
        })
        .collect();
    loop {
        let before = (taken.len(), standing.values().sum::<f64>());
        for (handle, offer) in site.offers.iter() {
            if is_for(&offer.occupations)
                && offer
                    .requires
                    .iter()
                    .all(|required| taken.contains(required))
                && lift(&offer.raises, &mut standing)
            {
                taken.insert(handle);
            }
        }
        for raises in &units {
            lift(raises, &mut standing);
        }
        let after = (taken.len(), standing.values().sum::<f64>());
        if before == after {
            return standing;
        }
    }
}

/// Lifts the standing if every one of the raises can begin.
fn lift(raises: &[Raise], standing: &mut HashMap<Handle<Competence>, f64>) -> bool {
    let of = |standing: &HashMap<_, f64>, raise: &Raise| {
        standing.get(&raise.competence).copied().unwrap_or(0.0)
    };
    if raises
        .iter()
        .any(|raise| of(standing, raise) + 0.5 < raise.from)
    {
        return false;
    }
    for raise in raises {
        let lifted = of(standing, raise).max(raise.to);
        standing.insert(raise.competence, lifted);
    }
    true
}
