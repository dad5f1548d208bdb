//! Versions of the base: a number for each state of `content/` and `themes/` that was handed out, and the checksums of its
//! files. A version that is not handed out yet has no list: it is what the binary carries.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_embed::RustEmbed;

use super::embedded::{self, Part};
use super::plain::checksum;

/// The lists of the versions that were handed out, as `<number>.txt`.
#[derive(RustEmbed)]
#[folder = "data/base-versions"]
#[include = "*.txt"]
struct Lists;

/// The version of the embedded base. It rises with every release that changes a file of the base.
pub const BASE_VERSION: u32 = number(include_bytes!("../../data/base-versions/current"));

/// Reads a number while compiling; what is no digit is skipped.
const fn number(text: &[u8]) -> u32 {
    let (mut number, mut at) = (0, 0);
    while at < text.len() {
        if text[at].is_ascii_digit() {
            number = number * 10 + (text[at] - b'0') as u32;
        }
        at += 1;
    }
    number
}

/// The checksums of the files of a version, by path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest(pub BTreeMap<String, String>);

impl Manifest {
    /// The checksums of files.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        Self(
            files
                .into_iter()
                .map(|(path, bytes)| (path.to_owned(), checksum(bytes)))
                .collect(),
        )
    }

    /// The checksums of the embedded base.
    #[must_use]
    pub fn of_embedded() -> Self {
        let files = embedded::files(Part::Everything);
        Self::of(files.iter().map(|(path, bytes)| (path.as_str(), &**bytes)))
    }

    /// Reads a list: a line for each file, its checksum and its path.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(
            text.lines()
                .filter_map(|line| line.split_once("  "))
                .map(|(checksum, path)| (path.trim_end().to_owned(), checksum.to_owned()))
                .collect(),
        )
    }

    /// Writes the list.
    #[must_use]
    pub fn text(&self) -> String {
        self.0
            .iter()
            .fold(String::new(), |mut text, (path, checksum)| {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{checksum}  {path}");
                text
            })
    }

    /// The same, of the files below a folder only.
    #[must_use]
    pub fn below(&self, folder: &str) -> Self {
        let files = self.0.iter().filter(|(path, _)| path.starts_with(folder));
        Self(
            files
                .map(|(path, sum)| (path.clone(), sum.clone()))
                .collect(),
        )
    }

    /// The paths at which another list differs, in order.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let mut paths: Vec<String> = self
            .0
            .iter()
            .filter(|(path, sum)| other.0.get(*path) != Some(sum))
            .map(|(path, _)| path.clone())
            .chain(
                other
                    .0
                    .keys()
                    .filter(|path| !self.0.contains_key(*path))
                    .cloned(),
            )
            .collect();
        paths.sort();
        paths
    }
}

/// The list of a version, if it was handed out.
#[must_use]
pub fn released(version: u32) -> Option<Manifest> {
    let file = Lists::get(&format!("{version}.txt"))?;
    Some(Manifest::parse(&String::from_utf8_lossy(&file.data)))
}

/// The newest version that was handed out with this very text at a path.
#[must_use]
pub fn version_of(path: &str, sum: &str) -> Option<u32> {
    let versions = Lists::iter().filter_map(|name| name.strip_suffix(".txt")?.parse().ok());
    newest_with(
        versions.filter_map(|version| Some((version, released(version)?))),
        path,
        sum,
    )
}

fn newest_with(lists: impl Iterator<Item = (u32, Manifest)>, path: &str, sum: &str) -> Option<u32> {
    lists
        .filter(|(_, list)| list.0.get(path).is_some_and(|found| found == sum))
        .map(|(version, _)| version)
        .max()
}

#[cfg(test)]
mod tests {
    use super::{BASE_VERSION, Manifest, newest_with, released};
    use crate::source::plain::checksum;

    #[test]
    fn a_version_that_was_handed_out_does_not_change() {
        let Some(list) = released(BASE_VERSION) else {
            return;
        };
        let changed = list.differences(&Manifest::of_embedded());
        assert!(
            changed.is_empty(),
            "base version {BASE_VERSION} was handed out, and since then these files have changed: {changed:?}\n\
             `cargo xtask base-version next` begins the next version"
        );
    }

    #[test]
    fn a_text_is_known_by_the_newest_version_that_had_it() {
        let lists = || {
            [
                (3, Manifest::of([("content/a.md", &b"neu"[..])])),
                (1, Manifest::of([("content/a.md", &b"alt\n"[..])])),
                (2, Manifest::of([("content/a.md", &b"alt\n"[..])])),
            ]
            .into_iter()
        };
        let check = |path: &str, text: &str, expected| {
            assert_eq!(
                newest_with(lists(), path, &checksum(text.as_bytes())),
                expected
            );
        };
        check("content/a.md", "alt\r\n", Some(2));
        check("content/a.md", "neu", Some(3));
        check("content/a.md", "eigen", None);
        check("content/b.md", "neu", None);
    }

    #[test]
    fn a_list_is_read_as_it_is_written() {
        let list = Manifest::of([("content/a b.md", &b"x\r\n"[..]), ("themes/c.css", b"y")]);
        assert_eq!(Manifest::parse(&list.text()), list);
        assert_eq!(Manifest::parse(&list.text().replace('\n', "\r\n")), list);
        let other = Manifest::of([("content/a b.md", &b"x\n"[..]), ("content/d.md", b"z")]);
        assert_eq!(list.differences(&other), ["content/d.md", "themes/c.css"]);
        assert_eq!(list.below("content/").0.len(), 1);
    }
}
