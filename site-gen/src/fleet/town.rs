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
    /// A page of its own around a program that others carry too.
    Around(String, &'static str, String),
    /// The same bytes as other municipalities have.
    Shared(Arc<Vec<u8>>),
    /// The same page as others have, with the letterhead filled in.
    Framed(Arc<Frame>, Arc<Filling>),
}

impl TownFile {
    /// Whether it is a page that others have too, but for the letterhead.
    #[must_use]
    pub fn is_shared_page(&self) -> bool {
        matches!(&self.body, Body::Framed(frame, _) if Arc::strong_count(frame) > 1)
    }
}

impl Body {
    /// A page, cut at the program that it carries.
    #[must_use]
    pub fn page(mut html: String, program: Option<&'static str>) -> Self {
        let found = program.and_then(|program| Some((html.find(program)?, program)));
        match found {
            Some((at, program)) => {
                let after = html.split_off(at + program.len());
                html.truncate(at);
                Self::Around(html, program, after)
            }
            None => Self::Own(html.into_bytes()),
        }
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
            Body::Around(before, program, after) => {
                vec![before.as_bytes(), program.as_bytes(), after.as_bytes()]
            }
            Body::Shared(bytes) => vec![bytes],
            Body::Framed(frame, filling) => frame.fill(filling).map(str::as_bytes).collect(),
        }
    }
}
