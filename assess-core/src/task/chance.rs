//! Shares to steps, and the chance of a random answer to reach them.

use crate::bank::Kind;
use crate::fraction::Fraction;

use super::TaskProblem;

/// How many thresholds a share can reach at most.
const MOST_THRESHOLDS: usize = 3;

/// Receives one possible share and how many of the equally likely random answers have it (0: only on purpose).
pub(super) type Land<'a> = dyn FnMut(Fraction, u64) + 'a;

/// The steps of one task.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ladder {
    /// The option is the step; nothing to guess.
    Rating { steps: u8 },
    /// Thresholds that shares reach.
    Thresholds {
        /// In thirds, ascending.
        thirds: &'static [u64],
        /// Whether some answer lands exactly on this many reached thresholds.
        possible: [bool; MOST_THRESHOLDS + 1],
        /// How many random answers land there.
        random: [u64; MOST_THRESHOLDS + 1],
    },
}

impl Ladder {
    pub(super) fn rating(steps: u8) -> Self {
        Self::Rating { steps }
    }

    /// `outcomes` hands every possible share to its argument.
    pub(super) fn new(
        kind: Kind,
        outcomes: &mut dyn FnMut(&mut Land<'_>),
    ) -> Result<Self, TaskProblem> {
        let thirds: &'static [u64] = match kind {
            Kind::Single => &[3],
            Kind::Situation => &[2, 3],
            Kind::Rating
            | Kind::Multiple
            | Kind::Order
            | Kind::Assign
            | Kind::Spot
            | Kind::Fill => &[1, 2, 3],
        };
        let mut possible = [false; MOST_THRESHOLDS + 1];
        let mut random = [0; MOST_THRESHOLDS + 1];
        outcomes(&mut |share, answers| {
            let reached = reached(thirds, share);
            if let (Some(possible), Some(random)) =
                (possible.get_mut(reached), random.get_mut(reached))
            {
                *possible = true;
                *random += answers;
            }
        });
        let ladder = Self::Thresholds {
            thirds,
            possible,
            random,
        };
        if ladder.steps() == 0 {
            Err(TaskProblem::NoStep)
        } else {
            Ok(ladder)
        }
    }

    pub(super) fn steps(&self) -> u8 {
        match self {
            Self::Rating { steps } => *steps,
            Self::Thresholds { possible, .. } => count_steps(possible, MOST_THRESHOLDS),
        }
    }

    pub(super) fn step(&self, share: Fraction) -> u8 {
        match self {
            Self::Rating { .. } => 0,
            Self::Thresholds {
                thirds, possible, ..
            } => count_steps(possible, reached(thirds, share)),
        }
    }

    pub(super) fn floors(&self) -> Vec<Fraction> {
        match self {
            Self::Rating { steps } => vec![Fraction::ZERO; usize::from(*steps)],
            Self::Thresholds {
                possible, random, ..
            } => {
                let total = random.iter().sum();
                let reaching = |step: usize| random.iter().skip(step).sum();
                let floor =
                    |step: usize| Fraction::new(reaching(step), total).unwrap_or(Fraction::ZERO);
                let steps = possible
                    .iter()
                    .enumerate()
                    .skip(1)
                    .filter(|(_, possible)| **possible);
                steps.map(|(step, _)| floor(step)).collect()
            }
        }
    }
}

/// How many of the thresholds the share reaches.
fn reached(thirds: &[u64], share: Fraction) -> usize {
    thirds
        .iter()
        .filter(|thirds| Fraction::new(**thirds, 3).is_some_and(|threshold| share >= threshold))
        .count()
}

/// The new number of a step once those on which no answer lands are gone.
fn count_steps(possible: &[bool], reached: usize) -> u8 {
    possible
        .iter()
        .skip(1)
        .take(reached)
        .map(|possible| u8::from(*possible))
        .sum()
}

/// The number of ways to choose `k` of `n`; exact for n ≤ 60.
pub(super) fn choose(n: u64, k: u64) -> u64 {
    (0..k.min(n)).fold(1, |ways, i| ways * (n - i) / (i + 1))
}
