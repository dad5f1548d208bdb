//! What the base content promises, held against the base content.

use roadmap_tests::{Outcome, outcome};

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
