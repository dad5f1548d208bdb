//! Offers, learning units, paths and programmes.

use super::home::{one_group, some_text};
use super::reading::{QuestionData, ReadingData, TimelineData};
use super::shell::{Draft, Running};
use super::view::{
    Card, CriterionView, Group, Link, MilestoneView, OfferView, PathView, ProgrammeView,
    ProviderView, QuizView, RaiseView, SolutionView, StepView, UnitView, View,
};
use super::{Made, Pages};
use crate::catalogue::front::{Euros, Format};
use crate::diagnostic::Diagnostics;
use crate::picture::steps::{Step as PictureStep, Steps};
use crate::site::arena::Handle;
use crate::site::item::{Body, Item};
use crate::site::route::Route;
use crate::site::{LearningPath, Offer, Programme, Raise, Step, Unit};

impl<'a> Pages<'a> {
    pub(super) fn offer(&self, handle: Handle<Offer>) -> Made<'a> {
        let offer = &self.language.offers[handle];
        let route = offer.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = self.body(&offer.document, &route, &mut diagnostics);
        let front = &offer.front;
        let offer_link = |offer: &Offer| self.link(&route, &offer.front.title, &offer.route);
        let view = OfferView {
            provider: self.provider(&front.provider, &route),
            formats: self.format_names(&front.formats),
            duration: self.duration(front.minutes),
            cost: self.cost(front.cost),
            vouchers: front
                .vouchers
                .as_ref()
                .filter(|vouchers| vouchers.eligible)
                .map(|vouchers| {
                    vouchers.remaining.map_or_else(
                        || self.texts.get("voucher.eligible").to_owned(),
                        |remaining| {
                            self.texts
                                .fill("voucher.remaining", &[("n", &remaining.to_string())])
                        },
                    )
                }),
            example: front.example,
            url: some_text(&front.url),
            license: some_text(&front.license),
            occupations: self.occupation_links(&route, &offer.occupations),
            raises: self.raise_views(&offer.raises, &route),
            requires: offer
                .requires
                .iter()
                .map(|required| offer_link(&self.language.offers[*required]))
                .collect(),
            unlocks: self
                .language
                .offers
                .iter()
                .filter(|(_, other)| other.requires.contains(&handle))
                .map(|(_, other)| offer_link(other))
                .collect(),
            paths: self
                .language
                .paths
                .iter()
                .filter(|(_, path)| path.steps.contains(&Step::Offer(handle)))
                .map(|(_, path)| self.link(&route, &path.front.title, &path.route))
                .collect(),
        };
        let draft = Draft {
            document: Some(&offer.document),
            title: front.title.clone(),
            summary: front.summary.clone(),
            trail: self.trail(&route, "lernangebote"),
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish(draft, View::Offer(view))
    }

    fn provider(&self, provider: &str, from: &Route) -> ProviderView {
        if provider == "intern" || provider.is_empty() {
            return ProviderView {
                name: self.texts.get("provider.intern").to_owned(),
                url: None,
                internal: true,
            };
        }
        let page = self
            .language
            .pages
            .iter()
            .map(|(_, page)| page)
            .find(|page| page.document.slug() == provider);
        match page {
            Some(page) => ProviderView {
                name: page.front.title.clone(),
                url: Some(from.link_to(&page.route)),
                internal: false,
            },
            None => ProviderView {
                name: provider.to_owned(),
                url: None,
                internal: false,
            },
        }
    }

    pub(super) fn format_names(&self, formats: &[Format]) -> Vec<String> {
        formats
            .iter()
            .map(|format| {
                self.texts
                    .get(&format!("format.{}", format.key()))
                    .to_owned()
            })
            .collect()
    }

    /// Minutes up to two hours, then hours and minutes, as people say it.
    pub(super) fn duration(&self, minutes: u32) -> String {
        let text = |key, n: u32| self.texts.count(key, n);
        if minutes < 120 {
            return text("count.minutes", minutes);
        }
        let hours = text("count.hours", minutes / 60);
        match minutes % 60 {
            0 => hours,
            rest => format!("{hours} {}", text("count.minutes", rest)),
        }
    }

    fn cost(&self, cost: Euros) -> String {
        let cost = cost.get();
        if cost <= 0.0 {
            return self.texts.get("cost.free").to_owned();
        }
        let text = if cost.fract() == 0.0 {
            format!("{cost:.0}")
        } else {
            format!("{cost:.2}").replace('.', self.texts.get("label.decimal_point"))
        };
        self.texts.fill("cost.euro", &[("n", &text)])
    }

