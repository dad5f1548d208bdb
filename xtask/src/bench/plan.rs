//! How long the page takes for a learning plan on a slow phone, and how often it proves the best one. The measuring itself
//! is `tests/browser/plan-bench.mjs`.

use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::setup;
use crate::site;
use crate::workspace::Workspace;

/// Builds the site and measures; `arguments` may hold the number of questions for each number of hours.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    setup::wasm_target(workspace)?;
    process::run(workspace.cargo(["build", "--release", "--package", "site-gen"]))?;
    process::output_of(site::build(workspace)?)?;
    setup::node_modules(workspace)?;
    let mut measure = Command::new("node");
    measure
        .arg(workspace.browser_tests().join("plan-bench.mjs"))
        .arg(site::folder(workspace))
        .args(arguments);
    print(&parse(&process::output_of(measure)?)?);
    Ok(())
}

fn parse(text: &str) -> Outcome<Value> {
    serde_json::from_str(text).map_err(|error| Failure::new(format!("plan-bench.mjs: {error}")))
}

fn print(measured: &Value) {
    let number = |row: &Value, key: &str| row[key].as_f64().unwrap_or(f64::NAN);
    println!(
        "Lernpläne aus {} Angeboten für {} Kompetenzen, Prozessor {}-fach gebremst\n{:>8} {:>6} {:>9} {:>8} {:>14} {:>9} {:>8}",
        measured["offers"],
        measured["competences"],
        measured["slowDown"],
        "Stunden",
        "Pläne",
        "bewiesen",
        "Schranke",
        "unter 200 ms",
        "Median",
        "längster"
    );
    for row in measured["rows"].as_array().into_iter().flatten() {
        println!(
            "{:>8} {:>6} {:>9} {:>8} {:>14} {:>6.0} ms {:>5.0} ms",
            number(row, "hours"),
            number(row, "plans"),
            number(row, "proven"),
            number(row, "bounded"),
            number(row, "within"),
            number(row, "median"),
            number(row, "max"),
        );
    }
}
