//! The file that stays with the person.

use crate::answers::{AnswerProblem, Answers, Response};
use crate::bank::Bank;
use crate::id::ItemId;

/// What a later check needs to show the own change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// The name of the level scale; with another name nothing can be compared.
    pub scale: Box<str>,
    /// The id of the blueprint that was answered.
    pub blueprint: Box<str>,
    /// The career the targets were chosen for; `None` if none was.
    pub career: Option<Box<str>>,
    /// None twice, in the order of the file.
    pub answers: Vec<(ItemId, Response)>,
}

impl Own {
    /// The answers a bank of today can score. Content moves on, so what it no longer holds is left out and named.
    #[must_use]
    pub fn answers_for(&self, bank: &Bank) -> (Answers, Vec<AnswerProblem>) {
        let mut problems = Vec::new();
        let fitting = self.answers.iter().filter(|(item, response)| {
            Answers::new(bank, [(item, *response)])
                .map_err(|unfit| problems.extend(unfit))
                .is_ok()
        });
        let fitting: Vec<(&ItemId, Response)> =
            fitting.map(|(item, response)| (item, *response)).collect();
        match Answers::new(bank, fitting) {
            Ok(answers) => (answers, problems),
            Err(repeated) => (Answers::none(bank), repeated),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests {
    use super::*;
    use crate::answers::Missing;
    use crate::vectors::{given, json};

    #[test]
    fn answers_that_no_longer_fit_are_named_and_the_others_kept() {
        let bank = crate::vectors::bank(&json("examples/files/bank.json"));
        let example = json("examples/files/answers.json");
        let kept: Vec<_> = given(&example)
            .into_iter()
            .map(|(item, response)| (item.into(), response))
            .collect();
        let mut own = Own {
            scale: bank.scale().into(),
            blueprint: "kurz".into(),
            career: None,
            answers: kept.clone(),
        };
        let expected = Answers::new(&bank, kept).unwrap();
        assert_eq!(own.answers_for(&bank), (expected.clone(), Vec::new()));
        own.answers
            .insert(0, ("frueher".into(), Response::Missing(Missing::Skipped)));
        assert_eq!(
            own.answers_for(&bank),
            (expected, vec![AnswerProblem::UnknownItem("frueher".into())])
        );
    }
}
