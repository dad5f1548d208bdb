//! The result code: the standings of a self-check in at most 28 characters.
//!
//! A code is a row of bits, highest first, written in Crockford's base 32 in blocks of four. With n scales:
//!
//! | bits | content |
//! | --- | --- |
//! | 3 | version: 1 |
//! | 3 | wave: 1–7; 0 = not said |
//! | 6 | period: 1 = the first quarter of 2026 … 63 = the third of 2041; 0 = not said |
//! | 15 | survey checksum: 1 + (CRC of its id, in UTF-8) mod 32767; 0 = not said |
//! | 9·n | by ascending id of the scales: θ 6 bits, se 3 bits |
//! | 0–4 | zeros, so that all is a multiple of 5 |
//! | 16 | CRC of all bits before it |
//!
//! That makes 11, 13, 14, 16, 18, 20, 22 or 23 characters for 1 to 8 scales (with hyphens up to 28), so the length says
//! how many scales there are.
//!
//! - θ in units of the prior: `i = ⌊10·(θ − mean)/sd⌋` clamped to −31..=31 is written as i + 32 and read as
//!   `mean + sd·(i + ½)/10`. 0 stands for a scale without an answer that counts. With the usual prior the levels begin at
//!   edges of these steps: a code never changes a level.
//! - se likewise: `j = ⌈10·se/sd⌉` clamped to 3..=10 is written as j − 3 and read as `sd·(j − ½)/10`. With the usual prior
//!   0.6, up to which a level is named, is an edge.
//! - Both come from the two decimals of the result file, and 10⁻⁶ of a step keeps rounding away from the edges.
//! - The CRC has the polynomial 0x3D65 (CRC-16/DNP: every error of up to 5 bits in rows of this length, every burst of up to
//!   16), starts at 0xFFFF and first takes in what both sides know anyway: the name of the level scale, then id and facet
//!   of each scale, every word followed by a zero byte. So a code of another bank is refused like one with a slip.
//!
//! A wrong character is a burst of at most 5 bits and two neighbours swapped one of at most 10: both are always found.

use crate::bank::{Bank, Facet, Prior};
use crate::estimate::Estimate;
use crate::id::ScaleId;

use super::crockford;
use super::result::{CheckResult, Period, Standing, Wave};

/// A code has room for so many scales.
pub const MOST_SCALES: usize = 8;

const VERSION: u8 = 1;
const VERSION_BITS: u32 = 3;
const WAVE_BITS: u32 = 3;
const PERIOD_BITS: u32 = 6;
const SURVEY_BITS: u32 = 15;
const THETA_BITS: u32 = 6;
const SE_BITS: u32 = 3;
const CRC_BITS: u32 = 16;
const FIRST_YEAR: u16 = 2026;
/// Of a step of θ or se: far below what two decimals can tell apart, far above what rounding does.
const EDGE: f64 = 1e-6;

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// `None` if it was not said or is above 7.
    pub wave: Option<Wave>,
    /// `None` if it is before 2026 or after the third quarter of 2041.
    pub period: Option<Period>,
    /// `None` without a survey.
    pub survey: Option<SurveyCheck>,
    /// The scales of the bank, by id.
    pub scales: Vec<DecodedScale>,
}

/// What a code says about one scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedScale {
    /// The scale.
    pub id: ScaleId,
    /// Tasks or ratings.
    pub facet: Facet,
    /// The middles of the steps; `None` if no answer counted.
    pub standing: Option<Standing>,
}

/// A checksum of the id of a survey: tells whether a code belongs to it, not which one it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SurveyCheck(u16);

impl SurveyCheck {
    /// The checksum of a survey, 1..=32767.
    #[must_use]
    pub fn of(survey: &str) -> Self {
        let mut crc = Crc::new();
        crc.text(survey);
        Self(1 + crc.0 % 0x7FFF)
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0
    }
}

