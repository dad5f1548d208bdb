//! What every page shows of the municipality, whatever the page is about: name, address, contact, look.
//!
//! A page is a body on a letterhead. The body is the same for every municipality that changes nothing in it; that is why the
//! two are kept apart: a fleet prints the bodies once, on a letterhead with blanks, and fills the blanks in
//! ([`crate::fleet`]). Nothing but copying is done with the texts of a letterhead, neither here nor in a template.

use std::borrow::Cow;

use serde::Serialize;

use super::view::ContactView;
use crate::assets::{Assets, Program};
use crate::markdown::escape;
use crate::site::{LanguageSite, Site};
use crate::source::config::{Base, SiteConfig};

/// What every page in one language shows of the municipality.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Letterhead {
    /// The municipality's name.
    pub name: String,
    /// The title of the site.
    pub title: String,
    /// The name once more below the title, where the title is not the name already.
    pub subtitle: Option<String>,
    /// The address the site is published at, ending in a slash.
    pub base_url: String,
    /// Whom readers may ask.
    pub contact: ContactView,
    /// Whether every page is marked as a draft.
    pub draft: bool,
    /// Whether every page is marked as the example that the base is.
    pub example: bool,
    /// The path of the style sheet of reading pages.
    pub css_path: String,
    /// The logo, if there is one.
    pub logo: Option<Emblem>,
    /// The picture in the browser's tab.
    pub icon: Emblem,
    /// The media type of that picture as a file.
    pub icon_kind: &'static str,
    /// The path of the picture that is shown where somebody shares a link.
    pub share_path: Option<&'static str>,
    /// What pages with a program carry, by [`Program`]; absent where no page has one.
    programs: Option<[Worn; 3]>,
    /// The surveys that results may be handed over to.
    pub surveys: Surveys,
}

/// Style and policy of the pages with a program.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Worn {
    /// The style inside the page.
    pub css: String,
    /// The policy that allows it and the script.
    pub policy: String,
    /// The script. It is no text of the municipality, but so large that a page is better made without it.
    pub script: Cow<'static, str>,
}

/// A picture that stands for the municipality.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Emblem {
    /// Its path.
    pub path: String,
    /// The address that carries it inside pages that load nothing; absent if it is too heavy for that.
    pub inline: Option<String>,
}

/// The surveys as self-check pages carry them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Surveys {
    /// As they are.
    Listed(Vec<SurveyData>),
    /// A blank in their place.
    Blank(String),
}

/// A survey as self-check pages carry it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SurveyData {
    id: String,
    wave: u8,
    group: u32,
    /// Slug and title of each invited occupation.
    occupations: std::collections::BTreeMap<String, String>,
}

/// The first of the characters that stand for blanks: private ones far from those that fonts use.
pub const FIRST_BLANK: char = '\u{f0000}';
/// How many blanks a letterhead may have.
pub const BLANKS: u32 = 256;

/// The place of a blank on the letterhead, if a character is one.
#[must_use]
pub fn blank(c: char) -> Option<usize> {
    let place = u32::from(c).checked_sub(u32::from(FIRST_BLANK))?;
    (place < BLANKS).then_some(usize::try_from(place).unwrap_or(usize::MAX))
}

pub(super) fn blank_at(place: usize) -> Option<String> {
    let place = u32::try_from(place).ok().filter(|place| *place < BLANKS)?;
    char::from_u32(u32::from(FIRST_BLANK) + place).map(String::from)
}

/// The texts of a letterhead as they stand in pages, by the places of their blanks. An empty text has no blank.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filling(pub Vec<Cow<'static, str>>);

impl Filling {
    /// The place of the blank that stands in JSON, as a string.
    #[must_use]
    pub const fn data(&self) -> usize {
        self.0.len().saturating_sub(1)
    }
}

