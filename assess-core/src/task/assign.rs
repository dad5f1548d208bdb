//! `assign`: the share of rightly sorted cards beyond chance, `max(0, (acc − 1/g) / (1 − 1/g))`.

use crate::fraction::Fraction;

use super::chance::{Land, choose};
use super::{TaskProblem, between, net};

const MOST_GROUPS: usize = 20;
const MOST_CARDS: usize = 50;

/// Cards to be sorted into groups.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Assign {
    groups: usize,
    /// The right group of each card.
    key: Vec<usize>,
}

impl Assign {
    pub(super) fn new(groups: usize, key: Vec<usize>) -> Result<Self, TaskProblem> {
        between(groups, 2, MOST_GROUPS)?;
        between(key.len(), 1, MOST_CARDS)?;
        if let Some(card) = key.iter().position(|group| *group >= groups) {
            return Err(TaskProblem::UnknownGroup { card });
        }
        // The chances are counted in groups^cards answers, which must fit.
        let answers =
            |cards: usize| (0..cards).try_fold(1_u64, |ways, _| ways.checked_mul(groups as u64));
        match (1..=key.len()).rfind(|cards| answers(*cards).is_some()) {
            Some(most) if most < key.len() => Err(TaskProblem::TooMany { most }),
            _ => Ok(Self { groups, key }),
        }
    }

    /// Cards in no group are not right; all in no group is untouched.
    pub(super) fn share(&self, groups: &[Option<usize>]) -> Option<Fraction> {
        let exist = groups.iter().flatten().all(|group| *group < self.groups);
        if groups.len() != self.key.len() || !exist || groups.iter().all(Option::is_none) {
            return None;
        }
        let right = self
            .key
            .iter()
            .zip(groups)
            .filter(|(key, group)| Some(**key) == **group)
            .count();
        Some(self.worth(right as u64))
    }

    fn worth(&self, right: u64) -> Fraction {
        let (groups, cards) = (self.groups as u64, self.key.len() as u64);
        net(groups * right, cards, cards * (groups - 1))
    }

    pub(super) fn outcomes(&self, land: &mut Land<'_>) {
        let cards = self.key.len() as u64;
        let wrong_groups = self.groups as u64 - 1;
        for right in 0..=cards {
            let wrong_ways = (right..cards).fold(1_u64, |ways, _| ways * wrong_groups);
            land(self.worth(right), choose(cards, right) * wrong_ways);
        }
    }
}
