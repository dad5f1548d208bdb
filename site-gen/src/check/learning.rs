//! Offers, learning units and paths: what they lift, what they require, and in what order.

use std::collections::{HashMap, HashSet};

use super::names::Names;
use crate::catalogue::{Entry, front};
use crate::diagnostic::problem::{Referent, nearest};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::arena::{Arena, Handle};
use crate::site::item::Item;
use crate::site::route::Route;
use crate::site::{Competence, LearningPath, Offer, Raise, Step, Unit};
use crate::source::document::Document;
use crate::source::front_matter::locate;

pub(super) fn offer(
    entry: Entry<front::Offer>,
    route: Route,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Offer {
    let Entry { document, front } = entry;
    super::check_home_page(&document, &front.url, diagnostics);
    let requires = front
        .requires
        .iter()
        .enumerate()
        .filter_map(|(place, name)| {
            names.offer(&document, &keys!["requires", place], name, diagnostics)
        })
        .collect();
    Offer {
        raises: raises(&document, &front.raises, names, diagnostics),
        requires,
        occupations: names.occupations(&document, &front.occupations, diagnostics),
        document,
        front,
        route,
    }
}

pub(super) fn unit(
    entry: Entry<front::Unit>,
    route: Route,
    names: &Names<'_>,
    item_names: &HashMap<&str, Handle<Item>>,
    items: &[Item],
    diagnostics: &mut Diagnostics,
) -> Unit {
    let Entry { document, front } = entry;
    let mut quiz = Vec::with_capacity(front.quiz.len());
    for (place, name) in front.quiz.iter().enumerate() {
        match item_names.get(name.as_str()) {
            Some(handle) if items.iter().any(|item| item.id == *name && item.quiz) => {
                quiz.push(*handle);
            }
            _ if names.item_falls_away(&document, &keys!["quiz", place], name) => {}
            _ => {
                let known = items
                    .iter()
                    .filter(|item| item.quiz)
                    .map(|item| item.id.as_str());
                diagnostics.at(
                    locate(&document, &keys!["quiz", place]),
                    Problem::UnknownReference {
                        referent: Referent::QuizItem,
                        name: name.clone(),
                        nearest: nearest(name, known),
                    },
                );
            }
        }
    }
    Unit {
        raises: raises(&document, &front.raises, names, diagnostics),
        quiz,
        document,
        front,
        route,
    }
}

fn raises(
    document: &Document,
    raises: &[front::Raise],
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Raise> {
    raises
        .iter()
        .enumerate()
        .filter_map(|(place, raise)| {
            for (key, standing) in [("from", raise.from), ("to", raise.to)] {
                if !(0.0..=4.0).contains(&standing) {
                    diagnostics.at(
                        locate(document, &keys!["raises", place, key]),
                        Problem::OutOfRange {
                            found: standing.to_string(),
                            least: Some("0".into()),
                            most: Some("4".into()),
                        },
                    );
                }
            }
            if raise.from >= raise.to {
                diagnostics.at(
                    locate(document, &keys!["raises", place, "from"]),
                    Problem::RaisesDownwards,
                );
            }
            let competence = names.competence(
                document,
                &keys!["raises", place, "competence"],
                &raise.competence,
                diagnostics,
            )?;
            Some(Raise {
                competence,
                from: raise.from,
                to: raise.to,
            })
        })
        .collect()
}

/// An offer that lifts nothing and that no other requires is in no plan.
pub(super) fn check_use(offers: &Arena<Offer>, diagnostics: &mut Diagnostics) {
    let required: HashSet<Handle<Offer>> = offers
        .iter()
        .flat_map(|(_, offer)| &offer.requires)
        .copied()
        .collect();
    for (handle, offer) in offers.iter() {
        // What is hidden above or could not be read may well be what it lifts.
        let lifts = !offer.front.raises.is_empty();
        if !lifts && !required.contains(&handle) {
            diagnostics.at(
                locate(&offer.document, &keys!["raises"]),
                Problem::OfferWithoutUse,
            );
        }
    }
}

/// Offers that require each other in a circle can never be taken.
pub(super) fn check_cycles(offers: &Arena<Offer>, diagnostics: &mut Diagnostics) {
    let mut done = HashSet::new();
    for (start, _) in offers.iter() {
        follow(start, offers, &mut Vec::new(), &mut done, diagnostics);
    }
}

fn follow(
    at: Handle<Offer>,
    offers: &Arena<Offer>,
    trail: &mut Vec<Handle<Offer>>,
    done: &mut HashSet<Handle<Offer>>,
    diagnostics: &mut Diagnostics,
) {
    if let Some(first) = trail.iter().position(|&passed| passed == at) {
        let slugs = trail[first..]
            .iter()
            .chain([&at])
            .map(|&offer| offers[offer].document.slug().to_owned())
            .collect();
        diagnostics.at(
            locate(&offers[at].document, &keys!["requires"]),
            Problem::RequirementCycle { offers: slugs },
        );
        return;
    }
    if done.contains(&at) {
        return;
    }
    trail.push(at);
    for next in &offers[at].requires {
        follow(*next, offers, trail, done, diagnostics);
    }
    trail.pop();
    done.insert(at);
}

/// What the steps of a path are, and what they are about.
#[derive(Clone, Copy)]
pub(super) struct Steps<'a> {
    pub(super) offers: &'a Arena<Offer>,
    pub(super) units: &'a Arena<Unit>,
    pub(super) competences: &'a Arena<Competence>,
}

pub(super) fn path(
    entry: Entry<front::Path>,
    route: Route,
    names: &Names<'_>,
    known: Steps<'_>,
    diagnostics: &mut Diagnostics,
) -> LearningPath {
    let Entry { document, front } = entry;
    let steps: Vec<(usize, Step)> = front
        .steps
        .iter()
        .enumerate()
        .filter_map(|(place, name)| {
            Some((
                place,
                names.step(&document, &keys!["steps", place], name, diagnostics)?,
            ))
        })
        .collect();
    check_order(&document, &steps, known, diagnostics);
    LearningPath {
        occupations: names.occupations(&document, &front.occupations, diagnostics),
        steps: steps.into_iter().map(|(_, step)| step).collect(),
        document,
        front,
        route,
    }
}

/// Holds the steps against their requirements and against the standing that the steps before them lead to.
fn check_order(
    document: &Document,
    steps: &[(usize, Step)],
    known: Steps<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut reached: HashMap<Handle<Competence>, f64> = HashMap::new();
    let mut taken: Vec<Handle<Offer>> = Vec::new();
    for (place, step) in steps {
        let at = || locate(document, &keys!["steps", *place]);
        let raises: &[Raise] = match step {
            Step::Offer(handle) => {
                let offer = &known.offers[*handle];
                for required in offer
                    .requires
                    .iter()
                    .filter(|required| !taken.contains(required))
                {
                    let requires = known.offers[*required].document.slug().to_owned();
                    diagnostics.at(
                        at(),
                        Problem::StepBeforeRequirement {
                            offer: offer.document.slug().to_owned(),
                            requires,
                        },
                    );
                }
                taken.push(*handle);
                &offer.raises
            }
            Step::Unit(handle) => &known.units[*handle].raises,
        };
        for raise in raises {
            let standing = reached.entry(raise.competence).or_insert(raise.from);
            // The first step on a competence sets where the path starts; from there on it must not leap.
            if *standing + 0.5 < raise.from {
                let slug = known.competences[raise.competence].document.slug();
                diagnostics.at(
                    at(),
                    Problem::StepTooHigh {
                        competence: slug.to_owned(),
                        from: raise.from.to_string(),
                        reached: standing.to_string(),
                    },
                );
            }
            *standing = standing.max(raise.to);
        }
    }
}
