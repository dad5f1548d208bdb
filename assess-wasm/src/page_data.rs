//! What a self-check page brings along, as types: read once from its JSON (`roadmap-check/1`), never changed.

#[cfg(test)]
#[expect(
    clippy::expect_used,
    reason = "a fixture that is wrong should stop the tests"
)]
pub mod fixture;
mod learning;
mod read;

use assess_core::bank::{Bank, Item};
use assess_core::id::{CompetenceId, ScaleId};
use assess_core::session::{Candidate, SessionPlan};
use assess_core::task::Task;
use assess_core::thousandths::Thousandths;
use assess_core::transfer::Wave;

pub use learning::Learning;
pub use read::{embedded, page};

use crate::form::Form;

/// Everything the module needs to know of its page, beside the texts.
#[derive(Clone, Debug)]
pub struct Page {
    /// The id of the blueprint.
    pub blueprint: String,
    /// How many items, from the first on, are the form that is printed; the others are there to choose from.
    pub in_form: usize,
    /// The surveys that a result may be handed over to.
    pub surveys: Vec<PageSurvey>,
    /// All scales and items of the page, whatever the career.
    pub bank: Bank,
    /// How many tasks and ratings at most.
    pub plan: SessionPlan,
    /// In the order of the page.
    pub items: Vec<PageItem>,
    /// In the order in which the result shows them.
    pub scales: Vec<PageScale>,
    /// In the order of the catalogue.
    pub competences: Vec<PageCompetence>,
    /// What the occupation of the page aims at; empty if the page is for all occupations.
    pub targets: Targets,
    /// What a plan can be made of.
    pub learning: Learning,
    /// The names of levels 0 to 4.
    pub levels: Vec<String>,
}

/// An item with what is asked beside its model.
#[derive(Clone, Debug)]
pub struct PageItem {
    /// The item as the bank has it.
    pub item: Item,
    /// How an answer becomes a score.
    pub task: Task,
    /// How the form asks for it.
    pub form: Form,
    /// How hard it is, and what it is a variant of.
    pub candidate: Candidate,
    /// Who is asked.
    pub careers: Careers,
}

/// A survey of the site.
#[derive(Clone, Debug)]
pub struct PageSurvey {
    /// Its id.
    pub id: String,
    /// Which round of it.
    pub wave: Wave,
    /// No group smaller than this is shown.
    pub smallest_group: u32,
    /// The occupations that are invited: id and name.
    pub occupations: Vec<(String, String)>,
}

/// The words for a scale.
#[derive(Clone, Debug)]
pub struct PageScale {
    /// The scale.
    pub id: ScaleId,
    /// Its name for readers.
    pub title: String,
}

/// The words for a competence.
#[derive(Clone, Debug)]
pub struct PageCompetence {
    /// The competence.
    pub id: CompetenceId,
    /// Its name for readers.
    pub title: String,
    /// Its page.
    pub url: String,
}

/// How far a person has come at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Career {
    /// New or trained on the job: `einstieg`.
    Entry,
    /// Working on their own: `fachkraft`.
    Skilled,
    /// Leading others: `leitung`.
    Leading,
}

impl Career {
    /// All of them, in the order of a working life.
    pub const ALL: [Self; 3] = [Self::Entry, Self::Skilled, Self::Leading];

    /// The word used in files and in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entry => "einstieg",
            Self::Skilled => "fachkraft",
            Self::Leading => "leitung",
        }
    }

    /// Reads the word used in files and in the form.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|career| career.as_str() == word)
    }

    /// Whoever does not say is asked as a skilled worker.
    pub fn or_usual(career: Option<Self>) -> Self {
        career.unwrap_or(Self::Skilled)
    }
}

/// A set of careers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Careers([bool; 3]);

impl Careers {
    /// Adds a career.
    pub fn add(&mut self, career: Career) {
        if let Some(place) = self.0.get_mut(career as usize) {
            *place = true;
        }
    }

    /// Whether the career is in the set.
    pub fn holds(self, career: Career) -> bool {
        self.0.get(career as usize).copied().unwrap_or(false)
    }
}

/// The standings that an occupation aims at, by career.
#[derive(Clone, Debug, Default)]
pub struct Targets([Vec<(CompetenceId, Thousandths)>; 3]);

impl Targets {
    /// Sets what a career aims at in a competence.
    pub fn add(&mut self, career: Career, competence: CompetenceId, target: Thousandths) {
        if let Some(targets) = self.0.get_mut(career as usize) {
            targets.push((competence, target));
        }
    }

    /// Whether nothing is aimed at, as on a page for all occupations.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// What a career aims at in a competence.
    pub fn of(&self, career: Career, competence: &CompetenceId) -> Option<Thousandths> {
        let targets = self.0.get(career as usize)?;
        targets
            .iter()
            .find(|(id, _)| id == competence)
            .map(|(_, target)| *target)
    }
}

impl Page {
    /// What a person of this career is asked from, with the candidates beside its items.
    ///
    /// `None` cannot come up: a part of a bank that was checked is a bank.
    pub fn part_for(&self, career: Option<Career>) -> Option<(Bank, Vec<Candidate>)> {
        let career = Career::or_usual(career);
        let asked = |item: &&PageItem| item.careers.holds(career);
        let items: Vec<Item> = self
            .items
            .iter()
            .filter(asked)
            .map(|item| item.item.clone())
            .collect();
        let bank = Bank::new(
            self.bank.scale(),
            self.bank.prior(),
            self.bank.scales().to_vec(),
            items,
        )
        .ok()?;
        let candidates = bank
            .items()
            .iter()
            .filter_map(|item| Some(self.item(item)?.candidate))
            .collect();
        Some((bank, candidates))
    }

    /// A competence.
    pub fn competence(&self, id: &CompetenceId) -> Option<&PageCompetence> {
        self.competences.iter().find(|known| known.id == *id)
    }

    /// The item of the page that is this item of a bank.
    pub fn item(&self, item: &Item) -> Option<&PageItem> {
        self.items.get(self.place_of(item)?)
    }

    /// Its place on the page.
    pub fn place_of(&self, item: &Item) -> Option<usize> {
        self.items.iter().position(|known| known.item.id == item.id)
    }
}
