//! Which prefix codes are best for a module.

use crate::codes::LONGEST;
use crate::fault::Fault;
use crate::grammar::{KINDS, Kind, Source};

/// Counts the bytes of each kind.
pub struct Counting<'a> {
    bytes: &'a [u8],
    counts: [[u64; 256]; KINDS],
}

impl<'a> Counting<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
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
    fn byte(&mut self, kind: Kind) -> Result<u8, Fault> {
        let (byte, rest) = self.bytes.split_first().ok_or(Fault::Ended)?;
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
