//! Which items a self-check page carries.
//!
//! 1. [`asked`]: the items of the blueprint that fit the occupation, variants in the place of their originals;
//! 2. [`items`]: of these at most as many as the blueprint says, spread evenly over competences and levels, so that the page stays small enough
//!    for a phone with poor reception and an adaptive check still has something to choose from.

use std::collections::{BTreeMap, HashSet};

use crate::catalogue::front::{AreaKind, Facet};
use crate::site::arena::Handle;
use crate::site::item::Item;
use crate::site::{Blueprint, Career, Competence, LanguageSite, Occupation};

/// The items of a self-check page.
#[derive(Debug)]
pub struct Selection<'s> {
    /// The fixed form, for paper and for browsers without the module: as many items as the blueprint says.
    pub form: Vec<&'s Item>,
    /// What an adaptive check may choose from besides.
    pub reserve: Vec<&'s Item>,
}

/// The items of the page of a blueprint for one occupation, or for all: ratings first, so that what people think of
/// themselves is not coloured by the tasks; then tasks, easy ones first.
#[must_use]
pub fn items<'s>(
    site: &'s LanguageSite,
    blueprint: &Blueprint,
    occupation: Option<Handle<Occupation>>,
) -> Selection<'s> {
    let (ratings, tasks): (Vec<&Item>, Vec<&Item>) = asked(site, blueprint, occupation)
        .into_iter()
        .partition(|item| item.facet() == Facet::Own);
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let most = count(blueprint.front.items.get());
    let most_ratings = count(blueprint.front.ratings).min(most);
    let most_tasks = count(blueprint.front.tasks.get()).min(most);
    let ratings = enough_for_each_career(site, ratings, occupation, most_ratings);
    let tasks = own_first(site, tasks, most - ratings.len());
    let in_form: HashSet<&str> = spread(site, ratings.clone(), most_ratings)
        .into_iter()
        .chain(spread(site, tasks.clone(), most_tasks))
        .map(|item| item.id.as_str())
        .collect();
    let mut all: Vec<&Item> = ratings.into_iter().chain(tasks).collect();
    // The sort is stable: within a level the order is that of the bank.
    all.sort_by_key(|item| item.level);
    let (form, reserve) = all
        .into_iter()
        .partition(|item| in_form.contains(item.id.as_str()));
    Selection { form, reserve }
}

/// The items of a blueprint for one occupation, or for all, in the order of the bank.
///
/// For an occupation a variant in its clothes takes the place of the original, and competences without a target in
/// its profile are left out; for all, variants are left out.
#[must_use]
pub fn asked<'s>(
    site: &'s LanguageSite,
    blueprint: &Blueprint,
    occupation: Option<Handle<Occupation>>,
) -> Vec<&'s Item> {
    let targeted = occupation
        .map(|handle| &site.occupations[handle].targets)
        .filter(|targets| !targets.values().all(BTreeMap::is_empty));
    let is_asked = |item: &Item| {
        !item.quiz
            && blueprint.scales.iter().any(|scale| {
                scale.facet == item.facet() && scale.competences.contains(&item.competence)
            })
            && targeted.is_none_or(|targets| {
                targets
                    .values()
                    .any(|targets| targets.contains_key(&item.competence))
            })
            && match occupation {
                None => item.occupations.is_empty() && item.variant_of.is_none(),
                Some(occupation) => {
                    item.occupations.is_empty() || item.occupations.contains(&occupation)
                }
            }
    };
    let asked: Vec<&Item> = site
        .items
        .iter()
        .map(|(_, item)| item)
        .filter(|item| is_asked(item))
        .collect();
    let replaced: HashSet<&str> = asked
        .iter()
        .filter(|item| !item.occupations.is_empty())
        .filter_map(|item| item.variant_of.as_deref())
        .collect();
    let mut stood_for: HashSet<&str> = HashSet::new();
    asked
        .into_iter()
        .filter(|item| !replaced.contains(item.id.as_str()))
        // Of several variants for the same occupation the first stands for the task.
        .filter(|item| {
            item.variant_of
                .as_deref()
                .is_none_or(|original| stood_for.insert(original))
        })
        .collect()
}

