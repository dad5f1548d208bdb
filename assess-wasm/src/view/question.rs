//! One item at a time, in the form as it was delivered.

use assess_core::bank::Kind;
use assess_core::task::Selection;
use web_sys::Element;

use crate::dom;
use crate::page_data::{Page, PageItem};
use crate::state::Asking;

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
    /// What is chosen in the inputs of an item; `None` if nothing is.
    pub fn selection(&self, item: &PageItem, page: &Page) -> Option<Selection> {
        let inputs = dom::inputs(self.of_item(item, page)?);
        let chosen = inputs
            .iter()
            .filter(|input| input.checked())
            .filter_map(|input| input.value().parse().ok());
        let chosen: Vec<usize> = chosen.collect();
        let first = *chosen.first()?;
        match item.item.kind {
            Kind::Multiple | Kind::Spot => Some(Selection::Many(
                (0..item.parts).map(|part| chosen.contains(&part)).collect(),
            )),
            _ => Some(Selection::One(first)),
        }
    }
}

/// Empties the inputs of an item.
pub(super) fn clear(item: &Element) {
    for input in dom::inputs(item) {
        input.set_checked(false);
    }
}
