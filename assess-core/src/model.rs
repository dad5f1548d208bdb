//! How likely each credit step of an item is for a person with standing θ.
//!
//! An item with K credit steps has `P*_k(θ) = c_k + (1 − c_k) / (1 + exp(−a(θ − b_k)))`, the chance to reach step k or
//! more. With K = 1 this is the three-parameter logistic model (Birnbaum 1968, without the factor 1.7), with c = 0 the
//! graded response model (Samejima 1969). The chance to land exactly on step k is `P_k = P*_k − P*_{k+1}`.

/// The smallest chance the model admits: no single answer may rule out a standing for good.
pub const SMALLEST_PROBABILITY: f64 = 1e-300;

/// A graded model that was checked: K ≥ 1 steps, a > 0, b strictly ascending, c never rising and in 0 ≤ c < 1.
#[derive(Clone, Debug, PartialEq)]
pub struct GradedModel {
    a: f64,
    thresholds: Box<[Threshold]>,
}

/// What it takes to reach one step.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Threshold {
    b: f64,
    c: f64,
}

/// Why parameters make no model. Steps count from 1, as in the formulas.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelProblem {
    /// There is no step at all.
    NoSteps,
    /// More steps than a score can hold (255).
    TooManySteps,
    /// `b` and `c` differ in length.
    LengthsDiffer {
        /// The number of difficulties.
        b: usize,
        /// The number of floors.
        c: usize,
    },
    /// The discrimination is not a finite number above 0.
    Discrimination,
    /// The difficulty of this step is no finite number.
    Difficulty {
        /// The step, from 1.
        step: usize,
    },
    /// This step is not harder than the one before it.
    DifficultyNotRising {
        /// The step, from 2.
        step: usize,
    },
    /// The floor of this step is no number in 0 ≤ c < 1.
    Floor {
        /// The step, from 1.
        step: usize,
    },
    /// Chance reaches this step more often than the one before it.
    FloorRising {
        /// The step, from 2.
        step: usize,
    },
}

impl GradedModel {
    /// Discrimination `a` (per level), difficulties `b` (θ where a step is reached half of the time beyond chance) and
    /// floors `c` (chance of a random answer), one of each per step.
    ///
    /// # Errors
    /// The first rule the parameters break.
    pub fn new(a: f64, b: &[f64], c: &[f64]) -> Result<Self, ModelProblem> {
        if b.len() != c.len() {
            return Err(ModelProblem::LengthsDiffer {
                b: b.len(),
                c: c.len(),
            });
        }
        if b.is_empty() {
            return Err(ModelProblem::NoSteps);
        }
        if b.len() > usize::from(u8::MAX) {
            return Err(ModelProblem::TooManySteps);
        }
        if !(a.is_finite() && a > 0.0) {
            return Err(ModelProblem::Discrimination);
        }
        let thresholds: Box<[Threshold]> =
            b.iter().zip(c).map(|(&b, &c)| Threshold { b, c }).collect();
        let mut before: Option<Threshold> = None;
        for (step, &threshold) in (1..).zip(&thresholds) {
            let Threshold { b, c } = threshold;
            if !b.is_finite() {
                return Err(ModelProblem::Difficulty { step });
            }
            if !(0.0..1.0).contains(&c) {
                return Err(ModelProblem::Floor { step });
            }
            if before.is_some_and(|before| b <= before.b) {
                return Err(ModelProblem::DifficultyNotRising { step });
            }
            if before.is_some_and(|before| c > before.c) {
                return Err(ModelProblem::FloorRising { step });
            }
            before = Some(threshold);
        }
        Ok(Self { a, thresholds })
    }

