//! What a person answered, checked against the bank it was asked from.

use crate::bank::{Bank, Facet, Item};
use crate::id::ItemId;

/// Why there is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// "übersprungen".
    Skipped,
    /// "geht für mich nicht": the form of the task was a barrier.
    Barrier,
    /// "trifft auf meine Arbeit nicht zu".
    NotApplicable,
    /// "weiß ich nicht": counts as score 0 in a task and as missing in a rating.
    DontKnow,
}

impl Missing {
    /// Every reason.
    pub const ALL: [Self; 4] = [
        Self::Skipped,
        Self::Barrier,
        Self::NotApplicable,
        Self::DontKnow,
    ];

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Skipped => "skipped",
            Self::Barrier => "barrier",
            Self::NotApplicable => "not-applicable",
            Self::DontKnow => "dont-know",
        }
    }

    /// Reads the word used in files.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|missing| missing.as_str() == word)
    }
}

/// What a person answered to one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Response {
    /// The credit step that was reached, 0..=K.
    Score(u8),
    /// No score, and why.
    Missing(Missing),
}

impl Response {
    /// The score that counts for an item of this facet; `None` if the answer counts as not given.
    #[must_use]
    pub fn counted(self, facet: Facet) -> Option<u8> {
        match self {
            Self::Score(score) => Some(score),
            Self::Missing(Missing::DontKnow) if facet == Facet::Shown => Some(0),
            Self::Missing(_) => None,
        }
    }
}

/// What is wrong with answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerProblem {
    /// The bank has no such item.
    UnknownItem(ItemId),
    /// The item is answered twice.
    Twice(ItemId),
    /// The score is not in 0..=K.
    OutOfRange {
        /// The item.
        item: ItemId,
        /// What was given.
        score: i64,
        /// K, the highest score of the item.
        steps: u8,
    },
}

/// At most one response per item of a bank, each in range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Beside [`Bank::items`].
    responses: Vec<Option<Response>>,
}

impl Answers {
    /// No answers yet.
    #[must_use]
    pub fn none(bank: &Bank) -> Self {
        Self {
            responses: vec![None; bank.items().len()],
        }
    }

    /// Answers in any order; the order leaves no trace.
    ///
    /// # Errors
    /// Every problem at once, in the order of the answers.
    pub fn new<Id: AsRef<str>>(
        bank: &Bank,
        given: impl IntoIterator<Item = (Id, Response)>,
    ) -> Result<Self, Vec<AnswerProblem>> {
        let mut answers = Self::none(bank);
        let mut problems = Vec::new();
        for (id, response) in given {
            if let Err(problem) = answers.add(bank, id.as_ref(), response) {
                problems.push(problem);
            }
        }
        if problems.is_empty() {
            Ok(answers)
        } else {
            Err(problems)
        }
    }

    /// Adds the response to an item of the bank.
    ///
    /// # Errors
    /// If the bank has no such item, if it has a response already, or if the score is out of range; nothing is changed then.
    pub fn add(&mut self, bank: &Bank, id: &str, response: Response) -> Result<(), AnswerProblem> {
        let unknown = || AnswerProblem::UnknownItem(id.into());
        let index = bank.index_of(id).ok_or_else(unknown)?;
        let item = bank.items().get(index).ok_or_else(unknown)?;
        let place = self.responses.get_mut(index).ok_or_else(unknown)?;
        if place.is_some() {
            return Err(AnswerProblem::Twice(item.id.clone()));
        }
        check_score(item, response)?;
        *place = Some(response);
        Ok(())
    }

    /// Sets or replaces the response to the item at `index` of [`Bank::items`].
    ///
    /// # Errors
    /// If the score is out of range or there is no such place; nothing is changed then.
    pub(crate) fn set(
        &mut self,
        bank: &Bank,
        index: usize,
        response: Response,
    ) -> Result<(), AnswerProblem> {
        if let (Some(item), Some(place)) = (bank.items().get(index), self.responses.get_mut(index))
        {
            check_score(item, response)?;
            *place = Some(response);
        }
        Ok(())
    }

    /// The response to the item at `index` of [`Bank::items`], if there is one.
    #[must_use]
    pub fn response(&self, index: usize) -> Option<Response> {
        self.responses.get(index).copied().flatten()
    }

    /// How many items have a response, missing ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.responses.iter().flatten().count()
    }

    /// Whether there is no response at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.responses.iter().all(Option::is_none)
    }

    /// Every response with its item, by ascending item id.
    pub fn iter<'a>(&'a self, bank: &'a Bank) -> impl Iterator<Item = (&'a Item, Response)> + 'a {
        bank.items()
            .iter()
            .zip(&self.responses)
            .filter_map(|(item, response)| Some((item, (*response)?)))
    }

    /// Every item whose answer counts, with its score, by ascending item id.
    pub fn counted<'a>(&'a self, bank: &'a Bank) -> impl Iterator<Item = (&'a Item, u8)> + 'a {
        self.iter(bank)
            .filter_map(|(item, response)| Some((item, response.counted(item.facet)?)))
    }
}

fn check_score(item: &Item, response: Response) -> Result<(), AnswerProblem> {
    match response {
        Response::Score(score) if score > item.model.steps() => Err(AnswerProblem::OutOfRange {
            item: item.id.clone(),
            score: score.into(),
            steps: item.model.steps(),
        }),
        Response::Score(_) | Response::Missing(_) => Ok(()),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
