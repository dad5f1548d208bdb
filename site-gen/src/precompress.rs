//! `build --precompress`: beside each file that gains by it the same file compressed already, as web servers look for it
//! (`brotli_static`, `gzip_static`, `MultiViews`), so that no server has to compress while somebody waits.

use std::io::Write as _;

use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use crate::output::OutputFile;

/// The kinds of files that are text; others are compressed as they are.
const KINDS: [&str; 12] = [
    "css",
    "csv",
    "html",
    "ics",
    "js",
    "json",
    "md",
    "svg",
    "toml",
    "txt",
    "webmanifest",
    "xml",
];
/// Below so many bytes an answer fits into one packet either way.
const LEAST: usize = 1000;
/// The best that brotli can do, and the window that browsers allow.
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;
const BUFFER: usize = 4096;

/// The compressed twins of the files, in their order; the same bytes each time.
#[must_use]
pub fn twins(files: &[OutputFile]) -> Vec<OutputFile> {
    files
        .par_iter()
        .filter(|file| gains(file))
        .flat_map_iter(|file| {
            let twin = |ending: &str, bytes: Vec<u8>| {
                (bytes.len() < file.bytes.len())
                    .then(|| OutputFile::new(format!("{}.{ending}", file.path), bytes))
            };
            [
                twin("br", brotli(&file.bytes)),
                twin("gz", gzip(&file.bytes)),
            ]
            .into_iter()
            .flatten()
        })
        .collect()
}

fn gains(file: &OutputFile) -> bool {
    let kind = file.path.rsplit_once('.').map_or("", |(_, kind)| kind);
    file.bytes.len() >= LEAST && KINDS.contains(&kind)
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut writer = ::brotli::CompressorWriter::new(&mut packed, BUFFER, QUALITY, WINDOW);
    // Writing into memory cannot fail; the writer ends its stream when it goes.
    let _ = writer.write_all(bytes);
    drop(writer);
    packed
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    // No time in the head: the same file gives the same bytes.
    let mut writer = GzBuilder::new().write(Vec::new(), Compression::best());
    let _ = writer.write_all(bytes);
    writer.finish().unwrap_or_default()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_gains_by_it_has_two_twins_that_say_the_same() {
        let check = |path: &str, bytes: Vec<u8>, expected: &[&str]| {
            let file = OutputFile::new(path.to_owned(), bytes);
            let twins = twins(std::slice::from_ref(&file));
            let paths: Vec<&str> = twins.iter().map(|twin| &*twin.path).collect();
            assert_eq!(paths, expected, "{path}");
            for twin in &twins {
                let mut read = Vec::new();
                if twin.path.ends_with(".br") {
                    ::brotli::Decompressor::new(&*twin.bytes, BUFFER)
                        .read_to_end(&mut read)
                        .unwrap();
                } else {
                    flate2::read::GzDecoder::new(&*twin.bytes)
                        .read_to_end(&mut read)
                        .unwrap();
                }
                assert_eq!(read, file.bytes, "{}", twin.path);
            }
        };
        let long = || "Selbst-Check ".repeat(200).into_bytes();
        check(
            "leitfaden/index.html",
            long(),
            &["leitfaden/index.html.br", "leitfaden/index.html.gz"],
        );
        check(
            "daten/banken/kurz.json",
            long(),
            &["daten/banken/kurz.json.br", "daten/banken/kurz.json.gz"],
        );
        check("robots.txt", b"User-agent: *".to_vec(), &[]);
        check("vorlagen/bogen.docx", long(), &[]);
        check("ohne-endung", long(), &[]);
    }
}
