//! Days in front matter and `site.toml`: as TOML has them, or in quotation marks, as programs for editing write them.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize as _, Deserializer, Error, MapAccess, Visitor};
use toml::value::{Date, Datetime};

/// Reads a day.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    deserializer.deserialize_any(Day)
}

/// Reads a day that need not be there.
pub(crate) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}

struct Day;

impl<'de> Visitor<'de> for Day {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day such as 2026-11-01")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        let datetime: Option<Datetime> = text.parse().ok();
        // Understood in every language.
        alone(datetime.ok_or_else(|| E::custom(format_args!("{text}: JJJJ-MM-TT")))?)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Date, A::Error> {
        alone(Datetime::deserialize(MapAccessDeserializer::new(map))?)
    }
}

/// The day of what has no time.
fn alone<E: Error>(datetime: Datetime) -> Result<Date, E> {
    match datetime {
        Datetime {
            date: Some(date),
            time: None,
            offset: None,
        } => Ok(date),
        _ => Err(E::custom("a day without a time is expected")),
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::front::{Municipality, News};

    #[test]
    fn a_day_may_stand_in_quotation_marks() {
        let check = |date: &str, expected: Option<&str>| {
            let news: Result<News, _> = toml::from_str(&format!("title = \"x\"\ndate = {date}"));
            assert_eq!(
                news.ok().map(|news| news.date.to_string()).as_deref(),
                expected,
                "{date}"
            );
        };
        check("2026-11-01", Some("2026-11-01"));
        check("\"2026-11-01\"", Some("2026-11-01"));
        check("\"morgen\"", None);
        check("\"2026-02-30\"", None);
        check("2026-11-01T10:00:00", None);
        check("7", None);
        let since = |line: &str| {
            let text = format!("title = \"x\"\nland = \"HE\"\n{line}");
            toml::from_str::<Municipality>(&text)
                .ok()
                .map(|municipality| municipality.since.map(|day| day.to_string()))
        };
        assert_eq!(since(""), Some(None));
        assert_eq!(
            since("since = \"2026-11-01\""),
            Some(Some("2026-11-01".into()))
        );
    }
}
