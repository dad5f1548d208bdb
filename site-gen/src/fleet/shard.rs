//! A part of a fleet: `2/5` is every fifth municipality, from the second on.

use std::str::FromStr;

/// One of several parts. Every municipality is in exactly one of them, whoever builds which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    number: usize,
    of: usize,
}

impl Shard {
    /// Whether the municipality at a place, from 0, is in this part.
    #[must_use]
    pub const fn holds(self, place: usize) -> bool {
        place % self.of == self.number - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shard = text.split_once('/').and_then(|(number, of)| {
            Some(Self {
                number: number.trim().parse().ok()?,
                of: of.trim().parse().ok()?,
            })
        });
        shard
            .filter(|shard| (1..=shard.of).contains(&shard.number))
            .ok_or_else(|| format!("{text}: erwartet wird I/N, zum Beispiel 1/4 (expected I/N)"))
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn every_municipality_is_in_one_part() {
        let shards: Vec<Shard> = ["1/3", "2/3", "3/3"]
            .iter()
            .filter_map(|text| text.parse().ok())
            .collect();
        for place in 0..10 {
            let holding = shards.iter().filter(|shard| shard.holds(place)).count();
            assert_eq!(holding, 1, "{place}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for bad in ["", "1", "0/2", "3/2", "a/b", "1/0", "-1/2"] {
            assert!(bad.parse::<Shard>().is_err(), "{bad}");
        }
    }
}
