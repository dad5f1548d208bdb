//! The site of the embedded content, as tests and measurements look at it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::workspace::Workspace;

/// Where the site is built.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("site")
}

/// The call that checks the embedded content: not even a warning may be left in it.
pub(crate) fn check(workspace: &Workspace) -> Outcome<Command> {
    let mut command = Command::new(workspace.roadmap());
    command
        .arg("check")
        .arg(workspace.empty_layer()?)
        .arg("--deny-warnings");
    Ok(command)
}

/// The call that builds it. What an earlier run left is removed first: it must not pass for this run's site.
pub(crate) fn build(workspace: &Workspace) -> Outcome<Command> {
    let folder = folder(workspace);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    }
    let mut command = Command::new(workspace.roadmap());
    command
        .arg("build")
        .arg(workspace.empty_layer()?)
        .arg("-o")
        .arg(folder);
    Ok(command)
}
