//! The rival of the adaptive self-check: a fixed form of tasks balanced by level, in random order.
//!
//! The same persons take a form as long as the bank allows, and their standard error is kept after each task. An adaptive
//! self-check ends when its reader is measured well enough; a fixed form is as long for everybody. So the form needs as many
//! tasks as it takes until the same share of persons is measured well enough. The mean standard error is compared beside.

use std::collections::{BTreeMap, HashSet};

use assess_core::bank::{Facet, Item};
use assess_core::estimate::eap;
use assess_core::model::GradedModel;
use rayon::prelude::*;
use serde::Serialize;

use crate::figures::{count, mean};
use crate::page::Part;
use crate::person::{self, World};
use crate::random::Random;

/// So many forms are drawn.
pub const DRAWS: u64 = 200;

/// A scale is measured well enough at this standard error, in levels: the session stops there.
const ENOUGH: f64 = 0.5;

/// Adaptive against fixed, on a page with one scale for all tasks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Comparison {
    /// Tasks that an adaptive self-check asks, on average.
    pub adaptive: f64,
    /// The mean standard error it ends with, in levels.
    pub se: f64,
    /// The share of persons whose standard error is at most half a level at its end.
    pub measured: f64,
    /// Tasks that a fixed form needs until the same share of persons is measured as well; a part of a task by linear
    /// interpolation.
    pub fixed: f64,
    /// `adaptive` / `fixed`.
    pub ratio: f64,
    /// Tasks that a fixed form needs until its mean standard error is the same. A form spends them on persons that are
    /// measured well already, and this mean counts them.
    pub fixed_for_mean: f64,
    /// `adaptive` / `fixed_for_mean`.
    pub ratio_for_mean: f64,
    /// Tasks that somebody who knows every true standing would need for the same mean, always asking what tells the most:
    /// no choice of tasks from these pages can do with less.
    pub least: f64,
}

/// What one person's adaptive self-check came to, and how the standard error fell otherwise.
struct Course {
    tasks: f64,
    se: f64,
    /// After each task of a fixed form.
    fixed: Vec<f64>,
    /// After each task chosen for the true standing.
    knowing: Vec<f64>,
}

/// Compares on the parts that adapt and have one scale for all their tasks; `None` if there is none, or if no form of
/// their tasks measures as well.
#[must_use]
pub fn compare(parts: &[Part], persons_per_draw: u64) -> Option<Comparison> {
    let pooled: Vec<&Part> = parts
        .iter()
        .filter(|part| part.plan.adaptive && shown_scales(part) == 1)
        .collect();
    let prior = pooled.first()?.bank.prior();
    let world = World {
        mean: prior.mean,
        b_off: 0.0,
        a_off: 0.0,
    };
    let of_draw = |draw: u64| -> Vec<Course> {
        let part = pooled[usize::try_from(draw).unwrap_or(0) % pooled.len()];
        let form = form(part, &mut Random::stream(draw));
        (0..persons_per_draw)
            .map(|person| {
                let number = draw * persons_per_draw + person;
                let run = person::run(part, world, number);
                let shown = run.measured.iter().find(|one| one.facet == Facet::Shown);
                Course {
                    tasks: count(run.tasks),
                    se: shown.map_or(prior.sd, |one| one.estimate.se),
                    fixed: errors(part, number, |_| form.clone()),
                    knowing: errors(part, number, |theta| most_telling(part, theta)),
                }
            })
            .collect()
    };
    let courses: Vec<Course> = (0..DRAWS)
        .into_par_iter()
        .map(of_draw)
        .flatten_iter()
        .collect();
    let adaptive = mean(courses.iter().map(|course| course.tasks));
    let se = mean(courses.iter().map(|course| course.se));
    let is_measured = |se: f64| if se <= ENOUGH { 1.0 } else { 0.0 };
    let measured = mean(courses.iter().map(|course| is_measured(course.se)));

    let fixed = |course: &Course| course.fixed.clone();
    let fixed: Vec<Vec<f64>> = courses.iter().map(fixed).collect();
    let knowing: Vec<Vec<f64>> = courses.into_iter().map(|course| course.knowing).collect();
    let needed = until(&fixed, 1.0, 1.0 - measured, |se| 1.0 - is_measured(se))?;
    let needed_for_mean = until(&fixed, prior.sd, se, |se| se)?;
    Some(Comparison {
        adaptive,
        se,
        measured,
        fixed: needed,
        ratio: adaptive / needed,
        fixed_for_mean: needed_for_mean,
        ratio_for_mean: adaptive / needed_for_mean,
        least: until(&knowing, prior.sd, se, |se| se)?,
    })
}

