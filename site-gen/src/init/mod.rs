//! `roadmap init`: a municipality's own layer, ready to be built and to be edited in the browser.
//!
//! 1. [`facts`]: what is known of the municipality, from flags or by asking ([`ask`]);
//! 2. [`files`]: facts → the files of the layer, with their words;
//! 3. [`write`]: files → folder. Nothing that exists is ever overwritten.

pub mod ask;
pub mod facts;
pub mod files;

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::source::layer::MachineError;
use files::NewFile;

/// What became of the files.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New files, by their path in the layer.
    pub made: Vec<String>,
    /// Files that were there already and were left as they are.
    pub kept: Vec<String>,
}

/// Writes the files of a layer into a folder.
///
/// # Errors
/// When the machine fails us; what was written until then stays.
pub fn write(files: &[NewFile], folder: &Path) -> Result<Written, MachineError> {
    let mut written = Written::default();
    for NewFile { path, text } in files {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(MachineError::at(parent))?;
        }
        // The system itself refuses to open what exists, so nobody can come in between.
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&target)
        {
            Ok(mut file) => {
                file.write_all(text.as_bytes())
                    .map_err(MachineError::at(&target))?;
                written.made.push(path.clone());
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                written.kept.push(path.clone());
            }
            Err(source) => {
                return Err(MachineError {
                    path: target,
                    source,
                });
            }
        }
    }
    Ok(written)
}
