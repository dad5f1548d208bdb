//! What comes next? Each of several contexts (the last two operations, the same place of this function, …) has seen bits before
//! and gives two opinions: how probable a one is by a counter that adapts, and by what came after the same last bits in other
//! places. A mixer weighs the opinions against each other and learns from each bit which of them were right (as PAQ does).

use crate::codes::Codes;
use crate::grammar::{KINDS, Kind, Source};

/// Where the bits come from: encoding knows them, decoding finds them out.
pub trait Bits {
    /// A byte begins.
    ///
    /// # Errors
    /// That it has no code, as a sentence.
    fn begin(&mut self, kind: Kind, codes: &Codes) -> Result<(), String>;

    /// The next bit, which is a one with this probability.
    ///
    /// # Errors
    /// That there is none, as a sentence.
    fn bit(&mut self, probability: f64) -> Result<bool, String>;
}

const CONTEXTS: usize = 8;
/// Two opinions a context.
const INPUTS: usize = 2 * CONTEXTS;
const WEIGHT: f64 = 0.1;
const LEARNING: f64 = 0.0025;
/// What was as good as known teaches nothing; leaving it out is faster, and better.
const SURE: f64 = 0.015;

/// Counters found by hash; behind them those found by the last bits of a counter.
const SLOT_BITS: u32 = 22;
const SLOTS: usize = 1 << SLOT_BITS;
/// A counter is soon wary of what it has seen long ago.
const LIMIT: i32 = 31;

/// Places of a code that have weights of their own.
const NODES: usize = 32;
/// The longest match that counts.
const MATCH: usize = 15;
const HEADS: usize = 1 << 18;

/// Logarithms of odds are told apart this finely.
const STEPS: f64 = 170.0;
/// exp(-2040 / 170) and exp(1 / 170): written out, since libraries differ in the last bit.
const LOWEST: f64 = 6.144_212_353_328_21e-6;
const RATIO: f64 = 1.005_899_687_952_789_3;

/// Predicts bytes, and hands on what they were.
pub struct Model<B> {
    /// Where the bits come from.
    pub bits: B,
    /// The codes that are known so far.
    pub codes: Codes,
    slots: Vec<i32>,
    weights: Vec<f64>,
    /// Logarithms of odds by probability, and probabilities by logarithm.
    stretch: Vec<f64>,
    squash: Vec<f64>,
    rates: [i32; 32],
    seen: Vec<u8>,
    /// Where the same last bytes were seen before.
    heads: Vec<usize>,
    head: usize,
    place: usize,
    length: usize,
    /// The last operations, and bytes outside of the code, the latest first.
    recent: i32,
    older: i32,
    function: i32,
    /// The last field of each kind.
    last: [i32; KINDS],
    /// What is known of the current field.
    part: i32,
    parts: i32,
}

impl<B: Bits> Model<B> {
    pub fn new(bits: B) -> Self {
        let mut stretch = Vec::new();
        let mut squash = Vec::new();
        let mut odds = LOWEST;
        for step in 0..4096 {
            let probability = odds / (1.0 + odds);
            squash.push(probability);
            while stretch.len() < 4096 && (stretch.len() as f64 + 0.5) / 4096.0 < probability {
                stretch.push((f64::from(step) - 2040.0) / STEPS);
            }
            odds *= RATIO;
        }
        Self {
            bits,
            codes: Codes::new(),
            slots: vec![0; SLOTS + CONTEXTS * 256],
            weights: vec![WEIGHT; KINDS * (NODES + 256) * INPUTS],
            stretch,
            squash,
            rates: std::array::from_fn(|seen| (16384.0 / (seen as f64 + 1.4)) as i32),
            seen: Vec::new(),
            heads: vec![0; HEADS],
            head: 0,
            place: 0,
            length: 0,
            recent: 0,
            older: 0,
            function: 0,
            last: [0; KINDS],
            part: 0,
            parts: 0,
        }
    }

    /// What the next byte is looked up by.
    fn contexts(&self, kind: Kind) -> [i32; CONTEXTS] {
        let back = |count: usize| {
            let byte = self.seen.len().checked_sub(count).map(|at| self.seen[at]);
            i32::from(byte.unwrap_or(0))
        };
        let operation = self.recent & 0xff;
        let expected = match self.length {
            0 => 0,
            length => (i32::from(self.seen[self.place]) << 4) + length as i32,
        };
        let mut contexts = [
            self.recent & 0xffff,
            self.recent,
            mix(self.recent, self.older & 0xffff),
            back(1) + (back(2) << 8),
            self.function,
            mix(
                mix(self.last[Kind::Local as usize], operation),
                self.function,
            ),
            mix(self.last[kind as usize], operation),
            expected,
        ];
        for (number, context) in contexts.iter_mut().enumerate() {
            let part = if number < CONTEXTS - 1 {
                self.part
            } else {
                self.parts
            };
            *context = mix(mix(*context, part), number as i32 * 16 + kind as i32);
        }
        contexts
    }

