//! `site.toml`: the facts of a site.

use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Text;
use super::front_matter::locate_in_text;
use super::layer::{Layer, MachineError};
use super::{embedded, front_matter};
use crate::diagnostic::{Diagnostics, Place, Problem};
use crate::keys;

/// The version of the embedded base content. It rises with every release that changes a page of the base.
pub const BASE_VERSION: u32 = 1;

/// `site.toml` as written; every key is explained in `content/site.toml`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SiteFile {
    /// The municipality's name. With it, the other facts must be its own.
    name: Option<String>,
    /// The title of the site.
    title: Option<String>,
    /// The address the site is published at; may have a sub-path.
    base_url: Option<String>,
    /// The Land, by its two letters.
    land: Option<Land>,
    /// The languages; the first is the default and has no prefix in its addresses.
    languages: Option<Vec<String>>,
    /// Marks every page as a draft; missing facts are then allowed.
    draft: Option<bool>,
    /// What the site builds on.
    base: Option<Base>,
    /// The version of the base to stay with.
    base_version: Option<u32>,
    /// Further layers below this one, lowest first.
    #[serde(default)]
    layers: Vec<String>,
    /// Whether the site ships a page for editing in the browser.
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "part of the contract; the page for editing comes with the layers' tools"
    )]
    cms: bool,
    #[serde(default)]
    brand: Brand,
    contact: Option<Contact>,
    imprint: Option<Imprint>,
    privacy: Option<Privacy>,
    accessibility: Option<Accessibility>,
    /// Surveys whose invitation links carry id, wave and occupation.
    #[serde(default)]
    erhebung: Vec<Survey>,
}

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

/// Name, colours and logo.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// The theme: `kern`, or a folder of `themes/`.
    pub theme: Option<String>,
    /// The logo, a file of the layer.
    pub logo: Option<String>,
    /// The main colour, `#rrggbb`.
    pub primary: Option<String>,
    /// The second colour, `#rrggbb`.
    pub accent: Option<String>,
}

/// Whom readers may ask.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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

/// Facts for the imprint (§ 5 DDG).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Imprint {
    /// Who is responsible.
    pub responsible: String,
    /// Who represents them.
    pub represented_by: String,
    /// The VAT number, if there is one.
    #[serde(default)]
    pub vat_id: String,
}

/// Facts for the privacy notice (Art. 13 DSGVO).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// The data protection officer and how to reach them.
    pub officer: String,
    /// Who runs the web server.
    pub host: String,
    /// How many days the server keeps its logs.
    pub log_days: u32,
}

/// Facts for the accessibility statement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accessibility {
    /// Where to report a barrier.
    pub contact: String,
    /// When the site was assessed.
    #[schemars(with = "String")]
    pub assessed: toml::value::Date,
    /// Who assessed it.
    pub method: AssessmentMethod,
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

/// A survey with its wave.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "checked here; invitation links and result files use it"
)]
struct Survey {
    id: String,
    #[schemars(range(min = 1))]
    wave: u8,
    #[schemars(with = "String")]
    from: toml::value::Date,
    #[schemars(with = "String")]
    to: toml::value::Date,
    occupations: Vec<String>,
    smallest_group: Option<u32>,
}

/// The sixteen Länder, by their two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
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

/// The facts of a site, complete: each is the site's own or the base's.
#[derive(Debug, Clone)]
pub struct SiteConfig {
    /// The municipality's name.
    pub name: String,
    /// The title of the site.
    pub title: String,
    /// The address the site is published at, ending in a slash.
    pub base_url: String,
    /// The Land.
    pub land: Land,
    /// The languages; never empty.
    pub languages: Vec<String>,
    /// Whether every page is marked as a draft.
    pub draft: bool,
    /// What the site builds on.
    pub base: Base,
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
    /// Whether these are the base's made-up facts.
    pub fictional: bool,
}

