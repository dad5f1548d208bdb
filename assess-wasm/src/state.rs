//! What is on the screen, and what follows from what the visitor wants. No browser in here.

use assess_core::answers::{Answers, Response};
use assess_core::session::{Finished, InProgress, Session};

use crate::action::Action;
use crate::page_data::{Career, Page, PageItem};
use crate::record::Record;

/// What is on the screen.
#[derive(Clone, Debug)]
pub enum State {
    /// The first screen. `paused` is a self-check left by going back from its first item.
    Start {
        /// Goes on where it was if the visitor starts again with the same career.
        paused: Option<Asking>,
        /// Whether the questions before the first task are on the screen: who somebody is in the team, and who uses the device.
        about: bool,
    },
    /// One item.
    Question {
        /// Which.
        asking: Asking,
        /// Whether "Weiter" was pressed with nothing chosen.
        nothing_chosen: bool,
    },
    /// The form that was filled in on paper, to be typed in.
    Paper {
        /// The numbers of the items that were empty or not complete when "Auswerten" was pressed, from 1.
        open: Vec<usize>,
    },
    /// The result.
    Result {
        /// What the visitor said at the start.
        career: Option<Career>,
        /// What was answered.
        session: Finished,
    },
}

/// A self-check under way.
#[derive(Clone, Debug)]
pub struct Asking {
    /// What the visitor said at the start.
    pub career: Option<Career>,
    /// The course so far.
    pub session: InProgress,
    /// So many answers from the first on were remembered: the inputs do not show them.
    pub remembered: usize,
}

impl Asking {
    /// What "Weiter" with nothing chosen means where something was answered before: whoever comes back to an item they had
    /// skipped may leave it so, and a remembered answer stands although its inputs are empty.
    fn earlier(&self) -> Option<Response> {
        let is_remembered = self.session.progress().place <= self.remembered;
        let given = self.session.given();
        given.filter(|given| is_remembered || matches!(given, Response::Missing(_)))
    }

    /// The item on the screen.
    pub fn item<'a>(&self, page: &'a Page) -> Option<&'a PageItem> {
        page.item(self.session.bank().items().get(self.session.current())?)
    }
}

impl State {
    /// The state before anything was done.
    pub const FIRST: Self = Self::Start {
        paused: None,
        about: false,
    };

    /// What follows. What makes no sense on the present screen changes nothing.
    #[must_use]
    pub fn after(self, action: &Action, page: &Page) -> Self {
        match (self, action) {
            (Self::Start { paused, .. }, Action::Open) => Self::Start {
                paused,
                about: true,
            },
            (Self::Start { paused, .. }, Action::Back) => Self::Start {
                paused,
                about: false,
            },
            (Self::Start { paused, .. }, Action::Start { career, seed }) => {
                start(paused, *career, *seed, page)
            }
            (Self::Question { asking, .. }, Action::Choose) => Self::Question {
                asking,
                nothing_chosen: false,
            },
            (Self::Question { asking, .. }, Action::Next(selection)) => {
                let step = selection
                    .as_ref()
                    .and_then(|selection| asking.item(page)?.task.step(selection));
                match step.map(Response::Score).or_else(|| asking.earlier()) {
                    Some(response) => answer(asking, response),
                    None => Self::Question {
                        asking,
                        nothing_chosen: true,
                    },
                }
            }
            (Self::Question { asking, .. }, Action::Leave(why)) => {
                answer(asking, Response::Missing(*why))
            }
            (Self::Question { asking, .. }, Action::Back) => back(asking),
            (Self::Start { .. }, Action::Paper) => Self::Paper { open: Vec::new() },
            (Self::Paper { .. }, Action::Back) | (_, Action::Restart) => Self::FIRST,
            (state, _) => state,
        }
    }

    /// Behind the last answer that was remembered; `None` if the content has changed since.
    pub fn resumed(record: &Record, page: &Page) -> Option<Self> {
        let (bank, candidates) = page.part_for(record.career)?;
        let seed = record.seed.into();
        let session = Session::resume(page.plan, &bank, &candidates, seed, &record.given)?;
        Some(arrived(record.career, session, record.given.len()))
    }

    /// The result of what was typed in from a paper form; what is open is told once before.
    #[must_use]
    pub fn evaluated(self, typed: Typed, page: &Page) -> Self {
        match self {
            Self::Paper { open: told } if typed.open.is_empty() || typed.open == told => {
                Self::Result {
                    career: typed.career,
                    session: Finished::on_paper(page.bank.clone(), typed.answers),
                }
            }
            Self::Paper { .. } => Self::Paper { open: typed.open },
            other => other,
        }
    }
}

/// What was typed in from a paper form.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// What the form says of the career.
    pub career: Option<Career>,
    /// The items that are answered.
    pub answers: Answers,
    /// The numbers of those that are not, from 1.
    pub open: Vec<usize>,
}

fn start(paused: Option<Asking>, career: Option<Career>, seed: u64, page: &Page) -> State {
    if let Some(asking) = paused.filter(|asking| asking.career == career) {
        return State::Question {
            asking,
            nothing_chosen: false,
        };
    }
    let session = page
        .part_for(career)
        .and_then(|(bank, candidates)| Session::start(page.plan, &bank, &candidates, seed).ok());
    session.map_or(State::FIRST, |session| arrived(career, session, 0))
}

fn answer(asking: Asking, response: Response) -> State {
    let (career, remembered) = (asking.career, asking.remembered);
    match asking.session.answer(response) {
        Ok(session) => arrived(career, session, remembered),
        Err(refused) => State::Question {
            asking: Asking {
                career,
                session: refused.session,
                remembered,
            },
            nothing_chosen: true,
        },
    }
}

fn back(asking: Asking) -> State {
    if asking.session.progress().place <= 1 {
        return State::Start {
            paused: Some(asking),
            about: true,
        };
    }
    State::Question {
        asking: Asking {
            session: asking.session.back(),
            ..asking
        },
        nothing_chosen: false,
    }
}

fn arrived(career: Option<Career>, session: Session, remembered: usize) -> State {
    match session {
        Session::InProgress(session) => State::Question {
            asking: Asking {
                career,
                session,
                remembered,
            },
            nothing_chosen: false,
        },
        Session::Finished(session) => State::Result { career, session },
    }
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a fixture that is wrong should stop the tests"
)]
mod tests;
