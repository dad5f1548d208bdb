//! One item in the M step.

use crate::bank::Prior;
use crate::estimate::POINTS;
use crate::model::{GradedModel, SMALLEST_PROBABILITY};

/// The expected number of persons at each point, by score.
pub(super) type Expected = Vec<[f64; POINTS]>;

/// Steps of Fisher scoring within one round: EM needs no more than an ascent.
const MOST_STEPS: usize = 2;
/// Halvings of one step.
const MOST_HALVINGS: usize = 30;
/// Discriminations in units of the prior: outside there is no use for an item.
const SLOPES: std::ops::RangeInclusive<f64> = 0.1..=10.0;
/// Less than this says that the slope was stopped by an end of [`SLOPES`].
const AT_END: f64 = 1e-3;

/// The curves of an item: `P*_k = c_k + (1 − c_k)·σ(slope·z + d_k)`, z in units of the prior.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Curve {
    slope: f64,
    /// Falling, one for each step.
    d: Vec<f64>,
    c: Vec<f64>,
}

impl Curve {
    pub(super) fn of(model: &GradedModel, prior: Prior) -> Self {
        let slope = (model.a() * prior.sd).clamp(*SLOPES.start(), *SLOPES.end());
        Self {
            slope,
            d: model
                .b()
                .map(|b| slope * (prior.mean - b) / prior.sd)
                .collect(),
            c: model.c().collect(),
        }
    }

    /// The model on the level scale; `None` where the slope ran to an end.
    pub(super) fn model(&self, prior: Prior) -> Option<GradedModel> {
        let usable = SLOPES.start() + AT_END..=SLOPES.end() - AT_END;
        let model = GradedModel::new(
            self.slope / prior.sd,
            &self.b(prior).collect::<Vec<_>>(),
            &self.c,
        )
        .ok()?;
        usable.contains(&self.slope).then_some(model)
    }

    /// The largest difference of a parameter of the model.
    pub(super) fn distance(&self, other: &Self, prior: Prior) -> f64 {
        let a = (self.slope - other.slope).abs() / prior.sd;
        self.b(prior)
            .zip(other.b(prior))
            .fold(a, |most, (b, other)| most.max((b - other).abs()))
    }

