//! What people see who look after a layer: `explain`, `customise` and `upstream`, whole outputs in both languages.

use std::fs;
use std::path::{Path, PathBuf};

use site_gen::source::base_version::{BASE_VERSION, Manifest};

use crate::program::{files_below, fixture, transcript};

/// A layer `kommune` over a layer `land`, in a folder of its own.
struct Layers {
    folder: tempfile::TempDir,
}

const PAGE: &str = "content/de/leitfaden/lernzeit.md";

impl Layers {
    fn new() -> Self {
        let layers = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        layers.write(
            "kommune/site.toml",
            "base = \"theme\"\nlayers = [\"../land\"]\n",
        );
        layers.write(
            &format!("land/{PAGE}"),
            "+++\ntitle = \"Lernzeit\"\npart = \"staerken\"\nsummary = \"Lernen im Dienst.\"\n+++\n\nErster Satz.\n\nZweiter Satz.\n",
        );
        layers.write("land/content/de/berufsgruppen/bauhof.md", "+++\ntitle = \"Bauhof\"\ndesk = \"nie\"\n\n[target.fachkraft]\ngeraet-sichern = 1.5\nbetrug-erkennen = 1\n+++\n");
        layers.write("land/content/de/aufgaben/betrug.md", "+++\ncompetence = \"betrug\"\n\n[[item]]\nid = \"betrug-01\"\nquestion = \"Eins?\"\n\n[[item]]\nid = \"betrug-02\"\nquestion = \"Zwei?\"\n+++\n");
        layers.write("land/templates/section.html", "{% extends \"base.html\" %}\n{% block main %}{% block lead %}{% endblock %}{% endblock %}\n");
        layers.write(
            "land/strings/de.toml",
            "[home]\ndoors = \"Was suchen Sie?\"\n",
        );
        layers.write("land/static/merkblatt.txt", "Merkblatt\n");
        layers
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// What somebody types in the municipality's folder, and all that is printed.
    fn run(&self, arguments: &[&str]) -> String {
        hidden(&transcript(&self.path("kommune"), arguments))
    }

    /// The same, and the text of the file that came of it.
    fn customised(&self, arguments: &[&str], file: &str) -> String {
        let told = self.run(arguments);
        format!(
            "{told}--- {file}\n{}",
            self.read(&format!("kommune/{file}"))
        )
    }
}

/// A transcript without the version of the base, which rises with every release.
fn hidden(text: &str) -> String {
    let text = text.replace(&format!(" {BASE_VERSION}"), " N");
    text.replace(&format!("base-{BASE_VERSION}"), "base-N")
}

/// How many words and sheets the theme has is not what these tests are about.
fn without_counts(text: &str) -> String {
    let counted = ["weitere", "more", "Dateien", "files"];
    text.lines()
        .map(|line| {
            let mut words = line.split_whitespace();
            let is_count = words.next().is_some_and(|word| word.parse::<u32>().is_ok())
                && words.next().is_some_and(|word| counted.contains(&word));
            if is_count {
                let rest: Vec<&str> = line.split_whitespace().skip(1).collect();
                format!("  … {}\n", rest.join(" "))
            } else {
                format!("{line}\n")
            }
        })
        .collect()
}

#[test]
fn explain_says_where_every_part_comes_from() {
    let site = fixture("sites/explained");
    let mut told = String::new();
    for path in [
        "leitfaden/anfangen",
        "content/de/aufgaben/betrug-erkennen.md",
        "https://roadmap.example/berufsgruppen/bauhof/",
        "selbst-check/kurz/bauhof/",
        "lernangebote/weiter",
        "strings/de.toml",
        "static/formular.pdf",
        "content\\de\\leitfaden\\anfangn.md",
    ] {
        told.push_str(&transcript(&site, &["explain", path]));
        told.push('\n');
    }
    told.push_str(&transcript(
        &site,
        &["explain", "leitfaden/anfangen", "--lang", "en"],
    ));
    insta::assert_snapshot!("explain", without_counts(&told));
}

#[test]
fn explain_for_machines_is_json() {
    let told = transcript(
        &fixture("sites/explained"),
        &["explain", "aufgaben/betrug-erkennen", "--format", "json"],
    );
    let json: String = told.lines().skip(1).filter(|line| *line != "[0]").collect();
    let explanation: serde_json::Value = serde_json::from_str(&json).unwrap();
    let item = explanation["front_matter"]
        .as_array()
        .unwrap()
        .iter()
        .find(|part| part["part"] == "[[item]] betrug-erkennen-01")
        .unwrap();
    assert_eq!(
        (item["layer"].as_str(), item["line"].as_u64()),
        (Some("kommune"), Some(4))
    );
    assert_eq!(explanation["stack"][0]["layer"], "small");
    assert_eq!(explanation["stack"][1]["role"], "changes");
}

#[test]
fn customise_copies_whole_files() {
    let layers = Layers::new();
    let mut told = layers.customised(&["customise", "leitfaden/lernzeit"], PAGE);
    assert_eq!(
        layers.read(&format!("kommune/{PAGE}")),
        layers.read(&format!("land/{PAGE}"))
    );
    layers.write(&format!("kommune/{PAGE}"), "mein Text\n");
    told += &layers.run(&["customise", PAGE]);
    assert_eq!(
        layers.read(&format!("kommune/{PAGE}")),
        "mein Text\n",
        "an own file is never overwritten"
    );
    told += &layers.run(&["customise", "static\\merkblatt.txt", "--lang", "en"]);
    told += &layers.run(&["customise", "static/merkblatt.txt", "--lang", "en"]);
    told += &layers.run(&["customise", "leitfaden/lernzeiten"]);
    told += &layers.run(&["customise", "leitfaden/lernzeiten", "--lang", "en"]);
    told += &layers.run(&["customise", "../land/site.toml"]);
    told += "--- .roadmap/upstream.toml\n";
    told += &hidden(&layers.read("kommune/.roadmap/upstream.toml"));
    insta::assert_snapshot!("customise", told);
}

#[test]
fn customise_makes_small_patches() {
    let layers = Layers::new();
    let occupation = "content/de/berufsgruppen/bauhof.md";
    let bank = "content/de/aufgaben/betrug.md";
    let mut told = layers.customised(&["customise", "leitfaden/lernzeit", "--patch"], PAGE);
    let key = [
        "--key",
        "title",
        "--key",
        "target.fachkraft.betrug-erkennen",
    ];
    let arguments = [&["customise", "berufsgruppen/bauhof"][..], &key].concat();
    told += &layers.customised(&arguments, occupation);
    told += &layers.run(&["customise", "aufgaben/betrug", "--key", "betrug-2"]);
    told += &layers.customised(
        &["customise", "aufgaben/betrug", "--key", "betrug-02"],
        bank,
    );
    let template = "templates/section.html";
    told += &layers.customised(&["customise", "section.html", "--patch"], template);
    let home = "templates/home.html";
    told += &layers.customised(&["customise", home, "--key", "home_end"], home);
    let words = "strings/de.toml";
    told += &layers.customised(&["customise", words, "--key", "home.doors"], words);
    told += &layers.run(&["customise", "static/merkblatt.txt", "--patch"]);
    told += &layers.run(&["upstream"]);
    insta::assert_snapshot!("customise-patch", told);

    // A text of several lines keeps its blank ones, and blank lines between values go.
    let offer = "content/de/lernangebote/schulung.md";
    layers.write(
        &format!("land/{offer}"),
        "+++\ntitle = \"Schulung\"\n\nsummary = \"\"\"\nErster Absatz.\n\nZweiter.\"\"\"\n\n[[item]]\nid = \"a\"\n+++\n",
    );
    let patch = layers.customised(&["customise", "lernangebote/schulung", "--patch"], offer);
    assert!(
        patch.contains(
            "# title = \"Schulung\"\n# summary = \"\"\"\n# Erster Absatz.\n#\n# Zweiter.\"\"\"\n"
        ),
        "{patch}"
    );

    // What is commented out is a patch all the same, and what was chosen builds.
    for path in [PAGE, occupation, bank] {
        let text = layers.read(&format!("kommune/{path}"));
        assert!(text.starts_with("+++\npatch = true\n"), "{path}");
    }
}

#[test]
fn upstream_shows_and_decides() {
    let layers = Layers::new();
    let land = format!("land/{PAGE}");
    let mut told = layers.run(&["upstream"]);
    told += &layers.run(&["customise", "leitfaden/lernzeit"]);
    let own = layers
        .read(&land)
        .replace("Zweiter Satz.", "Unser zweiter Satz.");
    layers.write(&format!("kommune/{PAGE}"), &own);
    let now = layers
        .read(&land)
        .replace("Zweiter Satz.", "Ein zweiter Satz.");
    layers.write(&land, &now);
    told += &layers.run(&["upstream"]);
    told += &layers.run(&["upstream", "--diff", "--lang", "en"]);
    told += &layers.run(&["upstream", "--format", "json"]);
    told += &layers.run(&["upstream", "--merge", "leitfaden/lernzeit"]);
    told += "--- content/de/leitfaden/lernzeit.md\n";
    told += &layers.read(&format!("kommune/{PAGE}"));
    told += &layers.run(&["upstream", "--lang", "en"]);
    told += &layers.run(&["upstream", "--keep", PAGE, "--lang", "en"]);
    layers.write(&format!("kommune/{PAGE}"), &own);
    told += &layers.run(&["upstream", "--take", PAGE, "--keep", "leitfaden/lernzeit"]);
    layers.write(&land, &now.replace("Erster", "Der erste"));
    told += &layers.run(&[
        "upstream",
        "--take",
        "./content/de/leitfaden/lernzeit.md",
        "--lang",
        "en",
    ]);
    assert!(!layers.path(&format!("kommune/{PAGE}")).exists());
    assert_eq!(layers.read(&format!("kommune/.roadmap/kept/{PAGE}")), own);
    told += &layers.run(&["upstream", "--take", PAGE, "--format", "json"]);
    told += &layers.run(&["upstream", "--lang", "en"]);
    insta::assert_snapshot!("upstream", told);
}

/// Writes a frozen base anew, with its list, as another version of the program would have.
fn freeze_as(layer: &Path, version: u32, change: impl Fn(&str, String) -> String) {
    let (from, to) = (
        layer.join(format!(".roadmap/base-{BASE_VERSION}")),
        layer.join(format!(".roadmap/base-{version}")),
    );
    let list = fs::read_to_string(from.join("SHA256SUMS")).unwrap();
    let mut files = Vec::new();
    for path in Manifest::parse(&list).0.into_keys() {
        let text = change(&path, fs::read_to_string(from.join(&path)).unwrap());
        let target = to.join(&path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, &text).unwrap();
        files.push((path, text));
    }
    let list = Manifest::of(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_bytes())),
    );
    fs::write(to.join("SHA256SUMS"), list.text()).unwrap();
}

