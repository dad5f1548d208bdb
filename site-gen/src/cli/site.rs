//! What the commands that build a site have in common.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::source::config::Overrides;
use crate::source::layer::MachineError;

/// The site that a command builds.
#[derive(Debug, Args)]
pub(super) struct SiteArgs {
    /// Der Ordner der Kommune; ohne eigene Inhalte entsteht die mitgelieferte Website
    #[arg(default_value = ".", value_name = "ORDNER")]
    pub(super) dir: PathBuf,
    /// Kennzeichnet jede Seite als Entwurf; fehlende Angaben sind dann erlaubt
    #[arg(long)]
    draft: bool,
    /// Die Adresse, unter der die Website stehen wird
    #[arg(long, value_name = "ADRESSE")]
    base_url: Option<String>,
}

impl SiteArgs {
    /// What is said about the site on the command line.
    pub(super) fn overrides(&self) -> Overrides {
        Overrides {
            draft: self.draft,
            base_url: self.base_url.clone(),
        }
    }

    /// A folder that was named must exist; `.` may be empty.
    pub(super) fn check_exists(&self) -> Result<(), MachineError> {
        check_exists(&self.dir)
    }
}

/// A folder that was named must exist.
pub(super) fn check_exists(dir: &Path) -> Result<(), MachineError> {
    std::fs::read_dir(dir)
        .map(drop)
        .map_err(MachineError::at(dir))
}
