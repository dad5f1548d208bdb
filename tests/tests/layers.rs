//! The base, the examples of the contract, and layers over the base.

use roadmap_tests::{Outcome, fixture, outcome};

type TestResult = Result<(), Box<dyn std::error::Error>>;

fn built(path: &str) -> Result<Outcome, Box<dyn std::error::Error>> {
    let outcome = outcome(&fixture(path))?;
    assert!(!outcome.failed, "{path} must build:\n{}", outcome.report);
    Ok(outcome)
}

#[test]
fn the_base_builds_without_a_word() -> TestResult {
    let empty = tempfile::tempdir()?;
    let outcome = outcome(empty.path())?;
    assert!(!outcome.failed);
    insta::assert_snapshot!("base-report", outcome.report);
    Ok(())
}

#[test]
fn the_examples_of_the_contract_build() -> TestResult {
    let outcome = built("examples")?;
    insta::assert_snapshot!("examples-report", outcome.report);
    let home = outcome.text("index.html");
    assert!(
        home.contains("Stadt Musterstadt"),
        "the facts of site.toml stand on the page"
    );
    assert!(
        outcome
            .files
            .contains_key("selbst-check/kurz/feuerwehr/index.html")
    );
    assert!(
        outcome.files.contains_key("wappen.svg"),
        "static files are copied"
    );
    let bank = outcome.text("daten/banken/kurz.json");
    assert!(bank.contains("\"betrug-erkennen-03\""));
    assert!(
        !bank.contains("betrug-erkennen-q1"),
        "quiz items never stand in a bank"
    );
    Ok(())
}

#[test]
fn a_layer_replaces_patches_and_hides() -> TestResult {
    let outcome = built("sites/layered")?;
    let replaced = outcome.text("leitfaden/lernzeit/index.html");
    assert!(
        replaced.contains("Bei uns ist Lernzeit Arbeitszeit."),
        "a file of the same path replaces the base's"
    );
    let patched = outcome.text("berufsgruppen/reinigung/index.html");
    assert!(
        patched.contains("Gebäudereinigung"),
        "patch = true changes the keys it names"
    );
    assert!(patched.contains("Ein Tag"), "and keeps the body");
    assert!(
        !outcome
            .files
            .contains_key("aktuelles/2026-11-22-grundfassung/index.html"),
        "hide = true removes a page"
    );
    assert!(
        outcome.text("index.html").contains("Unsere Überschrift"),
        "strings and templates layer too"
    );
    let pictured = outcome.text("leitfaden/index.html");
    assert!(pictured.contains("Unser eigener Weg"), "and so do pictures");
    assert_eq!(
        replaced.matches("href=\"#wort-bauwagen\"").count(),
        1,
        "the first use of a term that a layer adds is linked to its explanation"
    );
    assert!(replaced.contains("<dt id=\"wort-bauwagen\">Bauwagen</dt>"));
    let glossary = outcome.text("glossar/index.html");
    assert!(
        glossary.contains("id=\"bauwagen\"") && glossary.contains("id=\"soll-profil\""),
        "terms of a patch stand beside those of the base"
    );
    Ok(())
}

#[test]
fn a_series_has_one_self_check_for_each_competence_with_enough_tasks() -> TestResult {
    let outcome = built("sites/series")?;
    let below = |folder: &str| -> Vec<&str> {
        let paths = outcome.files.keys();
        paths.filter_map(|path| path.strip_prefix(folder)).collect()
    };
    assert_eq!(
        below("selbst-check/"),
        [
            "einzeln/index.html",
            "einzeln/viel/index.html",
            "index.html"
        ]
    );
    assert_eq!(below("daten/banken/"), ["einzeln-viel.json"]);
    let linked = |page: &str, link: &str| {
        assert!(
            outcome.text(page).contains(&format!("href=\"{link}\"")),
            "{page} leads to {link}"
        );
    };
    linked("selbst-check/index.html", "../selbst-check/einzeln/viel/");
    linked(
        "selbst-check/einzeln/index.html",
        "../../selbst-check/einzeln/viel/",
    );
    linked(
        "kompetenzen/bereich/viel/index.html",
        "../../../selbst-check/einzeln/viel/",
    );
    Ok(())
}

#[test]
fn base_theme_brings_no_content() -> TestResult {
    let outcome = built("sites/theme-only")?;
    let pages: Vec<&String> = outcome
        .files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .collect();
    assert_eq!(
        pages,
        [
            "404.html",
            "bereich/eins/index.html",
            "bereich/index.html",
            "bereich/zwei/index.html",
            "index.html"
        ]
    );
    let page = outcome.text("bereich/zwei/index.html");
    assert!(
        page.contains("rel=\"prev\" href=\"../../bereich/eins/\""),
        "pages of a section are linked in order"
    );
    assert!(
        page.contains("href=\"../../bereich/eins/#ziel\""),
        "links between pages are relative addresses"
    );
    assert!(!page.contains("<script"), "raw HTML cannot bring a script");
    assert!(page.contains("<kbd>Strg</kbd>"), "harmless HTML stays");
    let figure = page
        .split_once("<figure")
        .and_then(|(_, rest)| rest.split_once("</details>"))
        .map(|(figure, _)| figure);
    insta::assert_snapshot!("drawing", figure.unwrap_or_default());
    Ok(())
}