#[test]
fn a_frozen_base_stands_still() {
    let folder = tempfile::tempdir().unwrap();
    let layer = folder.path();
    let uncounted = |text: String| -> String {
        let words = text.split(' ').map(|word| {
            let is_number = word.parse::<u32>().is_ok();
            if is_number { "…" } else { word }
        });
        words.collect::<Vec<_>>().join(" ")
    };
    fs::write(
        layer.join("site.toml"),
        "# Unsere Angaben\r\ntitle = \"T\"\r\n",
    )
    .unwrap();
    let built = |into: &str| {
        transcript(layer, &["build", "--quiet", "-o", into]);
        files_below(&layer.join(into))
    };
    let unfrozen = built("frei");
    let mut told = uncounted(hidden(&transcript(layer, &["freeze"])));
    assert_eq!(
        fs::read_to_string(layer.join("site.toml")).unwrap(),
        format!("# Unsere Angaben\r\ntitle = \"T\"\r\nbase_version = {BASE_VERSION}\r\n"),
        "all else in it stays"
    );
    told += &hidden(&transcript(layer, &["freeze"]));
    told += &hidden(&transcript(layer, &["freeze", "--lang", "en"]));
    assert!(built("fest") == unfrozen, "every byte is the same");

    // Another version, in which a page said something else, a bank had another item and a page was not there yet.
    let page = "content/de/leitfaden/lernzeit.md";
    freeze_as(layer, 7, |path, text| {
        if path == page {
            text.replace(
                "Lernzeit und Lernorte regeln",
                "Lernzeit, wie sie einmal war",
            )
        } else {
            text
        }
    });
    fs::write(layer.join("site.toml"), "base_version = 7\n").unwrap();
    let built = transcript(layer, &["build", "--quiet"]);
    assert!(built.ends_with("[0]\n"), "{built}");
    let html = fs::read_to_string(layer.join("public/leitfaden/lernzeit/index.html")).unwrap();
    assert!(html.contains("Lernzeit, wie sie einmal war"));
    told += &transcript(layer, &["customise", "leitfaden/lernzeit"]);
    assert!(
        fs::read_to_string(layer.join(page))
            .unwrap()
            .contains("wie sie einmal war")
    );
    fs::remove_dir_all(layer.join("content")).unwrap();

    // Nobody changes it unseen.
    let frozen = layer.join(".roadmap/base-7");
    let text = fs::read_to_string(frozen.join(page)).unwrap();
    fs::write(frozen.join(page), format!("{text}\nDazugeschrieben.\n")).unwrap();
    fs::write(
        frozen.join("content/de/neu.md"),
        "+++\ntitle = \"Neu\"\n+++\n",
    )
    .unwrap();
    told += &transcript(layer, &["build"]);
    fs::write(frozen.join(page), text.replace('\n', "\r\n")).unwrap();
    fs::remove_file(frozen.join("content/de/neu.md")).unwrap();
    let built = transcript(layer, &["build", "--quiet"]);
    assert!(
        built.ends_with("[0]\n"),
        "what version control does to line ends is no change: {built}"
    );

    fs::write(layer.join("site.toml"), "base_version = 6\n").unwrap();
    told += &hidden(&transcript(layer, &["build"]));
    told += &hidden(&transcript(layer, &["freeze", "--lang", "en"]));
    told += &transcript(layer, &["freeze", "--end"]);
    assert_eq!(fs::read_to_string(layer.join("site.toml")).unwrap(), "");
    told += &transcript(layer, &["freeze", "--end"]);
    insta::assert_snapshot!("freeze", told);
}

