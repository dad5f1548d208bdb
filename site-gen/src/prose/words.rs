//! Words: what is counted of a sentence.

/// An abbreviation with a dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abbreviation {
    /// As it is written, without its last dot.
    short: &'static str,
    /// The words it is read as.
    words: &'static [&'static str],
    /// Whether a sentence may end with it.
    pub may_end: bool,
}

const fn inside(short: &'static str, words: &'static [&'static str]) -> Abbreviation {
    Abbreviation {
        short,
        words,
        may_end: false,
    }
}

const fn at_the_end(short: &'static str, words: &'static [&'static str]) -> Abbreviation {
    Abbreviation {
        short,
        words,
        may_end: true,
    }
}

/// Those of one word; those of single letters (`z. B.`) are in [`OF_LETTERS`].
const ABBREVIATIONS: [Abbreviation; 30] = [
    inside("Abs", &["Absatz"]),
    inside("Art", &["Artikel"]),
    inside("Bsp", &["Beispiel"]),
    inside("bspw", &["beispielsweise"]),
    inside("bzgl", &["bezüglich"]),
    inside("bzw", &["beziehungsweise"]),
    inside("ca", &["circa"]),
    inside("Dr", &["Doktor"]),
    at_the_end("etc", &["et", "cetera"]),
    inside("evtl", &["eventuell"]),
    at_the_end("ff", &["folgende"]),
    inside("ggf", &["gegebenenfalls"]),
    inside("Hr", &["Herr"]),
    inside("inkl", &["inklusive"]),
    inside("Kap", &["Kapitel"]),
    inside("lfd", &["laufende"]),
    inside("max", &["maximal"]),
    inside("min", &["mindestens"]),
    at_the_end("Min", &["Minuten"]),
    inside("Mio", &["Millionen"]),
    inside("Mrd", &["Milliarden"]),
    inside("Nr", &["Nummer"]),
    inside("Prof", &["Professor"]),
    inside("sog", &["sogenannte"]),
    at_the_end("Std", &["Stunden"]),
    at_the_end("Str", &["Straße"]),
    inside("Tel", &["Telefon"]),
    at_the_end("usw", &["und", "so", "weiter"]),
    inside("vgl", &["vergleiche"]),
    inside("zzgl", &["zuzüglich"]),
];

/// Abbreviations of several letters, each with its dot, written with or without spaces between.
const OF_LETTERS: [(&[&str], &[&str]); 8] = [
    (&["z", "B"], &["zum", "Beispiel"]),
    (&["d", "h"], &["das", "heißt"]),
    (&["u", "a"], &["unter", "anderem"]),
    (&["z", "T"], &["zum", "Teil"]),
    (&["o", "Ä"], &["oder", "Ähnliches"]),
    (&["u", "Ä"], &["und", "Ähnliches"]),
    (&["i", "d", "R"], &["in", "der", "Regel"]),
    (&["u", "U"], &["unter", "Umständen"]),
];

impl Abbreviation {
    /// The abbreviation of this spelling, without its dot.
    #[must_use]
    pub fn of(short: &str) -> Option<&'static Self> {
        ABBREVIATIONS.iter().find(|known| known.short == short)
    }
}

/// The words of a sentence, abbreviations read out. Numbers, addresses and file names are no words; a compound with a
/// hyphen is one.
#[must_use]
pub fn words(sentence: &str) -> Vec<&str> {
    let tokens: Vec<&str> = sentence
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '–' | '—'))
        .filter(|token| !token.is_empty())
        .collect();
    let mut found = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some((length, spoken)) = of_letters(&tokens[at..]) {
            found.extend_from_slice(spoken);
            at += length;
            continue;
        }
        at += 1;
        if is_address(token) {
            continue;
        }
        let word = token.trim_matches(|letter: char| !letter.is_alphanumeric());
        let dotted = token.trim_end_matches([',', ')', '“']).ends_with('.');
        match Abbreviation::of(word).filter(|_| dotted) {
            Some(abbreviation) => found.extend_from_slice(abbreviation.words),
            None if word.contains(char::is_alphabetic) => found.push(word),
            None => {}
        }
    }
    found
}

/// Whether the tokens begin with an abbreviation of letters, how many they are, and the words it is read as.
fn of_letters(tokens: &[&str]) -> Option<(usize, &'static [&'static str])> {
    // Tokens of letters with dots: `z.`, `z.B.`; brackets and commas around them do not matter.
    fn letters(token: &str) -> Option<Vec<&str>> {
        let token = token.trim_matches(|letter: char| letter != '.' && !letter.is_alphanumeric());
        let parts: Vec<&str> = token.strip_suffix('.')?.split('.').collect();
        let single =
            |part: &&str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
        parts.iter().all(single).then_some(parts)
    }
    OF_LETTERS.iter().find_map(|(short, spoken)| {
        let mut rest = *short;
        let mut length = 0;
        while !rest.is_empty() {
            rest = rest.strip_prefix(letters(tokens.get(length)?)?.as_slice())?;
            length += 1;
        }
        Some((length, *spoken))
    })
}

/// `name@stadt.example`, `https://…`, `site.toml`: nothing that is read word by word.
fn is_address(token: &str) -> bool {
    let token = token.trim_matches(|letter: char| !letter.is_alphanumeric());
    let inner_dot = token.char_indices().any(|(at, letter)| {
        let beside = |text: &str, last: bool| {
            let letter = if last {
                text.chars().next_back()
            } else {
                text.chars().next()
            };
            letter.is_some_and(char::is_alphabetic)
        };
        letter == '.' && beside(&token[..at], true) && beside(&token[at + 1..], false)
    });
    token.contains('@') || token.contains("://") || inner_dot
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_what_is_read_aloud() {
        let check = |sentence: &str, expected: &[&str]| assert_eq!(words(sentence), expected);
        check(
            "Der Bauhof meldet sich.",
            &["Der", "Bauhof", "meldet", "sich"],
        );
        check(
            "Am 1. Februar um 14.30 Uhr",
            &["Am", "Februar", "um", "Uhr"],
        );
        check("„Selbst-Check“ (kurz)", &["Selbst-Check", "kurz"]);
        check("und/oder – sofort", &["und", "oder", "sofort"]);
        check(
            "Nr. 3, z. B. (z.B.) usw.",
            &[
                "Nummer", "zum", "Beispiel", "zum", "Beispiel", "und", "so", "weiter",
            ],
        );
        check("Die Art der Nr", &["Die", "Art", "der", "Nr"]);
        check(
            "it@stadt.example schreibt an www.stadt.example",
            &["schreibt", "an"],
        );
        check("3 × 4 …", &[]);
    }
}
