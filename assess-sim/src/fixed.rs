//! The rival of the adaptive self-check: a fixed form of tasks balanced by level, in random order.
//!
//! The same persons take a form as long as the bank allows, and their standard error is kept after each task. The form
//! needs as many tasks as it takes to come down to the mean standard error that the adaptive self-checks end with.

use std::collections::BTreeMap;

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

/// Adaptive against fixed, on a page with one scale for all tasks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Comparison {
    /// Tasks that an adaptive self-check asks, on average.
    pub adaptive: f64,
    /// The mean standard error it ends with, in levels.
    pub se: f64,
    /// Tasks that a fixed form needs for the same mean standard error; a part of a task by linear interpolation.
    pub fixed: f64,
    /// `adaptive` / `fixed`.
    pub ratio: f64,
}

/// Compares on the parts that adapt and have one scale for all their tasks; `None` if there is none, or if no form of
/// their tasks comes down to the same standard error.
#[must_use]
pub fn compare(parts: &[Part], persons_per_draw: u64) -> Option<Comparison> {
    let pooled: Vec<&Part> = parts
        .iter()
        .filter(|part| part.plan.adaptive && shown_scales(part) == 1)
        .collect();
    if pooled.is_empty() {
        return None;
    }
    let world = World {
        mean: pooled[0].bank.prior().mean,
        b_off: 0.0,
        a_off: 0.0,
    };
    let of_draw = |draw: u64| -> (Vec<(f64, f64)>, Vec<Vec<f64>>) {
        let part = pooled[usize::try_from(draw).unwrap_or(0) % pooled.len()];
        let form = form(part, &mut Random::stream(draw));
        (0..persons_per_draw)
            .map(|person| {
                let number = draw * persons_per_draw + person;
                let run = person::run(part, world, number);
                let shown = run.measured.iter().find(|one| one.facet == Facet::Shown);
                let se = shown.map_or(part.bank.prior().sd, |one| one.estimate.se);
                ((count(run.tasks), se), errors(part, &form, number))
            })
            .unzip()
    };
    let draws: Vec<_> = (0..DRAWS).into_par_iter().map(of_draw).collect();
    let ends: Vec<(f64, f64)> = draws.iter().flat_map(|(ends, _)| ends).copied().collect();
    let courses: Vec<&Vec<f64>> = draws.iter().flat_map(|(_, courses)| courses).collect();
    let adaptive = mean(ends.iter().map(|(tasks, _)| *tasks));
    let se = mean(ends.iter().map(|(_, se)| *se));
    let shortest = courses.iter().map(|course| course.len()).min()?;
    let mut before = pooled[0].bank.prior().sd;
    for place in 0..shortest {
        let now = mean(courses.iter().map(|course| course[place]));
        if now <= se {
            let fixed = count(place) + (before - se) / (before - now);
            return Some(Comparison {
                adaptive,
                se,
                fixed,
                ratio: adaptive / fixed,
            });
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

/// The standard errors of a person after each task of a form.
fn errors(part: &Part, form: &[&Item], person: u64) -> Vec<f64> {
    let mut random = Random::stream(person.wrapping_add(1 << 41));
    let prior = part.bank.prior();
    let theta = prior.mean + prior.sd * random.normal();
    let mut answered: Vec<(&GradedModel, u8)> = Vec::new();
    form.iter()
        .take(MOST_COMPARED)
        .map(|item| {
            answered.push((&item.model, random.score(&item.model, theta)));
            eap(prior, answered.iter().copied()).se
        })
        .collect()
}

/// No form is followed further than this.
const MOST_COMPARED: usize = 40;
