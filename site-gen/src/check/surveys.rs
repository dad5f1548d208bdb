//! Surveys of `site.toml`: the occupations they invite must be there, or nobody who comes by such a link could take part.

use crate::diagnostic::problem::{Referent, nearest};
use crate::diagnostic::{Diagnostics, OwnSite, Problem};
use crate::keys;
use crate::site::LanguageSite;
use crate::source::config::{SiteConfig, Survey};

pub(super) fn check(config: &SiteConfig, site: &LanguageSite, diagnostics: &mut Diagnostics) {
    let known: Vec<&str> = site
        .occupations
        .iter()
        .map(|(_, occupation)| occupation.document.slug())
        .collect();
    for (survey, entry) in config.surveys.iter().enumerate() {
        check_one(config, survey, entry, diagnostics);
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
            let both = |name: &&str| other.invites(name) && entry.invites(name);
            other.from <= entry.to && entry.from <= other.to && known.iter().any(both)
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

/// What a survey says about itself: when it ends, and that it is the only one of its id and wave.
fn check_one(config: &SiteConfig, place: usize, survey: &Survey, diagnostics: &mut Diagnostics) {
    let at = |key: &str| config.locate(&keys!["erhebung", place, key]);
    if survey.id.trim().is_empty() {
        diagnostics.at(at("id"), Problem::OwnSite(OwnSite::SurveyWithoutId));
    }
    if survey.to < survey.from {
        let id = survey.id.clone();
        diagnostics.at(at("to"), Problem::OwnSite(OwnSite::SurveyEndsEarly { id }));
    }
    let mut earlier = config.surveys.iter().take(place);
    if earlier.any(|other| other.id == survey.id && other.wave == survey.wave) {
        diagnostics.at(
            at("id"),
            Problem::OwnSite(OwnSite::SurveyTwice {
                id: survey.id.clone(),
                wave: survey.wave.get(),
            }),
        );
    }
}
