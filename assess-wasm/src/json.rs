//! Values of parsed JSON.

use std::cell::Cell;

use assess_core::thousandths::Thousandths;
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Document;

use crate::dom;
use crate::failure::Failure;
use crate::number;

/// A value of parsed JSON; `undefined` where there is none.
#[derive(Clone, Debug)]
pub struct Json(JsValue);

impl Json {
    /// The data that stands in the page, in the element of this id.
    pub fn embedded(document: &Document, id: &'static str) -> Result<Self, Failure> {
        let text = dom::by_id(document, id)?.text_content().unwrap_or_default();
        Self::parse(&text).ok_or(Failure::Data("json"))
    }

    /// Parses a text.
    pub fn parse(text: &str) -> Option<Self> {
        JSON::parse(text).ok().map(Self)
    }

    /// The value of a key, if it has one.
    pub fn get(&self, key: &str) -> Self {
        // On anything but an object `Reflect::get` throws, and there is nothing to find.
        Self(Reflect::get(&self.0, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED))
    }

    /// Whether there is a value.
    pub fn is_there(&self) -> bool {
        !self.0.is_undefined() && !self.0.is_null()
    }

    /// The value as a text.
    pub fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// The value as a number.
    pub fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    /// The value as a standing.
    pub fn standing(&self) -> Option<Thousandths> {
        self.number().and_then(Thousandths::from_f64)
    }

    /// Whether the value is `true`.
    pub fn is_true(&self) -> bool {
        self.0.as_bool() == Some(true)
    }

    /// Whether the value is a list with this text.
    pub fn holds(&self, text: &str) -> bool {
        let is_it = |entry: Self| entry.text().is_some_and(|entry| entry == text);
        self.list().is_some_and(|list| list.into_iter().any(is_it))
    }

    /// The value as a list.
    pub fn list(&self) -> Option<Vec<Self>> {
        Array::is_array(&self.0).then(|| Array::from(&self.0).iter().map(Self).collect())
    }

    /// The names of its keys.
    pub fn keys(&self) -> Vec<String> {
        let keys = Reflect::own_keys(&self.0).unwrap_or_default();
        keys.iter().filter_map(|key| key.as_string()).collect()
    }
}

/// Reads values that must be there. What is missing reads as nothing and is remembered, so that reading goes straight on and
/// is judged once at its end: a fifth of the code that a check at every value would take.
#[derive(Debug, Default)]
pub struct Reader {
    missing: Cell<Option<&'static str>>,
}

impl Reader {
    /// The first thing that was missing.
    pub fn verdict(&self) -> Result<(), Failure> {
        self.missing
            .get()
            .map_or(Ok(()), |name| Err(Failure::Data(name)))
    }

    /// The value, or its type's empty one, remembering the name.
    pub fn known<T: Default>(&self, value: Option<T>, name: &'static str) -> T {
        value.unwrap_or_else(|| {
            self.miss(name);
            T::default()
        })
    }

    /// Remembers that this was missing.
    pub fn miss(&self, name: &'static str) {
        self.missing.set(self.missing.get().or(Some(name)));
    }

    /// The text of a key.
    pub fn text(&self, of: &Json, key: &'static str) -> String {
        self.known(of.get(key).text(), key)
    }

    /// The number of a key.
    pub fn number(&self, of: &Json, key: &'static str) -> f64 {
        self.known(of.get(key).number(), key)
    }

    /// The whole number from 0 of a key.
    pub fn count(&self, of: &Json, key: &'static str) -> u32 {
        self.known(of.get(key).number().and_then(number::whole_of), key)
    }

    /// The list of a key.
    pub fn list(&self, of: &Json, key: &'static str) -> Vec<Json> {
        self.known(of.get(key).list(), key)
    }

    /// The list of texts of a key.
    pub fn texts(&self, of: &Json, key: &'static str) -> Vec<String> {
        self.list(of, key)
            .iter()
            .map(|entry| self.known(entry.text(), key))
            .collect()
    }

    /// The list of texts that this is.
    pub fn texts_of(&self, list: &Json) -> Vec<String> {
        let texts = list.list().unwrap_or_default();
        texts
            .iter()
            .map(|entry| self.known(entry.text(), "texts"))
            .collect()
    }

    /// The list of numbers of a key.
    pub fn numbers(&self, of: &Json, key: &'static str) -> Vec<f64> {
        self.list(of, key)
            .iter()
            .map(|entry| self.known(entry.number(), key))
            .collect()
    }
}
