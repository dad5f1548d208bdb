//! What all pictures share: escaping, numbers, the setting of text, and the frame of a figure.

use std::fmt::Write;

/// Mean width of one glyph in thousandths of the font size, for a glyph that is in none of the groups below.
const USUAL_GLYPH: u16 = 595;

/// Widths of glyphs in thousandths of the font size: the mean of a narrow (Arial) and a wide (`DejaVu` Sans) font of the
/// theme's font list, so that text set by them fits with the fonts in between and overshoots little with the widest.
const GLYPHS: [(u16, &str); 13] = [
    (0, "\u{ad}"),
    (250, "ijlI'|"),
    (300, " .,:;/\\!·\u{a0}"),
    (330, "ft-()[]"),
    (375, "r\"„“*"),
    (515, "sczJ?–_"),
    (545, "kvxy"),
    (585, "aeoäöéLF"),
    (650, "TZEPSYßAKVXBÄ"),
    (735, "CDRUHNÜG&"),
    (785, "wOQÖ+=<>~"),
    (880, "mM%…@"),
    (965, "W—"),
];

/// Second parts of compounds that stand in names of areas, competences and steps: the best places for a break.
const COMPOUND_PARTS: [&str; 38] = [
    "angebot",
    "arbeit",
    "auswertung",
    "befragung",
    "bereich",
    "beruf",
    "bildung",
    "dienst",
    "digital",
    "entwick",
    "erheb",
    "finden",
    "führ",
    "gestalt",
    "gerät",
    "grund",
    "gruppe",
    "handeln",
    "haltung",
    "kompetenz",
    "kraft",
    "kräfte",
    "kultur",
    "lern",
    "lösung",
    "mail",
    "nutz",
    "ordnung",
    "planung",
    "prüf",
    "schaft",
    "schutz",
    "schulung",
    "sicher",
    "stellung",
    "ständ",
    "verwaltung",
    "wissen",
];

/// How heavy a text is drawn; heavy glyphs are wider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Names that lead a group.
    Strong,
}

/// What a text is set in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Size in units of the picture.
    pub size: f64,
    /// Weight, see [`Weight`].
    pub weight: Weight,
}

impl Font {
    /// Distance between two baselines.
    pub fn line_height(self) -> f64 {
        self.size * 1.25
    }

    /// Approximate width of `text` set on one line.
    pub fn width(self, text: &str) -> f64 {
        let factor = match self.weight {
            Weight::Regular => 1.0,
            Weight::Strong => 1.08,
        };
        let thousandths: f64 = text
            .chars()
            .map(|glyph| f64::from(glyph_width(glyph)))
            .sum();
        thousandths / 1000.0 * self.size * factor
    }
}

fn glyph_width(glyph: char) -> u16 {
    GLYPHS
        .iter()
        .find(|(_, glyphs)| glyphs.contains(glyph))
        .map_or(USUAL_GLYPH, |(width, _)| *width)
}

