//! Measurements in Chromium: scripts of `tests/browser` that print their figures as JSON.

use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::site;
use crate::workspace::Workspace;

/// Runs a script on the site that was built before.
pub(crate) fn measure(workspace: &Workspace, script: &str) -> Outcome<Value> {
    let mut node = Command::new("node");
    node.arg(workspace.browser_tests().join(script))
        .arg(site::folder(workspace));
    serde_json::from_str(&process::output_of(node)?)
        .map_err(|error| Failure::new(format!("{script}: {error}")))
}
