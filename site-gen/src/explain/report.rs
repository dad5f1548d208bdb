//! An explanation in words.

use std::fmt::Write as _;

use super::{Explanation, Located, Role};
use crate::diagnostic::problem::Language;
use crate::source::layer::BASE_LAYER;

/// More pages than this are counted, not listed.
const PAGES: usize = 5;

/// The whole explanation for people.
#[must_use]
pub fn text(explanation: &Explanation, language: Language) -> String {
    let of = |german: &'static str, english: &'static str| match language {
        Language::German => german,
        Language::English => english,
    };
    let mut out = format!("{}\n", explanation.path);
    pages(&mut out, &explanation.pages, language);
    let stack: Vec<[String; 3]> = explanation
        .stack
        .iter()
        .map(|file| {
            let role = role(file.role, language).to_owned();
            [role, file.layer.clone(), file.file.clone()]
        })
        .collect();
    section(
        &mut out,
        of("Dateien, unterste zuerst", "Files, the lowest first"),
        &stack,
    );
    section(
        &mut out,
        of("Angaben im Kopf", "Front matter"),
        &rows(&explanation.front_matter),
    );
    if let Some(body) = &explanation.body {
        let mut rows = rows(std::slice::from_ref(body));
        for row in &mut rows {
            of("Text", "text").clone_into(&mut row[0]);
        }
        section(&mut out, of("Text", "Text"), &rows);
    }
    section(
        &mut out,
        of("Steht auch auf der Seite", "On the page as well"),
        &rows(&explanation.documents),
    );
    section(
        &mut out,
        of("Bilder und Dateien", "Pictures and files"),
        &rows(&explanation.media),
    );
    section(
        &mut out,
        of("Vorlagen", "Templates"),
        &rows(&explanation.templates),
    );
    let mut words = rows(&explanation.words);
    if explanation.words_of_base > 0 {
        let count = explanation.words_of_base;
        words.push([
            match language {
                Language::German => format!("{count} weitere"),
                Language::English => format!("{count} more"),
            },
            BASE_LAYER.to_owned(),
            String::new(),
        ]);
    }
    section(
        &mut out,
        of("Worte der Oberfläche", "Words of the interface"),
        &words,
    );
    section(
        &mut out,
        of("Stil", "Style"),
        &style(&explanation.style, language),
    );
    out
}

fn pages(out: &mut String, pages: &[String], language: Language) {
    let listed = pages
        .iter()
        .take(PAGES)
        .map(|page| {
            page.strip_suffix("index.html")
                .map_or(page.as_str(), |address| {
                    if address.is_empty() { "./" } else { address }
                })
        })
        .collect::<Vec<_>>()
        .join(", ");
    let more = pages.len().saturating_sub(PAGES);
    // Writing to a string cannot fail.
    let _ = match (language, pages.len(), more) {
        (_, 0, _) => Ok(()),
        (Language::German, _, 0) => writeln!(out, "Seiten: {listed}"),
        (Language::German, _, _) => writeln!(out, "Seiten: {listed} und {more} weitere"),
        (Language::English, _, 0) => writeln!(out, "Pages: {listed}"),
        (Language::English, _, _) => writeln!(out, "Pages: {listed} and {more} more"),
    };
}

const fn role(role: Role, language: Language) -> &'static str {
    match (language, role) {
        (Language::German, Role::Holds) => "gilt",
        (Language::German, Role::Changes) => "ändert Teile",
        (Language::German, Role::Hides) => "blendet aus",
        (Language::German, Role::Replaced) => "ersetzt",
        (Language::German, Role::Hidden) => "ausgeblendet",
        (Language::English, Role::Holds) => "holds",
        (Language::English, Role::Changes) => "changes parts",
        (Language::English, Role::Hides) => "hides",
        (Language::English, Role::Replaced) => "replaced",
        (Language::English, Role::Hidden) => "hidden",
    }
}

fn rows(parts: &[Located]) -> Vec<[String; 3]> {
    parts
        .iter()
        .map(
            |Located {
                 part,
                 layer,
                 file,
                 line,
             }| {
                let place = match line {
                    Some(line) => format!("{file}:{line}"),
                    None => file.clone(),
                };
                [part.clone(), layer.clone(), place]
            },
        )
        .collect()
}

/// Sheets of layers one by one, those of the base together.
fn style(sheets: &[Located], language: Language) -> Vec<[String; 3]> {
    let (base, own): (Vec<&Located>, Vec<&Located>) =
        sheets.iter().partition(|sheet| sheet.layer == BASE_LAYER);
    let mut listed: Vec<[String; 3]> = own
        .into_iter()
        .flat_map(|sheet| rows(std::slice::from_ref(sheet)))
        .collect();
    if !base.is_empty() {
        let count = base.len();
        listed.push([
            match language {
                Language::German => format!("{count} Dateien"),
                Language::English => format!("{count} files"),
            },
            BASE_LAYER.to_owned(),
            String::new(),
        ]);
    }
    listed
}

/// A heading, and below it rows in columns.
fn section(out: &mut String, heading: &str, rows: &[[String; 3]]) {
    if rows.is_empty() {
        return;
    }
    let width = |column: usize| {
        let lengths = rows.iter().map(|row| row[column].chars().count());
        lengths.max().unwrap_or(0)
    };
    let (first, second) = (width(0), width(1));
    let _ = writeln!(out, "\n{heading}");
    for [one, two, three] in rows {
        let line = format!("  {one:first$}  {two:second$}  {three}");
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
