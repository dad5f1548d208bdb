//! How much there is of each kind.

use std::collections::BTreeMap;

use assess_core::bank;
use serde::Serialize;

use crate::site::kind::{Kind, Paged};
use crate::site::{LanguageSite, Step};

/// How much there is.
#[derive(Debug, Serialize)]
pub struct Counts {
    /// Pages by kind, without kinds there are none of.
    pub pages: BTreeMap<Kind, usize>,
    /// Chapters by part of the guide.
    pub chapters_by_part: Vec<Count>,
    /// Competences by area.
    pub competences_by_area: Vec<Count>,
    /// The item bank.
    pub items: Items,
    /// Steps of all paths.
    pub steps: Steps,
}

/// A number and what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// What is counted: a slug or a word of the contract.
    pub name: String,
    /// How many there are.
    pub count: usize,
}

/// The items. A task and its variants count once; variants are counted beside.
#[derive(Debug, Default, Serialize)]
pub struct Items {
    /// Tasks of self-checks.
    pub tasks: usize,
    /// Ratings of oneself.
    pub ratings: usize,
    /// Tasks of learning units only.
    pub quiz: usize,
    /// Variants of tasks in another job's clothes.
    pub variants: usize,
    /// Tasks of self-checks by level, 1..=4.
    pub tasks_by_level: [usize; 4],
    /// By kind.
    pub kinds: Vec<OfKind>,
}

/// The items of one kind.
#[derive(Debug, Serialize)]
pub struct OfKind {
    /// The kind, as in files.
    pub kind: &'static str,
    /// Of self-checks.
    pub items: usize,
    /// Of learning units only.
    pub quiz: usize,
    /// Variants.
    pub variants: usize,
}

/// The steps of learning paths.
#[derive(Debug, Default, Serialize)]
pub struct Steps {
    /// Learning offers.
    pub offers: usize,
    /// Learning units.
    pub units: usize,
}

pub(super) fn counts(site: &LanguageSite, pages: &[Paged<'_>]) -> Counts {
    let mut of_kind = BTreeMap::new();
    for page in pages {
        *of_kind.entry(page.kind).or_default() += 1;
    }
    let mut steps = Steps::default();
    for step in site.paths.iter().flat_map(|(_, path)| &path.steps) {
        match step {
            Step::Offer(_) => steps.offers += 1,
            Step::Unit(_) => steps.units += 1,
        }
    }
    Counts {
        pages: of_kind,
        chapters_by_part: chapters_by_part(site),
        competences_by_area: site
            .areas
            .iter()
            .map(|(_, area)| Count {
                name: area.document.area_slug().to_owned(),
                count: area.competences.len(),
            })
            .collect(),
        items: items(site),
        steps,
    }
}

fn chapters_by_part(site: &LanguageSite) -> Vec<Count> {
    crate::catalogue::front::Part::ALL
        .into_iter()
        .map(|part| Count {
            name: part.key().to_owned(),
            count: site
                .chapters
                .iter()
                .filter(|(_, chapter)| chapter.front.part == part)
                .count(),
        })
        .collect()
}

fn items(site: &LanguageSite) -> Items {
    let mut items = Items::default();
    for kind in bank::Kind::ALL {
        let mut of_kind = OfKind {
            kind: kind.as_str(),
            items: 0,
            quiz: 0,
            variants: 0,
        };
        for (_, item) in site.items.iter().filter(|(_, item)| item.kind() == kind) {
            if item.variant_of.is_some() {
                of_kind.variants += 1;
            } else if item.quiz {
                of_kind.quiz += 1;
            } else {
                of_kind.items += 1;
                if let Some(tasks) = items.level_mut(item.level) {
                    *tasks += 1;
                }
            }
        }
        items.variants += of_kind.variants;
        items.quiz += of_kind.quiz;
        match kind {
            bank::Kind::Rating => items.ratings += of_kind.items,
            _ => items.tasks += of_kind.items,
        }
        items.kinds.push(of_kind);
    }
    items
}

impl Items {
    /// The tasks of a level; none of a rating's level 0.
    fn level_mut(&mut self, level: u8) -> Option<&mut usize> {
        self.tasks_by_level
            .get_mut(usize::from(level).checked_sub(1)?)
    }
}
