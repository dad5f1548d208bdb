//! The course of a self-check, as transitions between values: which item is asked, back and forth, when it ends.
//!
//! Ratings come first, spread over the `self` scales in turn, then tasks: chosen one by one as the answers come in
//! (`choice`), or in a fixed order (`order`). What was asked stays asked: going back shows the earlier answer and
//! may change it, going on afterwards keeps the later ones. The same seed and the same answers give the same course.

mod choice;
mod order;
mod random;

use crate::answers::{AnswerProblem, Answers, Response};
use crate::bank::{Bank, Facet};
use crate::id::ItemId;

/// How long a self-check is, and how its tasks are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionPlan {
    /// The number of tasks at most.
    pub tasks: usize,
    /// The number of ratings at most.
    pub ratings: usize,
    /// Whether each task is chosen by the answers so far, or all are fixed from the start.
    pub adaptive: bool,
}

/// What the choice of items needs to know of an item beyond the bank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// The level a task was written for, 1..=4: the easiest come first. Of no meaning for ratings.
    pub level: u8,
    /// Items of one group are the same thing in another job's clothes: only one of them is asked.
    pub variant_group: Option<u32>,
}

/// Why a session cannot start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionProblem {
    /// There must be one candidate per item of the bank, in the order of [`Bank::items`].
    CandidateCount {
        /// How many there are.
        candidates: usize,
        /// How many items the bank has.
        items: usize,
    },
}

/// A self-check under way or at its end.
#[derive(Clone, Debug, PartialEq)]
pub enum Session {
    /// An item is waiting for its answer.
    InProgress(InProgress),
    /// Everything is asked.
    Finished(Finished),
}

/// A self-check with an item waiting for its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct InProgress {
    course: Course,
    /// The place on the path, always a place that exists.
    at: usize,
    /// The item at that place.
    item: usize,
}

/// A self-check at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    course: Course,
}

/// How far a self-check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The place of the current item, from 1.
    pub place: usize,
    /// How many items have a response, skipped ones included.
    pub answered: usize,
    /// How many items are asked at most; an adaptive self-check may end earlier.
    pub most: usize,
}

/// An answer that does not fit its item, with the session as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// The session, unchanged.
    pub session: InProgress,
    /// What is wrong.
    pub problem: AnswerProblem,
}

/// What was asked and answered so far, and all that decides what comes next.
#[derive(Clone, Debug, PartialEq)]
struct Course {
    bank: Bank,
    candidates: Vec<Candidate>,
    plan: SessionPlan,
    seed: u64,
    /// Places of items in the bank, in the order of asking; no item and no variant group twice.
    path: Vec<usize>,
    answers: Answers,
    /// See [`Progress::most`].
    most: usize,
}

impl Session {
    /// Starts a self-check on a bank. `candidates` stand beside [`Bank::items`]; `seed` decides between tasks that are about
    /// equally informative. A plan or a bank without anything to ask gives a finished session.
    ///
    /// # Errors
    /// If there is not one candidate per item.
    pub fn start(
        plan: SessionPlan,
        bank: &Bank,
        candidates: &[Candidate],
        seed: u64,
    ) -> Result<Self, SessionProblem> {
        if candidates.len() != bank.items().len() {
            return Err(SessionProblem::CandidateCount {
                candidates: candidates.len(),
                items: bank.items().len(),
            });
        }
        let mut path = order::ratings(bank, candidates, plan.ratings);
        let tasks = order::tasks(bank, candidates, plan.tasks);
        let most = path.len() + tasks.len();
        if !plan.adaptive {
            path.extend(tasks);
        }
        let course = Course {
            bank: bank.clone(),
            candidates: candidates.to_vec(),
            plan,
            seed,
            path,
            answers: Answers::none(bank),
            most,
        };
        Ok(course.arrive(0))
    }

    /// Takes up a self-check that was broken off. `given` are its answers in the order of [`InProgress::path`], the others as
    /// for [`Session::start`]; it goes on behind the last answer.
    ///
    /// `None` if they do not fit together: the content has changed since.
    #[must_use]
    pub fn resume<Id: AsRef<str>>(
        plan: SessionPlan,
        bank: &Bank,
        candidates: &[Candidate],
        seed: u64,
        given: &[(Id, Response)],
    ) -> Option<Self> {
        let Ok(Self::InProgress(InProgress { mut course, .. })) =
            Self::start(plan, bank, candidates, seed)
        else {
            return None;
        };
        for (place, (id, response)) in given.iter().enumerate() {
            let index = course.bank.index_of(id.as_ref())?;
            if place == course.path.len() && !course.path.contains(&index) {
                course.path.push(index);
            }
            if course.path.get(place) != Some(&index) {
                return None;
            }
            course.answers.set(&course.bank, index, *response).ok()?;
        }
        Some(course.arrive(given.len()))
    }

