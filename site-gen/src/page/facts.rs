//! The facts of the site, as pages with `facts = true` read them.

use std::sync::LazyLock;

use data_encoding::HEXLOWER;
use minijinja::value::Serde;
use minijinja::{Value, context};
use sha2::{Digest as _, Sha256};

use super::shell::date;
use crate::law::{self, Fact, LandLaw};
use crate::site::LanguageSite;
use crate::source::config::{AssessmentMethod, SiteConfig};
use crate::theme::texts::Texts;

/// Puts the facts together. What a draft lacks shows as a gap that names its key.
pub(super) fn facts(config: &SiteConfig, questions: &str, texts: &Texts) -> Value {
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
    let law = config
        .land
        .map_or_else(LandLaw::default, |land| law::of(land).clone());
    // What the municipality says itself holds over what is known of its Land.
    let body = |own: Option<&String>, known: Option<&Fact>| {
        own.map(|own| body_in_own_words(own))
            .or_else(|| known.map(|fact| linked(&fact.name, fact.url.as_deref())))
    };
    context! {
        name => config.name.as_str(),
        title => config.title.as_str(),
        base_url => if config.has_address { config.base_url.clone() } else { gap("base_url") },
        land => config.land.map_or_else(|| gap("land"), |land| land.name().to_owned()),
        fictional => config.fictional,
        questions => questions,
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
            authority => body(privacy.authority.as_ref(), law.authority.as_ref()),
        },
        accessibility => context! {
            contact => text(&accessibility.contact, "accessibility.contact"),
            assessed => accessibility.assessed.map_or_else(
                || gap("accessibility.assessed"),
                |day| date(day, texts),
            ),
            method => match accessibility.method {
                Some(AssessmentMethod::Own) => "self".to_owned(),
                Some(AssessmentMethod::External) => "external".to_owned(),
                None => gap("accessibility.method"),
            },
            law => body(accessibility.law.as_ref(), law.law.as_ref()),
            // An ordinance of the Land does not belong to a law that somebody else named.
            ordinance => body(None, law.ordinance.as_ref()).filter(|_| accessibility.law.is_none()),
            enforcement => body(accessibility.enforcement.as_ref(), law.enforcement.as_ref()),
            start_page => match accessibility
                .start_page
                .or_else(|| law.start_page.as_ref().map(|page| page.demanded))
            {
                Some(true) => "yes",
                Some(false) => "no",
                None => "unknown",
            },
        },
    }
}

/// A name for all questions, keys and blueprints as they are written: it changes with each word of them, and with nothing else.
pub(super) fn version(language: &LanguageSite) -> String {
    let mut hash = Sha256::new();
    let items = language.item_files.iter().map(|(_, file)| &file.document);
    let checks = language
        .blueprints
        .iter()
        .map(|(_, blueprint)| &blueprint.document);
    for document in items.chain(checks) {
        for text in document.texts() {
            hash.update(text.front());
        }
        hash.update(document.body());
    }
    let digits = HEXLOWER.encode(&hash.finalize());
    format!("{}-{}", &digits[..4], &digits[4..8])
}

/// What the self-checks of the base content are worth: the record of `cargo xtask bench assess`, which the test manual shows.
static MEASURED: LazyLock<serde_json::Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/measured.json")).unwrap_or_default()
});

/// A body as a municipality names it: words, and its home page among them if there is one.
fn body_in_own_words(own: &str) -> String {
    let is_address = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    let (addresses, words): (Vec<&str>, Vec<&str>) = own.split_whitespace().partition(is_address);
    let name = words.join(" ");
    linked(
        name.trim_end_matches([',', ':']),
        addresses.first().copied(),
    )
}

/// A name in Markdown, linked to its home page.
fn linked(name: &str, url: Option<&str>) -> String {
    match url {
        Some(url) => format!("[{name}]({url})"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::body_in_own_words;

    #[test]
    fn a_body_may_be_named_with_its_home_page() {
        let check = |own: &str, expected: &str| assert_eq!(body_in_own_words(own), expected);
        check("die Stelle X", "die Stelle X");
        check(
            "die Stelle X, https://x.example/y",
            "[die Stelle X](https://x.example/y)",
        );
    }
}
