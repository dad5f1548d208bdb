//! Sorting in little code: every use of the standard library's sorts adds several kilobytes to the browser's module, and
//! the lists here are short.

/// Sorts by heap sort, in n·log n steps for every input. `before` must order strictly; what it holds for equal may end up in
/// any (but always the same) order.
pub(crate) fn sort<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for root in (0..items.len() / 2).rev() {
        sift_down(items, root, &before);
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        if let Some(heap) = items.get_mut(..end) {
            sift_down(heap, 0, &before);
        }
    }
}

/// Lets the item at `root` sink until neither of its children comes after it.
fn sift_down<T>(heap: &mut [T], mut root: usize, before: &impl Fn(&T, &T) -> bool) {
    loop {
        let mut last = root;
        for child in [2 * root + 1, 2 * root + 2] {
            if let (Some(a), Some(b)) = (heap.get(last), heap.get(child))
                && before(a, b)
            {
                last = child;
            }
        }
        if last == root {
            return;
        }
        heap.swap(root, last);
        root = last;
    }
}

/// Says for each name whether the same name stands before it.
pub(crate) fn repeated(names: &[&str]) -> Vec<bool> {
    let mut places: Vec<usize> = (0..names.len()).collect();
    let name = |place: &usize| names.get(*place).copied();
    sort(&mut places, |a, b| (name(a), a) < (name(b), b));
    let mut repeated = vec![false; names.len()];
    for (before, place) in places.iter().zip(places.iter().skip(1)) {
        if let Some(repeated) = repeated.get_mut(*place) {
            *repeated = name(before) == name(place);
        }
    }
    repeated
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_later_ones_are_repeated() {
        assert_eq!(
            repeated(&["b", "a", "b", "c", "a", "b"]),
            [false, false, true, false, true, true]
        );
        assert!(repeated(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn it_sorts(numbers: Vec<u8>) {
            let mut sorted = numbers.clone();
            sort(&mut sorted, |a, b| a < b);
            let mut expected = numbers;
            expected.sort_unstable();
            prop_assert_eq!(sorted, expected);
        }
    }
}
