//! Whatever happened to a file on both sides, and whatever somebody decides: no line that was written here is ever lost.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use site_gen::diagnostic::Diagnostics;
use site_gen::output::Change;
use site_gen::source::layer::{FileStacks, SourceFile};
use site_gen::source::own_layer::{self, COPIES, OwnLayer};
use site_gen::upstream::Upstream;
use site_gen::upstream::act::{Decision, Decisions, Outcome, origin};
use site_gen::upstream::merge::Names;
use site_gen::upstream::underlay::Lower;

/// A change of a list of lines.
#[derive(Debug, Clone)]
enum Edit {
    Insert(usize, String),
    Delete(usize),
    Replace(usize, String),
}

fn line() -> impl Strategy<Value = String> {
    // Few different lines, so that the same ones meet; some that look like markers.
    prop_oneof![
        8 => "[abc]{1,2}",
        1 => Just("=======".to_owned()),
        1 => Just("<<<<<<< eigene Fassung".to_owned()),
        1 => Just(String::new()),
        1 => Just("  ".to_owned()),
    ]
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (any::<usize>(), line()).prop_map(|(at, line)| Edit::Insert(at, line)),
        any::<usize>().prop_map(Edit::Delete),
        (any::<usize>(), line()).prop_map(|(at, line)| Edit::Replace(at, line)),
    ];
    prop::collection::vec(edit, 0..6)
}

fn edited(lines: &[String], edits: &[Edit]) -> Vec<String> {
    let mut lines = lines.to_vec();
    for edit in edits {
        match edit {
            Edit::Insert(at, line) => {
                let at = at % (lines.len() + 1);
                lines.insert(at, line.clone());
            }
            Edit::Delete(at) if !lines.is_empty() => {
                let at = at % lines.len();
                lines.remove(at);
            }
            Edit::Replace(at, line) if !lines.is_empty() => {
                let at = at % lines.len();
                lines[at].clone_from(line);
            }
            Edit::Delete(_) | Edit::Replace(..) => {}
        }
    }
    lines
}

fn file(layer: &str, path: &str, bytes: Vec<u8>) -> SourceFile {
    SourceFile {
        layer: Arc::from(layer),
        bytes: Cow::Owned(bytes),
        ..SourceFile::embedded(path.to_owned(), Cow::Borrowed(b""))
    }
}

/// Makes changes in a layer that is held in memory, as strictly as on disk.
fn apply(changes: &[Change], layer: &mut BTreeMap<String, Vec<u8>>) -> Result<(), TestCaseError> {
    for change in changes {
        match change {
            Change::Create { path, bytes } => {
                prop_assert!(!layer.contains_key(path), "{path} is there already");
                layer.insert(path.clone(), bytes.clone());
            }
            Change::Write { path, bytes } => {
                layer.insert(path.clone(), bytes.clone());
            }
            Change::Replace {
                path,
                bytes,
                before,
            } => {
                let found = layer.insert(path.clone(), bytes.clone());
                prop_assert_eq!(found.as_ref(), Some(before));
            }
            Change::Remove { path, before } => {
                let found = layer.remove(path);
                prop_assert_eq!(found.as_ref(), Some(before));
            }
        }
    }
    Ok(())
}

/// How often each line stands in a text, however it ends; of a value what it says, since a key may get a new name.
fn counted(bytes: &[u8]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in String::from_utf8_lossy(bytes).lines() {
        let said = line.split_once(" = ").map_or(line, |(_, value)| value);
        *counts.entry(said.to_owned()).or_default() += 1;
    }
    counts
}

