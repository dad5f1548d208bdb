//! The best few of many, in order. (The standard library's sorts would add kilobytes to the module.)

/// Puts `new` behind all that are not after it, and keeps the first `most`.
pub(super) fn keep<T>(best: &mut Vec<T>, most: usize, new: T, is_before: impl Fn(&T, &T) -> bool) {
    let place = best
        .iter()
        .position(|known| is_before(&new, known))
        .unwrap_or(best.len());
    best.insert(place, new);
    best.truncate(most);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equals_stays_first() {
        let mut best = Vec::new();
        for new in [(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd'), (1, 'e')] {
            keep(&mut best, 3, new, |a, b| a.0 < b.0);
        }
        assert_eq!(best, [(1, 'b'), (1, 'e'), (2, 'd')]);
    }
}
