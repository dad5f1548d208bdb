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
        /// Those that make a step, in thirds, ascending: some answer lands between each and the next.
        thirds: Vec<u64>,
        /// How many random answers land on each step, from 0; nothing if that was not counted.
        random: Vec<u64>,
    },
}

impl Ladder {
    pub(super) fn rating(steps: u8) -> Self {
        Self::Rating { steps }
    }

    /// What was counted before.
    pub(super) fn known(thirds: &[u64]) -> Self {
        Self::Thresholds {
            thirds: thirds.to_vec(),
            random: Vec::new(),
        }
    }

    /// `outcomes` hands every possible share to its argument.
    pub(super) fn counted(
        kind: Kind,
        outcomes: &mut dyn FnMut(&mut Land<'_>),
    ) -> Result<Self, TaskProblem> {
        let all: &[u64] = match kind {
            Kind::Single => &[3],
            Kind::Situation => &[2, 3],
            Kind::Rating
            | Kind::Multiple
            | Kind::Order
            | Kind::Assign
            | Kind::Spot
            | Kind::Fill => &[1, 2, 3],
        };
        // By the number of thresholds reached: whether some answer lands there, and how many random ones do.
        let mut landed = [(false, 0); MOST_THRESHOLDS + 1];
        outcomes(&mut |share, answers| {
            if let Some((possible, random)) = landed.get_mut(reached(all, share)) {
                *possible = true;
                *random += answers;
            }
        });
        let [(_, nothing), steps @ ..] = landed;
        let mut thirds = Vec::new();
        let mut random = vec![nothing];
        for (third, (possible, answers)) in all.iter().zip(steps) {
            if possible {
                thirds.push(*third);
                random.push(answers);
            }
        }
        if thirds.is_empty() {
            Err(TaskProblem::NoStep)
        } else {
            Ok(Self::Thresholds { thirds, random })
        }
    }

    pub(super) fn steps(&self) -> u8 {
        match self {
            Self::Rating { steps } => *steps,
            Self::Thresholds { thirds, .. } => number(thirds.len()),
        }
    }

    pub(super) fn step(&self, share: Fraction) -> u8 {
        number(reached(self.thirds(), share))
    }

    pub(super) fn thirds(&self) -> &[u64] {
        match self {
            Self::Rating { .. } => &[],
            Self::Thresholds { thirds, .. } => thirds,
        }
    }

    pub(super) fn floors(&self) -> Vec<Fraction> {
        match self {
            Self::Rating { steps } => vec![Fraction::ZERO; usize::from(*steps)],
            Self::Thresholds { random, .. } => {
                let total = random.iter().sum();
                let reaching = |step: usize| random.iter().skip(step).sum();
                let floor =
                    |step: usize| Fraction::new(reaching(step), total).unwrap_or(Fraction::ZERO);
                (1..random.len()).map(floor).collect()
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

/// There are at most three thresholds.
fn number(thresholds: usize) -> u8 {
    u8::try_from(thresholds).unwrap_or(u8::MAX)
}

/// The number of ways to choose `k` of `n`; exact for n ≤ 60.
pub(super) fn choose(n: u64, k: u64) -> u64 {
    (0..k.min(n)).fold(1, |ways, i| ways * (n - i) / (i + 1))
}
