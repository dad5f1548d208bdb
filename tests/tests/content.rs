//! What the base content holds.

use std::path::Path;

use roadmap_tests::{checked, fixture};
use site_gen::blind::{self, record::Record};
use site_gen::build::{Ready, prepare};
use site_gen::diagnostic::Diagnostics;
use site_gen::diagnostic::problem::Language;
use site_gen::diagnostic::report::{Colour, Format, render};
use site_gen::site::kind::Kind;
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

/// The base as `roadmap check` sees it.
fn checked_base() -> Result<roadmap_tests::Report, Box<dyn std::error::Error>> {
    let empty = tempfile::tempdir()?;
    Ok(checked(empty.path())?)
}

/// Issue 4: how much the base has to hold at least.
#[test]
fn the_base_holds_what_it_promises() -> TestResult {
    let review = checked_base()?.review.ok_or("the base has no errors")?;
    let german = review.languages.first().ok_or("no language")?;
    let (counts, items) = (&german.counts, &german.counts.items);
    let pages = |kind: Kind| counts.pages.get(&kind).copied().unwrap_or(0);
    let mut short = Vec::new();
    let mut at_least = |what: &str, found: usize, least: usize| {
        if found < least {
            short.push(format!("{what}: {found} instead of {least}"));
        }
    };
    at_least("chapters", pages(Kind::Chapter), 16);
    for part in &counts.chapters_by_part {
        at_least(&part.name, part.count, 1);
    }
    at_least("templates", pages(Kind::Template), 9);
    at_least("competences", pages(Kind::Competence), 30);
    at_least("occupations", pages(Kind::Occupation), 14);
    at_least("offers", pages(Kind::Offer), 80);
    at_least("units", pages(Kind::Unit), 24);
    at_least("paths", pages(Kind::Path), 16);
    at_least("programmes", pages(Kind::Programme), 1);
    at_least("items", items.tasks + items.ratings, 240);
    at_least("tasks", items.tasks, 120);
    for kind in &items.kinds {
        at_least(kind.kind, kind.items, 1);
    }
    // Areas 0 to 5, in the order of the catalogue: leading and change come after them.
    let areas: Vec<&str> = counts.competences_by_area[..6]
        .iter()
        .map(|area| area.name.as_str())
        .collect();
    for competence in german
        .coverage
        .iter()
        .filter(|competence| areas.contains(&competence.area.as_str()))
    {
        let name = &competence.competence;
        let tasks: usize = competence.tasks.iter().sum();
        at_least(&format!("items of {name}"), tasks + competence.ratings, 6);
        at_least(&format!("tasks of {name}"), tasks, 3);
        for (level, tasks) in (1..=3).zip(competence.tasks) {
            at_least(&format!("tasks of {name} at level {level}"), tasks, 1);
        }
    }
    assert!(short.is_empty(), "{short:#?}");
    Ok(())
}

/// Issue 4, shows 2 and 3: easy to read, and nothing said twice.
#[test]
fn the_base_is_easy_to_read_and_says_nothing_twice() -> TestResult {
    let checked = checked_base()?;
    let twice: Vec<&str> = checked
        .report
        .split("\n\n")
        .filter(|finding| finding.contains("[repeated-sentence]"))
        .collect();
    assert!(twice.is_empty(), "{}", twice.join("\n\n"));
    let review = checked.review.ok_or("the base has no errors")?;
    let reading = review
        .languages
        .first()
        .and_then(|german| german.reading.as_ref());
    let reading = reading.ok_or("German is measured")?;
    let at_most = |what: &str, found: Option<f64>, most: f64| {
        let found = found.ok_or(format!("no {what}"))?;
        if found <= most {
            Ok(())
        } else {
            Err(format!("{what}: {found} is more than {most}; {reading:#?}"))
        }
    };
    at_most("median page", reading.median_page.map(|grade| grade.0), 9.0)?;
    at_most("median item", reading.median_item.map(|grade| grade.0), 8.0)?;
    at_most("median sentence", reading.median_question_sentence, 15.0)?;
    Ok(())
}
