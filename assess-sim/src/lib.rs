//! What the self-checks of a built site are worth: simulated persons take them, and the estimates are held against the
//! true standings.
//!
//! 1. [`page`] reads the self-check pages of a site, as the module in them does.
//! 2. [`person`] lets a person of known standings take one; the session and the estimates are those of `assess-core`.
//! 3. [`figures`] sums up many persons; [`fixed`] compares with a fixed form; [`report`] does so for a whole site.
//!
//! Persons, faults of the bank and forms come from numbered random streams: the same site gives the same figures.

pub mod figures;
pub mod fixed;
pub mod page;
pub mod person;
pub mod random;
pub mod report;

use std::fmt;
use std::path::Path;

/// Why there are no figures, as a text for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// Something is wrong with a file.
    #[must_use]
    pub fn file(path: &Path, error: &dyn fmt::Display) -> Self {
        Self(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
