//! Group figures from results that were handed over: what a municipality learns from a survey, and nothing about anybody.
//!
//! An estimate is pulled to the prior, which would hide a part of every group's gain, so the prior is taken out first
//! ([`Unpulled`]). Groups are occupation × wave. What could be traced to single people is left out without a reason: groups
//! below [`GroupSize`], cells with fewer values or with equal ones, and groups that only a few people joined or left since the
//! report before. All that leaves this module has two decimals.

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::Facet;
use crate::estimate::Estimate;
use crate::hundredths::Hundredths;
use crate::id::ScaleId;
use crate::transfer::{CheckResult, Unpulled, Wave};

/// Half the width of a 95 % interval, in standard errors.
const WIDTH_95: f64 = 1.959_963_984_540_054;
/// Estimates lie on a grid of so many standard deviations of the prior to both sides.
const GRID: f64 = 6.0;

/// The smallest group that is shown (`k`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupSize(u32);

impl GroupSize {
    /// What holds unless somebody asks for more, or for a little less.
    pub const USUAL: Self = Self(7);
    /// The least that may be asked for.
    pub const LEAST: Self = Self(5);

    /// `None` below the least.
    #[must_use]
    pub const fn new(k: u32) -> Option<Self> {
        if k >= Self::LEAST.0 {
            Some(Self(k))
        } else {
            None
        }
    }

    /// The number of people.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// What may be published about a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The smallest group that is shown.
    pub k: GroupSize,
    /// The level scale of the results.
    pub scale: Box<str>,
    /// How many results stand in published groups.
    pub read: u32,
    /// By occupation, then wave.
    pub groups: Vec<Group>,
    /// By occupation, then scale.
    pub comparisons: Vec<WaveComparison>,
    /// By occupation, then wave, then scale; people who brought an earlier check of their own.
    pub changes: Vec<GroupChange>,
}

/// The people of one occupation in one wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The occupation.
    pub occupation: Box<str>,
    /// The wave.
    pub wave: Wave,
    /// By id; `None` if the group is left out.
    pub scales: Option<Vec<Cell>>,
}

/// One scale of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The scale.
    pub id: ScaleId,
    /// Tasks or ratings.
    pub facet: Facet,
    /// `None` if the cell is left out.
    pub figures: Option<CellFigures>,
}

/// The figures of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellFigures {
    /// How many values count.
    pub n: u32,
    /// How many are left out since too little is known of them.
    pub imprecise: u32,
    /// `Σλx/Σλ`.
    pub mean: Hundredths,
    /// `√(n/(n−1)·Σλ²(x − mean)²)/Σλ`.
    pub se: Hundredths,
    /// The sample standard deviation of x.
    pub sd: Hundredths,
}

/// The second wave of an occupation against the first, on one scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveComparison {
    /// The occupation.
    pub occupation: Box<str>,
    /// The scale.
    pub id: ScaleId,
    /// Tasks or ratings.
    pub facet: Facet,
    /// How many values count in each wave.
    pub n: [u32; 2],
    /// The second mean minus the first.
    pub difference: Hundredths,
    /// Its 95 % interval.
    pub difference_ci: [Hundredths; 2],
    /// Hedges' g of x (Hedges 1981), with the correction for small samples.
    pub hedges_g: Hundredths,
    /// Its 95 % interval.
    pub hedges_g_ci: [Hundredths; 2],
    /// Cliff's delta (1993): how much more often a value of the second wave is the higher one.
    pub cliffs_delta: Hundredths,
}

/// What the own changes of single people come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupChange {
    /// The occupation.
    pub occupation: Box<str>,
    /// The wave.
    pub wave: Wave,
    /// The scale.
    pub id: ScaleId,
    /// Tasks or ratings.
    pub facet: Facet,
    /// How many changes.
    pub n: u32,
    /// Their mean.
    pub mean: Hundredths,
    /// Their sample standard deviation.
    pub sd: Hundredths,
    /// Mean by standard deviation.
    pub d_z: Hundredths,
}

/// Why a result is left aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was handed in before: the nonce is the same.
    Duplicate,
    /// It is of another level scale.
    OtherScale {
        /// That scale.
        found: Box<str>,
        /// The scale of most results.
        expected: Box<str>,
    },
    /// It names no occupation or no wave: it did not come by an invitation.
    NoGroup,
    /// The standing on this scale is none that a self-check can give.
    Impossible(ScaleId),
}

/// What an earlier report said about the sizes of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Previous {
    sizes: BTreeMap<(Box<str>, Wave), u32>,
}

impl Previous {
    /// The sizes of the groups that the report published.
    #[must_use]
    pub fn of(report: &Evaluation) -> Self {
        let sizes = report.groups.iter().filter_map(|group| {
            let figures = group
                .scales
                .as_ref()?
                .iter()
                .filter_map(|cell| cell.figures);
            let size = figures.map(|cell| cell.n + cell.imprecise).max()?;
            Some(((group.occupation.clone(), group.wave), size))
        });
        Self {
            sizes: sizes.collect(),
        }
    }

