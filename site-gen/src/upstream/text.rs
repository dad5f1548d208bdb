//! What is compared of texts: whether they say the same, and how many lines differ.

pub use crate::source::plain::{Plain, checksum, same};

/// Whether two texts differ in nothing but white space, and so read the same: wrapped otherwise, indented otherwise.
#[must_use]
pub fn same_but_for_space(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// How many lines came and went between two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LineCount {
    /// Lines that the second has and the first has not.
    pub added: usize,
    /// Lines that the first has and the second has not.
    pub removed: usize,
}

impl LineCount {
    /// Counts.
    #[must_use]
    pub fn between(one: &str, other: &str) -> Self {
        let patch = diffy::create_patch(one, other);
        let mut count = Self::default();
        for line in patch.hunks().iter().flat_map(diffy::Hunk::lines) {
            match line {
                diffy::Line::Context(_) => {}
                diffy::Line::Delete(_) => count.removed += 1,
                diffy::Line::Insert(_) => count.added += 1,
            }
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::{LineCount, same_but_for_space};

    #[test]
    fn space_is_none_of_what_a_text_says() {
        assert!(same_but_for_space(
            "Ein Satz,\nder geht.\n",
            "Ein  Satz, der\ngeht."
        ));
        assert!(!same_but_for_space("Ein Satz", "EinSatz"));
    }

    #[test]
    fn lines_are_counted() {
        let count = LineCount::between("a\nb\nc\n", "a\nB\nc\nd\n");
        assert_eq!((count.added, count.removed), (2, 1));
    }
}
