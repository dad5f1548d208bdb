//! Self-check pages: the form as people read and print it, and beside it the data that the module scores with.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::item::KeysData;
use super::shell::Draft;
use super::view::{BlueprintView, Card, CareerView, CheckView, Group, LevelName, Link, View};
use super::{Made, Pages};
use crate::catalogue::front::{AreaKind, Facet};
use crate::diagnostic::Diagnostics;
use crate::export::bank;
use crate::selection::{self, Selection};
use crate::site::arena::Handle;
use crate::site::item::Item;
use crate::site::route::Route;
use crate::site::{Blueprint, Career, Occupation};

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
        let title = match chosen {
            None => blueprint.front.title.clone(),
            Some(occupation) => self.texts.fill(
                "check.title",
                &[
                    ("check", &blueprint.front.title),
                    ("occupation", &occupation.front.title),
                ],
            ),
        };
        let tasks = items
            .iter()
            .filter(|item| item.facet() == Facet::Shown)
            .count();
        let ratings = items.len() - tasks;
        let numbered = || items.iter().copied().zip(1..);
        let data = self.check_data(blueprint, occupation, &items, &route);
        let view = CheckView {
            blueprint: BlueprintView {
                title: blueprint.front.title.clone(),
                minutes: blueprint.front.minutes,
                tasks: tasks.min(usize::try_from(blueprint.front.tasks).unwrap_or(usize::MAX)),
                ratings: ratings
                    .min(usize::try_from(blueprint.front.ratings).unwrap_or(usize::MAX)),
            },
            occupation: chosen
                .map(|occupation| self.link(&route, &occupation.front.title, &occupation.route)),
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
            // A script element ends at `</`, wherever it stands.
            data: serde_json::to_string(&data)
                .unwrap_or_default()
                .replace('<', "\\u003c"),
            script: self.materials.assets.check_script.clone(),
            key: numbered()
                .map(|(item, number)| self.key_view(item, number, number > in_form))
                .collect(),
            levels: (1..=4)
                .map(|number| LevelName {
                    number,
                    name: self.level_name(number),
                })
                .collect(),
        };
        let mut trail = self.trail(&route, "selbst-check");
        if occupation.is_some() {
            trail.push(self.link(&route, &blueprint.front.title, &blueprint.route));
        }
        let draft = Draft {
            document: occupation.is_none().then_some(&blueprint.document),
            title,
            summary: blueprint.front.summary.clone(),
            trail,
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish(draft, View::Check(Box::new(view)))
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
        if current.is_some() {
            links.push(self.link(
                from,
                self.texts.get("label.other_occupation"),
                &blueprint.route,
            ));
        }
        links
    }

    /// Cards of the section page: for each blueprint its occupations.
    pub(super) fn check_groups(&self, from: &Route) -> Vec<Group> {
        self.language
            .blueprints
            .iter()
            .map(|(_, blueprint)| {
                let minutes = self.texts.fill(
                    "label.about_minutes",
                    &[("n", &blueprint.front.minutes.to_string())],
                );
                let card = |title: &str, summary: &str, route: &Route| Card {
                    meta: vec![minutes.clone()],
                    ..super::home::plain_card(from, title, summary, route)
                };
                let mut cards: Vec<Card> = blueprint
                    .occupations
                    .iter()
                    .map(|handle| &self.language.occupations[*handle])
                    .map(|occupation| {
                        card(
                            &occupation.front.title,
                            &occupation.front.summary,
                            &blueprint.route.child(occupation.document.slug()),
                        )
                    })
                    .collect();
                cards.push(card(
                    self.texts.get("label.other_occupation"),
                    self.texts.get("check.other_summary"),
                    &blueprint.route,
                ));
                Group {
                    title: Some(blueprint.front.title.clone()),
                    summary: super::home::some_text(&blueprint.front.summary),
                    url: Some(from.link_to(&blueprint.route)),
                    cards,
                }
            })
            .collect()
    }

    fn check_data<'s>(
        &'s self,
        blueprint: &'s Blueprint,
        occupation: Option<Handle<Occupation>>,
        items: &[&'s Item],
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
                id: blueprint.document.slug(),
                tasks: blueprint.front.tasks,
                ratings: blueprint.front.ratings,
                adaptive: blueprint.front.adaptive,
            },
            occupation: chosen.map(|occupation| occupation.document.slug()),
            scales: blueprint
                .scales
                .iter()
                .filter(|scale| {
                    items.iter().any(|item| {
                        item.facet() == scale.facet && scale.competences.contains(&item.competence)
                    })
                })
                .map(|scale| ScaleData {
                    id: &scale.id,
                    facet: bank::facet(scale.facet),
                    title: scale.area.map_or_else(
                        || self.texts.get("check.all_areas"),
                        |area| &site.areas[area].front.title,
                    ),
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
            competences: site
                .competences
                .iter()
                .filter(|(handle, _)| {
                    asked.contains(handle)
                        || chosen.is_some_and(|occupation| {
                            occupation
                                .targets
                                .values()
                                .any(|targets| targets.contains_key(handle))
                        })
                })
                .map(|(_, competence)| CompetenceData {
                    id: competence.document.slug(),
                    title: &competence.front.title,
                    url: from.link_to(&competence.route),
                    area: &site.areas[competence.area].front.title,
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
            offers: site
                .offers
                .iter()
                .map(|(_, offer)| offer)
                .filter(|offer| {
                    offer.occupations.is_empty()
                        || occupation
                            .is_some_and(|occupation| offer.occupations.contains(&occupation))
                })
                .map(|offer| OfferData {
                    id: offer.document.slug(),
                    title: &offer.front.title,
                    url: from.link_to(&offer.route),
                    minutes: offer.front.minutes,
                    duration: self.duration(offer.front.minutes),
                    raises: offer
                        .raises
                        .iter()
                        .map(|raise| RaiseData {
                            competence: slug(raise.competence),
                            from: raise.from,
                            to: raise.to,
                        })
                        .collect(),
                    requires: offer
                        .requires
                        .iter()
                        .map(|required| site.offers[*required].document.slug())
                        .collect(),
                })
                .collect(),
            levels: (0..=4)
                .map(|number| self.texts.get(LEVEL_KEYS[number]))
                .collect(),
            strings: self.texts.table("module").collect(),
        }
    }

    fn item_data<'s>(&'s self, item: &'s Item, occupation: Option<&Occupation>) -> ItemData<'s> {
        let competence = &self.language.competences[item.competence];
        let leads = self.language.areas[competence.area].front.kind == AreaKind::Leadership;
        let careers = Career::ALL.into_iter().filter(|career| match occupation {
            // Whoever's profile has no target for a competence is not asked about it.
            Some(occupation) if !occupation.targets.values().all(BTreeMap::is_empty) => occupation
                .targets
                .get(career)
                .is_some_and(|targets| targets.contains_key(&item.competence)),
            _ => !leads || *career == Career::Leitung,
        });
        ItemData {
            id: &item.id,
            competence: competence.document.slug(),
            facet: bank::facet(item.facet()),
            kind: item.kind().as_str(),
            level: item.level,
            group: item.group(),
            careers: careers.map(Career::key).collect(),
            n: item.parts(),
            keys: KeysData::of(&item.body),
            a: item.model.a(),
            b: item.model.b().collect(),
            c: item.model.c().collect(),
        }
    }
}

const LEVEL_KEYS: [&str; 5] = ["level.0", "level.1", "level.2", "level.3", "level.4"];

/// The JSON beside the form. `assess-wasm` reads it.
#[derive(Serialize)]
struct CheckData<'s> {
    format: &'static str,
    scale: &'static str,
    prior: bank::PriorFile,
    blueprint: BlueprintData<'s>,
    occupation: Option<&'s str>,
    scales: Vec<ScaleData<'s>>,
    items: Vec<ItemData<'s>>,
    competences: Vec<CompetenceData<'s>>,
    targets: BTreeMap<&'static str, BTreeMap<&'s str, f64>>,
    offers: Vec<OfferData<'s>>,
    levels: Vec<&'s str>,
    strings: BTreeMap<&'s str, &'s str>,
}

#[derive(Serialize)]
struct BlueprintData<'s> {
    id: &'s str,
    tasks: u32,
    ratings: u32,
    adaptive: bool,
}

#[derive(Serialize)]
struct ScaleData<'s> {
    id: &'s str,
    facet: &'static str,
    title: &'s str,
    competences: Vec<&'s str>,
}

#[derive(Serialize)]
struct ItemData<'s> {
    id: &'s str,
    competence: &'s str,
    facet: &'static str,
    kind: &'static str,
    level: u8,
    group: &'s str,
    careers: Vec<&'static str>,
    n: usize,
    keys: KeysData<'s>,
    a: f64,
    b: Vec<f64>,
    c: Vec<f64>,
}

#[derive(Serialize)]
struct CompetenceData<'s> {
    id: &'s str,
    title: &'s str,
    url: String,
    area: &'s str,
}

#[derive(Serialize)]
struct OfferData<'s> {
    id: &'s str,
    title: &'s str,
    url: String,
    minutes: u32,
    duration: String,
    raises: Vec<RaiseData<'s>>,
    requires: Vec<&'s str>,
}

#[derive(Serialize)]
struct RaiseData<'s> {
    competence: &'s str,
    from: f64,
    to: f64,
}
