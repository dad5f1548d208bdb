//! The logo: a file of the layer. SVG is cleaned, PNG passes; self-check pages carry it inside, since they load nothing.

use super::data_address;
use crate::diagnostic::{Diagnostics, OwnSite, Problem};
use crate::keys;
use crate::safety::files::cleaned;
use crate::source::config::SiteConfig;
use crate::source::layer::FileStacks;
use crate::source::reach::InsidePath;

/// A logo.
#[derive(Debug)]
pub struct Logo {
    /// Its path below the site's root.
    pub path: String,
    /// Its bytes, harmless.
    pub bytes: Vec<u8>,
    /// What it is.
    pub kind: LogoKind,
    /// The address that carries it inside a page; absent for a heavy one.
    pub inline: Option<String>,
}

/// What a logo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum LogoKind {
    Svg,
    Png,
}

impl LogoKind {
    /// The type by which servers and addresses call it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
        }
    }
}

/// Self-check pages are read over slow lines: a logo may not weigh more there, in bytes.
const MOST_INLINE: usize = 8 * 1024;
/// How every PNG file begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Reads the logo that `site.toml` names.
pub(super) fn read(
    config: &SiteConfig,
    files: &FileStacks,
    diagnostics: &mut Diagnostics,
) -> Option<Logo> {
    let asked = config.brand.logo.as_ref()?;
    let report = |problem: Problem, diagnostics: &mut Diagnostics| {
        diagnostics.at(config.locate(&keys!["brand", "logo"]), problem);
    };
    let path = match InsidePath::parse(asked) {
        Ok(path) => path,
        Err(problem) => {
            report(problem, diagnostics);
            return None;
        }
    };
    // Only what lies below `static/` reaches the site.
    let found = path.as_str().strip_prefix("static/");
    let (Some(public), Some(file)) = (found, files.stack(path.as_str()).last()) else {
        let path = asked.clone();
        report(Problem::OwnSite(OwnSite::LogoMissing { path }), diagnostics);
        return None;
    };
    let ending = public.rsplit('.').next().unwrap_or_default();
    let (kind, bytes) = if ending.eq_ignore_ascii_case("svg") {
        (LogoKind::Svg, cleaned(file, diagnostics)?.into_bytes())
    } else if ending.eq_ignore_ascii_case("png") && file.bytes.starts_with(PNG) {
        (LogoKind::Png, file.bytes.to_vec())
    } else {
        let path = asked.clone();
        report(Problem::OwnSite(OwnSite::LogoKind { path }), diagnostics);
        return None;
    };
    let inline = (bytes.len() <= MOST_INLINE).then(|| data_address(kind.media_type(), &bytes));
    if inline.is_none() {
        let problem = OwnSite::LogoLarge {
            kilobytes: bytes.len().div_ceil(1024),
            most: MOST_INLINE / 1024,
        };
        report(Problem::OwnSite(problem), diagnostics);
    }
    Some(Logo {
        path: public.to_owned(),
        bytes,
        kind,
        inline,
    })
}
