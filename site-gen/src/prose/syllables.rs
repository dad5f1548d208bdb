//! Syllables of German words, as they are spoken slowly.
//!
//! 1. [`hypher`]'s patterns (those of TeX for the spelling of 1996) cut a word at the places where it may be hyphenated, which
//!    finds the seams of compounds and prefixes: `be-inhal-ten`, `Mu-se-um`, `Fe-ri-en-zeit`.
//! 2. In each piece the vowels that sound as one count once: `ei`, `au`, `ie`, `ee` … A single vowel that typesetters never
//!    cut off (`A-bend`) counts too.
//! 3. Where a piece ends in vowel, consonant, `e`, the word is English and its last `e` silent: German would be cut there
//!    (`Wa-re`, but `Soft-ware`).
//!
//! Abbreviations in capitals count as they are read aloud: `PC` two, `PIN` one.

/// The syllables of a word; at least 1 for anything with a letter, 0 without.
#[must_use]
pub fn syllables(word: &str) -> usize {
    word.split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(part)
        .sum()
}

/// Abbreviations in capitals that are read as words and not letter by letter.
const READ_AS_WORDS: [(&str, usize); 12] = [
    ("APP", 1),
    ("DIN", 1),
    ("ESCO", 2),
    ("LAN", 1),
    ("NATO", 2),
    ("PIN", 1),
    ("PUK", 1),
    ("RAM", 1),
    ("SIM", 1),
    ("TAN", 1),
    ("TÜV", 1),
    ("WLAN", 2),
];

/// Ends of words that the rules would read wrongly.
const MISREAD: [(&str, usize); 5] = [
    ("beamer", 2),
    ("bluetooth", 2),
    ("leader", 2),
    ("reader", 2),
    ("ukraine", 4),
];

/// No abbreviation in use is longer.
const LONGEST_ABBREVIATION: usize = 5;

fn part(word: &str) -> usize {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters == 0 {
        return 0;
    }
    if letters == 1 {
        return 1;
    }
    let in_capitals = word
        .chars()
        .all(|letter| !letter.is_alphabetic() || letter.is_uppercase());
    if in_capitals && letters <= LONGEST_ABBREVIATION {
        let as_word = READ_AS_WORDS.iter().find(|(known, _)| *known == word);
        return as_word.map_or(letters, |(_, count)| *count);
    }
    let lower = word.to_lowercase();
    let (mut begin, mut end_count) = (lower.as_str(), 0);
    while let Some((rest, count)) = MISREAD
        .iter()
        .find_map(|(end, count)| Some((begin.strip_suffix(end)?, count)))
    {
        begin = rest;
        end_count += count;
    }
    if !begin.contains(char::is_alphabetic) {
        return end_count;
    }
    let pieces: Vec<&str> = hypher::hyphenate(begin, hypher::Lang::German).collect();
    let plural = pieces.len() > 1 && ends_in_two_vowels(pieces[pieces.len() - 1]);
    let count: usize = pieces.into_iter().map(nuclei).sum();
    (count + usize::from(plural)).max(1) + end_count
}

/// `E-ner-gi-en`: the patterns leave `gien` in one piece. Not so `er-schien`.
fn ends_in_two_vowels(last: &str) -> bool {
    last.ends_with("ien") && !last.starts_with("sch")
}

const fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'ä'
            | 'ö'
            | 'ü'
            | 'á'
            | 'à'
            | 'â'
            | 'é'
            | 'è'
            | 'ê'
            | 'î'
            | 'ô'
            | 'û'
    )
}

/// The vowels of a piece that sound on their own.
fn nuclei(piece: &str) -> usize {
    let letters: Vec<char> = piece.chars().collect();
    let mut count = 0;
    let mut at = 0;
    while at < letters.len() {
        if sounds(&letters, at) {
            count += 1;
            at += length_of_nucleus(&letters, at);
        } else {
            at += 1;
        }
    }
    if count > 1 && ends_in_silent_e(&letters) {
        count -= 1;
    }
    count
}

/// Whether a letter is a vowel where it stands: `u` after `q` is not, nor `y` before a vowel.
fn sounds(letters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| letters[before]);
    match letters[at] {
        'u' if before == Some('q') => false,
        'y' if before.is_none() => !letters.get(at + 1).copied().is_some_and(is_vowel),
        letter => is_vowel(letter),
    }
}

/// How many letters from here sound as one vowel.
fn length_of_nucleus(letters: &[char], at: usize) -> usize {
    let letter = |offset: usize| letters.get(at + offset).copied();
    let after_consonant = at > 0 && !is_vowel(letters[at - 1]);
    match (letter(0), letter(1), letter(2)) {
        (Some('e'), Some('a'), Some('u')) => 3,
        // `I-de-en`, `Mu-se-en`; English: `Screen`, `Teen`
        (Some('e'), Some('e'), Some('n'))
            if letter(3).is_none() && at > 0 && !matches!(letters[at - 1], 'r' | 't' | 'u') =>
        {
            1
        }
        (Some('a'), Some('i' | 'u' | 'y' | 'a'), _)
        | (Some('ä'), Some('u'), _)
        | (Some('e'), Some('i' | 'u' | 'y' | 'e'), _)
        | (Some('i'), Some('e'), _)
        | (Some('o'), Some('i' | 'o' | 'u' | 'y'), _) => 2,
        // English: `Team`, `Board`. In German words there is a seam: `re-al`, `O-a-se`.
        (Some('e' | 'o'), Some('a'), Some(next)) if after_consonant && !is_vowel(next) => 2,
        (Some('o'), Some('a'), None) if after_consonant => 2,
        _ => 1,
    }
}

/// Consonant, vowel, consonant, `e` in one piece, perhaps with the `s` of a plural.
fn ends_in_silent_e(letters: &[char]) -> bool {
    matches!(
        letters,
        [.., first, vowel, consonant, 'e'] | [.., first, vowel, consonant, 'e', 's']
            if !is_vowel(*first) && is_vowel(*vowel) && !is_vowel(*consonant)
    )
}

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn a_word_may_be_of_any_length() {
        assert_eq!(syllables(&"la".repeat(1000)), 1000);
    }
}
