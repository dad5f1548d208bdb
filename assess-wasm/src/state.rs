//! What is on the screen, and what follows from what the visitor wants. No browser in here.

use assess_core::answers::Response;
use assess_core::session::{Finished, InProgress, Session};

use crate::action::Action;
use crate::page_data::{Career, Page, PageItem};

/// What is on the screen.
#[derive(Clone, Debug)]
pub enum State {
    /// The first screen. `paused` is a self-check left by going back from its first item.
    Start {
        /// Goes on where it was if the visitor starts again with the same career.
        paused: Option<Asking>,
    },
    /// One item.
    Question {
        /// Which.
        asking: Asking,
        /// Whether "Weiter" was pressed with nothing chosen.
        nothing_chosen: bool,
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
}

impl Asking {
    /// The item on the screen.
    pub fn item<'a>(&self, page: &'a Page) -> Option<&'a PageItem> {
        page.item(self.session.bank().items().get(self.session.current())?)
    }
}

impl State {
    /// The state before anything was done.
    pub const FIRST: Self = Self::Start { paused: None };

    /// What follows. What makes no sense on the present screen changes nothing.
    #[must_use]
    pub fn after(self, action: &Action, page: &Page) -> Self {
        match (self, action) {
            (Self::Start { paused }, Action::Start { career, seed }) => {
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
                // Someone who comes back to an item they had skipped may leave it so.
                let missing = asking
                    .session
                    .given()
                    .filter(|given| matches!(given, Response::Missing(_)));
                match step.map(Response::Score).or(missing) {
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
            (_, Action::Restart) => Self::FIRST,
            (state, _) => state,
        }
    }
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
    session.map_or(State::FIRST, |session| arrived(career, session))
}

fn answer(asking: Asking, response: Response) -> State {
    let career = asking.career;
    match asking.session.answer(response) {
        Ok(session) => arrived(career, session),
        Err(refused) => State::Question {
            asking: Asking {
                career,
                session: refused.session,
            },
            nothing_chosen: true,
        },
    }
}

fn back(asking: Asking) -> State {
    if asking.session.progress().place <= 1 {
        return State::Start {
            paused: Some(asking),
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

fn arrived(career: Option<Career>, session: Session) -> State {
    match session {
        Session::InProgress(session) => State::Question {
            asking: Asking { career, session },
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
