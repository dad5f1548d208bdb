//! What is wrong, where, and what to do about it.
//!
//! A diagnostic is a value: it is collected, sorted and printed in one place ([`report`]), never thrown one at a time.
//! Its texts stand together in [`problem`] and, for what does not stop a build, in [`finding`], for what a layer
//! must not bring in [`refusal`], for facts and look of a site in [`own_site`], for what a layer took from below in [`base_fault`],
//! for a list of municipalities in [`fleet`], in German and English.

pub mod base_fault;
pub mod finding;
pub mod fleet;
pub mod own_site;
pub mod problem;
pub mod refusal;
pub mod report;
pub mod slip;

use std::ops::Range;
use std::sync::Arc;

pub use base_fault::BaseFault;
pub use finding::Finding;
pub use fleet::FleetFault;
pub use own_site::OwnSite;
pub use problem::{Problem, Severity};
pub use refusal::Refusal;
pub use slip::Slip;

/// A place in a source file: the file as its author knows it, its text and the bytes meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path below the layer's root, with forward slashes.
    pub file: Arc<str>,
    /// The whole text of the file, to show the line.
    pub text: Arc<str>,
    /// The bytes meant; may be empty, then the line alone is shown.
    pub range: Range<usize>,
}

impl Place {
    /// The beginning of a file.
    #[must_use]
    pub fn start_of(file: &Arc<str>, text: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            text: Arc::clone(text),
            range: 0..0,
        }
    }

    /// Line and column, both from 1; the column counts Unicode scalar values.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        let start = self.range.start.min(self.text.len());
        let before = self.text.get(..start).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }
}

/// The bytes of a line of a text, from 1, without its ending; at the end of the text if it has fewer lines.
#[must_use]
pub fn line_range(text: &str, line: usize) -> Range<usize> {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let length = text[start..].lines().next().map_or(0, str::len);
    start..start + length
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where; absent when the problem is of no single file (a missing `site.toml`, say).
    pub place: Option<Place>,
}

/// The findings of a run, in the order they were met until they are sorted for the report.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding at a place.
    pub fn at(&mut self, place: Place, problem: Problem) {
        self.0.push(Diagnostic {
            problem,
            place: Some(place),
        });
    }

    /// Adds what the parser of TOML says of a file.
    pub fn toml_syntax(
        &mut self,
        file: &Arc<str>,
        text: impl Into<Arc<str>>,
        error: &toml::de::Error,
    ) {
        let place = Place {
            file: Arc::clone(file),
            text: text.into(),
            range: error.span().unwrap_or(0..0),
        };
        self.toml_syntax_at(place, error);
    }

    /// Adds what the parser of TOML says of a part of a file.
    pub fn toml_syntax_at(&mut self, place: Place, error: &toml::de::Error) {
        let problem = Problem::TomlSyntax {
            message: error.message().to_owned(),
            slip: Slip::find(&place.text, place.range.start),
        };
        self.at(place, problem);
    }

    /// Adds a finding that belongs to no single file.
    pub fn general(&mut self, problem: Problem) {
        self.0.push(Diagnostic {
            problem,
            place: None,
        });
    }

    /// Adds a finding that was made elsewhere.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Takes over the findings of a part of the run.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Whether anything stops the build.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0
            .iter()
            .any(|diagnostic| diagnostic.problem.severity() == Severity::Error)
    }

    /// Whether anything is at least a warning (`--deny-warnings`).
    #[must_use]
    pub fn has_warnings(&self) -> bool {
        self.0
            .iter()
            .any(|diagnostic| diagnostic.problem.severity() != Severity::Hint)
    }

    /// All findings, as they were met.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All findings, by file and place, each once; without links to pages that could not be read: their own faults say it.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        let unread: Vec<Arc<str>> = self.0.iter().filter_map(unread_page).collect();
        let leads_there = |target: &str| {
            let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
            let page = name(target.split('#').next().unwrap_or_default());
            unread.iter().any(|file| name(file) == page)
        };
        self.0.retain(|found| {
            !matches!(&found.problem, Problem::BrokenLink { target, .. } if leads_there(target))
        });
        self.0.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        self.0.dedup();
        self.0
    }
}

/// The file that could not be read because of this.
fn unread_page(found: &Diagnostic) -> Option<Arc<str>> {
    let is_unread = matches!(
        found.problem,
        Problem::NotUtf8
            | Problem::NoFrontMatter
            | Problem::FrontMatterNotClosed
            | Problem::TomlSyntax { .. }
    );
    let place = found.place.as_ref().filter(|_| is_unread)?;
    Some(Arc::clone(&place.file))
}

fn sort_key(diagnostic: &Diagnostic) -> (Option<(&str, usize)>, &'static str) {
    (
        diagnostic
            .place
            .as_ref()
            .map(|place| (&*place.file, place.range.start)),
        diagnostic.problem.code(),
    )
}
