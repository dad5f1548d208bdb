//! Self-check pages: the form as people read and print it, and beside it the data that the module scores with.

pub mod offers;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::item::{KeysData, thirds};
use super::letterhead::Surveys;
use super::shell::{Draft, Running};
use super::view::{
    BlueprintView, Card, CareerView, CheckView, FormatView, Group, LevelName, Link, SectionView,
    View,
};
use super::{Made, Pages};
use crate::assets::Program;
use crate::catalogue::front::{self, Facet};
use crate::diagnostic::Diagnostics;
use crate::export::bank;
use crate::markdown::Rendered;
use crate::selection::{self, Selection};
use crate::site::arena::Handle;
use crate::site::item::Item;
use crate::site::route::Route;
use crate::site::{About, Area, Blueprint, Career, Competence, Occupation, Series};
use offers::Offers;

impl<'a> Pages<'a> {
    pub(super) fn check(
        &self,
        handle: Handle<Blueprint>,
        occupation: Option<Handle<Occupation>>,
    ) -> Made<'a> {
        let blueprint = &self.language.blueprints[handle];
        let chosen = occupation.map(|occupation| &self.language.occupations[occupation]);
        let route = chosen.map_or_else(
            || blueprint.route.clone(),
            |occupation| blueprint.route.child(occupation.document.slug()),
        );
        let mut diagnostics = Diagnostics::new();
        let body = self.body(&blueprint.document, &route, &mut diagnostics);
        let Selection { form, reserve } = selection::items(self.language, blueprint, occupation);
        let in_form = form.len();
        let items: Vec<&Item> = form.into_iter().chain(reserve).collect();
        let check = blueprint.front.title.as_str();
        let title = match (chosen, blueprint.of_series) {
            (Some(occupation), _) => self.texts.fill(
                "check.title",
                &[("check", check), ("occupation", &occupation.front.title)],
            ),
            (None, Some((_, competence))) => self.texts.fill(
                "check.title_of_competence",
                &[
                    ("check", check),
                    (
                        "competence",
                        &self.language.competences[competence].front.title,
                    ),
                ],
            ),
            (None, None) => blueprint.front.title.clone(),
        };
        let tasks = items
            .iter()
            .filter(|item| item.facet() == Facet::Shown)
            .count();
        let ratings = items.len() - tasks;
        let numbered = || items.iter().copied().zip(1..);
        let (learning, offers) = self.learning_of_page(occupation, aims(chosen, &items), &route);
        let formats = learning.formats.iter().map(|(id, title)| FormatView {
            id,
            title: title.clone(),
        });
        let formats = formats.collect();
        let competences = learning.competences.clone();
        let (offers, learning) = self.apart(learning, offers);
        let data = self.check_data(
            blueprint,
            occupation,
            (&items, in_form),
            (&competences, offers),
            &route,
        );
        let running = Running::new(Program::Check, &data);
        let view = CheckView {
            blueprint: BlueprintView {
                title: blueprint.front.title.clone(),
                minutes: blueprint.front.minutes,
                tasks: tasks
                    .min(usize::try_from(blueprint.front.tasks.get()).unwrap_or(usize::MAX)),
                ratings: ratings
                    .min(usize::try_from(blueprint.front.ratings).unwrap_or(usize::MAX)),
            },
            subject: match (chosen, blueprint.of_series) {
                (Some(occupation), _) => {
                    Some(self.link(&route, &occupation.front.title, &occupation.route))
                }
                (None, Some((_, competence))) => {
                    let competence = &self.language.competences[competence];
                    Some(self.link(&route, &competence.front.title, &competence.route))
                }
                (None, None) => None,
            },
            of_competence: blueprint.of_series.is_some(),
            others: self.other_checks(blueprint, occupation, &route),
            careers: Career::ALL
                .iter()
                .map(|career| CareerView {
                    id: career.key(),
                    title: self.career_name(*career),
                })
                .collect(),
            items: numbered()
                .map(|(item, number)| self.item_view(item, number, number > in_form))
                .collect(),
            key: numbered()
                .map(|(item, number)| self.key_view(item, number, number > in_form))
                .collect(),
            tables: self.tables(blueprint, items.get(..in_form).unwrap_or_default()),
            levels: (1..=4)
                .map(|number| LevelName {
                    number,
                    name: self.level_name(number),
                })
                .collect(),
            formats,
            targeted: !data.targets.is_empty(),
            provisional: items.iter().any(|item| item.provisional),
        };
        let mut trail = self.trail(&route, "selbst-check");
        let above = match blueprint.of_series {
            Some((series, _)) => Some(&self.language.series[series].route),
            None => occupation.is_some().then_some(&blueprint.route),
        };
        trail.extend(above.map(|above| self.link(&route, &blueprint.front.title, above)));
        let draft = Draft {
            // The document's headings are those of the page at its own address.
            document: above.is_none().then_some(&blueprint.document),
            title,
            summary: blueprint.front.summary.clone(),
            trail,
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        Made {
            learning,
            ..self.finish_with(draft, View::Check(Box::new(view)), Some(running))
        }
    }

