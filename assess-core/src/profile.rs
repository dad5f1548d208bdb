//! The result of a self-check: what was shown and what was rated, scale by scale.

use crate::answers::Answers;
use crate::bank::{Bank, Facet, Item, Scale};
use crate::estimate::{Estimate, eap};
use crate::id::{CompetenceId, ScaleId};
use crate::level::{Level, Range, likely_range, named_level};
use crate::sorting::sort;

/// All scales of a bank with what the answers say about them.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The name of the level scale; profiles with the same name are comparable.
    pub scale: Box<str>,
    /// By ascending id.
    pub scales: Vec<ScaleResult>,
}

/// What the answers say about one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleResult {
    /// The scale.
    pub id: ScaleId,
    /// Tasks or ratings.
    pub facet: Facet,
    /// Its competences, in the order of the bank.
    pub competences: Vec<CompetenceId>,
    /// `None` if no answer counts.
    pub outcome: Option<Outcome>,
    /// How many answers count.
    pub answered: u32,
    /// The points of those answers.
    pub points: u32,
    /// The points those answers could have had at most.
    pub of: u32,
}

impl ScaleResult {
    /// Whether the other scale holds all competences of this one.
    #[must_use]
    pub fn lies_in(&self, other: &Self) -> bool {
        let mut own = self.competences.iter();
        own.all(|competence| other.competences.contains(competence))
    }
}

/// A standing, and what may be said about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// θ and its standard error, in full precision; never shown to readers.
    pub estimate: Estimate,
    /// `None` if the standing is too uncertain to name a level.
    pub level: Option<Level>,
    /// The levels that hold the standing with 80 %.
    pub range: Range,
}

impl From<Estimate> for Outcome {
    fn from(estimate: Estimate) -> Self {
        Self {
            estimate,
            level: named_level(estimate),
            range: likely_range(estimate),
        }
    }
}

/// "x von y Punkten" of one competence on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompetencePoints {
    /// The competence.
    pub competence: CompetenceId,
    /// Tasks or ratings.
    pub facet: Facet,
    /// How many answers count.
    pub answered: u32,
    /// The points of those answers.
    pub points: u32,
    /// The points those answers could have had at most.
    pub of: u32,
}

/// Scores the answers on every scale of the bank.
#[must_use]
pub fn profile(bank: &Bank, answers: &Answers) -> Profile {
    let scales = bank.scales().iter().map(|scale| {
        let tally = Tally::of(answers.counted(bank).filter(|(item, _)| scale.holds(item)));
        ScaleResult {
            id: scale.id.clone(),
            facet: scale.facet,
            competences: scale.competences.clone(),
            outcome: (tally.answered > 0).then(|| estimate(bank, scale, answers).into()),
            answered: tally.answered,
            points: tally.points,
            of: tally.of,
        }
    });
    Profile {
        scale: bank.scale().into(),
        scales: scales.collect(),
    }
}

/// The standing on one scale; the prior if no answer counts.
#[must_use]
pub fn estimate(bank: &Bank, scale: &Scale, answers: &Answers) -> Estimate {
    let counted = answers.counted(bank).filter(|(item, _)| scale.holds(item));
    eap(
        bank.prior(),
        counted.map(|(item, score)| (&item.model, score)),
    )
}

/// The points of every competence with an answer that counts, by competence, tasks before ratings.
#[must_use]
pub fn competence_points(bank: &Bank, answers: &Answers) -> Vec<CompetencePoints> {
    let mut cells: Vec<(&CompetenceId, Facet)> = answers
        .counted(bank)
        .map(|(item, _)| (&item.competence, item.facet))
        .collect();
    sort(&mut cells, |a, b| a < b);
    cells.dedup();
    let points = |(competence, facet): (&CompetenceId, Facet)| {
        let of_cell = |item: &Item| item.competence == *competence && item.facet == facet;
        let tally = Tally::of(answers.counted(bank).filter(|(item, _)| of_cell(item)));
        CompetencePoints {
            competence: competence.clone(),
            facet,
            answered: tally.answered,
            points: tally.points,
            of: tally.of,
        }
    };
    cells.into_iter().map(points).collect()
}

#[derive(Default)]
struct Tally {
    answered: u32,
    points: u32,
    of: u32,
}

impl Tally {
    fn of<'a>(counted: impl Iterator<Item = (&'a Item, u8)>) -> Self {
        counted.fold(Self::default(), |tally, (item, score)| Self {
            answered: tally.answered + 1,
            points: tally.points + u32::from(score),
            of: tally.of + u32::from(item.model.steps()),
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