impl Letterhead {
    /// The letterhead of a site in one of its languages.
    #[must_use]
    pub fn of(site: &Site, language: &LanguageSite, assets: &Assets) -> Self {
        let config = &site.config;
        let has_programs = !(language.blueprints.is_empty()
            && language.units.is_empty()
            && language.programmes.is_empty());
        let worn = |program| Worn {
            css: assets.css(program).to_owned(),
            policy: assets.policy(program).to_owned(),
            script: Cow::Borrowed(program.script()),
        };
        Self {
            name: config.name.clone(),
            title: config.title.clone(),
            subtitle: (!config.name.is_empty() && config.name != config.title)
                .then(|| config.name.clone()),
            base_url: config.base_url.clone(),
            contact: ContactView {
                office: config.contact.office.clone(),
                email: config.contact.email.clone(),
                phone: config.contact.phone.clone(),
                dial: config.contact.phone.replace(' ', ""),
                address: config.contact.address.clone(),
            },
            draft: config.draft,
            example: config.fictional && !config.draft && config.base == Base::Full,
            css_path: assets.css_path.clone(),
            logo: assets.brand.logo.as_ref().map(|logo| Emblem {
                path: logo.path.clone(),
                inline: logo.inline.clone(),
            }),
            icon: Emblem {
                path: assets.brand.icon.path.clone(),
                inline: Some(assets.brand.icon.inline.clone()),
            },
            icon_kind: assets.brand.icon.media_type,
            share_path: assets.brand.share_path,
            programs: has_programs.then(|| Program::ALL.map(worn)),
            surveys: Surveys::Listed(surveys(config, language)),
        }
    }

    /// What pages with a program carry.
    pub(super) fn worn(&self, program: Program) -> Option<&Worn> {
        self.programs.as_ref()?.get(program as usize)
    }

    /// The same letterhead with blanks for its texts, and the texts. Letterheads whose blanks are equal can be filled in on the
    /// same pages. `None` if it has more texts than there are blanks.
    #[must_use]
    pub fn blank(&self) -> Option<(Self, Filling)> {
        let mut form = self.clone();
        let Self {
            name,
            title,
            subtitle,
            base_url,
            contact,
            draft: _,
            example: _,
            css_path,
            logo,
            icon,
            icon_kind: _,
            share_path: _,
            programs,
            surveys,
        } = &mut form;
        let mut copied: Vec<&mut String> = vec![name, title, base_url, css_path];
        copied.extend(subtitle);
        copied.extend([
            &mut contact.office,
            &mut contact.email,
            &mut contact.phone,
            &mut contact.dial,
        ]);
        copied.extend(&mut contact.address);
        for emblem in logo.iter_mut().chain([icon]) {
            copied.push(&mut emblem.path);
            copied.extend(&mut emblem.inline);
        }
        let mut filling = Filling::default();
        // Styles and scripts stand in pages as they are, everything else escaped.
        for Worn {
            css,
            policy,
            script,
        } in programs.iter_mut().flatten()
        {
            copied.push(policy);
            let place = filling.0.len();
            filling
                .0
                .push(Cow::Owned(std::mem::replace(css, blank_at(place)?)));
            let script = std::mem::replace(script, Cow::Owned(blank_at(place + 1)?));
            filling.0.push(script);
        }
        for text in copied {
            let in_page = escape(text);
            if !text.is_empty() {
                *text = blank_at(filling.0.len())?;
            }
            filling.0.push(Cow::Owned(in_page));
        }
        let json = in_script(&serde_json::to_string(surveys).unwrap_or_default());
        *surveys = Surveys::Blank(blank_at(filling.0.len())?);
        filling.0.push(Cow::Owned(json));
        Some((form, filling))
    }
}

impl Letterhead {
    /// The letterhead as it is, with blanks only for what a form has for pages with a program.
    #[must_use]
    pub fn without_programs(&self, form: &Self) -> Self {
        Self {
            programs: form.programs.clone(),
            ..self.clone()
        }
    }
}

/// JSON that may stand in a script element, which ends at `</` wherever it stands.
pub(super) fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

fn surveys(config: &SiteConfig, language: &LanguageSite) -> Vec<SurveyData> {
    let surveys = config.surveys.iter().map(|survey| {
        let occupations = language.occupations.iter();
        SurveyData {
            id: survey.id.clone(),
            wave: survey.wave.get(),
            group: survey.smallest_group(),
            occupations: occupations
                .map(|(_, occupation)| (occupation.document.slug(), &occupation.front.title))
                .filter(|(slug, _)| survey.invites(slug))
                .map(|(slug, title)| (slug.to_owned(), title.clone()))
                .collect(),
        }
    });
    surveys.collect()
}
