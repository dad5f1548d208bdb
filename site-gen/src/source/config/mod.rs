//! The facts of a site: `site.toml` of all layers ([`file`]), what must be in it ([`facts`]), and what came of it.

mod facts;
pub mod file;

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Text;
use super::embedded;
use super::front_matter::{self, Key, locate_in};
use super::layer::{BASE_LAYER, Rank};
use crate::diagnostic::{Diagnostics, Place, Problem};
use crate::keys;
use file::SiteFile;
pub use file::Survey;

/// What a site builds on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    /// The embedded content and themes.
    #[default]
    Full,
    /// Only templates and texts of the interface; the content is all its own.
    Theme,
}

/// The look of the site, as `site.toml` asks for it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// The theme: `kern`, `schlicht`, or a folder of `themes/`.
    pub theme: Option<String>,
    /// The logo, a file of the layer: SVG or PNG.
    pub logo: Option<String>,
    /// The main colour, `#rrggbb`.
    pub primary: Option<String>,
    /// The second colour, `#rrggbb`.
    pub accent: Option<String>,
}

/// Whom readers may ask. What is missing in a draft is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// The office.
    pub office: String,
    /// Its e-mail address.
    pub email: String,
    /// Its telephone number.
    pub phone: String,
    /// Its postal address, line by line.
    pub address: Vec<String>,
}

/// Facts for the imprint (§ 5 DDG). What is missing in a draft is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Who is responsible.
    pub responsible: String,
    /// Who represents them.
    pub represented_by: String,
    /// The VAT number; empty if there is none.
    pub vat_id: String,
}

/// Facts for the privacy notice (Art. 13 DSGVO). What is missing in a draft is empty or absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Privacy {
    /// The data protection officer and how to reach them.
    pub officer: String,
    /// Who runs the web server.
    pub host: String,
    /// How many days the server keeps its logs; 0 if it keeps none.
    pub log_days: Option<u32>,
    /// The supervisory authority, where the municipality names one itself.
    pub authority: Option<String>,
}

/// Facts for the accessibility statement. What is missing in a draft is empty or absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accessibility {
    /// Where to report a barrier.
    pub contact: String,
    /// When the site was assessed.
    pub assessed: Option<toml::value::Date>,
    /// Who assessed it.
    pub method: Option<AssessmentMethod>,
    /// The law that holds, where the municipality names it itself.
    pub law: Option<String>,
    /// The body readers may turn to next, where the municipality names it itself.
    pub enforcement: Option<String>,
    /// Whether explanations in Leichte Sprache and Deutsche Gebärdensprache are demanded on the start page, where the
    /// municipality says so itself.
    pub start_page: Option<bool>,
}

/// Who assessed the accessibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AssessmentMethod {
    /// The municipality itself.
    #[serde(rename = "self")]
    Own,
    /// A third party.
    External,
}

/// The sixteen Länder, by their two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names stand in `Land::name`")]
pub enum Land {
    Bb,
    Be,
    Bw,
    By,
    Hb,
    He,
    Hh,
    Mv,
    Ni,
    Nw,
    Rp,
    Sh,
    Sl,
    Sn,
    St,
    Th,
}

impl Land {
    /// All sixteen, by their letters.
    pub const ALL: [Self; 16] = [
        Self::Bb,
        Self::Be,
        Self::Bw,
        Self::By,
        Self::Hb,
        Self::He,
        Self::Hh,
        Self::Mv,
        Self::Ni,
        Self::Nw,
        Self::Rp,
        Self::Sh,
        Self::Sl,
        Self::Sn,
        Self::St,
        Self::Th,
    ];

    /// The two letters.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Bb => "BB",
            Self::Be => "BE",
            Self::Bw => "BW",
            Self::By => "BY",
            Self::Hb => "HB",
            Self::He => "HE",
            Self::Hh => "HH",
            Self::Mv => "MV",
            Self::Ni => "NI",
            Self::Nw => "NW",
            Self::Rp => "RP",
            Self::Sh => "SH",
            Self::Sl => "SL",
            Self::Sn => "SN",
            Self::St => "ST",
            Self::Th => "TH",
        }
    }

    /// The name in German.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bb => "Brandenburg",
            Self::Be => "Berlin",
            Self::Bw => "Baden-Württemberg",
            Self::By => "Bayern",
            Self::Hb => "Bremen",
            Self::He => "Hessen",
            Self::Hh => "Hamburg",
            Self::Mv => "Mecklenburg-Vorpommern",
            Self::Ni => "Niedersachsen",
            Self::Nw => "Nordrhein-Westfalen",
            Self::Rp => "Rheinland-Pfalz",
            Self::Sh => "Schleswig-Holstein",
            Self::Sl => "Saarland",
            Self::Sn => "Sachsen",
            Self::St => "Sachsen-Anhalt",
            Self::Th => "Thüringen",
        }
    }
}