/// Sets `text` in lines of at most `width`.
///
/// The lines are made about equally long, unless a word has to be broken. A word that is wider than a line is broken with a
/// hyphen: at the author's soft hyphens if there are any, else between the parts of a compound, else between two syllables.
pub fn wrap(text: &str, width: f64, font: Font) -> Vec<String> {
    let mut best = fill(text, width, font);
    // A narrower line would break words at worse places.
    if best.is_hyphenated {
        return best.lines;
    }
    let (mut narrow, mut wide) = (0.0, width);
    // Halving the interval eight times is exact to half a unit for the widest line there is: finer than the widths known.
    for _ in 0..8 {
        let middle = f64::midpoint(narrow, wide);
        let filled = fill(text, middle, font);
        if filled.lines.len() == best.lines.len() && !filled.is_hyphenated {
            best = filled;
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    best.lines
}

/// Lines, and whether a word had to be broken for them.
#[derive(Default)]
struct Filled {
    lines: Vec<String>,
    is_hyphenated: bool,
}

impl Filled {
    /// Appends `piece` to the last line if it fits there, else on a line of its own.
    fn push(&mut self, piece: &str, glue: &str, width: f64, font: Font) {
        if let Some(line) = self.lines.last_mut() {
            let longer = format!("{line}{glue}{piece}");
            if font.width(&longer) <= width {
                *line = longer;
                return;
            }
        }
        self.lines.push(piece.to_owned());
    }
}

/// Fills one line after the other, as much as goes in.
fn fill(text: &str, width: f64, font: Font) -> Filled {
    let mut filled = Filled::default();
    for word in text.split_whitespace() {
        let mut glue = " ";
        for chunk in word.split_inclusive(['-', '/', '–']) {
            let visible = chunk.replace('\u{ad}', "");
            if font.width(&visible) <= width {
                filled.push(&visible, glue, width, font);
            } else {
                let parts = hyphenate(chunk, width, font);
                filled.is_hyphenated |= parts.len() > 1;
                filled.lines.extend(parts);
            }
            glue = "";
        }
    }
    filled
}

/// Breaks a word that is wider than `width` into at least one part; all but the last end with a hyphen.
fn hyphenate(word: &str, width: f64, font: Font) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest: Vec<char> = word.chars().collect();
    loop {
        let visible: String = rest.iter().filter(|glyph| **glyph != '\u{ad}').collect();
        let fits = |end: &usize| font.width(&head(&rest, *end)) <= width;
        let cut = if font.width(&visible) <= width {
            None
        } else {
            soft_hyphens(&rest)
                .into_iter()
                .rfind(fits)
                .or_else(|| compound_joints(&rest).into_iter().rfind(fits))
                .or_else(|| syllable_ends(&rest).into_iter().rfind(fits))
                .or_else(|| (1..rest.len()).rfind(fits))
                // Not even one letter fits: set it all the same, so that this always ends.
                .or((rest.len() > 1).then_some(1))
        };
        let Some(cut) = cut else {
            parts.push(visible);
            return parts;
        };
        parts.push(head(&rest, cut));
        rest.drain(..cut);
    }
}

/// The first `end` letters of a word as they stand at the end of a line.
fn head(word: &[char], end: usize) -> String {
    word.iter()
        .take(end)
        .filter(|glyph| **glyph != '\u{ad}')
        .chain(['-'].iter())
        .collect()
}

/// Breaks the author allows, ascending.
fn soft_hyphens(word: &[char]) -> Vec<usize> {
    (1..word.len())
        .filter(|end| word.get(end - 1) == Some(&'\u{ad}'))
        .collect()
}

/// Places before a known second part of a compound, ascending.
fn compound_joints(word: &[char]) -> Vec<usize> {
    let starts_part = |end: &usize| {
        let tail: String = word
            .iter()
            .skip(*end)
            .flat_map(|glyph| glyph.to_lowercase())
            .collect();
        COMPOUND_PARTS.iter().any(|part| tail.starts_with(part))
    };
    (3..word.len().saturating_sub(2))
        .filter(starts_part)
        .collect()
}

/// Places between two syllables by the main rule of German spelling, ascending: the last consonant between two vowels opens the
/// next line, and what stands for one sound stays whole.
fn syllable_ends(word: &[char]) -> Vec<usize> {
    let lower: Vec<char> = word.iter().flat_map(|glyph| glyph.to_lowercase()).collect();
    let at = |index: usize| lower.get(index).copied().unwrap_or(' ');
    let is_vowel = |index: usize| "aeiouäöüy".contains(at(index));
    let is_break = |end: &usize| {
        let end = *end;
        let opens = at(end).is_alphabetic() && !is_vowel(end) && is_vowel(end + 1);
        let (before, last) = (at(end - 1), at(end));
        let splits_sound = matches!(
            (before, last),
            ('c', 'h' | 'k') | ('s' | 'p' | 't', 'h') | ('q', _)
        );
        opens && !splits_sound && before != '\u{ad}' && (0..end).any(is_vowel)
    };
    let mut ends: Vec<usize> = (2..word.len().saturating_sub(2)).filter(is_break).collect();
    // "ch", "ck" and "sch" were passed over above: they go to the next line as a whole.
    for end in 2..word.len().saturating_sub(3) {
        if at(end) == 'c' && matches!(at(end + 1), 'h' | 'k') && is_vowel(end + 2) {
            let start = if at(end - 1) == 's' { end - 1 } else { end };
            if start >= 2 && (0..start).any(is_vowel) {
                ends.push(start);
            }
        }
    }
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// Where the lines of a text begin, end, or have their middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// `x` is the left edge.
    Start,
    /// `x` is the middle.
    Middle,
    /// `x` is the right edge.
    End,
}

/// One `<text>` per line; `y` is the first baseline. The space between them is not drawn, but parts the words in the name of a link.
pub fn text(class: &str, x: f64, y: f64, anchor: Anchor, font: Font, lines: &[String]) -> String {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let (x, size) = (number(x), number(font.size));
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let gap = if index == 0 { "" } else { " " };
        let y = number(y + font.line_height() * count(index));
        let _ = write!(
            out,
            "{gap}<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}>{}</text>",
            escape(line)
        );
    }
    out
}

