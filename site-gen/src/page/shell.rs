//! What every page has: navigation, bread crumbs, contents, previous and next, facts of the site.

use std::sync::Arc;

use super::letterhead::{Emblem, Worn, in_script};
use super::view::{
    IconView, Link, Model, NavLink, PageView, ProgramView, SiteView, TocChild, TocEntry, View,
};
use super::{Made, Pages};
use crate::assets::Program;
use crate::diagnostic::Diagnostics;
use crate::markdown::{Heading, Rendered};
use crate::site::route::Route;
use crate::source::document::Document;
use crate::theme::texts::Texts;

/// What a page has of its own before the rest is known.
pub(super) struct Draft<'d> {
    pub(super) route: Route,
    /// Where it comes from; a page that no layer wrote has no source.
    pub(super) document: Option<&'d Document>,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) trail: Vec<Link>,
    pub(super) neighbours: (Option<Link>, Option<Link>),
    pub(super) tags: Vec<String>,
    pub(super) body: Rendered,
    pub(super) diagnostics: Diagnostics,
}

/// A program and the data that it reads, as JSON.
pub(super) struct Running(Program, String);

impl Running {
    /// A page's data, ready to stand in a script element.
    pub(super) fn new(program: Program, data: &impl serde::Serialize) -> Self {
        let data = serde_json::to_string(data).unwrap_or_default();
        Self(program, in_script(&data))
    }
}

const GENERATOR: &str = concat!("roadMAP ", env!("CARGO_PKG_VERSION"));

impl<'a> Pages<'a> {
    /// Joins a draft and the view of its kind to a page.
    pub(super) fn finish(&self, draft: Draft<'_>, view: View) -> Made<'a> {
        self.finish_with(draft, view, None)
    }

    /// The same, for a page that may carry a program.
    pub(super) fn finish_with(
        &self,
        draft: Draft<'_>,
        view: View,
        running: Option<Running>,
    ) -> Made<'a> {
        let letterhead = self.letterhead;
        let Draft {
            route,
            document,
            title,
            summary,
            trail,
            neighbours,
            tags,
            body,
            diagnostics,
        } = draft;
        let (prev, next) = neighbours;
        let is_home = matches!(view, View::Home(_));
        let not_found = matches!(view, View::NotFound(_));
        let document_title = if is_home {
            letterhead.title.clone()
        } else {
            format!("{title} – {}", letterhead.title)
        };
        let page = PageView {
            kind: view.kind(),
            document_title,
            canonical: (!not_found).then(|| format!("{}{}", letterhead.base_url, route.as_str())),
            breadcrumbs: trail,
            toc: if matches!(view, View::Check(_)) || is_home {
                Vec::new()
            } else {
                toc(&body.headings, &view)
            },
            terms: self.explanations(&body.terms, &route),
            body: body.html,
            prev,
            next,
            tags,
            title,
            summary,
        };
        let site = self.site_view(&route, not_found, running.as_ref());
        let program = running.map(|Running(program, data)| ProgramView {
            data_id: program.data_id(),
            data,
            script: letterhead
                .worn(program)
                .map_or(program.script(), |worn| &*worn.script),
            script_for_old: program.script_for_old(),
        });
        Made {
            downloads: Vec::new(),
            learning: None,
            file: if not_found {
                "404.html".to_owned()
            } else {
                route.file()
            },
            route,
            headings: document.map(|document| (Arc::clone(&document.path), body.headings)),
            anchors: body.anchors,
            model: Model {
                site,
                page,
                view,
                program,
            },
            diagnostics,
        }
    }