/// What the command line says over `site.toml`.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--draft`.
    pub draft: bool,
    /// `--base-url`.
    pub base_url: Option<String>,
}

/// The facts of a site: its own, or the base's where no layer gives a name.
#[derive(Debug, Clone)]
pub struct SiteConfig {
    /// The municipality's name.
    pub name: String,
    /// The title of the site.
    pub title: String,
    /// The address the site is published at, ending in a slash.
    pub base_url: String,
    /// Whether that address was given; a draft may do without.
    pub has_address: bool,
    /// The Land; absent only in a draft.
    pub land: Option<Land>,
    /// The languages; never empty.
    pub languages: Vec<String>,
    /// Whether every page is marked as a draft.
    pub draft: bool,
    /// What the site builds on.
    pub base: Base,
    /// The version of the base to stay with.
    pub base_version: Option<u32>,
    /// Name, colours and logo.
    pub brand: Brand,
    /// Whom readers may ask.
    pub contact: Contact,
    /// Facts for the imprint.
    pub imprint: Imprint,
    /// Facts for the privacy notice.
    pub privacy: Privacy,
    /// Facts for the accessibility statement.
    pub accessibility: Accessibility,
    /// The surveys that results may be handed over to.
    pub surveys: Vec<Survey>,
    /// Whether these are the base's made-up facts.
    pub fictional: bool,
    /// Whether the site has a page for editing in the browser.
    pub cms: bool,
    /// The id under which that page is registered with the host of the project.
    pub cms_app_id: Option<String>,
    /// The files that say all this, to show where something in them is wrong.
    texts: Vec<Text>,
}

impl SiteConfig {
    /// Where a key stands.
    #[must_use]
    pub fn locate(&self, keys: &[Key]) -> Place {
        locate_in(&self.texts, keys)
    }

    /// The default language: the first.
    #[must_use]
    pub fn default_language(&self) -> &str {
        self.languages.first().map_or("de", String::as_str)
    }

    /// A path on the site's host as one below the site, without a slash at its beginning; what lies elsewhere stays as it is.
    #[must_use]
    pub fn below_base<'p>(&self, path: &'p str) -> &'p str {
        let base = self.base_path();
        let below = path.strip_prefix(base);
        let is_root = path == base.trim_end_matches('/');
        below
            .unwrap_or(if is_root { "" } else { path })
            .trim_start_matches('/')
    }

    /// The path part of the address, beginning and ending in a slash.
    #[must_use]
    pub fn base_path(&self) -> &str {
        let after_scheme = self
            .base_url
            .split_once("://")
            .map_or(&*self.base_url, |(_, rest)| rest);
        after_scheme
            .find('/')
            .map_or("/", |slash| &after_scheme[slash..])
    }
}

/// The smallest group that a survey may ever show (assessment.md: never below 5).
const SMALLEST_GROUP_FLOOR: i64 = 5;

/// Joins the `site.toml` of all layers, lowest first, over the base's.
pub(super) fn config(
    texts: &[Text],
    overrides: &Overrides,
    diagnostics: &mut Diagnostics,
) -> SiteConfig {
    let base_text = whole(
        &Arc::from(BASE_LAYER),
        &Arc::from(FILE),
        embedded::site_toml(),
    );
    // Whoever has a name of their own never shows the base's made-up facts, not even in a draft.
    let fictional = !texts.iter().any(gives_name);
    let mut all: Vec<Text> = Vec::with_capacity(texts.len() + 1);
    if fictional || texts.is_empty() {
        all.push(base_text);
    }
    all.extend_from_slice(texts);
    let site: SiteFile = front_matter::decode_texts(&all, diagnostics).unwrap_or_default();
    if let Some(merged) = front_matter::merged_table(texts) {
        check(&site, &merged, texts, overrides, diagnostics);
    }
    resolve(site, fictional, overrides, all)
}

fn gives_name(text: &Text) -> bool {
    toml::from_str::<toml::Table>(text.front()).is_ok_and(|table| table.contains_key("name"))
}

/// The name of the file of facts.
pub const FILE: &str = "site.toml";

/// A file that is TOML as a whole.
pub(crate) fn whole(layer: &Arc<str>, shown: &Arc<str>, text: String) -> Text {
    let text: Arc<str> = Arc::from(text);
    let all = 0..text.len();
    Text {
        layer: Arc::clone(layer),
        rank: Rank::default(),
        file: Arc::clone(shown),
        front: all.clone(),
        body: all.end..all.end,
        text,
    }
}

