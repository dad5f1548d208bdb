//! What there is for each competence at each level, and what leads nowhere.

use std::collections::HashSet;

use serde::Serialize;

use crate::catalogue::front::Facet;
use crate::diagnostic::{Diagnostics, Finding, Problem};
use crate::keys;
use crate::selection;
use crate::site::arena::Handle;
use crate::site::{Competence, LanguageSite, Offer, Raise, Step, Unit};
use crate::source::front_matter::locate;

/// The levels.
const LEVELS: [u8; 4] = [1, 2, 3, 4];

/// What there is for one competence.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// Its slug.
    pub competence: String,
    /// The slug of its area.
    pub area: String,
    /// The highest target of any occupation; 0 if there is none.
    pub highest_target: f64,
    /// Tasks of self-checks at each level, a task and its variants once.
    pub tasks: [usize; 4],
    /// Ratings of oneself.
    pub ratings: usize,
    /// Offers and units that lead to each level: they begin below it and end at it or above.
    pub offers: [usize; 4],
}

impl Coverage {
    /// Whether any occupation needs a level: its target is at the level or above.
    fn needs(&self, level: u8) -> bool {
        self.highest_target >= f64::from(level)
    }
}

pub(super) fn coverage(site: &LanguageSite, diagnostics: &mut Diagnostics) -> Vec<Coverage> {
    site.competences
        .iter()
        .map(|(handle, competence)| {
            let covered = of_competence(site, handle, competence);
            report(&covered, competence, diagnostics);
            covered
        })
        .collect()
}

fn of_competence(
    site: &LanguageSite,
    handle: Handle<Competence>,
    competence: &Competence,
) -> Coverage {
    let items = || {
        site.items
            .iter()
            .map(|(_, item)| item)
            .filter(move |item| item.competence == handle && !item.quiz)
            .filter(|item| item.variant_of.is_none())
    };
    let raises: Vec<&Raise> = raises(site)
        .filter(|raise| raise.competence == handle)
        .collect();
    let targets = site
        .occupations
        .iter()
        .flat_map(|(_, occupation)| occupation.targets.values())
        .filter_map(|targets| targets.get(&handle));
    Coverage {
        competence: competence.document.slug().to_owned(),
        area: site.areas[competence.area].document.area_slug().to_owned(),
        highest_target: targets.copied().fold(0.0, f64::max),
        tasks: LEVELS.map(|level| {
            items()
                .filter(|item| item.facet() == Facet::Shown && item.level == level)
                .count()
        }),
        ratings: items().filter(|item| item.facet() == Facet::Own).count(),
        offers: LEVELS.map(|level| {
            let level = f64::from(level);
            raises
                .iter()
                .filter(|raise| raise.from < level && raise.to >= level)
                .count()
        }),
    }
}

fn raises(site: &LanguageSite) -> impl Iterator<Item = &Raise> {
    let offers = site.offers.iter().flat_map(|(_, offer)| &offer.raises);
    offers.chain(site.units.iter().flat_map(|(_, unit)| &unit.raises))
}

fn report(covered: &Coverage, competence: &Competence, diagnostics: &mut Diagnostics) {
    for (place, level) in LEVELS.into_iter().enumerate() {
        if !covered.needs(level) {
            continue;
        }
        let mut gap = |finding| {
            diagnostics.at(
                locate(
                    &competence.document,
                    &keys!["levels", level.to_string().as_str()],
                ),
                Problem::Finding(finding),
            );
        };
        if covered.tasks[place] == 0 {
            gap(Finding::LevelWithoutItems { level });
        }
        if covered.offers[place] == 0 {
            gap(Finding::LevelWithoutOffers { level });
        }
    }
}

/// Items that no self-check and no learning unit ever shows.
pub(super) fn check_items(site: &LanguageSite, diagnostics: &mut Diagnostics) {
    let mut shown: HashSet<&str> = HashSet::new();
    let mut asked: HashSet<&str> = HashSet::new();
    for (_, blueprint) in site.blueprints.iter() {
        let occupations = blueprint.occupations.iter().copied().map(Some);
        for occupation in occupations.chain([None]) {
            let selected = selection::items(site, blueprint, occupation);
            shown.extend(selected.form.iter().map(|item| item.id.as_str()));
            shown.extend(selected.reserve.iter().map(|item| item.id.as_str()));
            let fitting = selection::asked(site, blueprint, occupation);
            asked.extend(fitting.iter().map(|item| item.id.as_str()));
        }
    }
    let quizzes = site.units.iter().flat_map(|(_, unit)| &unit.quiz);
    shown.extend(quizzes.map(|handle| site.items[*handle].id.as_str()));
    let is_crowded_out = |item: &&str| !shown.contains(item) && asked.contains(item);
    let ids = || site.items.iter().map(|(_, item)| item);
    let crowded_out: Vec<&str> = ids()
        .filter(|item| !item.quiz)
        .map(|item| item.id.as_str())
        .filter(is_crowded_out)
        .collect();
    if !crowded_out.is_empty() {
        // One line for all: a bank that is larger than its pages is nothing to mend item by item.
        diagnostics.general(Problem::Finding(Finding::ItemsCrowdedOut {
            count: crowded_out.len(),
            examples: crowded_out
                .iter()
                .take(3)
                .map(|id| (*id).to_owned())
                .collect(),
        }));
    }
    for item in ids() {
        if !shown.contains(item.id.as_str()) && (item.quiz || !asked.contains(item.id.as_str())) {
            let id = item.id.clone();
            diagnostics.at(
                locate(
                    &site.item_files[item.file].document,
                    &keys!["item", item.place, "id"],
                ),
                Problem::Finding(if item.quiz {
                    Finding::QuizItemInNoUnit { id }
                } else {
                    Finding::ItemNeverAsked { id }
                }),
            );
        }
    }
}

/// Offers and units that are on no path; of offers only those that nobody needs otherwise.
pub(super) fn check_learning(site: &LanguageSite, diagnostics: &mut Diagnostics) {
    let mut offers: HashSet<Handle<Offer>> = HashSet::new();
    let mut units: HashSet<Handle<Unit>> = HashSet::new();
    for step in site.paths.iter().flat_map(|(_, path)| &path.steps) {
        match step {
            Step::Offer(handle) => offers.insert(*handle),
            Step::Unit(handle) => units.insert(*handle),
        };
    }
    // What is required is needed by what requires it.
    offers.extend(site.offers.iter().flat_map(|(_, offer)| &offer.requires));
    for (handle, offer) in site.offers.iter() {
        if !offers.contains(&handle) && !is_needed(site, offer) {
            diagnostics.at(
                locate(&offer.document, &keys!["raises"]),
                Problem::Finding(Finding::OfferNotNeeded),
            );
        }
    }
    for (handle, unit) in site.units.iter() {
        if !units.contains(&handle) {
            diagnostics.at(
                unit.document.top().place(0..0),
                Problem::Finding(Finding::UnitInNoPath),
            );
        }
    }
}

/// Whether an offer lifts somebody it is for towards a target.
fn is_needed(site: &LanguageSite, offer: &Offer) -> bool {
    site.occupations
        .iter()
        .filter(|(handle, _)| offer.occupations.is_empty() || offer.occupations.contains(handle))
        .flat_map(|(_, occupation)| occupation.targets.values())
        .any(|targets| {
            offer.raises.iter().any(|raise| {
                targets
                    .get(&raise.competence)
                    .is_some_and(|target| *target > raise.from)
            })
        })
}
