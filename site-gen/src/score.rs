//! `roadmap score`: answers → profile, by the same code as in the browser.

use assess_core::answers::AnswerProblem;
use assess_core::files::{FileProblem, read_answers, read_bank, write_profile};
use assess_core::profile::profile;

use crate::diagnostic::problem::Language;

/// Scores the text of an answers file against the text of a bank.
///
/// # Errors
/// Every problem with either file, as a line for people.
pub fn score(bank: &str, answers: &str, language: Language) -> Result<String, Vec<String>> {
    let describe = |problems: Vec<FileProblem>| {
        problems
            .iter()
            .map(|problem| describe(problem, language))
            .collect::<Vec<_>>()
    };
    let bank = read_bank(bank).map_err(describe)?;
    let answers = read_answers(answers, &bank).map_err(describe)?;
    Ok(write_profile(&profile(&bank, &answers)))
}

/// Says what is wrong with a file, for people.
pub(crate) fn describe(problem: &FileProblem, language: Language) -> String {
    let (german, english) = match problem {
        FileProblem::NotJson(fault) => (
            format!(
                "Zeile {}: Das ist kein gültiges JSON ({}).",
                fault.line, fault.message
            ),
            format!(
                "line {}: this is not valid JSON ({}).",
                fault.line, fault.message
            ),
        ),
        FileProblem::Shape(fault) => (
            format!(
                "Zeile {}: Die Datei hat nicht die erwartete Form ({}).",
                fault.line, fault.message
            ),
            format!(
                "line {}: the file does not have the expected form ({}).",
                fault.line, fault.message
            ),
        ),
        FileProblem::Format { expected, found } => {
            let found = found.as_deref().unwrap_or("–");
            (
                format!("Erwartet wird das Format {expected}, gefunden wurde {found}."),
                format!("expected the format {expected}, found {found}."),
            )
        }
        FileProblem::Answer(AnswerProblem::UnknownItem(item)) => (
            format!("Die Aufgabe „{item}“ gibt es in dieser Aufgabenbank nicht."),
            format!("the bank has no item “{item}”."),
        ),
        FileProblem::Answer(AnswerProblem::Twice(item)) => (
            format!("Die Aufgabe „{item}“ ist zweimal beantwortet."),
            format!("the item “{item}” is answered twice."),
        ),
        FileProblem::Answer(AnswerProblem::OutOfRange { item, score, steps }) => (
            format!("Aufgabe „{item}“: {score} Punkte gibt es nicht; möglich sind 0 bis {steps}."),
            format!("item “{item}”: {score} points are not possible; 0 to {steps} are."),
        ),
        other => (
            format!("Die Datei passt nicht: {other:?}"),
            format!("the file does not fit: {other:?}"),
        ),
    };
    match language {
        Language::German => german,
        Language::English => english,
    }
}
