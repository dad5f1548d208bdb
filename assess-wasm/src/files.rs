//! The project's JSON files as the browser reads and writes them (`assess_core::files` does it natively): answers, profile,
//! own file, result. Numbers are written so that they read back as the same ones.

mod text;

use assess_core::answers::{AnswerProblem, Answers, Missing, Response};
use assess_core::bank::Bank;
use assess_core::hundredths::Hundredths;
use assess_core::level::Level;
use assess_core::profile::Profile;
use assess_core::session::Finished;
use assess_core::transfer::{CheckResult, Period, Wave};

use crate::json::Json;
use crate::number;
use crate::page_data::{Career, Page};
use crate::strings::{Key, Strings};

use text::Text;

const ANSWERS: &str = "roadmap-answers/1";
const PROFILE: &str = "roadmap-profile/1";
const OWN: &str = "roadmap-own/1";
const RESULT: &str = "roadmap-result/1";

/// What is wrong with a file.
#[derive(Clone, Debug)]
pub struct Fault {
    key: Key,
    /// The item it is about, if it is about one.
    item: String,
}

impl Fault {
    /// In words.
    pub fn text(&self, strings: &Strings) -> String {
        strings.filled(self.key, &[("item", &self.item)])
    }

    fn of_file(key: Key) -> Self {
        Self::of_item(key, "")
    }

    fn of_item(key: Key, item: &str) -> Self {
        let item = item.to_owned();
        Self { key, item }
    }
}

/// Reads `roadmap-answers/1` about the items of a bank.
///
/// # Errors
/// The first thing that is wrong.
pub fn read_answers(text: &str, bank: &Bank) -> Result<Answers, Fault> {
    let (_, entries) = entries(text, ANSWERS).ok_or(Fault::of_file(Key::ErrorFormat))?;
    let mut answers = Answers::none(bank);
    for entry in &entries {
        let (item, response) = response(entry, bank)?;
        if let Err(problem) = answers.add(bank, &item, response) {
            let key = match problem {
                AnswerProblem::UnknownItem(_) => Key::ErrorUnknown,
                AnswerProblem::Twice(_) => Key::ErrorTwice,
                AnswerProblem::OutOfRange { .. } => Key::ErrorRange,
            };
            return Err(Fault::of_item(key, &item));
        }
    }
    Ok(answers)
}

/// What an own file (`roadmap-own/1`) says, and how many of its answers the bank of today cannot score.
///
/// # Errors
/// The first thing that is wrong.
pub fn read_own(text: &str, bank: &Bank) -> Result<(Answers, usize), Fault> {
    let (file, entries) = entries(text, OWN).ok_or(Fault::of_file(Key::EarlierOther))?;
    if file.get("scale").text().as_deref() != Some(bank.scale()) {
        return Err(Fault::of_file(Key::EarlierScale));
    }
    let mut answers = Answers::none(bank);
    let mut unfit = 0;
    for entry in &entries {
        let fits = match response(entry, bank) {
            Ok((item, response)) => answers.add(bank, &item, response).map_err(|_| item),
            Err(fault) => match fault.key {
                Key::ErrorEntry => return Err(Fault::of_item(Key::EarlierBroken, &fault.item)),
                _ => Err(fault.item),
            },
        };
        match fits {
            Ok(()) => {}
            // Content moves on; but an answer that is there already is a broken file.
            Err(item) if is_answered(&answers, bank, &item) => {
                return Err(Fault::of_item(Key::EarlierBroken, &item));
            }
            Err(_) => unfit += 1,
        }
    }
    if answers.is_empty() {
        return Err(Fault::of_file(Key::EarlierNone));
    }
    Ok((answers, unfit))
}

fn is_answered(answers: &Answers, bank: &Bank, item: &str) -> bool {
    let index = bank.index_of(item);
    index.is_some_and(|index| answers.response(index).is_some())
}

/// The file and its entries, if it is one of this format.
fn entries(text: &str, format: &str) -> Option<(Json, Vec<Json>)> {
    let file = Json::parse(text)?;
    let entries = file.get("answers").list()?;
    let found = file.get("format").text()?;
    (found == format).then_some((file, entries))
}

/// A score or a reason, not both.
fn response(entry: &Json, bank: &Bank) -> Result<(String, Response), Fault> {
    let item = entry.get("item").text().unwrap_or_default();
    let (score, missing) = (entry.get("score"), entry.get("missing"));
    let key = match (score.is_there(), missing.is_there()) {
        (true, false) => match score.number().filter(|score| score.fract() == 0.0) {
            None => Key::ErrorEntry,
            Some(score) => match number::whole_of(score).map(u8::try_from) {
                Some(Ok(step)) => return Ok((item, Response::Score(step))),
                // Out of any range, but an item nobody knows is the greater fault.
                _ if bank.item(&item).is_some() => Key::ErrorRange,
                _ => Key::ErrorUnknown,
            },
        },
        (false, true) => match missing.text().and_then(|word| Missing::parse(&word)) {
            Some(reason) => return Ok((item, Response::Missing(reason))),
            None => Key::ErrorEntry,
        },
        _ => Key::ErrorEntry,
    };
    Err(Fault { key, item })
}

