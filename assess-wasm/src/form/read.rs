//! An item's task and form from the page's data.

use assess_core::bank::Kind;
use assess_core::task::{Field, Task};

use super::Form;
use crate::json::{Json, Reader};
use crate::number;

/// More options than any form has; keeps a slip of the data from asking for gigabytes.
const MOST_PARTS: usize = 1000;

/// The task and the form of an item: `parts` is the number of its options, parts, steps, cards or fields, `keys` what is right
/// of them, in the shape of its kind. `None` if they make no task.
pub fn read(reader: &Reader, kind: Kind, parts: usize, keys: &Json) -> Option<(Task, Form)> {
    if parts > MOST_PARTS {
        return None;
    }
    match kind {
        Kind::Rating => Some((Task::rating(parts).ok()?, Form::One)),
        Kind::Single => Some((Task::single(marked(parts, keys)?).ok()?, Form::One)),
        Kind::Multiple => Some((
            Task::multiple(marked(parts, keys)?).ok()?,
            Form::Many(parts),
        )),
        Kind::Spot => Some((Task::spot(marked(parts, keys)?).ok()?, Form::Many(parts))),
        Kind::Situation => {
            let values = places(keys)?.into_iter().map(u8::try_from);
            let task = Task::situation(values.collect::<Result<_, _>>().ok()?).ok()?;
            Some((task, Form::BestWorst(parts)))
        }
        Kind::Order => {
            let shown = places(&keys.get("shown"))?;
            let critical: Option<Vec<_>> = reader
                .list(keys, "critical")
                .iter()
                .map(|pair| <[usize; 2]>::try_from(places(pair)?).ok())
                .map(|pair| pair.map(|[one, other]| (one, other)))
                .collect();
            let task = Task::order(parts, &critical?, shown.clone()).ok()?;
            Some((task, Form::Order(shown)))
        }
        Kind::Assign => {
            let groups = reader.count(keys, "groups") as usize;
            let task = Task::assign(groups, places(&keys.get("cards"))?).ok()?;
            let cards = parts;
            Some((task, Form::Groups { cards, groups }))
        }
        Kind::Fill => {
            let fields: Option<Vec<Field>> = keys.list()?.iter().map(field).collect();
            let fields = fields?;
            let is_choice = |field: &Field| matches!(field, Field::Choice { .. });
            let choices = fields.iter().map(is_choice).collect();
            Some((Task::fill(fields).ok()?, Form::Fields(choices)))
        }
    }
}

/// A list of places or counts.
fn places(list: &Json) -> Option<Vec<usize>> {
    let place = |entry: &Json| Some(number::whole_of(entry.number()?)? as usize);
    list.list()?.iter().map(place).collect()
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
