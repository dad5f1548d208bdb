//! `situation`: value of the reaction called best minus value of the one called worst, `max(0, v(best) − v(worst))`.

use crate::fraction::Fraction;

use super::chance::Land;
use super::{TaskProblem, between, net};

const MOST: usize = 50;

/// Reactions with their values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Situation {
    /// In thirds, 0..=3.
    values: Vec<u8>,
}

impl Situation {
    pub(super) fn new(values: Vec<u8>) -> Result<Self, TaskProblem> {
        between(values.len(), 2, MOST)?;
        match values.iter().position(|value| *value > 3) {
            Some(option) => Err(TaskProblem::ValueTooHigh { option }),
            None => Ok(Self { values }),
        }
    }

    pub(super) fn share(&self, best: usize, worst: usize) -> Option<Fraction> {
        if best == worst {
            return None;
        }
        Some(worth(*self.values.get(best)?, *self.values.get(worst)?))
    }

    pub(super) fn outcomes(&self, land: &mut Land<'_>) {
        for (best, value) in self.values.iter().enumerate() {
            for (worst, other) in self.values.iter().enumerate() {
                if best != worst {
                    land(worth(*value, *other), 1);
                }
            }
        }
    }
}

fn worth(best: u8, worst: u8) -> Fraction {
    net(best.into(), worst.into(), 3)
}
