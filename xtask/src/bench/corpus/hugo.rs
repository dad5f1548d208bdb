//! The corpus as a Hugo site. Its theme lies in `tests/bench/hugo`; it shows on every page what roadMAP's shows.

use std::path::Path;

use super::{Corpus, SECTIONS, TITLE, put, section_name, section_title};
use crate::failure::Outcome;

/// Path in the site, and text.
const THEME: [(&str, &str); 6] = [
    (
        "hugo.toml",
        include_str!("../../../../tests/bench/hugo/hugo.toml"),
    ),
    (
        "layouts/baseof.html",
        include_str!("../../../../tests/bench/hugo/layouts/baseof.html"),
    ),
    (
        "layouts/home.html",
        include_str!("../../../../tests/bench/hugo/layouts/home.html"),
    ),
    (
        "layouts/section.html",
        include_str!("../../../../tests/bench/hugo/layouts/section.html"),
    ),
    (
        "layouts/page.html",
        include_str!("../../../../tests/bench/hugo/layouts/page.html"),
    ),
    (
        "static/style.css",
        include_str!("../../../../tests/bench/hugo/static/style.css"),
    ),
];

pub(super) fn write(corpus: &Corpus, folder: &Path) -> Outcome {
    for (path, text) in THEME {
        put(&folder.join(path), text)?;
    }
    let content = folder.join("content");
    put(
        &content.join("_index.md"),
        &format!("+++\ntitle = \"{TITLE}\"\n+++\n"),
    )?;
    for section in 0..SECTIONS {
        let text = format!(
            "+++\ntitle = \"{}\"\ndescription = \"Überblick\"\nweight = {}\n+++\n\nEinleitung.\n",
            section_title(section),
            section + 1
        );
        put(
            &content.join(section_name(section)).join("_index.md"),
            &text,
        )?;
    }
    for page in &corpus.pages {
        // relref makes Hugo resolve and check the link, as roadMAP does.
        let body = page.markdown(|target| {
            format!(
                "{{{{< relref \"/{}/{}\" >}}}}",
                section_name(target.section),
                target.file()
            )
        });
        let text = format!(
            "+++\ntitle = \"{}\"\ndescription = \"{}\"\nweight = {}\ntags = {:?}\n+++\n\n{body}",
            page.title, page.summary, page.order, page.tags
        );
        put(&content.join(page.path()), &text)?;
    }
    Ok(())
}
