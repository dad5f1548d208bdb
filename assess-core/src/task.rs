//! Tasks of every kind: what an answer is worth, exactly, and how often a random answer would be worth as much.
//!
//! A [`Task`] turns a [`Selection`] into a share of 0..=1 and that into a credit step:
//! 1. the share is an exact fraction by the formula of the kind (each in a file of its own);
//! 2. the step is how many of the thresholds ⅓, ⅔, 1 the share reaches (`situation`: ⅔, 1; `single`: 1);
//! 3. steps on which no answer can land drop out, and the rest are renumbered from 1.
//!
//! A rating is simpler: the option is the step, and chance plays no part.

mod assign;
mod chance;
mod fill;
mod marks;
mod order;
mod situation;

use crate::bank::Kind;
use crate::fraction::Fraction;

use assign::Assign;
use chance::Ladder;
use fill::Fill;
pub use fill::{Field, FieldEntry};
use marks::Marks;
use order::Order;
use situation::Situation;

/// A task that was checked: some answers score, some do not.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    shape: Shape,
    ladder: Ladder,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Rating { options: u8 },
    Single { keys: Vec<bool> },
    Multiple(Marks),
    Spot(Marks),
    Situation(Situation),
    Order(Order),
    Assign(Assign),
    Fill(Fill),
}

/// What a reader did. Places count from 0 in the order of the task's own definition.
#[derive(Clone, Debug, PartialEq)]
pub enum Selection {
    /// The chosen option (`rating`, `single`).
    One(usize),
    /// Whether each option or part is ticked (`multiple`, `spot`). No tick at all is an answer too.
    Many(Vec<bool>),
    /// The options called best and worst; never the same (`situation`).
    BestWorst {
        /// The option called best.
        best: usize,
        /// The option called worst.
        worst: usize,
    },
    /// The steps from first to last, each named by its place in the right order (`order`). The order shown first is untouched.
    Order(Vec<usize>),
    /// The group of each card; `None` as long as it lies in none (`assign`). All in none is untouched.
    Groups(Vec<Option<usize>>),
    /// What stands in each field (`fill`). All empty is untouched.
    Fields(Vec<FieldEntry>),
}

/// Why parts make no task. Places count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskProblem {
    /// Fewer options, parts, steps, groups, cards or choices than the kind needs.
    TooFew {
        /// The smallest number that works.
        least: usize,
    },
    /// More than chances are computed for.
    TooMany {
        /// The largest number that works.
        most: usize,
    },
    /// Nothing is right.
    NoKey,
    /// Everything is right.
    AllKeys,
    /// A value is above 3 thirds.
    ValueTooHigh {
        /// The option.
        option: usize,
    },
    /// No answer reaches any step.
    NoStep,
    /// The order shown first does not hold every step once.
    ShownIncomplete,
    /// The order shown first scores without being touched.
    ShownScores,
    /// A critical pair names a step that does not exist, or one step twice.
    CriticalPair {
        /// The place of the pair.
        pair: usize,
    },
    /// The key names a group that does not exist.
    UnknownGroup {
        /// The card.
        card: usize,
    },
    /// A text field accepts nothing, or accepts blanks.
    NothingAccepted {
        /// The field.
        field: usize,
    },
    /// A choice field accepts none or all of its choices, or has fewer than two.
    ChoiceDecidesNothing {
        /// The field.
        field: usize,
    },
    /// Every field is needless.
    NoNeededField,
}

/// The parts of a task, checked one by one; whether and at which steps its answers score is not known yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts(Shape);

impl Parts {
    /// A rating with 2..=100 options in order; the place of the option is the step.
    ///
    /// # Errors
    /// [`TaskProblem::TooFew`], [`TaskProblem::TooMany`].
    pub fn rating(options: usize) -> Result<Self, TaskProblem> {
        const MOST: u8 = 100;
        between(options, 2, MOST.into())?;
        let options = u8::try_from(options).unwrap_or(MOST);
        Ok(Self(Shape::Rating { options }))
    }

    /// One of the options is to be chosen; `keys` says which are right (some, not all).
    ///
    /// # Errors
    /// [`TaskProblem::TooFew`], [`TaskProblem::TooMany`], [`TaskProblem::NoKey`], [`TaskProblem::AllKeys`].
    pub fn single(keys: Vec<bool>) -> Result<Self, TaskProblem> {
        marks::check(&keys)?;
        Ok(Self(Shape::Single { keys }))
    }

    /// Every right option is to be ticked; `keys` says which are right (some, not all).
    ///
    /// # Errors
    /// [`TaskProblem::TooFew`], [`TaskProblem::TooMany`], [`TaskProblem::NoKey`], [`TaskProblem::AllKeys`].
    pub fn multiple(keys: Vec<bool>) -> Result<Self, TaskProblem> {
        Ok(Self(Shape::Multiple(Marks::new(keys)?)))
    }

