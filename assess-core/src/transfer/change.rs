//! How far a person moved since an earlier check.

use crate::bank::Prior;
use crate::estimate::Estimate;
use crate::profile::{Profile, ScaleResult};

use super::Change;

/// Less than this is known of a standing: its value without the prior would be a guess.
const LEAST_PRECISION: f64 = 0.2;

/// An estimate without the pull of the prior, which would hide a part of every change:
/// `λ = 1/se² − 1/sd²`, `x = (θ/se² − mean/sd²)/λ`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unpulled {
    /// The standing, in levels.
    pub x: f64,
    /// Its precision: what the answers alone know, in 1/levels².
    pub lambda: f64,
}

impl Unpulled {
    /// Takes the prior out; `None` if λ is at most 0.2.
    #[must_use]
    pub fn of(prior: Prior, estimate: Estimate) -> Option<Self> {
        let (known, before) = (
            1.0 / (estimate.se * estimate.se),
            1.0 / (prior.sd * prior.sd),
        );
        let lambda = known - before;
        (lambda > LEAST_PRECISION).then(|| Self {
            x: (estimate.theta * known - prior.mean * before) / lambda,
            lambda,
        })
    }
}

/// The changes from an earlier profile to a later one of the same bank, by scale: those that both know enough about.
#[must_use]
pub fn changes(prior: Prior, earlier: &Profile, later: &Profile) -> Vec<Change> {
    let x = |scale: &ScaleResult| Some(Unpulled::of(prior, scale.outcome?.estimate)?.x);
    let mut changes = Vec::new();
    for scale in &later.scales {
        let before = earlier.scales.iter().find(|before| before.id == scale.id);
        if let (Some(before), Some(now)) = (before.and_then(x), x(scale)) {
            changes.push(Change {
                id: scale.id.clone(),
                facet: scale.facet,
                x: now - before,
            });
        }
    }
    changes
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests {
    use super::*;
    use crate::bank::Facet;
    use crate::profile::Outcome;

    const PRIOR: Prior = Prior { mean: 1.5, sd: 1.0 };

    fn scale(id: &str, standing: Option<(f64, f64)>) -> ScaleResult {
        let outcome = |(theta, se)| Outcome::from(Estimate { theta, se });
        ScaleResult {
            id: id.into(),
            facet: Facet::Shown,
            competences: Vec::new(),
            outcome: standing.map(outcome),
            answered: 0,
            points: 0,
            of: 0,
        }
    }

    fn profile(scales: Vec<ScaleResult>) -> Profile {
        Profile {
            scale: "roadmap-2026".into(),
            scales,
        }
    }

    #[test]
    fn the_pull_of_the_prior_is_taken_out() {
        // Half of the precision is the prior's, which sits one level below: the answers alone say one level above.
        let estimate = Estimate {
            theta: 2.5,
            se: 0.5_f64.sqrt(),
        };
        let unpulled = Unpulled::of(PRIOR, estimate).unwrap();
        assert!((unpulled.x - 3.5).abs() < 1e-12 && (unpulled.lambda - 1.0).abs() < 1e-12);
        let vague = Estimate {
            theta: 2.0,
            se: 0.92,
        };
        assert_eq!(Unpulled::of(PRIOR, vague), None);
    }

    #[test]
    fn only_scales_that_both_know_are_compared() {
        let earlier = profile(vec![
            scale("a", Some((1.0, 0.5))),
            scale("b", Some((1.0, 0.95))),
            scale("c", None),
            scale("d", Some((1.0, 0.5))),
        ]);
        let later = profile(vec![
            scale("a", Some((2.0, 0.5))),
            scale("b", Some((2.0, 0.5))),
            scale("c", Some((2.0, 0.5))),
        ]);
        let changes = changes(PRIOR, &earlier, &later);
        let [only] = changes.as_slice() else {
            unreachable!("one scale is known well enough both times: {changes:?}")
        };
        // (4·2 − 1.5)/3 − (4·1 − 1.5)/3
        assert_eq!(only.id.as_str(), "a");
        assert!((only.x - 4.0 / 3.0).abs() < 1e-12);
    }
}
