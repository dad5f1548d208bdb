//! What the base content holds.

use std::path::Path;

use roadmap_tests::fixture;
use site_gen::blind::{self, record::Record};
use site_gen::build::{Ready, prepare};
use site_gen::diagnostic::Diagnostics;
use site_gen::diagnostic::problem::Language;
use site_gen::diagnostic::report::{Colour, Format, render};
use site_gen::source::config::Overrides;

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// The base as a folder without content of its own gets it.
fn base() -> Result<Ready, Box<dyn std::error::Error>> {
    let empty = tempfile::tempdir()?;
    Ok(prepare(
        empty.path(),
        &Overrides::default(),
        &mut Diagnostics::new(),
    )?)
}

#[test]
fn every_key_was_solved_by_somebody_who_did_not_see_it() -> TestResult {
    let ready = base()?;
    let site = ready.site.languages.first().ok_or("no language")?;
    let path = fixture("content/blind.toml");
    let text = std::fs::read_to_string(&path)?;
    let name = Path::new("tests/content/blind.toml").display().to_string();
    let record = Record::parse(&name, &text).map_err(|fault| format!("{fault:?}"))?;
    let mut diagnostics = Diagnostics::new();
    let count = blind::check(site, &record, &mut diagnostics);
    // An item that is new or was changed is a warning, so that writing and solving can take turns; `cargo xtask blind list`
    // shows it. An answer that is not the key is a fault of the item.
    let report = render(
        &diagnostics.sorted(),
        Format::Human,
        Language::German,
        Colour::Never,
    );
    eprintln!("{report}{count:?}");
    assert!(count.agree > 0, "there are items with a key");
    assert_eq!(count.open, 0, "{report}");
    assert!(!report.contains("solved-blind-without-item"), "{report}");
    Ok(())
}
