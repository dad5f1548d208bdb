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

/// Data files that are about the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The item bank, and its parts for each self-check.
    Bank,
    /// The learning offers.
    Offers,
    /// The target profiles.
    Targets,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 3] = [Self::Bank, Self::Offers, Self::Targets];

    /// The files of the group.
    #[must_use]
    pub fn files(self, language: &LanguageSite, texts: &Texts) -> Vec<OutputFile> {
        match self {
            Self::Bank if language.items.is_empty() => Vec::new(),
            Self::Bank => bank::files(language),
            Self::Offers if language.offers.is_empty() => Vec::new(),
            Self::Offers => vec![learning::offers(language), table::offers(language, texts)],
            Self::Targets => {
                let targets = learning::targets(language);
                let table = (!targets.is_empty()).then(|| table::targets(language, texts));
                table.into_iter().chain(targets).collect()
            }
        }
    }
}

/// All data files of a site. The catalogue is one, whatever language it is read in: that of the default language.
#[must_use]
pub fn data(site: &Site, texts: impl Fn(&LanguageSite) -> Arc<Texts>) -> Vec<OutputFile> {
    let Some(language) = site.languages.first() else {
        return Vec::new();
    };
    let texts = texts(language);
    let groups = Group::ALL.into_iter();
    groups
        .flat_map(|group| group.files(language, &texts))
        .collect()
}

/// A data file, readable for people too.
fn json(path: String, value: &impl serde::Serialize) -> OutputFile {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    OutputFile::new(path, text.into_bytes())
}
