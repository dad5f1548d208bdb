//! Running other programs.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};

/// The Cargo that started this program, so that a pinned toolchain stays the same all the way down.
pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Runs with this terminal's own input and output.
pub(crate) fn run(mut command: Command) -> Outcome {
    let status = command
        .status()
        .map_err(|error| not_started(&command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(ended(&command, &status))
    }
}

/// Runs silently and returns what it printed.
pub(crate) fn output_of(mut command: Command) -> Outcome<String> {
    let output = command
        .output()
        .map_err(|error| not_started(&command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Failure::new(format!(
            "{}\n{}",
            ended(&command, &output.status),
            said.trim_end()
        )))
    }
}

/// Runs with everything it prints in `log`, in the order in which it was printed.
pub(crate) fn run_logged(mut command: Command, log: &Path) -> Outcome {
    let file = |error| Failure::file(log, &error);
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).map_err(file)?;
    }
    let out = File::create(log).map_err(file)?;
    let err = out.try_clone().map_err(file)?;
    let status = command
        .stdout(out)
        .stderr(err)
        .status()
        .map_err(|error| not_started(&command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(ended(&command, &status))
    }
}

/// The program of one of these names, as the shell would find it.
pub(crate) fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders
            .iter()
            .map(|folder| folder.join(&file))
            .find(|candidate| candidate.is_file())
    })
}

/// `npm`, which on Windows is a script that must be named with its ending.
pub(crate) fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!(
        "{} lässt sich nicht starten: {error}",
        name(command)
    ))
}

fn ended(command: &Command, status: &std::process::ExitStatus) -> Failure {
    Failure::new(format!("{} endete mit {status}", name(command)))
}

/// The program without its folder, and its first argument: enough to recognise the call by.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    match command.get_args().next() {
        Some(first) => format!("{program} {}", first.to_string_lossy()),
        None => program.into_owned(),
    }
}
