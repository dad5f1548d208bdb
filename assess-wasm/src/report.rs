//! What a result says, before anybody draws it. The numbers are `assess-core`'s; here is chosen what to tell, in which order.

mod best;
mod calculation;
mod change;
mod learning_plan;
mod panels;
mod strengths;

use assess_core::answers::{Answers, Missing, Response};
use assess_core::bank::{Bank, Facet};
use assess_core::id::CompetenceId;
use assess_core::profile::{CompetencePoints, Profile, competence_points, profile};
use assess_core::session::Finished;
use assess_core::standing::standing;
use assess_core::thousandths::Thousandths;

use crate::number::tenths;
use crate::page_data::{Career, Page, PageCompetence, PageItem};

use calculation::calculation;
pub use calculation::{Blend, Calculation, ScaleSum};
pub use change::ChangeReport;
pub use learning_plan::{Goal, LearningPlan, PlanStep, Planning, Wishes};
use panels::panels;
pub use panels::{Label, Panel, Row};
pub use strengths::Strength;
use strengths::strengths;

/// Everything the result shows.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// What went best; empty if nothing stands out.
    pub strengths: Vec<Strength<'a>>,
    /// The scales with an answer that counts.
    pub panels: Vec<Panel<'a>>,
    /// The competences with an answer that counts, in the order of the page.
    pub points: Vec<PointsReport<'a>>,
    /// Competences against the target profile; `None` unless occupation and career are known.
    pub gaps: Option<Vec<Gap<'a>>>,
    /// What a plan can be made from.
    pub planning: Planning<'a>,
    /// The places on the page of the tasks whose answer counts.
    pub answered: Vec<usize>,
    /// What stayed open, and why.
    pub open: Open<'a>,
    /// How it was computed.
    pub calculation: Calculation<'a>,
}

/// "x von y Punkten" of one competence.
#[derive(Clone, Debug)]
pub struct PointsReport<'a> {
    /// The competence.
    pub competence: &'a PageCompetence,
    /// Points and possible points in tasks.
    pub shown: Option<(u32, u32)>,
    /// Points and possible points in ratings.
    pub rated: Option<(u32, u32)>,
}

/// What lies between a standing and its target.
#[derive(Clone, Debug)]
pub struct Gap<'a> {
    /// The competence.
    pub competence: &'a PageCompetence,
    /// The target.
    pub target: Thousandths,
    /// What is missing; 0 if the target is reached.
    pub missing: Thousandths,
}

impl Gap<'_> {
    /// Whether a reader sees a gap at all: one that rounds to 0,0 is none.
    pub fn is_open(&self) -> bool {
        tenths(self.missing) > 0
    }
}

/// What was not measured. A competence stands in one list only, the first that fits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Open<'a> {
    /// Titles of competences with nothing but skipped questions.
    pub skipped: Vec<&'a str>,
    /// Titles of competences where the form of a question was a barrier.
    pub barrier: Vec<&'a str>,
    /// Titles of competences where the visitor could not say how to rate themself.
    pub unknown: Vec<&'a str>,
    /// Titles of competences that did not come up.
    pub not_asked: Vec<&'a str>,
}

impl<'a> Report<'a> {
    /// The report of a finished self-check.
    pub fn new(page: &'a Page, career: Option<Career>, session: &Finished) -> Self {
        Self::of_answers(page, career, session.bank(), session.answers())
    }

    /// What a plan for a finished self-check can be made from.
    pub fn planning(page: &'a Page, career: Option<Career>, session: &Finished) -> Planning<'a> {
        let bank = session.bank();
        Planning::new(page, career, bank, &profile(bank, session.answers()))
    }

    fn of_answers(page: &'a Page, career: Option<Career>, bank: &Bank, answers: &Answers) -> Self {
        let profile = profile(bank, answers);
        let points = competence_points(bank, answers);
        let targeted = career.filter(|_| !page.targets.is_empty());
        let gaps = targeted.map(|career| gaps(page, career, &profile));
        Self {
            strengths: strengths(page, &points),
            panels: panels(page, targeted, &profile),
            points: page
                .competences
                .iter()
                .filter_map(|competence| points_report(competence, &points))
                .collect(),
            gaps,
            planning: Planning::new(page, career, bank, &profile),
            answered: answered(page, bank, answers),
            open: open(page, bank, answers),
            calculation: calculation(page, bank, answers, &profile),
        }
    }
}

fn points_report<'a>(
    competence: &'a PageCompetence,
    points: &[CompetencePoints],
) -> Option<PointsReport<'a>> {
    let of = |facet| {
        let cell = points
            .iter()
            .find(|cell| cell.facet == facet && cell.competence == competence.id)?;
        Some((cell.points, cell.of))
    };
    let (shown, rated) = (of(Facet::Shown), of(Facet::SelfRating));
    (shown.is_some() || rated.is_some()).then_some(PointsReport {
        competence,
        shown,
        rated,
    })
}

/// Whether any answered scale says something about the competence.
fn is_measured(profile: &Profile, competence: &CompetenceId) -> bool {
    profile
        .scales
        .iter()
        .any(|scale| scale.outcome.is_some() && scale.competences.contains(competence))
}

fn gaps<'a>(page: &'a Page, career: Career, profile: &Profile) -> Vec<Gap<'a>> {
    let measured = page
        .competences
        .iter()
        .filter(|competence| is_measured(profile, &competence.id));
    measured
        .filter_map(|competence| {
            let target = page.targets.of(career, &competence.id)?;
            let missing = target
                .get()
                .saturating_sub(standing(profile, &competence.id).get());
            Some(Gap {
                competence,
                target,
                missing: Thousandths::new(missing),
            })
        })
        .collect()
}

fn open<'a>(page: &'a Page, bank: &Bank, answers: &Answers) -> Open<'a> {
    let mut open = Open::default();
    for competence in &page.competences {
        let mut known = bank
            .items()
            .iter()
            .any(|item| item.competence == competence.id);
        let mut reason = None;
        for (item, response) in answers
            .iter(bank)
            .filter(|(item, _)| item.competence == competence.id)
        {
            match response {
                response if response.counted(item.facet).is_some() => known = false,
                Response::Missing(why) => reason = Some(graver(reason, why)),
                Response::Score(_) => {}
            }
        }
        if known {
            match reason {
                Some(Missing::DontKnow) => open.unknown.push(&competence.title),
                Some(Missing::Barrier) => open.barrier.push(&competence.title),
                Some(_) => open.skipped.push(&competence.title),
                None => open.not_asked.push(&competence.title),
            }
        }
    }
    open
}

/// The reason to tell of two: a barrier says most, for something can be done about it; not knowing says least.
fn graver(one: Option<Missing>, other: Missing) -> Missing {
    match one {
        Some(Missing::Barrier) => Missing::Barrier,
        Some(one) if other == Missing::DontKnow => one,
        _ => other,
    }
}

fn answered(page: &Page, bank: &Bank, answers: &Answers) -> Vec<usize> {
    let counted = |item: &PageItem| {
        item.item.facet == Facet::Shown
            && answers.iter(bank).any(|(known, response)| {
                known.id == item.item.id && response.counted(known.facet).is_some()
            })
    };
    let places = page.items.iter().enumerate();
    places
        .filter(|(_, item)| counted(item))
        .map(|(place, _)| place)
        .collect()
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    reason = "a fixture that is wrong should stop the tests"
)]
mod tests;
