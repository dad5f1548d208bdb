//! Files that are named on the command line.

use std::path::{Path, PathBuf};

use super::failure::told;
use crate::diagnostic::problem::Language;
use crate::input::Input;
use crate::source::layer::MachineError;

/// A JSON file.
pub(super) fn read(path: &Path) -> Result<Input, MachineError> {
    Ok(Input::new(&path.display().to_string(), &read_text(path)?))
}

/// A file as text.
pub(super) fn read_text(path: &Path) -> Result<String, MachineError> {
    std::fs::read_to_string(path).map_err(MachineError::at(path))
}

/// The files that can be read; of the others is told why.
pub(super) fn read_all(paths: &[PathBuf], language: Language) -> Vec<Input> {
    let read = |path: &PathBuf| {
        read(path)
            .map_err(|error| refuse(&told(&error, language)))
            .ok()
    };
    paths.iter().filter_map(read).collect()
}

/// Says why a file among many is left aside.
pub(super) fn refuse(line: &str) {
    eprintln!("{line}");
}
