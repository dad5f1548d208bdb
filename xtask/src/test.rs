//! `cargo xtask test`: every check there is, here as in CI.
//!
//! A step that fails does not stop the others: one run names everything that is wrong.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::setup;
use crate::site;
use crate::workspace::Workspace;

/// What a published program has beyond the default.
const FEATURES: &str = "--features=site-gen/publish";

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err(Failure::usage("cargo xtask test"));
    }
    let mut steps = Steps {
        workspace,
        done: Vec::new(),
    };

    steps.run("Rust-Ziel wasm32", |_| setup::wasm_target(workspace));
    steps.logged("cargo fmt", || {
        Ok(workspace.cargo(["fmt", "--all", "--check"]))
    });
    // One profile and one choice of packages throughout, so that nothing is compiled twice for its features.
    steps.logged("cargo clippy", || {
        Ok(workspace.cargo([
            "clippy",
            "--workspace",
            "--all-targets",
            "--release",
            FEATURES,
            "--",
            "-D",
            "warnings",
        ]))
    });
    steps.logged("cargo build", || {
        Ok(workspace.cargo([
            "build",
            "--workspace",
            "--all-targets",
            "--release",
            FEATURES,
        ]))
    });
    steps.run("S3-Server", |_| setup::moto(workspace).map(drop));
    steps.logged("cargo test", || {
        let mut command = workspace.cargo([
            "test",
            "--workspace",
            "--release",
            "--no-fail-fast",
            FEATURES,
        ]);
        command.env("ROADMAP_MOTO", setup::moto(workspace)?);
        Ok(command)
    });
    steps.logged("roadmap check", || site::check(workspace));
    steps.logged("roadmap build", || site::build(workspace));
    steps.run("Pakete für den Browser", |_| {
        setup::node_modules(workspace)
    });
    steps.run("Chromium", |_| setup::chromium().map(drop));
    steps.run("Java", |_| setup::java().map(drop));
    steps.logged("node --test", || browser_tests(workspace));
    reuse_lint(&mut steps);

    steps.summary()
}

fn browser_tests(workspace: &Workspace) -> Outcome<Command> {
    let site = site::folder(workspace);
    if !site.is_dir() {
        return Err(Failure::new("ohne gebaute Website nicht möglich"));
    }
    let mut command = Command::new("node");
    command
        .current_dir(workspace.browser_tests())
        .args(["--test", "--test-reporter=spec"])
        .env("ROADMAP_SITE", site)
        .env("ROADMAP_BIN", workspace.roadmap())
        .env("ROADMAP_CHROMIUM", setup::chromium()?)
        .env("NO_COLOR", "1");
    Ok(command)
}

/// Licences of all files by the rules of REUSE. An extra: where there is no Python or no way to `PyPI`, it says so.
fn reuse_lint(steps: &mut Steps) {
    let workspace = steps.workspace;
    if !workspace.root.join("REUSE.toml").exists() {
        println!("{:<26} ausgelassen: es gibt keine REUSE.toml", "reuse lint");
        return;
    }
    match setup::python_with(workspace, "reuse-venv", "reuse") {
        Ok(python) => steps.logged("reuse lint", || {
            let mut command = Command::new(python);
            command
                .current_dir(&workspace.root)
                .args(["-m", "reuse", "lint", "--quiet"]);
            Ok(command)
        }),
        Err(reason) => println!("{:<26} ausgelassen: {reason}", "reuse lint"),
    }
}

/// The steps so far, each with the time it took and what went wrong.
struct Steps<'a> {
    workspace: &'a Workspace,
    done: Vec<Step>,
}

struct Step {
    name: &'static str,
    took: Duration,
    failure: Option<Failure>,
}

impl Steps<'_> {
    /// Runs a program with its output in a file. Of that, the test runners' own closing lines are shown, and all of it
    /// if the step fails.
    fn logged(&mut self, name: &'static str, command: impl FnOnce() -> Outcome<Command>) {
        let log = self
            .workspace
            .target
            .join("xtask")
            .join(format!("{}.log", name.replace([' ', '-'], "")));
        self.run(name, |print| {
            // A step that cannot begin has no log; that of an earlier run would pass for this one's.
            let command = command()?;
            let outcome = process::run_logged(command, &log);
            print.all = outcome.is_err();
            let text = fs::read(&log).unwrap_or_default();
            print.text = String::from_utf8_lossy(&text).into_owned();
            outcome
        });
    }

    fn run(&mut self, name: &'static str, step: impl FnOnce(&mut Print) -> Outcome) {
        println!("{name} …");
        let start = Instant::now();
        let mut print = Print::default();
        let failure = step(&mut print).err();
        let took = start.elapsed();
        for line in print
            .text
            .lines()
            .filter(|line| print.all || is_closing_line(line))
        {
            println!("    {line}");
        }
        if let Some(failure) = &failure {
            println!("    {failure}");
        }
        self.done.push(Step {
            name,
            took,
            failure,
        });
    }

    fn summary(&self) -> Outcome {
        println!();
        for step in &self.done {
            let verdict = if step.failure.is_none() {
                "gut"
            } else {
                "FEHLER"
            };
            println!(
                "{:<26} {:>7.1} s  {verdict}",
                step.name,
                step.took.as_secs_f64()
            );
        }
        let failed: Vec<&str> = self
            .done
            .iter()
            .filter(|step| step.failure.is_some())
            .map(|step| step.name)
            .collect();
        if failed.is_empty() {
            println!("Alles in Ordnung.");
            Ok(())
        } else {
            Err(Failure::new(format!(
                "fehlgeschlagen: {}",
                failed.join(", ")
            )))
        }
    }
}

/// What a step shows of its output.
#[derive(Default)]
struct Print {
    text: String,
    all: bool,
}

/// The lines in which `cargo test` and `node --test` sum up; those of crates without tests say nothing.
fn is_closing_line(line: &str) -> bool {
    let counts_tests =
        line.starts_with("test result:") && !line.contains(" 0 passed; 0 failed; 0 ignored");
    let node_counts = ["tests", "pass", "fail", "skipped"];
    counts_tests
        || line
            .strip_prefix("ℹ ")
            .is_some_and(|rest| node_counts.iter().any(|word| rest.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::is_closing_line;

    #[track_caller]
    fn check(line: &str, shown: bool) {
        assert_eq!(is_closing_line(line), shown, "{line}");
    }

    #[test]
    fn closing_lines_of_both_runners_are_shown() {
        check(
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            true,
        );
        check(
            "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            false,
        );
        check(
            "test result: ok. 10 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            true,
        );
        check("ℹ pass 31", true);
        check("ℹ duration_ms 1234", false);
        check("test home ... ok", false);
    }
}
