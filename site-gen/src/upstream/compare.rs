//! Three versions of a file → what happened to it.

use super::merge::{Names, merge};
use super::parts::{Mode, Part, Parts, parts};
use super::text::{LineCount, Plain, same, same_but_for_space};

/// What became of a file since it was laid over another. The order is that of how much attention it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing has changed below.
    Unchanged,
    /// The file says what the one below says: it could be left out.
    Same,
    /// Changed below, and nothing of one's own is in the way.
    Changed,
    /// Changed below and here, in different places.
    Merges,
    /// Where it came from is not known.
    UnknownOrigin,
    /// Changed below and here, in the same place.
    Conflict,
    /// What it lay over is there no more.
    Gone,
}

impl State {
    /// The word of the machine-readable report.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Same => "same",
            Self::Changed => "changed-upstream",
            Self::Merges => "both-changed",
            Self::UnknownOrigin => "unknown-origin",
            Self::Conflict => "conflict",
            Self::Gone => "gone-upstream",
        }
    }
}

/// Something worth knowing about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Below, only line breaks, indents and the like have changed.
    SpaceOnly,
    /// A part has another value below now.
    PartChanged {
        /// The part.
        part: Part,
        /// What it said then; absent if it was not there.
        then: Option<String>,
        /// What it says now.
        now: String,
    },
    /// A part is called otherwise below now.
    PartRenamed {
        /// The part.
        part: Part,
        /// Its name now.
        to: Part,
    },
    /// A part is there no more below.
    PartGone(Part),
    /// A part says what the one below says.
    PartSame(Part),
    /// The page has moved; `exact` if its text is the same to the letter.
    Moved {
        /// Where to.
        to: String,
        /// Whether its text has not changed on the way.
        exact: bool,
    },
    /// The page was split.
    Split(Vec<String>),
    /// A layer below hides the page.
    HiddenBelow,
    /// The copy that the layer kept is not what was copied.
    CopyDamaged,
    /// A merge has left places in the own file that are still to be decided.
    Undecided,
}

/// What came of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What became of the file.
    pub state: State,
    /// What is worth knowing.
    pub notes: Vec<Note>,
    /// What changed below, in lines; only of whole files.
    pub upstream: LineCount,
    /// What changed here, in lines; only of whole files.
    pub own: LineCount,
}

impl Comparison {
    pub(super) fn of(state: State) -> Self {
        Self {
            state,
            notes: Vec::new(),
            upstream: LineCount::default(),
            own: LineCount::default(),
        }
    }
}

const NAMELESS: Names<'static> = Names {
    own: "",
    then: "",
    now: "",
    gone: "",
};

/// Compares a file that takes the place of another. `then` is absent if nobody knows it.
#[must_use]
pub fn whole(then: Option<&[u8]>, now: &[u8], own: &[u8]) -> Comparison {
    if same(own, now) {
        return Comparison::of(State::Same);
    }
    let Some(then) = then else {
        return Comparison::of(State::UnknownOrigin);
    };
    let (Some(then_text), Some(now_text), Some(own_text)) =
        (Plain::read(then), Plain::read(now), Plain::read(own))
    else {
        return Comparison::of(if then == now {
            State::Unchanged
        } else if own == then {
            State::Changed
        } else {
            State::Conflict
        });
    };
    let (then, now, own) = (&then_text.text, &now_text.text, &own_text.text);
    let mut comparison = Comparison {
        state: text_state(then, now, own),
        notes: Vec::new(),
        upstream: LineCount::between(then, now),
        own: LineCount::between(then, own),
    };
    if then != now && same_but_for_space(then, now) {
        comparison.notes.push(Note::SpaceOnly);
    }
    comparison
}

fn text_state(then: &str, now: &str, own: &str) -> State {
    if same_but_for_space(then, now) {
        State::Unchanged
    } else if own == then {
        State::Changed
    } else if merge(then, own, now, NAMELESS).conflicts == 0 {
        State::Merges
    } else {
        State::Conflict
    }
}

/// Compares a file that changes parts of another. `None` if one of them cannot be read.
#[must_use]
pub fn by_parts(mode: Mode, then: Option<&[u8]>, now: &[u8], own: &[u8]) -> Option<Comparison> {
    let (now, own) = (parts(mode, now)?, parts(mode, own)?);
    let then = match then {
        Some(then) => Some(parts(mode, then)?),
        None => None,
    };
    let mut comparison = Comparison::of(State::Unchanged);
    let mut all_same = !own.is_empty();
    for (part, value) in &own {
        let (state, note) = match &then {
            Some(then) => one_part(part, value, then, &now),
            None => part_of_unknown_origin(part, value, &now),
        };
        all_same &= matches!(note, Some(Note::PartSame(_)));
        comparison.state = comparison.state.max(state);
        comparison.notes.extend(note);
    }
    if all_same {
        comparison.state = State::Same;
    }
    Some(comparison)
}

