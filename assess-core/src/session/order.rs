//! What is fixed from the start: the ratings, and the tasks of a self-check that does not adapt.

use crate::bank::{Bank, Facet, Item};
use crate::id::CompetenceId;
use crate::sorting::sort;

use super::Candidate;

/// Takes each item and each variant group once.
#[derive(Default)]
struct Once {
    items: Vec<usize>,
    groups: Vec<u32>,
}

impl Once {
    fn take(&mut self, candidates: &[Candidate], index: usize) -> bool {
        let group = candidates
            .get(index)
            .and_then(|candidate| candidate.variant_group);
        if self.items.contains(&index) || group.is_some_and(|group| self.groups.contains(&group)) {
            return false;
        }
        self.items.push(index);
        self.groups.extend(group);
        true
    }
}

/// At most `limit` ratings: the `self` scales take turns, within a scale its competences, within a competence its items.
pub(super) fn ratings(bank: &Bank, candidates: &[Candidate], limit: usize) -> Vec<usize> {
    let mut once = Once::default();
    let mut of_competence = |competence: &CompetenceId| -> Vec<usize> {
        places(bank, |item| {
            item.facet == Facet::SelfRating && item.competence == *competence
        })
        .filter(|index| once.take(candidates, *index))
        .collect()
    };
    let scales = bank
        .scales()
        .iter()
        .filter(|scale| scale.facet == Facet::SelfRating);
    let by_scale: Vec<Vec<usize>> = scales
        .map(|scale| {
            in_turn(
                &scale
                    .competences
                    .iter()
                    .map(&mut of_competence)
                    .collect::<Vec<_>>(),
            )
            .concat()
        })
        .collect();
    let mut ratings = in_turn(&by_scale).concat();
    ratings.truncate(limit);
    ratings
}

/// At most `limit` tasks: every competence of the `shown` scales once, the easiest tasks first; then every competence a
/// second time, and so on.
pub(super) fn tasks(bank: &Bank, candidates: &[Candidate], limit: usize) -> Vec<usize> {
    let mut once = Once::default();
    let by_level = |index: &usize| {
        (
            candidates.get(*index).map(|candidate| candidate.level),
            *index,
        )
    };
    let scales = bank
        .scales()
        .iter()
        .filter(|scale| scale.facet == Facet::Shown);
    let mut competences: Vec<&CompetenceId> = scales.flat_map(|scale| &scale.competences).collect();
    sort(&mut competences, |a, b| a < b);
    competences.dedup();
    let mut by_competence: Vec<Vec<usize>> = Vec::new();
    for competence in competences {
        let tasks = places(bank, |item| {
            item.facet == Facet::Shown && item.competence == *competence
        });
        let mut tasks: Vec<usize> = tasks.collect();
        sort(&mut tasks, |a, b| by_level(a) < by_level(b));
        tasks.retain(|index| once.take(candidates, *index));
        by_competence.push(tasks);
    }
    let mut rounds = in_turn(&by_competence);
    for round in &mut rounds {
        sort(round, |a, b| by_level(a) < by_level(b));
    }
    let mut tasks = rounds.concat();
    tasks.truncate(limit);
    tasks
}

fn places(bank: &Bank, wanted: impl Fn(&Item) -> bool) -> impl Iterator<Item = usize> {
    bank.items()
        .iter()
        .enumerate()
        .filter(move |(_, item)| wanted(item))
        .map(|(index, _)| index)
}

/// The first of every list, then the second of every list, and so on.
fn in_turn(lists: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
    (0..longest)
        .map(|round| {
            lists
                .iter()
                .filter_map(|list| list.get(round))
                .copied()
                .collect()
        })
        .collect()
}
