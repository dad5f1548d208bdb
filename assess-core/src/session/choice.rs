//! The next task of an adaptive self-check.

use crate::bank::{Facet, Item, Scale};
use crate::estimate::Estimate;
use crate::profile::estimate;
use crate::sorting::sort;

use super::{Candidate, Course, random};

/// A scale is measured well enough at this standard error.
const ENOUGH: f64 = 0.5;
/// So many tasks at the start are not to discourage anybody.
const GENTLE_START: usize = 3;
/// What a task at the gentle start is expected to bring at least, as a share of its points.
const FAIR_CHANCE: f64 = 0.5;
/// The seed decides between so many of the most informative tasks.
const BEST: usize = 3;
/// But none of them tells less than this share of what the best one does.
const ABOUT_AS_GOOD: f64 = 0.9;

/// An item that may be asked.
#[derive(Clone, Copy)]
struct Open<'a> {
    index: usize,
    item: &'a Item,
    candidate: Candidate,
}

/// The next task, or `None` at the end: the plan's number is reached, every `shown` scale is measured well enough, or
/// nothing is left to ask.
///
/// 1. As long as a competence with tasks is unvisited, only tasks of unvisited competences are open.
/// 2. Of the scales with open tasks the one with the largest standard error is next.
/// 3. The very first task is one of the easiest; the first three are expected to bring half of their points (or, if none
///    does, as much as possible).
/// 4. Among the three most informative at the current estimate the seed decides.
pub(super) fn next_task(course: &Course) -> Option<usize> {
    let asked = course.tasks().count();
    if asked >= course.plan.tasks {
        return None;
    }
    let scales: Vec<(&Scale, Estimate)> = shown_scales(course);
    if scales.iter().all(|(_, estimate)| estimate.se <= ENOUGH) {
        return None;
    }
    let mut open = open_tasks(course, &scales);
    prefer(&mut open, &unvisited(course));

    let with_open = scales
        .iter()
        .filter(|(scale, _)| open.iter().any(|open| scale.holds(open.item)));
    let (scale, Estimate { theta, .. }) =
        *with_open.reduce(|most, next| if next.1.se > most.1.se { next } else { most })?;
    open.retain(|open| scale.holds(open.item));

    if asked == 0 {
        let easiest = open.iter().map(|open| open.candidate.level).min();
        open.retain(|open| Some(open.candidate.level) == easiest);
    }
    if asked < GENTLE_START {
        let expected = |open: &Open<'_>| open.item.model.expected_share(theta);
        let best = open.iter().map(expected).fold(0.0, f64::max);
        let fair = if best < FAIR_CHANCE {
            best
        } else {
            FAIR_CHANCE
        };
        open.retain(|open| expected(open) >= fair);
    }
    let information = |open: &Open<'_>| open.item.model.information(theta);
    let mut ranked: Vec<(f64, usize)> = open
        .iter()
        .map(|open| (information(open), open.index))
        .collect();
    sort(&mut ranked, |a, b| {
        b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).is_lt()
    });
    ranked.truncate(BEST);
    let best = ranked.first().map_or(0.0, |(information, _)| *information);
    ranked.retain(|(information, _)| *information >= ABOUT_AS_GOOD * best);
    let place = random::below(course.seed, asked, ranked.len());
    ranked.get(place).map(|(_, index)| *index)
}

/// The `shown` scales with tasks and their estimates so far. (A page for one occupation may have no task of an area.)
fn shown_scales(course: &Course) -> Vec<(&Scale, Estimate)> {
    let has_items = |scale: &&Scale| course.bank.items().iter().any(|item| scale.holds(item));
    let shown = |scale: &&Scale| scale.facet == Facet::Shown;
    let scales = course.bank.scales().iter().filter(shown).filter(has_items);
    scales
        .map(|scale| (scale, estimate(&course.bank, scale, &course.answers)))
        .collect()
}

/// Tasks of the scales that were not asked yet, in no variant either.
fn open_tasks<'a>(course: &'a Course, scales: &[(&Scale, Estimate)]) -> Vec<Open<'a>> {
    let group = |index: &usize| {
        course
            .candidates
            .get(*index)
            .and_then(|candidate| candidate.variant_group)
    };
    let groups: Vec<u32> = course.path.iter().filter_map(group).collect();
    let items = course
        .bank
        .items()
        .iter()
        .zip(&course.candidates)
        .enumerate();
    items
        .map(|(index, (item, candidate))| Open {
            index,
            item,
            candidate: *candidate,
        })
        .filter(|open| !course.path.contains(&open.index))
        .filter(|open| {
            !open
                .candidate
                .variant_group
                .is_some_and(|group| groups.contains(&group))
        })
        .filter(|open| scales.iter().any(|(scale, _)| scale.holds(open.item)))
        .collect()
}

/// Says of an open task whether no task of its competence was asked yet.
fn unvisited(course: &Course) -> impl Fn(&Open<'_>) -> bool {
    let items = course.bank.items();
    let visited: Vec<_> = course
        .tasks()
        .filter_map(|index| items.get(index))
        .map(|item| &item.competence)
        .collect();
    move |open| !visited.contains(&&open.item.competence)
}

/// Keeps only those wanted, if there are any.
fn prefer(open: &mut Vec<Open<'_>>, wanted: &dyn Fn(&Open<'_>) -> bool) {
    if open.iter().any(wanted) {
        open.retain(wanted);
    }
}
