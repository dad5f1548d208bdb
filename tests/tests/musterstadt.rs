//! A layer as a town would write it (`musterstadt/`): the whole base under its name, in its colours, with its own pages.

use roadmap_tests::{Outcome, checked, fixture, outcome};

type TestResult = Result<(), Box<dyn std::error::Error>>;

const LAYER: &str = "musterstadt";

fn built() -> Result<Outcome, Box<dyn std::error::Error>> {
    let outcome = outcome(&fixture(LAYER))?;
    assert!(!outcome.failed, "it builds:\n{}", outcome.report);
    Ok(outcome)
}

#[test]
fn nothing_is_wrong_with_it() -> TestResult {
    let checked = checked(&fixture(LAYER))?;
    let found: Vec<&str> = checked
        .report
        .lines()
        .filter(|line| line.starts_with("Fehler[") || line.starts_with("Warnung["))
        .collect();
    // A town that goes on to publish replaces or hides the base's examples; until then it is told.
    assert!(
        matches!(found.as_slice(), [only] if only.starts_with("Warnung[example-offers-of-base]")),
        "{found:#?}"
    );
    Ok(())
}

#[test]
fn its_pages_stand_beside_those_of_the_base() -> TestResult {
    let site = built()?;
    let offers = site.text("lernangebote/index.html");
    for offer in [
        "digitalfruehstueck",
        "dienstplan-in-fuenf-schritten",
        "tablet-sprechstunde-bauhof",
    ] {
        assert!(
            site.files
                .contains_key(&format!("lernangebote/{offer}/index.html"))
        );
        assert!(offers.contains(offer), "the list leads to {offer}");
    }
    let news = site.text("aktuelles/index.html");
    assert!(news.contains("Die erste Runde beginnt auf dem Bauhof"));
    let replaced = site.text("leitfaden/lernzeit/index.html");
    assert!(replaced.contains("Lernzeit in Musterstadt") && !replaced.contains("jederzeit lernen"));
    let occupation = site.text("berufsgruppen/reinigung/index.html");
    assert!(
        occupation.contains("Schulen, Ämter, Hallen"),
        "a patched page keeps the rest"
    );
    let target: serde_json::Value =
        serde_json::from_str(&site.text("daten/soll/reinigung-fachkraft.json"))?;
    assert_eq!(
        target.pointer("/targets/betrug-erkennen"),
        Some(&2.5.into()),
        "data files follow the patch"
    );
    Ok(())
}

#[test]
fn a_hidden_page_leaves_nothing_behind() -> TestResult {
    let site = built()?;
    for (path, bytes) in &site.files {
        assert!(!path.contains("/baeder"), "{path}");
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !path.ends_with(".html") || !text.contains("baeder/"),
            "{path} leads to a hidden page"
        );
    }
    Ok(())
}

#[test]
fn its_facts_fill_the_legal_pages() -> TestResult {
    let site = built()?;
    let check = |page: &str, facts: &[&str]| {
        let page = site.text(&format!("{page}/index.html"));
        for fact in facts {
            assert!(page.contains(fact), "{fact}");
        }
        assert!(!page.contains("Angabe fehlt") && !page.contains("{{"));
    };
    check(
        "impressum",
        &[
            "Der Magistrat der Stadt Musterstadt",
            "Bürgermeisteramt",
            "Rathausplatz 1",
            "mailto:roadmap@musterstadt.example",
        ],
    );
    check(
        "datenschutz",
        &[
            "Datenschutz Musterstadt",
            "Rechenzentrum Musterland",
            "nach 7 Tagen",
            "https://datenschutz.hessen.de/",
        ],
    );
    check(
        "barrierefreiheit",
        &[
            "1. November 2026",
            "barriere@musterstadt.example",
            "Hessische Verordnung über barrierefreie Informationstechnik",
            "https://lbit.hessen.de/",
        ],
    );
    for (path, bytes) in &site.files {
        let is_draft = String::from_utf8_lossy(bytes).contains("class=\"site-notice");
        assert!(
            !path.ends_with(".html") || !is_draft,
            "{path} has no notice"
        );
    }
    Ok(())
}

#[test]
fn its_logo_and_colours_are_on_every_page() -> TestResult {
    let site = built()?;
    let css = |page: &str| {
        let page = site.text(page);
        page.split_once("<style>")
            .and_then(|(_, rest)| rest.split_once("</style>"))
            .map_or_else(
                || {
                    let paths = site.files.keys();
                    let sheet = paths
                        .into_iter()
                        .find(|path| path.starts_with("assets/") && path.ends_with(".css"));
                    sheet.map_or_else(String::new, |path| site.text(path))
                },
                |(css, _)| css.to_owned(),
            )
    };
    let (reading, check) = ("index.html", "selbst-check/kurz/bauhof/index.html");
    for page in [reading, check] {
        let css = css(page);
        assert!(
            css.contains("--kern-color-action-default:#7a1f3d"),
            "{page}"
        );
        assert!(css.contains("--brand-accent:#"), "{page}");
        assert!(!site.text(page).contains("style=\""), "{page}");
    }
    assert!(
        site.text("leitfaden/index.html")
            .contains("src=\"../wappen.svg\"")
    );
    assert!(
        site.text("leitfaden/index.html")
            .contains("<link rel=\"icon\" href=\"../wappen.svg\" type=\"image/svg+xml\">")
    );
    let running = site.text(check);
    assert!(
        running.contains("src=\"data:image/svg+xml;base64,"),
        "a page that loads nothing carries the logo inside"
    );
    assert!(running.contains("<link rel=\"icon\" href=\"data:image/svg+xml,"));
    Ok(())
}

#[test]
fn a_shared_link_has_a_picture() -> TestResult {
    let site = built()?;
    let picture = site.files.get("assets/teilen.png");
    assert_eq!(
        picture.and_then(|bytes| bytes.get(16..24)),
        Some(&[0, 0, 4, 176, 0, 0, 2, 118][..]),
        "1200 by 630 pixels"
    );
    assert!(site.text("leitfaden/index.html").contains(
        "<meta property=\"og:image\" content=\"https://roadmap.musterstadt.example/assets/teilen.png\">"
    ));
    assert!(
        !site
            .text("selbst-check/kurz/bauhof/index.html")
            .contains("og:image")
    );
    Ok(())
}
