//! The scales, with self-image and tasks side by side where they are about the same.

use assess_core::bank::Facet;
use assess_core::comparison::{Comparison, Difference, comparisons};
use assess_core::id::ScaleId;
use assess_core::profile::{Outcome, Profile, ScaleResult};
use assess_core::thousandths::Thousandths;

use crate::page_data::{Career, Page};

/// Standings that belong together.
#[derive(Clone, Debug)]
pub struct Panel<'a> {
    /// The name of the scale of tasks; `None` for the self-ratings that stand for themselves.
    pub title: Option<&'a str>,
    /// Never empty; tasks first.
    pub rows: Vec<Row<'a>>,
    /// How the self-image lies to the tasks; `None` if there is nothing to compare.
    pub difference: Option<Difference>,
}

/// One standing.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// What it is about.
    pub label: Label<'a>,
    /// Points reached and possible.
    pub points: (u32, u32),
    /// What the answers say.
    pub outcome: Outcome,
    /// The mean of the targets of its competences, where the target profile is known.
    pub target: Option<Thousandths>,
}

/// The name of a row in its panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label<'a> {
    /// The side, as the panel names the rest.
    Side(Facet),
    /// The name of a scale.
    Scale(&'a str),
}

/// The answered scales: a panel for each of tasks with the self-image of the same, then one of the other self-ratings, in the
/// order of the page.
pub(super) fn panels<'a>(
    page: &'a Page,
    career: Option<Career>,
    profile: &Profile,
) -> Vec<Panel<'a>> {
    let comparisons = comparisons(profile);
    let mut panels = Vec::new();
    let mut others = Vec::new();
    for words in &page.scales {
        let Some((scale, outcome)) = answered(profile, &words.id) else {
            continue;
        };
        let target = career.and_then(|career| target(page, career, scale));
        let row = |label, points, outcome| Row {
            label,
            points,
            outcome,
            target,
        };
        let points = (scale.points, scale.of);
        let own = |comparison: &&Comparison<'_>| match scale.facet {
            Facet::Shown => comparison.shown.id == scale.id,
            // A rating that stands beside tasks by itself needs no second place.
            Facet::SelfRating => comparison.rated.len() == 1 && comparison.rated.contains(&scale),
        };
        let comparison = comparisons.iter().find(own);
        match (scale.facet, comparison) {
            (Facet::SelfRating, Some(_)) => {}
            (Facet::SelfRating, None) => {
                others.push(row(Label::Scale(&words.title), points, outcome));
            }
            (Facet::Shown, comparison) => {
                let mut rows = vec![row(Label::Side(Facet::Shown), points, outcome)];
                if let Some(comparison) = comparison {
                    let rated = comparison.rated.iter();
                    let points = rated.fold((0, 0), |sum, scale| {
                        (sum.0 + scale.points, sum.1 + scale.of)
                    });
                    rows.push(row(
                        Label::Side(Facet::SelfRating),
                        points,
                        comparison.image.into(),
                    ));
                }
                panels.push(Panel {
                    title: Some(&words.title),
                    rows,
                    difference: comparison.map(|comparison| comparison.difference),
                });
            }
        }
    }
    if !others.is_empty() {
        panels.push(Panel {
            title: None,
            rows: others,
            difference: None,
        });
    }
    panels
}

fn answered<'p>(profile: &'p Profile, id: &ScaleId) -> Option<(&'p ScaleResult, Outcome)> {
    let scale = profile.scales.iter().find(|scale| scale.id == *id)?;
    Some((scale, scale.outcome?))
}

fn target(page: &Page, career: Career, scale: &ScaleResult) -> Option<Thousandths> {
    let (mut sum, mut count) = (0, 0);
    for competence in &scale.competences {
        if let Some(target) = page.targets.of(career, competence) {
            sum += target.get();
            count += 1;
        }
    }
    u32::checked_div(sum, count).map(Thousandths::new)
}
