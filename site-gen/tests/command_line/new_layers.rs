//! `init`, and what a new layer holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{files_below, roadmap};

/// What marks a page as a draft; the style sheet that some pages carry names the class too.
const DRAFT: &str = "class=\"site-notice site-notice-draft\"";

/// All facts of a municipality as flags.
const FACTS: [&str; 28] = [
    "--land",
    "he",
    "--base-url",
    "https://roadmap.neustadt.example",
    "--office",
    "Personalamt",
    "--email",
    "roadmap@neustadt.example",
    "--phone",
    "+49 6441 0000",
    "--address",
    "Rathausplatz 1; 00000 Neustadt",
    "--responsible",
    "Der Magistrat",
    "--represented-by",
    "Bürgermeisteramt",
    "--officer",
    "Datenschutz, datenschutz@neustadt.example",
    "--host",
    "Rechenzentrum",
    "--log-days",
    "7",
    "--accessibility-contact",
    "barriere@neustadt.example",
    "--assessed",
    "2026-11-01",
    "--method",
    "self",
];

/// Makes a layer and builds it; the pages of the site by path.
fn initialised(name: &str, facts: &[&str]) -> BTreeMap<PathBuf, String> {
    let folder = tempfile::tempdir().unwrap();
    let arguments = [&["init", "kommune", "--name", name], facts].concat();
    let made = roadmap(folder.path(), &arguments);
    assert!(made.status.success(), "{made:?}");
    let layer = folder.path().join("kommune");
    let built = roadmap(&layer, &["build"]);
    assert!(built.status.success(), "{built:?}");
    files_below(&layer.join("public"))
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

#[test]
fn a_new_layer_is_a_whole_site_and_a_draft_on_every_page() {
    let pages = initialised("Stadt \"Neu\"-Stadt", &[]);
    assert!(pages.len() > 100, "the base is there");
    for (path, page) in &pages {
        assert!(page.contains(DRAFT), "{}", path.display());
        assert!(page.contains("noindex"), "{}", path.display());
    }
    let imprint = &pages[Path::new("impressum/index.html")];
    assert!(imprint.contains("Angabe fehlt: imprint.responsible"));
    assert!(!imprint.contains("Musterstadt"), "nobody else's facts");
    let news = pages
        .iter()
        .find(|(path, _)| path.to_string_lossy().ends_with("-start/index.html"));
    assert!(news.unwrap().1.contains("startet die roadMAP"));
}

#[test]
fn a_name_may_have_quotation_marks_of_both_kinds() {
    let folder = tempfile::tempdir().unwrap();
    let name = "Stadt \"Neu\" an d'Ems";
    let made = roadmap(folder.path(), &["init", ".", "--name", name]);
    assert!(made.status.success(), "{made:?}");
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    let site: toml::Table = read("site.toml").parse().unwrap();
    assert_eq!(site["name"].as_str(), Some(name));
    let description: serde_json::Value = serde_saphyr::from_str(&read("publiccode.yml")).unwrap();
    assert_eq!(description["name"], name);
}

#[test]
fn with_all_facts_a_new_layer_may_be_published() {
    let pages = initialised("Stadt Neustadt", &FACTS);
    for (path, page) in &pages {
        assert!(!page.contains(DRAFT), "{}", path.display());
        assert!(!page.contains("(Angabe fehlt: "), "{}", path.display());
    }
    let page = |path: &str| &pages[Path::new(path)];
    for fact in [
        "Der Magistrat",
        "Rathausplatz 1",
        "00000 Neustadt",
        "Bürgermeisteramt",
    ] {
        assert!(page("impressum/index.html").contains(fact), "{fact}");
    }
    for fact in [
        "Rechenzentrum",
        "nach 7 Tagen",
        "Der Magistrat",
        "https://datenschutz.hessen.de/",
    ] {
        assert!(page("datenschutz/index.html").contains(fact), "{fact}");
    }
    for fact in [
        "HessBGG",
        "HVBIT",
        "1. November 2026",
        "https://lbit.hessen.de/",
        "barriere@neustadt.example",
    ] {
        assert!(page("barrierefreiheit/index.html").contains(fact), "{fact}");
    }
}

#[test]
fn a_new_layer_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("site.toml"), "name = \"Meine Stadt\"\n").unwrap();
    let arguments = ["init", ".", "--name", "Stadt Neustadt"];
    let first = roadmap(folder.path(), &arguments);
    assert!(first.status.success());
    let said = String::from_utf8(first.stdout).unwrap();
    assert!(said.contains("Gab es schon, bleibt unverändert: site.toml"));
    let after_first = files_below(folder.path());
    assert_eq!(
        after_first[Path::new("site.toml")],
        b"name = \"Meine Stadt\"\n"
    );
    for path in [
        "README.md",
        "publiccode.yml",
        ".gitlab-ci.yml",
        ".github/workflows/website.yml",
        ".ci/roadmap-holen.sh",
        ".gitignore",
        "schema/site.schema.json",
        "schema/lernangebote.schema.json",
    ] {
        assert!(after_first.contains_key(Path::new(path)), "{path}");
    }
    assert!(roadmap(folder.path(), &arguments).status.success());
    assert_eq!(after_first, files_below(folder.path()));
}

#[test]
fn site_toml_of_a_new_layer_names_its_schema_and_the_schemas_can_be_renewed() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["init", ".", "--name", "Stadt Neustadt"];
    assert!(roadmap(folder.path(), &arguments).status.success());
    let site = fs::read_to_string(folder.path().join("site.toml")).unwrap();
    let named = site.lines().next().unwrap().strip_prefix("#:schema ");
    let schema = folder.path().join(named.unwrap());
    let fresh = fs::read_to_string(&schema).unwrap();
    fs::write(&schema, "{}").unwrap();
    assert!(roadmap(folder.path(), &["schema"]).status.success());
    assert_eq!(fs::read_to_string(&schema).unwrap(), fresh);
}

#[test]
fn facts_that_cannot_be_are_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    for wrong in [
        ["--land", "XX"],
        ["--email", "kein-at"],
        ["--base-url", "javascript:x"],
        ["--assessed", "2026-02-30"],
        ["--method", "selbst"],
        ["--log-days", "-1"],
    ] {
        let output = roadmap(
            folder.path(),
            &[
                "init",
                "neu",
                "--name",
                "Neustadt",
                &format!("{}={}", wrong[0], wrong[1]),
            ],
        );
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
    assert!(!folder.path().join("neu").exists());
}
