//! How far a layer reaches: paths that people write in `site.toml`, read the same way on every system.

use std::path::{Path, PathBuf};

use crate::diagnostic::Problem;

/// A path below a layer's folder, with forward slashes: what a logo or another file of the layer is named by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsidePath(String);

impl InsidePath {
    /// Reads a path that must not leave the layer. Backslashes, as Windows writes them, count as slashes.
    ///
    /// # Errors
    /// When it is absolute, names a drive, or climbs out with `..`.
    pub fn parse(written: &str) -> Result<Self, Problem> {
        let slashed = written.trim().replace('\\', "/");
        let outside = || Problem::PathOutside {
            path: written.to_owned(),
        };
        if is_absolute(&slashed) {
            return Err(outside());
        }
        let mut segments: Vec<&str> = Vec::new();
        for segment in slashed.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop().ok_or_else(outside)?;
                }
                segment => segments.push(segment),
            }
        }
        if segments.is_empty() {
            return Err(outside());
        }
        Ok(Self(segments.join("/")))
    }

    /// The path, with forward slashes and without `.` and `..`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The folder that an entry of `layers` names, seen from the layer it stands in. It may lie anywhere below or beside that
/// layer (`../land-hessen`), but an absolute path would hold on one machine only.
pub(crate) fn layer_folder(from: &Path, written: &str) -> Result<PathBuf, Problem> {
    let slashed = written.trim().replace('\\', "/");
    if slashed.is_empty() || is_absolute(&slashed) {
        return Err(Problem::PathAbsolute {
            path: written.to_owned(),
        });
    }
    Ok(slashed.split('/').fold(from.to_owned(), |path, segment| {
        if matches!(segment, "" | ".") {
            path
        } else {
            path.join(segment)
        }
    }))
}

/// Whether a path starts at a root on some system: `/x`, `//server/x`, `C:/x`, `C:x`. A path with a drive letter must not
/// slip through where the program runs on a system that knows no drives.
fn is_absolute(slashed: &str) -> bool {
    let mut characters = slashed.chars();
    match (characters.next(), characters.next()) {
        (Some('/'), _) => true,
        (Some(letter), Some(':')) => letter.is_ascii_alphabetic(),
        _ => false,
    }
}

/// One path, written from another's folder, as reports show it: `../land-hessen` from `../../bund` and so on, joined
/// without asking the file system.
pub(super) fn joined(from: &str, written: &str) -> String {
    let slashed = written.trim().replace('\\', "/");
    let mut segments: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for segment in slashed.split('/') {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{InsidePath, joined, layer_folder};

    #[test]
    fn a_file_of_the_layer_stays_in_the_layer() {
        let check = |written: &str, expected: Option<&str>| {
            let found = InsidePath::parse(written).ok();
            assert_eq!(
                found.as_ref().map(InsidePath::as_str),
                expected,
                "{written}"
            );
        };
        check("static/wappen.svg", Some("static/wappen.svg"));
        check("static\\wappen.svg", Some("static/wappen.svg"));
        check("./static//bilder/../wappen.svg", Some("static/wappen.svg"));
        check("../wappen.svg", None);
        check("static/../../wappen.svg", None);
        check("static\\..\\..\\wappen.svg", None);
        check("/etc/passwd", None);
        check("\\\\server\\freigabe\\wappen.svg", None);
        check("C:\\wappen.svg", None);
        check("c:wappen.svg", None);
        check("", None);
        check("static/..", None);
    }

    #[test]
    fn a_layer_lies_anywhere_but_at_a_fixed_place() {
        let check = |written: &str, expected: Option<&str>| {
            let found = layer_folder(Path::new("kommune"), written).ok();
            assert_eq!(found.as_deref(), expected.map(Path::new), "{written}");
        };
        check("../land-hessen", Some("kommune/../land-hessen"));
        check("..\\land-hessen\\", Some("kommune/../land-hessen"));
        check("./ebenen/kreis", Some("kommune/ebenen/kreis"));
        check("/srv/land-hessen", None);
        check("D:\\ebenen\\land-hessen", None);
        check("\\\\server\\land-hessen", None);
        check(" ", None);
    }

    #[test]
    fn paths_are_shown_from_the_municipality() {
        assert_eq!(joined("", "../land-hessen"), "../land-hessen");
        assert_eq!(joined("../land-hessen", "../bund"), "../bund");
        assert_eq!(joined("../land-hessen", "kreis"), "../land-hessen/kreis");
        assert_eq!(joined("", "..\\..\\bund"), "../../bund");
    }
}
