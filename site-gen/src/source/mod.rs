//! Step 1: layers of files → source documents. Nothing else in the generator reads files.
//!
//! 1. [`site_files`]: which layers there are, lowest first; [`layer`]: their files, over the base that is embedded in the
//!    binary ([`embedded`]). [`reach`] says how far a path may lead.
//!    [`base_version`] knows the versions of the base, [`frozen`] a base that stands still.
//! 2. [`config`]: `site.toml` of all layers → the facts of the site.
//! 3. [`document`]: files of `content/` become documents: front matter, body, and where each of them stands.
//! 4. [`front_matter`]: front matter → typed values; every problem in it with its place.
//!
//! For the commands that compare a layer with what lies below it, [`own_layer`] reads the same layers side by side.

pub mod base_version;
pub mod config;
pub(crate) mod day;
pub mod document;
pub mod editing;
pub mod embedded;
pub mod front_matter;
pub mod frozen;
pub mod layer;
pub mod markers;
pub mod own_layer;
pub mod plain;
pub mod reach;
mod site_files;

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use config::SiteConfig;
use document::{Document, Hidden, Text};
use editing::Editing;
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
    /// What the page for editing in the browser needs to know, where there is one.
    pub editing: Option<Editing>,
}

impl Sources {
    /// The same without what is found in checking the facts of one municipality alone.
    #[must_use]
    pub fn without_own_facts(mut self) -> Self {
        self.config.surveys.clear();
        self.config.land = None;
        self.config.brand.primary = None;
        self.config.brand.accent = None;
        self
    }
}

/// The layers of a site over the base, lowest first, and what their `site.toml` say.
#[derive(Debug, Clone, Default)]
pub struct Stack {
    layers: Vec<Layer>,
    texts: Vec<Text>,
}

impl Stack {
    /// The stack that ends with these layers, each over what it names itself. The folder is where a layer that has none of its
    /// own looks for those.
    ///
    /// # Errors
    /// When a `site.toml` cannot be read.
    pub fn of(
        top: impl IntoIterator<Item = Layer>,
        folder: &Path,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, MachineError> {
        site_files::find(top, folder, diagnostics)
    }

    /// The facts of the site.
    #[must_use]
    pub fn config(
        &self,
        overrides: &config::Overrides,
        diagnostics: &mut Diagnostics,
    ) -> SiteConfig {
        config::config(&self.texts, overrides, diagnostics)
    }

    /// The layers, lowest first.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The stack without its highest layer.
    #[must_use]
    pub fn below(&self) -> Self {
        let kept = self.layers.len().saturating_sub(1);
        Self {
            layers: self.layers[..kept].to_vec(),
            texts: self.texts.clone(),
        }
    }
}

/// The files of one layer alone.
///
/// # Errors
/// When one cannot be read.
pub fn read_layer(
    layer: &Layer,
    rank: usize,
    diagnostics: &mut Diagnostics,
) -> Result<FileStacks, MachineError> {
    layer::stack(std::iter::once((rank, layer)), diagnostics)
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
    let stack = Stack::of([Layer::own(dir)], dir, diagnostics)?;
    let config = stack.config(overrides, diagnostics);
    read_stack(&stack, config, diagnostics)
}

/// Reads a stack of layers over the embedded base.
///
/// # Errors
/// When a folder or file cannot be read; faults of the content become diagnostics instead.
pub fn read_stack(
    stack: &Stack,
    config: SiteConfig,
    diagnostics: &mut Diagnostics,
) -> Result<Sources, MachineError> {
    let editing = editing::read(&config, stack.layers.last(), diagnostics)?;
    let base = frozen::base(&config, &stack.layers, diagnostics)?;
    let layers = std::iter::once(&base).chain(&stack.layers).enumerate();
    let mut files = layer::stack(layers, diagnostics)?;
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
        editing,
    })
}

/// The folders that a build of `dir` reads: its own and those of the layers below it.
///
/// # Errors
/// When a `site.toml` cannot be read.
pub fn folders(dir: &Path) -> Result<Vec<PathBuf>, MachineError> {
    let stack = Stack::of([Layer::own(dir)], dir, &mut Diagnostics::new())?;
    Ok(stack
        .layers
        .iter()
        .filter_map(Layer::path)
        .map(Path::to_owned)
        .collect())
}
