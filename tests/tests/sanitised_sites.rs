//! Every folder of `sites_sanitised/` is a layer that brings something that runs or loads: it is left out, with a report, and
//! the rest is built. A new case is a new folder; whatever must not survive says "hostile".

use roadmap_tests::{cases, outcome};

#[test]
fn what_runs_or_loads_is_left_out_and_reported() -> Result<(), Box<dyn std::error::Error>> {
    for (name, dir) in cases("sites_sanitised")? {
        let outcome = outcome(&dir)?;
        assert!(!outcome.failed, "{name} builds:\n{}", outcome.report);
        for (path, bytes) in &outcome.files {
            assert!(
                !String::from_utf8_lossy(bytes).contains("hostile"),
                "{name}: {path}"
            );
        }
        insta::assert_snapshot!(name, outcome.report);
    }
    Ok(())
}
