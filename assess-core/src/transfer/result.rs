//! The result of a self-check as it is handed over.

use std::fmt;

use crate::bank::{Facet, Prior};
use crate::estimate::Estimate;
use crate::hundredths::Hundredths;
use crate::id::ScaleId;
use crate::profile::Profile;

/// The result file: nothing but this leaves the person.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckResult {
    /// The name of the level scale; only results with the same name are comparable.
    pub scale: Box<str>,
    /// The prior of the bank: an evaluation takes it out again.
    pub prior: Prior,
    /// What the invitation said.
    pub invitation: Invitation,
    /// The quarter of the check, no closer.
    pub period: Period,
    /// Drawn once per session, so that a file handed in twice counts once.
    pub nonce: Nonce,
    /// By ascending id, none twice.
    pub scales: Vec<Figure>,
    /// By ascending id; empty without an earlier check.
    pub change: Vec<Change>,
}

/// What the link of an invitation says; nothing of it without one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitation {
    /// The id of the survey.
    pub survey: Option<Box<str>>,
    /// The id of the occupation.
    pub occupation: Option<Box<str>>,
    /// Which round of the survey.
    pub wave: Option<Wave>,
}

/// What the answers say about one scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The scale.
    pub id: ScaleId,
    /// Tasks or ratings.
    pub facet: Facet,
    /// `None` if no answer counts.
    pub standing: Option<Standing>,
    /// How many answers count.
    pub answered: u32,
}

/// An estimate in two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// θ.
    pub theta: Hundredths,
    /// Its standard error, above 0.
    pub se: Hundredths,
}

/// How far a person moved on one scale since an earlier check.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The scale.
    pub id: ScaleId,
    /// Tasks or ratings.
    pub facet: Facet,
    /// `x₂ − x₁`, both without the pull of the prior; a finite number, written in two decimals.
    pub x: f64,
}

/// The figures of a profile, by scale.
#[must_use]
pub fn figures(profile: &Profile) -> Vec<Figure> {
    let figure = |scale: &crate::profile::ScaleResult| Figure {
        id: scale.id.clone(),
        facet: scale.facet,
        standing: scale
            .outcome
            .and_then(|outcome| Standing::of(outcome.estimate)),
        answered: scale.answered,
    };
    profile.scales.iter().map(figure).collect()
}

impl Standing {
    /// The estimate, rounded; `None` if it is no usable number.
    #[must_use]
    pub fn of(estimate: Estimate) -> Option<Self> {
        Self::new(
            Hundredths::from_f64(estimate.theta)?,
            Hundredths::from_f64(estimate.se)?,
        )
    }

    /// `None` unless the standard error is above 0.
    #[must_use]
    pub fn new(theta: Hundredths, se: Hundredths) -> Option<Self> {
        (se > Hundredths::default()).then_some(Self { theta, se })
    }
}

/// A round of a survey, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wave(u8);

impl Wave {
    /// `None` for 0.
    #[must_use]
    pub fn new(wave: u8) -> Option<Self> {
        (wave > 0).then_some(Self(wave))
    }

    /// The number of the round.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

/// A quarter of a year: `2026-Q4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: u16,
    quarter: u8,
}

impl Period {
    /// `None` unless the year has four digits and the quarter is one of 1 to 4.
    #[must_use]
    pub fn new(year: u16, quarter: u8) -> Option<Self> {
        ((1000..=9999).contains(&year) && (1..=4).contains(&quarter))
            .then_some(Self { year, quarter })
    }

    /// Reads `2026-Q4`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, quarter) = text.split_once("-Q")?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year) || !digits(quarter) || year.len() != 4 || quarter.len() != 1 {
            return None;
        }
        Self::new(year.parse().ok()?, quarter.parse().ok()?)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The quarter, 1 to 4.
    #[must_use]
    pub fn quarter(self) -> u8 {
        self.quarter
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year, self.quarter)
    }
}

/// Ten hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Nonce([u8; 5]);

impl Nonce {
    /// Forty bits that the caller has drawn.
    #[must_use]
    pub fn new(random: [u8; 5]) -> Self {
        Self(random)
    }

    /// The forty bits.
    #[must_use]
    pub fn bytes(self) -> [u8; 5] {
        self.0
    }

    /// Reads ten hexadecimal digits, letters small.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 10
            || !text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        {
            return None;
        }
        let [_, _, _, bytes @ ..] = u64::from_str_radix(text, 16).ok()?.to_be_bytes();
        Some(Self(bytes))
    }
}

impl fmt::Display for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_a_year_and_a_quarter() {
        let period = Period::parse("2026-Q4");
        assert_eq!(period, Period::new(2026, 4));
        assert_eq!(
            period.map(|period| period.to_string()).as_deref(),
            Some("2026-Q4")
        );
        for text in [
            "", "2026", "2026-Q5", "2026-Q0", "2026-q1", "26-Q1", "+2026-Q1", "2026-Q+1",
            "2026-Q01", "02026-Q1",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_nonce_is_ten_small_hexadecimal_digits() {
        let nonce = Nonce::parse("00d6bd69fe");
        assert_eq!(nonce, Some(Nonce::new([0x00, 0xd6, 0xbd, 0x69, 0xfe])));
        assert_eq!(
            nonce.map(|nonce| nonce.to_string()).as_deref(),
            Some("00d6bd69fe")
        );
        for text in [
            "",
            "a6bd69fe2",
            "a6bd69fe290",
            "A6BD69FE29",
            "+6bd69fe29",
            "g6bd69fe29",
        ] {
            assert_eq!(Nonce::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_estimate_keeps_two_decimals() {
        let standing = Standing::of(Estimate {
            theta: -0.125,
            se: 0.8349,
        });
        let rounded = standing.map(|standing| (standing.theta.get(), standing.se.get()));
        assert_eq!(rounded, Some((-12, 83)));
        assert_eq!(
            Standing::of(Estimate {
                theta: 1.0,
                se: 0.001
            }),
            None
        );
        assert_eq!(
            Standing::of(Estimate {
                theta: f64::NAN,
                se: 1.0
            }),
            None
        );
    }
}
