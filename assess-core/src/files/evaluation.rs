use serde::{Deserialize, Serialize};

use crate::evaluation::{
    Cell, CellFigures, Evaluation, Group, GroupChange, GroupSize, WaveComparison,
};
use crate::hundredths::Hundredths;
use crate::transfer::Wave;

use super::bank::facet;
use super::result::two_decimals;
use super::{EVALUATION, FileProblem, read, write};

#[derive(Serialize, Deserialize)]
struct EvaluationFile {
    format: String,
    k: u32,
    scale: String,
    files: FilesEntry,
    groups: Vec<GroupEntry>,
    comparisons: Vec<ComparisonEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeEntry>,
}

#[derive(Serialize, Deserialize)]
struct FilesEntry {
    read: u32,
}

/// Either has scales or is suppressed.
#[derive(Serialize, Deserialize)]
struct GroupEntry {
    occupation: String,
    wave: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suppressed: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scales: Option<Vec<CellEntry>>,
}

/// Either has figures or is suppressed.
#[derive(Serialize, Deserialize)]
struct CellEntry {
    id: String,
    facet: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suppressed: Option<bool>,
    #[serde(flatten)]
    figures: Option<FiguresEntry>,
}

#[derive(Serialize, Deserialize)]
struct FiguresEntry {
    n: u32,
    imprecise: u32,
    mean: f64,
    se: f64,
    sd: f64,
}

#[derive(Serialize, Deserialize)]
struct ComparisonEntry {
    occupation: String,
    id: String,
    facet: String,
    n1: u32,
    n2: u32,
    difference: f64,
    difference_ci: [f64; 2],
    hedges_g: f64,
    hedges_g_ci: [f64; 2],
    cliffs_delta: f64,
}

#[derive(Serialize, Deserialize)]
struct ChangeEntry {
    occupation: String,
    wave: u8,
    id: String,
    facet: String,
    n: u32,
    mean: f64,
    sd: f64,
    d_z: f64,
}

/// Writes an evaluation (`roadmap-evaluation/1`): every figure in two decimals.
#[must_use]
pub fn write_evaluation(evaluation: &Evaluation) -> String {
    let pair = |pair: [Hundredths; 2]| pair.map(Hundredths::to_f64);
    let comparison = |comparison: &WaveComparison| {
        let [n1, n2] = comparison.n;
        ComparisonEntry {
            occupation: comparison.occupation.to_string(),
            id: comparison.id.as_str().to_owned(),
            facet: comparison.facet.as_str().to_owned(),
            n1,
            n2,
            difference: comparison.difference.to_f64(),
            difference_ci: pair(comparison.difference_ci),
            hedges_g: comparison.hedges_g.to_f64(),
            hedges_g_ci: pair(comparison.hedges_g_ci),
            cliffs_delta: comparison.cliffs_delta.to_f64(),
        }
    };
    let change = |change: &GroupChange| ChangeEntry {
        occupation: change.occupation.to_string(),
        wave: change.wave.get(),
        id: change.id.as_str().to_owned(),
        facet: change.facet.as_str().to_owned(),
        n: change.n,
        mean: change.mean.to_f64(),
        sd: change.sd.to_f64(),
        d_z: change.d_z.to_f64(),
    };
    write(&EvaluationFile {
        format: EVALUATION.to_owned(),
        k: evaluation.k.get(),
        scale: evaluation.scale.to_string(),
        files: FilesEntry {
            read: evaluation.read,
        },
        groups: evaluation.groups.iter().map(group_entry).collect(),
        comparisons: evaluation.comparisons.iter().map(comparison).collect(),
        changes: evaluation.changes.iter().map(change).collect(),
    })
}

fn group_entry(group: &Group) -> GroupEntry {
    let cell = |cell: &Cell| CellEntry {
        id: cell.id.as_str().to_owned(),
        facet: cell.facet.as_str().to_owned(),
        suppressed: cell.figures.is_none().then_some(true),
        figures: cell.figures.map(|figures| FiguresEntry {
            n: figures.n,
            imprecise: figures.imprecise,
            mean: figures.mean.to_f64(),
            se: figures.se.to_f64(),
            sd: figures.sd.to_f64(),
        }),
    };
    let scales = group.scales.as_ref();
    GroupEntry {
        occupation: group.occupation.to_string(),
        wave: group.wave.get(),
        suppressed: scales.is_none().then_some(true),
        scales: scales.map(|cells| cells.iter().map(cell).collect()),
    }
}

/// Reads the groups of an evaluation (`roadmap-evaluation/1`), which a later one is held against; what it says about waves and
/// changes is left aside.
///
/// # Errors
/// Every problem at once.
pub fn read_evaluation(text: &str) -> Result<Evaluation, Vec<FileProblem>> {
    let file: EvaluationFile = read(EVALUATION, text)?;
    let mut problems = Vec::new();
    let k = GroupSize::new(file.k);
    if k.is_none() {
        problems.push(unusable("k", &file.k));
    }
    let groups: Vec<Group> = file
        .groups
        .into_iter()
        .filter_map(|entry| group(entry, &mut problems))
        .collect();
    match k {
        Some(k) if problems.is_empty() => Ok(Evaluation {
            k,
            scale: file.scale.into(),
            read: file.files.read,
            groups,
            comparisons: Vec::new(),
            changes: Vec::new(),
        }),
        _ => Err(problems),
    }
}

fn unusable(key: &'static str, value: &dyn ToString) -> FileProblem {
    FileProblem::Value {
        key,
        value: value.to_string(),
    }
}

fn group(entry: GroupEntry, problems: &mut Vec<FileProblem>) -> Option<Group> {
    let wave = Wave::new(entry.wave);
    if wave.is_none() {
        problems.push(unusable("wave", &entry.wave));
    }
    let cells = entry.scales.map(|cells| {
        cells
            .into_iter()
            .filter_map(|entry| cell(entry, problems))
            .collect()
    });
    Some(Group {
        occupation: entry.occupation.into(),
        wave: wave?,
        scales: cells,
    })
}

fn cell(entry: CellEntry, problems: &mut Vec<FileProblem>) -> Option<Cell> {
    let facet = facet(entry.facet, &entry.id, problems);
    let figures = entry.figures.map(|figures| {
        let read = (
            two_decimals(figures.mean),
            two_decimals(figures.se),
            two_decimals(figures.sd),
        );
        let (Some(mean), Some(se), Some(sd)) = read else {
            problems.push(FileProblem::Estimate(entry.id.as_str().into()));
            return None;
        };
        Some(CellFigures {
            n: figures.n,
            imprecise: figures.imprecise,
            mean,
            se,
            sd,
        })
    });
    Some(Cell {
        id: entry.id.into(),
        facet: facet?,
        figures: figures.flatten(),
    })
}
