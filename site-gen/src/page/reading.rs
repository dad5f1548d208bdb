//! What reading pages hand to their small programs: the JSON that `assess-wasm`'s `reading` reads.

use std::collections::BTreeMap;

use serde::Serialize;

use super::item::{KeysData, thirds};
use super::poster::PosterData;
use super::shell::Running;
use crate::assets::Program;
use crate::site::item::Item;
use crate::theme::texts::Texts;

/// The data of a page; only what the page has.
#[derive(Serialize)]
pub(super) struct ReadingData<'s> {
    format: &'static str,
    /// What the program says.
    strings: BTreeMap<&'s str, &'s str>,
    /// The questions of a learning unit, in the order of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quiz: Option<Vec<QuestionData<'s>>>,
    /// The questions of each learning unit in a list of them, in the order of its cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) units: Option<Vec<Vec<&'s str>>>,
    /// Whether the page has criteria of a programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) criteria: Option<bool>,
    /// What the timeline of a programme needs beside the page's texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) timeline: Option<TimelineData<'s>>,
    /// What a poster can be changed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) poster: Option<PosterData<'s>>,
}

impl<'s> ReadingData<'s> {
    /// Nothing yet but the texts of a table.
    pub(super) fn new(texts: &'s Texts, table: &'s str) -> Self {
        Self {
            format: "roadmap-reading/1",
            strings: texts.table(table).collect(),
            quiz: None,
            units: None,
            criteria: None,
            timeline: None,
            poster: None,
        }
    }

    /// The program that these data are for.
    pub(super) fn running(&self) -> Running {
        let program = if self.quiz.is_some() || self.units.is_some() {
            Program::Learn
        } else {
            Program::Office
        };
        Running::new(program, self)
    }
}

/// A question of a quiz.
#[derive(Serialize)]
pub(super) struct QuestionData<'s> {
    id: &'s str,
    kind: &'static str,
    n: usize,
    keys: KeysData<'s>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thirds: Option<&'s [u64]>,
}

impl<'s> QuestionData<'s> {
    pub(super) fn of(item: &'s Item) -> Self {
        Self {
            id: &item.id,
            kind: item.kind().as_str(),
            n: item.parts(),
            keys: KeysData::of(&item.body),
            thirds: thirds(item),
        }
    }
}

/// The names that dates are written with.
#[derive(Serialize)]
pub(super) struct TimelineData<'s> {
    /// From Monday on.
    weekdays: Vec<&'s str>,
    months: Vec<&'s str>,
}

impl<'s> TimelineData<'s> {
    pub(super) fn of(texts: &'s Texts) -> Self {
        Self {
            weekdays: WEEKDAYS.iter().map(|key| texts.get(key)).collect(),
            months: MONTHS.iter().map(|key| texts.get(key)).collect(),
        }
    }
}

const WEEKDAYS: [&str; 7] = [
    "weekday.1",
    "weekday.2",
    "weekday.3",
    "weekday.4",
    "weekday.5",
    "weekday.6",
    "weekday.7",
];
const MONTHS: [&str; 12] = [
    "month.1", "month.2", "month.3", "month.4", "month.5", "month.6", "month.7", "month.8",
    "month.9", "month.10", "month.11", "month.12",
];
