//! One item at a time, in the form as it was delivered.

use assess_core::task::Selection;

use web_sys::Element;

use crate::dom::{self, device};
use crate::form::Form;
use crate::inputs;
use crate::page_data::{Page, PageItem};
use crate::state::Asking;
use crate::strings::Key;

use super::{Elements, View};

impl View {
    /// Hides all items but this one.
    pub(super) fn show_item(&self, page: &Page, shown: Option<&PageItem>) {
        for (element, item) in self.elements.items.iter().zip(&page.items) {
            let is_shown = shown.is_some_and(|shown| shown.item.id == item.item.id);
            dom::set_hidden(element, !is_shown);
            if is_shown {
                self.show_kind(element);
            }
        }
    }

    /// Says below the item of which kind it is: the theme's style goes by it, and would otherwise have to look through all items.
    fn show_kind(&self, item: &Element) {
        let fieldset = item.query_selector("fieldset").ok().flatten();
        if let Some(kind) = fieldset.and_then(|fieldset| fieldset.get_attribute("class")) {
            // Setting this attribute cannot fail: its name is a name.
            let _ = self.elements.nav.set_attribute("data-kind", &kind);
        }
    }

    /// Shows all items of the printed form.
    pub(super) fn show_form(&self, page: &Page) {
        for (place, element) in self.elements.items.iter().enumerate() {
            dom::set_hidden(element, place >= page.in_form);
        }
    }

    /// Moves the focus to the question, which carries the place as its description.
    pub(super) fn focus_question(&self, page: &Page, asking: &Asking) {
        let shown = asking
            .item(page)
            .and_then(|item| self.elements.of_item(item, page));
        if let Some(question) =
            shown.and_then(|element| element.query_selector(".item-question").ok()?)
        {
            // Setting this attribute cannot fail: its name is a name.
            let _ = question.set_attribute("aria-describedby", "check-progress-text");
            device::arrive(&question);
        }
    }
}

impl Elements {
    /// What the inputs of an item say; `None` if that is no answer.
    pub fn selection(&self, item: &PageItem, page: &Page) -> Option<Selection> {
        inputs::selection(self.of_item(item, page)?, &item.form)
    }

    /// Empties the inputs of all items.
    pub(super) fn clear_all(&self, page: &Page) {
        for (element, item) in self.items.iter().zip(&page.items) {
            inputs::clear(element, &item.form);
        }
    }
}

/// What to say if "Weiter" is pressed with this chosen, which is no answer.
pub(super) fn reminder(form: &Form, chosen: Option<&Selection>) -> Key {
    match (form, chosen) {
        // Both are there, so they are the same. They may be for a while: whoever goes through a group with the arrow keys
        // comes past every option.
        (Form::BestWorst(_), Some(_)) => Key::ChooseOther,
        (Form::BestWorst(_), None) => Key::ChooseBoth,
        (Form::Order(_), _) => Key::ChooseOrder,
        (Form::Fields(_), _) => Key::ChooseFill,
        (Form::One | Form::Many(_) | Form::Groups { .. }, _) => Key::Choose,
    }
}
