//! Step 7: files → folder. The only writer.
//!
//! Everything is written into a fresh folder beside the target first; only when that is complete does it take the target's
//! place. Readers see the old site or the new one, never a mix, and a failed build changes nothing.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{self, IoSlice, Write as _};
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, Problem};
use crate::source::layer::MachineError;
use crate::source::reach::InsidePath;

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
    // Whoever publishes through a link means the folder that it leads to; the link itself stays.
    let target = &fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
    refuse_foreign(target)?;
    let parent = parent_of(target).to_owned();
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
        if old.exists() && fs::rename(&old, target).is_err() {
            // It cannot be put back either, so at least it is not cleaned away.
            let _ = staging.keep();
        }
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
    put(target, text.as_bytes(), Existing::Replaced)
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
/// When the machine fails us, a file is not what was read, a path leads out of the layer, or a folder on the way is a link.
pub fn apply(changes: &[Change], layer: &Path) -> Result<(), MachineError> {
    for change in changes {
        let target = layer.join(change.path());
        refuse_outside(&target, change.path())?;
        refuse_links(layer, change.path())?;
        let in_between = || MachineError {
            path: target.clone(),
            source: io::Error::other(
                "Die Datei hat sich inzwischen geändert (the file has changed meanwhile)",
            ),
        };
        let is_still = |before: &[u8]| fs::read(&target).is_ok_and(|found| found == before);
        match change {
            Change::Create { bytes, .. } => put(&target, bytes, Existing::Refused)?,
            Change::Write { bytes, .. } => put(&target, bytes, Existing::Replaced)?,
            Change::Replace { bytes, before, .. } => {
                if !is_still(before) {
                    return Err(in_between());
                }
                put(&target, bytes, Existing::Replaced)?;
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

/// Whether a file was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// It was.
    New,
    /// There was one, which is left as it is.
    WasThere,
}

/// Makes a file of a layer if it is not there yet.
///
/// # Errors
/// When the machine fails us, the path leads out of the layer, or a folder on the way is a link.
pub fn create(path: &str, bytes: &[u8], layer: &Path) -> Result<Created, MachineError> {
    if fs::symlink_metadata(layer.join(path)).is_ok() {
        return Ok(Created::WasThere);
    }
    let change = Change::Create {
        path: path.to_owned(),
        bytes: bytes.to_vec(),
    };
    apply(&[change], layer).map(|()| Created::New)
}

/// Only plain names lie below a layer on every system: no `..`, no root, no drive.
fn refuse_outside(target: &Path, path: &str) -> Result<(), MachineError> {
    match InsidePath::parse(path) {
        Ok(inside) if inside.as_str() == path => Ok(()),
        _ => Err(MachineError {
            path: target.to_owned(),
            source: io::Error::other("Der Pfad führt aus der Ebene hinaus (outside the layer)"),
        }),
    }
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

/// What becomes of a file that is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Existing {
    Replaced,
    /// It stays, and writing fails.
    Refused,
}

/// The folder that a file or folder lies in.
fn parent_of(target: &Path) -> &Path {
    target
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn put(target: &Path, bytes: &[u8], existing: Existing) -> Result<(), MachineError> {
    let parent = parent_of(target);
    fs::create_dir_all(parent).map_err(MachineError::at(parent))?;
    // The system itself refuses to make what exists, so nobody can come in between; and a new file gets the rights that this
    // machine gives to new files, which a temporary one has not.
    let is_new = match fs::File::create_new(target) {
        Ok(_) => true,
        Err(error)
            if existing == Existing::Replaced && error.kind() == io::ErrorKind::AlreadyExists =>
        {
            false
        }
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

/// Refuses whatever is no folder of ours: it would be gone after the build.
fn refuse_foreign(target: &Path) -> Result<(), MachineError> {
    let mut entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(MachineError::at(target)(error)),
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::ErrorKind;

    use super::{Change, OutputFile, apply, replace_file, write};
    use crate::source::layer::MachineError;

    fn site() -> Vec<OutputFile> {
        vec![OutputFile::new("a/index.html".into(), b"neu".to_vec())]
    }

    #[test]
    fn a_site_takes_the_place_of_a_site_and_of_nothing_else() -> Result<(), MachineError> {
        let folder = tempfile::tempdir().map_err(MachineError::at("tmp".as_ref()))?;
        let target = folder.path().join("public");
        write(&site(), &target)?;
        write(&site(), &target)?;
        assert!(target.join("a/index.html").is_file());

        let file = folder.path().join("bericht.txt");
        fs::write(&file, "eigenes").map_err(MachineError::at(&file))?;
        assert!(write(&site(), &file).is_err(), "a file is no site");
        let foreign = folder.path().join("eigenes");
        fs::create_dir(&foreign).map_err(MachineError::at(&foreign))?;
        fs::write(foreign.join("a.txt"), "").map_err(MachineError::at(&foreign))?;
        assert!(write(&site(), &foreign).is_err(), "nor is a folder");
        assert_eq!(fs::read_to_string(&file).ok().as_deref(), Some("eigenes"));
        Ok(())
    }

    #[test]
    fn changes_stay_in_the_layer() -> Result<(), MachineError> {
        let folder = tempfile::tempdir().map_err(MachineError::at("tmp".as_ref()))?;
        let layer = folder.path().join("ebene");
        let create = |path: &str| {
            let change = Change::Create {
                path: path.to_owned(),
                bytes: b"x".to_vec(),
            };
            apply(&[change], &layer)
        };
        create("content/de/seite.md")?;
        let again = create("content/de/seite.md").map_err(|error| error.source.kind());
        assert_eq!(again.err(), Some(ErrorKind::AlreadyExists));
        for outside in [
            "../a.md",
            "content/../../a.md",
            "/a.md",
            "C:a.md",
            "..\\a.md",
            "",
        ] {
            assert!(create(outside).is_err(), "{outside}");
        }
        assert!(!folder.path().join("a.md").exists());
        Ok(())
    }

    #[test]
    fn a_file_that_is_replaced_keeps_its_rights() -> Result<(), MachineError> {
        let folder = tempfile::tempdir().map_err(MachineError::at("tmp".as_ref()))?;
        let (plain, kept) = (folder.path().join("plain"), folder.path().join("kept"));
        fs::write(&plain, "").map_err(MachineError::at(&plain))?;
        replace_file(&kept, "eins")?;
        replace_file(&kept, "zwei")?;
        let rights = |path| fs::metadata(path).map(|found| found.permissions()).ok();
        assert_eq!(rights(&kept), rights(&plain));
        assert_eq!(fs::read_to_string(&kept).ok().as_deref(), Some("zwei"));
        Ok(())
    }
}
