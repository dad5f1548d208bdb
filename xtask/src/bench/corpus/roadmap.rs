//! The corpus as a roadMAP site.

use std::path::Path;

use super::page::{Page, Target};
use super::{BASE_URL, Corpus, SECTIONS, TITLE, put, section_name, section_title};
use crate::failure::Outcome;

pub(super) fn write(corpus: &Corpus, folder: &Path) -> Outcome {
    let site = format!(
        "title = \"{TITLE}\"\nbase_url = \"{BASE_URL}\"\n# Only templates and strings of the base.\nbase = \"theme\"\n"
    );
    put(&folder.join("site.toml"), &site)?;
    let content = folder.join("content").join("de");
    put(
        &content.join("_index.md"),
        &format!("+++\ntitle = \"{TITLE}\"\nsummary = \"Was es gibt.\"\n+++\n"),
    )?;
    for section in 0..SECTIONS {
        let text = format!(
            "+++\ntitle = \"{}\"\nsummary = \"Überblick\"\norder = {}\n+++\n\nEinleitung.\n",
            section_title(section),
            section + 1
        );
        put(
            &content.join(section_name(section)).join("_index.md"),
            &text,
        )?;
    }
    for page in &corpus.pages {
        let text = format!(
            "+++\ntitle = \"{}\"\nsummary = \"{}\"\norder = {}\ntags = {:?}\n+++\n\n{}",
            page.title,
            page.summary,
            page.order,
            page.tags,
            page.markdown(|target| relative(page, target))
        );
        put(&content.join(page.path()), &text)?;
    }
    Ok(())
}

/// The way from one Markdown file to another.
fn relative(from: &Page, to: Target) -> String {
    if from.section == to.section {
        to.file()
    } else {
        format!("../{}/{}", section_name(to.section), to.file())
    }
}
