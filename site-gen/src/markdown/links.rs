//! Links: a path to a Markdown file, as editors follow it, becomes the address of its page.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::{Events, options};
use crate::diagnostic::problem::nearest;
use crate::diagnostic::{Diagnostics, Place, Problem, Refusal};
use crate::site::LanguageSite;
use crate::site::route::Route;
use crate::site::seen::{self, Part};
use crate::source::document::Document;
use crate::source::front_matter::{Key, rank};
use crate::source::layer::Rank;

/// What links of a page can lead to.
pub struct Links<'a> {
    /// The pages of the language.
    pub site: &'a LanguageSite,
    /// The files below `static/`, by their path there.
    pub static_files: &'a HashSet<String>,
    /// The page the links stand on.
    pub from: &'a Route,
}

/// A link to a heading.
#[derive(Debug, Clone)]
pub struct AnchorUse {
    /// The document that has the heading, by its path.
    pub document: Arc<str>,
    /// The id of the heading.
    pub anchor: String,
    /// Where the link stands.
    pub place: Place,
}

/// Where a path leads.
enum Target {
    /// A page, and the heading on it if one is named.
    Page {
        document: Arc<str>,
        url: String,
        anchor: Option<String>,
    },
    /// Something that needs no check: an outside address, a file, a heading of the same page.
    Other(String),
}

/// The events of a text; a reference `[text][name]` without a destination would stand there as it is written.
pub(super) fn with_references<'t>(
    text: &'t str,
    document: &Document,
    diagnostics: &mut Diagnostics,
) -> Events<'t> {
    let mut missing: Vec<(Range<usize>, String)> = Vec::new();
    let mut note = |link: BrokenLink<'t>| {
        // `[text]` alone is mostly no link at all.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            missing.push((link.span, link.reference.to_string()));
        }
        None
    };
    let events = Parser::new_with_broken_link_callback(text, options(), Some(&mut note))
        .into_offset_iter()
        .collect();
    missing.dedup();
    for (span, name) in missing {
        diagnostics.at(
            destination_place(document, &span, &name),
            Problem::LinkWithoutTarget { name },
        );
    }
    events
}

/// Puts addresses in the place of paths.
pub(super) fn resolve(
    events: &mut Events<'_>,
    document: &Document,
    links: &Links<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<AnchorUse> {
    let mut anchors = Vec::new();
    let rank = document.body_text().rank;
    let mut dropped = false;
    for (event, range) in events {
        if dropped && matches!(event, Event::End(TagEnd::Link)) {
            dropped = false;
            *event = NOTHING;
        }
        let is_link = matches!(event, Event::Start(Tag::Link { .. }));
        let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event else {
            continue;
        };
        let place = || destination_place(document, range, dest_url);
        match target(dest_url, document, rank, links) {
            Ok(Target::Page {
                document,
                url,
                anchor,
            }) => {
                if let Some(anchor) = anchor {
                    anchors.push(AnchorUse {
                        document,
                        anchor,
                        place: place(),
                    });
                }
                *dest_url = CowStr::from(url);
            }
            Ok(Target::Other(url)) if !is_link && is_elsewhere(&url) => {
                let refusal = Refusal::PictureElsewhere { target: url };
                diagnostics.at(place(), Problem::Refusal(refusal));
            }
            Ok(Target::Other(url)) => {
                if let Some(anchor) = url.strip_prefix('#') {
                    anchors.push(AnchorUse {
                        document: Arc::clone(&document.path),
                        anchor: anchor.to_owned(),
                        place: place(),
                    });
                }
                *dest_url = CowStr::from(url);
            }
            Err(problem @ Problem::LinkToHiddenDropped { .. }) if is_link => {
                diagnostics.at(place(), problem);
                dropped = true;
                *event = NOTHING;
            }
            Err(problem) => diagnostics.at(place(), problem),
        }
    }
    anchors
}

/// Whether a browser would ask another server for what an address names.
pub(super) fn is_elsewhere(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    ["http:", "https:", "//"]
        .iter()
        .any(|begin| address.starts_with(begin))
}

/// What stands where the ends of a link were that became text.
const NOTHING: Event<'static> = Event::Text(CowStr::Borrowed(""));

/// The address that a path in front matter leads to.
///
/// # Errors
/// The problem with it.
pub fn page_url(
    path: &str,
    keys: &[Key],
    document: &Document,
    links: &Links<'_>,
) -> Result<String, Problem> {
    match target(path, document, rank(document, keys), links)? {
        Target::Page { url, .. } | Target::Other(url) => Ok(url),
    }
}

/// Where a path leads that a text of some layer names.
fn target(
    destination: &str,
    document: &Document,
    rank: Rank,
    links: &Links<'_>,
) -> Result<Target, Problem> {
    if destination.starts_with('#') {
        return Ok(Target::Other(destination.to_owned()));
    }
    if let Some((scheme, _)) = destination
        .split_once(':')
        .filter(|(scheme, _)| !scheme.contains(['/', '.', '#']))
    {
        let allowed =
            ["https", "http", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str());
        return if allowed {
            Ok(Target::Other(destination.to_owned()))
        } else {
            Err(Problem::ForbiddenLink {
                target: destination.to_owned(),
            })
        };
    }
    let (path, anchor) = match destination.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (destination, None),
    };
    let broken = |nearest| Problem::BrokenLink {
        target: destination.to_owned(),
        nearest,
    };
    let Some(full) = join(
        &format!("content/{}/{}", document.language, document.path),
        path,
    ) else {
        return Err(broken(None));
    };
    if let Some(file) = full.strip_prefix("static/") {
        return if links.static_files.contains(file) {
            Ok(Target::Other(links.from.link_to_path(file)))
        } else {
            seen::note(Part::Gaps);
            Err(broken(None))
        };
    }
    let below_language = full
        .strip_prefix("content/")
        .and_then(|path| path.strip_prefix(&*document.language))
        .and_then(|path| path.strip_prefix('/'));
    let Some(page) = below_language.and_then(|path| path.strip_suffix(".md")) else {
        return Err(broken(None));
    };
    if let Some((path, route)) = links.site.routes.find(page) {
        let mut url = links.from.link_to(route);
        if let Some(anchor) = &anchor {
            url.push('#');
            url.push_str(anchor);
        }
        return Ok(Target::Page {
            document: Arc::clone(path),
            url,
            anchor,
        });
    }
    if let Some(hidden_by) = links.site.hidden.get(page) {
        let target = destination.to_owned();
        return Err(if rank < *hidden_by {
            Problem::LinkToHiddenDropped { target }
        } else {
            Problem::LinkToHidden { target }
        });
    }
    Err(broken(nearest_page(page, links.site).map(|path| {
        format!("{}.md", relative(&document.path, path))
    })))
}

