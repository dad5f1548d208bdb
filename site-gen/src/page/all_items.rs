//! All items of an area with their keys and how they count: for the staff council and everybody who wants to know.

use assess_core::bank::Kind;

use super::home::{plain_card, some_text};
use super::item::given;
use super::shell::Draft;
use super::view::{AllItemsView, Card, Group, KeyedItem, KeyedItems, KeyedLine, View};
use super::{Made, Pages};
use crate::diagnostic::Diagnostics;
use crate::markdown::{Heading, Rendered};
use crate::site::arena::Handle;
use crate::site::item::{Body, Choice, Field, Item};
use crate::site::route::Route;
use crate::site::{Area, Competence, Section};

/// The folder of the section that the pages stand in; without its `_index.md` there are none.
pub(super) const FOLDER: &str = "alle-aufgaben";

impl<'a> Pages<'a> {
    /// The areas that have items, if the site has a section for them.
    pub(super) fn areas_with_items(&self) -> impl Iterator<Item = Handle<Area>> {
        let areas = &self.language.areas;
        let wanted = self.language.section(FOLDER).is_some();
        areas
            .iter()
            .filter(move |(_, area)| wanted && self.items_of(area).next().is_some())
            .map(|(handle, _)| handle)
    }

    /// The areas as cards, with how many items each has.
    pub(super) fn all_items_groups(&self, section: &Section) -> Vec<Group> {
        let cards = self.areas_with_items().map(|handle| {
            let area = &self.language.areas[handle];
            let (ratings, tasks): (Vec<&Item>, Vec<&Item>) = self
                .items_of(area)
                .partition(|item| item.kind() == Kind::Rating);
            let amount = [
                self.texts.count("count.tasks", tasks.len()),
                self.texts.count("count.ratings", ratings.len()),
            ];
            Card {
                meta: amount.into(),
                number: Some(area.front.order.to_string()),
                ..plain_card(
                    &section.route,
                    &area.front.title,
                    &area.front.summary,
                    &section.route.child(area.document.area_slug()),
                )
            }
        });
        super::home::one_group(cards)
    }

