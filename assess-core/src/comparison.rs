//! Self-image and shown skill side by side.
//!
//! Only what is about the same can be compared: a `self` scale with the `shown` scale over the same competences, or, where
//! tasks share one scale over many areas, all self-ratings about parts of it taken together. (One area of many may well lie
//! above or below the whole without anybody being mistaken.)

use crate::bank::Facet;
use crate::estimate::Estimate;
use crate::level::differ;
use crate::profile::{Profile, ScaleResult};

/// A scale of tasks with what the person says of the same competences.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// The answered scale of tasks.
    pub shown: &'a ScaleResult,
    /// The answered self-ratings, by id; never empty. One of them if it is about the same competences.
    pub rated: Vec<&'a ScaleResult>,
    /// The mean of their standings, as wide as that of independent ones: `√(Σ se²)/n`.
    pub image: Estimate,
    /// Whether the two differ by more than chance explains.
    pub difference: Difference,
}

/// How a self-rating lies to what was shown in tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// No more apart than chance explains.
    None,
    /// The rating is clearly higher.
    Higher,
    /// The rating is clearly lower.
    Lower,
}

/// Every answered scale of tasks that there are answered self-ratings to compare with, by id.
#[must_use]
pub fn comparisons(profile: &Profile) -> Vec<Comparison<'_>> {
    let shown = profile
        .scales
        .iter()
        .filter(|scale| scale.facet == Facet::Shown);
    shown.filter_map(|shown| compare(profile, shown)).collect()
}

fn compare<'a>(profile: &'a Profile, shown: &'a ScaleResult) -> Option<Comparison<'a>> {
    let own = shown.outcome?.estimate;
    let inside = |scale: &&ScaleResult| scale.facet == Facet::SelfRating && scale.lies_in(shown);
    let mut rated: Vec<&ScaleResult> = Vec::new();
    for scale in profile.scales.iter().filter(inside) {
        if scale.outcome.is_some() {
            if shown.lies_in(scale) {
                rated = vec![scale];
                break;
            }
            rated.push(scale);
        }
    }
    let (mut sum, mut squares, mut count) = (0.0, 0.0, 0.0);
    for outcome in rated.iter().filter_map(|scale| scale.outcome) {
        sum += outcome.estimate.theta;
        squares += outcome.estimate.se * outcome.estimate.se;
        count += 1.0;
    }
    if count == 0.0 {
        return None;
    }
    let image = Estimate {
        theta: sum / count,
        se: squares.sqrt() / count,
    };
    let difference = match (differ(image, own), image.theta > own.theta) {
        (false, _) => Difference::None,
        (true, true) => Difference::Higher,
        (true, false) => Difference::Lower,
    };
    Some(Comparison {
        shown,
        rated,
        image,
        difference,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scales as (id, facet, competences, θ and se).
    type Scales<'a> = &'a [(&'a str, Facet, &'a [&'a str], Option<(f64, f64)>)];

    fn check(scales: Scales<'_>, expected: &[(&str, &[&str], f64, f64, Difference)]) {
        let result =
            |(id, facet, competences, estimate): &(&str, Facet, &[&str], Option<(f64, f64)>)| {
                ScaleResult {
                    id: (*id).into(),
                    facet: *facet,
                    competences: competences.iter().map(|id| (*id).into()).collect(),
                    outcome: estimate.map(|(theta, se)| Estimate { theta, se }.into()),
                    answered: 1,
                    points: 1,
                    of: 1,
                }
            };
        let profile = Profile {
            scale: "test".into(),
            scales: scales.iter().map(result).collect(),
        };
        let found = comparisons(&profile);
        let found: Vec<(&str, Vec<&str>, f64, f64, Difference)> = found
            .iter()
            .map(|one| {
                let rated = one.rated.iter().map(|scale| scale.id.as_str()).collect();
                (
                    one.shown.id.as_str(),
                    rated,
                    one.image.theta,
                    one.image.se,
                    one.difference,
                )
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(shown, rated, theta, se, difference)| {
                (*shown, rated.to_vec(), *theta, *se, *difference)
            })
            .collect();
        assert_eq!(found, expected);
    }

    use Facet::{SelfRating, Shown};

    #[test]
    fn scales_over_the_same_competences() {
        for (theta, difference) in [
            (3.0, Difference::Higher),
            (0.0, Difference::Lower),
            (1.75, Difference::None),
        ] {
            check(
                &[
                    ("s", Shown, &["a", "b"], Some((1.5, 0.5))),
                    ("t", SelfRating, &["b", "a"], Some((theta, 0.5))),
                    ("t-part", SelfRating, &["a"], Some((4.0, 0.5))),
                ],
                &[("s", &["t"], theta, 0.5, difference)],
            );
        }
    }

    #[test]
    fn ratings_of_parts_are_taken_together() {
        check(
            &[
                ("s", Shown, &["a", "b", "c"], Some((1.0, 0.5))),
                ("t1", SelfRating, &["a"], Some((2.0, 0.75))),
                ("t2", SelfRating, &["b"], None),
                ("t3", SelfRating, &["c"], Some((4.0, 1.0))),
                ("t4", SelfRating, &["c", "d"], Some((0.0, 0.5))),
            ],
            &[("s", &["t1", "t3"], 3.0, 0.625, Difference::Higher)],
        );
    }

    #[test]
    fn what_is_not_about_the_same_is_not_compared() {
        check(
            &[
                ("s1", Shown, &["a"], Some((1.0, 0.5))),
                ("s2", Shown, &["b"], None),
                ("t1", SelfRating, &["a", "b"], Some((4.0, 0.5))),
                ("t2", SelfRating, &["b"], Some((4.0, 0.5))),
            ],
            &[],
        );
    }
}
