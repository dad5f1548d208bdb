use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::estimate::Estimate;
use crate::id::CompetenceId;
use crate::level::Level;
use crate::profile::{Outcome, Profile, ScaleResult};

use super::bank::facet;
use super::{FileProblem, PROFILE, read, write};

#[derive(Serialize, Deserialize)]
struct ProfileFile {
    format: String,
    scale: String,
    scales: Vec<ResultEntry>,
}

/// `theta`, `se`, `level` and `range` are null if no answer counts. Only the first two are read back: the others follow.
#[derive(Serialize, Deserialize)]
struct ResultEntry {
    id: String,
    facet: String,
    competences: Vec<String>,
    theta: Option<f64>,
    se: Option<f64>,
    answered: u32,
    points: u32,
    of: u32,
    #[serde(skip_deserializing)]
    level: Option<u8>,
    #[serde(skip_deserializing)]
    range: Option<[u8; 2]>,
}

/// Reads a profile (`roadmap-profile/1`). Level and range are computed anew from θ and its standard error.
///
/// # Errors
/// Every problem at once.
pub fn read_profile(text: &str) -> Result<Profile, Vec<FileProblem>> {
    let file: ProfileFile = read(PROFILE, text)?;
    let mut problems = Vec::new();
    let mut scales: Vec<ScaleResult> = file
        .scales
        .into_iter()
        .filter_map(|entry| result(entry, &mut problems))
        .collect();
    let mut ids = BTreeSet::new();
    let twice = scales.iter().filter(|scale| !ids.insert(&scale.id));
    problems.extend(twice.map(|scale| FileProblem::ScaleTwice(scale.id.clone())));
    if !problems.is_empty() {
        return Err(problems);
    }
    scales.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Profile {
        scale: file.scale.into(),
        scales,
    })
}

fn result(entry: ResultEntry, problems: &mut Vec<FileProblem>) -> Option<ScaleResult> {
    let facet = facet(entry.facet, &entry.id, problems);
    let outcome = match (entry.theta, entry.se) {
        (None, None) => None,
        (Some(theta), Some(se)) if se > 0.0 => Some(Outcome::from(Estimate { theta, se })),
        _ => {
            problems.push(FileProblem::Estimate(entry.id.as_str().into()));
            None
        }
    };
    Some(ScaleResult {
        id: entry.id.into(),
        facet: facet?,
        competences: entry
            .competences
            .into_iter()
            .map(CompetenceId::from)
            .collect(),
        outcome,
        answered: entry.answered,
        points: entry.points,
        of: entry.of,
    })
}

/// Writes a profile (`roadmap-profile/1`) in full precision.
#[must_use]
pub fn write_profile(profile: &Profile) -> String {
    let entry = |scale: &ScaleResult| ResultEntry {
        id: scale.id.as_str().to_owned(),
        facet: scale.facet.as_str().to_owned(),
        competences: scale
            .competences
            .iter()
            .map(|id| id.as_str().to_owned())
            .collect(),
        theta: scale.outcome.map(|outcome| outcome.estimate.theta),
        se: scale.outcome.map(|outcome| outcome.estimate.se),
        answered: scale.answered,
        points: scale.points,
        of: scale.of,
        level: scale
            .outcome
            .and_then(|outcome| outcome.level)
            .map(Level::get),
        range: scale
            .outcome
            .map(|outcome| [outcome.range.low.get(), outcome.range.high.get()]),
    };
    write(&ProfileFile {
        format: PROFILE.to_owned(),
        scale: profile.scale.to_string(),
        scales: profile.scales.iter().map(entry).collect(),
    })
}
