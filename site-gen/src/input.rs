//! JSON files that people name on the command line, and what is wrong with them, as lines for people: first the file, then the
//! place in it, then the words.

use assess_core::answers::AnswerProblem;
use assess_core::bank::{BankProblem, List};
use assess_core::files::{Fault, FileProblem};
use assess_core::model::ModelProblem;

use crate::diagnostic::problem::Language;

/// A file: as it was called, and its text.
#[derive(Clone, Debug)]
pub struct Input {
    /// What people typed.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

impl Input {
    /// A file by its name and text. Some editors put a mark before a text that says it is UTF-8; it is no part of it.
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            text: text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
        }
    }

    /// Reads the text by a reader of `assess_core::files`.
    ///
    /// # Errors
    /// Every problem as a line for people.
    pub fn read<T>(
        &self,
        reader: impl FnOnce(&str) -> Result<T, Vec<FileProblem>>,
        language: Language,
    ) -> Result<T, Vec<String>> {
        reader(&self.text).map_err(|problems| {
            problems
                .iter()
                .map(|problem| self.line(problem, language))
                .collect()
        })
    }

    fn line(&self, problem: &FileProblem, language: Language) -> String {
        let place = match problem {
            FileProblem::NotJson(Fault { line, column, .. })
            | FileProblem::Shape(Fault { line, column, .. })
                if *line > 0 =>
            {
                format!(":{line}:{}", column.max(&1))
            }
            _ => String::new(),
        };
        let (german, english) = words(problem);
        let said = match language {
            Language::German => german,
            Language::English => english,
        };
        format!("{}{place}: {said}", self.name)
    }
}

/// What is wrong, in German and English.
fn words(problem: &FileProblem) -> (String, String) {
    match problem {
        FileProblem::NotJson(fault) => {
            let reason = without_place(&fault.message);
            (
                format!("Das ist kein gültiges JSON ({reason})."),
                format!("this is not valid JSON ({reason})."),
            )
        }
        FileProblem::Shape(fault) => {
            let reason = without_place(&fault.message);
            (
                format!("Die Datei hat nicht die erwartete Form ({reason})."),
                format!("the file does not have the expected form ({reason})."),
            )
        }
        FileProblem::Format { expected, found } => {
            let found = found.as_deref().unwrap_or("–");
            (
                format!("Erwartet wird das Format {expected}, gefunden wurde {found}."),
                format!("expected the format {expected}, found {found}."),
            )
        }
        FileProblem::Bank(problem) => bank_words(problem),
        FileProblem::Model { item, problem } => {
            let (german, english) = model_words(problem);
            (
                format!("Aufgabe „{item}“: {german}"),
                format!("item “{item}”: {english}"),
            )
        }
        FileProblem::Word { key, of, word } => (
            format!("„{of}“: {key} kann nicht „{word}“ sein."),
            format!("“{of}”: {key} cannot be “{word}”."),
        ),
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
        FileProblem::ScoreOrMissing(item) => (
            format!("Aufgabe „{item}“: Nötig ist entweder score oder missing."),
            format!("item “{item}”: either score or missing is needed."),
        ),
        FileProblem::ScoreNotWhole(item) => (
            format!("Aufgabe „{item}“: score ist keine ganze Zahl."),
            format!("item “{item}”: score is no whole number."),
        ),
        FileProblem::Estimate(scale) => (
            format!(
                "Skala „{scale}“: theta und se passen nicht zusammen oder sind keine brauchbaren Zahlen."
            ),
            format!("scale “{scale}”: theta and se do not fit together or are no usable numbers."),
        ),
        FileProblem::ScaleTwice(scale) => (
            format!("Die Skala „{scale}“ steht zweimal da."),
            format!("the scale “{scale}” stands there twice."),
        ),
        FileProblem::OfferTwice(offer) => (
            format!("Das Lernangebot „{offer}“ steht zweimal da."),
            format!("the offer “{offer}” stands there twice."),
        ),
        FileProblem::Number { key, of } => (
            format!("„{of}“: Die Zahl unter {key} ist negativ oder zu groß."),
            format!("“{of}”: the number under {key} is negative or too large."),
        ),
        FileProblem::Value { key, value } => (
            format!("„{key}“: „{value}“ kann hier nicht stehen."),
            format!("“{key}”: “{value}” cannot stand here."),
        ),
    }
}

