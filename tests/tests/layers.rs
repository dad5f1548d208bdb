//! The base, the examples of the contract, and layers over the base.

use std::fs;

use roadmap_tests::{Outcome, copy, copy_changed, fixture, outcome};
use site_gen::diagnostic::Diagnostics;
use site_gen::keys;
use site_gen::source::config::Overrides;
use site_gen::source::document::Document;
use site_gen::source::front_matter::{Key, Origin, body_origin, origin, origins};
use site_gen::source::{self, Sources};

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
    linked("selbst-check/index.html", "../selbst-check/einzeln/");
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

#[test]
fn a_theme_has_from_another_what_it_lacks() -> TestResult {
    let outcome = built("sites/own-theme")?;
    let home = outcome.text("index.html");
    assert!(
        home.contains("<p class=\"motto\">Gemeinsam weiter</p><p>Und hier entlang.</p>"),
        "the layer's template stands on the theme's"
    );
    assert!(
        !home.contains("hero-route") && home.contains("Text der Startseite."),
        "the theme's stands on that of `schlicht`, and this on `kern`"
    );
    assert!(
        home.contains("<span>Inhalt</span>") && home.contains("Zum Inhalt springen"),
        "words too"
    );
    let sheet = outcome.files.keys().find(|path| path.ends_with(".css"));
    let css = sheet.map_or_else(String::new, |path| outcome.text(path));
    let at = |rule: &str| css.find(rule);
    let order = [
        at("--kern-color-action-default:oklch"),
        at("--kern-color-action-default:#0a4a85"),
        at("--kern-color-action-default:#7a1f3d"),
        at(".skip-link"),
        at(".hero{background:none}"),
        at(".motto{font-style:italic}"),
    ];
    assert!(
        order.iter().all(Option::is_some) && order.is_sorted(),
        "styles follow each other: {order:?}"
    );
    assert!(outcome.files.contains_key("bereich/index.html"));
    Ok(())
}

/// Three layers over the base: a Land, a district that stands on it, a municipality that names both.
const STACK: &str = "sites/stack/kommune";

#[test]
fn layers_of_layers_are_laid_over_each_other() -> TestResult {
    let outcome = built(STACK)?;
    let privacy = outcome.text("datenschutz/index.html");
    assert!(
        privacy.contains("Rechenzentrum Musterland") && privacy.contains("nach 7 Tagen"),
        "facts come from the highest layer that gives them"
    );
    assert!(
        outcome
            .text("impressum/index.html")
            .contains("+49 6441 0000")
    );
    let home = outcome.text("index.html");
    assert!(home.contains("Zahlen der Kommune"), "so do words");
    assert!(home.contains("Überschrift des Landes"));
    assert!(
        outcome
            .text("lernangebote/ki-im-alltag/index.html")
            .contains("KI im Kreis"),
        "a higher layer may bring back what a lower one hides"
    );
    Ok(())
}

#[test]
fn item_banks_are_patched_item_by_item() -> TestResult {
    let outcome = built(STACK)?;
    let check = outcome.text("alle-aufgaben/sicher-handeln/index.html");
    assert!(check.contains("Frage des Landes?"), "an item is replaced");
    assert!(!check.contains("paket-zoll.example"));
    let bank = outcome.text("daten/aufgabenbank.json");
    let has = |id: &str| bank.contains(&format!("\"{id}\""));
    assert!(has("betrug-erkennen-neu"), "one is added");
    assert!(
        !has("betrug-erkennen-02"),
        "one is retired, and what speaks of it falls away"
    );
    assert!(has("betrug-erkennen-03"), "the others stay as they are");
    let target = outcome.text("daten/soll/reinigung-fachkraft.json");
    assert!(
        target.contains("3.5"),
        "of a target profile only the key named"
    );
    let documents = documents(STACK)?;
    let blueprint = documents
        .iter()
        .find(|document| &*document.path == "selbst-check/kurz")
        .and_then(Document::merged)
        .ok_or("the blueprint is there")?;
    assert_eq!(
        blueprint["tasks"].as_integer(),
        Some(10),
        "a blueprint is patched like any page"
    );
    assert_eq!(blueprint["minutes"].as_integer(), Some(8));
    Ok(())
}