    /// What a page shows of the site, with links as they lead from it.
    fn site_view(&self, route: &Route, not_found: bool, running: Option<&Running>) -> SiteView<'a> {
        let letterhead = self.letterhead;
        // The error page is shown at any depth, so its links cannot be relative to the page.
        let links_from = |path: &str| {
            if not_found {
                format!("{}{path}", self.site.config.base_path())
            } else {
                route.link_to_path(path)
            }
        };
        let assets = self.materials.assets;
        let worn = running.and_then(|Running(program, _)| letterhead.worn(*program));
        let (css_url, inline_css, csp) = match worn {
            Some(Worn { css, policy, .. }) => (None, Some(&**css), &**policy),
            None => (
                Some(links_from(&letterhead.css_path)),
                None,
                &*assets.reading_policy,
            ),
        };
        // Pages with a program load nothing, so what they show they carry inside.
        let carries = running.is_some();
        let seen_from = |emblem: &Emblem| {
            if carries {
                emblem.inline.clone()
            } else {
                Some(links_from(&emblem.path))
            }
        };
        let logo_url = letterhead.logo.as_ref().and_then(seen_from);
        let icon = IconView {
            url: seen_from(&letterhead.icon).unwrap_or_default(),
            kind: if carries {
                "image/svg+xml"
            } else {
                letterhead.icon_kind
            },
        };
        let share_url = letterhead
            .share_path
            .filter(|_| !carries && !not_found)
            .map(|path| format!("{}{path}", letterhead.base_url));
        SiteView {
            name: &letterhead.name,
            title: &letterhead.title,
            subtitle: letterhead.subtitle.as_deref(),
            lang: &self.language.language,
            draft: letterhead.draft,
            base: letterhead.example,
            nav: self
                .common
                .shell
                .nav
                .iter()
                .map(|section| NavLink {
                    title: section.front.title.clone(),
                    url: links_from(section.route.as_str()),
                    current: !not_found && route.as_str().starts_with(section.route.as_str()),
                })
                .collect(),
            footer: self
                .common
                .shell
                .footer
                .iter()
                .map(|(title, route)| Link {
                    title: (*title).to_owned(),
                    url: links_from(route.as_str()),
                })
                .collect(),
            contact: &letterhead.contact,
            home_url: links_from(self.language.home.route.as_str()),
            css_url,
            inline_css,
            csp,
            logo_url,
            icon,
            share_url,
            generator: GENERATOR,
        }
    }

    /// The way from the home page down to a page of a section.
    pub(super) fn trail(&self, from: &Route, folder: &str) -> Vec<Link> {
        let mut trail = self.home_trail(from);
        if let Some(section) = self.language.section(folder) {
            trail.push(self.link(from, &section.front.title, &section.route));
        }
        trail
    }

    /// The way from the home page to a page right below it.
    pub(super) fn home_trail(&self, from: &Route) -> Vec<Link> {
        vec![self.link(
            from,
            self.texts.get("label.home"),
            &self.language.home.route,
        )]
    }
}

/// Headings of the second and third level and the groups of a section, in the order of the page; nothing where there is only one.
fn toc(headings: &[Heading], view: &View) -> Vec<TocEntry> {
    let mut entries: Vec<TocEntry> = Vec::new();
    for heading in headings {
        match heading.level {
            2 => entries.push(TocEntry {
                title: heading.title.clone(),
                id: heading.id.clone(),
                children: Vec::new(),
            }),
            3 => {
                if let Some(entry) = entries.last_mut() {
                    entry.children.push(TocChild {
                        title: heading.title.clone(),
                        id: heading.id.clone(),
                    });
                }
            }
            _ => {}
        }
    }
    if let View::Section(section) = view {
        let groups = section.groups.iter().zip(1..);
        let groups = groups.filter_map(|(group, place)| {
            Some(TocEntry {
                title: group.title.clone()?,
                id: format!("gruppe-{place}"),
                children: Vec::new(),
            })
        });
        let place = if section.choice_first {
            0
        } else {
            entries.len()
        };
        entries.splice(place..place, groups);
    }
    if entries.len() < 2 {
        Vec::new()
    } else {
        entries
    }
}

/// A date in words.
pub(super) fn date(date: toml::value::Date, texts: &Texts) -> String {
    let month = texts.get(&format!("month.{}", date.month)).to_owned();
    texts.fill(
        "label.date",
        &[
            ("day", &date.day.to_string()),
            ("month", &month),
            ("year", &date.year.to_string()),
        ],
    )
}
