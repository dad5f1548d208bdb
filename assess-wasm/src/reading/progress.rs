//! Which questions a person has solved: in memory, and on this device only after they asked for it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::{Document, Element, Storage};

use crate::dom;
use crate::failure::Failure;
use crate::json::Json;
use crate::number;
use crate::strings::{Strings, joined, keys};

keys! {
    /// What the panel about one's own progress says.
    pub enum Word {
        Kept = "kept",
        Erased = "erased",
        Refused = "refused",
    }
}

/// The name of the entry on this device. It is there only between "remember" and "erase", so that its being there is the
/// wish to remember.
const ENTRY: &str = "roadmap-lernen";

/// So long it is remembered after the last new question, in seconds: 90 days.
const KEPT: u64 = 90 * 24 * 60 * 60;

/// What an entry begins with. Behind it stand until when it holds, in seconds since 1970, and the ids, with spaces between:
/// `loader.js` takes away by the second word what is too old, on every page with a program.
const VERSION: &str = "1";

/// The questions that are solved, by their ids, none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Solved(Vec<String>);

impl Solved {
    /// Reads an entry; `None` if it is none, or too old.
    fn parse(text: &str, now: u64) -> Option<Self> {
        let mut words = text.split(' ');
        if words.next()? != VERSION || words.next()?.parse::<u64>().ok()? <= now {
            return None;
        }
        Some(Self(words.map(str::to_owned).collect()))
    }

    /// The entry that holds from now on.
    fn write(&self, now: u64) -> String {
        let until = u32::try_from(now + KEPT).unwrap_or(u32::MAX);
        let until = number::whole(until);
        let mut words = vec![VERSION, &*until];
        words.extend(self.0.iter().map(String::as_str));
        joined(&words, " ")
    }

    /// Adds a question; whether it is new.
    pub fn add(&mut self, question: &str) -> bool {
        let new = !self.holds(question);
        if new {
            self.0.push(question.to_owned());
        }
        new
    }

    /// Whether a question is among them.
    pub fn holds(&self, question: &str) -> bool {
        self.0.iter().any(|known| known == question)
    }

    /// How many of these are among them.
    pub fn count(&self, questions: &[String]) -> usize {
        questions
            .iter()
            .filter(|question| self.holds(question))
            .count()
    }
}

/// The same, with what the device remembers of it.
pub struct Progress {
    solved: RefCell<Solved>,
}

impl Progress {
    /// What this device remembers; nothing if nobody asked it to.
    pub fn open() -> Self {
        Self {
            solved: RefCell::new(remembered().unwrap_or_default()),
        }
    }

    /// A question is solved. Remembered only if that was asked for before.
    pub fn solve(&self, question: &str) {
        let new = self.solved.borrow_mut().add(question);
        if new && is_kept() {
            // A device that is full says so when it is asked to remember; here nobody asked for anything.
            let _ = self.keep();
        }
    }

    /// Whether this device remembers it.
    pub fn is_kept(&self) -> bool {
        is_kept()
    }

    /// How many of these are solved.
    pub fn count(&self, questions: &[String]) -> usize {
        self.solved.borrow().count(questions)
    }

    /// Remembers on this device, together with what another page may have added.
    fn keep(&self) -> Option<()> {
        let mut solved = self.solved.borrow_mut();
        for question in remembered().unwrap_or_default().0 {
            solved.add(&question);
        }
        storage()?.set_item(ENTRY, &solved.write(dom::now())).ok()
    }

    /// Erases it from this device, and here.
    fn erase(&self) -> Option<()> {
        storage()?.remove_item(ENTRY).ok()?;
        self.solved.take();
        Some(())
    }
}

/// Whether somebody asked this device to remember.
fn is_kept() -> bool {
    remembered().is_some()
}

fn remembered() -> Option<Solved> {
    let text = storage()?.get_item(ENTRY).ok()??;
    Solved::parse(&text, dom::now())
}

