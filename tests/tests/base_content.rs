//! What the base content promises, held against the base content.

use roadmap_tests::{Outcome, outcome};
use site_gen::build::{Ready, prepare};
use site_gen::diagnostic::Diagnostics;
use site_gen::source::config::Overrides;
use site_gen::source::document::Document;

type TestResult = Result<(), Box<dyn std::error::Error>>;

fn base() -> Result<Outcome, Box<dyn std::error::Error>> {
    Ok(outcome(tempfile::tempdir()?.path())?)
}

#[test]
fn every_item_of_the_bank_stands_once_among_all_items() -> TestResult {
    let outcome = base()?;
    let pages: Vec<String> = outcome
        .files
        .keys()
        .filter(|path| path.starts_with("alle-aufgaben/") && path.matches('/').count() == 2)
        .map(|path| outcome.text(path))
        .collect();
    let bank: serde_json::Value = serde_json::from_str(&outcome.text("daten/aufgabenbank.json"))?;
    let items = bank["items"].as_array().ok_or("the bank has items")?;
    assert!(items.len() >= 240);
    for item in items {
        let id = item["id"].as_str().ok_or("an item has an id")?;
        let mark = format!("<li class=\"keyed-item\" id=\"{id}\">");
        let count: usize = pages.iter().map(|page| page.matches(&mark).count()).sum();
        assert_eq!(count, 1, "{id}");
    }
    Ok(())
}

#[test]
fn every_template_is_offered_to_go_on_writing_in() -> TestResult {
    let outcome = base()?;
    let folders: Vec<&str> = outcome
        .files
        .keys()
        .filter_map(|path| path.strip_prefix("vorlagen/")?.strip_suffix("/index.html"))
        .collect();
    assert!(folders.len() >= 10, "{folders:?}");
    for name in folders {
        let page = outcome.text(&format!("vorlagen/{name}/index.html"));
        assert!(
            page.contains("class=\"callout callout-achtung\""),
            "{name} is not marked as a draft"
        );
        for ending in ["docx", "md"] {
            let file = outcome
                .files
                .get(&format!("vorlagen/{name}/{name}.{ending}"));
            let size = file.map_or(0, Vec::len).div_ceil(1000);
            assert!(size > 0, "{name}.{ending}");
            assert!(
                page.contains(&format!("{size}\u{a0}KB)")),
                "the page says how large {name}.{ending} is"
            );
        }
        let plain = outcome.text(&format!("vorlagen/{name}/{name}.md"));
        assert!(plain.contains("Entwurf, braucht rechtliche Prüfung vor Ort."));
        assert!(!plain.contains("](../"), "links of {name}.md lead nowhere");
    }
    Ok(())
}

/// What is missing in texts, all of it in one run.
#[derive(Default)]
struct Missing(Vec<String>);

impl Missing {
    fn unless(&mut self, is_there: bool, document: &Document, what: &str) {
        if !is_there {
            self.0.push(format!("{}: {what}", document.path));
        }
    }

    fn headings(&mut self, document: &Document, headings: &[&str]) {
        for heading in headings {
            let line = format!("## {heading}");
            let is_there = document.body().lines().any(|found| found == line);
            self.unless(is_there, document, &line);
        }
    }
}

#[test]
fn chapters_competences_and_occupations_have_all_their_parts() -> TestResult {
    let empty = tempfile::tempdir()?;
    let Ready { site, .. } = prepare(empty.path(), &Overrides::default(), &mut Diagnostics::new())?;
    let german = site.languages.first().ok_or("no language")?;
    let page = |path: &str| {
        let mut pages = german.pages.iter().map(|(_, page)| &page.document);
        pages
            .find(|document| &*document.path == path)
            .ok_or(format!("no {path}"))
    };
    let mut missing = Missing::default();

    for (_, chapter) in german.chapters.iter() {
        let document = &chapter.document;
        let body = document.body();
        missing.unless(
            body.trim_start().starts_with("> [!auf-den-punkt]"),
            document,
            "begins with „Auf den Punkt gebracht“",
        );
        missing.unless(body.contains("> [!schritte]"), document, "steps");
        missing.headings(
            document,
            &["Wer, wann, wie viel", "Stolperstellen", "Zum Mitnehmen"],
        );
        missing.unless(!chapter.front.effort.is_empty(), document, "effort");
        missing.unless(!chapter.front.audience.is_empty(), document, "audience");
        missing.unless(
            body.contains("](../vorlagen/"),
            document,
            "a template to take along",
        );
    }

    for (_, competence) in german.competences.iter() {
        let document = &competence.document;
        missing.headings(
            document,
            &["Warum das im Beruf zählt", "Ein erster Schritt"],
        );
        missing.unless(
            competence.examples.len() >= 3,
            document,
            "examples from three occupations",
        );
        for level in competence.front.levels.texts() {
            missing.unless(level.starts_with("Ich kann "), document, level);
        }
    }

    let invitations = page("vorlagen/einladungstexte")?;
    let calendar = page("vorlagen/einfuehrungskalender")?;
    for (_, occupation) in german.occupations.iter() {
        let (document, front) = (&occupation.document, &occupation.front);
        missing.headings(
            document,
            &[
                "Ein Tag in der Berufsgruppe",
                "Digitale Werkzeuge, die Ihnen begegnen",
                "Typische erste Schritte",
            ],
        );
        missing.unless(!front.formats.is_empty(), document, "formats");
        missing.unless(!front.quiet_months.is_empty(), document, "quiet months");
        for (career, targets) in &occupation.targets {
            missing.unless(!targets.is_empty(), document, career.key());
        }
        let invited = format!("**{}.**", front.title);
        missing.unless(invitations.body().contains(&invited), invitations, &invited);
        let row = format!("| {} |", front.title);
        missing.unless(calendar.body().contains(&row), calendar, &row);
    }

    missing.headings(
        page("fragen-und-antworten")?,
        &[
            "Für Beschäftigte",
            "Für Leitungen",
            "Für den Personalrat",
            "Für den Datenschutz",
        ],
    );
    assert!(missing.0.is_empty(), "{:#?}", missing.0);
    Ok(())
}
