//! Step 6: site → data files under `daten/`, and what search engines read.

pub mod bank;
mod learning;
mod sitemap;
pub mod table;

use std::sync::Arc;

use crate::output::OutputFile;
use crate::site::route::Route;
use crate::site::{LanguageSite, Site};
use crate::theme::texts::Texts;

/// What search engines read: where the pages are, and whether they may be found.
#[must_use]
pub fn addresses(site: &Site, routes: &[Route]) -> Vec<OutputFile> {
    vec![sitemap::sitemap(site, routes), sitemap::robots(site)]
}

/// All data files of a site. The catalogue is one, whatever language it is read in: that of the default language.
#[must_use]
pub fn data(site: &Site, texts: impl Fn(&LanguageSite) -> Arc<Texts>) -> Vec<OutputFile> {
    let mut files = Vec::new();
    if let Some(language) = site.languages.first() {
        if !language.items.is_empty() {
            files.extend(bank::files(language));
        }
        if !language.offers.is_empty() {
            files.push(learning::offers(language));
            files.push(table::offers(language, &texts(language)));
        }
        let targets = learning::targets(language);
        if !targets.is_empty() {
            files.push(table::targets(language, &texts(language)));
        }
        files.extend(targets);
    }
    files
}

/// A data file, readable for people too.
fn json(path: String, value: &impl serde::Serialize) -> OutputFile {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    OutputFile::new(path, text.into_bytes())
}
