//! What reading pages hand to their small program: the JSON that `assess-wasm`'s `learn` reads.

use std::collections::BTreeMap;

use serde::Serialize;

use super::item::KeysData;
use super::shell::Running;
use crate::assets::Program;
use crate::site::item::Item;
use crate::theme::texts::Texts;

/// The data of a page; only what the page has.
#[derive(Serialize)]
pub(super) struct LearnData<'s> {
    format: &'static str,
    /// What the program says.
    strings: BTreeMap<&'s str, &'s str>,
    /// The questions of a learning unit, in the order of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quiz: Option<Vec<QuestionData<'s>>>,
    /// The questions of each learning unit in a list of them, in the order of its cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) units: Option<Vec<Vec<&'s str>>>,
}

impl<'s> LearnData<'s> {
    /// Nothing yet but the texts of a table.
    pub(super) fn new(texts: &'s Texts, table: &'s str) -> Self {
        Self {
            format: "roadmap-learn/1",
            strings: texts.table(table).collect(),
            quiz: None,
            units: None,
        }
    }

    pub(super) fn running(&self) -> Running {
        Running::new(Program::Learn, self)
    }
}

/// A question of a quiz.
#[derive(Serialize)]
pub(super) struct QuestionData<'s> {
    id: &'s str,
    kind: &'static str,
    n: usize,
    keys: KeysData<'s>,
}

impl<'s> QuestionData<'s> {
    pub(super) fn of(item: &'s Item) -> Self {
        Self {
            id: &item.id,
            kind: item.kind().as_str(),
            n: item.parts(),
            keys: KeysData::of(&item.body),
        }
    }
}
