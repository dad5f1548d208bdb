//! The lines that a merge puts around a place that people have to decide ([`crate::upstream::merge`] writes them).

/// The least that markers are long; a line of the text that looks like one makes them longer.
pub const LENGTH: usize = 7;

/// The first line that a merge has left for people to decide, counted in bytes from the beginning of the text.
#[must_use]
pub fn first_marker(text: &str) -> Option<std::ops::Range<usize>> {
    if !text.contains("<<<<<<<") {
        return None;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let length = line.chars().take_while(|c| *c == '<').count();
        if length >= LENGTH && line[length..].starts_with(' ') {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::first_marker;

    #[test]
    fn what_is_left_to_decide_is_found() {
        assert_eq!(first_marker("a\n<<<<<<< eigen\nb\n"), Some(2..15));
        assert_eq!(first_marker("a\n<<<<<<<\n< b\n"), None);
    }
}
