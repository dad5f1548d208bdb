//! Layers: a stack of folders in which a higher file covers the lower one at the same path.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::config::FILE as FACTS;
use super::{embedded, markers, plain};
use crate::diagnostic::{BaseFault, Diagnostics, Place, Problem};

/// The machine failed us (exit status 3): a file or folder that exists cannot be read or written.
#[derive(Debug)]
pub struct MachineError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl fmt::Display for MachineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for MachineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

impl MachineError {
    /// Names the path that an input or output error is about.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self { path, source }
    }
}

/// The name of the layer that is embedded in the binary.
pub const BASE_LAYER: &str = "base";
/// The name of the municipality's own layer.
pub const OWN_LAYER: &str = "kommune";

/// The place of a layer in the stack: 0 is the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Rank(usize);

impl Rank {
    /// Higher than any layer.
    pub(crate) const ABOVE_ALL: Self = Self(usize::MAX);
}

/// One layer of a site.
#[derive(Debug, Clone)]
pub struct Layer {
    /// How reports and `explain` call it: `base`, the folder's name, or `kommune` for the municipality's own.
    pub name: Arc<str>,
    /// What reports put before a path of it, so that people find the file: nothing for the base and the municipality's own.
    shown: Arc<str>,
    root: Root,
}

#[derive(Debug, Clone)]
enum Root {
    Embedded(embedded::Part),
    Folder(PathBuf),
    /// Nothing but facts, written elsewhere than in a `site.toml`: as TOML.
    Facts(Arc<str>),
    /// Files that were read already, with their paths.
    Files(Arc<[(String, Cow<'static, [u8]>)]>),
}

impl Layer {
    /// The base that travels in the binary.
    #[must_use]
    pub fn embedded(part: embedded::Part) -> Self {
        Self {
            name: Arc::from(BASE_LAYER),
            shown: Arc::from(""),
            root: Root::Embedded(part),
        }
    }

    /// The base as it was once, by its files.
    #[must_use]
    pub(super) fn frozen(files: Vec<(String, Cow<'static, [u8]>)>) -> Self {
        Self {
            name: Arc::from(BASE_LAYER),
            shown: Arc::from(""),
            root: Root::Files(Arc::from(files)),
        }
    }

    /// Whether it is a base as it was once.
    #[must_use]
    pub const fn is_frozen(&self) -> bool {
        matches!(self.root, Root::Files(_))
    }

    /// The municipality's own folder. It need not exist: then it is empty.
    #[must_use]
    pub fn own(path: &Path) -> Self {
        Self {
            name: Arc::from(OWN_LAYER),
            shown: Arc::from(""),
            root: Root::Folder(path.to_owned()),
        }
    }

    /// The same, and reports show the way to it.
    #[must_use]
    pub fn own_at(path: &Path, shown: &str) -> Self {
        Self {
            shown: Arc::from(format!("{shown}/")),
            ..Self::own(path)
        }
    }

    /// A layer of nothing but facts; reports show them as `shown/site.toml`.
    #[must_use]
    pub fn facts(shown: &str, toml: String) -> Self {
        Self {
            name: Arc::from(OWN_LAYER),
            shown: Arc::from(format!("{shown}/")),
            root: Root::Facts(Arc::from(toml)),
        }
    }

    /// A folder below the municipality's own; `shown` is its path as seen from there.
    #[must_use]
    pub(super) fn below(path: &Path, shown: &str) -> Self {
        let name = shown.rsplit('/').next().unwrap_or(shown);
        Self {
            name: Arc::from(name),
            shown: Arc::from(format!("{shown}/")),
            root: Root::Folder(path.to_owned()),
        }
    }

    /// The folder, if it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.root {
            Root::Folder(path) => Some(path),
            Root::Embedded(_) | Root::Files(_) | Root::Facts(_) => None,
        }
    }

    /// A path of the layer as reports show it.
    #[must_use]
    pub(super) fn shown(&self, relative: &str) -> Arc<str> {
        Arc::from(format!("{}{relative}", self.shown))
    }

    /// One file of the layer's root, if it is there. A link that leads elsewhere is not followed.
    pub(super) fn read(
        &self,
        relative: &str,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Vec<u8>>, MachineError> {
        let root = match &self.root {
            Root::Folder(root) => root,
            Root::Facts(toml) if relative == FACTS => return Ok(Some(toml.as_bytes().to_vec())),
            Root::Embedded(_) | Root::Files(_) | Root::Facts(_) => return Ok(None),
        };
        let path = root.join(relative);
        match kind_of(&path)? {
            None => Ok(None),
            Some(kind) if kind.is_symlink() => {
                diagnostics.at(
                    Place::start_of(&self.shown(relative), &Arc::from("")),
                    Problem::SymbolicLink,
                );
                Ok(None)
            }
            Some(_) => std::fs::read(&path)
                .map(Some)
                .map_err(MachineError::at(&path)),
        }
    }
}

/// What there is at a path, without following links.
fn kind_of(path: &Path) -> Result<Option<FileType>, MachineError> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(MachineError {
            path: path.to_owned(),
            source,
        }),
    }
}

/// The folders of a layer that are read; anything else in a municipality's repository is none of our business.
pub const FOLDERS: [&str; 5] = ["content", "static", "strings", "templates", "themes"];

/// A file as one layer has it.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The layer it stands in.
    pub layer: Arc<str>,
    /// How high that layer is.
    pub rank: Rank,
    /// The path below the layer's root, with forward slashes.
    pub path: Arc<str>,
    /// The path as reports show it.
    pub shown: Arc<str>,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

impl SourceFile {
    /// A file of the base, the lowest layer.
    #[must_use]
    pub fn embedded(path: String, bytes: Cow<'static, [u8]>) -> Self {
        let path: Arc<str> = Arc::from(path);
        Self {
            layer: Arc::from(BASE_LAYER),
            rank: Rank::default(),
            shown: Arc::clone(&path),
            path,
            bytes,
        }
    }

