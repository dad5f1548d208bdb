//! How far a table by sums of points can be from the exact result.
//!
//! The number is the largest |θ of the pattern − θ of its sum| over all patterns of answers, both by the posterior mean.
//! There are too many patterns to try them all (twelve tasks with three steps have 16 million), so:
//!
//! 1. A pattern in which some items are answered and r points are left for the others is bounded. Between two neighbouring
//!    points of θ the log likelihood of the others rises at most by `U(r) = max over k of (the rise of ln P_k of the next
//!    item + U(r − k) of the items after it)`, computed from the last item to the first. Whatever pattern the others have,
//!    its likelihood divided by the one that rises by U everywhere falls in θ, and a posterior multiplied by a falling
//!    function has the lower mean. So the mean with U is an upper bound; with the least rise it is a lower one. This needs
//!    no assumption about the models.
//! 2. The search goes on where the bound is largest and leaves out whatever cannot beat the largest difference found. Of
//!    items with the very same model only patterns with falling scores are looked at: the others have the same result.
//! 3. When nothing is left that could beat it, the difference found is exact (up to 10⁻¹²). After [`MOST_STEPS`] steps the
//!    search ends, the same on every machine, and the largest bound that is left is stated beside the difference found.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::bank::Prior;
use crate::estimate::{Estimate, POINTS, Posterior};
use crate::model::GradedModel;

use super::log_probabilities;

/// After so many patterns were taken up the search ends: a fraction of a second.
pub const MOST_STEPS: usize = 20_000;

/// What bounds and differences may be off by rounding.
const ROUNDING: f64 = 1e-12;

/// The largest difference between a table and the exact result, in levels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The largest one found; some pattern of answers has it.
    pub found: f64,
    /// No pattern has a larger one. Equal to `found` if the search came to its end.
    pub bound: f64,
    /// The sum of points of the pattern found.
    pub points: u32,
}

impl Difference {
    /// Whether `found` is the largest difference there is.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.found >= self.bound
    }
}

/// Searches for the largest difference from `estimates`, the standings of the sums 0 to all points.
pub(super) fn largest_difference(
    prior: Prior,
    models: &[&GradedModel],
    estimates: &[Estimate],
) -> Difference {
    Search::new(prior, models, estimates).run(MOST_STEPS)
}

/// Whether the pattern shall have a higher or a lower standing than its sum.
#[derive(Clone, Copy)]
enum Side {
    Above,
    Below,
}

/// The points of one item at each θ, and what is left to the items after it.
struct Line {
    /// `ln P_k` by k.
    log: Vec<[f64; POINTS]>,
    /// Whether the item before it has the very same model.
    like_before: bool,
    /// The points of this item and all after it.
    of: usize,
    /// By r: the largest rise from the point before, when this item and all after it have r points.
    steepest: Vec<[f64; POINTS]>,
    /// By r: the smallest.
    flattest: Vec<[f64; POINTS]>,
}

/// The scores of the first items, and the points that are left for the others.
struct Pattern {
    bound: f64,
    side: Side,
    sum: usize,
    left: usize,
    scores: Vec<u8>,
}

struct Search<'a> {
    before: Posterior,
    lines: Vec<Line>,
    estimates: &'a [Estimate],
    best: Difference,
}

impl<'a> Search<'a> {
    fn new(prior: Prior, models: &[&GradedModel], estimates: &'a [Estimate]) -> Self {
        let before = Posterior::of(prior);
        let lines = lines(&before.theta, models);
        Self {
            before,
            lines,
            estimates,
            best: Difference {
                found: 0.0,
                bound: 0.0,
                points: 0,
            },
        }
    }

    fn run(mut self, most_steps: usize) -> Difference {
        let mut open: BinaryHeap<Pattern> = self.roots().into();
        // A first difference for every sum, so that the search has something to beat.
        for root in self.roots() {
            self.dive(root);
        }
        for _ in 0..most_steps {
            match open.pop() {
                Some(pattern) if self.could_win(&pattern) => open.extend(self.continued(&pattern)),
                _ => {
                    open.clear();
                    break;
                }
            }
        }
        let left = open.peek().map_or(0.0, |pattern| pattern.bound);
        self.best.bound = if left > self.best.found + ROUNDING {
            left
        } else {
            self.best.found
        };
        self.best
    }

    /// No item answered yet: one pattern for each sum and side.
    fn roots(&self) -> Vec<Pattern> {
        let of_sum = |sum| {
            [Side::Above, Side::Below].map(|side| {
                let mut root = Pattern {
                    bound: 0.0,
                    side,
                    sum,
                    left: sum,
                    scores: Vec::new(),
                };
                root.bound = self.bound(&root);
                root
            })
        };
        (0..self.estimates.len()).flat_map(of_sum).collect()
    }

    /// Follows the largest bound down to a whole pattern.
    fn dive(&mut self, root: Pattern) {
        let mut next = Some(root);
        while let Some(pattern) = next {
            next = self
                .could_win(&pattern)
                .then(|| self.continued(&pattern))
                .into_iter()
                .flatten()
                .max();
        }
    }

    fn could_win(&self, pattern: &Pattern) -> bool {
        pattern.bound > self.best.found + ROUNDING
    }

