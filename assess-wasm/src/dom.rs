//! The few things this crate does with elements.

mod control;
mod data;
#[cfg(feature = "check")]
pub mod device;
mod download;
mod writer;

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, HtmlElement, NodeList, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use crate::failure::Failure;

pub use control::{Control, STEP};
pub use data::Data;
pub use download::download;
pub use writer::Writer;

/// The element with this id.
pub fn by_id(document: &Document, id: &'static str) -> Result<Element, Failure> {
    document.get_element_by_id(id).ok_or(Failure::Element(id))
}

/// The element with this id, which must be of a certain kind.
pub fn by_id_as<Kind: JsCast>(document: &Document, id: &'static str) -> Result<Kind, Failure> {
    by_id(document, id)?
        .dyn_into()
        .map_err(|_| Failure::Element(id))
}

/// Shows an element of the page, or hides it; a theme may do without.
pub fn reveal(document: &Document, id: &str, shown: bool) {
    if let Some(element) = document.get_element_by_id(id) {
        set_hidden(&element, !shown);
    }
}

/// Sets the text of an element of the page; a theme may do without.
pub fn write(document: &Document, id: &str, text: &str) {
    if let Some(element) = document.get_element_by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// Every element of the document that fits the selector, in document order.
pub fn all(document: &Document, selector: &str) -> Vec<Element> {
    document
        .query_selector_all(selector)
        .map(|list| elements(&list))
        .unwrap_or_default()
}

/// Every element inside an element that fits the selector, in document order.
pub fn all_in<Kind: JsCast>(element: &Element, selector: &str) -> Vec<Kind> {
    element
        .query_selector_all(selector)
        .map(|list| elements(&list))
        .unwrap_or_default()
}

/// The element that was pressed or changed, or the innermost around it that fits the selector.
pub fn target(event: &Event, selector: &str) -> Option<Element> {
    let element: Element = event.target()?.dyn_into().ok()?;
    element.closest(selector).ok()?
}

/// The elements right inside an element.
pub fn children(element: &Element) -> Vec<Element> {
    all_in(element, ":scope > *")
}

fn elements<Kind: JsCast>(list: &NodeList) -> Vec<Kind> {
    (0..list.length())
        .filter_map(|place| list.item(place)?.dyn_into().ok())
        .collect()
}

/// Hides an element from everybody, or shows it.
pub fn set_hidden(element: &Element, hidden: bool) {
    // Every element that is ever hidden is one of HTML, and the property takes no text over to the browser.
    element.unchecked_ref::<HtmlElement>().set_hidden(hidden);
}

/// Moves the focus, and the page as far as needed to see it.
#[cfg(any(feature = "learn", feature = "office"))]
pub fn focus_in_view(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Moves the page as little as possible so that the element can be seen.
pub fn bring_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Instant);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Takes every child away.
pub fn clear(element: &Element) {
    element.set_text_content(None);
}

/// Eight bytes of chance. Without a source of chance the same ones come up each time, which harms nobody.
pub fn chance() -> u64 {
    let mut bytes = [0; 8];
    if let Ok(crypto) = gloo_utils::window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u64::from_le_bytes(bytes)
}

/// The present time in seconds since 1970 (UTC).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a clock before 1970 says 1970"
)]
pub fn now() -> u64 {
    (js_sys::Date::now() / 1000.0) as u64
}
