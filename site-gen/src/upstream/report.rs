//! What became of a layer's files, for people and for machines.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::act::{Outcome, Refusal};
use super::compare::{Note, State};
use super::parts::{Mode, Part};
use super::text::{LineCount, Plain};
use super::underlay::Underlay;
use super::{Entry, Upstream};
use crate::diagnostic::problem::Language;

/// How a state is called.
#[must_use]
pub const fn state_name(state: State, language: Language) -> &'static str {
    match (language, state) {
        (Language::German, State::Unchanged) => "unverändert",
        (Language::German, State::Same) => "gleich wie oben",
        (Language::German, State::Changed) => "oben geändert",
        (Language::German, State::Merges) => "beide geändert",
        (Language::German, State::UnknownOrigin) => "Ursprung unbekannt",
        (Language::German, State::Conflict) => "Konflikt",
        (Language::German, State::Gone) => "oben entfallen",
        (Language::English, State::Unchanged) => "unchanged since",
        (Language::English, State::Same) => "same as upstream",
        (Language::English, State::Changed) => "changed upstream",
        (Language::English, State::Merges) => "both changed",
        (Language::English, State::UnknownOrigin) => "origin unknown",
        (Language::English, State::Conflict) => "conflict",
        (Language::English, State::Gone) => "gone upstream",
    }
}

/// The whole report for people. `folder` is the layer's folder as it was typed: the commands to go on with name it.
#[must_use]
pub fn text(entries: &[Entry], base_version: u32, folder: &str, language: Language) -> String {
    let mut out = String::new();
    if entries.is_empty() {
        return match language {
            Language::German => {
                "Keine eigene Datei ersetzt oder ändert etwas aus der Grundfassung.\n".to_owned()
            }
            Language::English => {
                "No file of this layer replaces or changes a base file.\n".to_owned()
            }
        };
    }
    for entry in entries {
        describe(&mut out, entry, folder, language);
        out.push('\n');
    }
    out.push_str(&summary(entries, base_version, language));
    out
}

fn describe(out: &mut String, entry: &Entry, folder: &str, language: Language) {
    let state = entry.comparison.state;
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}: {}", entry.path, state_name(state, language));
    let _ = writeln!(out, "  {}", origin(entry, language));
    if let Some(lines) = lines(entry, language) {
        let _ = writeln!(out, "  {lines}");
    }
    for note in &entry.comparison.notes {
        let _ = writeln!(out, "  {}", note_text(note, language));
    }
    if let Some(next) = next(entry, folder, language) {
        let _ = writeln!(out, "  → {next}");
    }
}

fn origin(entry: &Entry, language: Language) -> String {
    let what = match (language, entry.mode) {
        (Language::German, Mode::Whole) => "ersetzt",
        (Language::German, Mode::Patch) => "ändert einzelne Angaben von",
        (Language::German, Mode::Hide) => "blendet aus",
        (Language::German, Mode::Words) => "ändert einzelne Worte von",
        (Language::German, Mode::Blocks) => "ändert einzelne Blöcke von",
        (Language::English, Mode::Whole) => "replaces",
        (Language::English, Mode::Patch) => "changes single keys of",
        (Language::English, Mode::Hide) => "hides",
        (Language::English, Mode::Words) => "changes single words of",
        (Language::English, Mode::Blocks) => "changes single blocks of",
    };
    match (&entry.origin, language) {
        (Some(origin), Language::German) => format!(
            "{what}: {} aus {}, Fassung {}",
            origin.from, origin.layer, origin.base_version
        ),
        (Some(origin), Language::English) => format!(
            "{what}: {} of {}, version {}",
            origin.from, origin.layer, origin.base_version
        ),
        (None, Language::German) => format!("{what}: eine Datei der Ebene darunter, ohne Vermerk"),
        (None, Language::English) => format!("{what}: a file of the layer below, without a record"),
    }
}

