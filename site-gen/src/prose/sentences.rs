//! Where sentences end.
//!
//! At `.`, `!`, `?` and `…`, with the quotation marks and brackets that follow, before white space, and only if no small letter
//! comes next. A dot after an abbreviation, a single letter or a number of one or two digits (`1. Februar`) ends a sentence
//! only at the end of the text, or after a number before a word that sentences begin with.

use std::ops::Range;

use super::words::Abbreviation;

/// The sentences of a block, as ranges without white space around them.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, letter)) = rest.next() {
        if !is_mark(letter) {
            continue;
        }
        // Of several marks in a row the strongest counts: `…?`
        let mut mark = letter;
        let mut end = at + letter.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, next)| is_mark(*next) || is_closing(*next)) {
            end = at + next.len_utf8();
            if matches!(next, '!' | '?') {
                mark = next;
            }
        }
        if ends(&text[start..at], mark, &text[end..]) {
            push(&mut found, text, start..end);
            start = end;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

const fn is_mark(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…')
}

const fn is_closing(letter: char) -> bool {
    matches!(letter, '“' | '”' | '"' | '«' | '»' | '‘' | '’' | ')' | ']')
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let sentence = &text[range.clone()];
    let start = range.start + (sentence.len() - sentence.trim_start().len());
    let end = range.end - (sentence.len() - sentence.trim_end().len());
    if start < end && text[start..end].chars().any(char::is_alphanumeric) {
        found.push(start..end);
    }
}

/// Whether the mark between these two ends a sentence.
fn ends(before: &str, mark: char, after: &str) -> bool {
    let next = after.trim_start();
    if next.is_empty() {
        return true;
    }
    if next.len() == after.len() {
        // `14.30`, `site.toml`
        return false;
    }
    let first = next.chars().find(|letter| letter.is_alphanumeric());
    if first.is_some_and(char::is_lowercase) {
        return false;
    }
    if mark == '…' {
        // `Der Ort ist … Die Zeit ist …`: a gap to fill in, or a thought that breaks off.
        return first.is_some_and(char::is_uppercase) && !before.ends_with(' ');
    }
    if mark != '.' {
        return true;
    }
    let word = before
        .rsplit(|letter: char| letter.is_whitespace() || matches!(letter, '(' | '„' | '/'))
        .next()
        .unwrap_or_default();
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        // An initial or a part of an abbreviation such as `z. B.`
        (Some(only), None) if only.is_alphabetic() => false,
        (Some(first), _) if first.is_ascii_digit() => {
            let is_ordinal = word.len() <= 2 && word.chars().all(|letter| letter.is_ascii_digit());
            !is_ordinal || begins_a_sentence(next)
        }
        _ => match Abbreviation::of(word) {
            None => true,
            Some(abbreviation) => abbreviation.may_end && begins_a_sentence(next),
        },
    }
}

/// Words that begin sentences and are small inside them: behind a dot they tell where a new one starts.
const BEGINNINGS: [&str; 34] = [
    "Aber", "Alle", "Als", "Am", "An", "Auch", "Auf", "Bei", "Bis", "Da", "Danach", "Dann",
    "Darum", "Das", "Der", "Die", "Diese", "Ein", "Eine", "Er", "Es", "Fragen", "Für", "Ich",
    "Ihr", "Im", "In", "Mit", "Sie", "So", "Und", "Was", "Wer", "Wir",
];

fn begins_a_sentence(text: &str) -> bool {
    let word = text
        .split(|letter: char| !letter.is_alphabetic())
        .find(|word| !word.is_empty());
    word.is_some_and(|word| BEGINNINGS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_readers_stop() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = sentences(text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, expected);
        };
        check(
            "Das ist einer. Das noch einer!",
            &["Das ist einer.", "Das noch einer!"],
        );
        check("Ohne Punkt am Ende", &["Ohne Punkt am Ende"]);
        check(
            "Am 1. Februar ab 14.30 Uhr.",
            &["Am 1. Februar ab 14.30 Uhr."],
        );
        check(
            "Bis 31. 12. 2026 melden. Danach nicht.",
            &["Bis 31. 12. 2026 melden.", "Danach nicht."],
        );
        check(
            "Das war 2026. Danach kam Regen.",
            &["Das war 2026.", "Danach kam Regen."],
        );
        check(
            "Sie wählen die 3. Dann ist Schluss.",
            &["Sie wählen die 3.", "Dann ist Schluss."],
        );
        check(
            "Nehmen Sie z. B. Handschuhe mit.",
            &["Nehmen Sie z. B. Handschuhe mit."],
        );
        check(
            "Nach Abs. 2 und Nr. 3 gilt das.",
            &["Nach Abs. 2 und Nr. 3 gilt das."],
        );
        check(
            "Handys, Tablets usw. Sie liegen bereit.",
            &["Handys, Tablets usw.", "Sie liegen bereit."],
        );
        check(
            "Er fragt: „Was ist das?“ Sie zeigt es.",
            &["Er fragt: „Was ist das?“", "Sie zeigt es."],
        );
        check("„Was ist das?“ fragt er.", &["„Was ist das?“ fragt er."]);
        check(
            "Was nun …? Warten (kurz.) Gut.",
            &["Was nun …?", "Warten (kurz.)", "Gut."],
        );
        check(
            "Das Diensthandy … … mache ich selbst.",
            &["Das Diensthandy … … mache ich selbst."],
        );
        check(
            "Öffnen Sie site.toml. Fertig.",
            &["Öffnen Sie site.toml.", "Fertig."],
        );
        check(" … ", &[]);
    }
}
