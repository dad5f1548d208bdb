//! Raw HTML in Markdown: what is harmless stays, everything that could run, load or restyle goes.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::links::is_elsewhere;
use crate::safety::html::tags;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags([
            "aside",
            "section",
            "figure",
            "figcaption",
            "summary",
            "details",
        ])
        .add_generic_attributes([
            "class",
            "id",
            "role",
            "tabindex",
            "aria-label",
            "aria-labelledby",
            "aria-hidden",
            "lang",
            "dir",
        ])
        .add_tag_attributes("ol", ["start"])
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel"]))
        .attribute_filter(|tag, name, value| (!loads(tag, name, value)).then_some(value.into()))
        .link_rel(None);
    builder
});

/// Whether a browser would load something from another server by itself.
fn loads(tag: &str, name: &str, value: &str) -> bool {
    tag == "img" && name == "src" && is_elsewhere(value)
}

/// Sanitises the HTML of a page that contains raw HTML.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// What the sanitiser takes out of a piece of raw HTML, as people know it: `<script>`, `onclick`, `javascript:…`.
pub(super) fn taken_out(html: &str) -> Vec<String> {
    let rules = &*RULES;
    let mut found = Vec::new();
    for tag in tags(html) {
        if !rules.tags.contains(&*tag.name) {
            found.push(format!("<{}>", tag.name));
            continue;
        }
        for (name, value) in &tag.attributes {
            let known = rules.generic.contains(&**name)
                || rules
                    .of_tag
                    .get(&*tag.name)
                    .is_some_and(|names| names.contains(&**name));
            let scheme = value.trim().split_once(':').map(|(scheme, _)| scheme);
            let is_link = ["href", "src", "cite"].contains(&&**name);
            if !known {
                found.push(name.clone());
            } else if loads(&tag.name, name, value)
                || is_link && scheme.is_some_and(|scheme| !rules.allows(scheme))
            {
                found.push(value.clone());
            }
        }
    }
    found
}

/// The paths of texts that links of raw HTML name: only those of Markdown become addresses of pages.
pub(super) fn paths_of_texts(html: &str) -> Vec<String> {
    let links = tags(html).into_iter().filter(|tag| tag.name == "a");
    links
        .flat_map(|tag| tag.attributes)
        .filter(|(name, value)| {
            let path = value.split(['#', '?']).next().unwrap_or_default();
            name == "href" && !path.contains(':') && path.trim_end().ends_with(".md")
        })
        .map(|(_, value)| value)
        .collect()
}

/// The rules of the sanitiser, to be held against tags.
struct Rules {
    tags: HashSet<&'static str>,
    generic: HashSet<&'static str>,
    of_tag: HashMap<&'static str, HashSet<&'static str>>,
    schemes: HashSet<&'static str>,
}

impl Rules {
    /// Whether what stands before a colon is a scheme that may be linked to, or no scheme at all.
    fn allows(&self, scheme: &str) -> bool {
        scheme.contains(['/', '?', '#']) || self.schemes.contains(&*scheme.to_ascii_lowercase())
    }
}

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules {
    tags: CLEANER.clone_tags(),
    generic: CLEANER.clone_generic_attributes(),
    of_tag: CLEANER.clone_tag_attributes(),
    schemes: CLEANER.clone_url_schemes(),
});

#[cfg(test)]
mod tests {
    use super::{clean, taken_out};

    #[test]
    fn nothing_that_runs_or_loads_survives() {
        let check = |html: &str, expected: &str| assert_eq!(clean(html), expected);
        check("<script>alert(1)</script><p>a</p>", "<p>a</p>");
        check("<p onclick=\"x()\" style=\"color:red\">a</p>", "<p>a</p>");
        check("<a href=\"javascript:x()\">a</a>", "<a>a</a>");
        check("<iframe src=\"https://x.example\"></iframe>b", "b");
        check(
            "<img src=\"https://x.example/a.png\" alt=\"a\">",
            "<img alt=\"a\">",
        );
        check("<img src=\" //x.example/a.png\">", "<img>");
        check("<img src=\"../a.png\">", "<img src=\"../a.png\">");
        check(
            "<kbd class=\"key\">Strg</kbd>",
            "<kbd class=\"key\">Strg</kbd>",
        );
    }

    #[test]
    fn what_is_taken_out_is_named() {
        let check = |html: &str, expected: &[&str]| assert_eq!(taken_out(html), expected, "{html}");
        check("<kbd class=\"key\">Strg</kbd>", &[]);
        check("<a href=\"../a.html?b=c:d\">a</a>", &[]);
        check("<script>alert(1)</script>", &["<script>"]);
        check(
            "<p onclick=\"x()\" style=\"color:red\">",
            &["onclick", "style"],
        );
        check("<a href=\"JavaScript:x()\">a</a>", &["JavaScript:x()"]);
        check("<iframe src=\"https://x.example\">", &["<iframe>"]);
        check(
            "<img src=\"HTTPS://x.example/a.png\">",
            &["HTTPS://x.example/a.png"],
        );
    }
}
