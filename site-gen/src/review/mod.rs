//! What is said of the content as a whole: figures, and findings with their places.
//!
//! A page can be faultless and still never be found, an item sound and never be asked. One file for each question:
//!
//! - [`counts`]: how much there is of each kind;
//! - [`links`]: pages that nothing links to;
//! - [`coverage`]: levels without items or offers, items that are never asked, offers and units that lead nowhere;
//! - [`targets`]: targets that no chain of offers reaches;
//! - [`keys`]: where the right answers stand and how long they are;
//! - [`questions`]: questions that are nearly the same;
//! - [`sentences`]: sentences that stand twice;
//! - [`reading`]: how hard it is to read;
//! - [`findings`]: how often each of these was found.
//!
//! Only `roadmap check` asks for it, and only when there are no errors: what a broken reference leads to would be told twice.
//! [`text`] is the review for people; as JSON it is its fields.

pub mod counts;
pub mod coverage;
pub mod findings;
pub mod keys;
pub mod links;
pub mod questions;
pub mod reading;
pub mod sentences;
pub mod targets;
pub mod text;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::blind;
use crate::diagnostic::Diagnostics;
use crate::output::OutputFile;
use crate::site::{LanguageSite, Site};

/// The figures of a site.
#[derive(Debug, Serialize)]
pub struct Review {
    format: &'static str,
    /// The languages, the default one first.
    pub languages: Vec<LanguageReview>,
    /// How the items stand with the second reader, if there is a record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blind: Option<blind::Count>,
}

/// The figures of one language.
#[derive(Debug, Serialize)]
pub struct LanguageReview {
    /// The language.
    pub language: String,
    /// How much there is.
    pub counts: counts::Counts,
    /// How many findings there are of each sort, by their codes; guessing floors over the limit among them.
    pub findings: BTreeMap<&'static str, usize>,
    /// Items and offers by competence and level.
    pub coverage: Vec<coverage::Coverage>,
    /// Where the right answers stand.
    pub keys: Vec<keys::Keys>,
    /// How hard it is to read; only of German.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<reading::Reading>,
}

impl Review {
    /// The review for machines.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Looks through a whole site and the files it was made into.
pub fn review(site: &Site, files: &[OutputFile], diagnostics: &mut Diagnostics) -> Review {
    let links = links::Links::in_files(files);
    Review {
        format: "roadmap-review/1",
        languages: site
            .languages
            .iter()
            .map(|language| language_review(language, &links, diagnostics))
            .collect(),
        blind: None,
    }
}

fn language_review(
    site: &LanguageSite,
    links: &links::Links,
    diagnostics: &mut Diagnostics,
) -> LanguageReview {
    let mut found = Diagnostics::new();
    let pages = site.documents();
    links::check(&pages, links, &mut found);
    coverage::check_items(site, &mut found);
    coverage::check_learning(site, &mut found);
    targets::check(site, &mut found);
    questions::check(site, &mut found);
    let passages = sentences::Passages::of(site, &pages);
    sentences::check(&passages, &mut found);
    let review = LanguageReview {
        language: site.language.to_string(),
        counts: counts::counts(site, &pages),
        coverage: coverage::coverage(site, &mut found),
        keys: keys::check(site, &mut found),
        reading: reading::check(site, &passages, &mut found),
        findings: findings::findings(site, &found),
    };
    diagnostics.append(found);
    review
}
