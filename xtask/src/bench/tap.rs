//! How quickly the self-check answers a tap on a slow phone. The measuring itself is `tests/browser/tap.mjs`.

use serde_json::Value;

use super::browser;
use crate::failure::Outcome;
use crate::workspace::Workspace;

/// The goal for the median, in milliseconds.
const GOAL: f64 = 50.0;

/// Measures on the site that was built before.
pub(crate) fn measure(workspace: &Workspace) -> Outcome<Value> {
    browser::measure(workspace, "tap.mjs")
}

/// Prints one line.
pub(crate) fn print(taps: &Value) {
    let number = |key: &str| taps[key].as_f64().unwrap_or(f64::NAN);
    println!(
        "\nVom Tippen auf „Weiter“ bis zur nächsten Aufgabe, Prozessor {:.0}-fach gebremst, {:.0} Mal: Median {:.0} ms, längste {:.0} ms (Ziel {GOAL:.0} ms)",
        number("slowDown"),
        number("taps"),
        number("median"),
        number("max"),
    );
}