fn lines(entry: &Entry, language: Language) -> Option<String> {
    let LineCount { added, removed } = entry.comparison.upstream;
    let own = entry.comparison.own;
    let count = |count: LineCount| format!("+{} −{}", count.added, count.removed);
    let none = LineCount::default();
    if entry.comparison.upstream == none && own == none {
        return None;
    }
    let of = |changed: LineCount| match (changed == none, language) {
        (true, Language::German) => "nichts".to_owned(),
        (true, Language::English) => "nothing".to_owned(),
        (false, _) => count(changed),
    };
    let upstream = of(LineCount { added, removed });
    // Of a file that is gone there is nothing to count.
    if entry.comparison.state == State::Gone {
        return Some(match language {
            Language::German => format!("Zeilen: eigen {}", of(own)),
            Language::English => format!("lines: own {}", of(own)),
        });
    }
    Some(match language {
        Language::German => format!("Zeilen: oben {upstream}, eigen {}", of(own)),
        Language::English => format!("lines: upstream {upstream}, own {}", of(own)),
    })
}

/// A part as people know it.
fn part_name(part: &Part, language: Language) -> String {
    match (part, language) {
        (Part::Body, Language::German) => "der Text".to_owned(),
        (Part::Body, Language::English) => "the text".to_owned(),
        (part, _) => part.to_string(),
    }
}

/// A value on one line, and not too long.
fn short(value: &str) -> String {
    const LONGEST: usize = 60;
    let joined = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.chars().count() <= LONGEST {
        return joined;
    }
    let start: String = joined.chars().take(LONGEST).collect();
    format!("{}…", start.trim_end())
}

fn note_text(note: &Note, language: Language) -> String {
    let is_german = language == Language::German;
    match note {
        Note::SpaceOnly if is_german => {
            "Oben haben sich nur Zeilenumbrüche oder Leerzeichen geändert.".to_owned()
        }
        Note::SpaceOnly => "Upstream, only line breaks or spaces have changed.".to_owned(),
        Note::PartChanged { part, then, now } => {
            let name = part_name(part, language);
            match (part, then) {
                (Part::Body, _) if is_german => format!("Oben geändert: {name}"),
                (Part::Body, _) => format!("Changed upstream: {name}"),
                (_, Some(then)) if is_german => format!(
                    "Oben geändert: {name}, damals {}, jetzt {}",
                    short(then),
                    short(now)
                ),
                (_, Some(then)) => format!(
                    "Changed upstream: {name}, then {}, now {}",
                    short(then),
                    short(now)
                ),
                (_, None) if is_german => format!("Oben neu: {name} = {}", short(now)),
                (_, None) => format!("New upstream: {name} = {}", short(now)),
            }
        }
        Note::PartRenamed { part, to } if is_german => {
            format!("Oben umbenannt: {part} heißt jetzt {to}")
        }
        Note::PartRenamed { part, to } => format!("Renamed upstream: {part} is now {to}"),
        Note::PartGone(part) if is_german => {
            format!("Oben entfallen: {}", part_name(part, language))
        }
        Note::PartGone(part) => format!("Gone upstream: {}", part_name(part, language)),
        Note::PartSame(part) if is_german => format!(
            "Gleich wie oben, kann entfallen: {}",
            part_name(part, language)
        ),
        Note::PartSame(part) => format!("Same as upstream, may go: {}", part_name(part, language)),
        Note::Moved { to, exact: true } if is_german => format!("Oben verschoben nach {to}"),
        Note::Moved { to, exact: true } => format!("Moved upstream to {to}"),
        Note::Moved { to, exact: false } if is_german => {
            format!("Oben wohl verschoben und dabei geändert: {to}")
        }
        Note::Moved { to, exact: false } => format!("Probably moved and changed upstream: {to}"),
        Note::Split(into) if is_german => format!("Oben wohl aufgeteilt in {}", into.join(" und ")),
        Note::Split(into) => format!("Probably split upstream into {}", into.join(" and ")),
        Note::HiddenBelow if is_german => "Eine Ebene darunter blendet die Seite aus.".to_owned(),
        Note::HiddenBelow => "A layer below hides the page.".to_owned(),
        Note::Undecided if is_german => {
            "Beim letzten Zusammenführen blieb etwas zu entscheiden; roadmap check zeigt, wo."
                .to_owned()
        }
        Note::Undecided => {
            "The last merge left something to decide; roadmap check shows where.".to_owned()
        }
        Note::CopyDamaged if is_german => {
            "Die Kopie unter .roadmap/upstream fehlt oder wurde verändert.".to_owned()
        }
        Note::CopyDamaged => {
            "The copy below .roadmap/upstream is missing or was changed.".to_owned()
        }
    }
}

