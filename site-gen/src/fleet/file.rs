//! `FLEET.toml` → the municipalities of a fleet, each with its layers.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Diagnostics, FleetFault, Problem};
use crate::keys;
use crate::source::config::file::SiteFile;
use crate::source::config::whole;
use crate::source::document::Text;
use crate::source::front_matter::{decode_texts, locate_in};
use crate::source::layer::{Layer, MachineError, OWN_LAYER};
use crate::source::reach;

/// `FLEET.toml` as written.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FleetFile {
    /// What all municipalities have in common, as in a `site.toml`: further layers, the version of the base, the theme, who runs
    /// the server. Each municipality's own facts lie over it.
    pub site: Option<SiteFile>,
    /// The municipalities.
    #[serde(default)]
    pub municipality: Vec<MunicipalityFile>,
}

/// One municipality as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MunicipalityFile {
    /// The name of its folder in the output and of its prefix where it is published: a to z, 0 to 9 and hyphens.
    pub slug: String,
    /// Its own layer, seen from this file.
    pub dir: Option<String>,
    /// Its facts, as in a `site.toml`. If it has a folder too, that has the last word.
    pub site: Option<SiteFile>,
}

/// A municipality of a fleet.
#[derive(Debug, Clone)]
pub struct Municipality {
    /// Its short name.
    pub slug: String,
    /// Its layers, lowest first: what all have in common, its facts, its folder.
    pub layers: Vec<Layer>,
    /// Where the list lies: paths of layers in it start there.
    pub folder: Arc<Path>,
    /// The list and the place in it.
    list: Text,
    place: usize,
}

/// Reads the list. Entries that are wrong are reported and left out.
///
/// # Errors
/// When the file cannot be read.
pub fn read(path: &Path, diagnostics: &mut Diagnostics) -> Result<Vec<Municipality>, MachineError> {
    let written = std::fs::read_to_string(path).map_err(MachineError::at(path))?;
    let written = written.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let shown: Arc<str> = Arc::from(path.display().to_string());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let list = whole(&Arc::from(OWN_LAYER), &shown, written);
    Ok(municipalities(&list, folder, diagnostics))
}

fn municipalities(list: &Text, folder: &Path, diagnostics: &mut Diagnostics) -> Vec<Municipality> {
    let folder: Arc<Path> = Arc::from(folder);
    let file = decode_texts::<FleetFile>(std::slice::from_ref(list), diagnostics);
    let table: toml::Table = toml::from_str(list.front()).unwrap_or_default();
    let facts = |site: Option<&toml::Value>| {
        let site = site?.as_table()?;
        Some(Layer::facts(LIST, site.to_string()))
    };
    let shared = facts(table.get("site"));
    let tables = table
        .get("municipality")
        .and_then(toml::Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let mut found = Vec::new();
    let mut slugs = HashSet::new();
    for (place, entry) in file
        .unwrap_or_default()
        .municipality
        .into_iter()
        .enumerate()
    {
        let MunicipalityFile { slug, dir, site: _ } = entry;
        let at = |key: &str| {
            locate_in(
                std::slice::from_ref(list),
                &keys!["municipality", place, key],
            )
        };
        if !is_slug(&slug) {
            diagnostics.at(at("slug"), Problem::Fleet(FleetFault::Slug { slug }));
            continue;
        }
        if !slugs.insert(slug.clone()) {
            diagnostics.at(at("slug"), Problem::Fleet(FleetFault::SlugTwice { slug }));
            continue;
        }
        let own = match dir.map(|dir| own_layer(&folder, &dir)).transpose() {
            Ok(own) => own,
            Err(problem) => {
                diagnostics.at(at("dir"), problem);
                continue;
            }
        };
        let listed = facts(tables.get(place).and_then(|entry| entry.get("site")));
        if listed.is_none() && own.is_none() {
            diagnostics.at(at("slug"), Problem::Fleet(FleetFault::NoSource { slug }));
            continue;
        }
        found.push(Municipality {
            slug,
            layers: shared.iter().cloned().chain(listed).chain(own).collect(),
            folder: Arc::clone(&folder),
            list: list.clone(),
            place,
        });
    }
    found
}

fn own_layer(folder: &Path, written: &str) -> Result<Layer, Problem> {
    let path = reach::layer_folder(folder, written)?;
    if path.is_dir() {
        let shown = written.trim().replace('\\', "/");
        Ok(Layer::own_at(&path, shown.trim_end_matches('/')))
    } else {
        Err(Problem::Fleet(FleetFault::FolderMissing {
            path: written.to_owned(),
        }))
    }
}

fn is_slug(slug: &str) -> bool {
    !slug.is_empty()
        && !slug.starts_with('-')
        && slug
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

impl Municipality {
    /// Puts what is wrong with facts of the list where the municipality stands in it.
    #[must_use]
    pub fn placed(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        if let Some(place) = &mut diagnostic.place
            && place.file.strip_suffix("/site.toml") == Some(LIST)
        {
            *place = locate_in(
                std::slice::from_ref(&self.list),
                &keys!["municipality", self.place, "slug"],
            );
        }
        diagnostic
    }
}

/// What stands for the list before the place in it is looked up.
const LIST: &str = "FLEET.toml";

#[cfg(test)]
mod tests {
    use super::is_slug;

    #[test]
    fn a_slug_is_the_name_of_a_folder_everywhere() {
        for good in ["musterstadt", "bad-muster-2"] {
            assert!(is_slug(good), "{good}");
        }
        for bad in ["", "Musterstadt", "a/b", "..", "-a", "ö"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
