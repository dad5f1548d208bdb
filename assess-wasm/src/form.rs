//! How the form asks for an item, and what its inputs say. No browser in here.

mod read;

use assess_core::task::{FieldEntry, Selection};

pub use read::read;

/// Which inputs an item has, in their order on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A group of radio buttons.
    One,
    /// So many checkboxes.
    Many(usize),
    /// Two groups of so many radio buttons about the same options: the best, then the worst.
    BestWorst(usize),
    /// A place for each step; at first in this order, each step named by its place in the right one.
    Order(Vec<usize>),
    /// For each card a group of radio buttons.
    Groups {
        /// How many cards.
        cards: usize,
        /// How many groups, and so radio buttons a card.
        groups: usize,
    },
    /// Fields, and whether one of a list is chosen in each.
    Fields(Vec<bool>),
}

/// What an input says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its value; of a step in an order its place in the right one.
    pub value: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

impl Form {
    /// What the inputs say together; `None` as long as something is missing that no answer can do without.
    pub fn selection(&self, inputs: &[Reading]) -> Option<Selection> {
        let ticked = || inputs.iter().enumerate().filter(|(_, input)| input.ticked);
        let is_ticked = |place: usize| inputs.get(place).is_some_and(|input| input.ticked);
        match self {
            Self::One => Some(Selection::One(ticked().next()?.0)),
            Self::Many(parts) => {
                ticked().next()?;
                Some(Selection::Many((0..*parts).map(is_ticked).collect()))
            }
            Self::BestWorst(options) => Some(Selection::BestWorst {
                best: (0..*options).find(|option| is_ticked(*option))?,
                worst: (0..*options).find(|option| is_ticked(options + option))?,
            }),
            Self::Order(_) => {
                let steps: Option<Vec<usize>> = inputs
                    .iter()
                    .map(|input| input.value.parse().ok())
                    .collect();
                Some(Selection::Order(steps?))
            }
            Self::Groups { cards, groups } => {
                let group_of = |card| (0..*groups).find(|group| is_ticked(card * groups + group));
                Some(Selection::Groups((0..*cards).map(group_of).collect()))
            }
            Self::Fields(choices) => {
                let entry = |(choice, input): (&bool, &Reading)| {
                    if input.value.is_empty() {
                        FieldEntry::Empty
                    } else if let (true, Ok(place)) = (*choice, input.value.parse()) {
                        FieldEntry::Choice(place)
                    } else {
                        FieldEntry::Text(input.value.clone())
                    }
                };
                Some(Selection::Fields(
                    choices.iter().zip(inputs).map(entry).collect(),
                ))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Radio buttons or checkboxes: `x` is ticked.
    fn boxes(ticks: &str) -> Vec<Reading> {
        let reading = |tick| Reading {
            value: String::new(),
            ticked: tick == 'x',
        };
        ticks.chars().map(reading).collect()
    }

    fn values(values: &[&str]) -> Vec<Reading> {
        let reading = |value: &&str| Reading {
            value: (*value).to_owned(),
            ticked: false,
        };
        values.iter().map(reading).collect()
    }

    #[test]
    fn one_or_many_need_a_tick() {
        assert_eq!(Form::One.selection(&boxes("--x-")), Some(Selection::One(2)));
        assert_eq!(Form::One.selection(&boxes("----")), None);
        assert_eq!(
            Form::Many(3).selection(&boxes("x-x")),
            Some(Selection::Many(vec![true, false, true]))
        );
        assert_eq!(Form::Many(3).selection(&boxes("---")), None);
    }

    #[test]
    fn best_and_worst_need_both() {
        let form = Form::BestWorst(3);
        assert_eq!(
            form.selection(&boxes("x----x")),
            Some(Selection::BestWorst { best: 0, worst: 2 })
        );
        assert_eq!(form.selection(&boxes("x-----")), None);
        assert_eq!(form.selection(&boxes("---x--")), None);
    }

    #[test]
    fn an_order_is_read_from_first_to_last() {
        let form = Form::Order(vec![2, 1, 0]);
        assert_eq!(
            form.selection(&values(&["1", "0", "2"])),
            Some(Selection::Order(vec![1, 0, 2]))
        );
        assert_eq!(form.selection(&values(&["1", "", "2"])), None);
    }

    #[test]
    fn cards_may_lie_in_no_group() {
        let form = Form::Groups {
            cards: 3,
            groups: 2,
        };
        assert_eq!(
            form.selection(&boxes("-x--x-")),
            Some(Selection::Groups(vec![Some(1), None, Some(0)]))
        );
        // All in none is no answer, which is for the task to say.
        assert_eq!(
            form.selection(&boxes("------")),
            Some(Selection::Groups(vec![None; 3]))
        );
    }

    #[test]
    fn fields_are_texts_choices_or_empty() {
        let form = Form::Fields(vec![false, true, true, false]);
        assert_eq!(
            form.selection(&values(&["06:30", "1", "", "0"])),
            Some(Selection::Fields(vec![
                FieldEntry::Text("06:30".to_owned()),
                FieldEntry::Choice(1),
                FieldEntry::Empty,
                FieldEntry::Text("0".to_owned()),
            ]))
        );
    }
}