fn bank_words(problem: &BankProblem) -> (String, String) {
    match problem {
        BankProblem::NoScaleName => ("scale ist leer.".to_owned(), "scale is empty.".to_owned()),
        BankProblem::Prior => (
            "prior braucht einen Mittelwert und eine Streuung über 0.".to_owned(),
            "prior needs a mean and a standard deviation above 0.".to_owned(),
        ),
        BankProblem::DuplicateScale(scale) => (
            format!("Die Skala „{scale}“ steht zweimal da."),
            format!("the scale “{scale}” stands there twice."),
        ),
        BankProblem::EmptyScale(scale) => (
            format!("Die Skala „{scale}“ nennt keine Kompetenz."),
            format!("the scale “{scale}” names no competence."),
        ),
        BankProblem::CompetenceTwice { scale, competence } => (
            format!("Die Skala „{scale}“ nennt „{competence}“ zweimal."),
            format!("the scale “{scale}” names “{competence}” twice."),
        ),
        BankProblem::DuplicateItem(item) => (
            format!("Die Aufgabe „{item}“ steht zweimal da."),
            format!("the item “{item}” stands there twice."),
        ),
        BankProblem::EmptyId { list, place } => {
            let (list, number) = (
                match list {
                    List::Scales => "scales",
                    List::Items => "items",
                },
                place + 1,
            );
            (
                format!("{list}, Eintrag {number}: Ein Name ist leer."),
                format!("{list}, entry {number}: a name is empty."),
            )
        }
        BankProblem::FacetOfKind { item, kind, facet } => {
            let (kind, facet) = (kind.as_str(), facet.as_str());
            (
                format!("Aufgabe „{item}“: Die Art {kind} gehört nicht zu facet {facet}."),
                format!("item “{item}”: the kind {kind} does not belong to the facet {facet}."),
            )
        }
        BankProblem::RatingWithFloor(item) => (
            format!("Aufgabe „{item}“: Eine Einschätzung lässt sich nicht raten; c muss 0 sein."),
            format!("item “{item}”: a rating cannot be guessed; c must be 0."),
        ),
    }
}

fn model_words(problem: &ModelProblem) -> (String, String) {
    match problem {
        ModelProblem::NoSteps => ("b ist leer.".to_owned(), "b is empty.".to_owned()),
        ModelProblem::TooManySteps => (
            "b hat mehr als 255 Werte.".to_owned(),
            "b has more than 255 values.".to_owned(),
        ),
        ModelProblem::LengthsDiffer { b, c } => (
            format!("b hat {b} Werte, c hat {c}."),
            format!("b has {b} values, c has {c}."),
        ),
        ModelProblem::Discrimination => (
            "a muss eine Zahl über 0 sein.".to_owned(),
            "a must be a number above 0.".to_owned(),
        ),
        ModelProblem::Difficulty { step } => (
            format!("Wert {step} von b ist keine brauchbare Zahl."),
            format!("value {step} of b is no usable number."),
        ),
        ModelProblem::DifficultyNotRising { step } => (
            format!("Wert {step} von b muss größer sein als der davor."),
            format!("value {step} of b must be greater than the one before it."),
        ),
        ModelProblem::Floor { step } => (
            format!("Wert {step} von c muss mindestens 0 und kleiner als 1 sein."),
            format!("value {step} of c must be at least 0 and less than 1."),
        ),
        ModelProblem::FloorRising { step } => (
            format!("Wert {step} von c darf nicht größer sein als der davor."),
            format!("value {step} of c must not be greater than the one before it."),
        ),
    }
}

