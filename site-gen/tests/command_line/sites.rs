//! `build` and `check` of whole sites.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{command, copy_of, files_below, roadmap};
use std::process::Output;

#[test]
fn an_empty_folder_becomes_the_base_site_and_always_the_same_bytes() {
    let build = |threads: &str, zone: &str| {
        let folder = tempfile::tempdir().unwrap();
        let output = command(folder.path(), &["build"])
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", zone)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let first = files_below(&folder.path().join("public"));
        // A second build into the same folder replaces the first.
        assert!(
            roadmap(folder.path(), &["build", "--quiet"])
                .status
                .success()
        );
        assert_eq!(first, files_below(&folder.path().join("public")));
        first
    };
    let one = build("1", "Pacific/Kiritimati");
    let eight = build("8", "America/Los_Angeles");
    assert!(one.len() > 100, "the base is a whole site");
    assert_eq!(one, eight);
}

#[test]
fn five_faults_are_reported_at_once_and_nothing_is_written() {
    let site = copy_of("sites_invalid/five-faults");
    let check = roadmap(site.path(), &["check", "--format", "json"]);
    assert_eq!(check.status.code(), Some(1));
    let found: Vec<Value> = serde_json::from_slice(&check.stdout).unwrap();
    let codes: Vec<&str> = found
        .iter()
        .map(|diagnostic| diagnostic["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "out-of-range",
            "toml-syntax",
            "unknown-key",
            "broken-link",
            "unknown-competence"
        ]
    );
    for diagnostic in &found {
        assert_eq!(diagnostic["severity"], "error");
        assert!(
            site.path()
                .join(diagnostic["file"].as_str().unwrap())
                .is_file()
        );
        assert!(
            diagnostic["line"].as_u64().unwrap() > 1 && diagnostic["column"].as_u64().unwrap() > 0
        );
        assert!(!diagnostic["help"].as_str().unwrap().is_empty());
    }
    let build = roadmap(site.path(), &["build"]);
    assert_eq!(build.status.code(), Some(1));
    assert!(!site.path().join("public").exists());
    let left: Vec<_> = fs::read_dir(site.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["content"], "no staging folder is left behind");
}

#[test]
fn messages_are_german_unless_english_is_asked_for() {
    let site = copy_of("sites_invalid/five-faults");
    let text = |output: Output| String::from_utf8(output.stdout).unwrap();
    assert!(
        text(roadmap(site.path(), &["check"]))
            .contains("Die Kompetenz „betrug-erkenen“ gibt es nicht.")
    );
    assert!(
        text(roadmap(site.path(), &["check", "--lang", "en"]))
            .contains("There is no competence “betrug-erkenen”.")
    );
    let by_environment = command(site.path(), &["check"])
        .env("LANG", "en_GB.UTF-8")
        .output()
        .unwrap();
    assert!(text(by_environment).contains("help: Did you mean"));
    assert!(
        text(roadmap(site.path(), &["check", "--format", "github"]))
            .contains("::error file=content/de/")
    );
}

#[test]
fn figures_follow_the_findings_or_go_to_a_file_of_their_own() {
    let site = copy_of("sites/small");
    let printed = |arguments: &[&str]| {
        let output = roadmap(site.path(), arguments);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(printed(&["check"]).contains("Kompetenzen              2"));
    assert!(printed(&["check", "--lang", "en"]).contains("competences              2"));
    let findings = printed(&["check", "--format", "json", "--report", "figures.json"]);
    let findings: Value = serde_json::from_str(&findings).unwrap();
    assert_eq!(
        findings,
        Value::Array(Vec::new()),
        "one array, nothing else"
    );
    let figures = fs::read_to_string(site.path().join("figures.json")).unwrap();
    let figures: Value = serde_json::from_str(&figures).unwrap();
    assert_eq!(figures["format"], "roadmap-review/1");
    assert_eq!(figures["languages"][0]["counts"]["pages"]["competence"], 2);
}

#[test]
fn warnings_stop_a_build_only_when_denied() {
    let site = copy_of("examples");
    assert_eq!(roadmap(site.path(), &["build"]).status.code(), Some(0));
    assert_eq!(
        roadmap(site.path(), &["build", "--deny-warnings"])
            .status
            .code(),
        Some(1)
    );
    assert_eq!(
        roadmap(site.path(), &["check", "--deny-warnings"])
            .status
            .code(),
        Some(1)
    );
}

#[test]
fn own_facts_are_demanded_unless_it_is_a_draft() {
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("site.toml"), "name = \"Stadt Neustadt\"\n").unwrap();
    assert_eq!(roadmap(site.path(), &["build"]).status.code(), Some(1));
    assert_eq!(
        roadmap(site.path(), &["build", "--draft"]).status.code(),
        Some(0)
    );
    let home = fs::read_to_string(site.path().join("public/index.html")).unwrap();
    assert!(home.contains("site-notice-draft") && home.contains("noindex"));
}