    fn b(&self, prior: Prior) -> impl Iterator<Item = f64> + '_ {
        self.d
            .iter()
            .map(move |d| prior.mean - prior.sd * d / self.slope)
    }

    /// `ln P_0 … ln P_K` at each point.
    pub(super) fn log_probabilities(&self, z: &[f64; POINTS]) -> Vec<[f64; POINTS]> {
        let mut logs = vec![[0.0; POINTS]; self.d.len() + 1];
        for (point, z) in z.iter().enumerate() {
            for (logs, probability) in logs.iter_mut().zip(self.probabilities(*z)) {
                if let Some(log) = logs.get_mut(point) {
                    *log = libm::log(probability);
                }
            }
        }
        logs
    }

    /// `P_0 … P_K` at one point.
    fn probabilities(&self, z: f64) -> Vec<f64> {
        let reaching: Vec<f64> = self.reaching(z).map(|(reaching, _)| reaching).collect();
        let from = std::iter::once(1.0).chain(reaching.iter().copied());
        let to = reaching.iter().copied().chain([0.0]);
        from.zip(to)
            .map(|(from, to)| (from - to).max(SMALLEST_PROBABILITY))
            .collect()
    }

    /// `P*_k` and its derivative by the argument of σ, k = 1..=K.
    fn reaching(&self, z: f64) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.d.iter().zip(&self.c).map(move |(d, c)| {
            let x = self.slope * z + d;
            let (up, down) = (1.0 / (1.0 + libm::exp(-x)), 1.0 / (1.0 + libm::exp(x)));
            (c + (1.0 - c) * up, (1.0 - c) * up * down)
        })
    }

    /// The log likelihood of the expected numbers.
    fn likelihood(&self, z: &[f64; POINTS], expected: &Expected) -> f64 {
        let logs = self.log_probabilities(z);
        let cells = logs
            .iter()
            .zip(expected)
            .flat_map(|(logs, persons)| logs.iter().zip(persons));
        cells.map(|(log, persons)| persons * log).sum()
    }

    /// A curve for which the expected numbers are more likely; the same one at the maximum.
    pub(super) fn maximised(&self, z: &[f64; POINTS], expected: &Expected) -> Self {
        let mut best = self.clone();
        let mut likelihood = best.likelihood(z, expected);
        for _ in 0..MOST_STEPS {
            let Some(step) = best.scoring_step(z, expected) else {
                break;
            };
            let tries = (0..MOST_HALVINGS).scan(1.0, |share, _| {
                let tried = best.moved(&step, *share);
                *share /= 2.0;
                Some(tried)
            });
            let better = tries.flatten().find_map(|curve| {
                let reached = curve.likelihood(z, expected);
                (reached > likelihood).then_some((curve, reached))
            });
            let Some((curve, reached)) = better else {
                break;
            };
            best = curve;
            likelihood = reached;
        }
        best
    }

    /// The curve a share of a step away; `None` if that is no curve.
    fn moved(&self, step: &[f64], share: f64) -> Option<Self> {
        let (slope, d) = step.split_first()?;
        let slope = (self.slope + share * slope).clamp(*SLOPES.start(), *SLOPES.end());
        let d: Vec<f64> = self
            .d
            .iter()
            .zip(d)
            .map(|(d, step)| d + share * step)
            .collect();
        let falling = d
            .iter()
            .zip(d.iter().skip(1))
            .all(|(before, after)| before > after);
        falling.then(|| Self {
            slope,
            d,
            c: self.c.clone(),
        })
    }

    /// Gradient divided by the expected information, for slope and d; `None` where the information has no inverse.
    fn scoring_step(&self, z: &[f64; POINTS], expected: &Expected) -> Option<Vec<f64>> {
        let size = self.d.len() + 1;
        let mut gradient = vec![0.0; size];
        let mut information = vec![vec![0.0; size]; size];
        for (point, z) in z.iter().enumerate() {
            let persons: Vec<f64> = expected
                .iter()
                .filter_map(|score| score.get(point).copied())
                .collect();
            let whole: f64 = persons.iter().sum();
            let slopes: Vec<f64> = self.reaching(*z).map(|(_, slope)| slope).collect();
            for ((score, probability), persons) in
                self.probabilities(*z).into_iter().enumerate().zip(persons)
            {
                // dP_k: by the slope, by its own d (of step k) and by that of the step after it.
                let own = score
                    .checked_sub(1)
                    .and_then(|step| slopes.get(step))
                    .copied()
                    .unwrap_or(0.0);
                let next = slopes.get(score).copied().unwrap_or(0.0);
                let parts = [(0, z * (own - next)), (score, own), (score + 1, -next)];
                let parts = || {
                    parts
                        .iter()
                        .filter(|(place, part)| *place < size && *part != 0.0)
                };
                for (place, part) in parts() {
                    if let Some(gradient) = gradient.get_mut(*place) {
                        *gradient += persons * part / probability;
                    }
                    for (other, more) in parts() {
                        if let Some(cell) = information
                            .get_mut(*place)
                            .and_then(|row| row.get_mut(*other))
                        {
                            *cell += whole * part * more / probability;
                        }
                    }
                }
            }
        }
        solve(information, gradient)
    }
}

/// Solves `matrix · x = right` for a symmetric positive definite matrix by elimination; `None` if it is none.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for pivot in 0..size {
        let row = matrix.get(pivot)?.clone();
        let value = *right.get(pivot)?;
        let head = *row.get(pivot)?;
        if !(head.is_finite() && head > 0.0) {
            return None;
        }
        for (below, value_below) in matrix.iter_mut().zip(&mut right).skip(pivot + 1) {
            let share = below.get(pivot)? / head;
            below
                .iter_mut()
                .zip(&row)
                .skip(pivot)
                .for_each(|(cell, above)| *cell -= share * above);
            *value_below -= share * value;
        }
    }
    let mut solution = vec![0.0; size];
    for place in (0..size).rev() {
        let row = matrix.get(place)?;
        let known: f64 = row
            .iter()
            .zip(&solution)
            .skip(place + 1)
            .map(|(cell, x)| cell * x)
            .sum();
        *solution.get_mut(place)? = (right.get(place)? - known) / row.get(place)?;
    }
    Some(solution)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        let matrix = vec![
            vec![4.0, 2.0, 0.0],
            vec![2.0, 5.0, 1.0],
            vec![0.0, 1.0, 3.0],
        ];
        assert_eq!(
            solve(matrix, vec![8.0, 15.0, 11.0]),
            Some(vec![1.0, 2.0, 3.0])
        );
        assert_eq!(
            solve(vec![vec![1.0, 1.0], vec![1.0, 1.0]], vec![1.0, 1.0]),
            None
        );
    }
}
