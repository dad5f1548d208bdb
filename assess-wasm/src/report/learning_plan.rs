//! The learning plan: what is aimed at, what the reader wishes, what comes of it. The plan itself is `assess_core::plan`'s.

use assess_core::bank::Bank;
use assess_core::id::{CompetenceId, OfferId};
use assess_core::learning::{Offer, Target};
use assess_core::plan::{PlanRequest, competences, plan};
use assess_core::profile::Profile;
use assess_core::standing::{standing, standings};
use assess_core::thousandths::Thousandths;

use super::is_measured;
use crate::page_data::{Career, Page, PageCompetence};

/// So many steps times offers take a slow phone a fifth of a second. A clock would give one reader another plan than the next.
const MOST_WORK: usize = 400_000;

/// What a reader wishes of a plan.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// The time there is.
    pub minutes: u32,
    /// If given, the plan costs no more, in euros.
    pub max_cost: Option<u32>,
    /// The keys of the formats that suit.
    pub formats: Vec<String>,
    /// Offers that were taken earlier.
    pub done: Vec<OfferId>,
}

/// What a plan leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The target profile of the occupation for the career that the reader named.
    Profile,
    /// The same for the usual career, as the reader named none.
    UsualProfile,
    /// One level more in what was asked, on a page for all occupations.
    NextLevel,
}

/// All that a plan is made from, but for the wishes.
#[derive(Clone, Debug)]
pub struct Planning<'a> {
    page: &'a Page,
    /// What it leads to.
    pub goal: Goal,
    target: Target,
    standings: Vec<(CompetenceId, Thousandths)>,
}

/// A plan for readers.
#[derive(Clone, Debug)]
pub struct LearningPlan<'a> {
    /// In the order in which to take them.
    pub steps: Vec<PlanStep<'a>>,
    /// How long they take together.
    pub minutes: u32,
    /// What they cost together, in euros.
    pub cost: u32,
    /// How many levels nearer to the target they lead, all competences together.
    pub gain: Thousandths,
    /// How many levels nearer any plan could lead, if this one may not be the best.
    pub bound: Option<Thousandths>,
    /// What is missing then, in the order of the page.
    pub remaining: Vec<(&'a PageCompetence, Thousandths)>,
}

/// An offer in a plan.
#[derive(Clone, Debug)]
pub struct PlanStep<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// Its name.
    pub title: &'a str,
    /// Its page.
    pub url: String,
    /// What it lifts, from where and to where.
    pub lifts: Vec<(&'a PageCompetence, Thousandths, Thousandths)>,
    /// The names of the offers of the plan that build on it.
    pub enables: Vec<&'a str>,
    /// Whether it was taken earlier.
    pub again: bool,
}

impl<'a> Planning<'a> {
    /// What the answers and the page make of it.
    pub(super) fn new(
        page: &'a Page,
        career: Option<Career>,
        bank: &Bank,
        profile: &Profile,
    ) -> Self {
        let goal = match career {
            _ if page.targets.is_empty() => Goal::NextLevel,
            Some(_) => Goal::Profile,
            None => Goal::UsualProfile,
        };
        let is_asked = |id: &CompetenceId| bank.items().iter().any(|item| item.competence == *id);
        let mut target = Target::default();
        // What was not measured is no gap: nobody knows.
        for competence in page.competences.iter().map(|competence| &competence.id) {
            if is_measured(profile, competence) {
                let aim = match goal {
                    Goal::NextLevel => {
                        is_asked(competence).then(|| one_level_up(standing(profile, competence)))
                    }
                    _ => page.targets.of(Career::or_usual(career), competence),
                };
                if let Some(aim) = aim {
                    target.targets.push((competence.clone(), aim));
                }
            }
        }
        let known = competences(&page.learning.offers, &target);
        Self {
            page,
            goal,
            standings: standings(profile, known),
            target,
        }
    }