    /// Its text, as [`plain::text`] reads it; that it is none is reported.
    #[must_use]
    pub fn text(&self, diagnostics: &mut Diagnostics) -> Option<Cow<'_, str>> {
        let text = plain::text(&self.bytes);
        if text.is_none() {
            diagnostics.at(
                Place::start_of(&self.shown, &Arc::from("")),
                Problem::NotUtf8,
            );
        }
        text
    }
}

/// For each path the files of all layers that have it, lowest first; never empty.
#[derive(Debug, Clone, Default)]
pub struct FileStacks(BTreeMap<Arc<str>, Vec<SourceFile>>);

impl FromIterator<SourceFile> for FileStacks {
    /// Stacks files, the lowest layer's first.
    fn from_iter<I: IntoIterator<Item = SourceFile>>(files: I) -> Self {
        let mut stacks = Self::default();
        for file in files {
            stacks
                .0
                .entry(Arc::clone(&file.path))
                .or_default()
                .push(file);
        }
        stacks
    }
}

impl FileStacks {
    /// Lays the files of a higher layer over these.
    pub fn add(&mut self, above: Self) {
        for (path, mut files) in above.0 {
            self.0.entry(path).or_default().append(&mut files);
        }
    }

    /// Takes the files below a folder out of the stack.
    #[must_use]
    pub fn take_below(&mut self, folder: &str) -> BTreeMap<Arc<str>, Vec<SourceFile>> {
        let mut taken = self.0.split_off(folder);
        let rest = taken
            .iter()
            .find(|(path, _)| !path.starts_with(folder))
            .map(|(path, _)| Arc::clone(path));
        if let Some(first_after) = rest {
            let mut after = taken.split_off(&first_after);
            self.0.append(&mut after);
        }
        taken
    }

    /// The files below a folder with their paths below it; of each path the highest layer's.
    pub fn below<'a, 'f>(
        &'a self,
        folder: &'f str,
    ) -> impl Iterator<Item = (&'a str, &'a SourceFile)> + use<'a, 'f> {
        self.stacks_below(folder)
            .filter_map(|(path, stack)| Some((path, stack.last()?)))
    }

    /// The files below a folder with their paths below it; of each path all layers' versions, lowest first.
    pub fn stacks_below<'a, 'f>(
        &'a self,
        folder: &'f str,
    ) -> impl Iterator<Item = (&'a str, &'a [SourceFile])> + use<'a, 'f> {
        self.0
            .range(Arc::<str>::from(folder)..)
            .take_while(move |(path, _)| path.starts_with(folder))
            .filter_map(move |(path, stack)| Some((path.strip_prefix(folder)?, stack.as_slice())))
    }

    /// The paths of all files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(|path| &**path)
    }

    /// All layers' versions of one file, lowest first.
    #[must_use]
    pub fn stack(&self, path: &str) -> &[SourceFile] {
        self.0.get(path).map_or(&[], Vec::as_slice)
    }
}

/// Reads layers with their ranks, lowest first.
pub(super) fn stack<'l>(
    layers: impl Iterator<Item = (usize, &'l Layer)>,
    diagnostics: &mut Diagnostics,
) -> Result<FileStacks, MachineError> {
    let mut files = Vec::new();
    for (rank, layer) in layers {
        let of_layer = layer_files(layer, Rank(rank), diagnostics)?;
        if matches!(layer.root, Root::Folder(_)) {
            of_layer
                .iter()
                .for_each(|file| check_decided(file, diagnostics));
        }
        files.extend(of_layer);
    }
    Ok(files.into_iter().collect())
}

