//! The EM algorithm for one scale.

use crate::answers::Answers;
use crate::bank::{Item, Prior};
use crate::estimate::{POINTS, Posterior, largest};
use crate::model::GradedModel;

use super::item::{Curve, Expected};

/// Rounds after which the work ends even if parameters still move.
const MOST_ROUNDS: usize = 2000;
/// In levels for b, per level for a.
const AT_REST: f64 = 1e-5;

pub(super) struct Fit {
    /// Beside the items; `None` where the likelihood has no maximum.
    pub(super) models: Vec<Option<GradedModel>>,
    pub(super) persons: u32,
    pub(super) log_likelihood: Vec<f64>,
    pub(super) converged: bool,
}

/// The answers of one person that count here: place in the list of items and score.
type Person = Vec<(usize, u8)>;

pub(super) fn fit(prior: Prior, items: &[(usize, &Item)], answers: &[Answers]) -> Fit {
    let persons: Vec<Person> = answers
        .iter()
        .map(|answers| person(items, answers))
        .filter(|p| !p.is_empty())
        .collect();
    let grid = Grid::of(prior);
    let mut curves: Vec<Curve> = items
        .iter()
        .map(|(_, item)| Curve::of(&item.model, prior))
        .collect();
    let mut log_likelihood = Vec::new();
    let mut converged = false;
    while !converged && log_likelihood.len() < MOST_ROUNDS {
        let (likelihood, expected) = expect(&grid, &curves, &persons);
        log_likelihood.push(likelihood);
        converged = true;
        for (curve, expected) in curves.iter_mut().zip(&expected) {
            let better = curve.maximised(&grid.z, expected);
            converged &= better.distance(curve, prior) <= AT_REST;
            *curve = better;
        }
    }
    log_likelihood.push(expect(&grid, &curves, &persons).0);
    Fit {
        models: curves.iter().map(|curve| curve.model(prior)).collect(),
        persons: u32::try_from(persons.len()).unwrap_or(u32::MAX),
        log_likelihood,
        converged,
    }
}

fn person(items: &[(usize, &Item)], answers: &Answers) -> Person {
    let counted = |(number, (place, item)): (usize, &(usize, &Item))| {
        Some((number, answers.response(*place)?.counted(item.facet)?))
    };
    items.iter().enumerate().filter_map(counted).collect()
}

/// The points of the prior in its own units, and the log of the share of persons at each.
struct Grid {
    z: [f64; POINTS],
    log_share: [f64; POINTS],
}

impl Grid {
    fn of(prior: Prior) -> Self {
        let before = Posterior::of(prior);
        let sum: f64 = before.log.iter().map(|log| libm::exp(*log)).sum();
        let whole = libm::log(sum);
        Self {
            z: before.theta.map(|theta| (theta - prior.mean) / prior.sd),
            log_share: before.log.map(|log| log - whole),
        }
    }
}

/// The marginal log likelihood, and for each item the expected number of persons at each point with each score.
fn expect(grid: &Grid, curves: &[Curve], persons: &[Person]) -> (f64, Vec<Expected>) {
    let logs: Vec<Vec<[f64; POINTS]>> = curves
        .iter()
        .map(|curve| curve.log_probabilities(&grid.z))
        .collect();
    let mut expected: Vec<Expected> = logs
        .iter()
        .map(|steps| vec![[0.0; POINTS]; steps.len()])
        .collect();
    let mut likelihood = 0.0;
    for person in persons {
        let mut posterior = grid.log_share;
        for (item, score) in person {
            if let Some(log) = logs
                .get(*item)
                .and_then(|steps| steps.get(usize::from(*score)))
            {
                posterior
                    .iter_mut()
                    .zip(log)
                    .for_each(|(sum, log)| *sum += log);
            }
        }
        let largest = largest(&posterior);
        posterior
            .iter_mut()
            .for_each(|log| *log = libm::exp(*log - largest));
        let whole: f64 = posterior.iter().sum();
        likelihood += largest + libm::log(whole);
        posterior.iter_mut().for_each(|share| *share /= whole);
        for (item, score) in person {
            if let Some(cell) = expected
                .get_mut(*item)
                .and_then(|steps| steps.get_mut(usize::from(*score)))
            {
                cell.iter_mut()
                    .zip(&posterior)
                    .for_each(|(sum, share)| *sum += share);
            }
        }
    }
    (likelihood, expected)
}
