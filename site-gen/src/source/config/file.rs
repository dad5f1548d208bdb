//! `site.toml` as written. Nothing is mandatory here: what must be there depends on the other layers and on `draft`
//! ([`super::facts`]).

use std::num::NonZeroU8;

use schemars::JsonSchema;
use serde::de::value::StrDeserializer;
use serde::{Deserialize, Deserializer};

use super::{AssessmentMethod, Base, Brand, Land};
use crate::source::day;

/// `site.toml` as written; every key is explained in `content/site.toml`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteFile {
    /// The municipality's name. With it, the other facts must be its own.
    pub name: Option<String>,
    /// The title of the site.
    pub title: Option<String>,
    /// The address the site is published at; may have a sub-path.
    pub base_url: Option<String>,
    /// The Land, by its two letters.
    #[serde(default, deserialize_with = "chosen")]
    pub land: Option<Land>,
    /// The languages; the first is the default and has no prefix in its addresses.
    pub languages: Option<Vec<String>>,
    /// Marks every page as a draft; missing facts are then allowed.
    pub draft: Option<bool>,
    /// What the site builds on.
    pub base: Option<Base>,
    /// The version of the base to stay with.
    pub base_version: Option<u32>,
    /// Further layers below this one, lowest first.
    #[serde(default)]
    pub layers: Vec<String>,
    /// Whether the site ships a page for editing in the browser.
    pub cms: Option<bool>,
    /// The id under which that page is registered with the host of the project, for signing in without a token.
    pub cms_app_id: Option<String>,
    /// Name, colours and logo.
    #[serde(default)]
    pub brand: Brand,
    /// Whom readers may ask.
    #[serde(default)]
    pub contact: ContactFile,
    /// Facts for the imprint (§ 5 DDG).
    #[serde(default)]
    pub imprint: ImprintFile,
    /// Facts for the privacy notice (Art. 13 DSGVO).
    #[serde(default)]
    pub privacy: PrivacyFile,
    /// Facts for the accessibility statement.
    #[serde(default)]
    pub accessibility: AccessibilityFile,
    /// Surveys whose invitation links carry id, wave and occupation.
    #[serde(default)]
    pub erhebung: Vec<Survey>,
}

/// Whom readers may ask.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactFile {
    /// The office.
    pub office: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its postal address, line by line.
    pub address: Option<Vec<String>>,
}

/// Facts for the imprint (§ 5 DDG).
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprintFile {
    /// Who is responsible.
    pub responsible: Option<String>,
    /// Who represents them.
    pub represented_by: Option<String>,
    /// The VAT number, if there is one.
    pub vat_id: Option<String>,
}

/// Facts for the privacy notice (Art. 13 DSGVO).
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrivacyFile {
    /// The data protection officer and how to reach them.
    pub officer: Option<String>,
    /// Who runs the web server.
    pub host: Option<String>,
    /// How many days the server keeps its logs; 0 if it keeps none.
    pub log_days: Option<u32>,
    /// The supervisory authority, where it is another than the Land's.
    pub authority: Option<String>,
}

/// Facts for the accessibility statement.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessibilityFile {
    /// Where to report a barrier: an e-mail address.
    pub contact: Option<String>,
    /// When the site was assessed.
    #[serde(default, deserialize_with = "day::optional")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub assessed: Option<toml::value::Date>,
    /// Who assessed it.
    #[serde(default, deserialize_with = "chosen")]
    pub method: Option<AssessmentMethod>,
    /// The law that holds, where it is another than the Land's.
    pub law: Option<String>,
    /// The body readers may turn to next, where it is another than the Land's.
    pub enforcement: Option<String>,
    /// Whether the law demands explanations in Leichte Sprache and Deutsche Gebärdensprache on the start page.
    pub start_page: Option<bool>,
}

/// A survey with its wave.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// Its id, as invitation links and results name it.
    pub id: String,
    /// Its wave, from 1; the first if it is not said.
    #[serde(default = "first_wave")]
    pub wave: NonZeroU8,
    /// The first day.
    #[serde(deserialize_with = "day::day")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub from: toml::value::Date,
    /// The last day.
    #[serde(deserialize_with = "day::day")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub to: toml::value::Date,
    /// The occupations that are invited; none means all.
    #[serde(default)]
    pub occupations: Vec<String>,
    /// The smallest group that is ever shown; 7 if it is not said.
    pub smallest_group: Option<u32>,
}

/// One of a few words; a blank text is one that is yet to be filled in, like no text at all ([`super::facts`]).
fn chosen<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    T::deserialize(StrDeserializer::new(&text)).map(Some)
}

fn first_wave() -> NonZeroU8 {
    NonZeroU8::MIN
}

impl Survey {
    /// Whether people of this occupation are invited.
    #[must_use]
    pub fn invites(&self, occupation: &str) -> bool {
        self.occupations.is_empty() || self.occupations.iter().any(|name| name == occupation)
    }

    /// The smallest group that is ever shown (assessment.md §2: `k`).
    #[must_use]
    pub fn smallest_group(&self) -> u32 {
        self.smallest_group.unwrap_or(7)
    }
}
