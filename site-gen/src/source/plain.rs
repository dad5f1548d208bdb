//! A text apart from how its editor ends lines, and its checksum.

use std::borrow::Cow;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// A text without what editors on Windows add to it, which no parser's places count: a byte order mark, carriage returns.
/// `None` if it is no text.
#[must_use]
pub fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Some(if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    })
}

/// A text with line feeds, and what its file does otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plain {
    /// The text, its lines ended by line feeds, without a byte order mark.
    pub text: String,
    /// Whether the lines of the file end as on Windows.
    crlf: bool,
    /// Whether the file begins with a byte order mark.
    marked: bool,
}

impl Plain {
    /// Reads a file; `None` if it is no text.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        if text.contains('\0') {
            return None;
        }
        let (marked, text) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let crlf = text.matches("\r\n").count() * 2 > text.matches('\n').count();
        Some(Self {
            text: text.replace("\r\n", "\n"),
            crlf,
            marked,
        })
    }

    /// Another text, written as this file is.
    #[must_use]
    pub fn write(&self, text: &str) -> Vec<u8> {
        let text = if self.crlf {
            text.replace('\n', "\r\n")
        } else {
            text.to_owned()
        };
        if self.marked {
            format!("\u{feff}{text}").into_bytes()
        } else {
            text.into_bytes()
        }
    }
}

/// The SHA-256 of a file, in hexadecimal; of a text whatever ends its lines, since version control may change that.
#[must_use]
pub fn checksum(bytes: &[u8]) -> String {
    let digest = match Plain::read(bytes) {
        Some(plain) => Sha256::digest(plain.text.as_bytes()),
        None => Sha256::digest(bytes),
    };
    HEXLOWER.encode(&digest)
}

/// Whether two files say the same, whatever ends their lines.
#[must_use]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one == other
        || match (Plain::read(one), Plain::read(other)) {
            (Some(one), Some(other)) => one.text == other.text,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::{Plain, checksum, same};

    #[test]
    fn how_lines_end_is_no_difference_and_stays() {
        let windows = "\u{feff}eins\r\nzwei\r\n".as_bytes();
        assert!(same(windows, b"eins\nzwei\n"));
        assert!(!same(windows, b"eins\nzwei"));
        assert_eq!(checksum(windows), checksum(b"eins\nzwei\n"));
        let plain = Plain::read(windows).map(|plain| plain.write("eins\ndrei\n"));
        assert_eq!(
            plain.as_deref(),
            Some("\u{feff}eins\r\ndrei\r\n".as_bytes())
        );
        assert_eq!(Plain::read(&[0xff, 0xfe]), None);
    }
}
