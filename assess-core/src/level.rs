//! From a standing to a level, where it is certain enough to name one.

use crate::estimate::Estimate;

/// The standard error up to which a level is named; above it: "noch keine Stufe".
pub const MAX_SE_FOR_LEVEL: f64 = 0.6;

/// The 90 % quantile of the standard normal distribution: ± Z80·se holds the standing with 80 %.
pub const Z80: f64 = 1.281_551_565_544_600_4;

/// The 97.5 % quantile of the standard normal distribution: ± Z95·se holds the standing with 95 %.
pub const Z95: f64 = 1.959_963_984_540_054;

/// One of the levels 0..=4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// The highest level.
    pub const MAX: Self = Self(4);

    /// A level in 0..=4.
    #[must_use]
    pub fn new(level: u8) -> Option<Self> {
        (level <= Self::MAX.0).then_some(Self(level))
    }

    /// The level as a number in 0..=4.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

/// The lowest and the highest level that are likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lowest.
    pub low: Level,
    /// The highest; not below `low`.
    pub high: Level,
}

/// `clamp(⌊θ + ½⌋, 0, 4)`.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=4 before the cast; a NaN becomes 0"
)]
pub fn level_of(theta: f64) -> Level {
    Level((theta + 0.5).floor().clamp(0.0, 4.0) as u8)
}

/// The level of an estimate, if it is certain enough to be named.
#[must_use]
pub fn named_level(estimate: Estimate) -> Option<Level> {
    (estimate.se <= MAX_SE_FOR_LEVEL).then(|| level_of(estimate.theta))
}

/// The levels that hold the standing with 80 %: `level(θ ∓ Z80·se)`.
#[must_use]
pub fn likely_range(estimate: Estimate) -> Range {
    let reach = Z80 * estimate.se;
    Range {
        low: level_of(estimate.theta - reach),
        high: level_of(estimate.theta + reach),
    }
}

/// Whether self-rating and tasks differ by more than chance explains: `|θ_self − θ_shown| > Z95·√(se_self² + se_shown²)`.
#[must_use]
pub fn differ(rated: Estimate, shown: Estimate) -> bool {
    (rated.theta - shown.theta).abs() > Z95 * (rated.se * rated.se + shown.se * shown.se).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_begins_half_a_step_below_its_number() {
        for (theta, level) in [
            (-3.0, 0),
            (0.499, 0),
            (0.5, 1),
            (1.499, 1),
            (3.5, 4),
            (9.0, 4),
            (f64::NAN, 0),
        ] {
            assert_eq!(level_of(theta).get(), level, "{theta}");
        }
    }

    #[test]
    fn a_level_is_named_up_to_the_largest_error() {
        assert_eq!(
            named_level(Estimate {
                theta: 2.0,
                se: 0.6
            }),
            Level::new(2)
        );
        assert_eq!(
            named_level(Estimate {
                theta: 2.0,
                se: 0.600_001
            }),
            None
        );
    }
}