    fn bit(
        &mut self,
        kind: Kind,
        node: usize,
        near: usize,
        contexts: &[i32; CONTEXTS],
    ) -> Result<bool, String> {
        let mut places = [0; INPUTS];
        let mut inputs = [0.0; INPUTS];
        for (number, context) in contexts.iter().enumerate() {
            let place = (*context as usize & (SLOTS - 1)) ^ near;
            places[number] = place;
            let last_bits = (self.slots[place] >> 5 & 255) as usize;
            places[CONTEXTS + number] = SLOTS + number * 256 + last_bits;
        }
        for (input, place) in inputs.iter_mut().zip(places) {
            *input = self.stretch[((self.slots[place] >> 18) + 2048) as usize];
        }
        let by_node = (kind as usize * NODES + node.min(NODES - 1)) * INPUTS;
        let by_operation =
            (KINDS * NODES + kind as usize * 256 + (self.recent & 0xff) as usize) * INPUTS;
        let mut sum = 0.0;
        // By number, as in the browser.
        #[allow(clippy::needless_range_loop)]
        for input in 0..INPUTS {
            sum += (self.weights[by_node + input] + self.weights[by_operation + input])
                * inputs[input];
        }
        let step = (sum * STEPS + 2040.0).clamp(0.0, 4095.0) as usize;
        let probability = self.squash[step];
        let bit = self.bits.bit(probability)?;
        let error = f64::from(u8::from(bit)) - probability;
        if error.abs() < SURE {
            return Ok(bit);
        }
        let error = error * LEARNING;
        for (input, value) in inputs.iter().enumerate() {
            self.weights[by_node + input] += error * value;
            self.weights[by_operation + input] += error * value;
        }
        for place in places {
            let slot = &mut self.slots[place];
            let seen = *slot & 31;
            let target = if bit { 65_535 } else { -65_535 };
            let old = *slot >> 13;
            let new = old + (((target - old) * self.rates[seen as usize]) >> 14);
            let last_bits = (*slot >> 5 & 255).max(1) * 2 + i32::from(bit);
            let last_bits = if last_bits > 255 {
                last_bits & 127 | 128
            } else {
                last_bits
            };
            *slot = new << 13 | last_bits << 5 | (seen + 1).min(LIMIT);
        }
        Ok(bit)
    }

    /// Looks for what was seen before in the same way.
    fn remember(&mut self, byte: u8) {
        if self.length > 0 && self.seen[self.place] == byte {
            self.length = MATCH.min(self.length + 1);
            self.place += 1;
        } else {
            self.length = 0;
        }
        self.seen.push(byte);
        let at = self.seen.len();
        self.head = (self.head * 40 + usize::from(byte) + 1) % HEADS;
        if self.length == 0 {
            self.place = self.heads[self.head];
            while self.length < MATCH.min(self.place)
                && self.seen[self.place - 1 - self.length] == self.seen[at - 1 - self.length]
            {
                self.length += 1;
            }
        }
        self.heads[self.head] = at;
    }
}

impl<B: Bits> Source for Model<B> {
    fn byte(&mut self, kind: Kind) -> Result<u8, String> {
        self.bits.begin(kind, &self.codes)?;
        let mut contexts = self.contexts(kind);
        let mut node = 1;
        let mut near = 1;
        let byte = loop {
            let bit = self.bit(kind, node, near, &contexts)?;
            node = node * 2 + usize::from(bit);
            near = near * 2 + usize::from(bit);
            if near > 15 {
                contexts = contexts.map(|context| mix(context, node as i32));
                near = 1;
            }
            if let Some(byte) = self.codes.byte(kind, node)? {
                break byte;
            }
        };
        self.remember(byte);
        self.part = mix(self.part, byte.into());
        self.parts += 1;
        Ok(byte)
    }

    fn end(&mut self, kind: Kind) {
        let field = self.part;
        self.last[kind as usize] = field;
        self.part = 0;
        self.parts = 0;
        if matches!(kind, Kind::Length | Kind::Raw | Kind::Operation) {
            let byte = self.seen.last().copied().unwrap_or(0);
            self.older = self.older << 8 | self.recent >> 24 & 0xff;
            self.recent = self.recent << 8 | i32::from(byte);
        }
    }

    fn function(&mut self) {
        self.function += 1;
    }
}

/// A hash of both.
fn mix(one: i32, other: i32) -> i32 {
    let hash = one
        .wrapping_mul(0x2c1b_3c6d)
        .wrapping_add(other)
        .wrapping_add(1)
        .wrapping_mul(0x297a_2d39);
    (hash ^ (hash as u32 >> 15) as i32) >> 1
}
