//! Helpers of the tests that cross crates: whole sites in, whole sites or whole reports out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use site_gen::assets::Purpose;
use site_gen::build::{Built, Checked, build, check};
use site_gen::diagnostic::problem::Language;
use site_gen::diagnostic::report::{Colour, Format, render};
use site_gen::review::Review;
use site_gen::source::config::Overrides;
use site_gen::source::layer::MachineError;

/// A folder of this crate: fixtures lie beside the code.
#[must_use]
pub fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The folders in a folder of fixtures, by name.
///
/// # Errors
/// When the folder cannot be read.
pub fn cases(folder: &str) -> Result<BTreeMap<String, PathBuf>, MachineError> {
    let folder = fixture(folder);
    let entries = std::fs::read_dir(&folder).map_err(MachineError::at(&folder))?;
    Ok(entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                entry.path(),
            )
        })
        .collect())
}

/// Copies what is in a folder into another, which is made if it is not there.
///
/// # Errors
/// When the machine fails the test.
pub fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    copy_changed(from, to, &|bytes| bytes)
}

/// Copies what is in a folder into another, changing each file.
///
/// # Errors
/// When the machine fails the test.
pub fn copy_changed(
    from: &Path,
    to: &Path,
    change: &dyn Fn(Vec<u8>) -> Vec<u8>,
) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_changed(&entry.path(), &target, change)?;
        } else {
            std::fs::write(target, change(std::fs::read(entry.path())?))?;
        }
    }
    Ok(())
}

/// A site built in memory: its files by path, and the whole report.
#[derive(Debug)]
pub struct Outcome {
    /// The files by path; text as text.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Whether the build would be refused.
    pub failed: bool,
    /// The report as people read it, in German.
    pub report: String,
}

impl Outcome {
    /// The text of a page.
    #[must_use]
    pub fn text(&self, path: &str) -> String {
        self.files.get(path).map_or_else(String::new, |bytes| {
            String::from_utf8_lossy(bytes).into_owned()
        })
    }
}

/// Builds the site in a folder.
///
/// # Errors
/// When the machine fails the test.
pub fn outcome(dir: &Path) -> Result<Outcome, MachineError> {
    let Built { files, diagnostics } = build(dir, &Overrides::default(), Purpose::Publication)?;
    let failed = diagnostics.has_errors();
    Ok(Outcome {
        files: files
            .into_iter()
            .map(|file| (file.path, file.bytes))
            .collect(),
        failed,
        report: render(
            &diagnostics.sorted(),
            Format::Human,
            Language::German,
            Colour::Never,
        ),
    })
}

/// What `roadmap check` says of a site.
#[derive(Debug)]
pub struct Report {
    /// Whether there is an error or a warning.
    pub has_findings: bool,
    /// The findings as people read them, in German.
    pub report: String,
    /// The figures, if there is no error.
    pub review: Option<Review>,
}

/// Checks the site in a folder.
///
/// # Errors
/// When the machine fails the test.
pub fn checked(dir: &Path) -> Result<Report, MachineError> {
    let Checked {
        diagnostics,
        review,
        ..
    } = check(dir, &Overrides::default())?;
    Ok(Report {
        has_findings: diagnostics.has_warnings(),
        report: render(
            &diagnostics.sorted(),
            Format::Human,
            Language::German,
            Colour::Never,
        ),
        review,
    })
}
