//! Scoring on paper: from the sum of the points of a fixed form to a standing (Lord and Wingersky 1984).
//!
//! 1. A fixed form is a list of items; each [`Scale`] that holds some of them gets a [`Table`] of its own.
//! 2. The likelihood of a sum s at θ is that of all patterns of answers with that sum: `L(s) = Σ_k L'(s − k)·P_k`, item
//!    after item in ascending id, at each of the 121 points of the [estimate](crate::estimate). It is kept as a log (the
//!    largest term is subtracted before `exp`), so that no form is too long.
//! 3. Prior times `L(s)` gives the posterior mean and standard deviation of each sum, level and range as everywhere. The
//!    mean is that of the exact estimates of all patterns of the sum, weighted by how likely each pattern is.
//! 4. A sum knows less than the answers: [`difference`] says how far the table can be from the exact result.
//!
//! A table holds only if every line of the form is answered; [`Table::row`] refuses other answers. Those are typed in and
//! scored exactly.

pub mod difference;

use crate::answers::Answers;
use crate::bank::{Bank, Facet, Item, Prior, Scale};
use crate::estimate::{Estimate, POINTS, Posterior, largest};
use crate::id::{ItemId, ScaleId};
use crate::model::GradedModel;
use crate::profile::Outcome;
use crate::sorting::{repeated, sort};

use difference::Difference;

/// More points than this make no table that fits a key page.
pub const MOST_POINTS: u32 = 200;

/// The key to one scale of a fixed form.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The scale.
    pub scale: ScaleId,
    /// Tasks or ratings.
    pub facet: Facet,
    /// The lines of the form that count, by ascending id; at least one.
    pub items: Vec<ItemId>,
    /// One for each sum of points, from 0 to all of them.
    pub rows: Vec<Row>,
    /// How far θ of a row can be from that of the exact result.
    pub difference: Difference,
}

/// What a sum of points says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The sum.
    pub points: u32,
    /// The standing, and what may be said about it.
    pub outcome: Outcome,
}

/// Why a form has no tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperProblem {
    /// The bank has no such item.
    UnknownItem(ItemId),
    /// The item stands on the form twice.
    Twice(ItemId),
    /// The lines of this scale give more than [`MOST_POINTS`].
    TooManyPoints {
        /// The scale.
        scale: ScaleId,
        /// What its lines give.
        points: u32,
    },
}

/// The tables of the form with these items, by scale; a scale without a line on the form has none.
///
/// # Errors
/// Every unknown or repeated item; if there are none, every scale with too many points.
pub fn tables<Id: AsRef<str>>(bank: &Bank, form: &[Id]) -> Result<Vec<Table>, Vec<PaperProblem>> {
    let lines = lines(bank, form)?;
    let mut tables = Vec::new();
    let mut problems = Vec::new();
    for scale in bank.scales() {
        let held: Vec<&Item> = lines
            .iter()
            .copied()
            .filter(|item| scale.holds(item))
            .collect();
        let points = held.iter().map(|item| u32::from(item.model.steps())).sum();
        if points > MOST_POINTS {
            problems.push(PaperProblem::TooManyPoints {
                scale: scale.id.clone(),
                points,
            });
        } else if points > 0 {
            tables.push(table(bank.prior(), scale, &held));
        }
    }
    if problems.is_empty() {
        Ok(tables)
    } else {
        Err(problems)
    }
}

impl Table {
    /// The row of these answers; `None` unless every line counts (in a rating "weiß ich nicht" does not).
    #[must_use]
    pub fn row(&self, bank: &Bank, answers: &Answers) -> Option<&Row> {
        let mut points = 0;
        for line in &self.items {
            let index = bank.index_of(line.as_str())?;
            points += usize::from(answers.response(index)?.counted(self.facet)?);
        }
        self.rows.get(points)
    }
}

/// The items of the form, by ascending id.
fn lines<'a, Id: AsRef<str>>(
    bank: &'a Bank,
    form: &[Id],
) -> Result<Vec<&'a Item>, Vec<PaperProblem>> {
    let ids: Vec<&str> = form.iter().map(AsRef::as_ref).collect();
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    for (id, twice) in ids.iter().zip(repeated(&ids)) {
        match bank.item(id) {
            None => problems.push(PaperProblem::UnknownItem((*id).into())),
            Some(_) if twice => problems.push(PaperProblem::Twice((*id).into())),
            Some(item) => lines.push(item),
        }
    }
    sort(&mut lines, |a, b| a.id < b.id);
    if problems.is_empty() {
        Ok(lines)
    } else {
        Err(problems)
    }
}

fn table(prior: Prior, scale: &Scale, lines: &[&Item]) -> Table {
    let models: Vec<&GradedModel> = lines.iter().map(|item| &item.model).collect();
    let estimates = estimates(prior, &models);
    let difference = difference::largest_difference(prior, &models, &estimates);
    let row = |(points, estimate): (u32, Estimate)| Row {
        points,
        outcome: estimate.into(),
    };
    Table {
        scale: scale.id.clone(),
        facet: scale.facet,
        items: lines.iter().map(|item| item.id.clone()).collect(),
        rows: (0..).zip(estimates).map(row).collect(),
        difference,
    }
}

/// The standing of each sum of points, from 0 to all of them.
fn estimates(prior: Prior, models: &[&GradedModel]) -> Vec<Estimate> {
    let before = Posterior::of(prior);
    let of_sum = |likelihood: [f64; POINTS]| {
        let mut posterior = before.clone();
        posterior
            .log
            .iter_mut()
            .zip(likelihood)
            .for_each(|(log, more)| *log += more);
        posterior.estimate()
    };
    sum_likelihoods(&before.theta, models)
        .into_iter()
        .map(of_sum)
        .collect()
}

/// The log likelihood of each sum of points at each of the points of the prior.
fn sum_likelihoods(theta: &[f64; POINTS], models: &[&GradedModel]) -> Vec<[f64; POINTS]> {
    let mut sums = vec![[0.0; POINTS]];
    for model in models {
        let steps = log_probabilities(theta, model);
        let length = sums.len() + steps.len() - 1;
        sums = (0..length)
            .map(|sum| with_one_more(&sums, &steps, sum))
            .collect();
    }
    sums
}

/// `ln Σ_k L(sum − k)·P_k` at each point.
fn with_one_more(sums: &[[f64; POINTS]], steps: &[[f64; POINTS]], sum: usize) -> [f64; POINTS] {
    let mut together = [0.0; POINTS];
    let mut terms = Vec::with_capacity(steps.len());
    for (point, together) in together.iter_mut().enumerate() {
        terms.clear();
        for (k, step) in steps.iter().enumerate() {
            let rest = sum
                .checked_sub(k)
                .and_then(|rest| sums.get(rest)?.get(point));
            terms.extend(rest.zip(step.get(point)).map(|(rest, step)| rest + step));
        }
        let largest = largest(&terms);
        *together = largest + libm::log(terms.iter().map(|term| libm::exp(term - largest)).sum());
    }
    together
}

/// `ln P_0 … ln P_K` at each point.
fn log_probabilities(theta: &[f64; POINTS], model: &GradedModel) -> Vec<[f64; POINTS]> {
    (0..=model.steps())
        .map(|k| theta.map(|theta| libm::log(model.probability(theta, k))))
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
