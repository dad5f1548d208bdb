//! What pages weigh on the way to the reader. The weighing itself is `tests/browser/weigh.mjs`, which the tests use too.

use serde_json::Value;

use super::browser;
use crate::failure::Outcome;
use crate::process;
use crate::site;
use crate::workspace::Workspace;

/// Builds the site of the embedded content and weighs each of its pages.
pub(crate) fn weigh(workspace: &Workspace) -> Outcome<Value> {
    process::output_of(site::build(workspace)?)?;
    browser::measure(workspace, "weigh.mjs")
}

/// Prints one line a kind of page.
pub(crate) fn print_table(weights: &Value) {
    println!("\nGewicht mit Brotli 11 in KB (1 KB = 1000 Byte), je Seite mit allem, was sie lädt");
    println!(
        "{:<14} {:>7} {:>8} {:>8} {:>8}  schwerste Seite",
        "", "Seiten", "Median", "größte", "Grenze"
    );
    for (kind, label) in [
        ("reading", "Leseseiten"),
        ("live", "Programmseiten"),
        ("check", "Selbst-Checks"),
    ] {
        let row = &weights[kind];
        let kilobytes = |key: &str| row[key].as_f64().unwrap_or(f64::NAN) / 1000.0;
        println!(
            "{label:<14} {:>7} {:>8.1} {:>8.1} {:>8.1}  {}",
            row["pages"].as_u64().unwrap_or_default(),
            kilobytes("median"),
            kilobytes("max"),
            kilobytes("budget"),
            row["heaviest"].as_str().unwrap_or_default(),
        );
    }
}
