//! What has to be on the machine. Each function looks first and installs only what is missing.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process::{self, find_program};
use crate::workspace::Workspace;

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for WebAssembly, without which the self-check cannot be compiled.
pub(crate) fn wasm_target(workspace: &Workspace) -> Outcome {
    let mut ask = Command::new("rustc");
    // In the repository, so that rust-toolchain.toml decides which toolchain answers.
    ask.current_dir(&workspace.root)
        .args(["--print", "target-libdir", "--target", WASM_TARGET]);
    let installed = process::output_of(ask).is_ok_and(|folder| Path::new(folder.trim()).is_dir());
    if installed {
        return Ok(());
    }
    let mut add = Command::new("rustup");
    add.current_dir(&workspace.root)
        .args(["target", "add", WASM_TARGET]);
    process::output_of(add).map(drop).map_err(|error| {
        Failure::new(format!(
            "Das Rust-Ziel {WASM_TARGET} fehlt und ließ sich nicht einrichten ({error}).\n\
             Mit rustup: rustup target add {WASM_TARGET}\n\
             Ohne rustup: das Paket der eigenen Distribution, in Debian libstd-rust-dev-wasm32."
        ))
    })
}

/// A Chromium or Chrome of this machine. Browsers are never downloaded past the system's own packages.
pub(crate) fn chromium() -> Outcome<PathBuf> {
    if let Some(given) = env::var_os("ROADMAP_CHROMIUM") {
        return Ok(given.into());
    }
    let look = || {
        find_program(&[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
            "msedge",
        ])
        .or_else(|| {
            BROWSER_PLACES
                .iter()
                .map(PathBuf::from)
                .find(|place| place.is_file())
        })
    };
    look_or_install(
        look,
        "chromium",
        "Chromium oder Chrome (oder ROADMAP_CHROMIUM mit dem Pfad dorthin)",
    )
}

/// Where browsers live that are not on the search path.
const BROWSER_PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// Java, for the Nu HTML checker.
pub(crate) fn java() -> Outcome<PathBuf> {
    look_or_install(
        || find_program(&["java"]),
        "default-jre-headless",
        "Java ab Version 17",
    )
}

/// The packages of the browser tests, exactly as the lock file has them.
pub(crate) fn node_modules(workspace: &Workspace) -> Outcome {
    let folder = workspace.browser_tests();
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|error| Failure::file(&lock, &error))?;
    let installed = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&installed).is_ok_and(|stamp| stamp == wanted) {
        return Ok(());
    }
    if find_program(&["node"]).is_none() {
        return Err(Failure::new(
            "Für die Browser-Tests fehlt Node.js ab Version 20 (mit npm).",
        ));
    }
    let mut install = process::npm();
    install.current_dir(&folder).arg("ci");
    process::output_of(install)?;
    fs::write(&installed, wanted).map_err(|error| Failure::file(&installed, &error))
}

/// An S3 server for the test of publishing: the program of the package `moto`.
pub(crate) fn moto(workspace: &Workspace) -> Outcome<PathBuf> {
    let python = python_with(workspace, "moto-venv", "moto[s3,server]")?;
    Ok(python.with_file_name(if cfg!(windows) {
        "moto_server.exe"
    } else {
        "moto_server"
    }))
}

/// A Python environment in the target folder with one package of `PyPI`, so that the machine itself stays as it is; the package
/// may name extras. Returns the environment's Python.
pub(crate) fn python_with(
    workspace: &Workspace,
    environment: &str,
    package: &str,
) -> Outcome<PathBuf> {
    let folder = workspace.target.join(environment);
    let python = if cfg!(windows) {
        folder.join("Scripts").join("python.exe")
    } else {
        folder.join("bin").join("python3")
    };
    let has_package = |python: &Path| {
        let mut ask = Command::new(python);
        let module = package.split('[').next().unwrap_or(package);
        ask.args(["-c", &format!("import {module}")]);
        process::output_of(ask).is_ok()
    };
    if has_package(&python) {
        return Ok(python);
    }
    let system =
        find_program(&["python3", "python"]).ok_or_else(|| Failure::new("Es fehlt Python 3."))?;
    let mut create = Command::new(system);
    create.args(["-m", "venv"]).arg(&folder);
    process::output_of(create)?;
    let mut install = Command::new(&python);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        package,
    ]);
    process::output_of(install)?;
    Ok(python)
}

/// Debian's package manager helps where it is there and may be used; elsewhere the message says what to install.
fn look_or_install(
    look: impl Fn() -> Option<PathBuf>,
    package: &str,
    what: &str,
) -> Outcome<PathBuf> {
    if let Some(found) = look() {
        return Ok(found);
    }
    // Its own complaints are in the way: what counts is whether the program is there afterwards.
    let _ = apt_get(&["update"])
        .and_then(|()| apt_get(&["install", "--yes", "--no-install-recommends", package]));
    look().ok_or_else(|| {
        Failure::new(format!(
            "Es fehlt {what}. In Debian und Ubuntu: sudo apt-get install {package}"
        ))
    })
}

/// As root directly, otherwise by a `sudo` that does not ask: a test run must not stop at a password.
fn apt_get(arguments: &[&str]) -> Outcome {
    let direct = || {
        let mut command = Command::new("apt-get");
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments);
        process::output_of(command)
    };
    let by_sudo = || {
        let mut command = Command::new("sudo");
        command.args(["-n", "apt-get"]).args(arguments);
        process::output_of(command)
    };
    direct().or_else(|_| by_sudo()).map(drop)
}
