//! `roadmap init`: a municipality's own layer, ready to be built and to be edited in the browser.
//!
//! 1. [`facts`]: what is known of the municipality, from flags or by asking ([`ask`]);
//! 2. [`files`]: facts → the files of the layer, with their words;
//! 3. [`write`]: files → folder ([`crate::output`]). Nothing that exists is ever overwritten.

pub mod ask;
pub mod facts;
pub mod files;

use std::path::Path;

use crate::output::{self, Created};
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
        match output::create(path, text.as_bytes(), folder)? {
            Created::New => written.made.push(path.clone()),
            Created::WasThere => written.kept.push(path.clone()),
        }
    }
    Ok(written)
}
