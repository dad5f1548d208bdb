//! What the self-checks are worth: simulated persons take those of the site, natively (`assess-sim`).

use std::process::Command;

use crate::failure::Outcome;
use crate::process;
use crate::setup;
use crate::site;
use crate::workspace::Workspace;

/// Builds the site of the embedded content and lets simulated persons take its self-checks. `arguments` are those of
/// `assess-sim` beside the site.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    setup::wasm_target(workspace)?;
    process::run(workspace.cargo(["build", "--release", "--package", "site-gen"]))?;
    process::output_of(site::build(workspace)?)?;
    let mut simulate: Command = workspace.cargo([
        "run",
        "--quiet",
        "--release",
        "--package",
        "assess-sim",
        "--",
    ]);
    simulate.arg(site::folder(workspace)).args(arguments);
    process::run(simulate)
}
