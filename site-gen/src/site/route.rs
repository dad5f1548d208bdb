//! Addresses of pages, below the address of the site.

use std::fmt;
use std::sync::Arc;

/// The address of a page: its path below the site's address, as a folder: `leitfaden/lernzeit/`; empty for the home page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

impl Route {
    /// The address of a document: its path as a folder, below the language unless that is the default one.
    #[must_use]
    pub fn of_document(language: &str, is_default: bool, path: &str) -> Self {
        let path = match path.strip_suffix("_index") {
            Some("") => "",
            Some(section) => section.strip_suffix('/').unwrap_or(path),
            None => path,
        };
        let prefix = if is_default { "" } else { language };
        Self(match (prefix, path) {
            ("", "") => Arc::from(""),
            ("", path) => Arc::from(format!("{path}/")),
            (prefix, "") => Arc::from(format!("{prefix}/")),
            (prefix, path) => Arc::from(format!("{prefix}/{path}/")),
        })
    }

    /// The address of a page below this one.
    #[must_use]
    pub fn child(&self, segment: &str) -> Self {
        Self(Arc::from(format!("{}{segment}/", self.0)))
    }

    /// The path below the site's address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that holds the page.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}index.html", self.0)
    }

    /// The way from this page up to the site's root: `../../`, or `./` on the home page.
    #[must_use]
    pub fn to_root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    /// The relative link from this page to another one.
    #[must_use]
    pub fn link_to(&self, target: &Self) -> String {
        self.link_to_path(target.as_str())
    }

    /// The relative link from this page to a file of the site.
    #[must_use]
    pub fn link_to_path(&self, path: &str) -> String {
        let up = self.0.matches('/').count();
        let mut link = String::with_capacity(3 * up + path.len() + 2);
        for _ in 0..up {
            link.push_str("../");
        }
        link.push_str(path);
        if link.is_empty() {
            link.push_str("./");
        }
        link
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn links_are_relative_so_that_a_site_works_below_any_path() {
        let check = |from: &str, to: &str, expected: &str| {
            let route = |path: &str| Route::of_document("de", true, path);
            assert_eq!(route(from).link_to(&route(to)), expected, "{from} → {to}");
        };
        check("_index", "_index", "./");
        check("_index", "leitfaden/_index", "leitfaden/");
        check("_index", "leitfaden/mein_index", "leitfaden/mein_index/");
        check("leitfaden/lernzeit", "_index", "../../");
        check("leitfaden/lernzeit", "leitfaden/_index", "../../leitfaden/");
        check("leitfaden/lernzeit", "impressum", "../../impressum/");
    }

    #[test]
    fn other_languages_have_a_prefix() {
        assert_eq!(Route::of_document("en", false, "_index").as_str(), "en/");
        assert_eq!(
            Route::of_document("en", false, "leitfaden/lernzeit").as_str(),
            "en/leitfaden/lernzeit/"
        );
    }
}
