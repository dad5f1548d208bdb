//! `roadmap schema`: writes the schemas anew, for a layer that has those of an earlier version.

use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::terminal::print;
use crate::output::{self, Change};
use crate::schema::{FOLDER, files};

/// What `roadmap schema` is told.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Wohin geschrieben wird
    #[arg(default_value = FOLDER, value_name = "ORDNER")]
    dir: PathBuf,
}

/// Writes all schemas; those of an earlier version are replaced.
pub(super) fn run(args: &SchemaArgs) -> Result<(), Failure> {
    for file in files() {
        let change = Change::Write {
            bytes: file.text().into_bytes(),
            path: file.name,
        };
        output::apply(std::slice::from_ref(&change), &args.dir)?;
        print(&format!("{}\n", args.dir.join(change.path()).display()))?;
    }
    Ok(())
}