#[test]
fn exit_status_tells_usage_and_machine_apart() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        roadmap(folder.path(), &["build", "--gibt-es-nicht"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        roadmap(folder.path(), &["build", "gibt-es-nicht"])
            .status
            .code(),
        Some(2)
    );
    // A file is no folder to build into.
    fs::write(folder.path().join("brief.txt"), "wichtig").unwrap();
    assert_eq!(
        roadmap(folder.path(), &["build", "-o", "brief.txt"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("brief.txt")).unwrap(),
        "wichtig"
    );
    // A folder with somebody's work in it is never replaced.
    fs::create_dir(folder.path().join("arbeit")).unwrap();
    fs::write(folder.path().join("arbeit/brief.txt"), "wichtig").unwrap();
    assert_eq!(
        roadmap(folder.path(), &["build", "-o", "arbeit"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("arbeit/brief.txt")).unwrap(),
        "wichtig"
    );
}

#[test]
fn links_are_relative_and_the_canonical_address_may_have_a_path() {
    let folder = tempfile::tempdir().unwrap();
    let output = roadmap(
        folder.path(),
        &[
            "build",
            "--base-url",
            "https://stadt.example/bildung/roadmap",
        ],
    );
    assert!(output.status.success());
    let read = |path: &str| fs::read_to_string(folder.path().join("public").join(path)).unwrap();
    assert!(
        read("leitfaden/lernzeit/index.html")
            .contains("href=\"https://stadt.example/bildung/roadmap/leitfaden/lernzeit/\"")
    );
    assert!(
        read("404.html").contains("href=\"/bildung/roadmap/leitfaden/\""),
        "the error page is shown at any depth"
    );
    assert!(read("sitemap.xml").contains("<loc>https://stadt.example/bildung/roadmap/</loc>"));
}

#[test]
fn compressed_twins_lie_beside_the_pages_only_when_asked_for() {
    // A site of few pages: the best compression takes its time.
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("site.toml"), "base = \"theme\"\n").unwrap();
    fs::create_dir_all(site.path().join("content/de")).unwrap();
    let page = "+++\ntitle = \"Seite\"\n+++\n\nText.\n";
    fs::write(site.path().join("content/de/seite.md"), page).unwrap();
    let build = |arguments: &[&str]| {
        let output = roadmap(site.path(), arguments);
        assert!(output.status.success(), "{output:?}");
        files_below(&site.path().join("public"))
    };
    let plain = build(&["build"]);
    let mut packed = build(&["build", "--precompress"]);
    for path in ["index.html.br", "index.html.gz", "seite/index.html.br"] {
        assert!(packed.contains_key(Path::new(path)), "{path}");
    }
    let is_twin = |path: &Path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        matches!(ending, Some("br" | "gz"))
    };
    packed.retain(|path, _| !is_twin(path));
    assert_eq!(packed, plain);
}

#[cfg(not(feature = "publish"))]
#[test]
fn a_program_that_cannot_publish_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["fleet", "publish", "FLEET.toml", "--to", "s3://a/b"];
    let output = roadmap(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("kann nicht veröffentlichen"), "{said}");
}
