//! What comes next? Each of several contexts (the last two operations, the same place of this function, …) has seen bits before
//! and knows how probable a one is there. A mixer weighs these opinions against each other and learns from each bit which of
//! them were right (as PAQ does).
//!
//! All of it is made to be fast on a phone: one opinion a context, two bytes a counter, and counters that lie together where
//! they are needed one after the other.

use crate::codes::Codes;
use crate::fault::Fault;
use crate::grammar::{KINDS, Kind, Source};
use crate::module::LARGEST;
use crate::table::Table;

/// Where the bits come from: encoding knows them, decoding finds them out.
pub trait Bits {
    /// Before the first bit.
    fn start(&mut self);

    /// A byte begins.
    ///
    /// # Errors
    /// That it has no code.
    fn begin(&mut self, kind: Kind, codes: &Codes) -> Result<(), Fault>;

    /// The next bit, which is a one with this probability, in parts of 65,536, neither none nor all.
    fn bit(&mut self, probability: u16) -> bool;
}

const CONTEXTS: usize = 7;

/// A counter is the probability of a one, thirteen bits, and how often it was asked, three bits, both zero when nothing is known:
/// so the probability is written as its difference from a half.
const COUNTERS: usize = 1 << 21;
const COUNT_BITS: u32 = 3;
/// A counter is soon wary of what it has seen long ago.
const MOST_SEEN: u16 = (1 << COUNT_BITS) - 1;
const HALF: i32 = 1 << (15 - COUNT_BITS);
/// Counters of the same context for up to three bits in a row lie in one line, found by a hash of the context. The first place
/// of a line holds other bits of the hash: whose line it is.
const LINE: usize = 8;

/// Weights of a place, one a context.
const WEIGHTS: usize = CONTEXTS.next_power_of_two();
/// What every opinion weighs at first; the tables of weights hold the differences from it.
const WEIGHT: f32 = 0.3;
const LEARNING: f32 = 0.006 / 65_536.0;
/// What was as good as known teaches nothing; leaving it out is faster, and better.
const SURE: i32 = 1000;
/// Places of a code that have weights of their own.
const NODES: usize = 32;

/// The longest match that counts.
const MATCH: usize = 15;
const HEADS: usize = 1 << 18;

/// Logarithms of odds are told apart this finely.
const STEPS: f32 = 170.0;
const MIDDLE: f32 = 2040.0;
/// exp(-2040 / 170) and exp(1 / 170): written out, since libraries differ in the last bit.
const LOWEST: f64 = 6.144_212_353_328_21e-6;
const RATIO: f64 = 1.005_899_687_952_789_3;
/// How many probabilities and logarithms are told apart.
const FINE: usize = 4096;

/// Predicts bytes, and hands on what they were.
pub struct Model<B> {
    /// Where the bits come from.
    pub bits: B,
    codes: Codes,
    counters: Table<u16, COUNTERS>,
    /// Weights by kind and place of the code, and by kind and operation.
    by_node: Table<f32, { KINDS.next_power_of_two() * NODES * WEIGHTS }>,
    by_operation: Table<f32, { KINDS.next_power_of_two() * 256 * WEIGHTS }>,
    /// Logarithms of odds by probability, and probabilities by logarithm.
    stretch: Table<f32, FINE>,
    squash: Table<u16, FINE>,
    /// How fast a counter learns that was asked so often, in parts of 65,536.
    rates: Table<i32, { 1 << COUNT_BITS }>,
    seen: Table<u8, LARGEST>,
    count: usize,
    /// Where the same last bytes were seen before.
    heads: Table<u32, HEADS>,
    head: usize,
    place: usize,
    length: usize,
    /// The last operations, and bytes outside of the code, the latest first.
    recent: u32,
    older: u32,
    function: u32,
    /// The last field of each kind.
    last: Table<u32, { KINDS.next_power_of_two() }>,
    /// What is known of the current field.
    part: u32,
    parts: u32,
}