/// What to do next.
fn next(entry: &Entry, folder: &str, language: Language) -> Option<String> {
    let path = &entry.path;
    let is_german = language == Language::German;
    let notes = &entry.comparison.notes;
    let has = |wanted: fn(&Note) -> bool| notes.iter().any(wanted);
    let folder = if folder == "." {
        String::new()
    } else {
        format!(" {folder}")
    };
    let command = |decision: &str| format!("roadmap upstream{folder} --{decision} {path}");
    let keep_or_take = || {
        if is_german {
            format!(
                "behalten: {} · Grundfassung gilt: {}",
                command("keep"),
                command("take")
            )
        } else {
            format!(
                "keep: {} · base holds: {}",
                command("keep"),
                command("take")
            )
        }
    };
    Some(match entry.comparison.state {
        State::Unchanged => return None,
        State::Same if is_german => format!("eigene Datei entfernen: {}", command("take")),
        State::Same => format!("remove the own file: {}", command("take")),
        State::Changed if is_german => format!("übernehmen: {}", command("take")),
        State::Changed => format!("take over: {}", command("take")),
        State::Merges if is_german => format!("zusammenführen: {}", command("merge")),
        State::Merges => format!("merge: {}", command("merge")),
        State::Conflict if has(|note| *note == Note::Undecided) => return None,
        State::Conflict if entry.mode == Mode::Blocks => keep_or_take(),
        State::Conflict if is_german => {
            format!("zusammenführen und entscheiden: {}", command("merge"))
        }
        State::Conflict => format!("merge and decide: {}", command("merge")),
        State::UnknownOrigin if is_german => format!(
            "vergleichen: roadmap upstream{folder} --diff; dann den heutigen Stand merken: {}",
            command("keep")
        ),
        State::UnknownOrigin => format!(
            "compare: roadmap upstream{folder} --diff; then note the present base: {}",
            command("keep")
        ),
        State::Gone if has(|note| matches!(note, Note::Moved { .. })) => {
            if is_german {
                format!("mit umziehen: {}", command("merge"))
            } else {
                format!("move along: {}", command("merge"))
            }
        }
        State::Gone if entry.mode == Mode::Hide => {
            if is_german {
                format!("eigene Datei entfernen: {}", command("take"))
            } else {
                format!("remove the own file: {}", command("take"))
            }
        }
        State::Gone => keep_or_take(),
    })
}

fn summary(entries: &[Entry], base_version: u32, language: Language) -> String {
    let order = [
        State::Unchanged,
        State::Same,
        State::Changed,
        State::Merges,
        State::Conflict,
        State::Gone,
        State::UnknownOrigin,
    ];
    let counts: Vec<String> = order
        .into_iter()
        .filter_map(|state| {
            let count = entries
                .iter()
                .filter(|entry| entry.comparison.state == state)
                .count();
            (count > 0).then(|| format!("{count} {}", state_name(state, language)))
        })
        .collect();
    let counts = counts.join(", ");
    match (language, entries.len()) {
        (Language::German, 1) => {
            format!("1 Datei über der Grundfassung {base_version}: {counts}\n")
        }
        (Language::German, all) => {
            format!("{all} Dateien über der Grundfassung {base_version}: {counts}\n")
        }
        (Language::English, 1) => format!("1 file over base version {base_version}: {counts}\n"),
        (Language::English, all) => {
            format!("{all} files over base version {base_version}: {counts}\n")
        }
    }
}

