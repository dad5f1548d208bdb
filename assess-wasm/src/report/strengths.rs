//! What went best: the result begins with it.

use assess_core::bank::Facet;
use assess_core::profile::CompetencePoints;

use super::best;
use crate::page_data::{Page, PageCompetence};

/// So many at most: praise for everything is no praise.
const MOST: usize = 3;

/// A competence in which a good part of the points was reached.
#[derive(Clone, Debug)]
pub struct Strength<'a> {
    /// The competence.
    pub competence: &'a PageCompetence,
    /// In tasks or ratings.
    pub facet: Facet,
    /// Points reached.
    pub points: u32,
    /// Points possible.
    pub of: u32,
}

/// The competences with at least two thirds of the points in tasks, the largest share first, of equal shares the one over more
/// points, then in the order of the page. If there are none, those with at least half of the points in ratings.
pub(super) fn strengths<'a>(page: &'a Page, points: &[CompetencePoints]) -> Vec<Strength<'a>> {
    let shown = outstanding(page, points, Facet::Shown, |points, of| {
        3 * points >= 2 * of
    });
    if shown.is_empty() {
        outstanding(page, points, Facet::SelfRating, |points, of| {
            2 * points >= of
        })
    } else {
        shown
    }
}

fn outstanding<'a>(
    page: &'a Page,
    points: &[CompetencePoints],
    facet: Facet,
    enough: fn(u32, u32) -> bool,
) -> Vec<Strength<'a>> {
    let mut strengths = Vec::new();
    for competence in &page.competences {
        let of_competence =
            |cell: &&CompetencePoints| cell.facet == facet && cell.competence == competence.id;
        let Some(cell) = points.iter().find(of_competence) else {
            continue;
        };
        if cell.points > 0 && enough(cell.points, cell.of) {
            let strength = Strength {
                competence,
                facet,
                points: cell.points,
                of: cell.of,
            };
            best::keep(&mut strengths, MOST, strength, is_before);
        }
    }
    strengths
}

/// Compares points/of exactly, by cross-multiplication.
fn is_before(a: &Strength<'_>, b: &Strength<'_>) -> bool {
    (a.points * b.of, a.of) > (b.points * a.of, b.of)
}