/// A browser may refuse even to say whether it has any.
fn storage() -> Option<Storage> {
    gloo_utils::window().local_storage().ok()?
}

/// The panel by which a person asks to remember or to erase.
pub struct Panel {
    panel: Element,
    text: Element,
    /// What is offered while nothing is remembered.
    offer: Element,
    /// What is said and offered while something is.
    kept: Element,
    status: Element,
    strings: Strings,
}

impl Panel {
    /// Finds its elements.
    pub fn find(document: &Document, data: &Json) -> Result<Self, Failure> {
        for id in ["progress-keep", "progress-erase"] {
            dom::by_id(document, id)?;
        }
        Ok(Self {
            panel: dom::by_id(document, "progress")?,
            text: dom::by_id(document, "progress-text")?,
            offer: dom::by_id(document, "progress-offer")?,
            kept: dom::by_id(document, "progress-kept")?,
            status: dom::by_id(document, "progress-status")?,
            strings: Strings::read(data.get("strings"), Word::ALL)?,
        })
    }

    /// Says how far it is.
    pub fn say(&self, text: &str) {
        self.text.set_text_content(Some(text));
    }

    fn show(&self) {
        let kept = is_kept();
        dom::set_hidden(&self.offer, kept);
        dom::set_hidden(&self.kept, !kept);
    }

    /// Shows the panel as it is and listens to its two buttons; `changed` is called after what is remembered has changed.
    pub fn listen(
        self: Rc<Self>,
        progress: Rc<Progress>,
        changed: impl Fn() + 'static,
    ) -> EventListener {
        self.show();
        let panel = self.panel.clone();
        EventListener::new(&panel, "click", move |event| {
            let Some(button) = dom::target(event, "button") else {
                return;
            };
            let (done, word) = match button.id().as_str() {
                "progress-keep" => (progress.keep(), Word::Kept),
                _ => (progress.erase(), Word::Erased),
            };
            self.show();
            changed();
            let word = if done.is_some() { word } else { Word::Refused };
            self.status.set_text_content(Some(&self.strings.text(word)));
            // The button that was pressed is gone; what it did is said where it was.
            dom::focus_in_view(&self.status);
        })
    }
}

/// "2 von 3": the text of a key with both numbers.
pub fn out_of(text: &str, solved: usize, all: usize) -> String {
    crate::strings::fill(
        text,
        &[("n", &number::count(solved)), ("m", &number::count(all))],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_counts_once_and_only_where_it_is_asked() {
        let mut solved = Solved::default();
        assert!(solved.add("a-q1"));
        assert!(!solved.add("a-q1"));
        assert!(solved.add("b-q1"));
        let questions = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(solved.count(&questions(&["a-q1", "a-q2"])), 1);
        assert_eq!(solved.count(&questions(&["a-q1", "b-q1"])), 2);
        assert_eq!(solved.count(&[]), 0);
    }

    #[test]
    fn what_is_remembered_is_forgotten_ninety_days_after_the_last_new_question() {
        let mut solved = Solved::default();
        assert_eq!(Solved::parse(&solved.write(0), 1), Some(solved.clone()));
        solved.add("a-q1");
        solved.add("b-q1");
        let text = solved.write(1_000);
        assert_eq!(text, "1 7777000 a-q1 b-q1");
        assert_eq!(Solved::parse(&text, 7_776_999), Some(solved));
        for (text, now) in [
            (&*text, 7_777_000),
            ("[\"a-q1\"]", 0),
            ("1 bald a-q1", 0),
            ("", 0),
        ] {
            assert_eq!(Solved::parse(text, now), None, "{text} at {now}");
        }
    }

    #[test]
    fn numbers_stand_in_the_text() {
        assert_eq!(
            out_of("{n} von {m} Fragen gelöst", 2, 3),
            "2 von 3 Fragen gelöst"
        );
    }
}