    fn other_checks(
        &self,
        blueprint: &Blueprint,
        current: Option<Handle<Occupation>>,
        from: &Route,
    ) -> Vec<Link> {
        let mut links: Vec<Link> = blueprint
            .occupations
            .iter()
            .filter(|handle| Some(**handle) != current)
            .map(|handle| &self.language.occupations[*handle])
            .map(|occupation| Link {
                title: occupation.front.title.clone(),
                url: from.link_to(&blueprint.route.child(occupation.document.slug())),
            })
            .collect();
        if let Some((series, _)) = blueprint.of_series {
            links.extend(
                self.language.series[series]
                    .blueprints
                    .iter()
                    .map(|handle| &self.language.blueprints[*handle])
                    .filter(|other| other.id != blueprint.id)
                    .map(|other| self.link(from, self.series_title(other), &other.route)),
            );
        }
        if current.is_some() {
            links.push(self.link(
                from,
                self.texts.get("label.other_occupation"),
                &blueprint.route,
            ));
        }
        links
    }

    /// What a self-check of a series is called among the others: its competence.
    fn series_title(&self, blueprint: &'a Blueprint) -> &'a str {
        blueprint
            .of_series
            .map_or(&blueprint.front.title, |(_, competence)| {
                &self.language.competences[competence].front.title
            })
    }

    /// The page of a series: its self-checks by area.
    pub(super) fn check_series(&self, handle: Handle<Series>) -> Made<'a> {
        let series = &self.language.series[handle];
        let route = series.route.clone();
        let of_area = |area: &Area| {
            let cards: Vec<Card> = self
                .series_cards(series, &route)
                .filter(|(competence, _)| area.competences.contains(competence))
                .map(|(_, card)| card)
                .collect();
            (!cards.is_empty()).then(|| Group {
                title: Some(area.front.title.clone()),
                summary: None,
                url: Some(route.link_to(&area.route)),
                cards,
            })
        };
        let groups = self
            .language
            .areas
            .iter()
            .filter_map(|(_, area)| of_area(area))
            .collect();
        let draft = Draft {
            document: Some(&series.document),
            title: series.front.title.clone(),
            summary: series.front.summary.clone(),
            trail: self.trail(&route, "selbst-check"),
            neighbours: (None, None),
            tags: Vec::new(),
            // The text below the front matter is the introduction of each self-check.
            body: Rendered::default(),
            diagnostics: Diagnostics::new(),
            route: route.clone(),
        };
        self.finish(
            draft,
            View::Section(SectionView {
                groups,
                map: None,
                choice_first: true,
                progress: false,
                posters: None,
                surveys: None,
                table: None,
            }),
        )
    }

    fn series_cards(
        &self,
        series: &'a Series,
        from: &Route,
    ) -> impl Iterator<Item = (Handle<Competence>, Card)> {
        let minutes = self.minutes(&series.front);
        series
            .blueprints
            .iter()
            .map(|handle| &self.language.blueprints[*handle])
            .filter_map(move |blueprint| {
                let (_, competence) = blueprint.of_series?;
                let front = &self.language.competences[competence].front;
                let card =
                    super::home::plain_card(from, &front.title, &front.summary, &blueprint.route);
                Some((
                    competence,
                    Card {
                        meta: vec![minutes.clone()],
                        ..card
                    },
                ))
            })
    }

