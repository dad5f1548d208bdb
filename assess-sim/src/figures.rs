//! What many self-checks together say about the measurement.

use assess_core::bank::Facet;
use assess_core::level::{Z80, Z95, level_of, likely_range, named_level};
use serde::Serialize;

use crate::person::{Measured, Run};

/// The worth of the standings of one facet. Shares are of 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    /// How many standings were estimated.
    pub standings: usize,
    /// Items asked of a person, on average.
    pub items: f64,
    /// The same for one standing.
    pub items_per_standing: f64,
    /// The standard error that readers are told, on average, in levels.
    pub se: f64,
    /// The mean of estimate minus truth, in levels.
    pub bias: f64,
    /// The root of the mean square of estimate minus truth, in levels.
    pub rmse: f64,
    /// How often ± 1.28 standard errors hold the truth.
    pub coverage_80: f64,
    /// How often ± 1.96 standard errors hold the truth.
    pub coverage_95: f64,
    /// How often the levels that readers are told hold the true level.
    pub range_holds: f64,
    /// How many standings have a named level.
    pub named: f64,
    /// How many of the named levels are the true ones; absent if none is named.
    pub right: Option<f64>,
    /// How many of the named levels are at most one beside the true ones; absent if none is named.
    pub nearly: Option<f64>,
}

impl Figures {
    /// Of the standings of one facet; absent if there are none.
    #[must_use]
    pub fn of(runs: &[Run], facet: Facet) -> Option<Self> {
        let all: Vec<&Measured> = runs
            .iter()
            .flat_map(|run| &run.measured)
            .filter(|measured| measured.facet == facet)
            .collect();
        if all.is_empty() {
            return None;
        }
        let asked: usize = runs
            .iter()
            .map(|run| match facet {
                Facet::Shown => run.tasks,
                Facet::SelfRating => run.ratings,
            })
            .sum();
        let error = |one: &Measured| one.estimate.theta - one.truth;
        let within = |one: &Measured, reach: f64| error(one).abs() <= reach * one.estimate.se;
        let mean = |of: &dyn Fn(&Measured) -> f64| mean(all.iter().map(|one| of(one)));
        let share = |of: &dyn Fn(&Measured) -> bool| mean(&|one| f64::from(u8::from(of(one))));
        let named: Vec<(u8, u8)> = all
            .iter()
            .filter_map(|one| Some((named_level(one.estimate)?.get(), level_of(one.truth).get())))
            .collect();
        let of_named = |most: u8| {
            let hits = named
                .iter()
                .filter(|(told, true_one)| told.abs_diff(*true_one) <= most);
            (!named.is_empty()).then(|| count(hits.count()) / count(named.len()))
        };
        Some(Self {
            standings: all.len(),
            items: count(asked) / count(runs.len()),
            items_per_standing: count(asked) / count(all.len()),
            se: mean(&|one| one.estimate.se),
            bias: mean(&error),
            rmse: mean(&|one| error(one) * error(one)).sqrt(),
            coverage_80: share(&|one| within(one, Z80)),
            coverage_95: share(&|one| within(one, Z95)),
            range_holds: share(&|one| {
                let range = likely_range(one.estimate);
                (range.low..=range.high).contains(&level_of(one.truth))
            }),
            named: count(named.len()) / count(all.len()),
            right: of_named(0),
            nearly: of_named(1),
        })
    }
}

/// The mean of some numbers, added in their order.
pub(crate) fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let length = count(numbers.len());
    numbers.sum::<f64>() / length
}

/// A count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2⁵³")]
pub(crate) fn count(count: usize) -> f64 {
    count as f64
}
