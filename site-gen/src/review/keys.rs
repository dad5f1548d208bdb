//! Where the right answers stand and how long they are: whoever always takes the second, or the longest, should gain nothing.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostics, Finding, Problem};
use crate::prose::readability::ratio;
use crate::site::LanguageSite;
use crate::site::item::Body;

/// The items of one kind with the same number of options.
#[derive(Debug, Serialize)]
pub struct Keys {
    /// `single`, or `situation` with its best reaction.
    pub kind: &'static str,
    /// The number of options.
    pub options: usize,
    /// How many items there are.
    pub items: usize,
    /// How many have their key at each place.
    pub at: Vec<usize>,
    /// How many have a key longer than every other option, in letters.
    pub longest: usize,
    /// How many have a key shorter than every other option.
    pub shortest: usize,
}

pub(super) fn check(site: &LanguageSite, diagnostics: &mut Diagnostics) -> Vec<Keys> {
    let mut of: BTreeMap<(&'static str, usize), Keys> = BTreeMap::new();
    for (_, item) in site.items.iter() {
        let (key, texts): (Option<usize>, Vec<&str>) = match &item.body {
            Body::Single { options } => (
                options.iter().position(|option| option.key),
                options.iter().map(|option| option.text.as_str()).collect(),
            ),
            Body::Situation { options } => (
                (0..options.len()).max_by_key(|place| options[*place].value),
                options.iter().map(|option| option.text.as_str()).collect(),
            ),
            _ => continue,
        };
        let Some(key) = key else { continue };
        let kind = item.kind().as_str();
        let keys = of.entry((kind, texts.len())).or_insert_with(|| Keys {
            kind,
            options: texts.len(),
            items: 0,
            at: vec![0; texts.len()],
            longest: 0,
            shortest: 0,
        });
        let length = |text: &str| text.chars().count();
        let own = length(texts[key]);
        let others = || {
            texts
                .iter()
                .enumerate()
                .filter(move |(place, _)| *place != key)
                .map(move |(_, text)| length(text))
        };
        keys.items += 1;
        keys.at[key] += 1;
        keys.longest += usize::from(others().all(|other| other < own));
        keys.shortest += usize::from(others().all(|other| other > own));
    }
    let all: Vec<Keys> = of.into_values().collect();
    for keys in &all {
        keys.report(diagnostics);
    }
    all
}

impl Keys {
    fn report(&self, diagnostics: &mut Diagnostics) {
        let mut say = |count: usize, finding: &dyn Fn(u32) -> Finding| {
            if self.is_too_often(count) {
                diagnostics.general(Problem::Finding(finding(percent(count, self.items))));
            }
        };
        for (place, count) in self.at.iter().enumerate() {
            say(*count, &|percent| Finding::KeyPlace {
                kind: self.kind,
                options: self.options,
                place: place + 1,
                percent,
            });
        }
        say(self.longest, &|percent| Finding::KeyLength {
            kind: self.kind,
            options: self.options,
            longest: true,
            percent,
        });
        say(self.shortest, &|percent| Finding::KeyLength {
            kind: self.kind,
            options: self.options,
            longest: false,
            percent,
        });
    }

    /// Whether a count lies above what chance would give in 99.5 of 100 banks (normal approximation of the binomial with
    /// 1/options; only where at least five are expected).
    fn is_too_often(&self, count: usize) -> bool {
        const Z: f64 = 2.575_829_303_548_901;
        let chance = ratio(1, self.options);
        let expected = ratio(self.items, self.options);
        expected >= 5.0 && ratio(count, 1) > expected + Z * (expected * (1.0 - chance)).sqrt()
    }
}

/// A share in whole percent.
pub(super) fn percent(part: usize, whole: usize) -> u32 {
    u32::try_from((200 * part + whole) / (2 * whole).max(1)).unwrap_or(u32::MAX)
}
