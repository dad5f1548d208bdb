//! Every folder of `upstream/` is a history: what lay below a layer when its files were copied (`then/`), what lies below now
//! (`now/`), the layer's own files (`own/`, copied with `roadmap customise` and edited; `by-hand/`, written without it), and in
//! `expected.txt` the state of each. What each decision leaves of the layer is a snapshot. A new case is a new folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use roadmap_tests::cases;
use site_gen::customise::{Extent, copy};
use site_gen::diagnostic::Diagnostics;
use site_gen::diagnostic::problem::Language;
use site_gen::output::apply;
use site_gen::source::own_layer::{self, OwnLayer};
use site_gen::theme::themes;
use site_gen::upstream::act::{Decision, Decisions};
use site_gen::upstream::merge::Names;
use site_gen::upstream::{Upstream, report};

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// The files below a folder by their paths, with forward slashes.
fn files(folder: &Path) -> std::io::Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else {
            continue;
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(below) = path.strip_prefix(folder) {
                let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                found.insert(parts.join("/"), fs::read(&path)?);
            }
        }
    }
    Ok(found)
}

/// Copies what a history has in a folder, if it has it.
fn copy_if_there(from: &Path, to: &Path) -> std::io::Result<()> {
    if from.is_dir() {
        roadmap_tests::copy(from, to)?;
    }
    Ok(())
}

/// A layer in a folder of its own, over another that stands in for the base.
struct Layer {
    folder: tempfile::TempDir,
}

impl Layer {
    /// Plays a history up to the present.
    fn of(case: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let layer = Self {
            folder: tempfile::tempdir()?,
        };
        let (land, own) = (layer.folder.path().join("land"), layer.own());
        fs::create_dir_all(&land)?;
        fs::create_dir_all(&own)?;
        fs::write(
            own.join("site.toml"),
            "base = \"theme\"\nbase_version = 1\nlayers = [\"../land\"]\n",
        )?;
        copy_if_there(&case.join("then"), &land)?;
        for path in files(&case.join("own"))?.keys() {
            let (read, themes) = layer.read()?;
            let language = Language::German;
            let copy = copy(path, "", Extent::Whole, &read, &themes, language)
                .map_err(|refusal| format!("{path}: {refusal:?}"))?;
            apply(&copy.changes, &own)?;
        }
        copy_if_there(&case.join("own"), &own)?;
        copy_if_there(&case.join("by-hand"), &own)?;
        fs::remove_dir_all(&land)?;
        fs::create_dir_all(&land)?;
        copy_if_there(&case.join("now"), &land)?;
        Ok(layer)
    }

    fn own(&self) -> PathBuf {
        self.folder.path().join("kommune")
    }

    fn read(&self) -> Result<(OwnLayer, Vec<String>), Box<dyn std::error::Error>> {
        let mut diagnostics = Diagnostics::new();
        let read = own_layer::read(&self.own(), &mut diagnostics)?;
        let themes = themes(&read.config, &read.below, &mut diagnostics);
        Ok((read, themes))
    }

    /// What a survey says, as a report and as one line for each file.
    fn survey(&self, language: Language) -> Result<(String, String), Box<dyn std::error::Error>> {
        let (layer, themes) = self.read()?;
        let upstream = Upstream {
            layer: &layer,
            themes: &themes,
        };
        let entries = upstream.survey();
        let states = entries
            .iter()
            .map(|entry| format!("{} {}\n", entry.comparison.state.code(), entry.path))
            .collect();
        Ok((report::text(&entries, 1, ".", language), states))
    }

    /// Makes one decision about all files, and tells what it leaves.
    fn decide(&self, decision: Decision) -> Result<String, Box<dyn std::error::Error>> {
        let mut out = format!("=== {decision:?}\n");
        let (layer, themes) = self.read()?;
        let upstream = Upstream {
            layer: &layer,
            themes: &themes,
        };
        let mut decisions = Decisions::new(upstream, 2);
        for entry in upstream.survey() {
            let outcome = decisions.decide(&entry.path, decision, Names::of(Language::German));
            out.push_str(&report::outcome_text(
                &entry.path,
                &outcome,
                Language::German,
            ));
        }
        apply(&decisions.changes(), &self.own())?;
        for (path, bytes) in files(&self.own())? {
            if path != "site.toml" && !path.starts_with(".roadmap/upstream") {
                let text = String::from_utf8_lossy(&bytes)
                    .replace('\u{feff}', "<BOM>")
                    .replace("\r\n", "<CR>\n");
                write!(out, "--- {path}\n{text}")?;
            }
        }
        let (_, states) = self.survey(Language::German)?;
        write!(out, "--- then\n{states}")?;
        Ok(out)
    }
}

#[test]
fn histories_end_in_the_stated_state() -> TestResult {
    for (name, case) in cases("upstream")? {
        let layer = Layer::of(&case)?;
        let (german, states) = layer.survey(Language::German)?;
        let expected = fs::read_to_string(case.join("expected.txt"))?;
        assert_eq!(states, expected, "{name}:\n{german}");
        let mut told = format!("{german}\n{}", layer.survey(Language::English)?.0);
        for decision in [Decision::Take, Decision::Keep, Decision::Merge] {
            write!(told, "\n{}", Layer::of(&case)?.decide(decision)?)?;
        }
        insta::assert_snapshot!(name, told);
    }
    Ok(())
}
