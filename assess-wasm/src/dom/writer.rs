//! Writes new elements into the page, from the first to the last.

use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use crate::failure::Failure;
use crate::strings::{Strings, TextKey};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Writes into one element, which it leaves filled. Texts are set as texts: nothing here reads HTML.
///
/// What the browser refuses is remembered, and the writing goes on: [`Self::finish`] judges once. (A check at every element
/// would take more code than the writing itself.)
#[derive(Debug)]
pub struct Writer<'a> {
    document: &'a Document,
    strings: &'a Strings,
    /// The elements that are open, the innermost last.
    open: Vec<Element>,
    refused: bool,
}

impl<'a> Writer<'a> {
    /// Writes behind what is in `element`.
    pub fn new(document: &'a Document, strings: &'a Strings, element: &Element) -> Self {
        Self {
            document,
            strings,
            open: vec![element.clone()],
            refused: false,
        }
    }

    /// Whether everything was written.
    pub fn finish(self) -> Result<(), Failure> {
        if self.refused {
            Err(Failure::Browser)
        } else {
            Ok(())
        }
    }

    /// Begins an element; what follows is written into it. No class attribute if `class` is empty.
    pub fn open(&mut self, tag: &str, class: &str) {
        let element = self.document.create_element(tag);
        self.begin(element, class);
    }

    /// Begins an element of a drawing.
    pub fn open_drawn(&mut self, tag: &str, class: &str) {
        let element = self.document.create_element_ns(Some(SVG), tag);
        self.begin(element, class);
    }

    /// Ends the innermost element.
    pub fn close(&mut self) {
        self.open.pop();
    }

    /// Sets an attribute of the innermost element.
    pub fn attribute(&mut self, name: &str, value: &str) {
        let done = self
            .open
            .last()
            .map(|element| element.set_attribute(name, value));
        self.refused |= matches!(done, Some(Err(_)));
    }

    /// Writes words into the innermost element.
    pub fn words(&mut self, words: &str) {
        let node = self.document.create_text_node(words);
        let done = self.open.last().map(|element| element.append_child(&node));
        self.refused |= matches!(done, Some(Err(_)));
    }

    /// An element with words.
    pub fn text(&mut self, tag: &str, class: &str, words: &str) {
        self.open(tag, class);
        self.words(words);
        self.close();
    }

    /// An element with a text of the page.
    pub fn say(&mut self, tag: &str, class: &str, key: impl TextKey) {
        self.text(tag, class, &self.strings.text(key));
    }

    /// Writes a copy of an element of the page, with all that is in it.
    pub fn copy(&mut self, original: &Element) {
        let done = original.clone_node_with_deep(true).and_then(|copy| {
            self.open
                .last()
                .map_or(Ok(copy.clone()), |element| element.append_child(&copy))
        });
        self.refused |= done.is_err();
    }

    fn begin(&mut self, element: Result<Element, JsValue>, class: &str) {
        let Ok(element) = element else {
            self.refused = true;
            return;
        };
        let done = self.open.last().map(|parent| parent.append_child(&element));
        self.refused |= matches!(done, Some(Err(_)));
        self.open.push(element);
        if !class.is_empty() {
            self.attribute("class", class);
        }
    }
}
