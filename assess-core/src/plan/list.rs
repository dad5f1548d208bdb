//! Lists without a way to panic: what lies outside reads as nothing.

/// The entry, or the default where there is none.
#[inline(always)]
pub(super) fn at<T: Copy + Default>(list: &[T], index: usize) -> T {
    match list.get(index) {
        Some(entry) => *entry,
        None => T::default(),
    }
}

/// Sets the entry, if there is one.
#[inline(always)]
pub(super) fn set<T>(list: &mut [T], index: usize, entry: T) {
    if let Some(place) = list.get_mut(index) {
        *place = entry;
    }
}