    fn minutes(&self, front: &front::Blueprint) -> String {
        self.texts.count("count.about_minutes", front.minutes)
    }

    /// What the section page offers: first one's occupation, which leads to the first self-check at once, then the kinds of
    /// self-checks. All others are one step further.
    pub(super) fn check_groups(&self, from: &Route) -> Vec<Group> {
        let card = |title: &str, summary: &str, front: &front::Blueprint, route: &Route| Card {
            meta: vec![self.minutes(front)],
            ..super::home::plain_card(from, title, summary, route)
        };
        let of_occupation = self.first_checks(from).into_iter().map(|link| Card {
            title: link.title,
            url: link.url,
            summary: String::new(),
            meta: Vec::new(),
            badge: None,
            number: None,
        });
        let single = self
            .language
            .blueprints
            .iter()
            .map(|(_, blueprint)| blueprint)
            .filter(|blueprint| blueprint.of_series.is_none())
            .map(|blueprint| {
                let front = &blueprint.front;
                card(&front.title, &front.summary, front, &blueprint.route)
            });
        let series = self
            .language
            .series
            .iter()
            .map(|(_, series)| series)
            .filter(|series| !series.blueprints.is_empty())
            .map(|series| {
                let front = &series.front;
                card(&front.title, &front.summary, front, &series.route)
            });
        let group = |key: &str, summary: Option<&str>, cards: Vec<Card>| Group {
            title: Some(self.texts.get(key).to_owned()),
            summary: summary.map(|key| self.texts.get(key).to_owned()),
            url: None,
            cards,
        };
        [
            group(
                "check.choose",
                Some("check.choose_lead"),
                of_occupation.collect(),
            ),
            group("check.ways", None, single.chain(series).collect()),
        ]
        .into_iter()
        .filter(|group| !group.cards.is_empty())
        .collect()
    }

    fn check_data<'s>(
        &'s self,
        blueprint: &'s Blueprint,
        occupation: Option<Handle<Occupation>>,
        (items, in_form): (&[&'s Item], usize),
        (competences, offers): (&[Handle<Competence>], Offers<'s>),
        from: &Route,
    ) -> CheckData<'s> {
        let site = self.language;
        let chosen = occupation.map(|occupation| &site.occupations[occupation]);
        let slug = |handle| site.competences[handle].document.slug();
        let asked: BTreeSet<_> = items.iter().map(|item| item.competence).collect();
        CheckData {
            format: "roadmap-check/1",
            scale: bank::SCALE,
            prior: bank::PRIOR,
            blueprint: BlueprintData {
                id: &blueprint.id,
                tasks: blueprint.front.tasks.get(),
                ratings: blueprint.front.ratings,
                adaptive: blueprint.front.adaptive,
                form: in_form,
            },
            surveys: &self.letterhead.surveys,
            occupation: chosen.map(|occupation| occupation.document.slug()),
            scales: blueprint
                // All of them, whatever the page asks: a result code is about the scales of the blueprint.
                .scales
                .iter()
                .map(|scale| ScaleData {
                    id: &scale.id,
                    facet: scale.facet.key(),
                    title: self.scale_title(&scale.about, &asked),
                    competences: scale
                        .competences
                        .iter()
                        .map(|handle| slug(*handle))
                        .collect(),
                })
                .collect(),
            items: items
                .iter()
                .map(|item| self.item_data(item, chosen))
                .collect(),
            competences: competences
                .iter()
                .map(|handle| &site.competences[*handle])
                .map(|competence| CompetenceData {
                    id: competence.document.slug(),
                    title: &competence.front.title,
                    url: from.link_to(&competence.route),
                })
                .collect(),
            targets: chosen.map_or_else(BTreeMap::new, |occupation| {
                occupation
                    .targets
                    .iter()
                    .map(|(career, targets)| {
                        (
                            career.key(),
                            targets
                                .iter()
                                .map(|(handle, standing)| (slug(*handle), *standing))
                                .collect(),
                        )
                    })
                    .collect()
            }),
            offers,
            levels: (0..=4)
                .map(|number| self.texts.get(LEVEL_KEYS[number]))
                .collect(),
            strings: self.texts.table("module").collect(),
        }
    }

    /// What readers call a scale: the areas it is made of, as far as anything of them is asked.
    pub(super) fn scale_title(
        &self,
        about: &About,
        asked: &BTreeSet<Handle<Competence>>,
    ) -> String {
        let site = self.language;
        match about {
            About::Several => self.texts.get("check.all_areas").to_owned(),
            About::Areas(areas) => {
                let areas = areas.iter().map(|area| &site.areas[*area]);
                let is_asked =
                    |area: &&Area| area.competences.iter().any(|handle| asked.contains(handle));
                let titles: Vec<&str> = areas
                    .filter(is_asked)
                    .map(|area| area.front.title.as_str())
                    .collect();
                titles.join(", ")
            }
            About::Competence(competence) => site.competences[*competence].front.title.clone(),
        }
    }

    fn item_data<'s>(&'s self, item: &'s Item, occupation: Option<&'s Occupation>) -> ItemData<'s> {
        let competence = &self.language.competences[item.competence];
        let careers: Vec<Career> = selection::careers(self.language, item, occupation).collect();
        ItemData {
            id: &item.id,
            competence: competence.document.slug(),
            facet: item.facet().key(),
            kind: item.kind().as_str(),
            level: item.level,
            group: Some(item.group()).filter(|group| *group != item.id),
            careers: Some(careers)
                .filter(|careers| careers.len() < Career::ALL.len())
                .map(|careers| careers.into_iter().map(Career::key).collect()),
            n: item.parts(),
            keys: KeysData::of(&item.body),
            thirds: thirds(item),
            a: item.model.a(),
            b: item.model.b().collect(),
            c: item.model.c().collect(),
        }
    }
}

