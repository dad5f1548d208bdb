//! A store of many sites in which everything lies once that several have in common.
//!
//! `teile/<hash>` holds what is shared, under the hash of its bytes; `<slug>.site` holds all that is a municipality's own: one
//! line of JSON that says what makes up which file, then its own bytes.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io::{self, BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::frame::Frame;
use super::town::{Body, TownFile};
use crate::output::OutputFile;
use crate::page::letterhead::Filling;
use crate::source::layer::MachineError;

/// The folder of what is shared.
const SHARED: &str = "teile";
/// What an index says first.
const FORMAT: &str = "roadmap-fleet/1";

/// What makes up the files of one site.
#[derive(Debug, Serialize, Deserialize)]
struct Index {
    format: String,
    /// The texts in the blanks of framed pages.
    fillings: Vec<Vec<Text>>,
    /// The pieces of each file, in order.
    files: BTreeMap<String, Vec<Piece>>,
}

impl Index {
    /// The hashes of what is shared of the site.
    fn referred(self) -> impl Iterator<Item = String> {
        let texts = self.fillings.into_iter().flatten();
        let texts = texts.filter_map(|text| match text {
            Text::Shared { shared } => Some(shared),
            Text::Here(_) => None,
        });
        let pieces = self.files.into_values().flatten();
        let pieces = pieces.filter_map(|piece| match piece {
            Piece::Shared(hash) | Piece::Framed { frame: hash, .. } => Some(hash),
            Piece::Own(..) | Piece::OwnFramed(..) => None,
        });
        texts.chain(pieces)
    }
}

/// A text in a blank.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Text {
    /// As it is.
    Here(String),
    /// A long one, by its hash.
    Shared { shared: String },
}

/// Texts from this length on, in bytes, are shared: styles and programs.
const LONG: usize = 4096;

/// A piece of a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Piece {
    /// Shared bytes, by their hash.
    Shared(String),
    /// Own bytes: where they begin after the line of the index, and how many.
    Own(usize, usize),
    /// The same for an own page with blanks, and the place of the texts for them.
    OwnFramed(usize, usize, usize),
    /// A shared page with blanks, by its hash, and the place of the texts for them.
    Framed { frame: String, filling: usize },
}

/// A store that is being filled.
#[derive(Debug)]
pub struct Pack {
    folder: PathBuf,
    /// The hashes of what is there already.
    there: Mutex<HashSet<String>>,
    /// The hashes of texts of the program itself, by where they lie: its scripts are part of every site.
    built_in: Mutex<HashMap<(usize, usize), String>>,
}

