//! The facts of the site, as pages with `facts = true` read them.

use std::sync::LazyLock;

use minijinja::value::Serde;
use minijinja::{Value, context};

use super::shell::date;
use crate::source::config::{AssessmentMethod, SiteConfig};
use crate::theme::texts::Texts;

/// Puts the facts together. What a draft lacks shows as a gap that names its key.
pub(super) fn facts(config: &SiteConfig, texts: &Texts) -> Value {
    let gap = |key: &str| texts.fill("draft.gap", &[("key", key)]);
    let text = |fact: &str, key: &str| {
        if fact.trim().is_empty() {
            gap(key)
        } else {
            fact.to_owned()
        }
    };
    let (contact, imprint) = (&config.contact, &config.imprint);
    let (privacy, accessibility) = (&config.privacy, &config.accessibility);
    context! {
        name => config.name.as_str(),
        title => config.title.as_str(),
        base_url => if config.has_address { config.base_url.clone() } else { gap("base_url") },
        land => config.land.map_or_else(|| gap("land"), |land| land.name().to_owned()),
        fictional => config.fictional,
        measured => Value::from(Serde(&*MEASURED)),
        contact => context! {
            office => text(&contact.office, "contact.office"),
            email => text(&contact.email, "contact.email"),
            phone => text(&contact.phone, "contact.phone"),
            address => if contact.address.is_empty() {
                vec![gap("contact.address")]
            } else {
                contact.address.clone()
            },
        },
        imprint => context! {
            responsible => text(&imprint.responsible, "imprint.responsible"),
            represented_by => text(&imprint.represented_by, "imprint.represented_by"),
            vat_id => imprint.vat_id.as_str(),
        },
        privacy => context! {
            officer => text(&privacy.officer, "privacy.officer"),
            host => text(&privacy.host, "privacy.host"),
            log_days => privacy.log_days.map_or_else(
                || Value::from(gap("privacy.log_days")),
                Value::from,
            ),
        },
        accessibility => context! {
            contact => text(&accessibility.contact, "accessibility.contact"),
            assessed => accessibility.assessed.map_or_else(
                || gap("accessibility.assessed"),
                |day| date(day, texts),
            ),
            method => match accessibility.method {
                Some(AssessmentMethod::Own) => "self",
                Some(AssessmentMethod::External) => "external",
                None => "",
            },
        },
    }
}

/// What the self-checks of the base content are worth: the record of `cargo xtask bench assess`, which the test manual shows.
static MEASURED: LazyLock<serde_json::Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/measured.json")).unwrap_or_default()
});