    /// Whether so few people joined or left that the difference of the reports would be about them.
    fn betrays(&self, group: &(Box<str>, Wave), size: u32, k: GroupSize) -> bool {
        let before = self.sizes.get(group);
        before.is_some_and(|before| (1..k.get()).contains(&before.abs_diff(size)))
    }
}

/// A value without the pull of the prior, and all values of a cell.
type Values = Vec<Unpulled>;

/// What is known of one scale of one group.
#[derive(Debug)]
struct Gathered {
    facet: Facet,
    values: Values,
    imprecise: u32,
    changes: Vec<f64>,
}

/// Evaluates results. Their order does not matter, except that the first of several with the same nonce counts. Those left
/// aside are named by their place.
#[must_use]
pub fn evaluate(
    results: &[CheckResult],
    k: GroupSize,
    previous: &Previous,
) -> (Evaluation, Vec<(usize, Refusal)>) {
    let scale = most_frequent(results.iter().map(|result| &result.scale));
    let mut seen: BTreeSet<[u8; 5]> = BTreeSet::new();
    let mut refused = Vec::new();
    let mut people: BTreeMap<(Box<str>, Wave), Vec<&CheckResult>> = BTreeMap::new();
    for (place, result) in results.iter().enumerate() {
        match group_of(result, &scale) {
            Err(refusal) => refused.push((place, refusal)),
            Ok(_) if !seen.insert(result.nonce.bytes()) => {
                refused.push((place, Refusal::Duplicate));
            }
            Ok(group) => people.entry(group).or_default().push(result),
        }
    }
    let mut evaluation = Evaluation {
        k,
        scale,
        read: 0,
        groups: Vec::with_capacity(people.len()),
        comparisons: Vec::new(),
        changes: Vec::new(),
    };
    let mut published: BTreeMap<(Box<str>, ScaleId), BTreeMap<Wave, Gathered>> = BTreeMap::new();
    for (group, mut members) in people {
        // By nonce: sums do not depend on the order of the files.
        members.sort_by_key(|result| result.nonce.bytes());
        let size = count(members.len());
        let is_shown = size >= k.get() && !previous.betrays(&group, size, k);
        let gathered = if is_shown {
            gather(&members)
        } else {
            BTreeMap::new()
        };
        let cells: Vec<Cell> = gathered
            .iter()
            .map(|(id, cell)| Cell {
                id: id.clone(),
                facet: cell.facet,
                figures: figures(cell, k),
            })
            .collect();
        let (occupation, wave) = group;
        if cells.iter().any(|cell| cell.figures.is_some()) {
            evaluation.read += size;
            for (id, cell) in gathered {
                evaluation
                    .changes
                    .extend(change(&occupation, wave, &id, &cell, k));
                published
                    .entry((occupation.clone(), id))
                    .or_default()
                    .insert(wave, cell);
            }
            evaluation.groups.push(Group {
                occupation,
                wave,
                scales: Some(cells),
            });
        } else {
            evaluation.groups.push(Group {
                occupation,
                wave,
                scales: None,
            });
        }
    }
    evaluation.comparisons = published
        .iter()
        .filter_map(|((occupation, id), waves)| {
            let [first, second] =
                [1, 2].map(|wave| Wave::new(wave).and_then(|wave| waves.get(&wave)));
            compare(occupation, id, first?, second?, k)
        })
        .collect();
    (evaluation, refused)
}

/// The group a result belongs to.
fn group_of(result: &CheckResult, scale: &str) -> Result<(Box<str>, Wave), Refusal> {
    if &*result.scale != scale {
        return Err(Refusal::OtherScale {
            found: result.scale.clone(),
            expected: scale.into(),
        });
    }
    let bound = GRID * result.prior.sd;
    for figure in &result.scales {
        let far = figure
            .standing
            .is_some_and(|standing| (standing.theta.to_f64() - result.prior.mean).abs() > bound);
        if far {
            return Err(Refusal::Impossible(figure.id.clone()));
        }
    }
    let invitation = &result.invitation;
    match (&invitation.occupation, invitation.wave) {
        (Some(occupation), Some(wave)) => Ok((occupation.clone(), wave)),
        _ => Err(Refusal::NoGroup),
    }
}

/// The most frequent of several names, of equally frequent ones the first in the alphabet.
fn most_frequent<'a>(names: impl Iterator<Item = &'a Box<str>>) -> Box<str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut best = ("", 0);
    for (name, times) in counts {
        if times > best.1 {
            best = (name, times);
        }
    }
    best.0.into()
}

fn gather(members: &[&CheckResult]) -> BTreeMap<ScaleId, Gathered> {
    let mut cells: BTreeMap<ScaleId, Gathered> = BTreeMap::new();
    for result in members {
        for figure in &result.scales {
            let Some(standing) = figure.standing else {
                continue;
            };
            let cell = cells
                .entry(figure.id.clone())
                .or_insert_with(|| Gathered::of(figure.facet));
            let estimate = Estimate {
                theta: standing.theta.to_f64(),
                se: standing.se.to_f64(),
            };
            match Unpulled::of(result.prior, estimate) {
                Some(value) => cell.values.push(value),
                None => cell.imprecise += 1,
            }
        }
        for change in &result.change {
            cells
                .entry(change.id.clone())
                .or_insert_with(|| Gathered::of(change.facet))
                .changes
                .push(change.x);
        }
    }
    cells
}

