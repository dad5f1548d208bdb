//! One item at a time, in the form as it was delivered.

use assess_core::task::Selection;
use web_sys::{Element, Event, HtmlInputElement};

use crate::dom::{self, Control};
use crate::page_data::{Form, Page, PageItem, Reading};
use crate::state::Asking;
use crate::strings::Key;

use super::{Elements, View, steps};

impl View {
    /// Hides all items but this one.
    pub(super) fn show_item(&self, page: &Page, shown: Option<&PageItem>) {
        for (element, item) in self.elements.items.iter().zip(&page.items) {
            dom::set_hidden(
                element,
                shown.is_none_or(|shown| shown.item.id != item.item.id),
            );
        }
    }

    /// Moves the focus to the question, which carries the place as its description.
    pub(super) fn focus_question(&self, asking: &Asking) {
        let item = asking.session.bank().items().get(asking.session.current());
        let shown = item.and_then(|item| {
            self.elements.items.iter().find(|element| {
                element.get_attribute("data-item").as_deref() == Some(item.id.as_str())
            })
        });
        if let Some(question) =
            shown.and_then(|element| element.query_selector(".item-question").ok()?)
        {
            // Setting this attribute cannot fail: its name is a name.
            let _ = question.set_attribute("aria-describedby", "check-progress-text");
            dom::focus_at_top(&question);
        }
    }
}

impl View {
    /// Takes back the tick that cannot stand beside the one just made, and says so.
    pub fn keep_apart(&self, page: &Page, item: &PageItem, event: &Event) {
        let Some(element) = self.elements.of_item(item, page) else {
            return;
        };
        let inputs: Vec<HtmlInputElement> = dom::all_in(element, "input");
        let changed = dom::target(event, "input");
        let place = inputs
            .iter()
            .position(|input| changed.as_ref() == Some(input.as_ref()));
        let other = place
            .and_then(|place| item.form.excluded_by(place))
            .and_then(|other| inputs.get(other));
        if let Some(other) = other.filter(|other| other.checked()) {
            other.set_checked(false);
            self.say(Key::ChooseOther);
        }
    }
}

impl Elements {
    /// What the inputs of an item say; `None` if that is no answer.
    pub fn selection(&self, item: &PageItem, page: &Page) -> Option<Selection> {
        let inputs = Control::all_in(self.of_item(item, page)?);
        let readings: Vec<Reading> = inputs.iter().map(Control::reading).collect();
        item.form.selection(&readings)
    }

    /// Empties the inputs of all items.
    pub(super) fn clear_all(&self, page: &Page) {
        for (element, item) in self.items.iter().zip(&page.items) {
            clear(element, item);
        }
    }
}

/// Empties the inputs of an item; steps go back to the order shown first.
pub(super) fn clear(element: &Element, item: &PageItem) {
    for input in Control::all_in(element) {
        input.clear();
    }
    if let Form::Order(shown) = &item.form {
        steps::arrange(element, shown);
    }
}

/// What to say if "Weiter" is pressed too early.
pub(super) fn reminder(item: &PageItem) -> Key {
    match item.form {
        Form::BestWorst(_) => Key::ChooseBoth,
        Form::Order(_) => Key::ChooseOrder,
        Form::Fields(_) => Key::ChooseFill,
        Form::One | Form::Many(_) | Form::Groups { .. } => Key::Choose,
    }
}