    fn raise_views(&self, raises: &[Raise], from: &Route) -> Vec<RaiseView> {
        raises
            .iter()
            .map(|raise| {
                let competence = &self.language.competences[raise.competence];
                RaiseView {
                    competence: self.link(from, &competence.front.title, &competence.route),
                    from: self.standing(raise.from),
                    to: self.standing(raise.to),
                }
            })
            .collect()
    }

    /// A standing in words: "Stufe 1", between two levels the upper one as what is aimed at; 0 is no level yet.
    fn standing(&self, standing: f64) -> String {
        if standing <= 0.0 {
            return self.texts.get("standing.none").to_owned();
        }
        let words = if standing.fract() == 0.0 {
            "standing.level"
        } else {
            "standing.towards"
        };
        self.texts
            .fill(words, &[("n", &format!("{:.0}", standing.ceil()))])
    }

    pub(super) fn offer_card_of(&self, from: &Route, offer: &Offer) -> Card {
        let mut meta = vec![self.duration(offer.front.minutes)];
        meta.extend(self.format_names(&offer.front.formats));
        Card {
            title: offer.front.title.clone(),
            url: from.link_to(&offer.route),
            summary: offer.front.summary.clone(),
            meta,
            badge: offer
                .front
                .example
                .then(|| self.texts.get("offer.example").to_owned()),
            number: None,
        }
    }

    /// The offers by the area that they lift first.
    pub(super) fn offer_groups(&self, from: &Route) -> Vec<Group> {
        let first_area = |offer: &Offer| {
            offer
                .raises
                .first()
                .map(|raise| self.language.competences[raise.competence].area)
        };
        let cards = |wanted| {
            self.language
                .offers
                .iter()
                .filter(move |(_, offer)| first_area(offer) == wanted)
                .map(|(_, offer)| self.offer_card_of(from, offer))
        };
        let mut groups: Vec<Group> = self
            .language
            .areas
            .iter()
            .map(|(handle, area)| Group {
                title: Some(area.front.title.clone()),
                summary: None,
                url: Some(from.link_to(&area.route)),
                cards: cards(Some(handle)).collect(),
            })
            .filter(|group| !group.cards.is_empty())
            .collect();
        groups.extend(one_group(cards(None)));
        groups
    }

    pub(super) fn unit(&self, handle: Handle<Unit>) -> Made<'a> {
        let unit = &self.language.units[handle];
        let route = unit.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = self.body(&unit.document, &route, &mut diagnostics);
        let questions: Vec<&Item> = unit
            .quiz
            .iter()
            .map(|item| &self.language.items[*item])
            .collect();
        let view = UnitView {
            duration: self.duration(unit.front.minutes),
            raises: self.raise_views(&unit.raises, &route),
            quiz: questions
                .iter()
                .zip(1..)
                .map(|(item, number)| QuizView {
                    item: self.item_view(item, number, false),
                    solution: self.solution(item),
                })
                .collect(),
        };
        let running = (!questions.is_empty()).then(|| {
            let mut data = ReadingData::new(self.texts, "quiz");
            data.quiz = Some(questions.into_iter().map(QuestionData::of).collect());
            data.running()
        });
        let draft = Draft {
            document: Some(&unit.document),
            title: unit.front.title.clone(),
            summary: unit.front.summary.clone(),
            trail: self.trail(&route, "lernbausteine"),
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish_with(draft, View::Unit(view), running)
    }

    /// Line by line what is right: of choices one for each option in its place, so that the program finds that of an answer.
    fn solution(&self, item: &Item) -> Vec<SolutionView> {
        let line = |right, text: &str, why: &str| SolutionView {
            right,
            text: text.to_owned(),
            why: some_text(why),
        };
        match &item.body {
            Body::Single { options } | Body::Multiple { options } => options
                .iter()
                .map(|option| line(Some(option.key), &option.text, &option.why))
                .collect(),
            Body::Spot { parts, .. } => parts
                .iter()
                .map(|part| line(Some(part.sign), &part.text, &part.why))
                .collect(),
            _ => self
                .solution_lines(item)
                .iter()
                .map(|text| line(None, text, ""))
                .collect(),
        }
    }

    /// What the list of units hands to its program; nothing if there is no quiz at all.
    pub(super) fn units_program(&self) -> Option<Running> {
        let id = |item: &Handle<Item>| self.language.items[*item].id.as_str();
        let units: Vec<Vec<&str>> = self
            .language
            .units
            .iter()
            .map(|(_, unit)| unit.quiz.iter().map(id).collect())
            .collect();
        let mut data = ReadingData::new(self.texts, "quiz");
        let any = units.iter().any(|quiz| !quiz.is_empty());
        data.units = Some(units);
        any.then(|| data.running())
    }

