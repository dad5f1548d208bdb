//! What the legal pages say about the law of a Land (`data/laender.toml`): each fact with its source and the day it was read.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::source::config::Land;

/// What differs between the Länder. What could not be verified is absent; nobody guesses.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LandLaw {
    /// The day on which the sources said so.
    pub read: Option<toml::value::Date>,
    /// The law on accessibility of public bodies.
    pub law: Option<Fact>,
    /// The ordinance that says more.
    pub ordinance: Option<Fact>,
    /// Whom readers may turn to when a municipality does not help.
    pub enforcement: Option<Fact>,
    /// The supervisory authority for data protection of public bodies.
    pub authority: Option<Fact>,
    /// Whether explanations in Leichte Sprache and Deutsche Gebärdensprache are demanded on the start page.
    pub start_page: Option<StartPage>,
}

/// A law or a body.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its name as in a German sentence, with its article.
    pub name: String,
    /// Its home page.
    pub url: Option<String>,
    /// Where this was read.
    pub source: String,
}

/// What a Land demands of start pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartPage {
    /// Whether it demands explanations in Leichte Sprache and Deutsche Gebärdensprache.
    pub demanded: bool,
    /// Where this was read.
    pub source: String,
}

/// The law of a Land.
#[must_use]
pub fn of(land: Land) -> &'static LandLaw {
    static NOTHING: LazyLock<LandLaw> = LazyLock::new(LandLaw::default);
    LAENDER.get(&land).unwrap_or(&NOTHING)
}

/// The file is part of this program and tested; were it broken, every fact would be reported as unknown.
static LAENDER: LazyLock<HashMap<Land, LandLaw>> =
    LazyLock::new(|| toml::from_str(include_str!("../data/laender.toml")).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::{Fact, of};
    use crate::source::config::Land;

    #[test]
    fn all_sixteen_have_their_facts_with_source_and_day() {
        for land in Land::ALL {
            let law = of(land);
            assert!(law.read.is_some(), "{land:?}");
            let facts = [&law.law, &law.enforcement, &law.authority];
            assert!(facts.iter().all(|fact| fact.is_some()), "{land:?}");
            for Fact { name, url, source } in facts.into_iter().chain([&law.ordinance]).flatten() {
                assert!(
                    ["das ", "die "]
                        .iter()
                        .any(|article| name.starts_with(article)),
                    "{land:?}: {name}"
                );
                for address in url.iter().chain([source]) {
                    assert!(address.starts_with("http"), "{land:?}: {address}");
                }
            }
        }
    }
}