/// The page whose own name is nearest: folders are rarely what was mistyped.
fn nearest_page<'a>(page: &str, site: &'a LanguageSite) -> Option<&'a str> {
    let name = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    let wanted = page.rsplit('/').next().unwrap_or(page);
    let mut pages: Vec<&str> = site
        .routes
        .paths()
        .filter(|path| name(path) != "_index")
        .collect();
    pages.sort_unstable();
    let found = nearest(wanted, pages.iter().map(|path| name(path)))?;
    pages.into_iter().find(|path| name(path) == found)
}

/// The destinations of all links and images of a text, as they are written.
#[must_use]
pub fn destinations(text: &str) -> Vec<String> {
    Parser::new_ext(text, options())
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.to_string())
            }
            _ => None,
        })
        .collect()
}

/// Follows a relative path from a file; `None` if it leads out of the layer.
#[must_use]
pub fn join(from: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains('\\') {
        return None;
    }
    let mut segments: Vec<&str> = from.split('/').collect();
    segments.pop();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            segment => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

/// The relative path from one document to another, both below the language's folder.
pub(super) fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len() - 1;
    let shared = from[..folders]
        .iter()
        .zip(&to)
        .take_while(|(a, b)| a == b)
        .count();
    let up = "../".repeat(folders - shared);
    format!("{up}{}", to[shared..].join("/"))
}

/// The place of a link's destination, which is what has to be mended; the whole link where it cannot be found.
pub(super) fn destination_place(
    document: &Document,
    link: &Range<usize>,
    destination: &str,
) -> Place {
    let body = document.body();
    let start = body
        .get(link.clone())
        .and_then(|text| text.rfind(destination))
        .map(|at| link.start + at)
        .or_else(|| body.find(destination));
    match start {
        Some(start) => document.body_place(start..start + destination.len()),
        None => document.body_place(0..0),
    }
}

#[cfg(test)]
mod tests {
    use super::{join, relative};

    #[test]
    fn paths_are_followed_like_an_editor_does() {
        let check = |path: &str, expected: Option<&str>| {
            assert_eq!(
                join("content/de/leitfaden/lernzeit", path).as_deref(),
                expected,
                "{path}"
            );
        };
        check(
            "soll-profile.md",
            Some("content/de/leitfaden/soll-profile.md"),
        );
        check(
            "../kompetenzen/_index.md",
            Some("content/de/kompetenzen/_index.md"),
        );
        check("../../../static/plan.pdf", Some("static/plan.pdf"));
        check("../../../../../etc/passwd", None);
        check("/etc/passwd", None);
        check("..\\x.md", None);
    }

    #[test]
    fn suggestions_are_relative_too() {
        assert_eq!(relative("leitfaden/a", "leitfaden/b"), "b");
        assert_eq!(
            relative("leitfaden/a", "kompetenzen/x/y"),
            "../kompetenzen/x/y"
        );
        assert_eq!(relative("a", "b/c"), "b/c");
    }
}
