use serde::{Deserialize, Serialize};
use serde_json::Number;

use crate::answers::{AnswerProblem, Answers, Missing, Response};
use crate::bank::Bank;

use super::{ANSWERS, FileProblem, read, write};

#[derive(Serialize, Deserialize)]
struct AnswersFile {
    format: String,
    answers: Vec<AnswerEntry>,
}

#[derive(Serialize, Deserialize)]
struct AnswerEntry {
    item: String,
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
    let mut given = Vec::new();
    for entry in file.answers {
        match response(&entry, bank) {
            Ok(response) => given.push((entry.item, response)),
            Err(problem) => problems.push(problem),
        }
    }
    match Answers::new(bank, given) {
        Ok(answers) if problems.is_empty() => Ok(answers),
        Ok(_) => Err(problems),
        Err(unfit) => {
            problems.extend(unfit.into_iter().map(FileProblem::Answer));
            Err(problems)
        }
    }
}

fn response(entry: &AnswerEntry, bank: &Bank) -> Result<Response, FileProblem> {
    let item = || entry.item.as_str().into();
    match (&entry.score, &entry.missing) {
        (Some(score), None) => {
            let score = score
                .as_i64()
                .ok_or_else(|| FileProblem::ScoreNotWhole(item()))?;
            u8::try_from(score).map(Response::Score).map_err(|_| {
                FileProblem::Answer(match bank.item(&entry.item) {
                    None => AnswerProblem::UnknownItem(item()),
                    Some(known) => AnswerProblem::OutOfRange {
                        item: item(),
                        score,
                        steps: known.model.steps(),
                    },
                })
            })
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
    let entries = answers.iter(bank).map(|(item, response)| {
        let item = item.id.as_str().to_owned();
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
    });
    write(&AnswersFile {
        format: ANSWERS.to_owned(),
        answers: entries.collect(),
    })
}
