//! The review as people read it: a few tables, no wider than a terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::counts::{Count, Counts};
use super::coverage::Coverage;
use super::findings::LOOKED_FOR;
use super::keys::{Keys, percent};
use super::reading::{Grade, Hard, Reading};
use super::{LanguageReview, Review};
use crate::blind;
use crate::diagnostic::problem::Language;
use crate::site::kind::Kind;

/// The whole review.
#[must_use]
pub fn text(review: &Review, language: Language) -> String {
    let mut out = String::new();
    for of_language in &review.languages {
        write_language(&mut out, of_language, language);
    }
    if let Some(count) = &review.blind {
        write_blind(&mut out, count, language);
    }
    out
}

/// One of two texts.
const fn say<'t>(language: Language, german: &'t str, english: &'t str) -> &'t str {
    match language {
        Language::German => german,
        Language::English => english,
    }
}

// Writing to a string cannot fail: the results of `write!` below are passed over.

fn write_language(out: &mut String, review: &LanguageReview, language: Language) {
    let _ = writeln!(
        out,
        "\n{} ({})",
        say(language, "Inhalt", "Content"),
        review.language
    );
    write_counts(out, &review.counts, language);
    write_items(out, &review.counts, language);
    write_findings(out, &review.findings, language);
    write_coverage(out, &review.coverage, language);
    write_keys(out, &review.keys, language);
    if let Some(reading) = &review.reading {
        write_reading(out, reading, language);
    }
}

fn kind_name(kind: Kind, language: Language) -> &'static str {
    let (german, english) = match kind {
        Kind::Home => ("Startseite", "home page"),
        Kind::Section => ("Abschnitte", "sections"),
        Kind::Chapter => ("Leitfaden", "chapters"),
        Kind::Template => ("Vorlagen", "templates"),
        Kind::Area => ("Kompetenzbereiche", "areas"),
        Kind::Competence => ("Kompetenzen", "competences"),
        Kind::Occupation => ("Berufsgruppen", "occupations"),
        Kind::Offer => ("Lernangebote", "offers"),
        Kind::Unit => ("Lernbausteine", "learning units"),
        Kind::Path => ("Lernpfade", "paths"),
        Kind::SelfCheck => ("Selbst-Checks", "self-checks"),
        Kind::Programme => ("Programme", "programmes"),
        Kind::News => ("Aktuelles", "news"),
        Kind::Municipality => ("Kommunen", "municipalities"),
        Kind::Page => ("Freie Seiten", "free pages"),
    };
    say(language, german, english)
}

fn write_counts(out: &mut String, counts: &Counts, language: Language) {
    for (kind, count) in &counts.pages {
        let more = match kind {
            Kind::Chapter => list(&counts.chapters_by_part),
            Kind::Competence => list(&counts.competences_by_area),
            Kind::Path => match language {
                Language::German => format!(
                    "Schritte: {} Angebote, {} Bausteine",
                    counts.steps.offers, counts.steps.units
                ),
                Language::English => format!(
                    "steps: {} offers, {} units",
                    counts.steps.offers, counts.steps.units
                ),
            },
            _ => String::new(),
        };
        let line = format!("  {:<20} {count:>5}   ", kind_name(*kind, language));
        for (number, part) in wrapped(&more, 70).into_iter().enumerate() {
            let begin = if number == 0 {
                line.clone()
            } else {
                " ".repeat(line.chars().count())
            };
            let _ = writeln!(out, "{}", format!("{begin}{part}").trim_end());
        }
    }
}

fn list(counts: &[Count]) -> String {
    let parts: Vec<String> = counts
        .iter()
        .map(|count| format!("{} {}", count.name, count.count))
        .collect();
    parts.join(", ")
}

/// A text in lines of at most so many letters, cut at commas; one empty line of an empty text.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in text.split_inclusive(", ") {
        if let Some(line) = lines.last_mut() {
            if line.is_empty() || line.chars().count() + part.trim_end().chars().count() <= most {
                line.push_str(part);
            } else {
                lines.push(part.to_owned());
            }
        }
    }
    lines
}

fn write_items(out: &mut String, counts: &Counts, language: Language) {
    let items = &counts.items;
    if items
        .kinds
        .iter()
        .all(|kind| kind.items + kind.quiz + kind.variants == 0)
    {
        return;
    }
    let _ = writeln!(
        out,
        "\n  {:<20} {:>8} {:>8} {:>9}",
        say(language, "Aufgabenbank", "Item bank"),
        say(language, "Check", "check"),
        "Quiz",
        say(language, "Varianten", "variants"),
    );
    for kind in &items.kinds {
        let _ = writeln!(
            out,
            "  {:<20} {:>8} {:>8} {:>9}",
            kind.kind, kind.items, kind.quiz, kind.variants
        );
    }
    let _ = writeln!(
        out,
        "  {:<20} {:>8} {:>8} {:>9}",
        say(language, "zusammen", "together"),
        items.tasks + items.ratings,
        items.quiz,
        items.variants
    );
    let levels: Vec<String> = (1..)
        .zip(items.tasks_by_level)
        .map(|(level, tasks)| format!("{level}: {tasks}"))
        .collect();
    let _ = writeln!(
        out,
        "  {} {}",
        say(
            language,
            "Aufgaben im Check je Niveaustufe:",
            "Tasks of the check by level:"
        ),
        levels.join(", ")
    );
}

