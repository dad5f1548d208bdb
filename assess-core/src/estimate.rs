//! From answers to a standing: expected a posteriori (Bock and Mislevy 1982).

use crate::bank::Prior;
use crate::model::GradedModel;

/// The points on which the posterior is summed: from mean − 6 sd to mean + 6 sd.
pub(crate) const POINTS: usize = 121;

/// A standing on the level scale with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The posterior mean, in levels.
    pub theta: f64,
    /// The posterior standard deviation, in levels; above 0.
    pub se: f64,
}

/// Mean and standard deviation of the posterior on 121 equally spaced points from mean − 6 sd to mean + 6 sd of the
/// prior, equal weights times its density. Logs are summed in the order given (callers give ascending item ids, so that
/// the order of answering leaves no trace) and the largest is subtracted before `exp`. Without answers: the prior.
#[must_use]
pub fn eap<'a>(
    prior: Prior,
    answered: impl IntoIterator<Item = (&'a GradedModel, u8)>,
) -> Estimate {
    let mut posterior = Posterior::of(prior);
    for (model, score) in answered {
        for (theta, log) in posterior.theta.iter().zip(&mut posterior.log) {
            *log += libm::log(model.probability(*theta, score));
        }
    }
    posterior.estimate()
}

/// What is known of a standing: the points, and at each the log of the density up to one constant for all.
#[derive(Clone)]
pub(crate) struct Posterior {
    /// Ascending.
    pub(crate) theta: [f64; POINTS],
    /// Beside `theta`.
    pub(crate) log: [f64; POINTS],
}

impl Posterior {
    /// Before the first answer.
    pub(crate) fn of(prior: Prior) -> Self {
        let mut theta = [0.0; POINTS];
        let mut log = [0.0; POINTS];
        for ((point, theta), log) in (-60_i8..).zip(&mut theta).zip(&mut log) {
            let z = f64::from(point) / 10.0;
            *theta = prior.mean + prior.sd * z;
            *log = -0.5 * z * z;
        }
        Self { theta, log }
    }

    /// Mean and standard deviation.
    pub(crate) fn estimate(mut self) -> Estimate {
        let largest = largest(&self.log);
        let mut weights = 0.0;
        let mut sum = 0.0;
        for (theta, log) in self.theta.iter().zip(&mut self.log) {
            let weight = libm::exp(*log - largest);
            *log = weight;
            weights += weight;
            sum += weight * theta;
        }
        let mean = sum / weights;
        let mut squares = 0.0;
        for (theta, weight) in self.theta.iter().zip(&self.log) {
            squares += weight * ((theta - mean) * (theta - mean));
        }
        Estimate {
            theta: mean,
            se: (squares / weights).sqrt(),
        }
    }
}

/// The largest of some logs; −∞ if there are none.
pub(crate) fn largest(logs: &[f64]) -> f64 {
    logs.iter().fold(f64::NEG_INFINITY, |largest, log| {
        if *log > largest { *log } else { largest }
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
