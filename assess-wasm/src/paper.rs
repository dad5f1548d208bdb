//! Keys for typing in a form that was filled in on paper. No browser in here.
//!
//! On paper each option has a letter, in each group anew. A letter (or a digit, 1 for a) ticks it; Enter goes to the next item.

use crate::form::Form;

/// What a key means in an item with radio buttons or checkboxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// The control to tick, by its place in the item; one in no group changes its tick.
    pub tick: usize,
    /// The control that has the focus then.
    pub focus: usize,
}

/// The option of a letter or digit, from 0.
pub fn option(key: &str) -> Option<usize> {
    let mut characters = key.chars();
    let character = characters.next()?.to_ascii_lowercase();
    let first = match character {
        'a'..='z' => 'a',
        '1'..='9' => '1',
        _ => return None,
    };
    let only = characters.next().is_none();
    only.then(|| character as usize - first as usize)
}

/// What it means to press a key for this option while the control at `at` has the focus. `None` if there is no such option.
pub fn press(form: &Form, controls: usize, at: usize, option: usize) -> Option<Press> {
    let Some(size) = form.group(controls) else {
        return (option < controls).then_some(Press {
            tick: option,
            focus: option,
        });
    };
    let first = at.checked_div(size)? * size;
    let tick = first + option;
    let next = first + size;
    (option < size && tick < controls).then_some(Press {
        tick,
        // On to the next group of the item; the last one keeps the focus, so that a slip is mended by the next key.
        focus: if next < controls { next } else { tick },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_name_options() {
        for (key, expected) in [
            ("a", Some(0)),
            ("B", Some(1)),
            ("z", Some(25)),
            ("1", Some(0)),
            ("9", Some(8)),
            ("0", None),
            ("Enter", None),
            ("ArrowDown", None),
            ("ä", None),
            (" ", None),
            ("", None),
        ] {
            assert_eq!(option(key), expected, "{key}");
        }
    }

    #[track_caller]
    fn check(form: &Form, controls: usize, at: usize, option: usize, expected: Option<[usize; 2]>) {
        let found = press(form, controls, at, option).map(|press| [press.tick, press.focus]);
        assert_eq!(found, expected, "{form:?} at {at}, option {option}");
    }

    #[test]
    fn a_key_ticks_in_the_group_that_has_the_focus() {
        check(&Form::One, 4, 0, 2, Some([2, 2]));
        check(&Form::One, 4, 2, 0, Some([0, 0]));
        check(&Form::One, 4, 0, 4, None);
        let judged = Form::BestWorst(3);
        check(&judged, 6, 0, 1, Some([1, 3]));
        check(&judged, 6, 3, 2, Some([5, 5]));
        check(&judged, 6, 5, 0, Some([3, 3]));
        check(&judged, 6, 0, 3, None);
        let cards = Form::Groups {
            cards: 2,
            groups: 2,
        };
        check(&cards, 4, 0, 1, Some([1, 2]));
        check(&cards, 4, 2, 0, Some([2, 2]));
        let many = Form::Many(6);
        check(&many, 6, 0, 4, Some([4, 4]));
        check(&many, 6, 4, 6, None);
    }
}