impl Gathered {
    const fn of(facet: Facet) -> Self {
        Self {
            facet,
            values: Vec::new(),
            imprecise: 0,
            changes: Vec::new(),
        }
    }
}

/// The weighted mean of a cell and its standard error.
fn weighted(values: &[Unpulled]) -> (f64, f64) {
    let n = number(values.len());
    let weight: f64 = values.iter().map(|value| value.lambda).sum();
    let mean = values
        .iter()
        .map(|value| value.lambda * value.x)
        .sum::<f64>()
        / weight;
    let spread: f64 = values
        .iter()
        .map(|value| {
            let apart = value.lambda * (value.x - mean);
            apart * apart
        })
        .sum();
    (mean, (n / (n - 1.0) * spread).sqrt() / weight)
}

/// The mean of numbers and their sample standard deviation.
fn plain(numbers: &[f64]) -> (f64, f64) {
    let n = number(numbers.len());
    let mean = numbers.iter().sum::<f64>() / n;
    let squares: f64 = numbers.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, (squares / (n - 1.0)).sqrt())
}

/// Whether there are too few numbers to show, or all are the same, which says it of everybody.
fn gives_away(numbers: &[f64], k: GroupSize) -> bool {
    count(numbers.len()) < k.get() || numbers.windows(2).all(|pair| pair[0] == pair[1])
}

fn xs(cell: &Gathered) -> Vec<f64> {
    cell.values.iter().map(|value| value.x).collect()
}

fn figures(cell: &Gathered, k: GroupSize) -> Option<CellFigures> {
    let xs = xs(cell);
    if gives_away(&xs, k) {
        return None;
    }
    let (mean, se) = weighted(&cell.values);
    Some(CellFigures {
        n: count(xs.len()),
        imprecise: cell.imprecise,
        mean: Hundredths::from_f64(mean)?,
        se: Hundredths::from_f64(se)?,
        sd: Hundredths::from_f64(plain(&xs).1)?,
    })
}

fn change(
    occupation: &str,
    wave: Wave,
    id: &ScaleId,
    cell: &Gathered,
    k: GroupSize,
) -> Option<GroupChange> {
    if gives_away(&cell.changes, k) {
        return None;
    }
    let (mean, sd) = plain(&cell.changes);
    Some(GroupChange {
        occupation: occupation.into(),
        wave,
        id: id.clone(),
        facet: cell.facet,
        n: count(cell.changes.len()),
        mean: Hundredths::from_f64(mean)?,
        sd: Hundredths::from_f64(sd)?,
        d_z: Hundredths::from_f64(mean / sd)?,
    })
}

fn compare(
    occupation: &str,
    id: &ScaleId,
    first: &Gathered,
    second: &Gathered,
    k: GroupSize,
) -> Option<WaveComparison> {
    // Only what is published of both waves.
    figures(first, k)?;
    figures(second, k)?;
    let interval = |middle: f64, half: f64| {
        Some([
            Hundredths::from_f64(middle - half)?,
            Hundredths::from_f64(middle + half)?,
        ])
    };
    let ((mean1, se1), (mean2, se2)) = (weighted(&first.values), weighted(&second.values));
    let difference = mean2 - mean1;
    let (x1, x2) = (xs(first), xs(second));
    let (n1, n2) = (number(x1.len()), number(x2.len()));
    let ((plain1, sd1), (plain2, sd2)) = (plain(&x1), plain(&x2));
    let freedom = n1 + n2 - 2.0;
    let pooled = (((n1 - 1.0) * sd1 * sd1 + (n2 - 1.0) * sd2 * sd2) / freedom).sqrt();
    let correction = 1.0 - 3.0 / (4.0 * freedom - 1.0);
    let g = correction * (plain2 - plain1) / pooled;
    let g_se = ((n1 + n2) / (n1 * n2) + g * g / (2.0 * (n1 + n2))).sqrt();
    let mut higher = 0.0;
    for later in &x2 {
        for earlier in &x1 {
            if later > earlier {
                higher += 1.0;
            } else if later < earlier {
                higher -= 1.0;
            }
        }
    }
    Some(WaveComparison {
        occupation: occupation.into(),
        id: id.clone(),
        facet: second.facet,
        n: [count(x1.len()), count(x2.len())],
        difference: Hundredths::from_f64(difference)?,
        difference_ci: interval(difference, WIDTH_95 * (se1 * se1 + se2 * se2).sqrt())?,
        hedges_g: Hundredths::from_f64(g)?,
        hedges_g_ci: interval(g, WIDTH_95 * g_se)?,
        cliffs_delta: Hundredths::from_f64(higher / (n1 * n2))?,
    })
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn number(len: usize) -> f64 {
    f64::from(count(len))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
