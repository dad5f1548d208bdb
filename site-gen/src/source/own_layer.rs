//! A layer and what lies below it, side by side: what `explain`, `customise` and `upstream` compare.
//!
//! A layer keeps in `.roadmap/upstream.toml` what its files were copied from, and in `.roadmap/upstream/` the copies
//! themselves, as they were when they were taken. Both belong to the layer and are checked in with it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::base_version::BASE_VERSION;
use super::config::{self, FILE, Overrides, SiteConfig};
use super::layer::{self, FileStacks, Layer, MachineError};
use super::{frozen, plain, site_files};
use crate::diagnostic::{Diagnostics, Problem};

/// Where a layer remembers what was below it; a build reads nothing there.
const MEMORY: &str = ".roadmap";
/// The record of what a layer's files were copied from.
pub const RECORD: &str = ".roadmap/upstream.toml";
/// Below it lie the copies, each at the path of the layer's own file.
pub const COPIES: &str = ".roadmap/upstream";
/// Below it lie own texts that something else has taken the place of.
pub const KEPT: &str = ".roadmap/kept";

/// What a file of a layer was copied from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Its path in the layer below.
    pub from: String,
    /// The name of that layer.
    pub layer: String,
    /// The version of the base then.
    pub base_version: u32,
    /// The checksum of the copy ([`crate::upstream::text::checksum`]).
    pub sha256: String,
}

/// The record as written.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordFile {
    #[serde(default)]
    files: BTreeMap<String, Origin>,
}

/// Puts the record into words.
#[must_use]
pub fn record_text(origins: &BTreeMap<String, Origin>) -> String {
    let record = RecordFile {
        files: origins.clone(),
    };
    let tables = toml::to_string(&record).unwrap_or_default();
    format!(
        "# Woraus eigene Dateien entstanden sind. Das schreibt `roadmap customise` und `roadmap upstream`.\n\
         # Diese Datei und der Ordner daneben gehören mit ins Archiv (git).\n\n{tables}"
    )
}

/// A layer, and what lies below it.
#[derive(Debug)]
pub struct OwnLayer {
    /// The facts of the site, which say what theme it has.
    pub config: SiteConfig,
    /// The version of the base that it builds on.
    pub base_version: u32,
    /// Whether a copy of that version stands still in one of the layers.
    pub is_frozen: bool,
    /// Its `site.toml` as written, if it has one.
    pub facts: Option<Vec<u8>>,
    /// The layer's own files.
    pub own: FileStacks,
    /// The files of all layers below.
    pub below: FileStacks,
    /// What own files were copied from, by their paths.
    pub origins: BTreeMap<String, Origin>,
    /// The copies, by the paths of the own files.
    pub copies: BTreeMap<String, Vec<u8>>,
    /// Own texts that something else has taken the place of.
    pub kept: BTreeMap<String, Vec<u8>>,
    /// What lies where a copy of the carried base would be kept ([`super::frozen`]).
    pub frozen: BTreeMap<String, Vec<u8>>,
}

/// Reads the layer in `dir` and what lies below it.
///
/// # Errors
/// When a folder or file cannot be read; faults of its files become diagnostics instead.
pub fn read(dir: &Path, diagnostics: &mut Diagnostics) -> Result<OwnLayer, MachineError> {
    let found = site_files::find([Layer::own(dir)], dir, diagnostics)?;
    let mut of_facts = Diagnostics::new();
    let config = config::config(&found.texts, &Overrides::default(), &mut of_facts);
    // What is missing among the facts is for a build to say; a file that cannot be read may hide what lies below.
    of_facts
        .iter()
        .filter(|found| matches!(found.problem, Problem::TomlSyntax { .. }))
        .for_each(|found| diagnostics.add(found.clone()));
    let base = frozen::base(&config, &found.layers, diagnostics)?;
    let is_frozen = base.is_frozen();
    let mut layers = vec![base];
    layers.extend(found.layers);
    // `find` puts the layer itself last.
    let own_layer = layers.pop().unwrap_or_else(|| Layer::own(dir));
    let below = layer::stack(layers.iter().enumerate(), diagnostics)?;
    let own = layer::stack(std::iter::once((0, &own_layer)), diagnostics)?;
    let mut memory = layer::files_in(&own_layer, MEMORY, diagnostics)?;
    let record = memory.remove("upstream.toml");
    let mut below_memory = |folder: &str| -> BTreeMap<String, Vec<u8>> {
        memory
            .extract_if(.., |path, _| path.starts_with(folder))
            .map(|(path, bytes)| (path[folder.len()..].to_owned(), bytes))
            .collect()
    };
    Ok(OwnLayer {
        is_frozen,
        facts: own_layer.read(FILE, &mut Diagnostics::new())?,
        base_version: config.base_version.unwrap_or(BASE_VERSION),
        config,
        own,
        below,
        origins: record.map_or_else(BTreeMap::new, |bytes| origins(&bytes, diagnostics)),
        copies: below_memory("upstream/"),
        kept: below_memory("kept/"),
        frozen: below_memory(&format!("base-{BASE_VERSION}/")),
    })
}

fn origins(bytes: &[u8], diagnostics: &mut Diagnostics) -> BTreeMap<String, Origin> {
    let lossy = String::from_utf8_lossy(bytes);
    let text = plain::text(lossy.as_bytes()).unwrap_or_default();
    match toml::from_str::<RecordFile>(&text) {
        Ok(record) => record.files,
        Err(error) => {
            diagnostics.toml_syntax(&Arc::from(RECORD), text, &error);
            BTreeMap::new()
        }
    }
}

/// The name of the file of facts, which no layer takes from another.
pub const FACTS: &str = FILE;