/// The JSON reader says the place again at the end of its words.
fn without_place(message: &str) -> &str {
    message
        .rfind(" at line ")
        .map_or(message, |end| &message[..end])
}

#[cfg(test)]
mod tests {
    use assess_core::files::{read_answers, read_bank, read_offers, read_profile};

    use super::*;

    const BANK: &str = include_str!("../../tests/examples/files/bank.json");

    fn check<T>(
        text: &str,
        reader: impl FnOnce(&str) -> Result<T, Vec<FileProblem>>,
        expected: &str,
    ) {
        let input = Input::new("datei.json", text);
        let lines = input.read(reader, Language::German).err();
        assert_eq!(lines.unwrap_or_default().join("\n"), expected, "{text}");
    }

    #[test]
    fn each_fault_is_said_with_its_file_and_in_words() {
        check(
            "",
            read_bank,
            "datei.json:1:1: Das ist kein gültiges JSON (EOF while parsing a value).",
        );
        check(
            "{\"format\":\"roadmap-profile/1\"}",
            read_bank,
            "datei.json: Erwartet wird das Format roadmap-bank/1, gefunden wurde roadmap-profile/1.",
        );
        check(
            &BANK.replace("\"a\": 1.7", "\"a\": 0"),
            read_bank,
            "datei.json: Aufgabe „betrug-erkennen-r1“: a muss eine Zahl über 0 sein.\n\
             datei.json: Aufgabe „geraet-sichern-r1“: a muss eine Zahl über 0 sein.",
        );
        check(
            &BANK.replace("\"selbst-sicherheit\"", "\"gesamt\""),
            read_bank,
            "datei.json: Die Skala „gesamt“ steht zweimal da.",
        );
        check(
            &BANK.replace("\"spot\"", "\"spott\""),
            read_bank,
            "datei.json: „betrug-erkennen-03“: kind kann nicht „spott“ sein.",
        );
        let offer =
            "{\"id\":\"a\",\"minutes\":1,\"cost\":0,\"formats\":[],\"raises\":[],\"requires\":[]}";
        check(
            &format!("{{\"format\":\"roadmap-offers/1\",\"offers\":[{offer},{offer}]}}"),
            read_offers,
            "datei.json: Das Lernangebot „a“ steht zweimal da.",
        );
        check(
            "{\"format\":\"roadmap-profile/1\",\"scale\":\"x\",\"scales\":3}",
            read_profile,
            "datei.json:1:52: Die Datei hat nicht die erwartete Form (invalid type: integer `3`, expected a sequence).",
        );
    }

    #[test]
    fn answers_are_held_against_the_bank() {
        let bank = read_bank(BANK);
        let check = |answer: &str, expected: &str| {
            let text = format!("{{\"format\":\"roadmap-answers/1\",\"answers\":[{answer}]}}");
            check(
                &text,
                |text| bank.clone().and_then(|bank| read_answers(text, &bank)),
                expected,
            );
        };
        check(
            "{\"item\":\"betrug-erkennen-01\",\"score\":1.5}",
            "datei.json: Aufgabe „betrug-erkennen-01“: score ist keine ganze Zahl.",
        );
        check(
            "{\"item\":\"betrug-erkennen-01\"}",
            "datei.json: Aufgabe „betrug-erkennen-01“: Nötig ist entweder score oder missing.",
        );
        check(
            "{\"item\":\"betrug-erkennen-01\",\"missing\":\"müde\"}",
            "datei.json: „betrug-erkennen-01“: missing kann nicht „müde“ sein.",
        );
    }

    #[test]
    fn a_mark_before_the_text_is_no_part_of_it() {
        check(&format!("\u{feff}{BANK}"), read_bank, "");
    }
}
