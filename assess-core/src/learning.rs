//! What can be learned and what is aimed at: plain data for plans.

use crate::id::{CompetenceId, OfferId};
use crate::thousandths::Thousandths;

/// A learning offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its name, unique among the offers.
    pub id: OfferId,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// What it costs, in euros.
    pub cost: u32,
    /// Its formats, for example `e-learning`, `workshop`, `tandem`.
    pub formats: Vec<String>,
    /// What it lifts, in the order of the file.
    pub raises: Vec<Raise>,
    /// Offers that come before it.
    pub requires: Vec<OfferId>,
}

/// What an offer does for one competence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raise {
    /// The competence.
    pub competence: CompetenceId,
    /// The standing it builds on, on the level scale.
    pub from: Thousandths,
    /// The standing it leads to, on the level scale.
    pub to: Thousandths,
}

/// What a person of one occupation and career is to reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The standing aimed at, on the level scale; each competence once.
    pub targets: Vec<(CompetenceId, Thousandths)>,
    /// How much a level counts; 1 where nothing is said.
    pub weights: Vec<(CompetenceId, Thousandths)>,
}

impl Target {
    /// What is aimed at in a competence; 0 where nothing is said.
    #[must_use]
    pub fn of(&self, competence: &CompetenceId) -> Thousandths {
        find(&self.targets, competence).unwrap_or_default()
    }

    /// The weight of a competence: what is said, or 1.
    #[must_use]
    pub fn weight(&self, competence: &CompetenceId) -> Thousandths {
        find(&self.weights, competence).unwrap_or(Thousandths::ONE)
    }
}

/// What is said of a competence.
pub(crate) fn find(
    list: &[(CompetenceId, Thousandths)],
    competence: &CompetenceId,
) -> Option<Thousandths> {
    let mut list = list.iter();
    list.find(|(id, _)| id == competence)
        .map(|(_, number)| *number)
}