    /// Every suspicious part is to be marked; `signs` says which are (some, not all).
    ///
    /// # Errors
    /// [`TaskProblem::TooFew`], [`TaskProblem::TooMany`], [`TaskProblem::NoKey`], [`TaskProblem::AllKeys`].
    pub fn spot(signs: Vec<bool>) -> Result<Self, TaskProblem> {
        Ok(Self(Shape::Spot(Marks::new(signs)?)))
    }

    /// The best and the worst reaction are to be chosen; `values` are thirds, 0..=3.
    ///
    /// # Errors
    /// [`TaskProblem::TooFew`], [`TaskProblem::TooMany`], [`TaskProblem::ValueTooHigh`].
    pub fn situation(values: Vec<u8>) -> Result<Self, TaskProblem> {
        Ok(Self(Shape::Situation(Situation::new(values)?)))
    }

    /// 2..=8 `steps` are to be put in order. `critical` pairs of steps must not change places; `shown` is the order shown
    /// first, each step named by its place in the right order, and must score 0.
    ///
    /// # Errors
    /// [`TaskProblem::TooFew`], [`TaskProblem::TooMany`], [`TaskProblem::CriticalPair`],
    /// [`TaskProblem::ShownIncomplete`], [`TaskProblem::ShownScores`].
    pub fn order(
        steps: usize,
        critical: &[(usize, usize)],
        shown: Vec<usize>,
    ) -> Result<Self, TaskProblem> {
        Ok(Self(Shape::Order(Order::new(steps, critical, shown)?)))
    }

    /// Cards are to be sorted into `groups` (at least 2); `key` names the right group of each card.
    ///
    /// # Errors
    /// [`TaskProblem::TooFew`], [`TaskProblem::TooMany`], [`TaskProblem::UnknownGroup`].
    pub fn assign(groups: usize, key: Vec<usize>) -> Result<Self, TaskProblem> {
        Ok(Self(Shape::Assign(Assign::new(groups, key)?)))
    }

    /// The needed fields are to be filled in rightly and the needless ones to be left empty.
    ///
    /// # Errors
    /// [`TaskProblem::NothingAccepted`], [`TaskProblem::ChoiceDecidesNothing`], [`TaskProblem::NoNeededField`],
    /// [`TaskProblem::TooMany`].
    pub fn fill(fields: Vec<Field>) -> Result<Self, TaskProblem> {
        Ok(Self(Shape::Fill(Fill::new(fields)?)))
    }
}

impl Task {
    /// Counts which steps answers can land on, and how often random ones do.
    ///
    /// # Errors
    /// [`TaskProblem::NoStep`].
    pub fn counted(Parts(shape): Parts) -> Result<Self, TaskProblem> {
        let ladder = match &shape {
            Shape::Rating { options } => Ok(Ladder::rating(options - 1)),
            Shape::Single { keys } => {
                let right = keys.iter().filter(|key| **key).count() as u64;
                let wrong = keys.len() as u64 - right;
                Ladder::counted(Kind::Single, &mut |land| {
                    land(Fraction::ONE, right);
                    land(Fraction::ZERO, wrong);
                })
            }
            Shape::Multiple(marks) => {
                Ladder::counted(Kind::Multiple, &mut |land| marks.outcomes(land))
            }
            Shape::Spot(marks) => Ladder::counted(Kind::Spot, &mut |land| marks.outcomes(land)),
            Shape::Situation(situation) => {
                Ladder::counted(Kind::Situation, &mut |land| situation.outcomes(land))
            }
            Shape::Order(order) => Ladder::counted(Kind::Order, &mut |land| order.outcomes(land)),
            Shape::Assign(assign) => {
                Ladder::counted(Kind::Assign, &mut |land| assign.outcomes(land))
            }
            Shape::Fill(fill) => Ladder::counted(Kind::Fill, &mut |land| fill.outcomes(land)),
        }?;
        Ok(Self { shape, ladder })
    }

    /// A task that was counted before, when its [`thirds`](Self::thirds) were written down. It has no [`floors`](Self::floors).
    #[must_use]
    pub fn known(Parts(shape): Parts, thirds: &[u64]) -> Self {
        let ladder = match shape {
            Shape::Rating { options } => Ladder::rating(options - 1),
            _ => Ladder::known(thirds),
        };
        Self { shape, ladder }
    }

    /// [`Parts::rating`], counted.
    ///
    /// # Errors
    /// Those of the parts and of [`Self::counted`].
    pub fn rating(options: usize) -> Result<Self, TaskProblem> {
        Self::counted(Parts::rating(options)?)
    }

    /// [`Parts::single`], counted.
    ///
    /// # Errors
    /// Those of the parts and of [`Self::counted`].
    pub fn single(keys: Vec<bool>) -> Result<Self, TaskProblem> {
        Self::counted(Parts::single(keys)?)
    }

    /// [`Parts::multiple`], counted.
    ///
    /// # Errors
    /// Those of the parts and of [`Self::counted`].
    pub fn multiple(keys: Vec<bool>) -> Result<Self, TaskProblem> {
        Self::counted(Parts::multiple(keys)?)
    }

