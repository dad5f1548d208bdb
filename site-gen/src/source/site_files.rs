//! `site.toml` of the municipality and of the layers it names → the stack of layers, lowest first.
//!
//! A layer may name layers of its own; they come below it. A layer that is named twice comes once, at its lowest place.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::config::file::SiteFile;
use super::config::{FILE, whole};
use super::document::Text;
use super::front_matter::{decode_texts, locate_in};
use super::layer::{Layer, MachineError};
use super::{Stack, plain, reach};
use crate::diagnostic::{Diagnostics, Place, Problem};
use crate::keys;

/// Follows the layers from the highest ones, which come in their order.
pub(super) fn find(
    top: impl IntoIterator<Item = Layer>,
    folder: &Path,
    diagnostics: &mut Diagnostics,
) -> Result<Stack, MachineError> {
    let mut search = Search {
        found: Stack::default(),
        known: Vec::new(),
        diagnostics,
    };
    for layer in top {
        let folder = layer.path().unwrap_or(folder).to_owned();
        let shown = layer.shown("").trim_end_matches('/').to_owned();
        search.visit(layer, &folder, &shown, &mut Vec::new())?;
    }
    Ok(search.found)
}

struct Search<'a> {
    found: Stack,
    /// The folders that are in the stack already.
    known: Vec<PathBuf>,
    diagnostics: &'a mut Diagnostics,
}

impl Search<'_> {
    /// Adds what a layer stands on, then the layer itself. `trail` holds the folders that led here.
    fn visit(
        &mut self,
        layer: Layer,
        folder: &Path,
        shown: &str,
        trail: &mut Vec<PathBuf>,
    ) -> Result<(), MachineError> {
        let text = self.site_file(&layer)?;
        // A path may lead to one folder in many ways; the file system knows.
        let same = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        trail.push(same.clone());
        if let Some(text) = &text {
            let file =
                decode_texts::<SiteFile>(std::slice::from_ref(text), &mut Diagnostics::new());
            for (place, written) in file.unwrap_or_default().layers.iter().enumerate() {
                let at = || locate_in(std::slice::from_ref(text), &keys!["layers", place]);
                let below = match reach::layer_folder(folder, written) {
                    Ok(below) => below,
                    Err(problem) => {
                        self.diagnostics.at(at(), problem);
                        continue;
                    }
                };
                let Some(real) = below.canonicalize().ok().filter(|real| real.is_dir()) else {
                    self.diagnostics.at(
                        at(),
                        Problem::LayerMissing {
                            path: written.clone(),
                        },
                    );
                    continue;
                };
                if trail.contains(&real) {
                    self.diagnostics.at(
                        at(),
                        Problem::LayerCycle {
                            path: written.clone(),
                        },
                    );
                } else if !self.known.contains(&real) {
                    let shown = reach::joined(shown, written);
                    self.visit(Layer::below(&below, &shown), &below, &shown, trail)?;
                }
            }
        }
        trail.pop();
        self.known.push(same);
        self.found.layers.push(layer);
        self.found.texts.extend(text);
        Ok(())
    }

    fn site_file(&mut self, layer: &Layer) -> Result<Option<Text>, MachineError> {
        let Some(bytes) = layer.read(FILE, self.diagnostics)? else {
            return Ok(None);
        };
        let shown = layer.shown(FILE);
        let Some(text) = plain::text(&bytes) else {
            self.diagnostics
                .at(Place::start_of(&shown, &Arc::from("")), Problem::NotUtf8);
            return Ok(None);
        };
        Ok(Some(whole(&layer.name, &shown, text.into_owned())))
    }
}
