//! Chapters of the guide.

use super::home::some_text;
use super::shell::Draft;
use super::view::{Card, ChapterView, PartView, Sibling, SiblingPart, View};
use super::{Made, Pages};
use crate::catalogue::front::Part;
use crate::diagnostic::Diagnostics;
use crate::site::Chapter;
use crate::site::arena::Handle;
use crate::site::route::Route;

impl<'a> Pages<'a> {
    pub(super) fn chapter(&self, handle: Handle<Chapter>) -> Made<'a> {
        let chapter = &self.language.chapters[handle];
        let route = chapter.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = self.explained_body(&chapter.document, &route, &mut diagnostics);
        let (before, after) = self.language.chapters.neighbours(handle);
        let link_to = |chapter: &Chapter| self.link(&route, &chapter.front.title, &chapter.route);
        let view = ChapterView {
            part: self.part(chapter.front.part),
            effort: some_text(&chapter.front.effort),
            audience: chapter
                .front
                .audience
                .iter()
                .map(|audience| {
                    self.texts
                        .get(&format!("audience.{}", audience.key()))
                        .to_owned()
                })
                .collect(),
            occupations: self.occupation_links(&route, &chapter.occupations),
            sources: chapter.front.sources.clone(),
            siblings: self.siblings(handle, &route),
        };
        let draft = Draft {
            document: Some(&chapter.document),
            title: chapter.front.title.clone(),
            summary: chapter.front.summary.clone(),
            trail: self.trail(&route, "leitfaden"),
            neighbours: (before.map(link_to), after.map(link_to)),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish(draft, View::Chapter(view))
    }

    fn part(&self, part: Part) -> PartView {
        let number = Part::ALL
            .iter()
            .zip(1..)
            .find(|(other, _)| **other == part)
            .map_or(0, |(_, number)| number);
        PartView {
            number,
            title: self.texts.get(&format!("part.{}", part.key())).to_owned(),
        }
    }

    fn siblings(&self, current: Handle<Chapter>, from: &Route) -> Vec<SiblingPart> {
        Part::ALL
            .into_iter()
            .map(|part| SiblingPart {
                title: self.part(part).title,
                chapters: self
                    .language
                    .chapters
                    .iter()
                    .filter(|(_, chapter)| chapter.front.part == part)
                    .map(|(handle, chapter)| Sibling {
                        title: chapter.front.title.clone(),
                        url: from.link_to(&chapter.route),
                        current: handle == current,
                    })
                    .collect(),
            })
            .filter(|part: &SiblingPart| !part.chapters.is_empty())
            .collect()
    }

    pub(super) fn chapter_card(&self, from: &Route, handle: Handle<Chapter>) -> Card {
        let chapter = &self.language.chapters[handle];
        Card {
            title: chapter.front.title.clone(),
            url: from.link_to(&chapter.route),
            summary: chapter.front.summary.clone(),
            meta: some_text(&chapter.front.effort).into_iter().collect(),
            badge: None,
            number: None,
        }
    }
}
