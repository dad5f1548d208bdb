//! The decoder of `assess-pack` as a module of its own: small enough to travel in each page beside what it unpacks.
//!
//! `loader.js` writes the packed bytes to [`packed`], calls [`step`] until that says how long the module is, and finds it at
//! [`module`]. All of it lies in this module's own memory, nothing is allocated, and nothing is imported: so no glue code is
//! needed (the build makes sure of it), and wasm-bindgen only gives the functions their names.

use std::cell::RefCell;

use assess_pack::Unpacker;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// All zeros at first, which take no room in the module.
    static UNPACKER: RefCell<Unpacker> = const { RefCell::new(Unpacker::new()) };
}

/// Where the packed bytes belong; there is room for `assess_pack::MOST` of them.
#[wasm_bindgen]
pub fn packed() -> *const u8 {
    UNPACKER.with(|unpacker| match unpacker.try_borrow() {
        Ok(unpacker) => unpacker.packed().as_ptr(),
        Err(_) => std::ptr::null(),
    })
}

/// Goes on for a few milliseconds at most. Zero: it is not done yet. More: so many bytes has the module. Less: it cannot be
/// unpacked.
#[wasm_bindgen]
pub fn step() -> i32 {
    UNPACKER.with(|unpacker| {
        let Ok(mut unpacker) = unpacker.try_borrow_mut() else {
            return -1;
        };
        match unpacker.step() {
            Ok(false) => 0,
            Ok(true) => i32::try_from(unpacker.length()).unwrap_or(-1),
            Err(_) => -1,
        }
    })
}

/// Where the module is.
#[wasm_bindgen]
pub fn module() -> *const u8 {
    UNPACKER.with(|unpacker| match unpacker.try_borrow() {
        Ok(unpacker) => unpacker.module().as_ptr(),
        Err(_) => std::ptr::null(),
    })
}
