//! How a WebAssembly module travels inside a page: as text, less than a third of its size.
//!
//! General compression knows nothing of what stands in a module. Here a model predicts each next bit from what came before
//! (`model`), with the knowledge whether an operation, a local variable or an address comes next (`grammar`), and a range coder
//! writes only what the prediction did not know (`range`).
//!
//! The reader's browser undoes this with the very same code: `assess-unpack` is [`Unpacker`] as a small module of its own, which
//! `assess-wasm/loader.js` feeds. So all of it that unpacks allocates nothing, cannot panic (`table`), and calculates with whole
//! numbers and with sums, products and quotients of IEEE numbers, which are the same everywhere. Nothing is taken from a library
//! of mathematics.
//!
//! The text is Base64 of the range coder's bytes. They hold, each byte predicted by the one model:
//!
//! 1. for each kind of bytes the lengths of 256 prefix codes (`codes`), four bits each;
//! 2. how many bytes stand before the code section and how many behind it, as LEB128 numbers;
//! 3. what stands before the code section;
//! 4. the number of functions, and each function without its length;
//! 5. what stands behind the code section;
//! 6. a sum of the whole module, by which an unpacker that gets anything wrong notices it.

// The model is arithmetic in whole numbers of 32 bits, as the browser has it: places and hashes change their type all the time.
#![allow(clippy::cast_possible_wrap, clippy::cast_sign_loss)]

mod codes;
mod counting;
mod fault;
mod grammar;
mod model;
mod module;
mod range;
mod table;
#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use counting::Counting;
use grammar::Walk;
use model::Model;
use range::{Decoder, Encoder};

pub use fault::Fault;
pub use range::MOST;

/// The module as text: letters, digits, `+` and `/`.
///
/// # Errors
/// What this crate does not know of WebAssembly, or that the module is too large for the tables of [`Unpacker`].
pub fn pack(module: &[u8]) -> Result<String, Fault> {
    if module.len() > module::LARGEST {
        return Err(Fault::Large);
    }
    let fields = module::fields(module)?;
    let mut counting = Walk::new(Counting::new(&fields));
    while !counting.step()? {}
    let lengths = counting.source.lengths();
    let lengths = lengths.as_flattened().iter().copied();
    let known: Vec<u8> = lengths.chain(fields).collect();
    let mut walk = Walk::new(Model::new(Encoder::new(&known)));
    while !walk.step()? {}
    let bytes = walk.source.bits.finish();
    if bytes.len() > MOST {
        return Err(Fault::Large);
    }
    Ok(STANDARD_NO_PAD.encode(bytes))
}

/// The module that was packed as `text`.
///
/// # Errors
/// That the text is none of [`pack`]'s.
pub fn unpack(text: &str) -> Result<Vec<u8>, Fault> {
    let bytes = STANDARD_NO_PAD.decode(text).map_err(|_| Fault::Text)?;
    let mut unpacker = Unpacker::new();
    for (place, byte) in bytes.iter().take(MOST).enumerate() {
        unpacker.walk.source.bits.bytes.set(place, *byte);
    }
    while !unpacker.step()? {}
    let module = unpacker.module().iter().take(unpacker.length());
    Ok(module.copied().collect())
}

/// Unpacks step by step.
pub struct Unpacker {
    walk: Walk<Model<Decoder>>,
}

impl Unpacker {
    /// With nothing to unpack. In the browser it is all zeros, which take no room in a module.
    #[must_use]
    #[allow(
        clippy::new_without_default,
        reason = "a default could not be the value of a static"
    )]
    pub const fn new() -> Self {
        Self {
            walk: Walk::new(Model::new(Decoder::new())),
        }
    }

    /// Where the packed bytes belong before the first step: [`MOST`] of them in the browser, where whoever runs this writes them.
    #[must_use]
    pub fn packed(&self) -> &[u8] {
        self.walk.source.bits.bytes.numbers()
    }

    /// Goes on for a few milliseconds at most, and says whether that was all.
    ///
    /// # Errors
    /// That the packed bytes are none of [`pack`]'s.
    pub fn step(&mut self) -> Result<bool, Fault> {
        self.walk.step()
    }

    /// The module; behind its [`length`](Self::length) other bytes may stand.
    #[must_use]
    pub fn module(&self) -> &[u8] {
        self.walk.module.bytes()
    }

    /// How many bytes the module has so far.
    #[must_use]
    pub const fn length(&self) -> usize {
        self.walk.module.length()
    }
}