#[cfg(unix)]
#[test]
fn files_keep_their_rights_and_links_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let layers = Layers::new();
    let mode = |path: &str| {
        fs::metadata(layers.path(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    layers.run(&["customise", "leitfaden/lernzeit"]);
    let own = format!("kommune/{PAGE}");
    assert_eq!(
        mode(&own),
        mode(&format!("land/{PAGE}")),
        "as new files here are"
    );
    fs::set_permissions(layers.path(&own), fs::Permissions::from_mode(0o640)).unwrap();
    let land = layers.read(&format!("land/{PAGE}"));
    layers.write(&own, &land.replace("Zweiter", "Unser zweiter"));
    layers.write(
        &format!("land/{PAGE}"),
        &land.replace("Lernen im", "Lernen, im"),
    );
    layers.run(&["upstream", "--merge", PAGE]);
    let merged = layers.read(&own);
    assert!(merged.contains("Unser zweiter") && merged.contains("Lernen, im"));
    assert_eq!(mode(&own), 0o640);

    fs::create_dir(layers.path("fremd")).unwrap();
    symlink(layers.path("fremd"), layers.path("kommune/static")).unwrap();
    let told = layers.run(&["customise", "static/merkblatt.txt"]);
    assert!(told.ends_with("[3]\n"), "{told}");
    assert_eq!(fs::read_dir(layers.path("fremd")).unwrap().count(), 0);
}

#[test]
fn a_record_that_cannot_be_read_is_told_and_left_alone() {
    let layers = Layers::new();
    layers.write("kommune/.roadmap/upstream.toml", "[files\n");
    insta::assert_snapshot!(
        "upstream-record-broken",
        layers.run(&["customise", "leitfaden/lernzeit"])
    );
    assert_eq!(layers.read("kommune/.roadmap/upstream.toml"), "[files\n");
    fs::remove_dir_all(layers.path("kommune/.roadmap")).unwrap();
    layers.write("kommune/site.toml", "layers = [../land]\n");
    insta::assert_snapshot!("upstream-facts-broken", layers.run(&["upstream"]));
    assert!(!layers.path(&format!("kommune/{PAGE}")).exists());
}
