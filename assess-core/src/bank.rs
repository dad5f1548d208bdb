//! What a self-check asks and how its answers count: items with their models, and the scales they belong to.

use crate::id::{CompetenceId, ItemId, ScaleId};
use crate::model::GradedModel;
use crate::sorting::{repeated, sort};

/// Which side of a competence is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// What the person shows in tasks; `shown` in files.
    Shown,
    /// How the person rates themself; `self` in files.
    SelfRating,
}

impl Facet {
    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::SelfRating => "self",
        }
    }

    /// Reads the word used in files.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Shown, Self::SelfRating]
            .into_iter()
            .find(|facet| facet.as_str() == word)
    }
}

/// The kinds of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A statement about oneself, one anchored option per level.
    Rating,
    /// One option is to be chosen.
    Single,
    /// All right options are to be ticked.
    Multiple,
    /// The best and the worst reaction are to be chosen.
    Situation,
    /// Steps are to be put in order.
    Order,
    /// Cards are to be sorted into groups.
    Assign,
    /// What is suspicious is to be marked.
    Spot,
    /// Fields are to be filled in.
    Fill,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Rating,
        Self::Single,
        Self::Multiple,
        Self::Situation,
        Self::Order,
        Self::Assign,
        Self::Spot,
        Self::Fill,
    ];

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rating => "rating",
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Situation => "situation",
            Self::Order => "order",
            Self::Assign => "assign",
            Self::Spot => "spot",
            Self::Fill => "fill",
        }
    }

    /// Reads the word used in files.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The facet items of this kind speak about: ratings about oneself, everything else shows something.
    #[must_use]
    pub fn facet(self) -> Facet {
        match self {
            Self::Rating => Facet::SelfRating,
            Self::Single
            | Self::Multiple
            | Self::Situation
            | Self::Order
            | Self::Assign
            | Self::Spot
            | Self::Fill => Facet::Shown,
        }
    }
}

/// What is assumed about a person before the first answer: θ is normally distributed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// The mean on the level scale; a finite number.
    pub mean: f64,
    /// The standard deviation in levels; a finite number above 0.
    pub sd: f64,
}

impl Default for Prior {
    /// Mean 1.5, standard deviation 1.
    fn default() -> Self {
        Self { mean: 1.5, sd: 1.0 }
    }
}

/// A set of competences that share one θ, for one facet.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Its name, unique in the bank.
    pub id: ScaleId,
    /// Which items of the competences belong to it.
    pub facet: Facet,
    /// Its competences, at least one, none twice, in the order of the file.
    pub competences: Vec<CompetenceId>,
}

impl Scale {
    /// Whether answers to this item count for this scale.
    #[must_use]
    pub fn holds(&self, item: &Item) -> bool {
        self.facet == item.facet && self.competences.contains(&item.competence)
    }
}

/// One question, task or rating. A scene is one item, however many parts it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its name, unique in the bank.
    pub id: ItemId,
    /// The competence it speaks about.
    pub competence: CompetenceId,
    /// Always the facet of its kind.
    pub facet: Facet,
    /// How it is asked.
    pub kind: Kind,
    /// Whether its parameters are authored and not yet calibrated.
    pub provisional: bool,
    /// How likely each of its steps is.
    pub model: GradedModel,
}

/// A bank that was checked; the items and the scales are sorted by id.
#[derive(Clone, Debug, PartialEq)]
pub struct Bank {
    scale: Box<str>,
    prior: Prior,
    scales: Vec<Scale>,
    items: Vec<Item>,
}

/// What is wrong with a bank.
#[derive(Clone, Debug, PartialEq)]
pub enum BankProblem {
    /// The name of the level scale is empty.
    NoScaleName,
    /// Mean or standard deviation of the prior is no usable number.
    Prior,
    /// Two scales have this id.
    DuplicateScale(ScaleId),
    /// The scale holds no competence.
    EmptyScale(ScaleId),
    /// The scale names the competence twice.
    CompetenceTwice {
        /// The scale.
        scale: ScaleId,
        /// What it names twice.
        competence: CompetenceId,
    },
    /// Two items have this id.
    DuplicateItem(ItemId),
    /// Item, scale or competence without a name; the place is that of the input, from 0.
    EmptyId {
        /// Which list.
        list: List,
        /// The place in that list, from 0.
        place: usize,
    },
    /// The kind of this item belongs to the other facet.
    FacetOfKind {
        /// The item.
        item: ItemId,
        /// Its kind.
        kind: Kind,
        /// The facet it claims.
        facet: Facet,
    },
    /// A rating has a floor above 0, though nobody can guess a rating.
    RatingWithFloor(ItemId),
}

