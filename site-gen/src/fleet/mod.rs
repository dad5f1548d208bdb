//! Many municipalities over one base, with the work they share done once.
//!
//! 1. [`file`]: `FLEET.toml` → municipalities, each with its layers.
//! 2. [`kin`]: those that can share pages come together in groups.
//! 3. [`shared`]: for each group the shared pages once, with blanks ([`frame`]); then each municipality's site ([`town`]).
//! 4. Each finished site goes to whoever asked for it at once, so that only one for each processor is in memory: into a folder,
//!    into a store ([`pack`]), or to
//!    where it is published (`publish`).

pub mod file;
pub mod frame;
mod kin;
pub mod pack;
#[cfg(feature = "publish")]
pub mod publish;
pub mod shard;
mod shared;
pub mod town;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::assets::Purpose;
use crate::build;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::config::{Overrides, SiteConfig};
use crate::source::layer::MachineError;
use crate::source::{self, Stack};
use file::Municipality;
use kin::Kin;
use shared::{Cache, Shared, with_shared};
use town::TownFile;

/// What came of one municipality.
#[derive(Debug)]
pub struct Outcome {
    /// Its place among the municipalities.
    pub place: usize,
    /// What was found in its sources.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether that stopped it.
    pub failed: bool,
}

/// Builds municipalities and hands each finished site to `take`, in any order and from several threads at once. Returns what
/// was found, in the order of the municipalities.
///
/// # Errors
/// When the machine fails us, and what `take` returns; faults of the content are diagnostics.
pub fn build(
    municipalities: &[Municipality],
    deny_warnings: bool,
    take: &(impl Fn(&Municipality, &[TownFile]) -> Result<(), MachineError> + Sync),
) -> Result<Vec<Outcome>, MachineError> {
    let mut groups: BTreeMap<Kin, Vec<Waiting<'_>>> = BTreeMap::new();
    for (place, municipality) in municipalities.iter().enumerate() {
        let waiting = Waiting::read(place, municipality)?;
        groups
            .entry(Kin::of(&waiting.stack, &waiting.config))
            .or_default()
            .push(waiting);
    }
    let cache = Cache::default();
    let finish = |waiting: Waiting<'_>, shared: Option<&Shared<'_>>| {
        waiting.finish(shared, deny_warnings, take)
    };
    let mut outcomes = Vec::with_capacity(municipalities.len());
    for (_, group) in groups {
        // A single municipality shares with nobody.
        let mut group = Some(group);
        let shares = group.as_ref().is_some_and(|group| group.len() > 1);
        let printed = match group
            .as_ref()
            .and_then(|group| group.first())
            .filter(|_| shares)
        {
            Some(first) => {
                let (stack, config) = (first.stack.clone(), first.config.clone());
                with_shared(&stack, &config, &cache, |shared| {
                    let group = group.take().unwrap_or_default();
                    group
                        .into_par_iter()
                        .map(|waiting| finish(waiting, Some(shared)))
                        .collect::<Result<Vec<_>, _>>()
                })?
            }
            None => None,
        };
        match printed {
            Some(printed) => outcomes.extend(printed?),
            None => {
                for waiting in group.unwrap_or_default() {
                    outcomes.push(finish(waiting, None)?);
                }
            }
        }
    }
    outcomes.sort_by_key(|outcome| outcome.place);
    Ok(outcomes)
}

/// A municipality whose facts are known.
struct Waiting<'m> {
    place: usize,
    municipality: &'m Municipality,
    stack: Stack,
    config: SiteConfig,
    diagnostics: Diagnostics,
}

impl<'m> Waiting<'m> {
    fn read(place: usize, municipality: &'m Municipality) -> Result<Self, MachineError> {
        let mut diagnostics = Diagnostics::new();
        let stack = Stack::of(
            municipality.layers.iter().cloned(),
            &municipality.folder,
            &mut diagnostics,
        )?;
        let config = stack.config(&Overrides::default(), &mut diagnostics);
        Ok(Self {
            place,
            municipality,
            stack,
            config,
            diagnostics,
        })
    }

    fn finish(
        self,
        shared: Option<&Shared<'_>>,
        deny_warnings: bool,
        take: &impl Fn(&Municipality, &[TownFile]) -> Result<(), MachineError>,
    ) -> Result<Outcome, MachineError> {
        let Self {
            place,
            municipality,
            stack,
            config,
            mut diagnostics,
        } = self;
        let printed = match shared {
            Some(shared) => shared.print(&stack, config.clone(), &mut diagnostics)?,
            None => None,
        };
        let files = match printed {
            Some(files) => files,
            None => alone(&stack, config, &mut diagnostics)?,
        };
        let failed = diagnostics.has_errors() || (deny_warnings && diagnostics.has_warnings());
        if !failed {
            take(municipality, &files)?;
        }
        Ok(Outcome {
            place,
            diagnostics: diagnostics
                .sorted()
                .into_iter()
                .map(|diagnostic| municipality.placed(diagnostic))
                .collect(),
            failed,
        })
    }
}

/// Builds a municipality by itself.
fn alone(
    stack: &Stack,
    config: SiteConfig,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<TownFile>, MachineError> {
    let sources = source::read_stack(stack, config, diagnostics)?;
    let ready = build::join(sources, diagnostics);
    let files = build::make(&ready, Purpose::Publication, diagnostics);
    Ok(files.into_iter().map(TownFile::from).collect())
}