impl<B> Model<B> {
    pub const fn new(bits: B) -> Self {
        Self {
            bits,
            codes: Codes::new(),
            counters: Table::new(),
            by_node: Table::new(),
            by_operation: Table::new(),
            stretch: Table::new(),
            squash: Table::new(),
            rates: Table::new(),
            seen: Table::new(),
            count: 0,
            heads: Table::new(),
            head: 0,
            place: 0,
            length: 0,
            recent: 0,
            older: 0,
            function: 0,
            last: Table::new(),
            part: 0,
            parts: 0,
        }
    }

    /// Tables that are the same for all modules.
    fn fill(&mut self) {
        let mut odds = LOWEST;
        let mut filled = 0;
        for step in 0..FINE {
            let probability = odds / (1.0 + odds);
            self.squash
                .set(step, (probability * 65_536.0).clamp(1.0, 65_535.0) as u16);
            while filled < FINE && (filled as f64 + 0.5) / (FINE as f64) < probability {
                self.stretch.set(filled, (step as f32 - MIDDLE) / STEPS);
                filled += 1;
            }
            odds *= RATIO;
        }
        for seen in 0..=MOST_SEEN {
            let rate = 65_536.0 / (f32::from(seen) + 1.3);
            self.rates.set(seen.into(), rate as i32);
        }
    }

    /// What the next byte is looked up by.
    fn contexts(&self, kind: Kind) -> [u32; CONTEXTS] {
        let back = |count: usize| u32::from(self.seen.get(self.count.wrapping_sub(count)));
        let two = back(1) | back(2) << 8;
        let last = self.last.get(kind as usize);
        let expected = match self.length {
            0 => 0,
            length => u32::from(self.seen.get(self.place)) << 4 | length as u32,
        };
        let mut contexts = [
            self.recent & 0xffff,
            mix(self.recent, last),
            mix(self.recent, self.older & 0xffff),
            two,
            if kind == Kind::Operation {
                two | back(3) << 16
            } else {
                self.function
            },
            mix(last, self.recent & 0xff),
            expected,
        ];
        for (number, context) in contexts.iter_mut().enumerate() {
            let part = if number < CONTEXTS - 1 {
                self.part
            } else {
                self.parts
            };
            *context = mix(mix(*context, part), number as u32 * 16 + kind as u32);
        }
        contexts
    }

    /// The lines of contexts; one that was another's is empty now.
    fn lines(&mut self, contexts: [u32; CONTEXTS]) -> [usize; CONTEXTS] {
        let mut lines = [0; CONTEXTS];
        for (line, context) in lines.iter_mut().zip(contexts) {
            *line = context as usize % COUNTERS / LINE * LINE;
            let owner =
                (context >> 16) as u16 & !(LINE as u16 - 1) | (context as u16 % LINE as u16);
            if self.counters.get(*line) != owner {
                self.counters.set(*line, owner);
                for place in 1..LINE {
                    self.counters.set(*line + place, 0);
                }
            }
        }
        lines
    }

    /// Looks for what was seen before in the same way.
    fn remember(&mut self, byte: u8) {
        if self.length > 0 && self.seen.get(self.place) == byte {
            self.length = MATCH.min(self.length + 1);
            self.place += 1;
        } else {
            self.length = 0;
        }
        self.seen.set(self.count, byte);
        self.count += 1;
        self.head = (self.head * 40 + usize::from(byte) + 1) % HEADS;
        if self.length == 0 {
            self.place = self.heads.get(self.head) as usize;
            while self.length < MATCH.min(self.place)
                && self.seen.get(self.place - 1 - self.length)
                    == self.seen.get(self.count - 1 - self.length)
            {
                self.length += 1;
            }
        }
        self.heads.set(self.head, self.count as u32);
    }
}