/// After how many tasks the mean of `figure` over all courses comes down to `goal`, a part of a task by linear interpolation;
/// `start` is what it is before the first.
fn until(courses: &[Vec<f64>], start: f64, goal: f64, figure: impl Fn(f64) -> f64) -> Option<f64> {
    let shortest = courses.iter().map(Vec::len).min()?;
    let mut before = start;
    for place in 0..shortest {
        let now = mean(courses.iter().map(|course| figure(course[place])));
        if now <= goal {
            return Some(count(place) + (before - goal) / (before - now));
        }
        before = now;
    }
    None
}

fn shown_scales(part: &Part) -> usize {
    part.bank
        .scales()
        .iter()
        .filter(|scale| scale.facet == Facet::Shown)
        .count()
}

/// All tasks of a part that can stand on one form, level after level in turn, each level in random order.
fn form<'p>(part: &'p Part, random: &mut Random) -> Vec<&'p Item> {
    let mut of_level: BTreeMap<u8, Vec<&Item>> = BTreeMap::new();
    for (item, candidate) in part.bank.items().iter().zip(&part.candidates) {
        if item.facet == Facet::Shown {
            of_level.entry(candidate.level).or_default().push(item);
        }
    }
    let mut levels: Vec<Vec<&Item>> = of_level.into_values().collect();
    levels.iter_mut().for_each(|level| random.shuffle(level));
    let mut form = Vec::new();
    let mut rounds = 0..levels.iter().map(Vec::len).max().unwrap_or(0);
    // Which level comes first in a round is up to chance as well, so that a form of any length is balanced.
    rounds.by_ref().for_each(|round| {
        let mut places: Vec<usize> = (0..levels.len()).collect();
        random.shuffle(&mut places);
        form.extend(
            places
                .into_iter()
                .filter_map(|level| levels[level].get(round).copied()),
        );
    });
    form
}

/// All tasks of a part, those that tell most of a standing first; of several dresses of a task only one.
fn most_telling(part: &Part, theta: f64) -> Vec<&Item> {
    let mut tasks: Vec<(&Item, Option<u32>)> = part
        .bank
        .items()
        .iter()
        .zip(&part.candidates)
        .filter(|(item, _)| item.facet == Facet::Shown)
        .map(|(item, candidate)| (item, candidate.variant_group))
        .collect();
    let information = |item: &Item| item.model.information(theta);
    tasks.sort_by(|(a, _), (b, _)| information(b).total_cmp(&information(a)));
    let mut groups = HashSet::new();
    tasks.retain(|(_, group)| group.is_none_or(|group| groups.insert(group)));
    tasks.into_iter().map(|(item, _)| item).collect()
}

/// The standard errors of a person after each task of a form that may depend on the true standing.
fn errors<'p>(part: &'p Part, person: u64, form: impl Fn(f64) -> Vec<&'p Item>) -> Vec<f64> {
    let mut random = Random::stream(person.wrapping_add(1 << 41));
    let prior = part.bank.prior();
    let theta = prior.mean + prior.sd * random.normal();
    let mut answered: Vec<(&GradedModel, u8)> = Vec::new();
    form(theta)
        .into_iter()
        .take(MOST_COMPARED)
        .map(|item| {
            answered.push((&item.model, random.score(&item.model, theta)));
            eap(prior, answered.iter().copied()).se
        })
        .collect()
}

/// No form is followed further than this.
const MOST_COMPARED: usize = 40;
