//! A small pseudo-random generator: `SplitMix64` (Steele, Lea and Flood 2014), addressed by the number of the draw.
//!
//! Draw n (from 0) of a seed is `mix(seed + (n + 1)·0x9E3779B97F4A7C15)` with wrapping arithmetic, so no state has to be
//! carried along, and going back and forth in a session draws nothing anew.

/// Draw number `draw` of `seed`.
fn splitmix64(seed: u64, draw: u64) -> u64 {
    let mut z = seed.wrapping_add(draw.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A number in 0..`end`, or 0 if `end` is 0. (The bias of the remainder is below 2⁻⁶⁰ for the ends used here.)
#[expect(clippy::cast_possible_truncation, reason = "a remainder below a usize")]
pub(super) fn below(seed: u64, draw: usize, end: usize) -> usize {
    splitmix64(seed, draw as u64)
        .checked_rem(end as u64)
        .map_or(0, |number| number as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first outputs of the reference implementation (Vigna 2015) for seed 1234567.
    #[test]
    fn draws_are_those_of_the_reference() {
        let draws: Vec<u64> = (0..3).map(|draw| splitmix64(1_234_567, draw)).collect();
        assert_eq!(
            draws,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }
}
