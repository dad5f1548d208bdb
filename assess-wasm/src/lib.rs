//! The browser side of the self-check: takes over the form that site-gen rendered, drives `assess-core`, shows the result.
//!
//! ```text
//! page's JSON ─► Page ─┐
//! visitor's event ─► Action ─► State ─► view (the page's own elements)
//!                                └────► Report ─► view::result
//! ```
//!
//! 1. `mount` reads the page's data and finds its elements; if anything is missing, the form stays as it is (`failure`).
//! 2. `action` turns an event into what the visitor wants, `state` says what follows from it, `view` shows it.
//!    What the inputs of an item say together is `page_data::Form`'s.
//! 3. `report` decides what a result says (strengths, gaps, offers); `view::result` only draws it.
//! 4. `score` is `window.roadmap.score`: the same scoring for everybody who wants to recompute a result.
//!
//! Invariants: no network, no storage, no history entry, no timer, no HTML from text, no style attribute; no scoring (that is
//! `assess-core`'s); answers live only in memory and in the inputs of the form. Each self-check page carries this module, so
//! its size counts: JSON is read by the browser's own parser, and numbers are written without Rust's formatting machinery.

mod action;
mod app;
mod dom;
mod failure;
mod number;
mod page_data;
mod report;
mod score;
mod state;
mod strings;
mod view;

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use app::App;

thread_local! {
    /// Owns the listeners as long as the page lives.
    static MOUNTED: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// Takes over the form of this page. Runs by itself when the module starts.
#[wasm_bindgen(start)]
pub fn mount() {
    let document = gloo_utils::document();
    let (data, strings) = match page_data::embedded(&document) {
        Ok(found) => found,
        Err(problem) => return failure::show(&document, None, &problem),
    };
    match App::start(&document, &data, strings.clone()) {
        Ok(app) => MOUNTED.set(Some(app)),
        Err(problem) => failure::show(&document, Some(&strings), &problem),
    }
}

/// A smaller allocator than the standard library's: the module travels in every self-check page.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
