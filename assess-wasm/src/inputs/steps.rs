//! Steps to put in order: each moves by its list of places or by its two buttons.
//!
//! The step that is moved stays where it is in the document, and the others go around it: an element that is taken out and put
//! back would lose the focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlSelectElement};

use crate::dom::{self, STEP};
use crate::number;
use crate::strings::{Strings, TextKey};

/// Around a step and its controls.
const ENTRY: &str = ".step";

/// A step and the place it is wanted at, from 0.
#[derive(Clone, Debug)]
pub struct Move {
    entry: Element,
    to: usize,
}

impl Move {
    /// What pressing a button of a step means.
    pub fn of_click(event: &Event) -> Option<Self> {
        let way = dom::target(event, "[data-move]")?.get_attribute("data-move")?;
        let entry = dom::target(event, ENTRY)?;
        let (place, steps) = (place(&entry), siblings(&entry).len());
        let to = beside(place, steps, way == "up");
        Some(Self { entry, to })
    }

    /// What choosing another place means. An empty choice leaves the step where it is.
    pub fn of_change(event: &Event) -> Option<Self> {
        let entry = dom::target(event, ENTRY)?;
        let chosen = select(&entry)?.value().parse::<usize>().ok();
        let to = chosen.and_then(|place| place.checked_sub(1));
        let to = to.unwrap_or_else(|| place(&entry));
        Some(Self { entry, to })
    }
}

impl Move {
    /// Moves the step and returns what there is to say of it: which step is where now, in the text of this key.
    pub fn carry_out(&self, strings: &Strings, key: impl TextKey) -> String {
        let entry = &self.entry;
        let mut at = place(entry);
        while at != self.to {
            // What goes around it: the neighbour on the way.
            let (neighbour, side) = if at > self.to {
                at -= 1;
                (entry.previous_element_sibling(), "afterend")
            } else {
                at += 1;
                (entry.next_element_sibling(), "beforebegin")
            };
            let Some(neighbour) = neighbour else { break };
            // Both are in the list, so that this cannot fail.
            let _ = entry.insert_adjacent_element(side, &neighbour);
        }
        let steps = siblings(entry);
        number_all(&steps);
        dom::bring_into_view(entry);
        let text = entry
            .query_selector(".step-text")
            .ok()
            .flatten()
            .and_then(|text| text.text_content());
        let values = [
            ("text", &*text.unwrap_or_default()),
            ("n", &number::count(place(entry) + 1)),
            ("m", &number::count(steps.len())),
        ];
        strings.filled(key, &values)
    }
}

/// Puts the steps of an item into this order.
pub(super) fn arrange(item: &Element, order: &[usize]) {
    let steps: Vec<Element> = dom::all_in(item, ENTRY);
    for step in order {
        let name = number::count(*step);
        let is_it = |entry: &&Element| {
            select(entry).and_then(|select| select.get_attribute(STEP)) == Some(name.clone())
        };
        if let Some((entry, list)) = steps.iter().find(is_it).and_then(with_parent) {
            // The list has it already: it only goes to the end.
            let _ = list.append_child(entry);
        }
    }
    number_all(&dom::all_in::<Element>(item, ENTRY));
}

fn with_parent(entry: &Element) -> Option<(&Element, Element)> {
    Some((entry, entry.parent_element()?))
}

/// Shows each step its place; the first cannot go up and the last not down.
fn number_all(steps: &[Element]) {
    for (place, entry) in steps.iter().enumerate() {
        if let Some(select) = select(entry) {
            select.set_value(&number::count(place + 1));
        }
        let ends = [place == 0, place + 1 == steps.len()];
        for (button, end) in dom::all_in::<Element>(entry, "[data-move]")
            .iter()
            .zip(ends)
        {
            // Not `disabled`, which would drop the focus. Setting this attribute cannot fail: its name is a name.
            let _ = button.set_attribute("aria-disabled", if end { "true" } else { "false" });
        }
    }
}

fn select(entry: &Element) -> Option<HtmlSelectElement> {
    entry.query_selector("select").ok()??.dyn_into().ok()
}

fn siblings(entry: &Element) -> Vec<Element> {
    entry
        .parent_element()
        .map(|list| dom::all_in(&list, ENTRY))
        .unwrap_or_default()
}

fn place(entry: &Element) -> usize {
    siblings(entry)
        .iter()
        .position(|step| step == entry)
        .unwrap_or(0)
}

/// The place above or below, as far as there is one.
fn beside(place: usize, steps: usize, up: bool) -> usize {
    if up {
        place.saturating_sub(1)
    } else {
        (place + 1).min(steps.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_beyond_the_ends() {
        let up: Vec<usize> = (0..3).map(|place| beside(place, 3, true)).collect();
        let down: Vec<usize> = (0..3).map(|place| beside(place, 3, false)).collect();
        assert_eq!((up, down), (vec![0, 0, 1], vec![1, 2, 2]));
    }
}
