//! Numbers of plans: whole thousandths, so that plans are compared exactly.

/// A number from 0 to 1,000,000 in whole thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thousandths(u32);

impl Thousandths {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One level.
    pub const ONE: Self = Self(1000);
    const MAX: f64 = 1e9;

    /// So many thousandths.
    #[must_use]
    pub const fn new(thousandths: u32) -> Self {
        Self(thousandths)
    }

    /// Rounds to the nearest thousandth, halves to the even one; `None` unless the number is in 0..=1,000,000.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number in range by the line above"
    )]
    pub fn from_f64(number: f64) -> Option<Self> {
        let thousandths = (number * 1000.0).round_ties_even();
        (0.0..=Self::MAX)
            .contains(&thousandths)
            .then_some(Self(thousandths as u32))
    }

    /// The number of thousandths.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The number as a decimal: the f64 nearest to it.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_to_the_even_neighbour() {
        for (number, thousandths) in [
            (0.0005, 0),
            (0.0015, 2),
            (1.697_641, 1698),
            (2.0, 2000),
            (-0.0, 0),
        ] {
            assert_eq!(
                Thousandths::from_f64(number),
                Some(Thousandths::new(thousandths)),
                "{number}"
            );
        }
    }

    #[test]
    fn what_is_no_such_number_is_refused() {
        for number in [-0.001, f64::NAN, f64::INFINITY, 1e7] {
            assert_eq!(Thousandths::from_f64(number), None, "{number}");
        }
    }
}
