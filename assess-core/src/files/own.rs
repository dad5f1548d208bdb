use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::answers::{AnswerProblem, Response};
use crate::id::ItemId;
use crate::transfer::Own;

use super::answers::{AnswerEntry, entry, given};
use super::{FileProblem, OWN, read, write};

#[derive(Serialize, Deserialize)]
struct OwnFile {
    format: String,
    scale: String,
    blueprint: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    career: Option<String>,
    answers: Vec<AnswerEntry>,
}

/// Reads an own file (`roadmap-own/1`). Its answers need no bank yet: content may have moved on since.
///
/// # Errors
/// Every problem at once.
pub fn read_own(text: &str) -> Result<Own, Vec<FileProblem>> {
    let file: OwnFile = read(OWN, text)?;
    let mut problems = Vec::new();
    let mut answers: Vec<(ItemId, Response)> = Vec::new();
    let mut known = BTreeSet::new();
    for entry in &file.answers {
        if !known.insert(entry.item.as_str()) {
            problems.push(FileProblem::Answer(AnswerProblem::Twice(
                entry.item.as_str().into(),
            )));
        }
        match given(entry, |score| {
            u8::try_from(score).map_err(|_| too_high(entry, score))
        }) {
            Ok(response) => answers.push((entry.item.as_str().into(), response)),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Own {
        scale: file.scale.into(),
        blueprint: file.blueprint.into(),
        career: file.career.map(Into::into),
        answers,
    })
}

/// No item has such a score.
fn too_high(entry: &AnswerEntry, score: i64) -> FileProblem {
    FileProblem::Answer(AnswerProblem::OutOfRange {
        item: entry.item.as_str().into(),
        score,
        steps: u8::MAX,
    })
}

/// Writes an own file (`roadmap-own/1`).
#[must_use]
pub fn write_own(own: &Own) -> String {
    write(&OwnFile {
        format: OWN.to_owned(),
        scale: own.scale.to_string(),
        blueprint: own.blueprint.to_string(),
        career: own.career.as_deref().map(str::to_owned),
        answers: own
            .answers
            .iter()
            .map(|(item, response)| entry(item, *response))
            .collect(),
    })
}
