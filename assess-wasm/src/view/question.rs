//! One item at a time, in the form as it was delivered.

use assess_core::task::Selection;

use crate::dom;
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
            dom::set_hidden(
                element,
                shown.is_none_or(|shown| shown.item.id != item.item.id),
            );
        }
    }

    /// Shows all items of the printed form.
    pub(super) fn show_form(&self, page: &Page) {
        for (place, element) in self.elements.items.iter().enumerate() {
            dom::set_hidden(element, place >= page.in_form);
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
