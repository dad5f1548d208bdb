//! Micro-quizzes of a learning unit: an answer is checked at once, as often as one likes.

use std::rc::Rc;

use assess_core::bank::Kind;
use assess_core::fraction::Fraction;
use assess_core::task::{Selection, Task};
use gloo_events::{EventListener, EventListenerOptions};
use web_sys::{Document, Element, Event};

use super::Listeners;
use super::progress::{Panel, Progress, out_of};
use crate::dom::{self, Writer};
use crate::failure::Failure;
use crate::form::{self, Form};
use crate::inputs::{self, Move};
use crate::json::{Json, Reader};
use crate::strings::{Strings, keys};

keys! {
    /// What a quiz says.
    pub enum Word {
        Choose = "choose",
        Moved = "moved",
        Partly = "partly",
        Right = "right",
        Solved = "solved",
        Wrong = "wrong",
    }
}

/// A question of the page.
struct Question {
    id: String,
    task: Task,
    form: Form,
    /// Around everything of it.
    entry: Element,
    /// Says politely what came of an answer.
    feedback: Element,
    /// Around the button for another try.
    again: Element,
    /// The solution, to be opened.
    solution: Element,
}

struct Quiz {
    document: Document,
    questions: Vec<Question>,
    ids: Vec<String>,
    progress: Rc<Progress>,
    panel: Rc<Panel>,
    strings: Strings,
}

/// What an answer is worth, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Right,
    Partly,
    Wrong,
}

impl Verdict {
    fn of(share: Fraction) -> Self {
        if share == Fraction::ONE {
            Self::Right
        } else if share == Fraction::ZERO {
            Self::Wrong
        } else {
            Self::Partly
        }
    }

    fn word(self) -> Word {
        match self {
            Self::Right => Word::Right,
            Self::Partly => Word::Partly,
            Self::Wrong => Word::Wrong,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Right => "feedback is-right",
            Self::Partly => "feedback is-partly",
            Self::Wrong => "feedback is-wrong",
        }
    }
}

/// Takes over the quiz of this page.
pub fn start(document: &Document, data: &Json) -> Result<Listeners, Failure> {
    let read = &Reader::default();
    let entries = dom::all(document, "#quiz-tasks > [data-item]");
    let items = read.list(data, "quiz");
    if entries.len() != items.len() {
        return Err(Failure::Element("data-item"));
    }
    let questions: Vec<Question> = entries
        .into_iter()
        .zip(&items)
        .map(|(entry, item)| question(read, entry, item))
        .collect::<Result<_, _>>()?;
    read.verdict()?;
    let list = dom::by_id(document, "quiz-tasks")?;
    let progress = Rc::new(Progress::open());
    let quiz = Rc::new(Quiz {
        document: document.clone(),
        ids: questions.iter().map(|one| one.id.clone()).collect(),
        questions,
        progress: Rc::clone(&progress),
        panel: Rc::new(Panel::find(document, data)?),
        strings: Strings::read(data.get("strings"), Word::ALL)?,
    });
    for question in &quiz.questions {
        // A browser may have kept what was in the inputs before the page was loaded anew.
        inputs::clear(&question.entry, &question.form);
    }
    quiz.show_progress();
    let shown = Rc::clone(&quiz);
    let panel = Rc::clone(&quiz.panel).listen(progress, move || shown.show_progress());
    let (submitted, clicked, changed) = (Rc::clone(&quiz), Rc::clone(&quiz), quiz);
    let may_prevent = EventListenerOptions::enable_prevent_default();
    Ok(vec![
        panel,
        EventListener::new_with_options(&list, "submit", may_prevent, move |event| {
            event.prevent_default();
            submitted.on(event, Quiz::check);
        }),
        EventListener::new(&list, "click", move |event| {
            if let Some(wanted) = Move::of_click(event) {
                clicked.on(event, |quiz, question| quiz.carry_out(question, &wanted));
            } else if dom::target(event, "[data-again]").is_some() {
                clicked.on(event, Quiz::again);
            }
        }),
        EventListener::new(&list, "change", move |event| match Move::of_change(event) {
            Some(wanted) => changed.on(event, |quiz, question| quiz.carry_out(question, &wanted)),
            None => changed.on(event, |_, question| question.forget_feedback()),
        }),
    ])
}

