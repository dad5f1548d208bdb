//! Pages to take along: each page of the folder of templates is offered as a document to go on writing in, and as plain text.

use super::Pages;
use super::view::DownloadView;
use crate::markdown::links::{Links, page_url};
use crate::markdown::pictures::is_picture;
use crate::markdown::rewrite::{Replace, rewrite};
use crate::output::OutputFile;
use crate::site::Page;
use crate::site::route::Route;
use crate::source::document::Document;

/// The folder whose pages are offered.
pub(super) const FOLDER: &str = "vorlagen";

/// What a page offers to take along: the files, and what the page says of them.
#[derive(Debug, Default)]
pub(super) struct Downloads {
    pub(super) files: Vec<OutputFile>,
    pub(super) views: Vec<DownloadView>,
}

impl Pages<'_> {
    pub(super) fn is_for_taking_along(&self, page: &Page) -> bool {
        page.section
            .is_some_and(|section| &*self.language.sections[section].folder == FOLDER)
    }

    /// The files of a page with this text; none if its folder is not for taking along.
    pub(super) fn downloads(&self, page: &Page, text: &str) -> Downloads {
        let mut downloads = Downloads::default();
        if !self.is_for_taking_along(page) {
            return downloads;
        }
        let addresses = Addresses {
            pages: self,
            document: &page.document,
            route: &page.route,
        };
        #[cfg(feature = "documents")]
        if let Some(bytes) = self.word_document(page, text, &addresses) {
            downloads.add(self, page, "docx", bytes);
        }
        let plain = self.plain_text(page, text, &addresses);
        downloads.add(self, page, "md", plain.into_bytes());
        downloads
    }

    #[cfg(feature = "documents")]
    fn word_document(&self, page: &Page, text: &str, addresses: &Addresses<'_>) -> Option<Vec<u8>> {
        use crate::docx::{Frame, document};
        let resolve = |path: &str| addresses.full(path);
        let blocks = crate::markdown::blocks::blocks(text, &resolve, self.texts);
        let frame = Frame {
            title: &page.front.title,
            summary: &page.front.summary,
            author: &self.site.config.name,
            language: &self.language.language,
            foot: self.texts.get("download.draft"),
            page: self.texts.get("download.page"),
            source: &self.source_line(&page.route),
            picture: self.texts.get("download.picture"),
        };
        // An archive in memory of a few kilobytes cannot fail; if it did, the page would offer the plain text alone.
        document(&blocks, &frame).ok()
    }

    fn plain_text(&self, page: &Page, text: &str, addresses: &Addresses<'_>) -> String {
        let replace = |destination: &str, name: &str| {
            if is_picture(destination) {
                let picture = self.texts.fill("download.picture", &[("name", name)]);
                Replace::Whole(picture)
            } else {
                addresses
                    .full(destination)
                    .map_or_else(|| Replace::Whole(name.to_owned()), Replace::Destination)
            }
        };
        format!(
            "# {}\n\n{}\n\n{}\n\n---\n\n{} {}\n",
            page.front.title,
            page.front.summary,
            rewrite(text, &replace).trim(),
            self.texts.get("download.draft"),
            self.source_line(&page.route)
        )
    }

    fn source_line(&self, route: &Route) -> String {
        let config = &self.site.config;
        let url = if config.has_address {
            format!(", {}{}", config.base_url, route.as_str())
        } else {
            String::new()
        };
        self.texts
            .fill("download.source", &[("site", &config.title), ("url", &url)])
    }
}

impl Downloads {
    fn add(&mut self, pages: &Pages<'_>, page: &Page, ending: &str, bytes: Vec<u8>) {
        let name = format!("{}.{ending}", page.document.slug());
        let kilobytes = bytes.len().div_ceil(1000).to_string();
        self.views.push(DownloadView {
            label: pages
                .texts
                .fill(&format!("download.{ending}"), &[("n", &kilobytes)]),
            url: name.clone(),
        });
        self.files.push(OutputFile::new(
            format!("{}{name}", page.route.as_str()),
            bytes,
        ));
    }
}

/// Full addresses for texts that leave the site.
struct Addresses<'p> {
    pages: &'p Pages<'p>,
    document: &'p Document,
    route: &'p Route,
}

impl Addresses<'_> {
    /// The full address of what a link names; none if it leads nowhere, which the page itself reports.
    fn full(&self, destination: &str) -> Option<String> {
        let config = &self.pages.site.config;
        let base = &config.base_url;
        if !config.has_address && !destination.contains(':') {
            return None;
        }
        if let Some(anchor) = destination.strip_prefix('#') {
            return Some(format!("{base}{}#{anchor}", self.route.as_str()));
        }
        // Seen from the home page, relative links are paths below the site's address.
        let links = Links {
            from: &Route::of_document("", true, "_index"),
            ..self.pages.links(self.route)
        };
        let url = page_url(destination, &[], self.document, &links).ok()?;
        if url.contains(':') {
            Some(url)
        } else {
            Some(format!("{base}{}", url.trim_start_matches("./")))
        }
    }
}
