//! `multiple` and `spot`: right ticks minus wrong ticks, `max(0, TP/r − FP/(n − r))`.

use crate::fraction::Fraction;

use super::chance::{Land, choose};
use super::{TaskProblem, between, net};

/// Chances are counted in u64: 2⁵⁰ answers, and the binomials on the way there fit.
const MOST: usize = 50;

/// Options or parts, some of which are to be ticked.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marks {
    keys: Vec<bool>,
    /// r, in 1..n.
    right: u64,
    /// n − r, at least 1.
    wrong: u64,
}

/// Some keys are right, some are not.
pub(super) fn check(keys: &[bool]) -> Result<(), TaskProblem> {
    between(keys.len(), 2, MOST)?;
    if keys.iter().all(|key| !key) {
        Err(TaskProblem::NoKey)
    } else if keys.iter().all(|key| *key) {
        Err(TaskProblem::AllKeys)
    } else {
        Ok(())
    }
}

impl Marks {
    pub(super) fn new(keys: Vec<bool>) -> Result<Self, TaskProblem> {
        check(&keys)?;
        let right = keys.iter().filter(|key| **key).count() as u64;
        let wrong = keys.len() as u64 - right;
        Ok(Self { keys, right, wrong })
    }

    pub(super) fn share(&self, ticks: &[bool]) -> Option<Fraction> {
        if ticks.len() != self.keys.len() {
            return None;
        }
        let count = |key: bool| {
            self.keys
                .iter()
                .zip(ticks)
                .filter(|(k, tick)| **k == key && **tick)
                .count() as u64
        };
        Some(self.worth(count(true), count(false)))
    }

    fn worth(&self, hits: u64, false_alarms: u64) -> Fraction {
        net(
            hits * self.wrong,
            false_alarms * self.right,
            self.right * self.wrong,
        )
    }

    pub(super) fn outcomes(&self, land: &mut Land<'_>) {
        for hits in 0..=self.right {
            for false_alarms in 0..=self.wrong {
                let answers = choose(self.right, hits) * choose(self.wrong, false_alarms);
                land(self.worth(hits, false_alarms), answers);
            }
        }
    }
}