    /// [`Parts::spot`], counted.
    ///
    /// # Errors
    /// Those of the parts and of [`Self::counted`].
    pub fn spot(signs: Vec<bool>) -> Result<Self, TaskProblem> {
        Self::counted(Parts::spot(signs)?)
    }

    /// [`Parts::situation`], counted.
    ///
    /// # Errors
    /// Those of the parts and of [`Self::counted`].
    pub fn situation(values: Vec<u8>) -> Result<Self, TaskProblem> {
        Self::counted(Parts::situation(values)?)
    }

    /// [`Parts::order`], counted.
    ///
    /// # Errors
    /// Those of the parts and of [`Self::counted`].
    pub fn order(
        steps: usize,
        critical: &[(usize, usize)],
        shown: Vec<usize>,
    ) -> Result<Self, TaskProblem> {
        Self::counted(Parts::order(steps, critical, shown)?)
    }

    /// [`Parts::assign`], counted.
    ///
    /// # Errors
    /// Those of the parts and of [`Self::counted`].
    pub fn assign(groups: usize, key: Vec<usize>) -> Result<Self, TaskProblem> {
        Self::counted(Parts::assign(groups, key)?)
    }

    /// [`Parts::fill`], counted.
    ///
    /// # Errors
    /// Those of the parts and of [`Self::counted`].
    pub fn fill(fields: Vec<Field>) -> Result<Self, TaskProblem> {
        Self::counted(Parts::fill(fields)?)
    }

    /// Which kind of task this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.shape {
            Shape::Rating { .. } => Kind::Rating,
            Shape::Single { .. } => Kind::Single,
            Shape::Multiple(_) => Kind::Multiple,
            Shape::Spot(_) => Kind::Spot,
            Shape::Situation(_) => Kind::Situation,
            Shape::Order(_) => Kind::Order,
            Shape::Assign(_) => Kind::Assign,
            Shape::Fill(_) => Kind::Fill,
        }
    }

    /// What the answer is worth, 0..=1. `None` if it is untouched, or no answer to this task (another kind, another
    /// number of parts, places that do not exist).
    #[must_use]
    pub fn share(&self, selection: &Selection) -> Option<Fraction> {
        match (&self.shape, selection) {
            (Shape::Rating { options }, Selection::One(option)) => {
                let option = u8::try_from(*option)
                    .ok()
                    .filter(|option| option < options)?;
                Fraction::new(option.into(), (options - 1).into())
            }
            (Shape::Single { keys }, Selection::One(option)) => keys
                .get(*option)
                .map(|key| if *key { Fraction::ONE } else { Fraction::ZERO }),
            (Shape::Multiple(marks) | Shape::Spot(marks), Selection::Many(ticks)) => {
                marks.share(ticks)
            }
            (Shape::Situation(situation), Selection::BestWorst { best, worst }) => {
                situation.share(*best, *worst)
            }
            (Shape::Order(order), Selection::Order(steps)) => order.share(steps),
            (Shape::Assign(assign), Selection::Groups(groups)) => assign.share(groups),
            (Shape::Fill(fill), Selection::Fields(entries)) => fill.share(entries),
            _ => None,
        }
    }

    /// The credit step of the answer, 0..=[`Self::steps`]; `None` where [`Self::share`] is.
    #[must_use]
    pub fn step(&self, selection: &Selection) -> Option<u8> {
        match (&self.shape, selection) {
            (Shape::Rating { options }, Selection::One(option)) => {
                u8::try_from(*option).ok().filter(|option| option < options)
            }
            _ => self.share(selection).map(|share| self.ladder.step(share)),
        }
    }

    /// The credit step of a share of 0..=1, for whoever counts by hand. Of a rating always 0: its option is its step.
    #[must_use]
    pub fn step_of(&self, share: Fraction) -> u8 {
        self.ladder.step(share)
    }

    /// The thresholds that some answer reaches and no further one, in thirds: what makes each credit step. None of a rating.
    #[must_use]
    pub fn thirds(&self) -> &[u64] {
        self.ladder.thirds()
    }

    /// K, the number of credit steps an answer can land on beyond 0; at least 1.
    #[must_use]
    pub fn steps(&self) -> u8 {
        self.ladder.steps()
    }

    /// For each step 1..=K the exact chance that a random answer reaches it or more: each checkbox ½, radios, groups and
    /// orders uniform, best and worst different, choices uniform, free text never right. A random answer leaves needless
    /// fields empty, which makes it the best of the random ones. Ratings cannot be guessed: 0.
    #[must_use]
    pub fn floors(&self) -> Vec<Fraction> {
        self.ladder.floors()
    }
}

/// Checks a number of parts.
fn between(number: usize, least: usize, most: usize) -> Result<(), TaskProblem> {
    if number < least {
        Err(TaskProblem::TooFew { least })
    } else if number > most {
        Err(TaskProblem::TooMany { most })
    } else {
        Ok(())
    }
}

/// `max(0, gain − loss) / whole`.
fn net(gain: u64, loss: u64, whole: u64) -> Fraction {
    Fraction::new(gain.saturating_sub(loss), whole).unwrap_or(Fraction::ZERO)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
