//! `cargo xtask blind`: the second pair of eyes on the keys of the base content.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    let mut command = workspace.cargo([
        "run",
        "--quiet",
        "--release",
        "--package",
        "site-gen",
        "--",
        "blind",
    ]);
    match arguments {
        [list] if list == "list" => command.arg("list"),
        // The program runs in the repository's folder, the sheet lies where the call was made.
        [add, sheet] if add == "add" => {
            let sheet = std::path::absolute(sheet)
                .map_err(|error| Failure::file(std::path::Path::new(sheet), &error))?;
            command.arg("add").arg("--answers").arg(sheet)
        }
        _ => return Err(Failure::usage("cargo xtask blind list | add BOGEN")),
    };
    command
        .arg("--record")
        .arg(
            workspace
                .root
                .join("tests")
                .join("content")
                .join("blind.toml"),
        )
        .arg(workspace.empty_layer()?);
    process::run(command)
}
