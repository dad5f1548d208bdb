//! A range coder: takes a range apart in proportion to each bit's probability, and writes where in it the bits lie.

use crate::codes::Codes;
use crate::grammar::Kind;
use crate::model::Bits;

const FULL: f64 = 4_294_967_296.0;
/// Below this the range is made longer by a byte.
const SHORT: f64 = 16_777_216.0;

/// Writes bytes that are known.
pub struct Encoder<'a> {
    known: &'a [u8],
    /// What is left of the current byte's code, and how many bits.
    code: usize,
    left: u32,
    low: u64,
    range: f64,
    out: Vec<u8>,
}

impl<'a> Encoder<'a> {
    pub fn new(known: &'a [u8]) -> Self {
        Self {
            known,
            code: 1,
            left: 0,
            low: 0,
            range: FULL,
            out: Vec::new(),
        }
    }

    pub fn finish(mut self) -> Vec<u8> {
        for _ in 0..4 {
            self.shift();
        }
        self.out
    }

    fn shift(&mut self) {
        self.out.push((self.low >> 24) as u8);
        self.low = (self.low << 8) & 0xffff_ffff;
    }

    fn carry(&mut self) {
        for byte in self.out.iter_mut().rev() {
            *byte = byte.wrapping_add(1);
            if *byte != 0 {
                break;
            }
        }
    }
}

impl Bits for Encoder<'_> {
    fn begin(&mut self, kind: Kind, codes: &Codes) -> Result<(), String> {
        let (byte, rest) = self.known.split_first().ok_or("too few bytes")?;
        self.known = rest;
        self.code = codes.code(kind, *byte);
        self.left = self.code.checked_ilog2().ok_or("a byte without a code")?;
        Ok(())
    }

    fn bit(&mut self, probability: f64) -> Result<bool, String> {
        self.left = self.left.checked_sub(1).ok_or("a code that is too short")?;
        let bit = (self.code >> self.left) & 1 == 1;
        let split = (self.range * probability).floor();
        if bit {
            self.range = split;
        } else {
            self.range -= split;
            self.low += split as u64;
            if self.low > 0xffff_ffff {
                self.low &= 0xffff_ffff;
                self.carry();
            }
        }
        while self.range < SHORT {
            self.shift();
            self.range *= 256.0;
        }
        Ok(bit)
    }
}

/// Finds out which bits were written.
pub struct Decoder {
    bytes: std::vec::IntoIter<u8>,
    value: f64,
    range: f64,
}

impl Decoder {
    pub fn new(bytes: Vec<u8>) -> Self {
        let mut decoder = Self {
            bytes: bytes.into_iter(),
            value: 0.0,
            range: 1.0,
        };
        while decoder.range < FULL {
            decoder.shift();
        }
        decoder
    }

    fn shift(&mut self) {
        self.value = self.value * 256.0 + f64::from(self.bytes.next().unwrap_or(0));
        self.range *= 256.0;
    }
}

impl Bits for Decoder {
    fn begin(&mut self, _: Kind, _: &Codes) -> Result<(), String> {
        Ok(())
    }

    fn bit(&mut self, probability: f64) -> Result<bool, String> {
        let split = (self.range * probability).floor();
        let bit = self.value < split;
        if bit {
            self.range = split;
        } else {
            self.range -= split;
            self.value -= split;
        }
        while self.range < SHORT {
            self.shift();
        }
        Ok(bit)
    }
}
