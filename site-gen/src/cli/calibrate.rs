//! `roadmap calibrate` on the command line.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::{Failure, USAGE};
use super::files::{read, read_all, read_text, refuse};
use super::terminal::answer;
use crate::calibrate::{self, Patch};
use crate::diagnostic::problem::Language;
use crate::output;
use crate::source::layer::MachineError;

/// What `roadmap calibrate` is told.
#[derive(Debug, Args)]
pub(super) struct CalibrateArgs {
    /// Die Aufgabenbank; ohne diese Angabe ist sie die erste Datei
    #[arg(long, value_name = "DATEI")]
    bank: Option<PathBuf>,
    /// Antwortdateien, eine für jede Person
    #[arg(required = true, value_name = "ANTWORTEN")]
    answers: Vec<PathBuf>,
    /// Schreibt die Parameter auch als Ebene in diesen Ordner; in site.toml unter `layers` genannt, gelten sie für die Website
    #[arg(long, value_name = "ORDNER")]
    layer: Option<PathBuf>,
}

impl CalibrateArgs {
    /// The bank, and the answers, of which there must be some.
    fn bank_and_answers(&self) -> Option<(&Path, &[PathBuf])> {
        let (bank, answers) = match (&self.bank, self.answers.split_first()) {
            (Some(bank), _) => (bank, &*self.answers),
            (None, first) => first?,
        };
        (!answers.is_empty()).then_some((bank, answers))
    }
}

/// Prints the parameters, and writes them into a layer if one is named.
pub(super) fn run(args: &CalibrateArgs, language: Language) -> Result<(), Failure> {
    let Some((bank, paths)) = args.bank_and_answers() else {
        eprintln!("{}", calibrate::no_answers(language));
        return Err(Failure::Said(USAGE));
    };
    let bank = read(bank)?;
    let files = read_all(paths, language);
    let unreadable = paths.len() - files.len();
    let calibrated = match calibrate::calibrate(&bank, &files, unreadable, language, refuse) {
        Ok(calibrated) => calibrated,
        Err(problems) => return answer(Err(problems)),
    };
    if let Some(layer) = &args.layer
        && let Err(taken) = write_patches(&calibrated.patches, layer)?
    {
        let lines = taken.iter().map(|path| calibrate::taken(path, language));
        return answer(Err(lines.collect()));
    }
    answer(Ok(calibrated.json))
}

/// Writes the patches into a layer, all or none of them; else the paths where something else stands.
fn write_patches(patches: &[Patch], layer: &Path) -> Result<Result<(), Vec<String>>, MachineError> {
    let (mut changes, mut taken) = (Vec::new(), Vec::new());
    for patch in patches {
        let target = layer.join(&patch.path);
        let found = target.exists().then(|| read_text(&target)).transpose()?;
        match patch.change(found.as_deref()) {
            Some(change) => changes.push(change),
            None => taken.push(patch.path.clone()),
        }
    }
    if !taken.is_empty() {
        return Ok(Err(taken));
    }
    output::apply(&changes, layer)?;
    Ok(Ok(()))
}