/// The differences between the versions of the files that need attention.
#[must_use]
pub fn differences(upstream: Upstream<'_>, entries: &[Entry], language: Language) -> String {
    let (then_now, then_own, now_own) = match language {
        Language::German => (
            ("Grundfassung damals", "Grundfassung jetzt"),
            ("Grundfassung damals", "eigene Fassung"),
            ("Grundfassung jetzt", "eigene Fassung"),
        ),
        Language::English => (
            ("base then", "base now"),
            ("base then", "own"),
            ("base now", "own"),
        ),
    };
    let mut out = String::new();
    for entry in entries
        .iter()
        .filter(|entry| entry.comparison.state != State::Unchanged)
    {
        let Some(versions) = upstream.versions(&entry.path) else {
            continue;
        };
        let own = Plain::read(&versions.own.bytes);
        let then = versions.then.and_then(Plain::read);
        let now = match &versions.now {
            Underlay::File(lower) => Plain::read(&lower.bytes),
            Underlay::Nothing | Underlay::Hidden => None,
        };
        let mut show = |names: (&str, &str), one: &Plain, other: &Plain| {
            if one.text != other.text {
                out.push_str(&difference(&entry.path, names, &one.text, &other.text));
            }
        };
        match (&then, &now, &own) {
            (Some(then), Some(now), Some(own)) => {
                show(then_now, then, now);
                if entry.mode == Mode::Whole {
                    show(then_own, then, own);
                }
            }
            (Some(then), None, Some(own)) => show(then_own, then, own),
            (None, Some(now), Some(own)) if entry.mode == Mode::Whole => show(now_own, now, own),
            _ => {}
        }
    }
    out
}

fn difference(path: &str, (one_name, other_name): (&str, &str), one: &str, other: &str) -> String {
    let patch = diffy::DiffOptions::new()
        .set_original_filename(format!("{path} ({one_name})"))
        .set_modified_filename(format!("{path} ({other_name})"))
        .create_patch(one, other)
        .to_string();
    format!("{patch}\n")
}

#[derive(Serialize)]
struct Report<'a> {
    base_version: u32,
    files: Vec<JsonEntry<'a>>,
}

#[derive(Serialize)]
struct JsonEntry<'a> {
    path: &'a str,
    state: &'static str,
    mode: &'static str,
    from: Option<&'a str>,
    layer: Option<&'a str>,
    base_version: Option<u32>,
    upstream: JsonLines,
    own: JsonLines,
    notes: Vec<Json>,
}

#[derive(Serialize)]
struct JsonLines {
    added: usize,
    removed: usize,
}

impl From<LineCount> for JsonLines {
    fn from(LineCount { added, removed }: LineCount) -> Self {
        Self { added, removed }
    }
}

/// The whole report for machines.
#[must_use]
pub fn json(entries: &[Entry], base_version: u32) -> String {
    let files = entries
        .iter()
        .map(|entry| {
            let origin = entry.origin.as_ref();
            JsonEntry {
                path: &entry.path,
                state: entry.comparison.state.code(),
                mode: match entry.mode {
                    Mode::Whole => "replaces",
                    Mode::Patch => "patches",
                    Mode::Hide => "hides",
                    Mode::Words => "words",
                    Mode::Blocks => "blocks",
                },
                from: origin.map(|origin| &*origin.from),
                layer: origin.map(|origin| &*origin.layer),
                base_version: origin.map(|origin| origin.base_version),
                upstream: entry.comparison.upstream.into(),
                own: entry.comparison.own.into(),
                notes: entry.comparison.notes.iter().map(json_note).collect(),
            }
        })
        .collect();
    pretty(&Report {
        base_version,
        files,
    })
}

