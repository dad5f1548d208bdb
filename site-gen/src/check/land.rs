//! What is not known of a Land's law, and no layer says: the legal pages then say less, and whoever publishes should ask.

use crate::diagnostic::own_site::{LandFact, OwnSite};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::law;
use crate::source::config::SiteConfig;

pub(super) fn check(config: &SiteConfig, diagnostics: &mut Diagnostics) {
    let Some(land) = config.land.filter(|_| !config.fictional && !config.draft) else {
        return;
    };
    let (law, own) = (law::of(land), &config.accessibility);
    let known = [
        (LandFact::Law, law.law.is_some() || own.law.is_some()),
        (
            LandFact::Enforcement,
            law.enforcement.is_some() || own.enforcement.is_some(),
        ),
        (
            LandFact::Authority,
            law.authority.is_some() || config.privacy.authority.is_some(),
        ),
        (
            LandFact::StartPage,
            law.start_page.is_some() || own.start_page.is_some(),
        ),
    ];
    for (fact, _) in known.into_iter().filter(|(_, known)| !known) {
        diagnostics.at(
            config.locate(&keys!["land"]),
            Problem::OwnSite(OwnSite::LandUnknown {
                land: land.name(),
                fact,
            }),
        );
    }
}
