use serde::{Deserialize, Serialize};
use serde_json::Number;

use crate::answers::{AnswerProblem, Answers, Missing, Response};
use crate::bank::Bank;
use crate::id::ItemId;

use super::{ANSWERS, FileProblem, read, write};

#[derive(Serialize, Deserialize)]
struct AnswersFile {
    format: String,
    answers: Vec<AnswerEntry>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct AnswerEntry {
    pub(super) item: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    missing: Option<String>,
}

/// Reads answers (`roadmap-answers/1`) to items of `bank`.
///
/// # Errors
/// Every problem of the answers by themselves; if there are none, every answer that does not fit the bank.
pub fn read_answers(text: &str, bank: &Bank) -> Result<Answers, Vec<FileProblem>> {
    let file: AnswersFile = read(ANSWERS, text)?;
    let mut problems = Vec::new();
    let mut responses = Vec::new();
    for entry in file.answers {
        let in_range = |score: i64| u8::try_from(score).map_err(|_| unfit(&entry, score, bank));
        match given(&entry, in_range) {
            Ok(response) => responses.push((entry.item, response)),
            Err(problem) => problems.push(problem),
        }
    }
    match Answers::new(bank, responses) {
        Ok(answers) if problems.is_empty() => Ok(answers),
        Ok(_) => Err(problems),
        Err(unfit) => {
            problems.extend(unfit.into_iter().map(FileProblem::Answer));
            Err(problems)
        }
    }
}

/// What no score holds.
fn unfit(entry: &AnswerEntry, score: i64, bank: &Bank) -> FileProblem {
    let item = || entry.item.as_str().into();
    FileProblem::Answer(match bank.item(&entry.item) {
        None => AnswerProblem::UnknownItem(item()),
        Some(known) => AnswerProblem::OutOfRange {
            item: item(),
            score,
            steps: known.model.steps(),
        },
    })
}

/// The response of an entry; `in_range` says which whole numbers are scores.
pub(super) fn given(
    entry: &AnswerEntry,
    in_range: impl FnOnce(i64) -> Result<u8, FileProblem>,
) -> Result<Response, FileProblem> {
    let item = || entry.item.as_str().into();
    match (&entry.score, &entry.missing) {
        (Some(score), None) => {
            let score = score
                .as_i64()
                .ok_or_else(|| FileProblem::ScoreNotWhole(item()))?;
            in_range(score).map(Response::Score)
        }
        (None, Some(word)) => {
            Missing::parse(word)
                .map(Response::Missing)
                .ok_or_else(|| FileProblem::Word {
                    key: "missing",
                    of: entry.item.clone(),
                    word: word.clone(),
                })
        }
        (None, None) | (Some(_), Some(_)) => Err(FileProblem::ScoreOrMissing(item())),
    }
}

/// Writes answers (`roadmap-answers/1`), by item id.
#[must_use]
pub fn write_answers(answers: &Answers, bank: &Bank) -> String {
    write(&AnswersFile {
        format: ANSWERS.to_owned(),
        answers: answers
            .iter(bank)
            .map(|(item, response)| entry(&item.id, response))
            .collect(),
    })
}

pub(super) fn entry(item: &ItemId, response: Response) -> AnswerEntry {
    let item = item.as_str().to_owned();
    match response {
        Response::Score(score) => AnswerEntry {
            item,
            score: Some(score.into()),
            missing: None,
        },
        Response::Missing(missing) => AnswerEntry {
            item,
            score: None,
            missing: Some(missing.as_str().to_owned()),
        },
    }
}