/// Decides about one file, and holds what is left against what was written here.
fn check(
    empty: &OwnLayer,
    path: &str,
    [then, now, own]: [&[u8]; 3],
    decision: Decision,
) -> Result<(), TestCaseError> {
    let lower = Lower {
        from: path.to_owned(),
        layer: Arc::from("base"),
        bytes: then.to_vec(),
    };
    let layer = OwnLayer {
        config: empty.config.clone(),
        base_version: 1,
        is_frozen: false,
        facts: None,
        frozen: BTreeMap::new(),
        own: FileStacks::from_iter([file("kommune", path, own.to_vec())]),
        below: FileStacks::from_iter([file("base", path, now.to_vec())]),
        origins: BTreeMap::from([(path.to_owned(), origin(&lower, 1))]),
        copies: BTreeMap::from([(path.to_owned(), then.to_vec())]),
        // Something else that was kept under that name before.
        kept: BTreeMap::from([(path.to_owned(), b"altes\n".to_vec())]),
    };
    let mut files = BTreeMap::from([
        (path.to_owned(), own.to_vec()),
        (format!("{COPIES}/{path}"), then.to_vec()),
        (format!(".roadmap/kept/{path}"), b"altes\n".to_vec()),
    ]);
    let upstream = Upstream {
        layer: &layer,
        themes: &[],
    };
    let mut decisions = Decisions::new(upstream, 2);
    let outcome = decisions.decide(
        path,
        decision,
        Names::of(site_gen::diagnostic::problem::Language::German),
    );
    apply(&decisions.changes(), &mut files)?;

    let before = counted(then);
    let result = files.get(path).map(|bytes| counted(bytes));
    let kept: Vec<_> = files
        .iter()
        .filter(|(path, _)| path.starts_with(".roadmap/kept/"))
        .map(|(_, bytes)| counted(bytes))
        .collect();
    for (line, count) in counted(own) {
        let written_here = count.saturating_sub(before.get(&line).copied().unwrap_or(0));
        let holds = |counts: &BTreeMap<String, usize>| {
            counts.get(&line).copied().unwrap_or(0) >= written_here
        };
        let is_in_file = result.as_ref().is_some_and(holds);
        if matches!(outcome, Outcome::Merged { .. }) {
            prop_assert!(
                is_in_file,
                "{line:?} is not in the merged file: {outcome:?}"
            );
        }
        // What is not written here but is the base's may go with the file: then the base says it.
        prop_assert!(
            written_here == 0 || is_in_file || kept.iter().any(holds) || holds(&counted(now)),
            "{line:?} is lost: {outcome:?}"
        );
    }
    prop_assert_eq!(
        files
            .get(&format!(".roadmap/kept/{path}"))
            .map(Vec::as_slice),
        Some(&b"altes\n"[..]),
        "what was kept before stays"
    );
    Ok(())
}

fn decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        Just(Decision::Take),
        Just(Decision::Keep),
        Just(Decision::Merge)
    ]
}

fn empty() -> Result<OwnLayer, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    Ok(own_layer::read(folder.path(), &mut Diagnostics::new())?)
}

fn runner() -> TestRunner {
    TestRunner::new(Config {
        cases: 2000,
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn no_line_of_a_replaced_page_is_lost() -> Result<(), Box<dyn std::error::Error>> {
    let empty = empty()?;
    let strategy = (
        prop::collection::vec(line(), 0..8),
        edits(),
        edits(),
        decision(),
        any::<[bool; 2]>(),
    );
    runner().run(
        &strategy,
        |(then, upstream, here, decision, [crlf, ended])| {
            let text = |lines: &[String], end: &str| {
                let text = lines.join(end);
                if ended { text + end } else { text }.into_bytes()
            };
            let own = text(&edited(&then, &here), if crlf { "\r\n" } else { "\n" });
            let now = text(&edited(&then, &upstream), "\n");
            let then = text(&then, "\n");
            check(
                &empty,
                "content/de/leitfaden/x.md",
                [&then, &now, &own],
                decision,
            )
        },
    )?;
    Ok(())
}

#[test]
fn no_line_of_a_patch_is_lost() -> Result<(), Box<dyn std::error::Error>> {
    let empty = empty()?;
    let keys = || prop::collection::btree_map("[a-d]", 0_u8..3, 0..4);
    let tables = || prop::collection::btree_map("[st]", keys(), 0..2);
    let bodies = || prop::collection::vec(line(), 0..5);
    let page = || (keys(), tables(), bodies());
    let strategy = (page(), page(), page(), decision());
    runner().run(&strategy, |(then, now, own, decision)| {
        type Table = BTreeMap<String, u8>;
        let text = |(keys, tables, body): (Table, BTreeMap<String, Table>, Vec<String>),
                    lead: &str| {
            let lines = |table: &Table, mark: &str| -> String {
                table
                    .iter()
                    .map(|(key, value)| format!("{key} = {value}{mark}\n"))
                    .collect()
            };
            let mark = if lead.is_empty() { "" } else { " # eigen" };
            let mut text = format!("+++\n{lead}{}", lines(&keys, mark));
            for (name, table) in &tables {
                text.push_str(&format!("[{name}]\n{}", lines(table, mark)));
            }
            text.push_str("+++\n");
            text.push_str(&body.join("\n"));
            text.into_bytes()
        };
        let (then, now) = (text(then, ""), text(now, ""));
        let own = text(own, "patch = true\n");
        check(
            &empty,
            "content/de/leitfaden/x.md",
            [&then, &now, &own],
            decision,
        )
    })?;
    Ok(())
}