/// Counts things in a picture as the coordinates want it.
pub fn count(things: usize) -> f64 {
    // Nothing in a picture is that many; a picture of more would be wrong long before the number is.
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}

/// A coordinate with at most one decimal, the same on every platform: the noise that sine and cosine leave in the last digits is
/// taken off first, so that it can't tip the rounding.
pub fn number(value: f64) -> String {
    let quiet = (value * 1e6).round() / 1e6;
    let tenths = format!("{quiet:.1}");
    let short = tenths.strip_suffix(".0").unwrap_or(&tenths);
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

/// Escapes text for element content and for attribute values in double quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for glyph in text.chars() {
        match glyph {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(glyph),
        }
    }
    out
}

/// The name and the description of a picture for readers who don't see it.
#[derive(Clone, Copy)]
pub struct Alternative<'a> {
    /// Prefix of the ids in this picture, unique on its page.
    pub id: &'a str,
    /// Name.
    pub title: &'a str,
    /// What there is to see.
    pub description: &'a str,
}

impl Alternative<'_> {
    /// `<title>` and `<desc>`, the first children of the `<svg>`.
    pub fn elements(self) -> String {
        let id = escape(self.id);
        format!(
            "<title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
            escape(self.title),
            escape(self.description)
        )
    }

    /// The opening tag of a picture without anything to operate in it, and its [`elements`](Self::elements).
    /// Text that a wide font makes longer than expected runs over the edge instead of being cut.
    pub fn open_image(self, class: &str, width: f64, height: f64) -> String {
        let id = escape(self.id);
        let (width, height) = (number(width), number(height));
        format!(
            "<svg class=\"{class}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" overflow=\"visible\">{}",
            self.elements()
        )
    }
}

/// The opening tag of a picture that has a name and nothing to operate in it; what there is to see stands in the text below it.
pub fn open_named(id: &str, class: &str, name: &str, width: f64, height: f64) -> String {
    let (id, width, height) = (escape(id), number(width), number(height));
    format!(
        "<svg class=\"{class}\" role=\"img\" aria-labelledby=\"{id}-title\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" overflow=\"visible\"><title id=\"{id}-title\">{}</title>",
        escape(name)
    )
}

/// What there is to see, in words, to be opened below a picture; nothing where there are none.
pub fn description(open: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines
        .iter()
        .map(|line| format!("<li>{}</li>", escape(line)))
        .collect();
    format!(
        "<details class=\"picture-text\"><summary>{}</summary><ul>{lines}</ul></details>\n",
        escape(open)
    )
}

