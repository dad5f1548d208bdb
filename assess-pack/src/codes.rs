//! Prefix codes: each kind of bytes has codes of its own, short ones for what is frequent. They make the bits that the model
//! predicts fewer (four a byte instead of eight) and each of them easier.

use crate::grammar::{KINDS, Kind, Source};

/// The longest code.
const LONGEST: usize = 12;

/// The places of one kind in the tables: a code is a number with a one before its first bit.
const PLACES: usize = 2 << LONGEST;

/// The codes of all kinds.
pub struct Codes {
    /// The byte of a code, and one more; zero where no code ends.
    bytes: Vec<u16>,
    /// The code of a byte; zero for a byte without one.
    codes: Vec<usize>,
}

impl Codes {
    /// No codes but those of code lengths: four bits each.
    pub fn new() -> Self {
        let mut codes = Self {
            bytes: vec![0; KINDS * PLACES],
            codes: vec![0; KINDS * 256],
        };
        let mut lengths = [0; 256];
        lengths[..16].fill(4);
        codes.set(Kind::Length, &lengths);
        codes
    }

    /// Numbers the codes of a kind: shorter ones first, then lower bytes.
    pub fn set(&mut self, kind: Kind, lengths: &[u8; 256]) {
        let mut code = 1;
        for length in 1..=LONGEST {
            code *= 2;
            for (byte, own) in lengths.iter().enumerate() {
                if usize::from(*own) == length && code < PLACES {
                    self.bytes[kind as usize * PLACES + code] = byte as u16 + 1;
                    self.codes[kind as usize * 256 + byte] = code;
                    code += 1;
                }
            }
        }
    }

    /// The byte whose code is `code`.
    ///
    /// # Errors
    /// That there is no longer code, as a sentence.
    pub fn byte(&self, kind: Kind, code: usize) -> Result<Option<u8>, String> {
        if code >= PLACES {
            return Err("no code is that long".to_owned());
        }
        let byte = self.bytes[kind as usize * PLACES + code];
        Ok(byte.checked_sub(1).map(|byte| byte as u8))
    }

    /// The code of `byte`: its bits behind a first one.
    pub fn code(&self, kind: Kind, byte: u8) -> usize {
        self.codes[kind as usize * 256 + usize::from(byte)]
    }
}

/// Counts the bytes of each kind.
pub struct Counting<'a> {
    bytes: &'a [u8],
    counts: [[u64; 256]; KINDS],
}

impl<'a> Counting<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let counts = [[0; 256]; KINDS];
        Self { bytes, counts }
    }

    /// The lengths of the best codes for what was counted.
    pub fn lengths(&self) -> [[u8; 256]; Kind::CODED.len()] {
        Kind::CODED.map(|kind| {
            let mut counts = self.counts[kind as usize];
            loop {
                let lengths = lengths(&counts);
                if lengths.iter().all(|length| usize::from(*length) <= LONGEST) {
                    return lengths;
                }
                // Flatter counts have shorter codes.
                for count in &mut counts {
                    *count = count.div_ceil(2);
                }
            }
        })
    }
}

impl Source for Counting<'_> {
    fn byte(&mut self, kind: Kind) -> Result<u8, String> {
        let (byte, rest) = self.bytes.split_first().ok_or("too few bytes")?;
        self.bytes = rest;
        self.counts[kind as usize][usize::from(*byte)] += 1;
        Ok(*byte)
    }
}

/// Huffman's lengths: again and again the two rarest become one, whose bytes all get one bit longer.
fn lengths(counts: &[u64; 256]) -> [u8; 256] {
    let mut lengths = [0; 256];
    let mut groups: Vec<(u64, Vec<usize>)> = (0..256)
        .filter(|byte| counts[*byte] > 0)
        .map(|byte| (counts[byte], vec![byte]))
        .collect();
    if let [(_, only)] = &groups[..] {
        // A code has one bit at least.
        lengths[only[0]] = 1;
    }
    while groups.len() > 1 {
        groups.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let rarest = groups.split_off(groups.len() - 2);
        let count = rarest.iter().map(|(count, _)| count).sum();
        let bytes: Vec<usize> = rarest.into_iter().flat_map(|(_, bytes)| bytes).collect();
        for byte in &bytes {
            lengths[*byte] += 1;
        }
        groups.push((count, bytes));
    }
    lengths
}
