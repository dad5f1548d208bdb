//! Numbers that leave the program: two decimals, and no more than that.

use std::fmt;

/// A number in whole hundredths, from −1,000,000 to 1,000,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hundredths(i32);

impl Hundredths {
    /// The largest number of hundredths.
    const MOST: u64 = 100_000_000;

    /// So many hundredths; `None` beyond ±1,000,000.
    #[must_use]
    pub const fn new(hundredths: i32) -> Option<Self> {
        if hundredths.unsigned_abs() as u64 <= Self::MOST {
            Some(Self(hundredths))
        } else {
            None
        }
    }

    /// Rounds to the nearest hundredth by the exact decimal expansion of the number, halves to the even one: 0.125 becomes
    /// 0.12, and 1.015, whose expansion begins 1.01499, becomes 1.01. `None` for what is no number or beyond ±1,000,000.
    #[must_use]
    pub fn from_f64(number: f64) -> Option<Self> {
        // The bits are taken apart, as `number * 100.0` would round a first time.
        let bits = number.abs().to_bits();
        let exponent = bits >> 52;
        let fraction = bits & ((1 << 52) - 1);
        // number = mantissa · 2^(exponent − 1075); the smallest numbers (exponent 0) are 0 here.
        let mantissa = if exponent == 0 {
            0
        } else {
            fraction | (1 << 52)
        };
        let halvings = 1075_u64.checked_sub(exponent)?;
        let whole = half_even(mantissa * 100, halvings);
        let hundredths = i32::try_from(whole).ok().filter(|_| whole <= Self::MOST)?;
        Some(Self(if number < 0.0 {
            -hundredths
        } else {
            hundredths
        }))
    }

    /// The number of hundredths.
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }

    /// The f64 nearest to the decimal.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl fmt::Display for Hundredths {
    /// With a point and two decimals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

/// `number / 2^halvings`, rounded.
fn half_even(number: u64, halvings: u64) -> u64 {
    let Some(below) = u32::try_from(halvings)
        .ok()
        .and_then(|halvings| 1_u64.checked_shl(halvings))
    else {
        // Numbers of 60 bits are below one half then.
        return 0;
    };
    let whole = number / below;
    let rest = number % below;
    let up = rest > below / 2 || (rest * 2 == below && whole % 2 == 1);
    whole + u64::from(up)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(number: f64, expected: &str) {
        assert_eq!(
            Hundredths::from_f64(number).unwrap().to_string(),
            expected,
            "{number}"
        );
    }

    #[test]
    fn halves_of_the_exact_expansion_go_to_the_even_neighbour() {
        for (number, expected) in [
            (0.125, "0.12"),
            (0.375, "0.38"),
            (-0.125, "-0.12"),
            (-2.375, "-2.38"),
            (1.015, "1.01"),
            (1.005, "1.00"),
            (2.675, "2.67"),
            (0.005, "0.01"),
            (0.004_999_999_999_999_999, "0.00"),
            (-0.0, "0.00"),
            (5e-324, "0.00"),
            (1e-30, "0.00"),
            (1.0, "1.00"),
            (999_999.99, "999999.99"),
            (-1e6, "-1000000.00"),
        ] {
            check(number, expected);
        }
    }

    #[test]
    fn what_is_no_such_number_is_refused() {
        for number in [
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            1_000_000.01,
            -1e7,
            1e18,
            1e300,
        ] {
            assert_eq!(Hundredths::from_f64(number), None, "{number}");
        }
    }

    proptest! {
        /// The standard library rounds the exact expansion too; only its negative zero is another.
        #[test]
        fn it_rounds_like_the_standard_library(number in -1e4..1e4_f64, eighths in -80_000..80_000_i32) {
            for number in [number, f64::from(eighths) / 8.0] {
                let expected = format!("{number:.2}");
                let expected = if expected == "-0.00" { "0.00" } else { &expected };
                check(number, expected);
            }
        }

        #[test]
        fn a_decimal_comes_back(hundredths in -100_000_000..=100_000_000_i32) {
            let decimal = Hundredths::new(hundredths).unwrap();
            prop_assert_eq!(Hundredths::from_f64(decimal.to_f64()), Some(decimal));
            prop_assert_eq!(decimal.to_string().parse::<f64>().unwrap(), decimal.to_f64());
        }
    }
}
