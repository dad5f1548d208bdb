//! The elements of the page that take part: the contract with the theme's `check.html`.

use web_sys::{
    Document, Element, HtmlDetailsElement, HtmlFormElement, HtmlInputElement, HtmlProgressElement,
};

use crate::dom;
use crate::failure::Failure;
use crate::page_data::{Career, Page, PageItem};

/// All of them; a page that lacks one keeps its plain form.
pub struct Elements {
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
    /// The solutions.
    pub key: HtmlDetailsElement,
    /// One per item, in the order of the page's data.
    pub items: Vec<Element>,
    /// What the solutions say of each item, in the same order.
    pub solutions: Vec<Element>,
}

impl Elements {
    /// Finds them all, and checks that the items of the form are those of the data.
    pub fn find(document: &Document, page: &Page) -> Result<Self, Failure> {
        for id in [
            "check-start-button",
            "check-next",
            "check-dont-know",
            "check-skip",
            "check-barrier",
            "check-back",
        ] {
            dom::by_id(document, id)?;
        }
        let items = dom::all(document, "#check [data-item]");
        let ids = items
            .iter()
            .filter_map(|item| item.get_attribute("data-item"));
        if !ids.eq(page.items.iter().map(|item| item.item.id.as_str())) {
            return Err(Failure::Element("data-item"));
        }
        let solutions = dom::all(document, "#check-key .key-list > li");
        if solutions.len() != items.len() {
            return Err(Failure::Element("key-list"));
        }
        let heading = document
            .query_selector("#check h1")?
            .ok_or(Failure::Element("h1"))?;
        heading.set_attribute("tabindex", "-1")?;
        Ok(Self {
            check: dom::by_id(document, "check")?,
            heading,
            fallback: dom::by_id(document, "check-fallback")?,
            form: dom::by_id_as(document, "check-form")?,
            career: dom::by_id(document, "check-career")?,
            start: dom::by_id(document, "check-start")?,
            progress: dom::by_id(document, "check-progress")?,
            progress_text: dom::by_id(document, "check-progress-text")?,
            progress_bar: dom::by_id_as(document, "check-progress-bar")?,
            message: dom::by_id(document, "check-message")?,
            status: dom::by_id(document, "check-status")?,
            nav: dom::by_id(document, "check-nav")?,
            result: dom::by_id(document, "check-result")?,
            wishes: dom::by_id_as(document, "result-form")?,
            key: dom::by_id_as(document, "check-key")?,
            items,
            solutions,
        })
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
