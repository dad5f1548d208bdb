//! Every folder of `sites_invalid/` is a layer with faults; its whole report is a snapshot. A new case is a new folder.

use roadmap_tests::{cases, checked};

#[test]
fn every_fault_is_reported_with_its_place_and_what_to_do() -> Result<(), Box<dyn std::error::Error>>
{
    for (name, dir) in cases("sites_invalid")? {
        let checked = checked(&dir)?;
        assert!(
            checked.has_findings,
            "{name}: `check --deny-warnings` must fail"
        );
        insta::assert_snapshot!(name, checked.report);
    }
    Ok(())
}