impl SiteConfig {
    /// The default language: the first.
    #[must_use]
    pub fn default_language(&self) -> &str {
        self.languages.first().map_or("de", String::as_str)
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
const SMALLEST_GROUP_FLOOR: u32 = 5;

/// Reads the municipality's `site.toml` over the base's, and the layers it names.
pub(super) fn read(
    own: &Layer,
    dir: &Path,
    overrides: &Overrides,
    diagnostics: &mut Diagnostics,
) -> Result<(SiteConfig, Vec<Layer>), MachineError> {
    let base_text = whole("base", embedded::site_toml());
    // The base's file is part of this program and tested; were it broken, its diagnostics would say so.
    let base: SiteFile = front_matter::decode_text(&base_text, diagnostics).unwrap_or_default();
    let own_text = own.read(FILE)?;
    let found = match own_text {
        None => None,
        Some(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Some(whole(&own.name, text.replace("\r\n", "\n"))),
            Err(_) => {
                diagnostics.at(
                    Place::start_of(&Arc::from(FILE), &Arc::from("")),
                    Problem::NotUtf8,
                );
                None
            }
        },
    };
    let site: SiteFile = match &found {
        None => SiteFile::default(),
        Some(text) => front_matter::decode_text(text, diagnostics).unwrap_or_default(),
    };
    let layers = site
        .layers
        .iter()
        .map(|path| {
            let name = Path::new(path)
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or(path);
            Layer::folder(name, &dir.join(path))
        })
        .collect();
    if let Some(text) = &found {
        check(&site, overrides, text, diagnostics);
    }
    Ok((resolve(site, base, overrides), layers))
}

const FILE: &str = "site.toml";

fn whole(layer: &str, text: String) -> Text {
    let text: Arc<str> = Arc::from(text);
    let all = 0..text.len();
    Text {
        layer: Arc::from(layer),
        file: Arc::from(FILE),
        front: all.clone(),
        body: all.end..all.end,
        text,
    }
}

fn check(site: &SiteFile, overrides: &Overrides, text: &Text, diagnostics: &mut Diagnostics) {
    let draft = overrides.draft || site.draft.unwrap_or(false);
    if site.name.is_some() && !draft {
        let given = [
            (
                "base_url",
                site.base_url.is_some() || overrides.base_url.is_some(),
            ),
            ("land", site.land.is_some()),
            ("[contact]", site.contact.is_some()),
            ("[imprint]", site.imprint.is_some()),
            ("[privacy]", site.privacy.is_some()),
            ("[accessibility]", site.accessibility.is_some()),
        ];
        for (key, _) in given.into_iter().filter(|(_, given)| !given) {
            diagnostics.at(
                text.place(0..0),
                Problem::MissingFact {
                    key: key.to_owned(),
                },
            );
        }
    }
    if let Some(asked) = site.base_version.filter(|asked| *asked != BASE_VERSION) {
        diagnostics.at(
            text.place(0..0),
            Problem::UnknownBaseVersion {
                asked,
                known: BASE_VERSION,
            },
        );
    }
    for (place, survey) in site.erhebung.iter().enumerate() {
        if survey
            .smallest_group
            .is_some_and(|group| group < SMALLEST_GROUP_FLOOR)
        {
            diagnostics.at(
                locate_in_text(text, &keys!["erhebung", place, "smallest_group"]),
                Problem::SmallestGroup,
            );
        }
    }
}

fn resolve(site: SiteFile, base: SiteFile, overrides: &Overrides) -> SiteConfig {
    let fictional = site.name.is_none();
    let name = site.name.or(base.name).unwrap_or_default();
    let mut base_url = overrides
        .base_url
        .clone()
        .or(site.base_url)
        .or(base.base_url)
        .unwrap_or_default();
    if !base_url.ends_with('/') {
        base_url.push('/');
    }
    SiteConfig {
        title: site
            .title
            .or_else(|| (!fictional).then(|| format!("roadMAP {name}")))
            .or(base.title)
            .unwrap_or_default(),
        name,
        base_url,
        land: site.land.or(base.land).unwrap_or(Land::He),
        languages: site
            .languages
            .or(base.languages)
            .filter(|languages| !languages.is_empty())
            .unwrap_or_else(|| vec!["de".into()]),
        draft: overrides.draft || site.draft.unwrap_or(false),
        base: site.base.unwrap_or_default(),
        brand: site.brand,
        contact: site.contact.or(base.contact).unwrap_or_default(),
        imprint: site.imprint.or(base.imprint).unwrap_or_default(),
        privacy: site.privacy.or(base.privacy).unwrap_or_default(),
        accessibility: site
            .accessibility
            .or(base.accessibility)
            .unwrap_or(Accessibility {
                contact: String::new(),
                assessed: toml::value::Date {
                    year: 2026,
                    month: 1,
                    day: 1,
                },
                method: AssessmentMethod::Own,
            }),
        fictional,
    }
}
