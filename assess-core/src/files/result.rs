use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::bank::Prior;
use crate::hundredths::Hundredths;
use crate::id::ScaleId;
use crate::transfer::{Change, CheckResult, Figure, Invitation, Nonce, Period, Standing, Wave};

use super::bank::facet;
use super::{FileProblem, RESULT, read, write};

/// The keys of every object are sorted: what is handed over can be compared byte for byte.
#[derive(Serialize, Deserialize)]
struct ResultFile {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    change: Vec<ChangeEntry>,
    format: String,
    nonce: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    occupation: Option<String>,
    period: String,
    prior: PriorEntry,
    scale: String,
    scales: Vec<FigureEntry>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    survey: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wave: Option<u8>,
}

#[derive(Serialize, Deserialize)]
struct PriorEntry {
    mean: f64,
    sd: f64,
}

/// `se` and `theta` are null if no answer counts.
#[derive(Serialize, Deserialize)]
struct FigureEntry {
    answered: u32,
    facet: String,
    id: String,
    se: Option<f64>,
    theta: Option<f64>,
}

#[derive(Serialize, Deserialize)]
struct ChangeEntry {
    facet: String,
    id: String,
    x: f64,
}

/// Reads a result (`roadmap-result/1`).
///
/// # Errors
/// Every problem at once. A standing with more than two decimals is one: no self-check has written it.
pub fn read_result(text: &str) -> Result<CheckResult, Vec<FileProblem>> {
    let file: ResultFile = read(RESULT, text)?;
    let mut problems = Vec::new();
    let unusable = |key, value: &dyn ToString| FileProblem::Value {
        key,
        value: value.to_string(),
    };
    if file.scale.is_empty() {
        problems.push(unusable("scale", &""));
    }
    let prior = Prior {
        mean: file.prior.mean,
        sd: file.prior.sd,
    };
    if prior.sd <= 0.0 {
        problems.push(unusable("sd", &prior.sd));
    }
    let period = Period::parse(&file.period);
    if period.is_none() {
        problems.push(unusable("period", &file.period));
    }
    let nonce = Nonce::parse(&file.nonce);
    if nonce.is_none() {
        problems.push(unusable("nonce", &file.nonce));
    }
    let wave = file.wave.map(Wave::new);
    if wave == Some(None) {
        problems.push(unusable("wave", &0));
    }
    let mut scales: Vec<Figure> = file
        .scales
        .into_iter()
        .filter_map(|entry| figure(entry, &mut problems))
        .collect();
    let mut change: Vec<Change> = file
        .change
        .into_iter()
        .filter_map(|entry| change(entry, &mut problems))
        .collect();
    refuse_repeated(scales.iter().map(|scale| &scale.id), &mut problems);
    refuse_repeated(change.iter().map(|change| &change.id), &mut problems);
    scales.sort_by(|a, b| a.id.cmp(&b.id));
    change.sort_by(|a, b| a.id.cmp(&b.id));
    match (period, nonce) {
        (Some(period), Some(nonce)) if problems.is_empty() => Ok(CheckResult {
            scale: file.scale.into(),
            prior,
            invitation: Invitation {
                survey: file.survey.map(Into::into),
                occupation: file.occupation.map(Into::into),
                wave: wave.flatten(),
            },
            period,
            nonce,
            scales,
            change,
        }),
        _ => Err(problems),
    }
}

fn figure(entry: FigureEntry, problems: &mut Vec<FileProblem>) -> Option<Figure> {
    let facet = facet(entry.facet, &entry.id, problems);
    let standing = match (entry.theta, entry.se) {
        (None, None) => None,
        (Some(theta), Some(se)) => {
            let standing = two_decimals(theta)
                .zip(two_decimals(se))
                .and_then(|(theta, se)| Standing::new(theta, se));
            if standing.is_none() {
                problems.push(FileProblem::Estimate(entry.id.as_str().into()));
            }
            standing
        }
        (Some(_), None) | (None, Some(_)) => {
            problems.push(FileProblem::Estimate(entry.id.as_str().into()));
            None
        }
    };
    Some(Figure {
        id: entry.id.into(),
        facet: facet?,
        standing,
        answered: entry.answered,
    })
}

fn change(entry: ChangeEntry, problems: &mut Vec<FileProblem>) -> Option<Change> {
    let facet = facet(entry.facet, &entry.id, problems)?;
    Some(Change {
        id: entry.id.into(),
        facet,
        x: entry.x,
    })
}

/// `None` for a number with more than two decimals.
pub(super) fn two_decimals(number: f64) -> Option<Hundredths> {
    Hundredths::from_f64(number).filter(|decimal| decimal.to_f64() == number)
}

fn refuse_repeated<'a>(ids: impl Iterator<Item = &'a ScaleId>, problems: &mut Vec<FileProblem>) {
    let mut known = BTreeSet::new();
    let twice = ids.filter(|id| !known.insert(*id));
    problems.extend(twice.cloned().map(FileProblem::ScaleTwice));
}

/// Writes a result (`roadmap-result/1`): its keys sorted, standings in two decimals, and nothing else in it.
#[must_use]
pub fn write_result(result: &CheckResult) -> String {
    let figure = |figure: &Figure| FigureEntry {
        answered: figure.answered,
        facet: figure.facet.as_str().to_owned(),
        id: figure.id.as_str().to_owned(),
        se: figure.standing.map(|standing| standing.se.to_f64()),
        theta: figure.standing.map(|standing| standing.theta.to_f64()),
    };
    let change = |change: &Change| {
        Some(ChangeEntry {
            facet: change.facet.as_str().to_owned(),
            id: change.id.as_str().to_owned(),
            x: Hundredths::from_f64(change.x)?.to_f64(),
        })
    };
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    write(&ResultFile {
        change: result.change.iter().filter_map(change).collect(),
        format: RESULT.to_owned(),
        nonce: result.nonce.to_string(),
        occupation: text(&result.invitation.occupation),
        period: result.period.to_string(),
        prior: PriorEntry {
            mean: result.prior.mean,
            sd: result.prior.sd,
        },
        scale: result.scale.to_string(),
        scales: result.scales.iter().map(figure).collect(),
        survey: text(&result.invitation.survey),
        wave: result.invitation.wave.map(Wave::get),
    })
}