#[test]
fn what_lower_layers_say_of_a_hidden_page_falls_away() -> TestResult {
    let outcome = built(STACK)?;
    let names_it: Vec<&String> = outcome
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".json"))
        .filter(|(_, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            text.contains("berufsgruppen/baeder") || text.contains("\"baeder\"")
        })
        .map(|(path, _)| path)
        .collect();
    assert_eq!(names_it, Vec::<&String>::new());
    assert!(
        !outcome
            .files
            .contains_key("lernpfade/wasser-werte-gaeste/index.html"),
        "what is for hidden occupations only goes with them"
    );
    Ok(())
}

fn documents(site: &str) -> Result<Vec<Document>, Box<dyn std::error::Error>> {
    let mut diagnostics = Diagnostics::new();
    let Sources { documents, .. } =
        source::read(&fixture(site), &Overrides::default(), &mut diagnostics)?;
    Ok(documents)
}

#[test]
fn every_value_knows_its_layer() -> TestResult {
    let documents = documents(STACK)?;
    let of = |path: &str| {
        documents
            .iter()
            .find(|document| &*document.path == path)
            .ok_or("the page is there")
    };
    let check = |document: &Document, keys: &[Key], layer: &str, file: &str, line: usize| {
        let found = origin(document, keys);
        let found = found.as_ref().map(|o| (&*o.layer, &*o.file, o.line));
        assert_eq!(found, Some((layer, file, line)), "{keys:?}");
    };
    let bank = of("aufgaben/betrug-erkennen")?;
    let place = |id: &str| {
        let items = bank.merged()?.get("item")?.as_array()?;
        items
            .iter()
            .position(|item| item.get("id").and_then(toml::Value::as_str) == Some(id))
    };
    let file = "aufgaben/betrug-erkennen.md";
    let item = |id: &str| place(id).ok_or("the item is there");
    check(
        bank,
        &keys!["item", item("betrug-erkennen-01")?, "question"],
        "land",
        &format!("../land/content/de/{file}"),
        12,
    );
    check(
        bank,
        &keys!["item", item("betrug-erkennen-neu")?, "question"],
        "kommune",
        &format!("content/de/{file}"),
        8,
    );
    check(
        bank,
        &keys!["competence"],
        "base",
        &format!("content/de/{file}"),
        2,
    );

    let occupation = of("berufsgruppen/reinigung")?;
    check(
        occupation,
        &keys!["target", "fachkraft", "betrug-erkennen"],
        "kommune",
        "content/de/berufsgruppen/reinigung.md",
        5,
    );
    assert_eq!(&*body_origin(occupation).layer, "base");
    assert_eq!(origin(occupation, &keys!["gibt-es-nicht"]), None);
    let layers: Vec<String> = origins(occupation)
        .into_iter()
        .filter(|(_, Origin { layer, .. })| &**layer != "base")
        .map(|(keys, _)| format!("{keys:?}"))
        .collect();
    assert_eq!(
        layers,
        [format!(
            "{:?}",
            keys!["target", "fachkraft", "betrug-erkennen"]
        )],
        "all other values are the base's"
    );
    Ok(())
}

#[test]
fn what_windows_editors_write_makes_the_same_site() -> TestResult {
    let folder = tempfile::tempdir()?;
    copy_changed(&fixture("sites/stack"), folder.path(), &|bytes| {
        let text = String::from_utf8_lossy(&bytes).replace('\n', "\r\n");
        format!("\u{feff}{text}").into_bytes()
    })?;
    let here = built(STACK)?;
    let there = outcome(&folder.path().join("kommune"))?;
    assert_eq!(there.report, here.report);
    assert!(there.files == here.files, "every byte is the same");
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_out_of_a_layer_are_not_followed() -> TestResult {
    let folder = tempfile::tempdir()?;
    let (outside, inside) = (folder.path().join("fremd"), folder.path().join("kommune"));
    copy(&fixture("sites/stack/land"), &outside)?;
    fs::create_dir_all(inside.join("content/de"))?;
    for (target, link) in [
        ("content/de/berufsgruppen", "content/de/leitfaden"),
        ("strings", "strings"),
        ("site.toml", "site.toml"),
        ("strings/de.toml", "content/de/fremd.md"),
    ] {
        std::os::unix::fs::symlink(outside.join(target), inside.join(link))?;
    }
    let outcome = outcome(&inside)?;
    insta::assert_snapshot!("symbolic-links", outcome.report);
    assert!(!outcome.text("index.html").contains("des Landes"));
    Ok(())
}
