//! The browser side: three programs from one crate, each chosen by a feature, each carried by its own pages.
//!
//! `check`, the self-check, takes over the form that site-gen rendered, drives `assess-core`, shows the result:
//!
//! ```text
//! page's JSON ─► Page ─┐
//! visitor's event ─► Action ─► State ─► view (the page's own elements)
//!                                └────► Report ─► view::result
//! ```
//!
//! 1. `mount` reads the page's data and finds its elements; if anything is missing, the form stays as it is (`failure`).
//! 2. `action` turns an event into what the visitor wants, `state` says what follows from it, `view` shows it.
//! 3. `report` decides what a result says (strengths, gaps, plan); `view::result` only hands it to the page's templates.
//! 4. `visit` is what a visitor may keep or hand over beside the course of the check; `record` is what the device remembers,
//!    `files` are the files, `idle` is when a shared device counts as left. What the device does is `dom::device`'s.
//! 5. `score` is `window.roadmap.score`: the same scoring for everybody who wants to recompute a result.
//!
//! `learn` and `office`, the small ones, serve the few reading pages that need a program: see `reading`.
//!
//! They share `form` (what the inputs of an item say together), `inputs`, `dom`, `json`, `strings` and `number`.
//!
//! Invariants: no network, no storage before a click, no history entry, no HTML from text, no style attribute; no scoring (that
//! is `assess-core`'s); answers live only in memory and in the inputs of the form, in storage only if the visitor asked for it
//! and no longer than to the end; a timer runs only on a shared device. Each of these pages carries its program, so its size
//! counts: JSON is read by the browser's own parser, and numbers are written without Rust's formatting machinery.

#![cfg_attr(
    not(all(feature = "check", feature = "learn", feature = "office")),
    allow(
        dead_code,
        unused_imports,
        reason = "each program uses a part of what all share"
    )
)]

#[cfg(feature = "check")]
mod action;
#[cfg(feature = "check")]
mod app;
mod dom;
mod failure;
#[cfg(feature = "check")]
mod files;
mod form;
#[cfg(feature = "check")]
mod fragment;
#[cfg(feature = "check")]
mod idle;
mod inputs;
#[cfg(feature = "check")]
mod invited;
mod json;
mod number;
#[cfg(feature = "check")]
mod page_data;
#[cfg(feature = "check")]
mod qr;
#[cfg(any(feature = "learn", feature = "office"))]
mod reading;
#[cfg(feature = "check")]
mod record;
#[cfg(feature = "check")]
mod report;
#[cfg(feature = "check")]
mod score;
#[cfg(feature = "check")]
mod state;
mod strings;
#[cfg(feature = "check")]
mod view;
#[cfg(feature = "check")]
mod visit;

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over this page. Runs by itself when the module starts.
#[wasm_bindgen(start)]
pub fn mount() {
    let document = gloo_utils::document();
    #[cfg(feature = "check")]
    app::mount(&document);
    #[cfg(any(feature = "learn", feature = "office"))]
    reading::mount(&document);
}

/// A smaller allocator than the standard library's: the module travels in every self-check page.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