fn one_part(part: &Part, own: &str, then: &Parts, now: &Parts) -> (State, Option<Note>) {
    let changed = |then: Option<&String>, now: &str| Note::PartChanged {
        part: part.clone(),
        then: then.cloned(),
        now: now.to_owned(),
    };
    match (then.get(part), now.get(part)) {
        (_, Some(now)) if same_value(part, now, own) => {
            (State::Unchanged, Some(Note::PartSame(part.clone())))
        }
        (None, None) => (State::Unchanged, None),
        (Some(before), Some(after)) if same_value(part, before, after) => (
            State::Unchanged,
            (before != after).then_some(Note::SpaceOnly),
        ),
        (Some(before), Some(after)) if *part == Part::Body => {
            match text_state(before, after, own) {
                State::Unchanged => (State::Unchanged, None),
                state => (state, Some(changed(Some(before), after))),
            }
        }
        (before, Some(after)) => (State::Conflict, Some(changed(before, after))),
        (Some(before), None) => match renamed(part, before, then, now) {
            Some(to) => {
                let part = part.clone();
                (State::Merges, Some(Note::PartRenamed { part, to }))
            }
            None => (State::Conflict, Some(Note::PartGone(part.clone()))),
        },
    }
}

fn part_of_unknown_origin(part: &Part, own: &str, now: &Parts) -> (State, Option<Note>) {
    let note = match now.get(part) {
        Some(now) if same_value(part, now, own) => Some(Note::PartSame(part.clone())),
        None if matches!(part, Part::Block(_)) => Some(Note::PartGone(part.clone())),
        _ => None,
    };
    (State::UnknownOrigin, note)
}

/// Whether two values of a part say the same; of running text only white space may differ.
fn same_value(part: &Part, one: &str, other: &str) -> bool {
    match part {
        Part::Body | Part::Block(_) => same_but_for_space(one, other),
        Part::Key(_) | Part::Entry { .. } => one == other,
    }
}

/// The new name of a part: it is gone, one beside it is new and says the very same, and no other could be meant.
fn renamed(part: &Part, value: &str, then: &Parts, now: &Parts) -> Option<Part> {
    let beside = |found: &&Part| part.is_beside(found);
    let mut gone = then
        .iter()
        .filter(|(found, said)| !now.contains_key(found) && *said == value)
        .map(|(found, _)| found)
        .filter(beside);
    let mut new = now
        .iter()
        .filter(|(found, said)| !then.contains_key(found) && *said == value)
        .map(|(found, _)| found)
        .filter(beside);
    match (gone.next(), gone.next(), new.next(), new.next()) {
        (Some(_), None, Some(to), None) => Some(to.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Mode, Note, State, by_parts, whole};

    #[test]
    fn whole_files() {
        let check = |then: &str, now: &str, own: &str, expected: State| {
            let found = whole(Some(then.as_bytes()), now.as_bytes(), own.as_bytes());
            assert_eq!(found.state, expected, "{then:?} {now:?} {own:?}");
        };
        check("a\nb\nc\n", "a\nb\nc\n", "a\nb\nX\n", State::Unchanged);
        check("a\nb\nc\n", "a  b\nc\n", "a\nb\nX\n", State::Unchanged);
        check("a\nb\nc\n", "A\nb\nc\n", "a\nb\nc\n", State::Changed);
        check("a\nb\nc\n", "A\nb\nc\n", "a\r\nb\r\nc\r\n", State::Changed);
        check("a\nb\nc\n", "A\nb\nc\n", "a\nb\nX\n", State::Merges);
        check("a\nb\nc\n", "A\nb\nc\n", "X\nb\nc\n", State::Conflict);
        check("a\nb\nc\n", "A\nb\nc\n", "A\nb\nc\n", State::Same);
        assert_eq!(whole(None, b"a", b"b").state, State::UnknownOrigin);
        assert_eq!(whole(Some(&[0xff]), &[0xfe], &[0xff]).state, State::Changed);
        assert_eq!(
            whole(Some(&[0xff]), &[0xfe], &[0xfd]).state,
            State::Conflict
        );
    }

    #[test]
    fn words_key_by_key() {
        let check = |then: &str, now: &str, own: &str, state: State, notes: usize| {
            let found = by_parts(
                Mode::Words,
                Some(then.as_bytes()),
                now.as_bytes(),
                own.as_bytes(),
            );
            let found = found.map(|found| (found.state, found.notes.len()));
            assert_eq!(found, Some((state, notes)), "{now} {own}");
        };
        let then = "a = \"1\"\nb = \"2\"\n";
        check(
            then,
            "a = \"1\"\nb = \"9\"\n",
            "a = \"x\"",
            State::Unchanged,
            0,
        );
        check(
            then,
            "a = \"3\"\nb = \"2\"\n",
            "a = \"x\"",
            State::Conflict,
            1,
        );
        check(then, "a = \"x\"\nb = \"2\"\n", "a = \"x\"", State::Same, 1);
        check(
            then,
            "c = \"1\"\nb = \"2\"\n",
            "a = \"x\"",
            State::Merges,
            1,
        );
        check(then, "b = \"2\"\n", "a = \"x\"", State::Conflict, 1);
        check(then, then, "z = \"x\"", State::Unchanged, 0);
    }

    #[test]
    fn a_name_is_only_called_new_if_no_other_could_be_meant() {
        let notes = |then: &str, now: &str| {
            let own = b"a = 9";
            by_parts(Mode::Words, Some(then.as_bytes()), now.as_bytes(), own)
                .map(|found| found.notes)
        };
        assert!(matches!(
            notes("a = 1", "b = 1\nc = 1").as_deref(),
            Some([Note::PartGone(_)])
        ));
        assert!(matches!(
            notes("a = 1\nb = 1", "c = 1").as_deref(),
            Some([Note::PartGone(_)])
        ));
    }
}