    pub(super) fn all_items(&self, handle: Handle<Area>) -> Made<'a> {
        let area = &self.language.areas[handle];
        let parent = Route::of_document(
            &self.language.language,
            &*self.language.language == self.site.config.default_language(),
            FOLDER,
        );
        let route = parent.child(area.document.area_slug());
        let competences: Vec<KeyedItems> = area
            .competences
            .iter()
            .map(|competence| self.keyed_items(*competence, &route))
            .filter(|competence| !competence.items.is_empty())
            .collect();
        let headings = competences.iter().map(|competence| Heading {
            level: 2,
            id: competence.id.clone(),
            title: competence.competence.title.clone(),
        });
        let areas: Vec<Handle<Area>> = self.areas_with_items().collect();
        let place = areas.iter().position(|area| *area == handle);
        let neighbour = |place: Option<usize>| {
            let area = &self.language.areas[*areas.get(place?)?];
            Some(self.link(
                &route,
                &area.front.title,
                &parent.child(area.document.area_slug()),
            ))
        };
        let draft = Draft {
            document: None,
            title: self
                .texts
                .fill("all_items.title", &[("area", &area.front.title)]),
            summary: self.texts.get("all_items.summary").to_owned(),
            trail: self.trail(&route, FOLDER),
            neighbours: (
                neighbour(place.and_then(|place| place.checked_sub(1))),
                neighbour(place.map(|place| place + 1)),
            ),
            tags: Vec::new(),
            body: Rendered {
                headings: headings.collect(),
                ..Rendered::default()
            },
            diagnostics: Diagnostics::new(),
            route: route.clone(),
        };
        let section = self.language.section(FOLDER);
        self.finish(
            draft,
            View::AllItems(AllItemsView {
                area: self.link(&route, &area.front.title, &area.route),
                explanation: section
                    .map(|section| self.link(&route, &section.front.title, &section.route)),
                competences,
            }),
        )
    }

    fn items_of(&self, area: &Area) -> impl Iterator<Item = &'a Item> {
        let items = &self.language.items;
        items
            .iter()
            .map(|(_, item)| item)
            .filter(move |item| area.competences.contains(&item.competence))
    }

    fn keyed_items(&self, handle: Handle<Competence>, from: &Route) -> KeyedItems {
        let competence = &self.language.competences[handle];
        let items: Vec<&Item> = self
            .language
            .items
            .iter()
            .map(|(_, item)| item)
            .filter(|item| item.competence == handle)
            .collect();
        KeyedItems {
            id: competence.document.slug().to_owned(),
            competence: self.link(from, &competence.front.title, &competence.route),
            items: beside_their_originals(&items)
                .into_iter()
                .map(|item| self.keyed_item(item))
                .collect(),
        }
    }

    fn keyed_item(&self, item: &Item) -> KeyedItem {
        let kind = item.kind();
        KeyedItem {
            id: item.id.clone(),
            provisional: item.provisional,
            question: item.question.clone(),
            kind: self
                .texts
                .get(&format!("kind.{}", kind.as_str()))
                .to_owned(),
            level: (item.level > 0).then(|| {
                let name = self.level_name(item.level);
                let number = item.level.to_string();
                self.texts
                    .fill("all_items.level", &[("n", &number), ("name", &name)])
            }),
            occupations: item
                .occupations
                .iter()
                .map(|handle| self.language.occupations[*handle].front.title.clone())
                .collect(),
            variant_of: item.variant_of.clone(),
            quiz: item.quiz,
            given: match &item.body {
                Body::Fill { fields } => given(fields),
                _ => Vec::new(),
            },
            ordered: kind == Kind::Order,
            lines: self.keyed_lines(item),
            before: match &item.body {
                Body::Order {
                    steps, critical, ..
                } => self.critical_pairs(steps, critical),
                _ => Vec::new(),
            },
            counting: self.counting(item),
            guessing: self.guessing(item),
            source: some_text(&item.source),
        }
    }

    /// Everything that can be answered, in the order of the bank, with what is right.
    fn keyed_lines(&self, item: &Item) -> Vec<KeyedLine> {
        let word = |key: &str| self.texts.get(key).to_owned();
        let judged = |right: bool, text: &str, why: &str| KeyedLine {
            label: word(if right {
                "all_items.right"
            } else {
                "all_items.wrong"
            }),
            right,
            text: text.to_owned(),
            why: some_text(why),
        };
        match &item.body {
            Body::Rating { options } => options
                .iter()
                .enumerate()
                .map(|(value, option)| KeyedLine {
                    label: self
                        .texts
                        .fill("all_items.counts", &[("n", &value.to_string())]),
                    right: false,
                    text: option.clone(),
                    why: None,
                })
                .collect(),
            Body::Single { options } | Body::Multiple { options } => options
                .iter()
                .map(|Choice { text, key, why }| judged(*key, text, why))
                .collect(),
            Body::Spot { parts, .. } => parts
                .iter()
                .map(|part| judged(part.sign, &part.text, &part.why))
                .collect(),
            Body::Situation { options } => options
                .iter()
                .map(|option| KeyedLine {
                    label: self
                        .texts
                        .fill("all_items.value", &[("n", &option.value.to_string())]),
                    right: option.value == 3,
                    text: option.text.clone(),
                    why: some_text(&option.why),
                })
                .collect(),
            Body::Order { steps, .. } => (1_usize..)
                .zip(steps)
                .map(|(place, step)| KeyedLine {
                    label: self
                        .texts
                        .fill("all_items.place", &[("n", &place.to_string())]),
                    right: true,
                    text: step.clone(),
                    why: None,
                })
                .collect(),
            Body::Assign { groups, cards } => cards
                .iter()
                .map(|card| KeyedLine {
                    label: groups.get(card.group).cloned().unwrap_or_default(),
                    right: true,
                    text: card.text.clone(),
                    why: some_text(&card.why),
                })
                .collect(),
            Body::Fill { fields } => fields.iter().map(|field| self.keyed_field(field)).collect(),
        }
    }

    fn keyed_field(&self, field: &Field) -> KeyedLine {
        KeyedLine {
            label: if field.is_needless() {
                self.texts.get("all_items.leave_empty").to_owned()
            } else {
                self.accepted(field).unwrap_or_default()
            },
            right: !field.is_needless(),
            text: if field.choices.is_empty() {
                field.label.clone()
            } else {
                self.texts.fill(
                    "all_items.choices",
                    &[
                        ("label", &field.label),
                        ("choices", &field.choices.join(" · ")),
                    ],
                )
            },
            why: some_text(&field.why),
        }
    }

    /// How often guessing alone reaches the first point.
    fn guessing(&self, item: &Item) -> Option<String> {
        let chance = item.model.c().next().filter(|chance| *chance > 0.0)?;
        let percent = format!("{:.0}", chance * 100.0);
        Some(
            self.texts
                .fill("all_items.guessing", &[("percent", &percent)]),
        )
    }
}

/// The items in their order, each followed by its variants.
fn beside_their_originals<'i>(items: &[&'i Item]) -> Vec<&'i Item> {
    let mut groups: Vec<(&str, Vec<&Item>)> = Vec::new();
    for item in items {
        match groups.iter_mut().find(|(group, _)| *group == item.group()) {
            Some((_, members)) if item.variant_of.is_none() => members.insert(0, item),
            Some((_, members)) => members.push(item),
            None => groups.push((item.group(), vec![item])),
        }
    }
    groups
        .into_iter()
        .flat_map(|(_, members)| members)
        .collect()
}
