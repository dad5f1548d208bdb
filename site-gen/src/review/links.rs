//! Pages that nothing links to.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostics, Finding, Problem};
use crate::output::OutputFile;
use crate::site::kind::{Kind, Paged};

/// The links between the pages of a site: (from, to), by their addresses below the site's.
#[derive(Debug, Default)]
pub struct Links(HashSet<(String, String)>);

impl Links {
    /// The links of all pages, menus and lists included; a page's links to itself do not count.
    #[must_use]
    pub fn in_files(files: &[OutputFile]) -> Self {
        let mut links = HashSet::new();
        for file in files {
            let Some(from) = file.path.strip_suffix("index.html") else {
                continue;
            };
            let html = String::from_utf8_lossy(&file.bytes);
            for (start, _) in html.match_indices("href=\"") {
                let rest = &html[start + "href=\"".len()..];
                let target = rest.split(['"', '#']).next().unwrap_or_default();
                if let Some(to) = follow(from, target).filter(|to| to != from) {
                    links.insert((from.to_owned(), to));
                }
            }
        }
        Self(links)
    }

    fn lead_to(&self) -> HashSet<&str> {
        self.0.iter().map(|(_, to)| to.as_str()).collect()
    }
}

/// Follows a relative address; `None` if it leads out of the site.
fn follow(from: &str, target: &str) -> Option<String> {
    if target.is_empty() || target.starts_with('/') || target.contains(':') {
        return None;
    }
    let mut folders: Vec<&str> = from
        .split('/')
        .filter(|folder| !folder.is_empty())
        .collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                folders.pop()?;
            }
            folder => folders.push(folder),
        }
    }
    let mut path = folders.join("/");
    if !path.is_empty() {
        path.push('/');
    }
    Some(path)
}

pub(super) fn check(pages: &[Paged<'_>], links: &Links, diagnostics: &mut Diagnostics) {
    let reached = links.lead_to();
    for page in pages {
        if page.kind != Kind::Home && !reached.contains(page.route.as_str()) {
            diagnostics.at(
                page.document.top().place(0..0),
                Problem::Finding(Finding::Orphan),
            );
        }
    }
    let from_chapters: HashSet<&str> = pages
        .iter()
        .filter(|page| page.kind == Kind::Chapter)
        .map(|page| page.route.as_str())
        .collect();
    let named: HashSet<&str> = links
        .0
        .iter()
        .filter(|(from, _)| from_chapters.contains(from.as_str()))
        .map(|(_, to)| to.as_str())
        .collect();
    for page in pages.iter().filter(|page| page.kind == Kind::Template) {
        if !named.contains(page.route.as_str()) {
            diagnostics.at(
                page.document.top().place(0..0),
                Problem::Finding(Finding::TemplateInNoChapter),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::follow;

    #[test]
    fn addresses_are_followed_as_a_browser_does() {
        let check = |from: &str, target: &str, expected: Option<&str>| {
            assert_eq!(
                follow(from, target).as_deref(),
                expected,
                "{from} → {target}"
            );
        };
        check("", "leitfaden/", Some("leitfaden/"));
        check("leitfaden/lernzeit/", "../../", Some(""));
        check(
            "leitfaden/lernzeit/",
            "../soll-profile/",
            Some("leitfaden/soll-profile/"),
        );
        check("leitfaden/", "../../", None);
        check("", "https://stadt.example/", None);
        check("", "mailto:a@stadt.example", None);
    }
}