/// The competences that a page asks or aims at.
fn aims(occupation: Option<&Occupation>, items: &[&Item]) -> BTreeSet<Handle<Competence>> {
    let targets = occupation
        .iter()
        .flat_map(|occupation| occupation.targets.values());
    let aimed_at = targets.flat_map(BTreeMap::keys).copied();
    let asked = items.iter().map(|item| item.competence);
    asked.chain(aimed_at).collect()
}

const LEVEL_KEYS: [&str; 5] = ["level.0", "level.1", "level.2", "level.3", "level.4"];

/// The JSON beside the form. `assess-wasm` reads it.
#[derive(Serialize)]
struct CheckData<'s> {
    format: &'static str,
    scale: &'static str,
    prior: bank::PriorFile,
    blueprint: BlueprintData<'s>,
    surveys: &'s Surveys,
    occupation: Option<&'s str>,
    scales: Vec<ScaleData<'s>>,
    items: Vec<ItemData<'s>>,
    competences: Vec<CompetenceData<'s>>,
    targets: BTreeMap<&'static str, BTreeMap<&'s str, f64>>,
    offers: Offers<'s>,
    levels: Vec<&'s str>,
    strings: BTreeMap<&'s str, &'s str>,
}

#[derive(Serialize)]
struct BlueprintData<'s> {
    id: &'s str,
    tasks: u32,
    ratings: u32,
    adaptive: bool,
    /// How many items, from the first on, are the printed form.
    form: usize,
}

#[derive(Serialize)]
struct ScaleData<'s> {
    id: &'s str,
    facet: &'static str,
    title: String,
    competences: Vec<&'s str>,
}

#[derive(Serialize)]
struct ItemData<'s> {
    id: &'s str,
    competence: &'s str,
    facet: &'static str,
    kind: &'static str,
    level: u8,
    /// Absent if it is the item's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'s str>,
    /// Absent if it is for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    careers: Option<Vec<&'static str>>,
    n: usize,
    keys: KeysData<'s>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thirds: Option<&'s [u64]>,
    a: f64,
    b: Vec<f64>,
    c: Vec<f64>,
}

#[derive(Serialize)]
struct CompetenceData<'s> {
    id: &'s str,
    title: &'s str,
    url: String,
}
