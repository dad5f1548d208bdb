//! `window.roadmap.score(answersJsonText) -> profileJsonText`: recompute a result in the browser's console.
//!
//! In: `roadmap-answers/1`, about the items of this page, whatever the career. Out: `roadmap-profile/1`. What is wrong with
//! the answers is thrown as a text: the first fault.

use std::rc::Rc;

use assess_core::profile::profile;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use crate::failure::Failure;
use crate::files;
use crate::page_data::Page;
use crate::strings::Strings;

type Function = dyn Fn(JsValue) -> Result<JsValue, JsValue>;

/// Owns the function behind `window.roadmap.score`.
pub struct Score {
    _function: Closure<Function>,
}

impl Score {
    /// Sets `window.roadmap`.
    pub fn publish(page: Rc<Page>, strings: Strings) -> Result<Self, Failure> {
        let score = move |answers: JsValue| {
            let text = answers.as_string().unwrap_or_default();
            let answers = files::read_answers(&text, &page.bank)
                .map_err(|fault| JsValue::from_str(&fault.text(&strings)))?;
            Ok(files::profile(&profile(&page.bank, &answers)).into())
        };
        let function: Closure<Function> = Closure::new(score);
        let roadmap = Object::new();
        Reflect::set(&roadmap, &"score".into(), function.as_ref())?;
        Reflect::set(&gloo_utils::window(), &"roadmap".into(), &roadmap)?;
        Ok(Self {
            _function: function,
        })
    }
}