    pub(super) fn unit_card(&self, from: &Route, handle: Handle<Unit>) -> Card {
        let unit = &self.language.units[handle];
        Card {
            title: unit.front.title.clone(),
            url: from.link_to(&unit.route),
            summary: unit.front.summary.clone(),
            meta: vec![self.duration(unit.front.minutes)],
            badge: None,
            number: None,
        }
    }

    pub(super) fn path(&self, handle: Handle<LearningPath>) -> Made<'a> {
        let path = &self.language.paths[handle];
        let route = path.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = self.body(&path.document, &route, &mut diagnostics);
        let steps: Vec<StepView> = path
            .steps
            .iter()
            .zip(1..)
            .map(|(step, number)| self.step(*step, number, &route))
            .collect();
        let minutes = path.steps.iter().map(|step| self.step_minutes(*step)).sum();
        let pictured: Vec<PictureStep<'_>> = steps
            .iter()
            .map(|step| PictureStep {
                label: &step.title,
                note: &step.duration,
            })
            .collect();
        let description: Vec<String> = steps
            .iter()
            .map(|step| format!("{}. {}, {}.", step.number, step.title, step.duration))
            .collect();
        let view = PathView {
            goal: path.front.goal.clone(),
            picture: crate::picture::steps::figure(&Steps {
                id: "lernpfad",
                title: &self
                    .texts
                    .fill("path.picture", &[("title", &path.front.title)]),
                description: &description.join(" "),
                steps: &pictured,
                caption: None,
            }),
            steps,
            occupations: self.occupation_links(&route, &path.occupations),
            duration: self.duration(minutes),
        };
        let draft = Draft {
            document: Some(&path.document),
            title: path.front.title.clone(),
            summary: path.front.summary.clone(),
            trail: self.trail(&route, "lernpfade"),
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish(draft, View::Path(view))
    }

    fn step_minutes(&self, step: Step) -> u32 {
        match step {
            Step::Offer(handle) => self.language.offers[handle].front.minutes,
            Step::Unit(handle) => self.language.units[handle].front.minutes,
        }
    }

    fn step(&self, step: Step, number: usize, from: &Route) -> StepView {
        let (card, minutes) = match step {
            Step::Offer(handle) => {
                let offer = &self.language.offers[handle];
                let card = Card {
                    meta: self.format_names(&offer.front.formats),
                    ..self.offer_card_of(from, offer)
                };
                (card, offer.front.minutes)
            }
            Step::Unit(handle) => {
                let card = Card {
                    meta: vec![self.texts.get("label.unit").to_owned()],
                    ..self.unit_card(from, handle)
                };
                (card, self.language.units[handle].front.minutes)
            }
        };
        StepView {
            number,
            title: card.title,
            url: card.url,
            summary: card.summary,
            duration: self.duration(minutes),
            meta: card.meta,
        }
    }

    pub(super) fn path_card(&self, from: &Route, handle: Handle<LearningPath>) -> Card {
        let path = &self.language.paths[handle];
        let minutes = path.steps.iter().map(|step| self.step_minutes(*step)).sum();
        let summary = if path.front.summary.is_empty() {
            &path.front.goal
        } else {
            &path.front.summary
        };
        Card {
            title: path.front.title.clone(),
            url: from.link_to(&path.route),
            summary: summary.clone(),
            meta: vec![
                self.texts.count("count.steps", path.steps.len()),
                self.duration(minutes),
            ],
            badge: None,
            number: None,
        }
    }

    pub(super) fn programme(&self, handle: Handle<Programme>) -> Made<'a> {
        let programme = &self.language.programmes[handle];
        let route = programme.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = self.explained_body(&programme.document, &route, &mut diagnostics);
        let front = &programme.front;
        let view = ProgrammeView {
            criteria: front
                .criteria
                .iter()
                .map(|criterion| CriterionView {
                    id: criterion.id.clone(),
                    title: criterion.title.clone(),
                    question: criterion.question.clone(),
                    options: super::item::numbered(&criterion.options),
                    talk: criterion.talk.clone(),
                })
                .collect(),
            timeline: front
                .timeline
                .iter()
                .map(|milestone| MilestoneView {
                    week: milestone.week,
                    title: milestone.title.clone(),
                    text: milestone.text.clone(),
                })
                .collect(),
        };
        let (criteria, timeline) = (!front.criteria.is_empty(), !front.timeline.is_empty());
        let running = (criteria || timeline).then(|| {
            let mut data = ReadingData::new(self.texts, "guide");
            data.criteria = criteria.then_some(true);
            data.timeline = timeline.then(|| TimelineData::of(self.texts));
            data.running()
        });
        let trail: Vec<Link> = self.trail(&route, "programme");
        let draft = Draft {
            document: Some(&programme.document),
            title: front.title.clone(),
            summary: front.summary.clone(),
            trail,
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish_with(draft, View::Programme(view), running)
    }
}
