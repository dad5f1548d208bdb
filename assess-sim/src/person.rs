//! Simulated persons, and the world they live in.

use assess_core::answers::{Answers, Response};
use assess_core::bank::{Bank, Facet};
use assess_core::estimate::Estimate;
use assess_core::model::GradedModel;
use assess_core::profile::estimate;
use assess_core::session::Session;

use crate::page::Part;
use crate::random::Random;

/// How the world differs from what the bank assumes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct World {
    /// The true mean of the persons.
    pub mean: f64,
    /// The standard deviation of what the bank says wrongly about the difficulty of an item.
    pub b_off: f64,
    /// The same for the logarithm of its discrimination.
    pub a_off: f64,
}

impl World {
    /// The true models of a bank's items.
    fn truth(self, bank: &Bank, random: &mut Random) -> Vec<GradedModel> {
        bank.items()
            .iter()
            .map(|item| {
                let model = &item.model;
                let (shift, factor) = (
                    self.b_off * random.normal(),
                    libm::exp(self.a_off * random.normal()),
                );
                let b: Vec<f64> = model.b().map(|b| b + shift).collect();
                let c: Vec<f64> = model.c().collect();
                GradedModel::new(model.a() * factor, &b, &c).unwrap_or_else(|_| model.clone())
            })
            .collect()
    }
}

/// What a self-check says about one standing, and what it truly is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Tasks or ratings.
    pub facet: Facet,
    /// The true standing.
    pub truth: f64,
    /// What was estimated.
    pub estimate: Estimate,
}

/// One person's whole self-check.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// How many tasks were asked.
    pub tasks: usize,
    /// How many ratings were asked.
    pub ratings: usize,
    /// One for each scale that something was asked of.
    pub measured: Vec<Measured>,
}

/// Persons that share one wrong bank: its faults are those of a bank and not of a person.
pub const PER_BANK: u64 = 100;

/// The self-check of person number `person`. Every scale has a true standing of its own.
#[must_use]
pub fn run(part: &Part, world: World, person: u64) -> Run {
    let truth = world.truth(&part.bank, &mut Random::stream(person / PER_BANK));
    let mut random = Random::stream(person.wrapping_add(1 << 40));
    let sd = part.bank.prior().sd;
    let standings: Vec<f64> = part
        .bank
        .scales()
        .iter()
        .map(|_| world.mean + sd * random.normal())
        .collect();
    let standing_of = |place: usize| {
        let item = &part.bank.items()[place];
        let scale = part
            .bank
            .scales()
            .iter()
            .position(|scale| scale.holds(item));
        scale.map_or(world.mean, |scale| standings[scale])
    };
    let (mut tasks, mut ratings) = (0, 0);
    let mut session = Session::start(part.plan, &part.bank, &part.candidates, random.bits()).ok();
    let answers = loop {
        match session {
            Some(Session::InProgress(asking)) => {
                let place = asking.current();
                match part.bank.items()[place].facet {
                    Facet::Shown => tasks += 1,
                    Facet::SelfRating => ratings += 1,
                }
                let score = random.score(&truth[place], standing_of(place));
                session = asking.answer(Response::Score(score)).ok();
            }
            Some(Session::Finished(finished)) => break finished.answers().clone(),
            None => break Answers::none(&part.bank),
        }
    };
    let measured = part
        .bank
        .scales()
        .iter()
        .zip(&standings)
        .filter(|(scale, _)| {
            answers
                .counted(&part.bank)
                .any(|(item, _)| scale.holds(item))
        })
        .map(|(scale, truth)| Measured {
            facet: scale.facet,
            truth: *truth,
            estimate: estimate(&part.bank, scale, &answers),
        })
        .collect();
    Run {
        tasks,
        ratings,
        measured,
    }
}