fn check(
    site: &SiteFile,
    merged: &toml::Table,
    texts: &[Text],
    overrides: &Overrides,
    diagnostics: &mut Diagnostics,
) {
    if !(overrides.draft || site.draft.unwrap_or(false)) {
        facts::check(merged, texts, overrides.base_url.is_some(), diagnostics);
    }
    let base_url = overrides.base_url.as_ref().or(site.base_url.as_ref());
    if let Some(address) =
        base_url.filter(|address| !address.trim().is_empty() && !is_address(address))
    {
        diagnostics.at(
            locate_in(texts, &keys!["base_url"]),
            Problem::NoWebAddress {
                found: address.clone(),
            },
        );
    }
    check_groups(texts, diagnostics);
}

/// Whether a text is a web address that pages may name as their own.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    host.is_some_and(|host| {
        !host.is_empty()
            && !host.starts_with('/')
            && !text.contains(|c: char| c.is_whitespace() || "<>\"'\\#?".contains(c))
    })
}

/// Small groups give single people away, so a layer may only raise what the layers below it ask for.
fn check_groups(texts: &[Text], diagnostics: &mut Diagnostics) {
    let mut least: BTreeMap<String, i64> = BTreeMap::new();
    for text in texts {
        let Ok(table) = toml::from_str::<toml::Table>(text.front()) else {
            continue;
        };
        let surveys = table.get("erhebung").and_then(toml::Value::as_array);
        for (place, survey) in surveys.into_iter().flatten().enumerate() {
            let id = survey.get("id").and_then(toml::Value::as_str);
            let group = survey
                .get("smallest_group")
                .and_then(toml::Value::as_integer);
            let (Some(id), Some(group)) = (id, group) else {
                continue;
            };
            let floor = least.get(id).copied().unwrap_or(SMALLEST_GROUP_FLOOR);
            if group < floor {
                diagnostics.at(
                    locate_in(
                        std::slice::from_ref(text),
                        &keys!["erhebung", place, "smallest_group"],
                    ),
                    Problem::SmallestGroup { least: floor },
                );
            } else {
                least.insert(id.to_owned(), group);
            }
        }
    }
}

/// Where a draft stands as long as it has no address: reserved for examples, so that it leads nowhere.
const NO_ADDRESS: &str = "https://roadmap.example/";

fn resolve(site: SiteFile, fictional: bool, overrides: &Overrides, texts: Vec<Text>) -> SiteConfig {
    let name = site.name.unwrap_or_default();
    let address = overrides
        .base_url
        .clone()
        .or(site.base_url)
        .filter(|address| !address.trim().is_empty());
    let mut base_url = address.clone().unwrap_or_else(|| NO_ADDRESS.to_owned());
    if !base_url.ends_with('/') {
        base_url.push('/');
    }
    SiteConfig {
        title: site.title.unwrap_or_else(|| format!("roadMAP {name}")),
        name,
        has_address: address.is_some(),
        base_url,
        land: site.land,
        languages: site
            .languages
            .filter(|languages| !languages.is_empty())
            .unwrap_or_else(|| vec!["de".into()]),
        draft: overrides.draft || site.draft.unwrap_or(false),
        base: site.base.unwrap_or_default(),
        base_version: site.base_version,
        brand: site.brand,
        contact: Contact {
            office: site.contact.office.unwrap_or_default(),
            email: site.contact.email.unwrap_or_default(),
            phone: site.contact.phone.unwrap_or_default(),
            address: site.contact.address.unwrap_or_default(),
        },
        imprint: Imprint {
            responsible: site.imprint.responsible.unwrap_or_default(),
            represented_by: site.imprint.represented_by.unwrap_or_default(),
            vat_id: site.imprint.vat_id.unwrap_or_default(),
        },
        privacy: Privacy {
            officer: site.privacy.officer.unwrap_or_default(),
            host: site.privacy.host.unwrap_or_default(),
            log_days: site.privacy.log_days,
            authority: site.privacy.authority,
        },
        accessibility: Accessibility {
            contact: site.accessibility.contact.unwrap_or_default(),
            assessed: site.accessibility.assessed,
            method: site.accessibility.method,
            law: site.accessibility.law,
            enforcement: site.accessibility.enforcement,
            start_page: site.accessibility.start_page,
        },
        surveys: site.erhebung,
        fictional,
        cms: site.cms.unwrap_or(false),
        cms_app_id: site.cms_app_id,
        texts,
    }
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn a_site_stands_at_a_web_address() {
        for good in ["https://roadmap.example", "http://stadt.example/roadmap/"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "roadmap.example",
            "https://",
            "https:///pfad",
            "https://a.example/\"><script>",
            "ftp://a.example",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
