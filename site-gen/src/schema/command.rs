//! `roadmap schema`: writes the schemas anew, for a layer that has those of an earlier version.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::{FOLDER, files};
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
        fs::create_dir_all(&self.dir).map_err(MachineError::at(&self.dir))?;
        for file in files() {
            let path = self.dir.join(&file.name);
            fs::write(&path, file.text()).map_err(MachineError::at(&path))?;
            println!("{}", path.display());
        }
        Ok(())
    }
}
