//! How hard a text is to read: the first Wiener Sachtextformel.
//!
//! Bamberger, R. & Vanecek, E. (1984): Lesen – Verstehen – Lernen – Schreiben. Die Schwierigkeitsstufen von Texten in deutscher
//! Sprache. Wien: Jugend und Volk. The result is a school grade: 4 very easy to 15 very hard.

use super::sentences::sentences;
use super::syllables::syllables;
use super::words::words;
use crate::markdown::plain::{Block, BlockKind};

/// The counts of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences with at least one word.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Words of three or more syllables.
    pub many_syllables: usize,
    /// Words of one syllable.
    pub one_syllable: usize,
    /// Words of more than six letters.
    pub long: usize,
}

impl Counts {
    /// The counts of blocks. Headings and entries of lists are sentences; cells of tables are left out, since they are read
    /// as a table.
    #[must_use]
    pub fn of<'b>(blocks: impl IntoIterator<Item = &'b Block>) -> Self {
        let mut counts = Self::default();
        for block in blocks {
            if block.kind != BlockKind::Cell {
                counts.add(&block.text);
            }
        }
        counts
    }

    /// Adds a text of whole sentences.
    pub fn add(&mut self, text: &str) {
        for sentence in sentences(text) {
            let words = words(&text[sentence]);
            self.sentences += usize::from(!words.is_empty());
            self.words += words.len();
            for word in words {
                let syllables = syllables(word);
                self.many_syllables += usize::from(syllables >= 3);
                self.one_syllable += usize::from(syllables == 1);
                let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
                self.long += usize::from(letters > 6);
            }
        }
    }

    /// The grade by the first Wiener Sachtextformel; `None` without a word.
    ///
    /// 0.1935·MS + 0.1672·SL + 0.1297·IW − 0.0327·ES − 0.875 with MS the percentage of words of three or more syllables, SL the
    /// mean length of sentences in words, IW the percentage of words of more than six letters, ES that of words of one syllable.
    #[must_use]
    pub fn grade(&self) -> Option<f64> {
        if self.words == 0 {
            return None;
        }
        let percent = |count: usize| 100.0 * ratio(count, self.words);
        Some(
            0.1935 * percent(self.many_syllables)
                + 0.1672 * ratio(self.words, self.sentences)
                + 0.1297 * percent(self.long)
                - 0.0327 * percent(self.one_syllable)
                - 0.875,
        )
    }
}

/// The quotient of two counts far below 2⁵³.
#[allow(clippy::cast_precision_loss, reason = "counts of words")]
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// The middle of values: the mean of the two middle ones if their number is even; `None` of none.
#[must_use]
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*values.get(middle.checked_sub(1)?)?, upper))
}

#[cfg(test)]
mod tests {
    use super::{Counts, median};

    #[test]
    fn the_formula_is_that_of_1984() {
        // Two sentences, ten words: Der Bauhof meldet den Schaden. Die Verwaltung prüft ihn morgen.
        let mut counts = Counts::default();
        counts.add("Der Bauhof meldet den Schaden. Die Verwaltung prüft ihn morgen.");
        let expected = Counts {
            sentences: 2,
            words: 10,
            many_syllables: 1,
            one_syllable: 5,
            long: 2,
        };
        assert_eq!(counts, expected);
        let grade = counts.grade().unwrap_or_default();
        let by_hand = 0.1935 * 10.0 + 0.1672 * 5.0 + 0.1297 * 20.0 - 0.0327 * 50.0 - 0.875;
        assert!((grade - by_hand).abs() < 1e-12, "{grade}");
        assert_eq!(Counts::default().grade(), None);
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }
}
