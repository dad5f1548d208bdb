//! `cargo xtask dist`: the program as it is handed out, with a checksum beside it.

use std::env::consts::{ARCH, EXE_SUFFIX, OS};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::setup;
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err(Failure::usage("cargo xtask dist"));
    }
    setup::wasm_target(workspace)?;
    process::run(workspace.cargo([
        "build",
        "--profile",
        "dist",
        "--package",
        "site-gen",
        "--all-features",
    ]))?;

    // Cargo names the folder of a profile after the profile, so the program already lies in target/dist.
    let folder = workspace.target.join("dist");
    let built = folder.join(format!("roadmap{EXE_SUFFIX}"));
    let name = format!(
        "roadmap-{}-{OS}-{ARCH}{EXE_SUFFIX}",
        env!("CARGO_PKG_VERSION")
    );
    let handed_out = folder.join(&name);
    fs::copy(&built, &handed_out).map_err(|error| Failure::file(&handed_out, &error))?;

    // The format of sha256sum, so that `sha256sum --check` verifies it.
    let sums = folder.join(format!("{name}.sha256"));
    let line = format!("{}  {name}\n", sha256(&handed_out)?);
    fs::write(&sums, line).map_err(|error| Failure::file(&sums, &error))?;
    println!("{}\n{}", handed_out.display(), sums.display());
    Ok(())
}

/// By the tool that each system brings along: a hash is not worth a dependency that compiles before everything else.
fn sha256(file: &Path) -> Outcome<String> {
    let (program, arguments): (&str, &[&str]) = match OS {
        "windows" => ("certutil", &["-hashfile"]),
        "macos" => ("shasum", &["-a", "256"]),
        _ => ("sha256sum", &[]),
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if OS == "windows" {
        command.arg("SHA256");
    }
    process::output_of(command)?
        .split_whitespace()
        .find(|word| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("{program} nennt keine Prüfsumme")))
}
