//! A range coder: takes a range apart in proportion to each bit's probability, and writes where in it the bits lie.

use crate::codes::Codes;
use crate::fault::Fault;
use crate::grammar::Kind;
use crate::model::Bits;
use crate::table::Table;

/// The most bytes that the decoder takes.
pub const MOST: usize = 1 << 17;

/// What is left of the range: from the first to the last number, both in it.
struct Range {
    first: u32,
    last: u32,
}

impl Range {
    const fn new() -> Self {
        Self { first: 0, last: 0 }
    }

    const fn open(&mut self) {
        self.first = 0;
        self.last = u32::MAX;
    }

    /// The last number of the part for ones.
    fn split(&self, probability: u16) -> u32 {
        let length = u64::from(self.last - self.first);
        self.first + ((length * u64::from(probability)) >> 16) as u32
    }

    const fn take(&mut self, split: u32, bit: bool) {
        if bit {
            self.last = split;
        } else {
            self.first = split + 1;
        }
    }

    /// Whether the highest byte is known, which then gives way to a lower one.
    const fn shift(&mut self) -> bool {
        let known = (self.first ^ self.last) >> 24 == 0;
        if known {
            self.first <<= 8;
            self.last = self.last << 8 | 255;
        }
        known
    }
}

/// Writes bytes that are known.
pub struct Encoder<'a> {
    known: &'a [u8],
    /// What is left of the current byte's code, and how many bits.
    code: u16,
    left: u32,
    range: Range,
    out: Vec<u8>,
}

impl<'a> Encoder<'a> {
    pub const fn new(known: &'a [u8]) -> Self {
        Self {
            known,
            code: 1,
            left: 0,
            range: Range::new(),
            out: Vec::new(),
        }
    }

    /// What was written.
    pub fn finish(mut self) -> Vec<u8> {
        self.out.extend(self.range.first.to_be_bytes());
        self.out
    }
}

impl Bits for Encoder<'_> {
    fn start(&mut self) {
        self.range.open();
    }

    fn begin(&mut self, kind: Kind, codes: &Codes) -> Result<(), Fault> {
        let (byte, rest) = self.known.split_first().ok_or(Fault::Ended)?;
        self.known = rest;
        self.code = codes.code(kind, *byte);
        self.left = self.code.checked_ilog2().ok_or(Fault::Code)?;
        Ok(())
    }

    fn bit(&mut self, probability: u16) -> bool {
        // The model reads as many bits as the code has.
        self.left = self.left.saturating_sub(1);
        let bit = (self.code >> self.left) & 1 == 1;
        let split = self.range.split(probability);
        self.range.take(split, bit);
        loop {
            let [highest, ..] = self.range.first.to_be_bytes();
            if !self.range.shift() {
                return bit;
            }
            self.out.push(highest);
        }
    }
}

/// Finds out which bits were written.
pub struct Decoder {
    /// What was written, and how much of it is read.
    pub bytes: Table<u8, MOST>,
    at: usize,
    value: u32,
    range: Range,
}

impl Decoder {
    pub const fn new() -> Self {
        Self {
            bytes: Table::new(),
            at: 0,
            value: 0,
            range: Range::new(),
        }
    }
}

impl Bits for Decoder {
    fn start(&mut self) {
        // Not one number is left: all four bytes are read.
        while self.range.last != u32::MAX {
            self.range.shift();
            self.shift();
        }
    }

    fn begin(&mut self, _: Kind, _: &Codes) -> Result<(), Fault> {
        Ok(())
    }

    fn bit(&mut self, probability: u16) -> bool {
        let split = self.range.split(probability);
        let bit = self.value <= split;
        self.range.take(split, bit);
        while self.range.shift() {
            self.shift();
        }
        bit
    }
}

impl Decoder {
    fn shift(&mut self) {
        self.value = self.value << 8 | u32::from(self.bytes.get(self.at));
        self.at += 1;
    }
}
