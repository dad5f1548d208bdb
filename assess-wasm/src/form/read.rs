//! An item's task and form from the page's data.

use assess_core::bank::Kind;
use assess_core::task::{Field, Parts, Task};

use super::Form;
use crate::json::{Json, Reader};
use crate::number;

/// More options than any form has; keeps a slip of the data from asking for gigabytes.
const MOST_PARTS: usize = 1000;

/// The task and the form of an item, from `n` (the number of its options, parts, steps, cards or fields), `keys` (what is right
/// of them, in the shape of its kind) and `thirds` (the thresholds that make its steps, unless those are all that its kind has).
/// `None` if they make no task.
pub fn read(reader: &Reader, kind: Kind, item: &Json) -> Option<(Task, Form)> {
    let parts = reader.count(item, "n") as usize;
    let keys = &item.get("keys");
    if parts > MOST_PARTS {
        return None;
    }
    let (checked, form) = match kind {
        Kind::Rating => (Parts::rating(parts), Form::One),
        Kind::Single => (Parts::single(marked(parts, keys)?), Form::One),
        Kind::Multiple => (Parts::multiple(marked(parts, keys)?), Form::Many(parts)),
        Kind::Spot => (Parts::spot(marked(parts, keys)?), Form::Many(parts)),
        Kind::Situation => {
            let mut values = Vec::new();
            for value in places(keys)? {
                values.push(u8::try_from(value).ok()?);
            }
            (Parts::situation(values), Form::BestWorst(parts))
        }
        Kind::Order => {
            let shown = places(&keys.get("shown"))?;
            let mut critical = Vec::new();
            for pair in reader.list(keys, "critical") {
                match *places(&pair)? {
                    [one, other] => critical.push((one, other)),
                    _ => return None,
                }
            }
            (
                Parts::order(parts, &critical, shown.clone()),
                Form::Order(shown),
            )
        }
        Kind::Assign => {
            let groups = reader.count(keys, "groups") as usize;
            let cards = parts;
            (
                Parts::assign(groups, places(&keys.get("cards"))?),
                Form::Groups { cards, groups },
            )
        }
        Kind::Fill => {
            let mut fields = Vec::new();
            for keys in keys.list()? {
                fields.push(field(&keys)?);
            }
            let is_choice = |field: &Field| matches!(field, Field::Choice { .. });
            let choices = fields.iter().map(is_choice).collect();
            (Parts::fill(fields), Form::Fields(choices))
        }
    };
    let mut thirds: Vec<u64> = match kind {
        Kind::Single => vec![3],
        Kind::Situation => vec![2, 3],
        _ => vec![1, 2, 3],
    };
    if let Some(places) = places(&item.get("thirds")) {
        thirds.clear();
        for third in places {
            thirds.push(third as u64);
        }
    }
    Some((Task::known(checked.ok()?, &thirds), form))
}

/// A list of places or counts.
fn places(list: &Json) -> Option<Vec<usize>> {
    let mut places = Vec::new();
    for entry in list.list()? {
        places.push(number::whole_of(entry.number()?)? as usize);
    }
    Some(places)
}

/// Whether each part is named in the list.
fn marked(parts: usize, list: &Json) -> Option<Vec<bool>> {
    let mut marked = vec![false; parts];
    for place in places(list)? {
        *marked.get_mut(place)? = true;
    }
    Some(marked)
}

/// Texts that are accepted, or whether each choice is; neither if the field is needless.
fn field(keys: &Json) -> Option<Field> {
    let list = keys.list()?;
    let texts: Vec<String> = list.iter().filter_map(Json::text).collect();
    Some(if list.is_empty() {
        Field::Needless
    } else if texts.is_empty() {
        Field::Choice {
            accept: list.iter().map(Json::is_true).collect(),
        }
    } else {
        Field::Text { accept: texts }
    })
}
