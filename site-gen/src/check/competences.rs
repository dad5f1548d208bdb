//! Competences and occupations: ids of frameworks, examples, targets, months.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use super::addresses::Addresses;
use super::names::Names;
use crate::catalogue::{Entry, front};
use crate::diagnostic::problem::{Referent, nearest};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::{Career, Competence, Occupation};
use crate::source::front_matter::locate;

/// A competence, unless nobody knows its area.
pub(super) fn competence(
    entry: Entry<front::Competence>,
    names: &Names<'_>,
    addresses: &mut Addresses,
    diagnostics: &mut Diagnostics,
) -> Option<Competence> {
    let Entry { document, front } = entry;
    let route = addresses.claim(&document, diagnostics);
    for (place, id) in front.mapping.digcomp3.iter().enumerate() {
        if !DIGCOMP_IDS.contains(id.as_str()) {
            let nearest = nearest(id, DIGCOMP_IDS.iter().copied());
            diagnostics.at(
                locate(&document, &keys!["mapping", "digcomp3", place]),
                Problem::UnknownReference {
                    referent: Referent::DigComp,
                    name: id.clone(),
                    nearest,
                },
            );
        }
    }
    let examples = front
        .examples
        .iter()
        .filter_map(|(occupation, text)| {
            let handle = names.occupation(
                &document,
                &keys!["examples", occupation.as_str()],
                occupation,
                diagnostics,
            )?;
            Some((handle, text.clone()))
        })
        .collect();
    // A competence whose area is unknown was reported with the names; it cannot be placed.
    let area = names.area_of(&document)?;
    Some(Competence {
        document,
        front,
        route,
        area,
        examples,
    })
}

/// An occupation with its targets.
pub(super) fn occupation(
    entry: Entry<front::Occupation>,
    names: &Names<'_>,
    addresses: &mut Addresses,
    diagnostics: &mut Diagnostics,
) -> Occupation {
    let Entry { document, front } = entry;
    if let Some(month) = front.quiet_months.intersection(&front.full_months).next() {
        diagnostics.at(
            locate(&document, &keys!["full_months"]),
            Problem::MonthTwice { month: month.get() },
        );
    }
    let careers = [
        (Career::Einstieg, &front.target.einstieg),
        (Career::Fachkraft, &front.target.fachkraft),
        (Career::Leitung, &front.target.leitung),
    ];
    let targets = careers
        .into_iter()
        .map(|(career, targets)| {
            let resolved: BTreeMap<_, _> = targets
                .iter()
                .filter_map(|(competence, standing)| {
                    let keys = keys!["target", career.key(), competence.as_str()];
                    if !(0.0..=4.0).contains(standing) || (standing * 2.0).fract() != 0.0 {
                        diagnostics.at(
                            locate(&document, &keys),
                            Problem::StandingStep {
                                found: standing.to_string(),
                            },
                        );
                    }
                    Some((
                        names.competence(&document, &keys, competence, diagnostics)?,
                        *standing,
                    ))
                })
                .collect();
            (career, resolved)
        })
        .collect();
    Occupation {
        route: addresses.claim(&document, diagnostics),
        document,
        front,
        targets,
    }
}

/// All competence, statement and outcome ids of `DigComp` 3.0 (JRC144121, data supplement of 24 November 2025).
static DIGCOMP_IDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../../data/digcomp3-ids.txt")
        .lines()
        .collect()
});
