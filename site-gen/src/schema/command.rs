//! `roadmap schema`: writes the schemas anew, for a layer that has those of an earlier version.

use std::path::PathBuf;

use clap::Args;

use super::{FOLDER, files};
use crate::cli::print;
use crate::output::{self, Change};
use crate::source::layer::MachineError;

/// What the command takes.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Wohin geschrieben wird
    #[arg(default_value = FOLDER, value_name = "ORDNER")]
    dir: PathBuf,
}

impl SchemaArgs {
    /// Writes all schemas; those of an earlier version are replaced.
    ///
    /// # Errors
    /// When the machine fails us.
    pub fn run(&self) -> Result<(), MachineError> {
        for file in files() {
            let change = Change::Write {
                bytes: file.text().into_bytes(),
                path: file.name,
            };
            output::apply(std::slice::from_ref(&change), &self.dir)?;
            print(&format!("{}\n", self.dir.join(change.path()).display()))?;
        }
        Ok(())
    }
}
