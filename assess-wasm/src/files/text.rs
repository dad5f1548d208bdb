//! Writes JSON from the first character to the last. (Objects of the browser and its own writer would take twice the code.)

use js_sys::JSON;
use wasm_bindgen::JsValue;

/// A JSON text on its way.
#[derive(Debug, Default)]
pub struct Text(String);

impl Text {
    /// A file of this format, open for more keys.
    pub fn file(format: &str) -> Self {
        let mut text = Self::default();
        text.open('{').key("format").word(format);
        text
    }

    /// The file, closed.
    pub fn finish(mut self) -> String {
        self.close('}');
        self.0
    }

    /// Begins an object or a list.
    pub fn open(&mut self, bracket: char) -> &mut Self {
        self.part();
        self.0.push(bracket);
        self
    }

    /// Ends it.
    pub fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    /// Begins an entry of an object.
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.word(key);
        self.0.push(':');
        self
    }

    /// A text.
    pub fn word(&mut self, word: &str) -> &mut Self {
        self.value(&word.into())
    }

    /// A number, or `null`.
    pub fn number(&mut self, number: Option<f64>) -> &mut Self {
        self.value(&number.into())
    }

    fn value(&mut self, value: &JsValue) -> &mut Self {
        self.part();
        // Texts and numbers can be written, and what is none at all is `null`.
        let text = JSON::stringify(value)
            .ok()
            .and_then(|text| text.as_string());
        self.0.push_str(text.as_deref().unwrap_or("null"));
        self
    }

    /// Parts of an object or a list are separated.
    fn part(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with(['{', '[', ':', ',']) {
            self.0.push(',');
        }
    }
}