    /// K, the highest step and so the points of a full answer; at least 1.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "new() refuses more than 255 steps"
    )]
    pub fn steps(&self) -> u8 {
        self.thresholds.len() as u8
    }

    /// The discrimination, per level.
    #[must_use]
    pub fn a(&self) -> f64 {
        self.a
    }

    /// The difficulties of steps 1..=K on the level scale.
    pub fn b(&self) -> impl ExactSizeIterator<Item = f64> + '_ {
        self.thresholds.iter().map(|threshold| threshold.b)
    }

    /// The floors of steps 1..=K: the chance that a random answer reaches them.
    pub fn c(&self) -> impl ExactSizeIterator<Item = f64> + '_ {
        self.thresholds.iter().map(|threshold| threshold.c)
    }

    /// `P*_k(θ)`: the chance to reach step k or more. 1 for k = 0, 0 beyond K.
    #[must_use]
    pub fn reaching(&self, theta: f64, k: u8) -> f64 {
        match usize::from(k).checked_sub(1) {
            None => 1.0,
            Some(index) => self.thresholds.get(index).map_or(0.0, |t| {
                t.c + (1.0 - t.c) * logistic(self.a * (theta - t.b))
            }),
        }
    }

    /// `P_k(θ)`: the chance of exactly step k in 0..=K, at least [`SMALLEST_PROBABILITY`].
    #[must_use]
    pub fn probability(&self, theta: f64, k: u8) -> f64 {
        let exactly = self.reaching(theta, k) - self.reaching(theta, k.saturating_add(1));
        exactly.max(SMALLEST_PROBABILITY)
    }

    /// `P_0(θ) … P_K(θ)`.
    #[must_use]
    pub fn category_probabilities(&self, theta: f64) -> Vec<f64> {
        (0..=self.steps())
            .map(|k| self.probability(theta, k))
            .collect()
    }

    /// The expected share of the points, 0..=1: `Σ P*_k / K`.
    #[must_use]
    pub fn expected_share(&self, theta: f64) -> f64 {
        let points: f64 = (1..=self.steps()).map(|k| self.reaching(theta, k)).sum();
        points / f64::from(self.steps())
    }

    /// Fisher information at θ, per level²: `Σ P'_k² / P_k` (Samejima 1969).
    #[must_use]
    pub fn information(&self, theta: f64) -> f64 {
        (0..=self.steps())
            .map(|k| {
                let slope = self.slope(theta, k) - self.slope(theta, k.saturating_add(1));
                slope * slope / self.probability(theta, k)
            })
            .sum()
    }

    /// `P*'_k(θ)`.
    fn slope(&self, theta: f64, k: u8) -> f64 {
        usize::from(k)
            .checked_sub(1)
            .and_then(|index| self.thresholds.get(index))
            .map_or(0.0, |t| {
                let x = self.a * (theta - t.b);
                (1.0 - t.c) * self.a * logistic(x) * logistic(-x)
            })
    }

    /// Whether a higher step never lowers an estimate: `P_{k+1} / P_k` rises in θ for every k (the monotone likelihood
    /// ratio), tested on the 121 points from −4.5 to 7.5, which is the grid of the default prior.
    #[must_use]
    pub fn is_monotone(&self) -> bool {
        /// Far above rounding, far below any fall that could move an estimate.
        const TOLERANCE: f64 = 1e-9;
        (0..self.steps()).all(|k| {
            let mut highest = 0.0;
            (0..121_u8).all(|point| {
                let theta = -4.5 + f64::from(point) / 10.0;
                let ratio =
                    self.accurate_probability(theta, k + 1) / self.accurate_probability(theta, k);
                let rises = ratio >= highest * (1.0 - TOLERANCE);
                if ratio > highest {
                    highest = ratio;
                }
                rises
            })
        })
    }

    /// `P_k(θ)` without the cancellation that the plain difference suffers where both parts are nearly 1.
    fn accurate_probability(&self, theta: f64, k: u8) -> f64 {
        let missing = |k: u8| match usize::from(k).checked_sub(1) {
            None => 0.0,
            Some(index) => self
                .thresholds
                .get(index)
                .map_or(1.0, |t| (1.0 - t.c) * logistic(-(self.a * (theta - t.b)))),
        };
        let exactly = if self.reaching(theta, k) < 0.5 {
            self.reaching(theta, k) - self.reaching(theta, k + 1)
        } else {
            missing(k + 1) - missing(k)
        };
        exactly.max(SMALLEST_PROBABILITY)
    }
}

/// The authored model of a task of `level` (1..=4) before calibration: `a = 1.2`, `b_k = level − 0.5 + 0.7·(k − (K+1)/2)`,
/// with the exact chances of random answers as floors, one per step.
///
/// # Errors
/// If the floors are none or no floors.
pub fn provisional_task(level: u8, floors: &[f64]) -> Result<GradedModel, ModelProblem> {
    let middle = (count(floors.len()) + 1.0) / 2.0;
    let b: Vec<f64> = (1..=floors.len())
        .map(|k| f64::from(level) - 0.5 + 0.7 * (count(k) - middle))
        .collect();
    GradedModel::new(1.2, &b, floors)
}

/// The authored model of a rating with options for levels 0..=steps before calibration: `a = 1.7`, `b_k = k − 0.5`, c = 0.
///
/// # Errors
/// If `steps` is 0.
pub fn provisional_rating(steps: u8) -> Result<GradedModel, ModelProblem> {
    let b: Vec<f64> = (1..=steps).map(|k| f64::from(k) - 0.5).collect();
    GradedModel::new(1.7, &b, &vec![0.0; b.len()])
}

#[expect(clippy::cast_precision_loss, reason = "counts of steps are tiny")]
fn count(n: usize) -> f64 {
    n as f64
}

/// `1 / (1 + exp(−x))`.
fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