/// Reports what a merge has left to decide: no reader should find two versions of a sentence.
fn check_decided(file: &SourceFile, diagnostics: &mut Diagnostics) {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        return;
    };
    if let Some(range) = markers::first_marker(text) {
        let place = Place {
            file: Arc::clone(&file.shown),
            text: Arc::from(text),
            range,
        };
        diagnostics.at(place, Problem::BaseFault(BaseFault::MergeUndecided));
    }
}

fn layer_files(
    layer: &Layer,
    rank: Rank,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<SourceFile>, MachineError> {
    match &layer.root {
        Root::Facts(_) => Ok(Vec::new()),
        Root::Files(files) => Ok(files
            .iter()
            .map(|(path, bytes)| SourceFile::embedded(path.clone(), bytes.clone()))
            .collect()),
        Root::Embedded(part) => Ok(embedded::files(*part)
            .into_iter()
            .map(|(path, bytes)| SourceFile::embedded(path, bytes))
            .collect()),
        Root::Folder(root) => {
            let mut found = Vec::new();
            for folder in FOLDERS {
                let path = root.join(folder);
                if let Some(kind) = kind_of(&path)? {
                    let mut walk = Walk {
                        layer,
                        found: &mut found,
                        diagnostics,
                    };
                    walk.collect(path, folder.to_owned(), kind)?;
                }
            }
            found
                .into_par_iter()
                .map(|(path, relative)| {
                    let bytes = std::fs::read(&path).map_err(MachineError::at(&path))?;
                    Ok(SourceFile {
                        layer: Arc::clone(&layer.name),
                        rank,
                        shown: layer.shown(&relative),
                        path: Arc::from(relative),
                        bytes: Cow::Owned(bytes),
                    })
                })
                .collect()
        }
    }
}

/// The files of one folder of a layer that a build does not read, by their paths below that folder.
pub(super) fn files_in(
    layer: &Layer,
    folder: &str,
    diagnostics: &mut Diagnostics,
) -> Result<BTreeMap<String, Vec<u8>>, MachineError> {
    let Root::Folder(root) = &layer.root else {
        return Ok(BTreeMap::new());
    };
    let mut at = root.clone();
    for part in folder.split('/') {
        at.push(part);
        match kind_of(&at)? {
            Some(kind) if kind.is_dir() => {}
            Some(kind) if kind.is_symlink() => {
                diagnostics.at(
                    Place::start_of(&layer.shown(folder), &Arc::from("")),
                    Problem::SymbolicLink,
                );
                return Ok(BTreeMap::new());
            }
            _ => return Ok(BTreeMap::new()),
        }
    }
    let mut found = Vec::new();
    if let Some(kind) = kind_of(&at)? {
        let mut walk = Walk {
            layer,
            found: &mut found,
            diagnostics,
        };
        walk.collect(at, folder.to_owned(), kind)?;
    }
    found
        .into_iter()
        .map(|(path, relative)| {
            let bytes = std::fs::read(&path).map_err(MachineError::at(&path))?;
            let below = relative.strip_prefix(folder).unwrap_or(&relative);
            Ok((below.trim_start_matches('/').to_owned(), bytes))
        })
        .collect()
}

/// Collects the files of a layer. Links are not followed: a layer must not reach out of its folder.
struct Walk<'a> {
    layer: &'a Layer,
    found: &'a mut Vec<(PathBuf, String)>,
    diagnostics: &'a mut Diagnostics,
}

impl Walk<'_> {
    fn collect(
        &mut self,
        path: PathBuf,
        relative: String,
        kind: FileType,
    ) -> Result<(), MachineError> {
        if kind.is_file() {
            self.found.push((path, relative));
        } else if kind.is_dir() {
            for entry in std::fs::read_dir(&path).map_err(MachineError::at(&path))? {
                let entry = entry.map_err(MachineError::at(&path))?;
                let name = entry.file_name();
                // Hidden files are none of the site's; names that are no Unicode cannot be addresses.
                if let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) {
                    let below = entry.path();
                    let kind = entry.file_type().map_err(MachineError::at(&below))?;
                    self.collect(below, format!("{relative}/{name}"), kind)?;
                }
            }
        } else {
            self.diagnostics.at(
                Place::start_of(&self.layer.shown(&relative), &Arc::from("")),
                Problem::SymbolicLink,
            );
        }
        Ok(())
    }
}