/// What was looked for and how often it was found.
fn write_findings(out: &mut String, findings: &BTreeMap<&'static str, usize>, language: Language) {
    let _ = writeln!(
        out,
        "\n  {}",
        say(language, "Gesucht und gefunden", "Looked for and found")
    );
    let entries: Vec<String> = LOOKED_FOR
        .iter()
        .map(|sought| {
            let name = say(language, sought.german, sought.english);
            let count = findings.get(sought.code).copied().unwrap_or(0);
            format!("{name:<28} {count:>4}")
        })
        .collect();
    for row in entries.chunks(2) {
        let _ = writeln!(out, "  {}", row.join("     "));
    }
}

fn write_coverage(out: &mut String, coverage: &[Coverage], language: Language) {
    if coverage.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n  {:<28} {:>5}   {:>19}   {:>19}",
        say(language, "Je Niveaustufe", "By level"),
        say(language, "Soll", "goal"),
        say(language, "Aufgaben: 1 2 3 4", "tasks: 1 2 3 4"),
        say(language, "Angebote: 1 2 3 4", "offers: 1 2 3 4"),
    );
    let four = |numbers: &[usize; 4]| {
        let numbers: Vec<String> = numbers
            .iter()
            .map(|number| format!("{number:>4}"))
            .collect();
        numbers.join(" ")
    };
    for competence in coverage {
        let _ = writeln!(
            out,
            "  {:<28} {:>5}   {}   {}",
            competence.competence,
            decimal(competence.highest_target, language),
            four(&competence.tasks),
            four(&competence.offers)
        );
    }
}

fn write_keys(out: &mut String, keys: &[Keys], language: Language) {
    if keys.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n  {:<12} {:>9} {:>8}   {}",
        say(language, "Lösung", "Key"),
        say(language, "Antworten", "options"),
        say(language, "Aufgaben", "items"),
        say(
            language,
            "längste  kürzeste   an Platz 1, 2, …",
            "longest  shortest   at place 1, 2, …"
        )
    );
    for row in keys {
        let share = |count: usize| format!("{} %", percent(count, row.items));
        let places: Vec<String> = row
            .at
            .iter()
            .map(|count| format!("{:>5}", share(*count)))
            .collect();
        let _ = writeln!(
            out,
            "  {:<12} {:>9} {:>8}   {:>7}  {:>8}   {}",
            row.kind,
            row.options,
            row.items,
            share(row.longest),
            share(row.shortest),
            places.join(" ")
        );
    }
}

fn write_reading(out: &mut String, reading: &Reading, language: Language) {
    let grade =
        |grade: Option<Grade>| grade.map_or("–".to_owned(), |grade| decimal(grade.0, language));
    let length =
        |length: Option<f64>| length.map_or("–".to_owned(), |length| decimal(length, language));
    let _ = writeln!(
        out,
        "\n  {}",
        say(
            language,
            "Lesbarkeit (1. Wiener Sachtextformel: Schulstufe 4 leicht bis 15 schwer)",
            "Readability (first Wiener Sachtextformel: grade 4 easy to 15 hard)"
        )
    );
    let _ = writeln!(
        out,
        "  {} {}, {} {}; {} {} ({} {})",
        say(language, "Seite im Median", "median page"),
        grade(reading.median_page),
        say(language, "Aufgabe im Median", "median item"),
        grade(reading.median_item),
        say(
            language,
            "Wörter je Satz in Fragen im Median",
            "words per sentence of questions, median"
        ),
        length(reading.median_question_sentence),
        say(language, "mit Antworten", "with options"),
        length(reading.median_item_sentence),
    );
    write_hardest(
        out,
        say(language, "Schwerste Seiten", "Hardest pages"),
        &reading.hardest_pages,
        language,
    );
    write_hardest(
        out,
        say(language, "Schwerste Aufgaben", "Hardest items"),
        &reading.hardest_items,
        language,
    );
}

fn write_hardest(out: &mut String, title: &str, hardest: &[Hard], language: Language) {
    let names = hardest.iter().map(|hard| hard.name.chars().count());
    let Some(width) = names.chain([title.chars().count()]).max() else {
        return;
    };
    if hardest.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n  {title:<width$} {:>7} {:>7} {:>12}",
        say(language, "Stufe", "grade"),
        say(language, "Wörter", "words"),
        say(language, "Wörter/Satz", "words/sent.")
    );
    for hard in hardest {
        let _ = writeln!(
            out,
            "  {:<width$} {:>7} {:>7} {:>12}",
            hard.name,
            decimal(hard.grade.0, language),
            hard.words,
            decimal(hard.words_per_sentence.0, language)
        );
    }
}

fn write_blind(out: &mut String, count: &blind::Count, language: Language) {
    let blind::Count {
        items,
        agree,
        open,
        settled,
        changed,
        missing,
    } = count;
    let _ = match language {
        Language::German => writeln!(
            out,
            "\n  Zweites Augenpaar: von {items} Aufgaben {agree} wie die Lösung, {open} anders, {settled} anders und geklärt; {changed} geändert, {missing} noch nicht gelöst"
        ),
        Language::English => writeln!(
            out,
            "\n  Second reader: of {items} items {agree} as the key, {open} otherwise, {settled} otherwise and settled; {changed} changed, {missing} not solved yet"
        ),
    };
}

/// A number with at most one decimal, as the language writes it.
fn decimal(number: f64, language: Language) -> String {
    let text = format!("{number:.1}");
    match language {
        Language::German => text.replace('.', ","),
        Language::English => text,
    }
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lists_are_wrapped_at_commas() {
        assert_eq!(wrapped("", 9), [""]);
        assert_eq!(wrapped("a 1, b 2, c 3", 9), ["a 1, b 2, ", "c 3"]);
        assert_eq!(wrapped("ganz lang ohne Komma", 8), ["ganz lang ohne Komma"]);
    }
}