/// As few of the ratings as leave `most` for whoever answers, in their order: a career is not asked about competences that it
/// has no target in.
fn enough_for_each_career<'s>(
    site: &'s LanguageSite,
    ratings: Vec<&'s Item>,
    occupation: Option<Handle<Occupation>>,
    most: usize,
) -> Vec<&'s Item> {
    let asks = |career: Career, item: &Item| {
        let occupation = occupation.map(|handle| &site.occupations[handle]);
        careers(site, item, occupation).any(|other| other == career)
    };
    let chosen: HashSet<&str> = Career::ALL
        .into_iter()
        .flat_map(|career| {
            let own = ratings.iter().copied();
            spread(site, own.filter(|item| asks(career, item)).collect(), most)
        })
        .chain(spread(site, ratings.clone(), most))
        .map(|item| item.id.as_str())
        .collect();
    ratings
        .into_iter()
        .filter(|item| chosen.contains(item.id.as_str()))
        .collect()
}

/// The careers that an item of a self-check is for.
pub fn careers<'s>(
    site: &'s LanguageSite,
    item: &'s Item,
    occupation: Option<&'s Occupation>,
) -> impl Iterator<Item = Career> + use<'s> {
    let area = &site.areas[site.competences[item.competence].area];
    let leads = area.front.kind == AreaKind::Leadership;
    Career::ALL
        .into_iter()
        .filter(move |career| match occupation {
            // Whoever's profile has no target for a competence is not asked about it.
            Some(occupation) if !occupation.targets.values().all(BTreeMap::is_empty) => occupation
                .targets
                .get(career)
                .is_some_and(|targets| targets.contains_key(&item.competence)),
            _ => !leads || *career == Career::Leitung,
        })
}

/// At most `most` of the tasks, in their order: those made for an occupation before those for all. Whoever wrote a task in
/// the clothes of a job wants it to be met there.
fn own_first<'s>(site: &LanguageSite, tasks: Vec<&'s Item>, most: usize) -> Vec<&'s Item> {
    let (own, general): (Vec<&Item>, Vec<&Item>) =
        tasks.iter().partition(|item| !item.occupations.is_empty());
    let own = spread(site, own, most);
    let general = spread(site, general, most - own.len());
    let chosen: HashSet<&str> = own
        .into_iter()
        .chain(general)
        .map(|item| item.id.as_str())
        .collect();
    tasks
        .into_iter()
        .filter(|item| chosen.contains(item.id.as_str()))
        .collect()
}

/// At most `most` of the items: competence by competence one in turn, each time of another level, those made for the
/// occupation first. The areas take turns, so that a few items are about all of them and not about the first.
fn spread<'s>(site: &LanguageSite, items: Vec<&'s Item>, most: usize) -> Vec<&'s Item> {
    if items.len() <= most {
        return items;
    }
    let turn = |handle: Handle<Competence>| {
        let area = site.competences[handle].area;
        let of_area = &site.areas[area].competences;
        (of_area.iter().position(|other| *other == handle), area)
    };
    let mut of_competence: BTreeMap<_, Vec<&Item>> = BTreeMap::new();
    for item in &items {
        of_competence
            .entry(turn(item.competence))
            .or_default()
            .push(item);
    }
    for (turn, own) in of_competence.values_mut().enumerate() {
        *own = by_turns(own, turn);
    }
    let mut chosen: HashSet<&str> = HashSet::new();
    let longest = of_competence.values().map(Vec::len).max().unwrap_or(0);
    let in_turn =
        (0..longest).flat_map(|round| of_competence.values().filter_map(move |own| own.get(round)));
    chosen.extend(in_turn.take(most).map(|item| item.id.as_str()));
    items
        .into_iter()
        .filter(|item| chosen.contains(item.id.as_str()))
        .collect()
}

/// What an item tells at its own level, by the root of the minutes it takes: between the two extremes of information for each
/// task (few but long ones) and for each minute (many short ones), which both cost readers more time in simulations.
fn worth(item: &Item) -> f64 {
    item.model.information(f64::from(item.level)) / item.minutes.sqrt()
}

/// The items of one competence so that the first few are of different levels. Each competence begins with another level,
/// so that even one item of each makes a mixed page.
fn by_turns<'s>(items: &[&'s Item], turn: usize) -> Vec<&'s Item> {
    let mut of_level: BTreeMap<u8, Vec<&Item>> = BTreeMap::new();
    for item in items {
        of_level.entry(item.level).or_default().push(item);
    }
    let mut levels: Vec<Vec<&Item>> = of_level.into_values().collect();
    for level in &mut levels {
        level.sort_by(|a, b| {
            let general = |item: &Item| item.occupations.is_empty();
            general(a)
                .cmp(&general(b))
                .then(worth(b).total_cmp(&worth(a)))
        });
    }
    let first = turn % levels.len().max(1);
    levels.rotate_left(first);
    let longest = levels.iter().map(Vec::len).max().unwrap_or(0);
    (0..longest)
        .flat_map(|round| {
            levels
                .iter()
                .filter_map(move |level| level.get(round).copied())
        })
        .collect()
}