/// `roadmap-profile/1`, in full precision.
pub fn profile(profile: &Profile) -> String {
    let mut to = Text::file(PROFILE);
    to.key("scale").word(&profile.scale);
    to.key("scales").open('[');
    for scale in &profile.scales {
        to.open('{').key("id").word(scale.id.as_str());
        to.key("facet").word(scale.facet.as_str());
        to.key("competences").open('[');
        for competence in &scale.competences {
            to.word(competence.as_str());
        }
        to.close(']');
        let outcome = scale.outcome;
        let level = |level: Level| f64::from(level.get());
        to.key("theta")
            .number(outcome.map(|outcome| outcome.estimate.theta));
        to.key("se")
            .number(outcome.map(|outcome| outcome.estimate.se));
        to.key("answered").number(Some(scale.answered.into()));
        to.key("points").number(Some(scale.points.into()));
        to.key("of").number(Some(scale.of.into()));
        to.key("level")
            .number(outcome.and_then(|outcome| outcome.level).map(level));
        to.key("range");
        match outcome {
            Some(outcome) => {
                let range = outcome.range;
                to.open('[').number(Some(level(range.low)));
                to.number(Some(level(range.high)));
                to.close(']');
            }
            None => {
                to.number(None);
            }
        }
        to.close('}');
    }
    to.close(']');
    to.finish()
}

/// `roadmap-own/1`.
pub fn own(page: &Page, career: Option<Career>, session: &Finished) -> String {
    let mut to = Text::file(OWN);
    to.key("scale").word(session.bank().scale());
    to.key("blueprint").word(&page.blueprint);
    if let Some(career) = career {
        to.key("career").word(career.as_str());
    }
    write_answers(&mut to, session);
    to.finish()
}

/// `roadmap-answers/1`.
pub fn answers(session: &Finished) -> String {
    let mut to = Text::file(ANSWERS);
    write_answers(&mut to, session);
    to.finish()
}

/// `roadmap-result/1`: the keys are sorted, and there is nothing else in it.
pub fn result(result: &CheckResult) -> String {
    let mut to = Text::default();
    to.open('{');
    if !result.change.is_empty() {
        to.key("change").open('[');
        for change in &result.change {
            to.open('{').key("facet").word(change.facet.as_str());
            to.key("id").word(change.id.as_str());
            to.key("x")
                .number(Hundredths::from_f64(change.x).map(Hundredths::to_f64));
            to.close('}');
        }
        to.close(']');
    }
    to.key("format").word(RESULT);
    to.key("nonce")
        .word(&number::hexadecimal(&result.nonce.bytes()));
    let invitation = &result.invitation;
    if let Some(occupation) = &invitation.occupation {
        to.key("occupation").word(occupation);
    }
    to.key("period").word(&period(result.period));
    to.key("prior").open('{');
    to.key("mean").number(Some(result.prior.mean));
    to.key("sd").number(Some(result.prior.sd)).close('}');
    to.key("scale").word(&result.scale);
    to.key("scales").open('[');
    for figure in &result.scales {
        let standing = figure.standing;
        to.open('{')
            .key("answered")
            .number(Some(figure.answered.into()));
        to.key("facet").word(figure.facet.as_str());
        to.key("id").word(figure.id.as_str());
        to.key("se")
            .number(standing.map(|standing| standing.se.to_f64()));
        to.key("theta")
            .number(standing.map(|standing| standing.theta.to_f64()));
        to.close('}');
    }
    to.close(']');
    if let Some(survey) = &invitation.survey {
        to.key("survey").word(survey);
    }
    if let Some(wave) = invitation.wave {
        to.key("wave").number(Some(Wave::get(wave).into()));
    }
    to.finish()
}

/// `2026-Q4`.
pub fn period(period: Period) -> String {
    let mut text = number::whole(period.year().into());
    text.push_str("-Q");
    text.push_str(&number::whole(period.quarter().into()));
    text
}

fn write_answers(to: &mut Text, session: &Finished) {
    to.key("answers").open('[');
    for (item, response) in session.answers().iter(session.bank()) {
        to.open('{').key("item").word(item.id.as_str());
        match response {
            Response::Score(score) => to.key("score").number(Some(score.into())),
            Response::Missing(missing) => to.key("missing").word(missing.as_str()),
        };
        to.close('}');
    }
    to.close(']');
}
