//! Random numbers that are the same on every machine.

use assess_core::model::GradedModel;

/// `SplitMix64` (Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream with this number. Streams of neighbouring numbers have nothing in common.
    #[must_use]
    pub fn stream(number: u64) -> Self {
        let mut start = Self(number);
        Self(start.bits())
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Between 0 and 1, neither of them.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double")]
    pub fn uniform(&mut self) -> f64 {
        ((self.bits() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// In 0..`end`; `end` is above 0.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "below a number that fits a usize"
    )]
    pub fn below(&mut self, end: usize) -> usize {
        (self.bits() % (end.max(1) as u64)) as usize
    }

    /// Standard normal (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        (-2.0 * libm::log(self.uniform())).sqrt()
            * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// The list in random order (Durstenfeld 1964).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }

    /// What a person of standing θ scores on an item of this model.
    pub fn score(&mut self, model: &GradedModel, theta: f64) -> u8 {
        let drawn = self.uniform();
        (1..=model.steps())
            .filter(|step| drawn < model.reaching(theta, *step))
            .max()
            .unwrap_or(0)
    }
}
