//! The finished site of one municipality of a fleet.

use std::sync::Arc;

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
    Shared(Arc<Vec<u8>>),
    /// The same page as others have, with the letterhead filled in.
    Framed(Arc<Frame>, Arc<Filling>),
}

impl TownFile {
    /// Whether it is the same page as others have, with the letterhead filled in.
    #[must_use]
    pub const fn is_framed(&self) -> bool {
        matches!(self.body, Body::Framed(..))
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
            Body::Shared(bytes) => vec![bytes],
            Body::Framed(frame, filling) => frame.fill(filling).map(str::as_bytes).collect(),
        }
    }
}
