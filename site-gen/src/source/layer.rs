//! Layers: a stack of folders in which a higher file covers the lower one at the same path.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::embedded;
use crate::diagnostic::{Diagnostics, Place, Problem};

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

/// One layer of a site.
#[derive(Debug, Clone)]
pub struct Layer {
    /// How reports and `explain` call it: `base`, the folder's name, or `kommune` for the municipality's own.
    pub name: Arc<str>,
    root: Root,
}

#[derive(Debug, Clone)]
enum Root {
    Embedded(embedded::Part),
    Folder(PathBuf),
}

impl Layer {
    /// The base that travels in the binary.
    #[must_use]
    pub fn embedded(part: embedded::Part) -> Self {
        Self {
            name: Arc::from(BASE_LAYER),
            root: Root::Embedded(part),
        }
    }

    /// A folder. It need not exist: then it is empty.
    #[must_use]
    pub fn folder(name: &str, path: &Path) -> Self {
        Self {
            name: Arc::from(name),
            root: Root::Folder(path.to_owned()),
        }
    }

    /// One file of the layer's root, if it is there.
    pub(super) fn read(&self, relative: &str) -> Result<Option<Vec<u8>>, MachineError> {
        let Root::Folder(root) = &self.root else {
            return Ok(None);
        };
        let path = root.join(relative);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(MachineError { path, source }),
        }
    }
}

/// The folders of a layer that are read; anything else in a municipality's repository is none of our business.
const FOLDERS: [&str; 5] = ["content", "static", "strings", "templates", "themes"];

/// A file as one layer has it.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The layer it stands in.
    pub layer: Arc<str>,
    /// The path below the layer's root, with forward slashes.
    pub path: Arc<str>,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

/// For each path the files of all layers that have it, lowest first; never empty.
#[derive(Debug, Default)]
pub struct FileStacks(BTreeMap<Arc<str>, Vec<SourceFile>>);

impl FileStacks {
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
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a SourceFile)> {
        self.0
            .range(Arc::<str>::from(folder)..)
            .take_while(move |(path, _)| path.starts_with(folder))
            .filter_map(move |(path, stack)| Some((path.strip_prefix(folder)?, stack.last()?)))
    }

    /// All layers' versions of one file, lowest first.
    #[must_use]
    pub fn stack(&self, path: &str) -> &[SourceFile] {
        self.0.get(path).map_or(&[], Vec::as_slice)
    }
}

/// Reads all layers, lowest first.
pub(super) fn stack(
    layers: &[Layer],
    diagnostics: &mut Diagnostics,
) -> Result<FileStacks, MachineError> {
    let mut stacks = FileStacks::default();
    for layer in layers {
        for file in layer_files(layer, diagnostics)? {
            stacks
                .0
                .entry(Arc::clone(&file.path))
                .or_default()
                .push(file);
        }
    }
    Ok(stacks)
}

fn layer_files(
    layer: &Layer,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<SourceFile>, MachineError> {
    match &layer.root {
        Root::Embedded(part) => Ok(embedded::files(*part)
            .into_iter()
            .map(|(path, bytes)| SourceFile {
                layer: Arc::clone(&layer.name),
                path: Arc::from(path),
                bytes,
            })
            .collect()),
        Root::Folder(root) => {
            let mut found = Vec::new();
            for folder in FOLDERS {
                walk(&root.join(folder), folder, &mut found, diagnostics)?;
            }
            found
                .into_par_iter()
                .map(|(path, relative)| {
                    let bytes = std::fs::read(&path).map_err(MachineError::at(&path))?;
                    Ok(SourceFile {
                        layer: Arc::clone(&layer.name),
                        path: Arc::from(relative),
                        bytes: Cow::Owned(bytes),
                    })
                })
                .collect()
        }
    }
}

/// Collects the files below a folder. Links are not followed: a layer must not reach out of its folder.
fn walk(
    folder: &Path,
    relative: &str,
    found: &mut Vec<(PathBuf, String)>,
    diagnostics: &mut Diagnostics,
) -> Result<(), MachineError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => {
            return Err(MachineError {
                path: folder.to_owned(),
                source,
            });
        }
    };
    for entry in entries {
        let entry = entry.map_err(MachineError::at(folder))?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let path = entry.path();
        let relative = format!("{relative}/{name}");
        let kind = entry.file_type().map_err(MachineError::at(&path))?;
        if kind.is_dir() {
            walk(&path, &relative, found, diagnostics)?;
        } else if kind.is_file() {
            found.push((path, relative));
        } else {
            diagnostics.at(
                Place::start_of(&Arc::from(relative), &Arc::from("")),
                Problem::SymbolicLink,
            );
        }
    }
    Ok(())
}
