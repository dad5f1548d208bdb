//! Step 1: layers of files → source documents. Nothing else in the generator reads files.
//!
//! 1. [`layer`]: a stack of folders, lowest first, over the base that is embedded in the binary ([`embedded`]).
//! 2. [`config`]: `site.toml` of the topmost layer, over the base's.
//! 3. [`document`]: files of `content/` become documents: front matter, body, and where each of them stands.
//! 4. [`front_matter`]: front matter → typed values; every problem in it with its place.

pub mod config;
pub mod document;
pub mod embedded;
pub mod front_matter;
pub mod layer;

use std::path::Path;

use crate::diagnostic::Diagnostics;
use config::{Base, SiteConfig};
use document::Document;
use layer::{FileStacks, Layer, MachineError, SourceFile};

/// All that a build reads.
#[derive(Debug)]
pub struct Sources {
    /// The facts of the site.
    pub config: SiteConfig,
    /// The documents of `content/`, by path; hidden ones are left out.
    pub documents: Vec<Document>,
    /// The paths of documents that a layer hides.
    pub hidden: Vec<String>,
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
    let own = Layer::folder("kommune", dir);
    let (config, named_layers) = config::read(&own, dir, overrides, diagnostics)?;
    let mut layers = Vec::new();
    layers.push(match config.base {
        Base::Full => Layer::embedded(embedded::Part::Everything),
        Base::Theme => Layer::embedded(embedded::Part::Theme),
    });
    layers.extend(named_layers);
    layers.push(own);

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
