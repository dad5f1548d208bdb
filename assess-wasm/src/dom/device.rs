//! What the device does for the self-check: `device.js`, which travels in front of the module.

use assess_core::transfer::{Nonce, Period};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Event};

#[wasm_bindgen]
extern "C" {
    /// The date where the device is: `2026-12-03`.
    #[wasm_bindgen(js_namespace = device)]
    pub fn today() -> String;

    /// Chance.
    #[wasm_bindgen(js_namespace = device)]
    pub fn random() -> u32;

    /// Names the document, once the next screen is painted.
    #[wasm_bindgen(js_namespace = device)]
    pub fn entitle(title: &str);

    /// Moves the page to its top and the focus to what is new there, after a finger once that is painted.
    #[wasm_bindgen(js_namespace = device)]
    pub fn arrive(element: &Element);

    /// What stands behind `#` in the address.
    #[wasm_bindgen(js_namespace = device)]
    pub fn link() -> String;

    /// The path of the page.
    #[wasm_bindgen(js_namespace = device)]
    pub fn path() -> String;

    /// What is remembered on this device, if anything is.
    #[wasm_bindgen(js_namespace = device)]
    pub fn remembered() -> Option<String>;

    /// Remembers a text until it is forgotten. Where the device refuses nothing is remembered.
    #[wasm_bindgen(js_namespace = device)]
    pub fn remember(text: &str);

    /// Forgets what was remembered, and gives up the files that lie ready to be saved.
    #[wasm_bindgen(js_namespace = device)]
    pub fn forget();

    /// Offers a text as a file to be saved.
    #[wasm_bindgen(js_namespace = device)]
    pub fn save(name: &str, text: &str);

    /// Reads the file that was chosen in an input; then the event `text` tells what is in it.
    #[wasm_bindgen(js_namespace = device)]
    pub fn read(input: &Element);

    /// Whether a voice of the device speaks the language of the page.
    #[wasm_bindgen(js_namespace = device)]
    pub fn speaks() -> bool;

    /// Reads an item aloud, or stops.
    #[wasm_bindgen(js_namespace = device)]
    pub fn speak(item: &Element);

    /// Stops reading aloud.
    #[wasm_bindgen(js_namespace = device)]
    pub fn hush();

    /// What a key does while a form is typed in from paper.
    #[wasm_bindgen(js_namespace = device, js_name = typeKey)]
    pub fn type_key(event: &Event);

    /// Opens a dialogue, or closes it.
    #[wasm_bindgen(js_namespace = device)]
    pub fn dialogue(element: &Element, open: bool);

    /// Begins to send the document the event `tick` every second, or ends it.
    #[wasm_bindgen(js_namespace = device)]
    pub fn tick(on: bool);
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Seconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clocks are between 1970 and 2106, and others are clamped"
)]
pub fn seconds() -> u32 {
    (now() / 1000.0) as u32
}

/// The quarter of today.
pub fn period() -> Option<Period> {
    let today = today();
    let month: u8 = today.get(5..7)?.parse().ok()?;
    Period::new(today.get(..4)?.parse().ok()?, month.div_ceil(3))
}

/// Marks a result.
pub fn nonce() -> Nonce {
    let [a, b, c, d] = random().to_le_bytes();
    let [e, ..] = random().to_le_bytes();
    Nonce::new([a, b, c, d, e])
}
