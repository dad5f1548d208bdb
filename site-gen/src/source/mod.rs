//! Step 1: layers of files → source documents. Nothing else in the generator reads files.
//!
//! 1. [`site_files`]: which layers there are, lowest first; [`layer`]: their files, over the base that is embedded in the
//!    binary ([`embedded`]). [`reach`] says how far a path may lead.
//! 2. [`config`]: `site.toml` of all layers → the facts of the site.
//! 3. [`document`]: files of `content/` become documents: front matter, body, and where each of them stands.
//! 4. [`front_matter`]: front matter → typed values; every problem in it with its place.
//!
//! For the commands that compare a layer with what lies below it, [`own_layer`] reads the same layers side by side.

pub mod config;
pub mod document;
pub mod embedded;
pub mod front_matter;
pub mod layer;
pub mod markers;
pub mod own_layer;
pub mod reach;
mod site_files;

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use config::{Base, SiteConfig};
use document::{Document, Hidden};
use layer::{FileStacks, Layer, MachineError, SourceFile};

/// All that a build reads.
#[derive(Debug)]
pub struct Sources {
    /// The facts of the site.
    pub config: SiteConfig,
    /// The documents of `content/`, by path; hidden ones are left out.
    pub documents: Vec<Document>,
    /// The documents that a layer hides.
    pub hidden: Hidden,
    /// The drawings of `content/`: SVG files, of each the highest layer's.
    pub drawings: Vec<SourceFile>,
    /// Every other file: `themes/`, `templates/`, `strings/`, `static/`.
    pub files: FileStacks,
}

/// Reads the site in `dir` over the embedded base.
///
/// # Errors
/// When a folder or file cannot be read; faults of the content become diagnostics instead.
pub fn read(
    dir: &Path,
    overrides: &config::Overrides,
    diagnostics: &mut Diagnostics,
) -> Result<Sources, MachineError> {
    let found = site_files::find(Layer::own(dir), diagnostics)?;
    let config = config::config(&found.texts, overrides, diagnostics);
    let mut layers = vec![match config.base {
        Base::Full => Layer::embedded(embedded::Part::Everything),
        Base::Theme => Layer::embedded(embedded::Part::Theme),
    }];
    layers.extend(found.layers);

    let mut files = layer::stack(&layers, diagnostics)?;
    let mut content = files.take_below("content/");
    let drawings = content
        .extract_if(.., |path, _| path.ends_with(".svg"))
        .filter_map(|(_, mut stack)| stack.pop())
        .collect();
    let (documents, hidden) = document::documents(content, &config, diagnostics);
    Ok(Sources {
        config,
        documents,
        hidden,
        drawings,
        files,
    })
}

/// The folders that a build of `dir` reads: its own and those of the layers below it.
///
/// # Errors
/// When a `site.toml` cannot be read.
pub fn folders(dir: &Path) -> Result<Vec<PathBuf>, MachineError> {
    let found = site_files::find(Layer::own(dir), &mut Diagnostics::new())?;
    Ok(found
        .layers
        .iter()
        .filter_map(Layer::path)
        .map(Path::to_owned)
        .collect())
}