/// Why there is no code, or why a code cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// A code holds 1 to [`MOST_SCALES`] scales.
    Scales(usize),
    /// No character of a code.
    Character {
        /// Its place in what was typed, from 0.
        place: usize,
        /// The character.
        character: char,
    },
    /// A code for this bank has another length.
    Length {
        /// Characters given, without hyphens.
        found: usize,
        /// Characters expected.
        expected: usize,
    },
    /// A slip, or the code comes from another self-check.
    Checksum,
    /// A slip in the first character, or a code of a later version of this program.
    Version(u8),
}

/// The code of a result.
///
/// # Errors
/// If it has no or too many scales.
pub fn encode(result: &CheckResult) -> Result<String, CodeProblem> {
    let length = length(result.scales.len())?;
    let invitation = &result.invitation;
    let survey = invitation
        .survey
        .as_deref()
        .map_or(0, |survey| SurveyCheck::of(survey).0);
    let mut bits = Bits::default();
    bits.push(VERSION.into(), VERSION_BITS);
    bits.push(invitation.wave.map_or(0, written_wave).into(), WAVE_BITS);
    bits.push(written_period(result.period), PERIOD_BITS);
    bits.push(survey, SURVEY_BITS);
    for scale in &result.scales {
        let (theta, se) = scale
            .standing
            .map_or((0, 0), |standing| written_standing(result.prior, standing));
        bits.push(theta.into(), THETA_BITS);
        bits.push(se.into(), SE_BITS);
    }
    bits.fill(length);
    let crc = bits.crc(known(
        &result.scale,
        result.scales.iter().map(|scale| (&scale.id, scale.facet)),
    ));
    bits.push(crc, CRC_BITS);
    Ok(crockford::write(bits.value, length))
}

/// Reads a code of a result from a self-check with this bank. Hyphens, other dashes and white space may stand anywhere.
///
/// # Errors
/// The first thing that is wrong.
pub fn decode(code: &str, bank: &Bank) -> Result<Decoded, CodeProblem> {
    let expected = length(bank.scales().len())?;
    let symbols = crockford::read(code)
        .map_err(|(place, character)| CodeProblem::Character { place, character })?;
    if symbols.len() != expected {
        return Err(CodeProblem::Length {
            found: symbols.len(),
            expected,
        });
    }
    let mut bits = Bits::default();
    for symbol in symbols {
        bits.push(symbol.into(), 5);
    }
    let mut reader = bits.clone();
    let version = reader.take(VERSION_BITS);
    if version != u16::from(VERSION) {
        return Err(CodeProblem::Version(version.to_le_bytes()[0]));
    }
    let before = Bits {
        value: bits.value >> CRC_BITS,
        length: bits.length - CRC_BITS,
    };
    let crc = before.crc(known(
        bank.scale(),
        bank.scales().iter().map(|scale| (&scale.id, scale.facet)),
    ));
    if bits.value % (1 << CRC_BITS) != u128::from(crc) {
        return Err(CodeProblem::Checksum);
    }
    let wave = reader.take(WAVE_BITS).to_le_bytes()[0];
    let period = read_period(reader.take(PERIOD_BITS));
    let survey = reader.take(SURVEY_BITS);
    let scales = bank.scales().iter().map(|scale| {
        let (theta, se) = (reader.take(THETA_BITS), reader.take(SE_BITS));
        DecodedScale {
            id: scale.id.clone(),
            facet: scale.facet,
            standing: read_standing(bank.prior(), theta, se),
        }
    });
    Ok(Decoded {
        scales: scales.collect(),
        wave: Wave::new(wave),
        period,
        survey: (survey > 0).then_some(SurveyCheck(survey)),
    })
}

