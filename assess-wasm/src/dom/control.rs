//! Native inputs: what they say, and how they are emptied.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use crate::form::Reading;

/// Names the step that a place is chosen for, by its place in the right order.
pub const STEP: &str = "data-step";

/// A radio button, a checkbox, a field or a list to choose from.
#[derive(Clone, Debug)]
pub enum Control {
    /// All but lists.
    Input(HtmlInputElement),
    /// A list to choose from.
    Select(HtmlSelectElement),
}

impl Control {
    /// All of them inside an element, in document order.
    pub fn all_in(element: &Element) -> Vec<Self> {
        let all: Vec<Element> = super::all_in(element, "input, select");
        all.into_iter().filter_map(Self::of).collect()
    }

    /// The element as a control, if it is one.
    pub fn of(element: Element) -> Option<Self> {
        match element.dyn_into() {
            Ok(input) => Some(Self::Input(input)),
            Err(element) => element.dyn_into().ok().map(Self::Select),
        }
    }

    /// What it says.
    pub fn reading(&self) -> Reading {
        match self {
            Self::Input(input) => Reading {
                value: input.value(),
                ticked: input.checked(),
            },
            Self::Select(select) => Reading {
                value: select.get_attribute(STEP).unwrap_or_else(|| select.value()),
                ticked: false,
            },
        }
    }

    /// The place chosen for a step, from 1; of anything else the value.
    pub fn value(&self) -> String {
        match self {
            Self::Input(input) => input.value(),
            Self::Select(select) => select.value(),
        }
    }

    /// Empties it.
    pub fn clear(&self) {
        match self {
            Self::Input(input) => {
                input.set_checked(false);
                // The value of a radio button or checkbox is its default one at all times; that of a field is then empty.
                input.set_value(&input.default_value());
            }
            Self::Select(select) => select.set_value(""),
        }
    }
}
