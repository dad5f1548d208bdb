//! The command line as people and CI use it: exit status, what is printed, what is written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn roadmap(dir: &Path, arguments: &[&str]) -> Output {
    command(dir, arguments).output().expect("the binary runs")
}

fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roadmap"));
    command.current_dir(dir).args(arguments).env_remove("LANG");
    command
}

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests")
        .join(path)
}

/// A copy of a fixture that may be written into.
fn copy_of(path: &str) -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &target);
            } else {
                fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&fixture(path), folder.path());
    folder
}

fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(
                    path.strip_prefix(folder).unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    files
}

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
        Some(3)
    );
    // A folder with somebody's work in it is never replaced.
    fs::create_dir(folder.path().join("arbeit")).unwrap();
    fs::write(folder.path().join("arbeit/brief.txt"), "wichtig").unwrap();
    assert_eq!(
        roadmap(folder.path(), &["build", "-o", "arbeit"])
            .status
            .code(),
        Some(3)
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

/// Numbers agree within the tolerance of the vectors, everything else exactly.
fn assert_alike(found: &Value, expected: &Value, at: &str) {
    match (found, expected) {
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
            assert!(
                (found - expected).abs() <= 1e-9,
                "{at}: {found} instead of {expected}"
            );
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{at}");
            for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
                assert_alike(found, expected, &format!("{at}[{place}]"));
            }
        }
        (Value::Object(found), Value::Object(expected)) => {
            let keys = |object: &serde_json::Map<String, Value>| {
                object
                    .keys()
                    .cloned()
                    .collect::<std::collections::BTreeSet<_>>()
            };
            assert_eq!(keys(found), keys(expected), "{at}");
            for (key, expected) in expected {
                assert_alike(&found[key], expected, &format!("{at}.{key}"));
            }
        }
        _ => assert_eq!(found, expected, "{at}"),
    }
}

#[test]
fn score_gives_the_profiles_of_the_vectors() {
    let folder = tempfile::tempdir().unwrap();
    let check = |bank: &Value, answers: &Value, expected: &Value, name: &str| {
        fs::write(folder.path().join("bank.json"), bank.to_string()).unwrap();
        fs::write(folder.path().join("answers.json"), answers.to_string()).unwrap();
        let output = roadmap(
            folder.path(),
            &["score", "--bank", "bank.json", "answers.json"],
        );
        assert!(output.status.success(), "{name}: {output:?}");
        assert_alike(
            &serde_json::from_slice(&output.stdout).unwrap(),
            expected,
            name,
        );
    };
    let read = |path: &str| {
        serde_json::from_str::<Value>(&fs::read_to_string(fixture(path)).unwrap()).unwrap()
    };
    check(
        &read("examples/files/bank.json"),
        &read("examples/files/answers.json"),
        &read("examples/files/profile.json"),
        "example",
    );
    let cases = read("oracle/score.json");
    let cases = cases.as_array().unwrap();
    assert!(!cases.is_empty());
    for (place, case) in cases.iter().enumerate() {
        check(
            &case["bank"],
            &case["answers"],
            &case["profile"],
            &format!("case {place}"),
        );
    }
}

#[test]
fn score_names_what_is_wrong_with_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    let bank = fixture("examples/files/bank.json");
    let check = |answers: &str, said: &str| {
        fs::write(folder.path().join("answers.json"), answers).unwrap();
        let output = roadmap(
            folder.path(),
            &["score", "--bank", bank.to_str().unwrap(), "answers.json"],
        );
        assert_eq!(output.status.code(), Some(1), "{answers}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains(said), "{answers}: {errors}");
        assert!(output.stdout.is_empty());
    };
    let answers = |list: &str| format!("{{\"format\":\"roadmap-answers/1\",\"answers\":[{list}]}}");
    check(
        &answers("{\"item\":\"gibt-es-nicht\",\"score\":1}"),
        "gibt-es-nicht",
    );
    check(
        &answers(
            "{\"item\":\"betrug-erkennen-01\",\"score\":1},{\"item\":\"betrug-erkennen-01\",\"score\":1}",
        ),
        "betrug-erkennen-01",
    );
    check(
        &answers("{\"item\":\"betrug-erkennen-01\",\"score\":2}"),
        "0 bis 1",
    );
    check(
        "{\"format\":\"roadmap-answers/2\",\"answers\":[]}",
        "roadmap-answers/2",
    );
    check("{", "JSON");
}

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
