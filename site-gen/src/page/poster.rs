//! Posters: for each occupation a page to print, whose QR code opens the shortest way into its self-check.

use assess_core::qr::QrCode;
use assess_core::transfer::LinkFragment;
use serde::Serialize;

use super::reading::ReadingData;
use super::shell::{Draft, date};
use super::view::{CodeView, Link, OptionView, PosterView, View};
use super::{Made, Pages};
use crate::diagnostic::Diagnostics;
use crate::markdown::Rendered;
use crate::site::arena::Handle;
use crate::site::route::Route;
use crate::site::{Blueprint, Occupation};

/// The last part of a poster's address.
const SEGMENT: &str = "plakat";

/// What there are posters for: each occupation of a self-check, and all together (`None`).
pub(super) fn subjects(check: &Blueprint) -> impl Iterator<Item = Option<Handle<Occupation>>> {
    std::iter::once(None).chain(check.occupations.iter().copied().map(Some))
}

impl<'a> Pages<'a> {
    pub(super) fn poster(
        &self,
        check: Handle<Blueprint>,
        occupation: Option<Handle<Occupation>>,
    ) -> Made<'a> {
        let check = &self.language.blueprints[check];
        let route = self.poster_route(check, occupation);
        let posters: Vec<_> = subjects(check).collect();
        let heading = self.poster_heading(occupation);
        let address = self.poster_address(check, occupation);
        let code = address.as_deref().and_then(QrCode::new);
        let running = address.is_some().then(|| {
            let mut data = ReadingData::new(self.texts, "poster_words");
            data.poster = Some(self.poster_data(check, &posters));
            data.running()
        });
        let place = posters.iter().position(|one| *one == occupation);
        let view = PosterView {
            heading,
            minutes: check.front.minutes,
            code: code.map(|QrCode { side, path }| CodeView { side, path }),
            address,
            check: self.link(
                &route,
                &check.front.title,
                &self.check_route(check, occupation),
            ),
            office: self.site.config.contact.office.clone(),
            place: place.unwrap_or(0),
            checks: numbered(posters.iter().map(|one| self.poster_subject(*one))),
            surveys: numbered(self.site.config.surveys.iter().map(|survey| {
                self.texts.fill(
                    "poster.survey_entry",
                    &[
                        ("id", &survey.id),
                        ("wave", &survey.wave.to_string()),
                        ("from", &date(survey.from, self.texts)),
                        ("to", &date(survey.to, self.texts)),
                    ],
                )
            })),
            others: posters
                .iter()
                .filter(|one| **one != occupation)
                .map(|one| Link {
                    title: self.poster_subject(*one),
                    url: route.link_to(&self.poster_route(check, *one)),
                })
                .collect(),
        };
        let mut trail = self.trail(&route, "selbst-check");
        trail.push(view.check.clone());
        let title = self.texts.fill(
            "poster.title",
            &[("subject", &self.poster_subject(occupation))],
        );
        let draft = Draft {
            document: None,
            title,
            summary: self.texts.get("poster.summary").to_owned(),
            trail,
            neighbours: (None, None),
            tags: Vec::new(),
            body: Rendered::default(),
            diagnostics: Diagnostics::new(),
            route,
        };
        self.finish_with(draft, View::Poster(Box::new(view)), running)
    }

    /// The link to the poster of an occupation, if it has one.
    pub(super) fn poster_link(
        &self,
        from: &Route,
        occupation: Option<Handle<Occupation>>,
    ) -> Option<Link> {
        let (_, check) = self.language.first_check()?;
        if let Some(occupation) = occupation
            && !check.occupations.contains(&occupation)
        {
            return None;
        }
        let key = match occupation {
            Some(_) => "poster.link",
            None => "poster.link_all",
        };
        let to = self.poster_route(check, occupation);
        Some(self.link(from, self.texts.get(key), &to))
    }

    pub(super) fn check_route(
        &self,
        check: &Blueprint,
        occupation: Option<Handle<Occupation>>,
    ) -> Route {
        occupation.map_or_else(
            || check.route.clone(),
            |occupation| {
                let slug = self.language.occupations[occupation].document.slug();
                check.route.child(slug)
            },
        )
    }

    fn poster_route(&self, check: &Blueprint, occupation: Option<Handle<Occupation>>) -> Route {
        self.check_route(check, occupation).child(SEGMENT)
    }

    fn poster_subject(&self, occupation: Option<Handle<Occupation>>) -> String {
        occupation.map_or_else(
            || self.texts.get("poster.all").to_owned(),
            |occupation| self.language.occupations[occupation].front.title.clone(),
        )
    }

    fn poster_heading(&self, occupation: Option<Handle<Occupation>>) -> String {
        let subject = self.poster_subject(occupation);
        self.texts.fill("poster.heading", &[("subject", &subject)])
    }

    /// The full address that opens the check on its first question; nothing as long as nobody knows where the site will be.
    fn poster_address(
        &self,
        check: &Blueprint,
        occupation: Option<Handle<Occupation>>,
    ) -> Option<String> {
        let config = &self.site.config;
        let fragment = LinkFragment {
            start: true,
            ..LinkFragment::default()
        };
        config.has_address.then(|| {
            let route = self.check_route(check, occupation);
            format!("{}{}{}", config.base_url, route.as_str(), fragment.write())
        })
    }

    fn poster_data(
        &self,
        check: &Blueprint,
        posters: &[Option<Handle<Occupation>>],
    ) -> PosterData<'_> {
        let site = self.language;
        let config = &self.site.config;
        PosterData {
            checks: posters
                .iter()
                .map(|one| PosterCheck {
                    occupation: one.map(|one| site.occupations[one].document.slug()),
                    title: self.poster_heading(*one),
                    address: format!(
                        "{}{}",
                        config.base_url,
                        self.check_route(check, *one).as_str()
                    ),
                })
                .collect(),
            surveys: config
                .surveys
                .iter()
                .map(|survey| PosterSurvey {
                    id: &survey.id,
                    wave: survey.wave.get(),
                    occupations: self
                        .language
                        .occupations
                        .iter()
                        .map(|(_, occupation)| occupation.document.slug())
                        .filter(|slug| survey.invites(slug))
                        .collect(),
                })
                .collect(),
        }
    }
}

fn numbered(texts: impl Iterator<Item = String>) -> Vec<OptionView> {
    texts
        .enumerate()
        .map(|(index, text)| OptionView { index, text })
        .collect()
}

/// What the program chooses from.
#[derive(Serialize)]
pub(super) struct PosterData<'s> {
    checks: Vec<PosterCheck<'s>>,
    surveys: Vec<PosterSurvey<'s>>,
}

#[derive(Serialize)]
struct PosterCheck<'s> {
    occupation: Option<&'s str>,
    title: String,
    address: String,
}

#[derive(Serialize)]
struct PosterSurvey<'s> {
    id: &'s str,
    wave: u8,
    occupations: Vec<&'s str>,
}
