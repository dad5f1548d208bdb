//! Step 7: files → folder. The only writer.
//!
//! Everything is written into a fresh folder beside the target first; only when that is complete does it take the target's
//! place. Readers see the old site or the new one, never a mix, and a failed build changes nothing.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{self, IoSlice, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, Problem};
use crate::source::layer::MachineError;

/// A file of the finished site.
#[derive(Debug, Clone)]
pub struct OutputFile {
    /// The path below the site's root, with forward slashes.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    /// A file at a path.
    #[must_use]
    pub const fn new(path: String, bytes: Vec<u8>) -> Self {
        Self { path, bytes }
    }
}

/// A file that can be written: all of it, or the pieces that it is made of, in order.
pub trait Filed: Sync {
    /// The path below the site's root, with forward slashes.
    fn path(&self) -> &str;
    /// Its bytes.
    fn pieces(&self) -> Vec<&[u8]>;
}

impl Filed for OutputFile {
    fn path(&self) -> &str {
        &self.path
    }

    fn pieces(&self) -> Vec<&[u8]> {
        vec![&self.bytes]
    }
}

/// Reports files that two sources want to write.
pub fn check_clashes<'a>(paths: impl Iterator<Item = &'a str>, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for path in paths.filter(|path| !seen.insert(*path)) {
        diagnostics.general(Problem::OutputClash {
            path: path.to_owned(),
        });
    }
}

/// A file that marks a folder as ours, so that a mistyped `-o` never deletes somebody's work.
const MARKER: &str = ".roadmap-site";

/// Writes the site into `target`, replacing what an earlier build wrote there.
///
/// # Errors
/// When the folder cannot be written, or holds something that no build of ours has made.
pub fn write<F: Filed>(files: &[F], target: &Path) -> Result<(), MachineError> {
    refuse_foreign(target)?;
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent).map_err(MachineError::at(&parent))?;
    let staging = tempfile::Builder::new()
        .prefix(".roadmap-")
        .tempdir_in(&parent)
        .map_err(MachineError::at(&parent))?;
    let new = staging.path().join("neu");
    fs::create_dir(&new).map_err(MachineError::at(&new))?;
    write_all(files, &new)?;
    let marker = new.join(MARKER);
    fs::write(&marker, "").map_err(MachineError::at(&marker))?;
    let old = staging.path().join("alt");
    if target.exists() {
        fs::rename(target, &old).map_err(MachineError::at(target))?;
    }
    if let Err(source) = fs::rename(&new, target) {
        // Put the old site back: whatever went wrong, readers keep what they had.
        let _ = fs::rename(&old, target);
        return Err(MachineError {
            path: target.to_owned(),
            source,
        });
    }
    staging.close().map_err(MachineError::at(&parent))
}

/// Writes one file that somebody keeps: the new text takes the old one's place when it is complete.
///
/// # Errors
/// When the file cannot be written.
pub fn replace_file(target: &Path, text: &str) -> Result<(), MachineError> {
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(parent).map_err(MachineError::at(parent))?;
    file.write_all(text.as_bytes())
        .map_err(MachineError::at(target))?;
    file.persist(target)
        .map(drop)
        .map_err(|error| MachineError {
            path: target.to_owned(),
            source: error.error,
        })
}

/// Something that is to be done in a layer. Paths lie below the layer's root, with forward slashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A file that must not be there yet.
    Create {
        /// Its path.
        path: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// A file that is there and must still be what was read.
    Replace {
        /// Its path.
        path: String,
        /// Its bytes.
        bytes: Vec<u8>,
        /// What was read.
        before: Vec<u8>,
    },
    /// A file that goes, and must still be what was read.
    Remove {
        /// Its path.
        path: String,
        /// What was read.
        before: Vec<u8>,
    },
    /// A file that only this program writes.
    Write {
        /// Its path.
        path: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

impl Change {
    /// The path that is changed.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Create { path, .. }
            | Self::Replace { path, .. }
            | Self::Remove { path, .. }
            | Self::Write { path, .. } => path,
        }
    }
}

