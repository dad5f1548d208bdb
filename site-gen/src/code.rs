//! `roadmap code encode` and `decode`: the result code, by the same code as in the browser.

use assess_core::bank::Bank;
use assess_core::files::{read_bank, read_result};
use assess_core::transfer::Wave;
use assess_core::transfer::code::{self, CodeProblem, Decoded, DecodedScale, SurveyCheck};
use serde_json::{Value, json};

use crate::diagnostic::problem::Language;
use crate::input::Input;

/// The code of a result file.
///
/// # Errors
/// Every problem with the file, or why it has no code, as a line for people.
pub fn encode(result: &Input, language: Language) -> Result<String, Vec<String>> {
    let result = result.read(read_result, language)?;
    code::encode(&result).map_err(|problem| vec![describe(&problem, language)])
}

/// What a code says, as JSON: standings are the middles of the steps of the code, null without an answer that counted.
///
/// # Errors
/// Every problem with the bank, or what is wrong with the code, as a line for people.
pub fn decode(
    bank: &Input,
    survey: Option<&str>,
    code: &str,
    language: Language,
) -> Result<String, Vec<String>> {
    let bank = bank.read(read_bank, language)?;
    let decoded =
        code::decode(code, &bank).map_err(|problem| vec![describe(&problem, language)])?;
    match survey {
        Some(survey) if decoded.survey != Some(SurveyCheck::of(survey)) => {
            Err(vec![other_survey(survey, language)])
        }
        _ => Ok(written(&bank, &decoded).to_string()),
    }
}

fn written(bank: &Bank, decoded: &Decoded) -> Value {
    let scale = |scale: &DecodedScale| {
        json!({
            "id": scale.id.as_str(),
            "facet": scale.facet.as_str(),
            "theta": scale.standing.map(|standing| standing.theta.to_f64()),
            "se": scale.standing.map(|standing| standing.se.to_f64()),
        })
    };
    json!({
        "format": "roadmap-code/1",
        "scale": bank.scale(),
        "survey_checksum": decoded.survey.map(SurveyCheck::get),
        "wave": decoded.wave.map(Wave::get),
        "period": decoded.period.map(|period| period.to_string()),
        "scales": decoded.scales.iter().map(scale).collect::<Vec<_>>(),
    })
}

fn other_survey(survey: &str, language: Language) -> String {
    match language {
        Language::German => format!("Der Code gehört nicht zur Erhebung „{survey}“."),
        Language::English => format!("the code does not belong to the survey “{survey}”."),
    }
}

fn describe(problem: &CodeProblem, language: Language) -> String {
    let (german, english) = match problem {
        CodeProblem::Scales(scales) => (
            format!(
                "Ein Code fasst 1 bis {} Skalen, hier sind es {scales}.",
                code::MOST_SCALES
            ),
            format!(
                "a code holds 1 to {} scales, here are {scales}.",
                code::MOST_SCALES
            ),
        ),
        CodeProblem::Character { place, character } => (
            format!(
                "Zeichen {}: „{character}“ kommt in keinem Code vor.",
                place + 1
            ),
            format!("character {}: “{character}” is in no code.", place + 1),
        ),
        CodeProblem::Length { found, expected } => (
            format!("Ein Code dieses Selbst-Checks hat {expected} Zeichen, dieser hat {found}."),
            format!("a code of this self-check has {expected} characters, this one has {found}."),
        ),
        CodeProblem::Checksum => (
            "Der Code enthält einen Tippfehler oder stammt aus einem anderen Selbst-Check."
                .to_owned(),
            "the code has a typing error or comes from another self-check.".to_owned(),
        ),
        CodeProblem::Version(version) => (
            format!(
                "Das erste Zeichen ist falsch, oder der Code hat die neuere Fassung {version}."
            ),
            format!("the first character is wrong, or the code has the newer version {version}."),
        ),
    };
    match language {
        Language::German => german,
        Language::English => english,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests {
    use super::*;

    const RESULT: &str = r#"{"format":"roadmap-result/1","nonce":"a6bd69fe29","period":"2026-Q4","prior":{"mean":1.5,"sd":1.0},
        "scale":"roadmap-2026","scales":[{"answered":10,"facet":"shown","id":"gesamt","se":0.57,"theta":1.42}],
        "survey":"probe","wave":2}"#;
    const BANK: &str = r#"{"format":"roadmap-bank/1","scale":"roadmap-2026","prior":{"mean":1.5,"sd":1.0},
        "scales":[{"id":"gesamt","facet":"shown","competences":["k"]}],"items":[]}"#;

    #[test]
    fn there_and_back() {
        let bank = Input::new("bank.json", BANK);
        let code = encode(&Input::new("ergebnis.json", RESULT), Language::German).unwrap();
        let decoded = decode(&bank, Some("probe"), &code.to_lowercase(), Language::German).unwrap();
        let decoded: Value = serde_json::from_str(&decoded).unwrap();
        assert_eq!(
            decoded["scales"],
            json!([{"id": "gesamt", "facet": "shown", "theta": 1.45, "se": 0.55}])
        );
        assert_eq!(
            (decoded["wave"].as_u64(), decoded["period"].as_str()),
            (Some(2), Some("2026-Q4"))
        );
        let refused = decode(&bank, Some("andere"), &code, Language::German).unwrap_err();
        assert_eq!(refused, ["Der Code gehört nicht zur Erhebung „andere“."]);
    }
}
