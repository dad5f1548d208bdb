//! `order`: `max(0, 1 − 2V/C)` with C ordered pairs of which V are violated; a violated critical pair caps it at ⅓.
//!
//! Without critical pairs this is Kendall's τ, cut at 0.

use crate::fraction::Fraction;

use super::chance::Land;
use super::{TaskProblem, between, net};

/// All orders are walked through for the chances: 8! = 40,320.
const MOST: usize = 8;

/// Steps to be put in order, each named by its place in the right order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Order {
    steps: usize,
    /// (earlier, later).
    critical: Vec<(usize, usize)>,
    shown: Vec<usize>,
}

/// What is wrong with an order.
#[derive(Clone, Copy, Default)]
struct Violations {
    pairs: u64,
    critical: bool,
}

impl Order {
    pub(super) fn new(
        steps: usize,
        critical: &[(usize, usize)],
        shown: Vec<usize>,
    ) -> Result<Self, TaskProblem> {
        between(steps, 2, MOST)?;
        if let Some(pair) = critical
            .iter()
            .position(|(a, b)| a == b || *a >= steps || *b >= steps)
        {
            return Err(TaskProblem::CriticalPair { pair });
        }
        let critical = critical
            .iter()
            .map(|(a, b)| (*a.min(b), *a.max(b)))
            .collect();
        let order = Self {
            steps,
            critical,
            shown,
        };
        match order.judge(&order.shown) {
            None => Err(TaskProblem::ShownIncomplete),
            Some(share) if share > Fraction::ZERO => Err(TaskProblem::ShownScores),
            Some(_) => Ok(order),
        }
    }

    pub(super) fn share(&self, order: &[usize]) -> Option<Fraction> {
        if order == self.shown {
            None
        } else {
            self.judge(order)
        }
    }

    /// `None` unless every step stands in the order once.
    fn judge(&self, order: &[usize]) -> Option<Fraction> {
        if order.len() != self.steps {
            return None;
        }
        let mut placed = 0;
        let mut violations = Violations::default();
        for step in order {
            if *step >= self.steps || placed & (1 << step) != 0 {
                return None;
            }
            violations = self.place(*step, placed, violations);
            placed |= 1 << step;
        }
        Some(self.worth(violations))
    }

    /// Puts `step` next, after the steps whose bits are set in `placed`.
    fn place(&self, step: usize, placed: u32, violations: Violations) -> Violations {
        let overtaken = |earlier: usize| placed & (1 << earlier) == 0;
        let pairs = (0..step).filter(|earlier| overtaken(*earlier)).count() as u64;
        let critical = self
            .critical
            .iter()
            .any(|(earlier, later)| *later == step && overtaken(*earlier));
        Violations {
            pairs: violations.pairs + pairs,
            critical: violations.critical || critical,
        }
    }

    fn worth(&self, violations: Violations) -> Fraction {
        let pairs = (self.steps * (self.steps - 1) / 2) as u64;
        let share = net(pairs, 2 * violations.pairs, pairs);
        if violations.critical {
            share.min(Fraction::THIRD)
        } else {
            share
        }
    }

    pub(super) fn outcomes(&self, land: &mut Land<'_>) {
        self.walk(0, Violations::default(), land);
    }

    /// Every order that begins with the steps in `placed`; at most [`MOST`] calls deep.
    fn walk(&self, placed: u32, violations: Violations, land: &mut Land<'_>) {
        let mut complete = true;
        for step in (0..self.steps).filter(|step| placed & (1 << step) == 0) {
            complete = false;
            self.walk(
                placed | (1 << step),
                self.place(step, placed, violations),
                land,
            );
        }
        if complete {
            land(self.worth(violations), 1);
        }
    }
}
