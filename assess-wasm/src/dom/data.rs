//! What is put into the page's own templates: texts and lists of more of that, by the names that stand in the templates.
//! `templates.js` puts it in.

use js_sys::Object;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use crate::number;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = templates)]
    fn add(data: &JsValue, list: &str) -> JsValue;

    #[wasm_bindgen(js_namespace = templates)]
    fn set(data: &JsValue, name: &str, text: &str);

    #[wasm_bindgen(js_namespace = templates)]
    fn fill(root: &Element, data: &JsValue);
}

/// Texts and lists by name.
#[derive(Clone, Debug)]
pub struct Data(JsValue);

impl Data {
    /// Nothing yet.
    pub fn new() -> Self {
        Self(Object::new().into())
    }

    /// A text. An empty one is as good as none.
    pub fn set(&self, name: &str, text: &str) {
        set(&self.0, name, text);
    }

    /// A whole number.
    pub fn count(&self, name: &str, number: u32) {
        self.set(name, &number::whole(number));
    }

    /// Something that is so, or is not.
    pub fn flag(&self, name: &str, is_so: bool) {
        if is_so {
            self.set(name, "1");
        }
    }

    /// A new entry at the end of a list.
    pub fn add(&self, list: &str) -> Self {
        Self(add(&self.0, list))
    }

    /// Puts it into the templates inside an element, in the place of what was there.
    pub fn fill(&self, root: &Element) {
        fill(root, &self.0);
    }
}
