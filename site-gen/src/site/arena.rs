//! Collections whose elements are named by handles: a reference that cannot dangle.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

use super::seen::{self, Part};

/// The place of a `T` in its [`Arena`].
pub struct Handle<T> {
    index: usize,
    kind: PhantomData<fn() -> T>,
}

impl<T> Handle<T> {
    /// The handle of the element at a place. For [`crate::check`] alone: it hands out places it is about to fill.
    pub(crate) const fn new(index: usize) -> Self {
        Self {
            index,
            kind: PhantomData,
        }
    }
}

impl<T> Clone for Handle<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Handle<T> {}

impl<T> PartialEq for Handle<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for Handle<T> {}

impl<T> PartialOrd for Handle<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Handle<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.index.cmp(&other.index)
    }
}

impl<T> Hash for Handle<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}

impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Elements in the order they are shown in. Every look at them is noted ([`seen`](super::seen)).
#[derive(Debug, PartialEq)]
pub struct Arena<T> {
    part: Part,
    elements: Vec<T>,
}

impl<T> Arena<T> {
    /// An arena of these elements.
    pub(crate) const fn new(part: Part, elements: Vec<T>) -> Self {
        Self { part, elements }
    }

    /// The elements with their handles, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Handle<T>, &T)> + ExactSizeIterator {
        self.as_slice()
            .iter()
            .enumerate()
            .map(|(index, element)| (Handle::new(index), element))
    }

    /// The element before one and the one after it.
    #[must_use]
    pub fn neighbours(&self, handle: Handle<T>) -> (Option<&T>, Option<&T>) {
        let elements = self.as_slice();
        let before = handle.index.checked_sub(1);
        (
            before.and_then(|place| elements.get(place)),
            elements.get(handle.index + 1),
        )
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.as_slice().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    /// The elements as a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        seen::note(self.part);
        &self.elements
    }
}

impl<T> Index<Handle<T>> for Arena<T> {
    type Output = T;

    fn index(&self, handle: Handle<T>) -> &T {
        &self.as_slice()[handle.index]
    }
}
