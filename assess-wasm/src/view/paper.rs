//! Typing in a form that was filled in on paper: the form of the page as it is, all its items at once. What the keys do stands in
//! `device.js`.

use assess_core::answers::{Answers, Response};
use web_sys::Element;

use crate::dom::{Control, STEP};
use crate::form::{Form, Reading};
use crate::number;
use crate::page_data::Page;
use crate::state::Typed;
use crate::strings::Key;

use super::View;

/// The id of the heading.
pub(super) const HEADING: &str = "check-paper-title";

impl View {
    /// What all inputs of the form say.
    pub fn typed(&self, page: &Page) -> Typed {
        let mut typed = Typed {
            career: self.elements.career(),
            answers: Answers::none(&page.bank),
            open: Vec::new(),
        };
        for (place, (element, item)) in self.elements.items.iter().zip(&page.items).enumerate() {
            if place < page.in_form {
                let selection = item.form.selection(&readings(element, &item.form));
                match selection.and_then(|selection| item.task.step(&selection)) {
                    Some(step) => {
                        let (id, answer) = (item.item.id.as_str(), Response::Score(step));
                        // A step of the task is a score of its item, which is in the bank: nothing is refused.
                        let _ = typed.answers.add(&page.bank, id, answer);
                    }
                    None => typed.open.push(place + 1),
                }
            }
        }
        typed
    }

    /// Says which numbers are empty or not complete.
    pub(super) fn say_open(&self, open: &[usize]) {
        let mut numbers = String::new();
        for place in open {
            if !numbers.is_empty() {
                numbers.push_str(", ");
            }
            numbers.push_str(&number::count(*place));
        }
        self.say(
            &self
                .strings
                .filled(Key::PaperOpen, &[("numbers", &numbers)]),
        );
    }
}

/// What the inputs of an item say. The steps of an order stay where they are, with their places written beside them, and are
/// read from the first place to the last.
fn readings(element: &Element, form: &Form) -> Vec<Reading> {
    let controls = Control::all_in(element);
    let mut readings: Vec<Reading> = controls.iter().map(Control::reading).collect();
    if let Form::Order(_) = form {
        readings.clear();
        for place in 1..=controls.len() {
            let place = number::count(place);
            for control in &controls {
                if control.value() == place {
                    readings.push(control.reading());
                }
            }
        }
    }
    readings
}

/// Takes the places away from the steps of an order: on paper there are none before somebody writes them.
pub(super) fn without_places(element: &Element) {
    for select in Control::all_in(element) {
        if let Control::Select(select) = select
            && select.has_attribute(STEP)
        {
            select.set_value("");
        }
    }
}
