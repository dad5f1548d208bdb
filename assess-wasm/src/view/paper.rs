//! Typing in a form that was filled in on paper: the form of the page as it is, all its items at once, driven by keys.

use assess_core::answers::{Answers, Response};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

use crate::dom::{self, Control, STEP};
use crate::form::{Form, Reading};
use crate::number;
use crate::page_data::{Page, PageItem};
use crate::paper;
use crate::state::Typed;
use crate::strings::{Key, joined};

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

    /// What a key does while a form is typed in; whether the browser shall do nothing more.
    pub fn type_key(&self, page: &Page, event: &KeyboardEvent) -> bool {
        let is_chord = event.ctrl_key() || event.meta_key() || event.alt_key();
        let Some(target) = event.target().and_then(|target| target.dyn_into().ok()) else {
            return false;
        };
        let target: Element = target;
        if is_chord || target.matches("button, summary").unwrap_or(false) {
            return false;
        }
        let place = self
            .elements
            .items
            .iter()
            .position(|item| item.contains(Some(&target)));
        if event.key() == "Enter" {
            self.go_on(page, place, &target);
            return true;
        }
        let Some((element, item)) =
            place.and_then(|place| Some((self.elements.items.get(place)?, page.items.get(place)?)))
        else {
            return false;
        };
        tick(element, item, &target, &event.key())
    }

    /// To the next field of the item, else to the next item, else to the button below.
    fn go_on(&self, page: &Page, place: Option<usize>, target: &Element) {
        let controls = |place: usize| {
            let element = self.elements.items.get(place);
            element.map(Control::all_in).unwrap_or_default()
        };
        let next_field = place.map(controls).and_then(|controls| {
            let at = controls.iter().position(|control| control.is(target))?;
            let next = controls.into_iter().nth(at + 1);
            next.filter(|control| !control.is_tick())
        });
        let next_item = place.map_or(0, |place| place + 1);
        match next_field {
            Some(control) => control.focus(),
            None if next_item < page.in_form => {
                if let Some(control) = controls(next_item).first() {
                    control.focus();
                }
            }
            None => {
                if let Some(button) = self.document.get_element_by_id("check-paper-done") {
                    dom::focus_in_view(&button);
                }
            }
        }
    }

    /// Says which numbers are empty or not complete.
    pub(super) fn say_open(&self, open: &[usize]) {
        let numbers: Vec<String> = open.iter().map(|place| number::count(*place)).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let values = [("numbers", &*joined(&numbers, ", "))];
        self.say(&self.strings.filled(Key::PaperOpen, &values));
    }
}

/// Ticks what a key names; whether it names anything.
fn tick(element: &Element, item: &PageItem, target: &Element, key: &str) -> bool {
    let inputs: Vec<HtmlInputElement> = dom::all_in(element, "[type=radio], [type=checkbox]");
    let at = inputs
        .iter()
        .position(|input| target.is_same_node(Some(input)));
    let press = at
        .zip(paper::option(key))
        .and_then(|(at, option)| paper::press(&item.form, inputs.len(), at, option));
    let Some(press) = press else { return false };
    if let Some(input) = inputs.get(press.tick) {
        input.set_checked(!matches!(item.form, Form::Many(_)) || !input.checked());
    }
    if let Some(input) = inputs.get(press.focus) {
        dom::focus_in_view(input);
    }
    true
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