impl Pack {
    /// Opens a store, or makes an empty one.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn create(folder: &Path) -> Result<Self, MachineError> {
        let shared = folder.join(SHARED);
        fs::create_dir_all(&shared).map_err(MachineError::at(&shared))?;
        let entries = fs::read_dir(&shared).map_err(MachineError::at(&shared))?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        Ok(Self {
            folder: folder.to_owned(),
            there: Mutex::new(names.collect()),
            built_in: Mutex::default(),
        })
    }

    /// Adds the site of a municipality, or puts it in the place of its old one.
    ///
    /// # Errors
    /// When something cannot be written.
    pub fn add(&self, slug: &str, files: &[TownFile]) -> Result<(), MachineError> {
        let mut index = Index {
            format: FORMAT.to_owned(),
            fillings: Vec::new(),
            files: BTreeMap::new(),
        };
        let mut own = Own::default();
        let mut fillings: Vec<&Arc<Filling>> = Vec::new();
        for file in files {
            let pieces = match &file.body {
                Body::Own(bytes) => {
                    let (start, length) = own.add([Cow::Borrowed(bytes)]);
                    vec![Piece::Own(start, length)]
                }
                Body::Shared(blob) => {
                    let hash = blob.hash(hash);
                    self.put(hash, blob.bytes())?;
                    vec![Piece::Shared(hash.to_owned())]
                }
                Body::Framed(frame, filling) => {
                    let known = fillings
                        .iter()
                        .position(|known| Arc::ptr_eq(known, filling));
                    let place = known.unwrap_or_else(|| {
                        fillings.push(filling);
                        fillings.len() - 1
                    });
                    vec![if file.is_shared_page() {
                        Piece::Framed {
                            frame: self.put_frame(frame)?,
                            filling: place,
                        }
                    } else {
                        let (start, length) = own.add(frame_pieces(frame));
                        Piece::OwnFramed(start, length, place)
                    }]
                }
            };
            index.files.insert(file.path.clone(), pieces);
        }
        for filling in fillings {
            let texts = filling.0.iter().map(|text| {
                Ok(if text.len() < LONG {
                    Text::Here(text.to_string())
                } else {
                    let shared = self.hash_of(text);
                    self.put(&shared, text.as_bytes())?;
                    Text::Shared { shared }
                })
            });
            index
                .fillings
                .push(texts.collect::<Result<_, MachineError>>()?);
        }
        let mut line = serde_json::to_vec(&index).unwrap_or_default();
        line.push(b'\n');
        let own = own.pieces.iter().map(|piece| &**piece);
        self.write(&self.site(slug), std::iter::once(&*line).chain(own))
    }

    /// The hashes of all that the sites of the store refer to.
    ///
    /// # Errors
    /// When a site cannot be read or is not what a store holds.
    pub fn referred(&self) -> Result<HashSet<String>, MachineError> {
        let mut referred = HashSet::new();
        let entries = fs::read_dir(&self.folder).map_err(MachineError::at(&self.folder))?;
        for entry in entries {
            let path = entry.map_err(MachineError::at(&self.folder))?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "site")
            {
                referred.extend(index_of(&path)?.referred());
            }
        }
        Ok(referred)
    }

    /// Removes what no site of the store refers to and what is not `kept` besides; returns how many files that were. Nothing is
    /// removed if a site cannot be read. Nobody else may be writing to the store.
    ///
    /// # Errors
    /// When a site cannot be read, or a file not be removed.
    pub fn prune(&self, kept: &HashSet<String>) -> Result<usize, MachineError> {
        let referred = self.referred()?;
        let is_old = |hash: &String| !referred.contains(hash) && !kept.contains(hash);
        let mut there = self.there.lock().unwrap_or_else(PoisonError::into_inner);
        // Whatever else somebody has put there is none of ours.
        let is_hash =
            |name: &String| name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let old: Vec<String> = there
            .iter()
            .filter(|name| is_hash(name) && is_old(name))
            .cloned()
            .collect();
        for hash in &old {
            let path = self.folder.join(SHARED).join(hash);
            fs::remove_file(&path).map_err(MachineError::at(&path))?;
            there.remove(hash);
        }
        Ok(old.len())
    }

    fn site(&self, slug: &str) -> PathBuf {
        site_path(&self.folder, slug)
    }

    fn put_frame(&self, frame: &Frame) -> Result<String, MachineError> {
        let pieces = frame_pieces(frame);
        let pieces = || pieces.iter().map(|piece| &**piece);
        let hash = frame.hash(|_| hash_all(pieces()));
        if self.is_new(hash) {
            self.write(&self.folder.join(SHARED).join(hash), pieces())?;
        }
        Ok(hash.to_owned())
    }

    fn put(&self, hash: &str, bytes: &[u8]) -> Result<(), MachineError> {
        if self.is_new(hash) {
            self.write(&self.folder.join(SHARED).join(hash), std::iter::once(bytes))?;
        }
        Ok(())
    }

    /// The hash of a text that stands in a blank.
    #[expect(
        clippy::ptr_arg,
        reason = "whether it is the program's own makes the difference"
    )]
    fn hash_of(&self, text: &Cow<'static, str>) -> String {
        match text {
            // Nothing else can ever lie where they do.
            Cow::Borrowed(text) => {
                let known = self.built_in.lock();
                let mut known = known.unwrap_or_else(PoisonError::into_inner);
                let hash = known
                    .entry((text.as_ptr().addr(), text.len()))
                    .or_insert_with(|| hash(text.as_bytes()));
                hash.clone()
            }
            Cow::Owned(text) => hash(text.as_bytes()),
        }
    }

    /// Whoever asks first writes.
    fn is_new(&self, hash: &str) -> bool {
        let mut there = self.there.lock().unwrap_or_else(PoisonError::into_inner);
        !there.contains(hash) && there.insert(hash.to_owned())
    }

    /// Writes a file beside its place first: what lies at its place is whole.
    fn write<'p>(
        &self,
        path: &Path,
        pieces: impl Iterator<Item = &'p [u8]>,
    ) -> Result<(), MachineError> {
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)
            .map_err(MachineError::at(&self.folder))?;
        for piece in pieces {
            file.write_all(piece).map_err(MachineError::at(path))?;
        }
        let persisted = file.persist(path);
        persisted.map(drop).map_err(|error| MachineError {
            path: path.to_owned(),
            source: error.error,
        })
    }
}

fn site_path(folder: &Path, slug: &str) -> PathBuf {
    folder.join(format!("{slug}.site"))
}

/// The own bytes of a site, in pieces that lie where they were made.
#[derive(Default)]
struct Own<'f> {
    pieces: Vec<Cow<'f, [u8]>>,
    length: usize,
}

