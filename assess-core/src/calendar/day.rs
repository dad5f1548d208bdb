//! Days of the calendar.

/// A day of the Gregorian calendar from 1970-01-01 to 9999-12-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(
    /// Days since the first.
    u32,
);

/// Days from 0000-03-01 to 1970-01-01.
const BEFORE: u32 = 719_468;
/// 9999-12-31.
const LAST: u32 = 2_932_896;
/// Days in 400, 100 and 4 years.
const DAYS_400: u32 = 146_097;
const DAYS_100: u32 = 36_524;
const DAYS_4: u32 = 1461;

impl Day {
    /// 1970-01-01.
    pub const FIRST: Self = Self(0);

    /// Reads `2026-11-02`; `None` if there is no such day, or it is out of range.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |length| {
            let part = parts.next().filter(|part| part.len() == length)?;
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| digits)
        };
        let (year, month, day): (u32, u32, u32) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() || year < 1970 {
            return None;
        }
        // Only what reads back as the same is a date: 2026-02-30 does not.
        let found = Self::of(year, month, day)?;
        (found.year_month_day() == (year, month, day)).then_some(found)
    }

    /// The day that begins so many milliseconds after the first, as inputs of the type `date` have it.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "in range by the line above"
    )]
    pub fn from_milliseconds(milliseconds: f64) -> Option<Self> {
        let days = milliseconds / 86_400_000.0;
        (0.0..=f64::from(LAST))
            .contains(&days)
            .then_some(Self(days as u32))
    }

    /// So many days later; the last day of the calendar if that is beyond it.
    #[must_use]
    pub fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add(days).min(LAST))
    }

    /// The place of the weekday, from 0 for Monday.
    #[must_use]
    pub fn weekday(self) -> usize {
        // The first day was a Thursday.
        (self.0 as usize + 3) % 7
    }

    /// Year, month (1..=12) and day (1..=31).
    ///
    /// Counted from March on, months have a regular length and a leap day is the last day of its year (after Hinnant,
    /// "chrono-Compatible Low-Level Date Algorithms").
    #[must_use]
    pub fn year_month_day(self) -> (u32, u32, u32) {
        let days = self.0 + BEFORE;
        let in_400 = days % DAYS_400;
        let year_in_400 =
            (in_400 - in_400 / (DAYS_4 - 1) + in_400 / DAYS_100 - in_400 / (DAYS_400 - 1)) / 365;
        let in_year = in_400 - (365 * year_in_400 + year_in_400 / 4 - year_in_400 / 100);
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let year = days / DAYS_400 * 400 + year_in_400;
        if month < 10 {
            (year, month + 3, day)
        } else {
            (year + 1, month - 9, day)
        }
    }

    /// The same the other way round, for any month and day up to 12 and 31.
    fn of(year: u32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let (year, month) = if month > 2 {
            (year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        let in_year = (153 * month + 2) / 5 + day - 1;
        let leap_days = year / 4 - year / 100 + year / 400;
        Some(Self(
            (365 * year + leap_days + in_year).checked_sub(BEFORE)?,
        ))
    }

    /// As `20261102`.
    pub(super) fn compact(self) -> String {
        let (year, month, day) = self.year_month_day();
        let mut text = String::new();
        push_digits(&mut text, year, 4);
        push_digits(&mut text, month, 2);
        push_digits(&mut text, day, 2);
        text
    }
}

/// The last so many digits of a number.
pub(super) fn push_digits(text: &mut String, number: u32, digits: u32) {
    for place in (0..digits).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}
