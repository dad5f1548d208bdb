//! The suitability check of a programme: an answer to each criterion becomes a guide for a talk. No score, no ranking, nothing
//! kept.

use std::rc::Rc;

use assess_core::task::Task;
use gloo_events::{EventListener, EventListenerOptions};
use web_sys::{Document, Element, HtmlFormElement, HtmlInputElement};

use super::Listeners;
use crate::dom::{self, Control, Writer};
use crate::failure::Failure;
use crate::form::{Form, Reading};
use crate::json::Json;
use crate::strings::{Strings, joined, keys};

keys! {
    /// What the guide says around the page's own texts.
    pub enum Word {
        Lead = "guide_lead",
        Notes = "guide_notes",
        Open = "guide_open",
        OpenLead = "guide_open_lead",
        Questions = "guide_questions",
        QuestionsLead = "guide_questions_lead",
        Strengths = "guide_strengths",
        StrengthsLead = "guide_strengths_lead",
        Title = "guide_title",
    }
}

/// Where a criterion belongs in the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The answer is the highest there is.
    Strength,
    /// Any other answer.
    Question,
    /// No answer.
    Open,
}

impl Place {
    /// By what the inputs of a criterion say.
    fn of(inputs: &[Reading]) -> Self {
        let task = Task::rating(inputs.len()).ok();
        let step = |task: &Task| task.step(&Form::One.selection(inputs)?);
        match task.as_ref().map(|task| (step(task), task.steps())) {
            Some((Some(step), highest)) if step == highest => Self::Strength,
            Some((Some(_), _)) => Self::Question,
            _ => Self::Open,
        }
    }
}

/// The elements that take part.
struct Check {
    document: Document,
    form: HtmlFormElement,
    criteria: Vec<Element>,
    guide: Element,
    /// Filled with the guide's text; its buttons stand beside it.
    text: Element,
    strings: Strings,
}

/// Takes over the criteria of this page.
pub fn start(document: &Document, data: &Json) -> Result<Listeners, Failure> {
    for id in ["guide-print", "guide-erase"] {
        dom::by_id(document, id)?;
    }
    let check = Rc::new(Check {
        document: document.clone(),
        form: dom::by_id_as(document, "criteria")?,
        criteria: dom::all(document, "#criteria .criterion"),
        guide: dom::by_id(document, "guide")?,
        text: dom::by_id(document, "guide-text")?,
        strings: Strings::read(data.get("strings"), Word::ALL)?,
    });
    check.form.reset();
    let (form, guide) = (check.form.clone(), check.guide.clone());
    let (submitted, clicked) = (Rc::clone(&check), check);
    let may_prevent = EventListenerOptions::enable_prevent_default();
    Ok(vec![
        EventListener::new_with_options(&form, "submit", may_prevent, move |event| {
            event.prevent_default();
            submitted.show();
        }),
        EventListener::new(&guide, "click", move |event| {
            match dom::target(event, "button").map(|button| button.id()) {
                Some(id) if id == "guide-print" => {
                    // A browser that cannot print does nothing, as it would with its own menu.
                    let _ = gloo_utils::window().print();
                }
                Some(id) if id == "guide-erase" => clicked.erase(),
                _ => {}
            }
        }),
    ])
}

impl Check {
    fn show(&self) {
        let placed: Vec<(Place, &Element)> = self
            .criteria
            .iter()
            .map(|criterion| {
                let inputs: Vec<Reading> = Control::all_in(criterion)
                    .iter()
                    .map(Control::reading)
                    .collect();
                (Place::of(&inputs), criterion)
            })
            .collect();
        dom::clear(&self.text);
        let to = &mut Writer::new(&self.document, &self.strings, &self.text);
        to.open("h3", "");
        to.attribute("id", "guide-title");
        to.attribute("tabindex", "-1");
        let title = self.document.query_selector("h1").ok().flatten();
        let title = title.and_then(|title| title.text_content());
        let values = [("title", &*title.unwrap_or_default())];
        to.words(&self.strings.filled(Word::Title, &values));
        to.close();
        to.say("p", "section-lead", Word::Lead);
        for (place, title, lead) in [
            (Place::Strength, Word::Strengths, Word::StrengthsLead),
            (Place::Question, Word::Questions, Word::QuestionsLead),
            (Place::Open, Word::Open, Word::OpenLead),
        ] {
            let mut of_place = placed.iter().filter(|(at, _)| *at == place).peekable();
            if of_place.peek().is_none() {
                continue;
            }
            to.say("h4", "", title);
            to.say("p", "hint", lead);
            to.open("ul", "guide-list");
            for (_, criterion) in of_place {
                write_criterion(to, criterion);
            }
            to.close();
        }
        to.say("p", "guide-notes", Word::Notes);
        dom::set_hidden(&self.guide, false);
        if let Some(title) = self.document.get_element_by_id("guide-title") {
            dom::focus_in_view(&title);
        }
    }

    /// Empties everything, so that whoever comes next finds nothing.
    fn erase(&self) {
        self.form.reset();
        dom::set_hidden(&self.guide, true);
        dom::clear(&self.text);
        let first = self.criteria.first();
        if let Some(input) = first.and_then(|first| first.query_selector("input").ok().flatten()) {
            dom::focus_in_view(&input);
        }
    }
}

/// A criterion in the guide, in the page's own texts: its title, what was chosen, what to talk about.
fn write_criterion(to: &mut Writer<'_>, criterion: &Element) {
    let text = |selector| {
        let found = criterion.query_selector(selector).ok().flatten();
        found.and_then(|element: Element| element.text_content())
    };
    to.open("li", "");
    to.text("p", "label", &text(".criterion-title").unwrap_or_default());
    let chosen = dom::all_in::<HtmlInputElement>(criterion, "input")
        .into_iter()
        .find(HtmlInputElement::checked)
        .and_then(|input| input.parent_element()?.text_content());
    if let (Some(question), Some(chosen)) = (text(".criterion-question"), chosen) {
        to.text("p", "", &sentence(&question, &chosen));
    }
    if let Ok(Some(talk)) = criterion.query_selector(".talk") {
        to.copy(&talk);
    }
    to.close();
}

/// The beginning of a sentence and its end, which both have dots where they meet.
fn sentence(beginning: &str, end: &str) -> String {
    let dots = |c: char| c == '…' || c.is_whitespace();
    joined(
        &[
            beginning.trim_end_matches(dots),
            end.trim_start_matches(dots).trim_end(),
        ],
        " ",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_highest_answer_is_a_strength() {
        let check = |ticks: &str, expected| {
            let inputs: Vec<Reading> = ticks
                .chars()
                .map(|tick| Reading {
                    value: String::new(),
                    ticked: tick == 'x',
                })
                .collect();
            assert_eq!(Place::of(&inputs), expected, "{ticks}");
        };
        check("--x", Place::Strength);
        check("-x-", Place::Question);
        check("x--", Place::Question);
        check("---", Place::Open);
        check("", Place::Open);
    }

    #[test]
    fn question_and_answer_make_one_sentence() {
        let check = |beginning, end, expected: &str| {
            assert_eq!(sentence(beginning, end), expected);
        };
        check(
            "Wenn im Alltag etwas nervt, …",
            " … suche ich einen Weg.\n",
            "Wenn im Alltag etwas nervt, suche ich einen Weg.",
        );
        check("Mobil arbeite ich", "selten", "Mobil arbeite ich selten");
    }
}
