//! A store of many sites in which everything lies once that several have in common.
//!
//! `teile/<hash>` holds what is shared, under the hash of its bytes; `<slug>.site` holds all that is a municipality's own: one
//! line of JSON that says what makes up which file, then its own bytes.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

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
        let mut own = Vec::new();
        let mut fillings: Vec<&Arc<Filling>> = Vec::new();
        for file in files {
            let pieces = match &file.body {
                Body::Own(bytes) => vec![own_piece(bytes, &mut own)],
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
                        let start = own.len();
                        write_frame(frame, &mut own);
                        Piece::OwnFramed(start, own.len() - start, place)
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
        self.write(&self.site(slug), &[&line, &own])
    }

    fn site(&self, slug: &str) -> PathBuf {
        site_path(&self.folder, slug)
    }

    fn put_frame(&self, frame: &Frame) -> Result<String, MachineError> {
        let hash = frame.hash(|frame| hash(&frame_bytes(frame)));
        if self.is_new(hash) {
            self.write(&self.folder.join(SHARED).join(hash), &[&frame_bytes(frame)])?;
        }
        Ok(hash.to_owned())
    }

    fn put(&self, hash: &str, bytes: &[u8]) -> Result<(), MachineError> {
        if self.is_new(hash) {
            self.write(&self.folder.join(SHARED).join(hash), &[bytes])?;
        }
        Ok(())
    }

    /// The hash of a text that stands in a blank.
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
    fn write(&self, path: &Path, pieces: &[&[u8]]) -> Result<(), MachineError> {
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

fn own_piece(bytes: &[u8], own: &mut Vec<u8>) -> Piece {
    let start = own.len();
    own.extend_from_slice(bytes);
    Piece::Own(start, bytes.len())
}

/// A page with blanks as it is stored: a line that says where the blanks are, then the text.
fn frame_bytes(frame: &Frame) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(frame.text().len() + 1024);
    write_frame(frame, &mut bytes);
    bytes
}

fn write_frame(frame: &Frame, bytes: &mut Vec<u8>) {
    // Writing to memory cannot fail.
    let _ = serde_json::to_writer(&mut *bytes, frame.cuts());
    bytes.push(b'\n');
    bytes.extend_from_slice(frame.text().as_bytes());
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Takes a municipality's site out of a store.
///
/// # Errors
/// When a file cannot be read or is not what the store wrote.
pub fn read(folder: &Path, slug: &str) -> Result<Vec<OutputFile>, MachineError> {
    let path = site_path(folder, slug);
    let broken = |path: &Path| MachineError {
        path: path.to_owned(),
        source: io::Error::new(io::ErrorKind::InvalidData, "kein Lager (not a store)"),
    };
    let site = fs::read(&path).map_err(MachineError::at(&path))?;
    let (line, own) = split_line(&site).ok_or_else(|| broken(&path))?;
    let index: Index = serde_json::from_slice(line).map_err(|_| broken(&path))?;
    if index.format != FORMAT {
        return Err(broken(&path));
    }
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
