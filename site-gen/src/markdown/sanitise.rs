//! Raw HTML in Markdown: what is harmless stays, everything that could run, load or restyle goes.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

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
        .link_rel(None);
    builder
});

/// Sanitises the HTML of a page that contains raw HTML.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_that_runs_or_loads_survives() {
        let check = |html: &str, expected: &str| assert_eq!(clean(html), expected);
        check("<script>alert(1)</script><p>a</p>", "<p>a</p>");
        check("<p onclick=\"x()\" style=\"color:red\">a</p>", "<p>a</p>");
        check("<a href=\"javascript:x()\">a</a>", "<a>a</a>");
        check("<iframe src=\"https://x.example\"></iframe>b", "b");
        check(
            "<kbd class=\"key\">Strg</kbd>",
            "<kbd class=\"key\">Strg</kbd>",
        );
    }
}
