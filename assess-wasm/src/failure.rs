//! When the module cannot do its work: the form stays usable on paper, and a plain sentence says so.

use wasm_bindgen::JsValue;
#[cfg(feature = "check")]
use web_sys::Document;

#[cfg(feature = "check")]
use crate::{
    dom,
    strings::{Key, Strings},
};

/// Why the self-check cannot run here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The page lacks this element, or it is of another kind.
    Element(&'static str),
    /// The page's data lacks this key, or its value makes no sense.
    Data(&'static str),
    /// The browser refused something.
    Browser,
}

impl From<JsValue> for Failure {
    fn from(_thrown: JsValue) -> Self {
        Self::Browser
    }
}

/// Puts the page back into the state in which it was delivered and says why nothing moves. Where even the words are missing,
/// the page's own paragraph about printing the form has to do.
///
/// The reason is left as an attribute for whoever looks after the page; the visitor could do nothing with it.
#[cfg(feature = "check")]
pub fn show(document: &Document, strings: Option<&Strings>, problem: &Failure) {
    for id in [
        "check-start",
        "check-progress",
        "check-nav",
        "check-message",
        "check-result",
        "check-change",
        "check-keep",
    ] {
        if let Some(element) = document.get_element_by_id(id) {
            dom::set_hidden(&element, true);
        }
    }
    for id in ["check-fallback", "check-career", "check-form"] {
        if let Some(element) = document.get_element_by_id(id) {
            dom::set_hidden(&element, false);
        }
    }
    for item in dom::all(document, "[data-item]") {
        dom::set_hidden(&item, false);
    }
    if let Some(root) = document.document_element() {
        let _ = root.remove_attribute("data-check");
    }
    if let Some(check) = document.get_element_by_id("check") {
        // Setting attributes of these names cannot fail; a failure here has nobody left to tell.
        let _ = check.set_attribute("data-state", "form");
        let _ = check.set_attribute("data-failure", problem.name());
    }
    if let (Some(strings), Some(fallback)) = (strings, document.get_element_by_id("check-fallback"))
    {
        // Set as it is into a paragraph of the page that is there to say such things.
        fallback.set_text_content(Some(&strings.text(Key::Failure)));
    }
}

impl Failure {
    /// What it was about, for whoever looks after the page.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Element(name) | Self::Data(name) => name,
            Self::Browser => "browser",
        }
    }
}
