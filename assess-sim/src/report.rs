//! The figures of all blueprints of a site, as the test manual shows them.

use std::collections::BTreeMap;

use assess_core::bank::Facet;
use rayon::prelude::*;
use serde::Serialize;

use crate::figures::Figures;
use crate::fixed::{self, Comparison};
use crate::page::Part;
use crate::person::{self, Run, World};

/// Persons that each form of the comparison with a fixed form is given to.
const PERSONS_PER_FORM: u64 = 50;

/// What the self-checks of a site are worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Simulated persons for each blueprint and world.
    pub persons: u64,
    /// By blueprint or series.
    pub blueprints: BTreeMap<String, OfBlueprint>,
}

/// What the self-checks of one blueprint or series are worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfBlueprint {
    /// How many pages there are.
    pub pages: usize,
    /// The world is as the bank says.
    pub right: OfWorld,
    /// Every b is off by N(0, 0.5), every a by a factor e^N(0, 0.3).
    pub off: OfWorld,
    /// The world is as the bank says, but the persons' mean is 0.5.
    pub low: OfWorld,
    /// The same for 2.5.
    pub high: OfWorld,
    /// Against a fixed form, where all tasks share one scale.
    pub fixed: Option<Comparison>,
}

/// The figures in one world.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OfWorld {
    /// Of tasks.
    pub shown: Option<Figures>,
    /// Of ratings.
    #[serde(rename = "self")]
    pub rated: Option<Figures>,
}

impl Report {
    /// Simulates `persons` for each blueprint and world, spread evenly over pages and careers.
    #[must_use]
    pub fn of(parts: &BTreeMap<String, Vec<Part>>, persons: u64) -> Self {
        let blueprints = parts
            .iter()
            .map(|(name, parts)| (name.clone(), OfBlueprint::of(parts, persons)))
            .collect();
        Self {
            persons,
            blueprints,
        }
    }
}

impl OfBlueprint {
    fn of(parts: &[Part], persons: u64) -> Self {
        let of_world = |mean: f64, b_off: f64, a_off: f64| {
            let world = World { mean, b_off, a_off };
            let runs: Vec<Run> = (0..persons)
                .into_par_iter()
                .map(|number| {
                    // A prime, so that pages and faults of the bank are drawn independently of each other.
                    let place = usize::try_from(number.wrapping_mul(7919)).unwrap_or(0);
                    person::run(&parts[place % parts.len()], world, number)
                })
                .collect();
            OfWorld {
                shown: Figures::of(&runs, Facet::Shown),
                rated: Figures::of(&runs, Facet::SelfRating),
            }
        };
        let mean = parts.first().map_or(0.0, |part| part.bank.prior().mean);
        Self {
            pages: parts.len() / crate::page::CAREERS.len(),
            right: of_world(mean, 0.0, 0.0),
            off: of_world(mean, 0.5, 0.3),
            low: of_world(0.5, 0.0, 0.0),
            high: of_world(2.5, 0.0, 0.0),
            fixed: fixed::compare(parts, PERSONS_PER_FORM),
        }
    }

    /// The worlds with their names for people.
    #[must_use]
    pub fn worlds(&self) -> [(&'static str, &OfWorld); 4] {
        [
            ("Modell stimmt", &self.right),
            ("Parameter falsch", &self.off),
            ("Gruppe bei 0,5", &self.low),
            ("Gruppe bei 2,5", &self.high),
        ]
    }
}