fn json_note(note: &Note) -> Json {
    match note {
        Note::SpaceOnly => json!({ "code": "space-only" }),
        Note::PartChanged { part, then, now } => {
            json!({ "code": "part-changed", "part": part.to_string(), "then": then, "now": now })
        }
        Note::PartRenamed { part, to } => {
            json!({ "code": "part-renamed", "part": part.to_string(), "to": to.to_string() })
        }
        Note::PartGone(part) => json!({ "code": "part-gone", "part": part.to_string() }),
        Note::PartSame(part) => json!({ "code": "part-same", "part": part.to_string() }),
        Note::Moved { to, exact } => json!({ "code": "moved", "to": to, "exact": exact }),
        Note::Split(into) => json!({ "code": "split", "into": into }),
        Note::HiddenBelow => json!({ "code": "hidden-below" }),
        Note::Undecided => json!({ "code": "undecided" }),
        Note::CopyDamaged => json!({ "code": "copy-damaged" }),
    }
}

fn pretty<T: Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// What was done, for people.
#[must_use]
pub fn outcome_text(path: &str, outcome: &Outcome, language: Language) -> String {
    let is_german = language == Language::German;
    let mut line = match outcome {
        Outcome::Taken { parts, .. } => {
            let names: Vec<String> = parts.iter().map(|part| part_name(part, language)).collect();
            match (parts.is_empty(), is_german) {
                (true, true) => "Es gilt wieder die Grundfassung.".to_owned(),
                (true, false) => "The base holds again.".to_owned(),
                (false, true) => {
                    format!("Hier gilt wieder die Grundfassung: {}.", names.join(", "))
                }
                (false, false) => format!("The base holds again for {}.", names.join(", ")),
            }
        }
        Outcome::Kept { alone: true } if is_german => {
            "Die Datei bleibt und ist ab jetzt ganz Ihre eigene.".to_owned()
        }
        Outcome::Kept { alone: true } => {
            "The file stays, and is all your own from now on.".to_owned()
        }
        Outcome::Kept { alone: false } if is_german => {
            "Die eigene Datei gilt weiter; der heutige Stand der Grundfassung ist vermerkt."
                .to_owned()
        }
        Outcome::Kept { alone: false } => {
            "The own file stays; the present base is noted.".to_owned()
        }
        Outcome::Merged {
            at,
            conflicts,
            noted,
        } => {
            let mut line = match (*conflicts, is_german) {
                (0, true) => "Zusammengeführt.".to_owned(),
                (0, false) => "Merged.".to_owned(),
                (1, true) => {
                    "Zusammengeführt; 1 Stelle zwischen <<<<<<< und >>>>>>> entscheiden Sie."
                        .to_owned()
                }
                (1, false) => {
                    "Merged; 1 place between <<<<<<< and >>>>>>> is yours to decide.".to_owned()
                }
                (some, true) => format!(
                    "Zusammengeführt; {some} Stellen zwischen <<<<<<< und >>>>>>> entscheiden Sie."
                ),
                (some, false) => format!(
                    "Merged; {some} places between <<<<<<< and >>>>>>> are yours to decide."
                ),
            };
            if at != path {
                let _ = write!(
                    line,
                    "{}{at}",
                    if is_german {
                        " Die Datei steht jetzt hier: "
                    } else {
                        " The file is now at "
                    }
                );
            }
            if !noted.is_empty() {
                let names: Vec<String> =
                    noted.iter().map(|part| part_name(part, language)).collect();
                let lead = if is_german {
                    " Ihr Wert gilt; der neue der Grundfassung steht als Bemerkung dabei: "
                } else {
                    " Your value holds; the new one of the base stands beside it as a remark: "
                };
                let _ = write!(line, "{lead}{}.", names.join(", "));
            }
            line
        }
        Outcome::Nothing if is_german => {
            "Oben hat sich nichts geändert; es gibt nichts zu tun.".to_owned()
        }
        Outcome::Nothing => "Nothing has changed upstream; there is nothing to do.".to_owned(),
        Outcome::Refused(refusal) => refusal_text(*refusal, path, language),
    };
    if let Outcome::Taken {
        kept: Some(kept), ..
    } = outcome
    {
        let _ = write!(
            line,
            "{}{kept}",
            if is_german {
                " Ihr Text liegt unter "
            } else {
                " Your text is kept at "
            }
        );
    }
    format!("{path}: {line}\n")
}

