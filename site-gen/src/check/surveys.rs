//! Surveys of `site.toml`: the occupations they invite must be there, or nobody who comes by such a link could take part.

use crate::diagnostic::problem::{Referent, nearest};
use crate::diagnostic::{Diagnostics, OwnSite, Problem};
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
        if entry.occupations.len() == 1 {
            diagnostics.at(
                config.locate(&keys!["erhebung", survey, "occupations"]),
                Problem::OwnSite(OwnSite::SurveyOfOneOccupation {
                    id: entry.id.clone(),
                }),
            );
        }
        let earlier = config.surveys.iter().take(survey);
        let at_once = earlier.filter(|other| {
            let shared = |name: &String| other.occupations.contains(name);
            other.from <= entry.to && entry.from <= other.to && entry.occupations.iter().any(shared)
        });
        for other in at_once {
            diagnostics.at(
                config.locate(&keys!["erhebung", survey, "from"]),
                Problem::OwnSite(OwnSite::SurveysAtOnce {
                    id: format!("{} ({})", entry.id, entry.wave),
                    other: format!("{} ({})", other.id, other.wave),
                }),
            );
        }
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