    /// The pattern with each score of the next item that can still win. Whole patterns are not continued but counted.
    fn continued(&mut self, pattern: &Pattern) -> Vec<Pattern> {
        let place = pattern.scores.len();
        let Some(line) = self.lines.get(place) else {
            return Vec::new();
        };
        let after = self.lines.get(place + 1).map_or(0, |line| line.of);
        let like = pattern.scores.last().filter(|_| line.like_before);
        let steps = (0..=u8::MAX).take(line.log.len());
        let children: Vec<Pattern> = steps
            .filter(|k| like.is_none_or(|before| k <= before))
            .filter_map(|k| {
                let left = pattern
                    .left
                    .checked_sub(k.into())
                    .filter(|left| *left <= after)?;
                let scores = pattern.scores.iter().copied().chain([k]).collect();
                let mut child = Pattern {
                    bound: 0.0,
                    side: pattern.side,
                    sum: pattern.sum,
                    left,
                    scores,
                };
                child.bound = self.bound(&child);
                self.could_win(&child).then_some(child)
            })
            .collect();
        if place + 1 < self.lines.len() {
            return children;
        }
        for whole in children {
            if self.could_win(&whole) {
                self.best.found = whole.bound;
                self.best.points = u32::try_from(whole.sum).unwrap_or(u32::MAX);
            }
        }
        Vec::new()
    }

    /// How far the standing of a pattern that begins like this can be from that of its sum; exact for a whole one.
    fn bound(&self, pattern: &Pattern) -> f64 {
        let mut posterior = self.before.clone();
        for (line, score) in self.lines.iter().zip(&pattern.scores) {
            add(&mut posterior.log, line.log.get(usize::from(*score)));
        }
        let rest = self.lines.get(pattern.scores.len()).and_then(|line| {
            let rises = match pattern.side {
                Side::Above => &line.steepest,
                Side::Below => &line.flattest,
            };
            rises.get(pattern.left)
        });
        if let Some(rises) = rest {
            let mut height = 0.0;
            for (log, rise) in posterior.log.iter_mut().zip(rises) {
                height += rise;
                *log += height;
            }
        }
        let by_sum = self
            .estimates
            .get(pattern.sum)
            .map_or(0.0, |estimate| estimate.theta);
        match pattern.side {
            Side::Above => posterior.estimate().theta - by_sum,
            Side::Below => by_sum - posterior.estimate().theta,
        }
    }
}

/// The items, those with the same model side by side.
fn lines(theta: &[f64; POINTS], models: &[&GradedModel]) -> Vec<Line> {
    let mut order: Vec<&GradedModel> = Vec::with_capacity(models.len());
    for model in models {
        let place = order
            .iter()
            .rposition(|other| other == model)
            .map_or(order.len(), |place| place + 1);
        order.insert(place, model);
    }
    let mut lines: Vec<Line> = Vec::with_capacity(order.len());
    for (place, model) in order.iter().enumerate().rev() {
        let like_before = place.checked_sub(1).and_then(|before| order.get(before)) == Some(model);
        lines.push(line(
            log_probabilities(theta, model),
            like_before,
            lines.last(),
        ));
    }
    lines.reverse();
    lines
}

fn line(log: Vec<[f64; POINTS]>, like_before: bool, after: Option<&Line>) -> Line {
    let rises: Vec<[f64; POINTS]> = log.iter().map(rise).collect();
    let of = rises.len() - 1 + after.map_or(0, |after| after.of);
    let nothing = [[0.0; POINTS]];
    let of_all = |side: Side| {
        let after = match (after, side) {
            (None, _) => &nothing[..],
            (Some(after), Side::Above) => &after.steepest,
            (Some(after), Side::Below) => &after.flattest,
        };
        (0..=of)
            .map(|left| extreme(side, &rises, after, left))
            .collect()
    };
    Line {
        steepest: of_all(Side::Above),
        flattest: of_all(Side::Below),
        log,
        like_before,
        of,
    }
}

/// The rise from the point before; 0 at the first.
fn rise(log: &[f64; POINTS]) -> [f64; POINTS] {
    let mut rise = [0.0; POINTS];
    for ((rise, here), before) in rise.iter_mut().skip(1).zip(log.iter().skip(1)).zip(log) {
        *rise = here - before;
    }
    rise
}

/// The largest or smallest rise at each point over all scores of this item, with `left` points for it and those after it.
fn extreme(
    side: Side,
    own: &[[f64; POINTS]],
    after: &[[f64; POINTS]],
    left: usize,
) -> [f64; POINTS] {
    let mut extreme: Option<[f64; POINTS]> = None;
    for (k, own) in own.iter().enumerate() {
        let Some(after) = left.checked_sub(k).and_then(|rest| after.get(rest)) else {
            continue;
        };
        let mut rises = *own;
        add(&mut rises, Some(after));
        match &mut extreme {
            None => extreme = Some(rises),
            Some(extreme) => {
                for (extreme, rise) in extreme.iter_mut().zip(rises) {
                    let beats = match side {
                        Side::Above => rise > *extreme,
                        Side::Below => rise < *extreme,
                    };
                    if beats {
                        *extreme = rise;
                    }
                }
            }
        }
    }
    extreme.unwrap_or([0.0; POINTS])
}

fn add(to: &mut [f64; POINTS], more: Option<&[f64; POINTS]>) {
    to.iter_mut()
        .zip(more.into_iter().flatten())
        .for_each(|(to, more)| *to += more);
}

/// By bound; the numbers of equal bounds follow in a fixed order, so that the search is the same everywhere.
impl Ord for Pattern {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound
            .total_cmp(&other.bound)
            .then_with(|| other.sum.cmp(&self.sum))
            .then_with(|| other.scores.cmp(&self.scores))
    }
}

impl PartialOrd for Pattern {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Pattern {}
