//! Editing without git: with `cms = true` a page with forms, made of the content types; without it nothing of the kind.

use std::error::Error;
use std::fs;

use roadmap_tests::{Outcome, copy, fixture, outcome};

type TestResult = Result<(), Box<dyn Error>>;

/// Builds the fixture with some files changed or added.
fn built(files: &[(&str, &str)]) -> Result<Outcome, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    copy(&fixture("sites/editing"), folder.path())?;
    for (path, text) in files {
        let path = folder.path().join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(outcome(folder.path())?)
}

const SCRIPT: &str = "static/bearbeiten/sveltia-cms.js";

#[test]
fn the_forms_are_those_of_the_content_types() -> TestResult {
    let site = built(&[])?;
    let config = site.text("bearbeiten/config.yml");
    insta::assert_snapshot!("config", config);
    let parsed: serde_json::Value = serde_saphyr::from_str(&config)?;
    assert_eq!(
        parsed.pointer("/collections/1/folder"),
        Some(&"content/de/lernangebote".into())
    );
    Ok(())
}

#[test]
fn without_its_program_the_page_says_so_and_the_report_names_the_file() -> TestResult {
    let site = built(&[])?;
    assert!(!site.failed);
    insta::assert_snapshot!("report", site.report);
    insta::assert_snapshot!("page", site.text("bearbeiten/index.html"));
    assert!(!site.files.contains_key("bearbeiten/start.js"));
    Ok(())
}

#[test]
fn the_program_is_the_only_one_a_layer_may_bring_and_only_for_this_page() -> TestResult {
    let site = built(&[(SCRIPT, "program()")])?;
    assert!(!site.failed, "{}", site.report);
    assert_eq!(site.text("bearbeiten/sveltia-cms.js"), "program()");
    assert!(site.report.contains("Hinweis[cms-script-unknown]"));
    assert!(site.report.contains("Hinweis[cms-parts-missing]"));
    let page = site.text("bearbeiten/index.html");
    assert!(page.contains("<script src=\"start.js\"></script>"));
    let other = built(&[("static/bearbeiten/mehr.js", "program()")])?;
    assert!(other.failed, "any other program is refused");
    let off = "draft = true\nbase = \"theme\"\ntitle = \"x\"\n";
    let without = built(&[("site.toml", off), (SCRIPT, "program()")])?;
    assert!(without.failed, "without the page, that one too");
    Ok(())
}

#[test]
fn nothing_leads_to_the_page() -> TestResult {
    let address = "base_url = \"https://www.musterstadt.example/roadmap\"";
    let facts = fs::read_to_string(fixture("musterstadt/site.toml"))?;
    let (_, facts) = facts.split_once("land =").ok_or("the town has a Land")?;
    // Without the content of the base there is nobody to invite.
    let facts = facts.split("[[erhebung]]").next().unwrap_or(facts);
    let site_toml = format!(
        "name = \"Stadt Musterstadt\"\n{address}\nbase = \"theme\"\ncms = true\nland ={facts}"
    );
    let wappen = fs::read_to_string(fixture("musterstadt/static/wappen.svg"))?;
    let site = built(&[("site.toml", &site_toml), ("static/wappen.svg", &wappen)])?;
    assert!(!site.failed, "{}", site.report);
    assert!(
        site.text("robots.txt")
            .contains("Disallow: /roadmap/bearbeiten/\n")
    );
    for (path, bytes) in &site.files {
        let is_own = path.starts_with("bearbeiten/") || path == "robots.txt";
        let text = String::from_utf8_lossy(bytes);
        assert!(is_own || !text.contains("bearbeiten/"), "{path}");
    }
    Ok(())
}

#[test]
fn without_the_key_there_is_no_page() -> TestResult {
    let site = built(&[(
        "site.toml",
        "draft = true\nbase = \"theme\"\ntitle = \"x\"\n",
    )])?;
    assert!(
        !site
            .files
            .keys()
            .any(|path| path.starts_with("bearbeiten/"))
    );
    assert!(!site.text("robots.txt").contains("bearbeiten"));
    Ok(())
}

#[test]
fn a_project_without_an_address_is_asked_for() -> TestResult {
    for publiccode in [
        "name: x\n",
        "url: [\n",
        "url: https://gitlab.opencode.de/bitte-ergaenzen/roadmap\n",
    ] {
        let site = built(&[("publiccode.yml", publiccode)])?;
        assert!(
            site.report.contains("Warnung[cms-project-unknown]"),
            "{publiccode}: {}",
            site.report
        );
        assert!(!site.failed);
    }
    Ok(())
}