/// The characters of a code with so many scales.
fn length(scales: usize) -> Result<usize, CodeProblem> {
    if !(1..=MOST_SCALES).contains(&scales) {
        return Err(CodeProblem::Scales(scales));
    }
    let head = VERSION_BITS + WAVE_BITS + PERIOD_BITS + SURVEY_BITS + CRC_BITS;
    Ok((head as usize + scales * (THETA_BITS + SE_BITS) as usize).div_ceil(5))
}

/// The checksum of what both sides know.
fn known<'a>(level_scale: &str, scales: impl Iterator<Item = (&'a ScaleId, Facet)>) -> Crc {
    let mut crc = Crc::new();
    let mut word = |word: &str| {
        crc.text(word);
        crc.text("\0");
    };
    word(level_scale);
    for (id, facet) in scales {
        word(id.as_str());
        word(facet.as_str());
    }
    crc
}

fn written_wave(wave: Wave) -> u8 {
    if wave.get() < 1 << WAVE_BITS {
        wave.get()
    } else {
        0
    }
}

fn written_period(period: Period) -> u16 {
    let quarters = period
        .year()
        .checked_sub(FIRST_YEAR)
        .map(|years| 4 * years + u16::from(period.quarter()));
    quarters
        .filter(|quarters| *quarters < 1 << PERIOD_BITS)
        .unwrap_or(0)
}

fn read_period(written: u16) -> Option<Period> {
    let quarters = written.checked_sub(1)?;
    Period::new(
        FIRST_YEAR + quarters / 4,
        (quarters % 4).to_le_bytes()[0] + 1,
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped before the cast; a NaN, which no prior of a bank makes, becomes 0"
)]
fn written_standing(prior: Prior, standing: Standing) -> (u8, u8) {
    let theta = 10.0 * (standing.theta.to_f64() - prior.mean) / prior.sd;
    let se = 10.0 * standing.se.to_f64() / prior.sd;
    let i = (theta + EDGE).floor().clamp(-31.0, 31.0);
    let j = (se - EDGE).ceil().clamp(3.0, 10.0);
    ((i + 32.0) as u8, (j - 3.0) as u8)
}

fn read_standing(prior: Prior, theta: u16, se: u16) -> Option<Standing> {
    let i = f64::from(theta.checked_sub(1)?) - 31.0;
    let j = f64::from(se) + 3.0;
    Standing::of(Estimate {
        theta: prior.mean + prior.sd * (i + 0.5) / 10.0,
        se: prior.sd * (j - 0.5) / 10.0,
    })
}

/// A row of at most 128 bits.
#[derive(Clone, Default)]
struct Bits {
    value: u128,
    length: u32,
}

impl Bits {
    /// Appends the lowest `width` bits of `value`.
    fn push(&mut self, value: u16, width: u32) {
        self.value = (self.value << width) | u128::from(value);
        self.length += width;
    }

    /// Appends zeros, so that with the CRC it fills `length` characters.
    fn fill(&mut self, length: usize) {
        while ((self.length + CRC_BITS) as usize) < 5 * length {
            self.push(0, 1);
        }
    }

    /// Takes off the first `width` bits.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "no field has more than 16 bits"
    )]
    fn take(&mut self, width: u32) -> u16 {
        self.length -= width;
        let taken = self.value >> self.length;
        self.value -= taken << self.length;
        taken as u16
    }

    fn crc(&self, mut crc: Crc) -> u16 {
        for place in (0..self.length).rev() {
            crc.bit((self.value >> place) & 1 == 1);
        }
        crc.0
    }
}

/// The register of the CRC.
struct Crc(u16);

impl Crc {
    fn new() -> Self {
        Self(0xFFFF)
    }

    fn text(&mut self, text: &str) {
        for byte in text.bytes() {
            for place in (0..8).rev() {
                self.bit((byte >> place) & 1 == 1);
            }
        }
    }

    fn bit(&mut self, bit: bool) {
        let out = (self.0 >> 15) & 1 == 1;
        self.0 <<= 1;
        if bit != out {
            self.0 ^= 0x3D65;
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
