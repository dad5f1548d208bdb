//! What is remembered on the device until the end of a self-check, if the visitor asked for it. No browser in here.
//!
//! A row of words: version, until when (seconds since 1970), page, seed, career (`-` if not said), then
//! `<item>=<score or reason>` in the order of asking. Only what each answer was worth is kept, not what was ticked or typed.

use assess_core::answers::{Missing, Response};
use assess_core::session::InProgress;

use crate::number;
use crate::page_data::Career;

/// So long it is remembered, in seconds.
pub const DAY: u32 = 24 * 60 * 60;

const VERSION: &str = "1";
const NO_CAREER: &str = "-";

/// A self-check that was broken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// From then on it counts as forgotten; in seconds since 1970.
    pub until: u32,
    /// The path of the page.
    pub page: String,
    /// What decided between tasks.
    pub seed: u32,
    /// What the visitor said at the start.
    pub career: Option<Career>,
    /// The answers in the order of asking.
    pub given: Vec<(String, Response)>,
}

impl Record {
    /// Reads a record; `None` if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        if words.next()? != VERSION {
            return None;
        }
        let until = words.next()?.parse().ok()?;
        let page = words.next()?.to_owned();
        let seed = words.next()?.parse().ok()?;
        let career = match words.next()? {
            NO_CAREER => None,
            word => Some(Career::parse(word)?),
        };
        let mut given = Vec::new();
        for word in words {
            let (item, answer) = word.split_once('=')?;
            let response = match answer.parse() {
                Ok(score) => Response::Score(score),
                Err(_) => Response::Missing(Missing::parse(answer)?),
            };
            given.push((item.to_owned(), response));
        }
        Some(Self {
            until,
            page,
            seed,
            career,
            given,
        })
    }

    /// Whether it is still to be remembered. A clock that was set back does not prolong it.
    pub fn holds(&self, now: u32) -> bool {
        now < self.until && self.until - now <= DAY
    }
}

/// The record of a self-check under way.
pub fn write(until: u32, page: &str, career: Option<Career>, session: &InProgress) -> String {
    let mut text = VERSION.to_owned();
    let seed = u32::try_from(session.seed()).unwrap_or_default();
    for word in [
        &*number::whole(until),
        page,
        &number::whole(seed),
        career.map_or(NO_CAREER, Career::as_str),
    ] {
        text.push(' ');
        text.push_str(word);
    }
    for (item, response) in session.given_so_far() {
        text.push(' ');
        text.push_str(item.as_str());
        text.push('=');
        match response {
            Response::Score(score) => text.push_str(&number::whole(score.into())),
            Response::Missing(missing) => text.push_str(missing.as_str()),
        }
    }
    text
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a fixture that is wrong should stop the tests"
)]
mod tests {
    use assess_core::session::Session;

    use super::*;
    use crate::page_data::fixture;

    fn record() -> Record {
        let response = |word: &str, response| (word.to_owned(), response);
        Record {
            until: 1_800_086_400,
            page: "/selbst-check/kurz/".to_owned(),
            seed: 7,
            career: Some(Career::Leading),
            given: vec![
                response("geraet-r1", Response::Score(3)),
                response("betrug-r1", Response::Missing(Missing::NotApplicable)),
            ],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let page = fixture::page();
        let record = record();
        let (bank, candidates) = page.part_for(record.career).expect("a part of the bank");
        let mut session = Session::start(page.plan, &bank, &candidates, 7).expect("a session");
        for (item, response) in &record.given {
            let Session::InProgress(asking) = session else {
                panic!("the session is over")
            };
            assert_eq!(bank.items()[asking.current()].id.as_str(), item);
            session = asking.answer(*response).expect("an answer that fits");
        }
        let Session::InProgress(asking) = session else {
            panic!("the session is over")
        };
        let text = write(record.until, &record.page, record.career, &asking);
        assert_eq!(
            text,
            "1 1800086400 /selbst-check/kurz/ 7 leitung geraet-r1=3 betrug-r1=not-applicable"
        );
        assert_eq!(Record::parse(&text), Some(record));
    }

    #[test]
    fn what_is_no_record_is_not_read() {
        let whole = "1 1800086400 / 7 - a=3";
        assert!(Record::parse(whole).is_some());
        for text in [
            "",
            "2 1800086400 / 7 - a=3",
            "1 bald / 7 - a=3",
            "1 1800086400 / -7 - a=3",
            "1 1800086400 / 7 chefin a=3",
            "1 1800086400 / 7",
            "1 1800086400 / 7 - a",
            "1 1800086400 / 7 - a=viel",
            "1 1800086400 / 7 - a=300",
            "{\"until\":1800086400}",
        ] {
            assert_eq!(Record::parse(text), None, "{text}");
        }
    }

    #[test]
    fn after_a_day_it_is_forgotten() {
        let record = record();
        for (before, holds) in [(DAY + 1, false), (DAY, true), (1, true), (0, false)] {
            assert_eq!(record.holds(record.until - before), holds, "{before}");
        }
        assert!(!record.holds(record.until + 1));
    }
}
