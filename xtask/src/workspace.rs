//! Where things are: the repository, what Cargo made of it, and the programs built from it.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process::{self, cargo};

/// The repository this `xtask` belongs to.
pub(crate) struct Workspace {
    /// The folder with the workspace manifest.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the environment or a configuration has put it.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Asks Cargo, because only Cargo knows all the places from which the target folder can be set.
    pub(crate) fn locate() -> Outcome<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let mut command = Command::new(cargo());
        command
            .args([
                "metadata",
                "--no-deps",
                "--format-version",
                "1",
                "--manifest-path",
            ])
            .arg(manifest);
        let metadata: serde_json::Value = serde_json::from_str(&process::output_of(command)?)
            .map_err(|error| Failure::new(format!("cargo metadata: {error}")))?;
        let folder = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .ok_or_else(|| Failure::new(format!("cargo metadata nennt kein {key}")))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// A `cargo` call in the repository.
    pub(crate) fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut command = Command::new(cargo());
        command.current_dir(&self.root).args(arguments);
        command
    }

    /// The generator as the everyday release profile makes it.
    pub(crate) fn roadmap(&self) -> PathBuf {
        self.target
            .join("release")
            .join(format!("roadmap{EXE_SUFFIX}"))
    }

    /// A folder without content of its own. Given to `roadmap`, it makes the site out of what is embedded in the
    /// program, so that what is shown and tested is what everybody else gets.
    pub(crate) fn empty_layer(&self) -> Outcome<PathBuf> {
        let folder = self.target.join("empty-layer");
        fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
        Ok(folder)
    }

    /// The folder of the tests that run in a browser.
    pub(crate) fn browser_tests(&self) -> PathBuf {
        self.root.join("tests").join("browser")
    }
}