/// The lists of a bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The scales.
    Scales,
    /// The items.
    Items,
}

impl Bank {
    /// A bank for the level scale named `scale` (for example `roadmap-2026`: same name = comparable results).
    ///
    /// # Errors
    /// Every problem at once, those of the scales before those of the items.
    pub fn new(
        scale: &str,
        prior: Prior,
        mut scales: Vec<Scale>,
        mut items: Vec<Item>,
    ) -> Result<Self, Vec<BankProblem>> {
        let mut problems = Vec::new();
        if scale.is_empty() {
            problems.push(BankProblem::NoScaleName);
        }
        if !(prior.mean.is_finite() && prior.sd.is_finite() && prior.sd > 0.0) {
            problems.push(BankProblem::Prior);
        }
        check_scales(&scales, &mut problems);
        check_items(&items, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        sort(&mut scales, |a, b| a.id < b.id);
        sort(&mut items, |a, b| a.id < b.id);
        Ok(Self {
            scale: scale.into(),
            prior,
            scales,
            items,
        })
    }

    /// The name of the level scale.
    #[must_use]
    pub fn scale(&self) -> &str {
        &self.scale
    }

    /// What is assumed before the first answer.
    #[must_use]
    pub fn prior(&self) -> Prior {
        self.prior
    }

    /// The scales, by id.
    #[must_use]
    pub fn scales(&self) -> &[Scale] {
        &self.scales
    }

    /// The items, by id.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The place of an item in [`Self::items`].
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.items
            .binary_search_by(|item| item.id.as_str().cmp(id))
            .ok()
    }

    /// An item by its id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.get(self.index_of(id)?)
    }
}

fn check_scales(scales: &[Scale], problems: &mut Vec<BankProblem>) {
    let ids: Vec<&str> = scales.iter().map(|scale| scale.id.as_str()).collect();
    for ((place, scale), twice) in scales.iter().enumerate().zip(repeated(&ids)) {
        let unnamed = |competence: &CompetenceId| competence.as_str().is_empty();
        if scale.id.as_str().is_empty() || scale.competences.iter().any(unnamed) {
            problems.push(BankProblem::EmptyId {
                list: List::Scales,
                place,
            });
        }
        if twice {
            problems.push(BankProblem::DuplicateScale(scale.id.clone()));
        }
        if scale.competences.is_empty() {
            problems.push(BankProblem::EmptyScale(scale.id.clone()));
        }
        let competences: Vec<&str> = scale.competences.iter().map(CompetenceId::as_str).collect();
        for (competence, twice) in scale.competences.iter().zip(repeated(&competences)) {
            if twice {
                problems.push(BankProblem::CompetenceTwice {
                    scale: scale.id.clone(),
                    competence: competence.clone(),
                });
            }
        }
    }
}

fn check_items(items: &[Item], problems: &mut Vec<BankProblem>) {
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    for ((place, item), twice) in items.iter().enumerate().zip(repeated(&ids)) {
        if item.id.as_str().is_empty() || item.competence.as_str().is_empty() {
            problems.push(BankProblem::EmptyId {
                list: List::Items,
                place,
            });
        }
        if twice {
            problems.push(BankProblem::DuplicateItem(item.id.clone()));
        }
        if item.facet != item.kind.facet() {
            problems.push(BankProblem::FacetOfKind {
                item: item.id.clone(),
                kind: item.kind,
                facet: item.facet,
            });
        }
        if item.kind == Kind::Rating && item.model.c().any(|c| c > 0.0) {
            problems.push(BankProblem::RatingWithFloor(item.id.clone()));
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