/// Makes changes in a layer, in their order; each file is the old or the new one at any time, never half of it. What somebody
/// has changed since it was read is left as it is, and the changes after it are not made.
///
/// # Errors
/// When the machine fails us, a file is not what was read, or a folder on the way is a link.
pub fn apply(changes: &[Change], layer: &Path) -> Result<(), MachineError> {
    for change in changes {
        let target = layer.join(change.path());
        refuse_links(layer, change.path())?;
        let in_between = || MachineError {
            path: target.clone(),
            source: io::Error::other(
                "Die Datei hat sich inzwischen geändert (the file has changed meanwhile)",
            ),
        };
        let is_still = |before: &[u8]| fs::read(&target).is_ok_and(|found| found == before);
        match change {
            Change::Create { bytes, .. } => replace_bytes(&target, bytes, false)?,
            Change::Write { bytes, .. } => replace_bytes(&target, bytes, true)?,
            Change::Replace { bytes, before, .. } => {
                if !is_still(before) {
                    return Err(in_between());
                }
                replace_bytes(&target, bytes, true)?;
            }
            Change::Remove { before, .. } => {
                if !is_still(before) {
                    return Err(in_between());
                }
                fs::remove_file(&target).map_err(MachineError::at(&target))?;
            }
        }
    }
    Ok(())
}

/// A link could lead out of the layer.
fn refuse_links(layer: &Path, path: &str) -> Result<(), MachineError> {
    let mut at = layer.to_owned();
    for part in path.split('/') {
        at.push(part);
        if fs::symlink_metadata(&at).is_ok_and(|found| found.file_type().is_symlink()) {
            return Err(MachineError {
                path: at,
                source: io::Error::other("Das ist eine Verknüpfung (a link)"),
            });
        }
    }
    Ok(())
}

fn replace_bytes(target: &Path, bytes: &[u8], may_be_there: bool) -> Result<(), MachineError> {
    let parent = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(MachineError::at(parent))?;
    // The system itself refuses to make what exists, so nobody can come in between; and a new file gets the rights that this
    // machine gives to new files, which a temporary one has not.
    let is_new = match fs::File::create_new(target) {
        Ok(_) => true,
        Err(error) if may_be_there && error.kind() == io::ErrorKind::AlreadyExists => false,
        Err(error) => return Err(MachineError::at(target)(error)),
    };
    let written = fill(target, parent, bytes).map_err(MachineError::at(target));
    if written.is_err() && is_new {
        // An empty file would be taken for a page; that it cannot be removed is the lesser trouble.
        let _ = fs::remove_file(target);
    }
    written
}

/// Gives a file that is there new bytes, all at once, and leaves it its rights.
fn fill(target: &Path, parent: &Path, bytes: &[u8]) -> io::Result<()> {
    let rights = fs::metadata(target)?.permissions();
    let mut file = tempfile::NamedTempFile::new_in(parent)?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(rights)?;
    file.persist(target)?;
    Ok(())
}

fn refuse_foreign(target: &Path) -> Result<(), MachineError> {
    let Ok(mut entries) = fs::read_dir(target) else {
        return Ok(());
    };
    if entries.next().is_none() || target.join(MARKER).exists() {
        return Ok(());
    }
    Err(MachineError {
        path: target.to_owned(),
        source: io::Error::new(
            io::ErrorKind::AlreadyExists,
            "Der Ordner enthält etwas anderes als eine gebaute Website (not a built site)",
        ),
    })
}

fn write_all<F: Filed>(files: &[F], root: &Path) -> Result<(), MachineError> {
    // Folders first, each once; parents before children, those of one depth side by side.
    let mut folders: HashSet<&str> = HashSet::new();
    for file in files {
        let mut path = file.path();
        while let Some((folder, _)) = path.rsplit_once('/') {
            if !folders.insert(folder) {
                break;
            }
            path = folder;
        }
    }
    let mut of_depth: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for folder in folders {
        of_depth
            .entry(folder.matches('/').count())
            .or_default()
            .push(folder);
    }
    for folders in of_depth.values() {
        folders.par_iter().try_for_each(|folder| {
            let path = root.join(folder);
            fs::create_dir(&path).map_err(MachineError::at(&path))
        })?;
    }
    files.par_iter().try_for_each(|file| {
        let path = root.join(file.path());
        write_pieces(&path, &file.pieces()).map_err(MachineError::at(&path))
    })
}

/// Writes a file in one go, wherever its pieces lie.
fn write_pieces(path: &Path, pieces: &[&[u8]]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    let mut slices: Vec<IoSlice<'_>> = pieces.iter().map(|piece| IoSlice::new(piece)).collect();
    let mut rest = slices.as_mut_slice();
    // Empty pieces at the front would look like a file that takes no more.
    IoSlice::advance_slices(&mut rest, 0);
    while !rest.is_empty() {
        match file.write_vectored(rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => IoSlice::advance_slices(&mut rest, written),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
