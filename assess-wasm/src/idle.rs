//! When a shared device counts as left. No browser in here.

/// So long nothing needs to happen before a warning, in milliseconds.
pub const WARN_AFTER: f64 = 150_000.0;
/// So long before everything is erased, in milliseconds.
pub const ERASE_AFTER: f64 = 180_000.0;

/// Whether somebody is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Yes, as far as one can tell.
    Here,
    /// Perhaps not: so many seconds are left to say so.
    Leaving(u32),
    /// No.
    Gone,
}

impl Idle {
    /// After so many milliseconds without a key or a touch. A clock that was set back starts anew.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 30 by the lines above"
    )]
    pub fn after(milliseconds: f64) -> Self {
        if milliseconds >= ERASE_AFTER {
            Self::Gone
        } else if milliseconds >= WARN_AFTER {
            Self::Leaving(((ERASE_AFTER - milliseconds) / 1000.0).ceil() as u32)
        } else {
            Self::Here
        }
    }

    /// Whether this is a second that is told to those who do not see the count.
    pub fn is_told(seconds: u32) -> bool {
        seconds.is_multiple_of(10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_seconds_are_left_to_say_so() {
        for (milliseconds, expected) in [
            (-5_000.0, Idle::Here),
            (0.0, Idle::Here),
            (149_999.0, Idle::Here),
            (150_000.0, Idle::Leaving(30)),
            (150_001.0, Idle::Leaving(30)),
            (151_000.0, Idle::Leaving(29)),
            (179_999.0, Idle::Leaving(1)),
            (180_000.0, Idle::Gone),
            (1e12, Idle::Gone),
        ] {
            assert_eq!(Idle::after(milliseconds), expected, "{milliseconds}");
        }
        let told: Vec<u32> = (1..=30).filter(|seconds| Idle::is_told(*seconds)).collect();
        assert_eq!(told, [10, 20, 30]);
    }
}
