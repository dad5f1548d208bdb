//! `cargo xtask serve`: the site on this machine, from a fresh clone in one command.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::setup;
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    let port = match arguments {
        [] => None,
        [flag, port] if flag == "--port" => Some(port),
        _ => return Err(Failure::usage("cargo xtask serve [--port 4747]")),
    };
    setup::wasm_target(workspace)?;
    process::run(workspace.cargo(["build", "--release", "--package", "site-gen"]))?;
    let mut serve = Command::new(workspace.roadmap());
    serve.arg("serve").arg(workspace.empty_layer()?);
    if let Some(port) = port {
        serve.args(["--port", port]);
    }
    process::run(serve)
}