impl<B: Bits> Model<B> {
    /// Predicts the bit behind those of `node`, `near` of them in these lines, and learns what it is.
    fn bit(&mut self, kind: Kind, node: usize, lines: &[usize; CONTEXTS], near: usize) -> bool {
        let by_node = (kind as usize * NODES + node.min(NODES - 1)) * WEIGHTS;
        let by_operation = (kind as usize * 256 + (self.recent & 0xff) as usize) * WEIGHTS;
        let mut inputs = [0.0; CONTEXTS];
        let mut sum = 0.0;
        for (number, (input, line)) in inputs.iter_mut().zip(lines).enumerate() {
            let counter = self.counters.get(line + near) as i16;
            *input = self
                .stretch
                .get(((i32::from(counter) >> 4) + FINE as i32 / 2) as usize);
            let weight = WEIGHT
                + self.by_node.get(by_node + number)
                + self.by_operation.get(by_operation + number);
            sum += weight * *input;
        }
        let step = (sum * STEPS + MIDDLE).clamp(0.0, FINE as f32 - 1.0) as usize;
        let probability = self.squash.get(step);
        let bit = self.bits.bit(probability);
        let error = (i32::from(bit) << 16) - i32::from(probability);
        if error.abs() < SURE {
            return bit;
        }
        let error = error as f32 * LEARNING;
        for (number, (input, line)) in inputs.iter().zip(lines).enumerate() {
            let change = error * input;
            let weight = self.by_node.get(by_node + number);
            self.by_node.set(by_node + number, weight + change);
            let weight = self.by_operation.get(by_operation + number);
            self.by_operation
                .set(by_operation + number, weight + change);
            let place = line + near;
            let counter = self.counters.get(place);
            let seen = counter & MOST_SEEN;
            let old = i32::from(counter as i16) >> COUNT_BITS;
            let target = if bit { HALF - 1 } else { -HALF };
            let new = old + (((target - old) * self.rates.get(seen.into())) >> 16);
            let counter = (new as u16) << COUNT_BITS | (seen + 1).min(MOST_SEEN);
            self.counters.set(place, counter);
        }
        bit
    }
}

impl<B: Bits> Source for Model<B> {
    fn start(&mut self) -> Result<(), Fault> {
        self.fill();
        self.bits.start();
        self.codes.set(
            Kind::Length,
            &std::array::from_fn(|byte| if byte < 16 { 4 } else { 0 }),
        );
        for kind in Kind::CODED {
            let mut lengths = [0; 256];
            for length in &mut lengths {
                *length = self.byte(Kind::Length)?;
                self.end(Kind::Length);
            }
            self.codes.set(kind, &lengths);
        }
        Ok(())
    }

    fn byte(&mut self, kind: Kind) -> Result<u8, Fault> {
        self.bits.begin(kind, &self.codes)?;
        let mut contexts = self.contexts(kind);
        let mut lines = self.lines(contexts);
        let mut node = 1;
        let mut near = 1;
        let byte = loop {
            let bit = self.bit(kind, node, &lines, near);
            node = node * 2 + usize::from(bit);
            near = near * 2 + usize::from(bit);
            if let Some(byte) = self.codes.byte(kind, node)? {
                break byte;
            }
            if near >= LINE {
                for context in &mut contexts {
                    *context = mix(*context, node as u32);
                }
                lines = self.lines(contexts);
                near = 1;
            }
        };
        self.remember(byte);
        self.part = mix(self.part, byte.into());
        self.parts += 1;
        Ok(byte)
    }

    fn end(&mut self, kind: Kind) {
        self.last.set(kind as usize, self.part);
        self.part = 0;
        self.parts = 0;
        if matches!(kind, Kind::Length | Kind::Raw | Kind::Operation) {
            let byte = self.seen.get(self.count.wrapping_sub(1));
            self.older = self.older << 8 | self.recent >> 24;
            self.recent = self.recent << 8 | u32::from(byte);
        }
    }

    fn function(&mut self) {
        self.function += 1;
    }
}

/// A hash of both.
const fn mix(one: u32, other: u32) -> u32 {
    let hash = one
        .wrapping_mul(0x2c1b_3c6d)
        .wrapping_add(other)
        .wrapping_add(1)
        .wrapping_mul(0x297a_2d39);
    hash ^ hash >> 15
}
