//! `roadmap customise` on the command line.

use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, INPUT};
use super::layer::read_layer;
use super::terminal::print;
use crate::customise::{Copy, Extent, Refusal, copy};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::problem::Language;
use crate::naming::unknown_text;
use crate::output;
use crate::theme::themes;

/// What `roadmap customise` is told.
#[derive(Debug, Args)]
pub(super) struct CustomiseArgs {
    /// Was angepasst wird: leitfaden/lernzeit, templates/home.html, strings/de.toml, eine Adresse der Website …
    #[arg(value_name = "PFAD")]
    path: String,
    /// Der Ordner der Kommune
    #[arg(default_value = ".", value_name = "ORDNER")]
    dir: PathBuf,
    /// Legt nur eine kleine Datei an, die einzelne Angaben ändert; alles andere kommt weiter aus der Grundfassung
    #[arg(long)]
    patch: bool,
    /// Diese Angabe gleich übernehmen, zum Beispiel title oder betrug-erkennen-01 (mehrfach möglich)
    #[arg(long, value_name = "ANGABE")]
    key: Vec<String>,
}

/// Makes the copy and says what to do with it.
pub(super) fn run(args: &CustomiseArgs, language: Language) -> Result<(), Failure> {
    let layer = read_layer(&args.dir, language)?;
    let themes = themes(&layer.config, &layer.below, &mut Diagnostics::new());
    let extent = if args.patch || !args.key.is_empty() {
        Extent::Patch(&args.key)
    } else {
        Extent::Whole
    };
    let folder = args.dir.display().to_string();
    match copy(&args.path, &folder, extent, &layer, &themes, language) {
        Ok(copy) => {
            output::apply(&copy.changes, &args.dir)?;
            print(&done_text(&copy, extent, language))?;
            Ok(())
        }
        Err(refusal) => {
            eprintln!("{}", refusal_text(&refusal, language));
            Err(Failure::Said(INPUT))
        }
    }
}

fn done_text(copy: &Copy, extent: Extent<'_>, language: Language) -> String {
    let Copy {
        path,
        layer,
        base_version,
        ..
    } = copy;
    match (language, extent) {
        (Language::German, Extent::Whole) => format!(
            "Angelegt: {path} (Kopie aus {layer}, Fassung {base_version}).\nÄndern Sie die Datei. Was sich später in der Grundfassung ändert, zeigt: roadmap upstream\n"
        ),
        (Language::German, Extent::Patch(_)) => format!(
            "Angelegt: {path} (ändert einzelne Angaben aus {layer}, Fassung {base_version}).\nÄndern Sie die Datei. Was sich später in der Grundfassung ändert, zeigt: roadmap upstream\n"
        ),
        (Language::English, Extent::Whole) => format!(
            "Made: {path} (a copy from {layer}, version {base_version}).\nChange the file. What changes in the base later is shown by: roadmap upstream\n"
        ),
        (Language::English, Extent::Patch(_)) => format!(
            "Made: {path} (changes single keys of {layer}, version {base_version}).\nChange the file. What changes in the base later is shown by: roadmap upstream\n"
        ),
    }
}

fn refusal_text(refusal: &Refusal, language: Language) -> String {
    let meant = |nearest: &Option<String>| match (nearest, language) {
        (Some(nearest), Language::German) => format!(" Meinten Sie {nearest}?"),
        (Some(nearest), Language::English) => format!(" Did you mean {nearest}?"),
        (None, _) => String::new(),
    };
    match (refusal, language) {
        (Refusal::Unknown(unknown), _) => unknown_text(unknown, language),
        (Refusal::Own(path), Language::German) => format!(
            "Diese Datei haben Sie schon: {path}. Sie bleibt, wie sie ist. Was oben anders ist, zeigt: roadmap upstream"
        ),
        (Refusal::Own(path), Language::English) => format!(
            "You have that file already: {path}. It is left as it is. What differs upstream is shown by: roadmap upstream"
        ),
        (Refusal::NotBelow(path), Language::German) => {
            format!("In den Ebenen darunter gibt es nichts, was man kopieren könnte: {path}")
        }
        (Refusal::NotBelow(path), Language::English) => {
            format!("There is nothing to copy in the layers below: {path}")
        }
        (Refusal::NoKey { key, nearest }, Language::German) => {
            format!("Diese Angabe gibt es dort nicht: {key}.{}", meant(nearest))
        }
        (Refusal::NoKey { key, nearest }, Language::English) => {
            format!("There is no such key: {key}.{}", meant(nearest))
        }
        (Refusal::NoParts(path), Language::German) => format!(
            "Von dieser Datei lassen sich nicht einzelne Teile ändern, nur das Ganze (ohne --patch): {path}"
        ),
        (Refusal::NoParts(path), Language::English) => format!(
            "Of this file only the whole can be changed, not parts of it (without --patch): {path}"
        ),
    }
}