/// The whole figure: `kind` becomes a class, `content` is the picture and its legend as safe HTML.
pub fn figure(kind: &str, content: &str, caption: Option<&str>) -> String {
    let caption = caption
        .map(|caption| format!("<figcaption>{}</figcaption>", escape(caption)))
        .unwrap_or_default();
    format!("<figure class=\"picture picture-{kind}\">{content}{caption}</figure>")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABEL: Font = Font {
        size: 14.0,
        weight: Weight::Regular,
    };

    #[test]
    fn every_glyph_is_in_one_group() {
        let all: String = GLYPHS.iter().map(|(_, glyphs)| *glyphs).collect();
        for glyph in all.chars() {
            assert_eq!(all.matches(glyph).count(), 1, "{glyph:?}");
        }
    }

    #[test]
    fn umlauts_are_as_wide_as_their_vowels() {
        assert_eq!(LABEL.width("äöü"), LABEL.width("aou"));
        assert!(LABEL.width("Ill") < LABEL.width("Wow"));
        assert!(
            LABEL.width("Gerät")
                < Font {
                    weight: Weight::Strong,
                    ..LABEL
                }
                .width("Gerät")
        );
    }

    #[test]
    fn lines_are_about_equally_long() {
        assert_eq!(
            wrap("Informationen finden und prüfen", 170.0, LABEL),
            ["Informationen", "finden und prüfen"]
        );
        assert_eq!(wrap("Sicher handeln", 170.0, LABEL), ["Sicher handeln"]);
        assert_eq!(wrap("  ", 170.0, LABEL), Vec::<String>::new());
    }

    #[test]
    fn no_line_is_wider_than_allowed() {
        let text = "Datenschutzgrundverordnung, Verständigungsschwierigkeiten und Zusammenarbeitsplattformen Öffentlichkeitsbeteiligung";
        for width in [40.0, 60.0, 93.0, 140.0, 300.0] {
            for line in wrap(text, width, LABEL) {
                assert!(LABEL.width(&line) <= width, "{line} in {width}");
            }
        }
    }

    #[track_caller]
    fn check_hyphens(word: &str, width: f64, expected: &[&str]) {
        assert_eq!(wrap(word, width, LABEL), expected);
    }

    #[test]
    fn compounds_break_between_their_parts() {
        check_hyphens("zusammenarbeiten", 93.0, &["zusammen-", "arbeiten"]);
        check_hyphens(
            "Informationskompetenz",
            115.0,
            &["Informations-", "kompetenz"],
        );
        check_hyphens(
            "Führungskräfteentwicklung",
            110.0,
            &["Führungskräfte-", "entwicklung"],
        );
        check_hyphens("Datenschutzschulung", 90.0, &["Datenschutz-", "schulung"]);
    }

    #[test]
    fn other_words_break_between_syllables() {
        check_hyphens("Informationen", 70.0, &["Informa-", "tionen"]);
        check_hyphens("Bürgermeister", 70.0, &["Bürger-", "meister"]);
        check_hyphens("Maschinenbauer", 60.0, &["Maschi-", "nen-", "bauer"]);
    }

    #[test]
    fn the_author_and_the_spelling_come_first() {
        check_hyphens(
            "Daten\u{ad}schutzschulung",
            120.0,
            &["Daten-", "schutzschulung"],
        );
        check_hyphens("Daten\u{ad}schutz", 120.0, &["Datenschutz"]);
        check_hyphens("E-Learning-Modul", 80.0, &["E-Learning-", "Modul"]);
        check_hyphens(
            "Stadtpolizei/Ordnungsdienst",
            110.0,
            &["Stadtpolizei/", "Ordnungsdienst"],
        );
    }

    #[test]
    fn a_width_for_no_letter_still_ends() {
        assert_eq!(wrap("abc", 1.0, LABEL), ["a-", "b-", "c"]);
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            escape("<a & \"b\" 'c'>"),
            "&lt;a &amp; &quot;b&quot; &#39;c&#39;&gt;"
        );
        let set = text(
            "pic-label",
            1.0,
            2.0,
            Anchor::End,
            LABEL,
            &["a<b".to_owned(), "c".to_owned()],
        );
        assert_eq!(
            set,
            "<text class=\"pic-label\" x=\"1\" y=\"2\" font-size=\"14\" text-anchor=\"end\">a&lt;b</text> \
             <text class=\"pic-label\" x=\"1\" y=\"19.5\" font-size=\"14\" text-anchor=\"end\">c</text>"
        );
        assert_eq!(
            figure("x", "", Some("1 < 2")),
            "<figure class=\"picture picture-x\"><figcaption>1 &lt; 2</figcaption></figure>"
        );
    }

    #[test]
    fn numbers_have_at_most_one_decimal() {
        assert_eq!(
            [0.0, -0.04, 1.0, 1.25, -2.349_999, 0.3].map(number),
            ["0", "0", "1", "1.2", "-2.3", "0.3"]
        );
        // A last digit more or less changes nothing.
        assert_eq!(number(0.25), number(0.25 + 1e-12));
        assert_eq!(number(0.25), number(0.25 - 1e-12));
    }
}