fn refusal_text(refusal: Refusal, path: &str, language: Language) -> String {
    match (language, refusal) {
        (Language::German, Refusal::NotOverAnything) => "Das ist keine eigene Datei, die etwas aus der Grundfassung ersetzt oder ändert.".into(),
        (Language::German, Refusal::UnknownOrigin) => format!("Woraus die Datei entstanden ist, ist nicht bekannt. Vergleichen Sie mit --diff, und merken Sie den heutigen Stand: roadmap upstream --keep {path}"),
        (Language::German, Refusal::NoText) => "Die Datei ist kein Text, den man zusammenführen kann. Entscheiden Sie mit --take oder --keep.".into(),
        (Language::German, Refusal::Gone) => "Oben gibt es die Datei nicht mehr. Entscheiden Sie mit --take oder --keep.".into(),
        (Language::German, Refusal::Split) => "Oben wurde die Seite aufgeteilt. Übernehmen Sie Ihre Änderungen von Hand in die neuen Seiten (roadmap customise), danach --take.".into(),
        (Language::German, Refusal::Blocks) => "Blöcke einer Vorlage lassen sich nicht zusammenführen. Vergleichen Sie mit --diff, und entscheiden Sie mit --take oder --keep.".into(),
        (Language::German, Refusal::InTheWay) => "Am neuen Ort liegt schon eine eigene Datei.".into(),
        (Language::German, Refusal::Undecided) => "Beim letzten Zusammenführen blieb etwas zu entscheiden. Erledigen Sie das zuerst; roadmap check zeigt, wo.".into(),
        (Language::English, Refusal::Undecided) => "The last merge left something to decide. Settle that first; roadmap check shows where.".into(),
        (Language::German, Refusal::Twice) => "Über diese Datei wurde im selben Aufruf schon entschieden.".into(),
        (Language::English, Refusal::Twice) => "Something was decided about this file in the same run already.".into(),
        (Language::English, Refusal::NotOverAnything) => "This is no file of the layer that replaces or changes a base file.".into(),
        (Language::English, Refusal::UnknownOrigin) => format!("What the file was made from is not known. Compare with --diff and note the present base: roadmap upstream --keep {path}"),
        (Language::English, Refusal::NoText) => "The file is no text that could be merged. Decide with --take or --keep.".into(),
        (Language::English, Refusal::Gone) => "The file is gone upstream. Decide with --take or --keep.".into(),
        (Language::English, Refusal::Split) => "The page was split upstream. Carry your changes over to the new pages by hand (roadmap customise), then --take.".into(),
        (Language::English, Refusal::Blocks) => "Blocks of a template cannot be merged. Compare with --diff and decide with --take or --keep.".into(),
        (Language::English, Refusal::InTheWay) => "There is a file of the layer at the new place already.".into(),
    }
}

/// What was done, for machines.
#[must_use]
pub fn outcomes_json(outcomes: &[(String, Outcome)]) -> String {
    let done: Vec<Json> = outcomes
        .iter()
        .map(|(path, outcome)| match outcome {
            Outcome::Taken { parts, kept } => json!({
                "path": path, "outcome": "taken", "kept": kept,
                "parts": parts.iter().map(ToString::to_string).collect::<Vec<_>>(),
            }),
            Outcome::Kept { alone } => json!({ "path": path, "outcome": "kept", "alone": alone }),
            Outcome::Merged {
                at,
                conflicts,
                noted,
            } => json!({
                "path": path, "outcome": "merged", "at": at, "conflicts": conflicts,
                "noted": noted.iter().map(ToString::to_string).collect::<Vec<_>>(),
            }),
            Outcome::Nothing => json!({ "path": path, "outcome": "nothing" }),
            Outcome::Refused(refusal) => {
                json!({ "path": path, "outcome": "refused", "why": refusal.code() })
            }
        })
        .collect();
    pretty(&done)
}
