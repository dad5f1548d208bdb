//! How an answer on paper becomes points, exactly, so that somebody with a pen can do it.

use assess_core::fraction::Fraction;
use assess_core::task::{FieldEntry, Selection};

use super::Pages;
use crate::site::item::{Body, Card, Field, Item};

impl Pages<'_> {
    /// The rule of an item exactly, to be followed by hand; empty where the general sentence says all.
    pub(super) fn by_hand(&self, item: &Item) -> String {
        match &item.body {
            Body::Rating { .. } | Body::Single { .. } => String::new(),
            Body::Multiple { options } => self.marks(
                item,
                &options.iter().map(|option| option.key).collect::<Vec<_>>(),
            ),
            Body::Spot { parts, .. } => self.marks(
                item,
                &parts.iter().map(|part| part.sign).collect::<Vec<_>>(),
            ),
            Body::Situation { .. } => {
                let step = |thirds| Some(item.task.step_of(Fraction::new(thirds, 3)?));
                self.rule("key.by_hand_situation", &[], &ladder((0..=3).map(step)))
            }
            Body::Order {
                steps, critical, ..
            } => self.order(item, steps.len(), critical),
            Body::Assign { groups, cards } => {
                let of = |right| {
                    let group = |(place, card): (usize, &Card)| {
                        Some(if place < right {
                            card.group
                        } else {
                            (card.group + 1) % groups.len()
                        })
                    };
                    item.task.step(&Selection::Groups(
                        cards.iter().enumerate().map(group).collect(),
                    ))
                };
                self.rule(
                    "key.by_hand_assign",
                    &[],
                    &ladder((0..=cards.len()).map(of)),
                )
            }
            Body::Fill { fields } => self.fill_by_hand(item, fields),
        }
    }

    /// By the number of wrong marks, how many right ones are needed.
    fn marks(&self, item: &Item, keys: &[bool]) -> String {
        let right = keys.iter().filter(|key| **key).count();
        let mut text = String::new();
        for wrong in 0..=keys.len() - right {
            let of = |hits| {
                let (mut hits, mut misses) = (hits, wrong);
                let take = |left: &mut usize| {
                    let is_left = *left > 0;
                    *left -= usize::from(is_left);
                    is_left
                };
                let tick = |key: &bool| take(if *key { &mut hits } else { &mut misses });
                item.task
                    .step(&Selection::Many(keys.iter().map(tick).collect()))
            };
            let ladder = ladder((0..=right).map(of));
            if ladder.is_empty() {
                break;
            }
            let wrong = wrong.to_string();
            text += &match &*wrong {
                "0" => self.rule("key.by_hand_marks", &[], &ladder),
                _ => self.rule("key.by_hand_with_wrong", &[("n", &wrong)], &ladder),
            };
        }
        text
    }

    /// By the number of pairs in the wrong order.
    fn order(&self, item: &Item, steps: usize, critical: &[(usize, usize)]) -> String {
        let pairs = (steps * (steps - 1) / 2) as u64;
        let step = |wrong: u64| {
            let share = Fraction::new(pairs.saturating_sub(2 * wrong), pairs)?;
            Some(item.task.step_of(share))
        };
        // The most that are wrong for each number of points.
        let ladder = ladder((0..=pairs).rev().map(step))
            .into_iter()
            .map(|(place, points)| (pairs as usize - place, points))
            .collect::<Vec<_>>();
        let list = self.list("key.by_hand_order_entry", &ladder);
        let mut text = format!(
            " {}",
            self.texts.fill("key.by_hand_order", &[("list", &list)])
        );
        if !critical.is_empty() {
            let most = item.task.step_of(Fraction::THIRD).to_string();
            text += &self.texts.fill("key.by_hand_critical", &[("n", &most)]);
        }
        text
    }

    /// By the number of needless fields that were filled in, how many right ones are needed.
    fn fill_by_hand(&self, item: &Item, fields: &[Field]) -> String {
        let needless = fields.iter().filter(|field| field.is_needless()).count();
        let mut text = String::new();
        for filled in 0..=needless {
            let of = |right| {
                let (mut right, mut filled) = (right, filled);
                let entry = |field: &Field| {
                    let left = if field.is_needless() {
                        &mut filled
                    } else {
                        &mut right
                    };
                    if *left == 0 {
                        return FieldEntry::Empty;
                    }
                    *left -= 1;
                    match (
                        field.accept.first(),
                        field.right_choices().position(|right| right),
                    ) {
                        (Some(_), Some(place)) if !field.choices.is_empty() => {
                            FieldEntry::Choice(place)
                        }
                        (Some(text), _) => FieldEntry::Text(text.clone()),
                        (None, _) => FieldEntry::Text("x".to_owned()),
                    }
                };
                let entries = fields.iter().map(entry).collect();
                item.task.step(&Selection::Fields(entries)).or(Some(0))
            };
            let ladder = ladder((0..=fields.len() - needless).map(of));
            if ladder.is_empty() {
                break;
            }
            let filled = filled.to_string();
            text += &match &*filled {
                "0" => self.rule("key.by_hand_fill", &[], &ladder),
                _ => self.rule("key.by_hand_with_needless", &[("n", &filled)], &ladder),
            };
        }
        text
    }

    /// A rule with its list "from so many on: so many points"; begins with a space.
    fn rule(&self, key: &str, values: &[(&str, &str)], ladder: &[(usize, u8)]) -> String {
        let list = self.list("key.by_hand_entry", ladder);
        let mut all = vec![("list", &*list)];
        all.extend(values);
        format!(" {}", self.texts.fill(key, &all))
    }

    fn list(&self, key: &str, ladder: &[(usize, u8)]) -> String {
        let entry = |(count, points): &(usize, u8)| {
            let values = [
                ("count", &*count.to_string()),
                ("points", &points.to_string()),
            ];
            self.texts.fill(key, &values)
        };
        ladder.iter().map(entry).collect::<Vec<_>>().join(", ")
    }
}

/// Where the points rise: the count, from 0, and the points from there on. A count that is no answer has no points.
fn ladder(steps: impl Iterator<Item = Option<u8>>) -> Vec<(usize, u8)> {
    let mut ladder: Vec<(usize, u8)> = Vec::new();
    for (count, step) in steps.enumerate() {
        let step = step.unwrap_or(0);
        if step > ladder.last().map_or(0, |(_, points)| *points) {
            ladder.push((count, step));
        }
    }
    ladder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ladder_names_where_the_points_rise() {
        let steps = [None, Some(0), Some(1), Some(1), Some(3)];
        assert_eq!(ladder(steps.into_iter()), [(2, 1), (4, 3)]);
        assert_eq!(ladder([Some(0), None].into_iter()), []);
    }
}
