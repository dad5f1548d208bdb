//! The elements of the page that take part: the contract with the theme's `check.html`.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlFormElement, HtmlInputElement, HtmlProgressElement};

use crate::dom;
use crate::failure::Failure;
use crate::page_data::{Career, Page, PageItem};

/// All of them; a page that lacks one keeps its plain form.
pub struct Elements {
    /// The whole document; says the state too.
    pub root: Element,
    /// Around everything; says the state.
    pub check: Element,
    /// The heading of the first screen.
    pub heading: Element,
    /// What readers without this module are told.
    pub fallback: Element,
    /// Around all inputs.
    pub form: HtmlFormElement,
    /// The question after the career.
    pub career: Element,
    /// Around the start button.
    pub start: Element,
    /// Around text and bar.
    pub progress: Element,
    /// "Frage 3 von höchstens 20".
    pub progress_text: Element,
    /// The same as a bar.
    pub progress_bar: HtmlProgressElement,
    /// What to do if nothing was chosen.
    pub message: Element,
    /// Says politely what moved; never seen.
    pub status: Element,
    /// Around the buttons below an item.
    pub nav: Element,
    /// Filled with the result.
    pub result: Element,
    /// The inputs in the result.
    pub wishes: HtmlFormElement,
    /// One per item, in the order of the page's data.
    pub items: Vec<Element>,
    /// What the solutions say of each item, in the same order.
    pub solutions: Vec<Element>,
}

impl Elements {
    /// Finds them all, and checks that the items of the form are those of the data.
    pub fn find(document: &Document, page: &Page) -> Result<Self, Failure> {
        // What is missing is remembered and judged once at the end: a third of the code that a check at every element takes.
        let mut missing = None;
        let mut find = |selector: &'static str| {
            let found = document.query_selector(selector).ok().flatten();
            found.unwrap_or_else(|| {
                missing = missing.or(Some(selector));
                JsValue::UNDEFINED.unchecked_into()
            })
        };
        for button in [
            "#check-start-button",
            "#check-next",
            "#check-dont-know",
            "#check-skip",
            "#check-barrier",
            "#check-back",
        ] {
            find(button);
        }
        let elements = Self {
            root: find("html"),
            check: find("#check"),
            heading: find("#check h1"),
            fallback: find("#check-fallback"),
            form: find("form#check-form").unchecked_into(),
            career: find("#check-career"),
            start: find("#check-start"),
            progress: find("#check-progress"),
            progress_text: find("#check-progress-text"),
            progress_bar: find("progress#check-progress-bar").unchecked_into(),
            message: find("#check-message"),
            status: find("#check-status"),
            nav: find("#check-nav"),
            result: find("#check-result"),
            wishes: find("form#result-form").unchecked_into(),
            items: dom::all(document, "#check [data-item]"),
            solutions: dom::all(document, "#check-key .key-list > li"),
        };
        let ids = elements.items.iter();
        let ids = ids.filter_map(|item| item.get_attribute("data-item"));
        if !ids.eq(page.items.iter().map(|item| item.item.id.as_str())) {
            missing = Some("data-item");
        }
        if elements.solutions.len() != elements.items.len() {
            missing = Some("key-list");
        }
        match missing {
            Some(missing) => Err(Failure::Element(missing)),
            None => {
                elements.heading.set_attribute("tabindex", "-1")?;
                Ok(elements)
            }
        }
    }

    /// The element of an item.
    pub fn of_item(&self, item: &PageItem, page: &Page) -> Option<&Element> {
        self.items.get(page.place_of(&item.item)?)
    }

    /// What the visitor says of their career.
    pub fn career(&self) -> Option<Career> {
        let chosen = dom::all_in(&self.career, "input")
            .into_iter()
            .find(HtmlInputElement::checked)?;
        Career::parse(&chosen.value())
    }
}