    /// What was answered so far.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        match self {
            Self::InProgress(session) => session.answers(),
            Self::Finished(session) => session.answers(),
        }
    }
}

impl InProgress {
    /// The place of the current item in [`Bank::items`].
    #[must_use]
    pub fn current(&self) -> usize {
        self.item
    }

    /// What was answered to the current item when it was shown before.
    #[must_use]
    pub fn given(&self) -> Option<Response> {
        self.course.answers.response(self.item)
    }

    /// Takes the answer (the first or a new one) and goes on: to the next item already asked, else to a new one, else to the
    /// end.
    ///
    /// # Errors
    /// If the score is above the steps of the item; the session comes back unchanged.
    pub fn answer(mut self, response: Response) -> Result<Session, Box<Refused>> {
        match self
            .course
            .answers
            .set(&self.course.bank, self.item, response)
        {
            Ok(()) => Ok(self.course.arrive(self.at + 1)),
            Err(problem) => Err(Box::new(Refused {
                session: self,
                problem,
            })),
        }
    }

    /// Goes back one item; at the first one it stays.
    #[must_use]
    pub fn back(self) -> Self {
        let at = self.at.saturating_sub(1);
        match self.course.path.get(at).copied() {
            Some(item) => Self { at, item, ..self },
            None => self,
        }
    }

    /// Ends the self-check early with what is answered.
    #[must_use]
    pub fn finish(self) -> Finished {
        Finished {
            course: self.course,
        }
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            place: self.at + 1,
            answered: self.course.answers.len(),
            most: self.course.most,
        }
    }

    /// The items asked so far, the current one included, as places in [`Bank::items`].
    #[must_use]
    pub fn path(&self) -> &[usize] {
        &self.course.path
    }

    /// What was answered so far.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.course.answers
    }

    /// The bank it asks from.
    #[must_use]
    pub fn bank(&self) -> &Bank {
        &self.course.bank
    }

    /// What decides between tasks that are about equally informative.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.course.seed
    }

    /// Every answer in the order of asking, for [`Session::resume`].
    pub fn given_so_far(&self) -> impl Iterator<Item = (&ItemId, Response)> + '_ {
        self.course.path.iter().filter_map(|index| {
            let item = self.course.bank.items().get(*index)?;
            Some((&item.id, self.course.answers.response(*index)?))
        })
    }
}

impl Finished {
    /// A form that was filled in on paper: nothing was chosen, all answers are there at once.
    #[must_use]
    pub fn on_paper(bank: Bank, answers: Answers) -> Self {
        let answered = |index: &usize| answers.response(*index).is_some();
        let path: Vec<usize> = (0..bank.items().len()).filter(answered).collect();
        Self {
            course: Course {
                candidates: vec![Candidate::default(); bank.items().len()],
                plan: SessionPlan {
                    tasks: 0,
                    ratings: 0,
                    adaptive: false,
                },
                seed: 0,
                most: path.len(),
                bank,
                path,
                answers,
            },
        }
    }

    /// What was answered.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.course.answers
    }

    /// The items that were asked, as places in [`Bank::items`].
    #[must_use]
    pub fn path(&self) -> &[usize] {
        &self.course.path
    }

    /// The bank it asked from.
    #[must_use]
    pub fn bank(&self) -> &Bank {
        &self.course.bank
    }

    /// Back to the last item; to the end again if nothing was asked.
    #[must_use]
    pub fn back(self) -> Session {
        let last = self.course.path.len().saturating_sub(1);
        self.course.arrive(last)
    }
}

impl Course {
    /// Arrives at a place on the path, or one beyond it: then the next task is chosen, or it is the end.
    fn arrive(mut self, at: usize) -> Session {
        if at >= self.path.len() && self.plan.adaptive {
            self.path.extend(choice::next_task(&self));
        }
        match self.path.get(at).copied() {
            Some(item) => Session::InProgress(InProgress {
                course: self,
                at,
                item,
            }),
            None => Session::Finished(Finished { course: self }),
        }
    }

    /// The tasks asked so far.
    fn tasks(&self) -> impl Iterator<Item = usize> + '_ {
        let is_task = |index: &usize| {
            self.bank
                .items()
                .get(*index)
                .is_some_and(|item| item.facet == Facet::Shown)
        };
        self.path.iter().copied().filter(is_task)
    }
}

#[cfg(test)]
#[expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "an unexpected problem is a failed test"
)]
mod tests;
