//! Every folder of `sites_invalid/` is a layer with faults; its whole report is a snapshot. A new case is a new folder.

use roadmap_tests::{cases, outcome};

#[test]
fn every_fault_is_reported_with_its_place_and_what_to_do() -> Result<(), Box<dyn std::error::Error>>
{
    for (name, dir) in cases("sites_invalid")? {
        let outcome = outcome(&dir)?;
        assert!(outcome.failed, "{name} has errors, so it must not build");
        insta::assert_snapshot!(name, outcome.report);
    }
    Ok(())
}