impl<'f> Own<'f> {
    /// Adds pieces that belong together, and says where they begin and how many bytes they are.
    fn add<const N: usize>(&mut self, pieces: [Cow<'f, [u8]>; N]) -> (usize, usize) {
        let start = self.length;
        self.length += pieces.iter().map(|piece| piece.len()).sum::<usize>();
        self.pieces.extend(pieces);
        (start, self.length - start)
    }
}

/// A page with blanks as it is stored: a line that says where the blanks are, then the text.
fn frame_pieces(frame: &Frame) -> [Cow<'_, [u8]>; 2] {
    let mut cuts = serde_json::to_vec(frame.cuts()).unwrap_or_default();
    cuts.push(b'\n');
    [Cow::Owned(cuts), Cow::Borrowed(frame.text().as_bytes())]
}

fn hash(bytes: &[u8]) -> String {
    hash_all(std::iter::once(bytes))
}

fn hash_all<'p>(pieces: impl Iterator<Item = &'p [u8]>) -> String {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update(piece);
    }
    HEXLOWER.encode(&hash.finalize())
}

/// Takes a municipality's site out of a store.
///
/// # Errors
/// When a file cannot be read or is not what the store wrote.
pub fn read(folder: &Path, slug: &str) -> Result<Vec<OutputFile>, MachineError> {
    let path = site_path(folder, slug);
    let site = fs::read(&path).map_err(MachineError::at(&path))?;
    let (line, own) = split_line(&site).ok_or_else(|| broken(&path))?;
    let index = parsed(line, &path)?;
    let shared = |hash: &str| {
        let path = folder.join(SHARED).join(hash);
        fs::read(&path).map_err(MachineError::at(&path))
    };
    let mut fillings = Vec::with_capacity(index.fillings.len());
    for texts in index.fillings {
        let texts = texts.into_iter().map(|text| match text {
            Text::Here(text) => Ok(Cow::Owned(text)),
            Text::Shared { shared: hash } => String::from_utf8(shared(&hash)?)
                .map(Cow::Owned)
                .map_err(|_| broken(&path)),
        });
        fillings.push(Filling(texts.collect::<Result<_, _>>()?));
    }
    let mut files = Vec::with_capacity(index.files.len());
    for (name, pieces) in index.files {
        let mut bytes = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Shared(hash) => bytes.extend(shared(&hash)?),
                Piece::Own(start, length) => {
                    let own = own.get(start..start.saturating_add(length));
                    bytes.extend_from_slice(own.ok_or_else(|| broken(&path))?);
                }
                Piece::OwnFramed(start, length, filling) => {
                    let own = own.get(start..start.saturating_add(length));
                    fill(own, fillings.get(filling), &mut bytes).ok_or_else(|| broken(&path))?;
                }
                Piece::Framed { frame, filling } => {
                    let stored = shared(&frame)?;
                    fill(Some(&stored), fillings.get(filling), &mut bytes)
                        .ok_or_else(|| broken(&path))?;
                }
            }
        }
        files.push(OutputFile::new(name, bytes));
    }
    Ok(files)
}

fn broken(path: &Path) -> MachineError {
    MachineError {
        path: path.to_owned(),
        source: io::Error::new(io::ErrorKind::InvalidData, "kein Lager (not a store)"),
    }
}

fn parsed(line: &[u8], path: &Path) -> Result<Index, MachineError> {
    let index: Index = serde_json::from_slice(line).map_err(|_| broken(path))?;
    if index.format == FORMAT {
        Ok(index)
    } else {
        Err(broken(path))
    }
}

/// The first line of a site alone.
fn index_of(path: &Path) -> Result<Index, MachineError> {
    let file = fs::File::open(path).map_err(MachineError::at(path))?;
    let mut line = Vec::new();
    io::BufReader::new(file)
        .read_until(b'\n', &mut line)
        .map_err(MachineError::at(path))?;
    parsed(&line, path)
}

/// Fills in a page as it is stored; `None` if it is none.
fn fill(stored: Option<&[u8]>, filling: Option<&Filling>, bytes: &mut Vec<u8>) -> Option<()> {
    let frame = frame_of(stored?)?;
    for piece in frame.fill(filling?) {
        bytes.extend_from_slice(piece.as_bytes());
    }
    Some(())
}

fn frame_of(stored: &[u8]) -> Option<Frame> {
    let (cuts, text) = split_line(stored)?;
    let cuts = serde_json::from_slice(cuts).ok()?;
    Frame::of(String::from_utf8(text.to_vec()).ok()?, cuts)
}

fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr::memchr(b'\n', bytes)?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}
