//! How a WebAssembly module travels inside a page: as text, less than a third of its size.
//!
//! General compression knows nothing of what stands in a module. Here a model predicts each next bit from what came before
//! (`model`), with the knowledge whether an operation, a local variable or an address comes next (`grammar`), and a range coder
//! writes only what the prediction did not know (`range`).
//!
//! `assess-wasm/loader.js` undoes this in the reader's browser with the same grammar, model and arithmetic: whole numbers of
//! 32 bits, and sums, products and quotients of IEEE doubles, which are the same everywhere. Nothing is taken from a library of
//! mathematics. Whoever changes one of the two must change the other; `tests/browser/native-equals-browser.test.mjs` runs what came through both.
//!
//! The text is Base64 of the range coder's bytes. They hold, each byte predicted by the one model:
//!
//! 1. for each kind of bytes the lengths of 256 prefix codes (`codes`), four bits each;
//! 2. how many bytes stand before the code section and how many behind it, as LEB128 numbers;
//! 3. what stands before the code section;
//! 4. the number of functions, and each function without its length;
//! 5. what stands behind the code section.

// The model is arithmetic in whole numbers of 32 bits, as the browser has it: places and hashes change their type all the time.
#![allow(clippy::cast_possible_wrap, clippy::cast_sign_loss)]

mod codes;
mod grammar;
mod model;
mod range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use grammar::{Kind, Source};
use model::{Bits, Model};

/// What `loader.js` has room for, code lengths aside.
const LARGEST: usize = 1_000_000;

/// The module as text: letters, digits, `+` and `/`.
///
/// # Errors
/// What this crate does not know of WebAssembly, as a sentence; then [`unpack`] and `loader.js` have to learn it too.
pub fn pack(module: &[u8]) -> Result<String, String> {
    let fields = grammar::fields(module)?;
    if fields.len() > LARGEST {
        return Err("a module that is too large for `loader.js`".to_owned());
    }
    let mut counting = codes::Counting::new(&fields);
    if grammar::module(&mut counting)? != module {
        return Err("a module whose numbers are not written in the shortest way".to_owned());
    }
    let lengths = counting.lengths();
    let known: Vec<u8> = lengths
        .as_flattened()
        .iter()
        .copied()
        .chain(fields)
        .collect();
    let (_, encoder) = run(range::Encoder::new(&known))?;
    Ok(STANDARD_NO_PAD.encode(encoder.finish()))
}

/// The module that was packed as `text`.
///
/// # Errors
/// That the text is none of [`pack`]'s, as a sentence.
pub fn unpack(text: &str) -> Result<Vec<u8>, String> {
    let bytes = STANDARD_NO_PAD
        .decode(text)
        .map_err(|error| error.to_string())?;
    let (module, _) = run(range::Decoder::new(bytes))?;
    Ok(module)
}

/// Packs or unpacks: predicts bit by bit what `bits` knows or finds out.
fn run<B: Bits>(bits: B) -> Result<(Vec<u8>, B), String> {
    let mut model = Model::new(bits);
    for kind in Kind::CODED {
        let mut lengths = [0; 256];
        for length in &mut lengths {
            *length = model.byte(Kind::Length)?;
            model.end(Kind::Length);
        }
        model.codes.set(kind, &lengths);
    }
    let module = grammar::module(&mut model)?;
    Ok((module, model.bits))
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};

    /// A module with one function: its sections, and the body of the function.
    fn module(body: &[u8]) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a".to_vec();
        let length = body.len() as u8;
        module.extend([length + 2, 1, length]);
        module.extend(body);
        module.extend(b"\0\x03\x02ab");
        module
    }

    #[test]
    fn every_operand_comes_back() {
        let body = b"\x01\x02\x7f\x02\x40\x20\0\x41\xff\0\x6a\x44\0\0\0\0\0\0\xf0\x3f\x1a\x43\0\0\x80\x3f\x1a\x21\x01\
            \x20\0\x28\x02\x88\x80\x04\x0e\x01\0\0\x0b\x41\0\x41\0\x41\x03\xfc\x0a\0\0\x10\0\x41\0\x11\0\0\x0b";
        let module = module(body);
        assert_eq!(pack(&module).and_then(|text| unpack(&text)), Ok(module));
    }

    #[test]
    fn what_is_unknown_is_said() {
        assert_eq!(
            pack(&module(b"\0\xfd\0\x0b")),
            Err("operation 0xfd".to_owned())
        );
        assert_eq!(
            pack(b"\0asm\x01\0\0\0"),
            Err("a module without code".to_owned())
        );
        assert!(pack(b"\0asm").is_err());
    }

    #[test]
    fn other_texts_are_no_modules() {
        assert!(unpack("<").is_err());
        assert!(unpack("AAAA").is_err());
        assert!(unpack("////").is_err());
    }
}
