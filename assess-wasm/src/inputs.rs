//! The inputs of an item, as the page was delivered with them.

mod steps;

use assess_core::task::Selection;
use web_sys::Element;

use crate::dom::Control;
use crate::form::{Form, Reading};

pub use steps::Move;

/// What the inputs of an item say; `None` if that is no answer.
pub fn selection(item: &Element, form: &Form) -> Option<Selection> {
    let readings: Vec<Reading> = Control::all_in(item).iter().map(Control::reading).collect();
    form.selection(&readings)
}

/// Empties the inputs of an item; steps go back to the order shown first.
pub fn clear(item: &Element, form: &Form) {
    for input in Control::all_in(item) {
        input.clear();
    }
    if let Form::Order(shown) = form {
        steps::arrange(item, shown);
    }
}
