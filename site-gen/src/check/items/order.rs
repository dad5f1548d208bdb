//! The order in which the steps of an `order` item are shown first.

use sha2::{Digest as _, Sha256};

/// The order an `order` item is shown in first. It must score 0 (at least half of all pairs are the wrong way round), but it
/// is not simply the right one reversed: after two such items that would give the rest away. It follows from the id
/// alone, so that every build and every printed form shows the same.
pub(super) fn order_shown(id: &str, steps: usize) -> Vec<usize> {
    let reversed: Vec<usize> = (0..steps).rev().collect();
    let pairs = steps * steps.saturating_sub(1) / 2;
    (0..SHUFFLES)
        .map(|attempt| shuffled(id, attempt, steps))
        .find(|order| 2 * wrong_pairs(order) >= pairs && *order != reversed)
        .unwrap_or(reversed)
}

/// Of the shuffles of three or more steps about half score 0, so that this many never fail.
const SHUFFLES: u8 = 64;

/// The steps in an order drawn from the id (Fisher and Yates; the hash is the source of numbers).
fn shuffled(id: &str, attempt: u8, steps: usize) -> Vec<usize> {
    let numbers = Sha256::new()
        .chain_update(id)
        .chain_update([attempt])
        .finalize();
    let mut order: Vec<usize> = (0..steps).collect();
    for (place, number) in (1..steps).rev().zip(numbers.iter()) {
        order.swap(place, usize::from(*number) % (place + 1));
    }
    order
}

fn wrong_pairs(order: &[usize]) -> usize {
    let after = |place: usize| order[place + 1..].iter();
    order
        .iter()
        .enumerate()
        .map(|(place, first)| after(place).filter(|second| *second < first).count())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_shown_first_scores_nothing_and_gives_nothing_away() {
        for steps in 3..=8 {
            let shown: Vec<Vec<usize>> = (0..40)
                .map(|number| order_shown(&format!("aufgabe-{number}"), steps))
                .collect();
            let pairs = steps * (steps - 1) / 2;
            let reversed: Vec<usize> = (0..steps).rev().collect();
            for order in &shown {
                assert!(
                    2 * wrong_pairs(order) >= pairs,
                    "{order:?} would score untouched"
                );
                assert_ne!(*order, reversed);
            }
            assert!(
                shown.windows(2).any(|two| two[0] != two[1]),
                "orders differ from item to item"
            );
        }
        assert_eq!(order_shown("zwei", 2), [1, 0]);
    }
}
