//! `roadmap evaluate`: result files → a report about groups.

use assess_core::evaluation::{GroupSize, Previous, Refusal, evaluate as evaluation};
use assess_core::files::{read_evaluation, read_result, write_evaluation};

use crate::diagnostic::problem::Language;
use crate::input::Input;

/// Reads the argument of `--k`.
///
/// # Errors
/// What is expected instead, if it is too small.
pub fn parse_group_size(text: &str) -> Result<GroupSize, String> {
    text.parse()
        .ok()
        .and_then(GroupSize::new)
        .ok_or_else(|| format!("erwartet wird eine Zahl ab {}", GroupSize::LEAST.get()))
}

/// Evaluates result files. What cannot count is told to `refuse` and left aside: one bad file never stops the rest.
///
/// # Errors
/// Every problem with the earlier report, or that no result could be read, as lines for people.
pub fn evaluate(
    files: &[Input],
    k: GroupSize,
    previous: Option<&Input>,
    language: Language,
    refuse: impl Fn(&str),
) -> Result<String, Vec<String>> {
    let previous = previous
        .map(|report| report.read(read_evaluation, language))
        .transpose()?;
    let (mut names, mut results) = (Vec::new(), Vec::new());
    for file in files {
        match file.read(read_result, language) {
            Ok(result) => {
                names.push(&file.name);
                results.push(result);
            }
            Err(lines) => lines.iter().for_each(|line| refuse(line)),
        }
    }
    let sizes = previous
        .as_ref()
        .map_or_else(Previous::default, Previous::of);
    let (report, refused) = evaluation(&results, k, &sizes);
    for (place, refusal) in &refused {
        refuse(&format!("{}: {}", names[*place], words(refusal, language)));
    }
    if refused.len() == results.len() {
        return Err(vec![nothing_read(language)]);
    }
    if let Some(other) = previous.filter(|previous| previous.scale != report.scale) {
        return Err(vec![other_report(&other.scale, &report.scale, language)]);
    }
    Ok(write_evaluation(&report))
}

fn words(refusal: &Refusal, language: Language) -> String {
    let (german, english) = match refusal {
        Refusal::Duplicate => (
            "Dieses Ergebnis wurde schon gezählt.".to_owned(),
            "this result was counted already.".to_owned(),
        ),
        Refusal::OtherScale { found, expected } => (
            format!("Die Skala {found} ist mit {expected} nicht zu vergleichen."),
            format!("the scale {found} cannot be compared with {expected}."),
        ),
        Refusal::NoGroup => (
            "Das Ergebnis nennt keine Berufsgruppe oder keine Welle: Es entstand ohne Einladung."
                .to_owned(),
            "the result names no occupation or no wave: it was made without an invitation."
                .to_owned(),
        ),
        Refusal::Impossible(scale) => (
            format!("Skala „{scale}“: Einen solchen Wert gibt kein Selbst-Check."),
            format!("scale “{scale}”: no self-check gives such a value."),
        ),
    };
    match language {
        Language::German => german,
        Language::English => english,
    }
}

fn nothing_read(language: Language) -> String {
    match language {
        Language::German => "Keine der Dateien ist ein Ergebnis, das zählt.".to_owned(),
        Language::English => "none of the files is a result that counts.".to_owned(),
    }
}

fn other_report(found: &str, expected: &str, language: Language) -> String {
    match language {
        Language::German => {
            format!("Der frühere Bericht hat die Skala {found}, die Ergebnisse haben {expected}.")
        }
        Language::English => {
            format!("the earlier report is of the scale {found}, the results are of {expected}.")
        }
    }
}
