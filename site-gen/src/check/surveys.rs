//! Surveys of `site.toml`: the occupations they invite must be there, or nobody who comes by such a link could take part.

use crate::diagnostic::problem::{Referent, nearest};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::LanguageSite;
use crate::source::config::SiteConfig;

pub(super) fn check(config: &SiteConfig, site: &LanguageSite, diagnostics: &mut Diagnostics) {
    let known: Vec<&str> = site
        .occupations
        .iter()
        .map(|(_, occupation)| occupation.document.slug())
        .collect();
    for (survey, entry) in config.surveys.iter().enumerate() {
        for (place, name) in entry.occupations.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                diagnostics.at(
                    config.locate(&keys!["erhebung", survey, "occupations", place]),
                    Problem::UnknownReference {
                        referent: Referent::Occupation,
                        name: name.clone(),
                        nearest: nearest(name, known.iter().copied()),
                    },
                );
            }
        }
    }
}