fn question(read: &Reader, entry: Element, item: &Json) -> Result<Question, Failure> {
    let kind = Kind::parse(&read.text(item, "kind")).ok_or(Failure::Data("kind"))?;
    let (task, form) = form::read(read, kind, item).ok_or(Failure::Data("keys"))?;
    let find = |selector: &'static str| {
        entry
            .query_selector(selector)?
            .ok_or(Failure::Element(selector))
    };
    Ok(Question {
        id: read.text(item, "id"),
        task,
        form,
        feedback: find(".quiz-feedback")?,
        again: find(".quiz-again")?,
        solution: find(".quiz-solution-box")?,
        entry,
    })
}

impl Quiz {
    /// Does something with the question in which the event happened.
    fn on(&self, event: &Event, act: impl Fn(&Self, &Question)) {
        let entry = dom::target(event, "[data-item]");
        if let Some(question) = self
            .questions
            .iter()
            .find(|question| entry.as_ref() == Some(&question.entry))
        {
            act(self, question);
        }
    }

    /// Says what the answer is worth and why.
    fn check(&self, question: &Question) {
        let selection = inputs::selection(&question.entry, &question.form);
        let share = selection
            .as_ref()
            .and_then(|selection| question.task.share(selection));
        let (Some(selection), Some(share)) = (selection, share) else {
            let choose = self.strings.text(Word::Choose);
            return question.feedback.set_text_content(Some(&choose));
        };
        let verdict = Verdict::of(share);
        let is_right = verdict == Verdict::Right;
        if is_right {
            self.progress.solve(&question.id);
            self.show_progress();
        }
        dom::clear(&question.feedback);
        let to = &mut Writer::new(&self.document, &self.strings, &question.feedback);
        to.open("div", verdict.class());
        to.say("p", "feedback-verdict", verdict.word());
        if is_right {
            to.text("p", "", &self.solved());
        }
        to.open("ul", "quiz-solution");
        let reasons: Vec<Element> = dom::all_in(&question.solution, ".quiz-solution > li");
        for (place, reason) in reasons.iter().enumerate() {
            // Who is right reads about all answers, who is not only about the own ones: the rest would give it away.
            if is_right || chosen(&selection, place) {
                to.copy(reason);
            }
        }
        // What the browser refused to write leaves the solution to be opened.
        dom::set_hidden(&question.solution, is_right);
        dom::set_hidden(&question.again, false);
    }

    /// Makes room for another try.
    fn again(&self, question: &Question) {
        question.forget_feedback();
        inputs::clear(&question.entry, &question.form);
        dom::set_hidden(&question.again, true);
        dom::set_hidden(&question.solution, true);
        if let Ok(Some(text)) = question.entry.query_selector(".item-question") {
            dom::focus_in_view(&text);
        }
    }

    /// Moves a step of an order.
    fn carry_out(&self, question: &Question, wanted: &Move) {
        let moved = wanted.carry_out(&self.strings, Word::Moved);
        question.feedback.set_text_content(Some(&moved));
    }

    fn solved(&self) -> String {
        let solved = self.progress.count(&self.ids);
        out_of(&self.strings.text(Word::Solved), solved, self.ids.len())
    }

    fn show_progress(&self) {
        self.panel.say(&self.solved());
    }
}

impl Question {
    /// What was said of another answer no longer holds.
    fn forget_feedback(&self) {
        dom::clear(&self.feedback);
    }
}

/// Whether a part of the task was chosen. Only of tasks whose solution says something of each part.
fn chosen(selection: &Selection, place: usize) -> bool {
    match selection {
        Selection::One(chosen) => *chosen == place,
        Selection::Many(ticks) => ticks.get(place) == Some(&true),
        Selection::BestWorst { .. }
        | Selection::Order(_)
        | Selection::Groups(_)
        | Selection::Fields(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_share_is_right() {
        let check = |gain, whole, expected| {
            let share = Fraction::new(gain, whole).map(Verdict::of);
            assert_eq!(share, Some(expected), "{gain}/{whole}");
        };
        check(0, 3, Verdict::Wrong);
        check(1, 3, Verdict::Partly);
        check(2, 3, Verdict::Partly);
        check(3, 3, Verdict::Right);
    }

    #[test]
    fn what_was_chosen_is_explained() {
        let explained = |selection: &Selection| -> Vec<usize> {
            (0..4).filter(|place| chosen(selection, *place)).collect()
        };
        assert_eq!(explained(&Selection::One(2)), [2]);
        let ticks = vec![true, false, true];
        assert_eq!(explained(&Selection::Many(ticks)), [0, 2]);
        let none: [usize; 0] = [];
        assert_eq!(explained(&Selection::Order(vec![1, 0])), none);
    }
}
