//! The finished site of one municipality of a fleet.

use std::sync::{Arc, OnceLock};

use super::frame::Frame;
use crate::output::{Filed, OutputFile};
use crate::page::letterhead::Filling;

/// A file of a municipality's site.
#[derive(Debug)]
pub struct TownFile {
    /// The path below the site's root, with forward slashes.
    pub path: String,
    /// What it holds.
    pub body: Body,
}

/// What a file holds.
#[derive(Debug)]
pub enum Body {
    /// Bytes of its own.
    Own(Vec<u8>),
    /// The same bytes as other municipalities have.
    Shared(Arc<Blob>),
    /// A page with blanks, which others may have too, and what stands in them.
    Framed(Arc<Frame>, Arc<Filling>),
}

/// Bytes that several municipalities have.
#[derive(Debug)]
pub struct Blob {
    bytes: Vec<u8>,
    /// The hash they are stored under, once somebody asked.
    hash: OnceLock<String>,
}

impl Blob {
    /// These bytes.
    #[must_use]
    pub const fn new(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            hash: OnceLock::new(),
        }
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The hash they are stored under; worked out when somebody first asks.
    pub fn hash(&self, hash: impl FnOnce(&[u8]) -> String) -> &str {
        self.hash.get_or_init(|| hash(&self.bytes))
    }
}

impl TownFile {
    /// Whether it is a page that others have too, but for the letterhead.
    #[must_use]
    pub fn is_shared_page(&self) -> bool {
        matches!(&self.body, Body::Framed(frame, _) if Arc::strong_count(frame) > 1)
    }
}

impl From<OutputFile> for TownFile {
    fn from(file: OutputFile) -> Self {
        Self {
            path: file.path,
            body: Body::Own(file.bytes),
        }
    }
}

impl Filed for TownFile {
    fn path(&self) -> &str {
        &self.path
    }

    fn pieces(&self) -> Vec<&[u8]> {
        match &self.body {
            Body::Own(bytes) => vec![bytes],
            Body::Shared(blob) => vec![blob.bytes()],
            Body::Framed(frame, filling) => frame.fill(filling).map(str::as_bytes).collect(),
        }
    }
}
