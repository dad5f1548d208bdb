//! The page about the surveys of `site.toml`: what each of them is, who may take part, who sees what, and the invitation for each
//! occupation. A site without a survey has no such page.

use assess_core::transfer::{Invitation, LinkFragment, Wave};

use super::shell::{Draft, date};
use super::view::{InvitationView, Link, SurveyView, SurveysView, View};
use super::{Made, Pages};
use crate::diagnostic::Diagnostics;
use crate::markdown::Rendered;
use crate::site::arena::Handle;
use crate::site::route::Route;
use crate::site::{Blueprint, Occupation};
use crate::source::config::Survey;

/// The address of the page.
const SEGMENT: &str = "erhebungen";

impl<'a> Pages<'a> {
    /// Whether there is anything to say on the page. It is there once, in the default language.
    #[must_use]
    pub fn has_surveys(&self) -> bool {
        !self.site.config.surveys.is_empty()
            && &*self.language.language == self.site.config.default_language()
    }

    pub(super) fn surveys(&self) -> Made<'a> {
        let route = self.surveys_route();
        let surveys = self.site.config.surveys.iter();
        let surveys = surveys
            .map(|survey| SurveyView {
                id: survey.id.clone(),
                wave: survey.wave.get(),
                from: date(survey.from, self.texts),
                to: date(survey.to, self.texts),
                first_day: survey.from.to_string(),
                last_day: survey.to.to_string(),
                smallest_group: survey.smallest_group(),
                invitations: self.invitations(survey, &route),
            })
            .collect();
        let draft = Draft {
            document: None,
            title: self.texts.get("surveys.title").to_owned(),
            summary: self.texts.get("surveys.summary").to_owned(),
            trail: self.trail(&route, "selbst-check"),
            neighbours: (None, None),
            tags: Vec::new(),
            body: Rendered::default(),
            diagnostics: Diagnostics::new(),
            route,
        };
        self.finish(draft, View::Surveys(SurveysView { surveys }))
    }

    /// The link to the page, if there is one.
    pub(super) fn surveys_link(&self, from: &Route) -> Option<Link> {
        let to = self.surveys_route();
        self.has_surveys()
            .then(|| self.link(from, self.texts.get("surveys.link"), &to))
    }

    fn surveys_route(&self) -> Route {
        Route::of_document(&self.language.language, true, SEGMENT)
    }

    /// One for each invited occupation that the first self-check asks.
    fn invitations(&self, survey: &Survey, from: &Route) -> Vec<InvitationView> {
        let Some((_, check)) = self.language.first_check() else {
            return Vec::new();
        };
        let invited = |handle: &Handle<Occupation>| {
            survey.invites(self.language.occupations[*handle].document.slug())
        };
        let occupations = check.occupations.iter().copied().filter(invited);
        occupations
            .map(|handle| self.invitation(survey, check, handle, from))
            .collect()
    }

    fn invitation(
        &self,
        survey: &Survey,
        check: &Blueprint,
        handle: Handle<Occupation>,
        from: &Route,
    ) -> InvitationView {
        let occupation = &self.language.occupations[handle];
        let fragment = LinkFragment {
            invitation: Invitation {
                survey: Some(survey.id.as_str().into()),
                occupation: Some(occupation.document.slug().into()),
                wave: Wave::new(survey.wave.get()),
            },
            start: false,
        }
        .write();
        let route = self.check_route(check, Some(handle));
        let config = &self.site.config;
        InvitationView {
            occupation: occupation.front.title.clone(),
            url: format!("{}{fragment}", from.link_to(&route)),
            address: config
                .has_address
                .then(|| format!("{}{}{fragment}", config.base_url, route.as_str())),
        }
    }
}