    /// The page it is for.
    pub fn page(&self) -> &'a Page {
        self.page
    }

    /// Whether anything is missing to the target.
    pub fn has_gap(&self) -> bool {
        let mut targets = self.target.targets.iter();
        targets.any(|(competence, target)| self.standing(competence) < *target)
    }

    /// The offers that others build on, and that would still lift something: only of these it matters whether they are done.
    pub fn foundations(&self) -> Vec<(&'a Offer, &'a str)> {
        let offers = &self.page.learning.offers;
        let matters = |offer: &Offer| {
            let mut raises = offer.raises.iter();
            offers
                .iter()
                .any(|other| other.requires.contains(&offer.id))
                && raises.any(|raise| raise.to > self.standing(&raise.competence))
        };
        let titles = self.page.learning.titles.iter().map(String::as_str);
        let all = offers.iter().zip(titles);
        all.filter(|(offer, _)| matters(offer)).collect()
    }

    /// The best plan for these wishes, or the best that a phone finds in a blink.
    pub fn plan(&self, wishes: &Wishes) -> LearningPlan<'a> {
        self.plan_within(wishes, MOST_WORK / (1 + self.page.learning.offers.len()))
    }

    /// The same with so many steps at most.
    pub(super) fn plan_within(&self, wishes: &Wishes, most: usize) -> LearningPlan<'a> {
        let learning = &self.page.learning;
        let every = wishes.formats.len() == learning.formats.len();
        let request = PlanRequest {
            offers: &learning.offers,
            target: &self.target,
            standings: &self.standings,
            minutes: wishes.minutes,
            formats: (!every).then_some(&wishes.formats),
            max_cost: wishes.max_cost,
            done: &wishes.done,
        };
        let mut steps = 0;
        let found = plan(&request, &mut || {
            steps += 1;
            steps > most
        });
        let named = |id: &CompetenceId| self.page.competence(id);
        let step = |step: &assess_core::plan::Step| {
            let (offer, title) = learning.offer(&step.id)?;
            let lifts = step.because.iter();
            Some(PlanStep {
                offer,
                title,
                url: learning.url(&step.id),
                lifts: lifts
                    .filter_map(|lift| Some((named(&lift.competence)?, lift.from, lift.to)))
                    .collect(),
                enables: step.enables.iter().map(|id| learning.title(id)).collect(),
                again: wishes.done.contains(&step.id),
            })
        };
        let missing = |competence: &'a PageCompetence| {
            let mut remaining = found.remaining.iter();
            let remaining = remaining.find(|remaining| remaining.competence == competence.id)?;
            Some((competence, remaining.gap))
        };
        let start = self.start();
        // All weights are 1 on a page, so a value is in thousandths of thousandths.
        let gained = |value: u64| {
            Thousandths::new(
                u32::try_from((value / 1000).saturating_sub(start)).unwrap_or(u32::MAX),
            )
        };
        LearningPlan {
            steps: found.offers.iter().filter_map(step).collect(),
            minutes: found.minutes,
            cost: u32::try_from(found.cost).unwrap_or(u32::MAX),
            gain: gained(found.value),
            bound: found.bound.map(gained),
            remaining: self.page.competences.iter().filter_map(missing).collect(),
        }
    }

    /// What the person has of the target already, in thousandths.
    fn start(&self) -> u64 {
        let targets = self.target.targets.iter();
        targets.fold(0, |sum, (competence, target)| {
            sum + u64::from(self.standing(competence).min(*target).get())
        })
    }

    fn standing(&self, competence: &CompetenceId) -> Thousandths {
        let mut standings = self.standings.iter();
        standings
            .find(|(id, _)| id == competence)
            .map_or(Thousandths::ZERO, |(_, standing)| *standing)
    }
}

fn one_level_up(standing: Thousandths) -> Thousandths {
    const HIGHEST: u32 = 4 * Thousandths::ONE.get();
    Thousandths::new((standing.get() + Thousandths::ONE.get()).min(HIGHEST))
}
