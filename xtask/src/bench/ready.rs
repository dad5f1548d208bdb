//! How soon a self-check can be started. The measuring itself is `tests/browser/ready.mjs`.

use serde_json::Value;

use super::browser;
use crate::failure::Outcome;
use crate::workspace::Workspace;

/// Measures on the site that was built before.
pub(crate) fn measure(workspace: &Workspace) -> Outcome<Value> {
    browser::measure(workspace, "ready.mjs")
}

/// Prints a line for each speed of the processor.
pub(crate) fn print(speeds: &Value) {
    println!();
    for speed in speeds.as_array().into_iter().flatten() {
        let number = |key: &str| speed[key].as_f64().unwrap_or(f64::NAN);
        println!(
            "Vom Öffnen bis zum Startknopf des Selbst-Checks, Prozessor {:.0}-fach gebremst: {:.0} ms, davon {:.0} ms zum Auspacken",
            number("slowDown"),
            number("ready"),
            number("unpack"),
        );
    }
}
