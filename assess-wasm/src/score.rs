//! `window.roadmap.score(answersJsonText) -> profileJsonText`: recompute a result in the browser's console.
//!
//! In: `roadmap-answers/1`, about the items of this page, whatever the career. Out: `roadmap-profile/1`, in full precision (the
//! browser writes each number so that it reads back as the same one). What is wrong with the answers is thrown as a text.

use std::rc::Rc;

use assess_core::answers::{AnswerProblem, Answers, Missing, Response};
use assess_core::bank::Bank;
use assess_core::level::{Level, Range};
use assess_core::profile::{Profile, ScaleResult, profile};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use crate::failure::Failure;
use crate::json::Json;
use crate::number;
use crate::page_data::Page;
use crate::strings::{Key, Strings};

const ANSWERS: &str = "roadmap-answers/1";
const PROFILE: &str = "roadmap-profile/1";

type Function = dyn Fn(JsValue) -> Result<JsValue, JsValue>;

/// Owns the function behind `window.roadmap.score`.
pub struct Score {
    _function: Closure<Function>,
}

impl Score {
    /// Sets `window.roadmap`.
    pub fn publish(page: Rc<Page>, strings: Strings) -> Result<Self, Failure> {
        let score = move |answers: JsValue| {
            let text = answers
                .as_string()
                .ok_or_else(|| strings.text(Key::ErrorFormat))?;
            let answers = read(&text, &page.bank, &strings)?;
            write(&profile(&page.bank, &answers))
        };
        let function: Closure<Function> = Closure::new(score);
        let roadmap = object(&[("score", function.as_ref())])?;
        set(&gloo_utils::window(), "roadmap", &roadmap)?;
        Ok(Self {
            _function: function,
        })
    }
}

fn read(text: &str, bank: &Bank, strings: &Strings) -> Result<Answers, JsValue> {
    let format = || JsValue::from_str(&strings.text(Key::ErrorFormat));
    let file = Json::parse(text).ok_or_else(format)?;
    let known = file.get("format").text();
    if known.as_deref() != Some(ANSWERS) {
        return Err(format());
    }
    let mut given = Vec::new();
    for entry in file.get("answers").list().ok_or_else(format)? {
        let item = entry.get("item").text().ok_or_else(format)?;
        let response = response(&entry, &item, bank, strings)?;
        given.push((item, response));
    }
    Answers::new(bank, given).map_err(|problems| {
        let mut texts = String::new();
        for problem in &problems {
            texts.push_str(&explain(problem, strings));
            texts.push('\n');
        }
        texts.trim_end().into()
    })
}

/// A score or a reason, not both.
fn response(entry: &Json, item: &str, bank: &Bank, strings: &Strings) -> Result<Response, JsValue> {
    let wrong = |key| JsValue::from_str(&strings.filled(key, &[("item", item)]));
    let (score, missing) = (entry.get("score"), entry.get("missing"));
    match (score.is_there(), missing.is_there()) {
        (true, false) => {
            let score = score
                .number()
                .filter(|score| score.fract() == 0.0)
                .ok_or_else(|| wrong(Key::ErrorEntry))?;
            let step = number::whole_of(score).and_then(|score| u8::try_from(score).ok());
            // Out of any range, but an item nobody knows is the greater fault.
            let out = || {
                wrong(if bank.item(item).is_some() {
                    Key::ErrorRange
                } else {
                    Key::ErrorUnknown
                })
            };
            Ok(Response::Score(step.ok_or_else(out)?))
        }
        (false, true) => {
            let reason = missing.text().and_then(|word| Missing::parse(&word));
            Ok(Response::Missing(
                reason.ok_or_else(|| wrong(Key::ErrorEntry))?,
            ))
        }
        _ => Err(wrong(Key::ErrorEntry)),
    }
}

fn explain(problem: &AnswerProblem, strings: &Strings) -> String {
    let (key, item) = match problem {
        AnswerProblem::UnknownItem(item) => (Key::ErrorUnknown, item),
        AnswerProblem::Twice(item) => (Key::ErrorTwice, item),
        AnswerProblem::OutOfRange { item, .. } => (Key::ErrorRange, item),
    };
    strings.filled(key, &[("item", item.as_str())])
}

fn write(profile: &Profile) -> Result<JsValue, JsValue> {
    let scales = Array::new();
    for scale in &profile.scales {
        scales.push(&written(scale)?);
    }
    let file = object(&[
        ("format", &PROFILE.into()),
        ("scale", &(*profile.scale).into()),
        ("scales", &scales),
    ])?;
    Ok(JSON::stringify(&file)?.into())
}

fn written(scale: &ScaleResult) -> Result<JsValue, JsValue> {
    let competences: Array = scale
        .competences
        .iter()
        .map(|competence| JsValue::from_str(competence.as_str()))
        .collect();
    let outcome = scale.outcome;
    let number = |number: Option<f64>| number.map_or(JsValue::NULL, JsValue::from_f64);
    object(&[
        ("id", &scale.id.as_str().into()),
        ("facet", &scale.facet.as_str().into()),
        ("competences", &competences),
        (
            "theta",
            &number(outcome.map(|outcome| outcome.estimate.theta)),
        ),
        ("se", &number(outcome.map(|outcome| outcome.estimate.se))),
        ("answered", &scale.answered.into()),
        ("points", &scale.points.into()),
        ("of", &scale.of.into()),
        (
            "level",
            &number(outcome.and_then(|outcome| outcome.level).map(level)),
        ),
        (
            "range",
            &outcome.map_or(JsValue::NULL, |outcome| range(outcome.range)),
        ),
    ])
}

fn level(level: Level) -> f64 {
    level.get().into()
}

fn range(range: Range) -> JsValue {
    Array::of2(&level(range.low).into(), &level(range.high).into()).into()
}

fn object(entries: &[(&str, &JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (key, value) in entries {
        set(&object, key, value)?;
    }
    Ok(object.into())
}

fn set(object: &JsValue, key: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &JsValue::from_str(key), value).map(|_| ())
}
