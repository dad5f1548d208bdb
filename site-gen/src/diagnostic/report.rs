//! Printing diagnostics: for people, for machines, for GitHub's annotations.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::problem::Language;
use super::{Diagnostic, Severity};

/// How the report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// The source line underlined, what is wrong, what to do.
    #[default]
    Human,
    /// One array of objects.
    Json,
    /// Workflow commands that GitHub shows beside the line.
    Github,
}

/// Whether colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// A terminal without `NO_COLOR`.
    Always,
    /// Everything else.
    Never,
}

/// The whole report.
#[must_use]
pub fn render(
    diagnostics: &[Diagnostic],
    format: Format,
    language: Language,
    colour: Colour,
) -> String {
    match format {
        Format::Human => human(diagnostics, language, colour),
        Format::Json => json(diagnostics, language),
        Format::Github => github(diagnostics, language),
    }
}

/// One finding as people read it.
#[must_use]
pub fn one(diagnostic: &Diagnostic, language: Language, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Always => Renderer::styled(),
        Colour::Never => Renderer::plain(),
    };
    format!("{}\n", renderer.render(&[group(diagnostic, language)]))
}

fn human(diagnostics: &[Diagnostic], language: Language, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Always => Renderer::styled(),
        Colour::Never => Renderer::plain(),
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&renderer.render(&[group(diagnostic, language)]));
        out.push_str("\n\n");
    }
    out.push_str(&summary(diagnostics, language));
    out.push('\n');
    out
}

fn group(diagnostic: &Diagnostic, language: Language) -> Group<'_> {
    let (level, help) = names(diagnostic.problem.severity(), language);
    let title = level
        .primary_title(diagnostic.problem.message(language))
        .id(diagnostic.problem.code());
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        group = group.element(
            Snippet::source(&*place.text)
                .path(&*place.file)
                .line_start(1)
                .annotation(
                    AnnotationKind::Primary.span(visible(&place.text, place.range.clone())),
                ),
        );
    }
    group.element(help.message(diagnostic.problem.help(language)))
}

/// A range that can be underlined: inside the text, at least one character wide, on one line.
fn visible(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let line_end = text[start..]
        .find('\n')
        .map_or(text.len(), |length| start + length);
    let end = text.ceil_char_boundary(range.end.clamp(start, line_end));
    if end > start {
        return start..end;
    }
    // Nothing to underline: the character here, or at the end of a line the one before it.
    match text[start..line_end].chars().next() {
        Some(here) => start..start + here.len_utf8(),
        None => text[..start]
            .chars()
            .next_back()
            .filter(|before| *before != '\n')
            .map_or(start..start, |before| start - before.len_utf8()..start),
    }
}

fn names(severity: Severity, language: Language) -> (Level<'static>, Level<'static>) {
    match (severity, language) {
        (Severity::Error, Language::German) => (
            Level::ERROR.with_name("Fehler"),
            Level::HELP.with_name("Hilfe"),
        ),
        (Severity::Warning, Language::German) => (
            Level::WARNING.with_name("Warnung"),
            Level::HELP.with_name("Hilfe"),
        ),
        (Severity::Hint, Language::German) => (
            Level::NOTE.with_name("Hinweis"),
            Level::HELP.with_name("Hilfe"),
        ),
        (Severity::Error, Language::English) => (Level::ERROR, Level::HELP),
        (Severity::Warning, Language::English) => (Level::WARNING, Level::HELP),
        (Severity::Hint, Language::English) => (Level::NOTE.with_name("hint"), Level::HELP),
    }
}

fn summary(diagnostics: &[Diagnostic], language: Language) -> String {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|d| d.problem.severity() == severity)
            .count()
    };
    let (errors, warnings, hints) = (
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Hint),
    );
    let of = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    match language {
        Language::German => [
            of(errors, "Fehler", "Fehler"),
            of(warnings, "Warnung", "Warnungen"),
            of(hints, "Hinweis", "Hinweise"),
        ],
        Language::English => [
            of(errors, "error", "errors"),
            of(warnings, "warning", "warnings"),
            of(hints, "hint", "hints"),
        ],
    }
    .join(", ")
}

/// The machine-readable counterpart of a diagnostic.
#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    severity: &'static str,
    code: &'static str,
    message: String,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    help: String,
}

fn json(diagnostics: &[Diagnostic], language: Language) -> String {
    let entries: Vec<JsonDiagnostic<'_>> = diagnostics
        .iter()
        .map(|diagnostic| {
            let position = diagnostic.place.as_ref().map(super::Place::line_and_column);
            JsonDiagnostic {
                severity: diagnostic.problem.severity().as_str(),
                code: diagnostic.problem.code(),
                message: diagnostic.problem.message(language),
                file: diagnostic.place.as_ref().map(|place| &*place.file),
                line: position.map(|(line, _)| line),
                column: position.map(|(_, column)| column),
                help: diagnostic.problem.help(language),
            }
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&entries).unwrap_or_else(|_| "[]".to_owned());
    text.push('\n');
    text
}

fn github(diagnostics: &[Diagnostic], language: Language) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| {
            let command = match diagnostic.problem.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint => "notice",
            };
            let place = diagnostic.place.as_ref().map_or_else(String::new, |place| {
                let (line, column) = place.line_and_column();
                format!(
                    " file={},line={line},col={column}",
                    escape_property(&place.file)
                )
            });
            let mut message = diagnostic.problem.message(language);
            message.push('\n');
            message.push_str(&diagnostic.problem.help(language));
            format!("::{command}{place}::{}\n", escape_data(&message))
        })
        .collect()
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
