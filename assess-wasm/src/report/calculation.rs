//! "So wurde gerechnet": the reader's own numbers, from the answers to the standings.

use assess_core::answers::Answers;
use assess_core::bank::{Bank, Facet, Item, Prior};
use assess_core::profile::{Outcome, Profile};
use assess_core::standing::derivation;
use assess_core::thousandths::Thousandths;

use crate::page_data::{Page, PageCompetence, PageItem};

/// All numbers.
#[derive(Clone, Debug)]
pub struct Calculation<'a> {
    /// What is assumed before the first answer.
    pub prior: Prior,
    /// The answered scales, in the order of the page.
    pub scales: Vec<ScaleSum<'a>>,
    /// How height and outline come together, where they do, by self-rating.
    pub blends: Vec<Blend<'a>>,
}

/// How one scale comes about.
#[derive(Clone, Debug)]
pub struct ScaleSum<'a> {
    /// Its name.
    pub title: &'a str,
    /// Tasks or ratings.
    pub facet: Facet,
    /// The items with an answer that counts and its score, in the order in which they are summed.
    pub items: Vec<(&'a PageItem, u8)>,
    /// What comes of them.
    pub outcome: Outcome,
}

/// The standing of competences whose height comes from tasks and whose outline from a rating.
#[derive(Clone, Debug)]
pub struct Blend<'a> {
    /// The competences.
    pub competences: Vec<&'a PageCompetence>,
    /// θ of the scale of tasks.
    pub shown: f64,
    /// θ of the rating.
    pub rated: f64,
    /// The mean of all ratings within the scale of tasks.
    pub mean: f64,
    /// What comes of it.
    pub standing: Thousandths,
}

pub(super) fn calculation<'a>(
    page: &'a Page,
    bank: &Bank,
    answers: &Answers,
    profile: &Profile,
) -> Calculation<'a> {
    let scales = page.scales.iter().filter_map(|words| {
        let result = profile.scales.iter().find(|result| result.id == words.id)?;
        let belongs = |item: &Item| {
            item.facet == result.facet && result.competences.contains(&item.competence)
        };
        let counted = answers.counted(bank).filter(|(item, _)| belongs(item));
        Some(ScaleSum {
            title: &words.title,
            facet: result.facet,
            items: counted
                .filter_map(|(item, score)| Some((page.item(item)?, score)))
                .collect(),
            outcome: result.outcome?,
        })
    });
    let mut blends: Vec<Blend<'a>> = Vec::new();
    for competence in &page.competences {
        let derivation = derivation(profile, &competence.id);
        if let (Some(shown), Some(rated), Some(mean)) =
            (derivation.shown, derivation.rated, derivation.mean)
        {
            let (shown, rated) = (shown.theta, rated.theta);
            match blends
                .iter_mut()
                .find(|blend| blend.shown == shown && blend.rated == rated)
            {
                Some(blend) => blend.competences.push(competence),
                None => blends.push(Blend {
                    competences: vec![competence],
                    shown,
                    rated,
                    mean,
                    standing: derivation.standing(),
                }),
            }
        }
    }
    Calculation {
        prior: bank.prior(),
        scales: scales.collect(),
        blends,
    }
}
