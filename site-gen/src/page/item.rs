//! An item on a self-check page: how the form asks it, what the key says of it, and what the module scores it with.

use std::collections::BTreeSet;

use assess_core::bank::Kind;
use serde::Serialize;
use toml::value::Datetime;

use super::Pages;
use super::shell::date;
use super::view::{FieldView, ItemView, KeyView, OptionView, ScenePartView};
use crate::catalogue::front::FieldType;
use crate::site::item::{Body, Card, Choice, Field, Item, Judged, Part};

impl Pages<'_> {
    pub(super) fn item_view(&self, item: &Item, number: usize, reserve: bool) -> ItemView {
        let hint = match item.kind() {
            Kind::Multiple => Some("check.hint_multiple"),
            Kind::Spot => Some("check.hint_spot"),
            Kind::Situation => Some("check.hint_situation"),
            Kind::Order => Some("check.hint_order"),
            Kind::Assign => Some("check.hint_assign"),
            Kind::Fill => Some("check.hint_fill"),
            Kind::Rating | Kind::Single => None,
        };
        let mut view = ItemView {
            id: item.id.clone(),
            number,
            kind: item.kind().as_str(),
            facet: item.facet().key(),
            question: item.question.clone(),
            hint: hint.map(|key| self.texts.get(key).to_owned()),
            scene: None,
            options: Vec::new(),
            parts: Vec::new(),
            steps: Vec::new(),
            groups: Vec::new(),
            cards: Vec::new(),
            given: Vec::new(),
            fields: Vec::new(),
            reserve,
        };
        match &item.body {
            Body::Rating { options } => view.options = numbered(options),
            Body::Single { options } | Body::Multiple { options } => {
                view.options = numbered(options.iter().map(|option| &option.text));
            }
            Body::Situation { options } => {
                view.options = numbered(options.iter().map(|option| &option.text));
            }
            Body::Spot { scene, parts } => {
                view.scene = Some(scene.key());
                view.parts = scene_parts(parts);
            }
            Body::Order { steps, shown, .. } => {
                view.steps = shown
                    .iter()
                    .filter_map(|step| Some(option(*step, steps.get(*step)?)))
                    .collect();
            }
            Body::Assign { groups, cards } => {
                view.groups = numbered(groups);
                view.cards = numbered(cards.iter().map(|card| &card.text));
            }
            Body::Fill { fields } => {
                view.given = given(fields);
                view.fields = fields.iter().enumerate().map(field_view).collect();
            }
        }
        view
    }

    /// What the key says of an item: what is right and why, why the rest is not, and how it counts.
    pub(super) fn key_view(&self, item: &Item, number: usize, reserve: bool) -> KeyView {
        let mut points = self.solution_lines(item);
        points.push(self.counting(item));
        let by_hand = if reserve {
            None
        } else {
            super::home::some_text(self.by_hand(item).trim_start())
        };
        KeyView {
            number,
            reserve,
            question: item.question.clone(),
            facet: item.facet().key(),
            points,
            by_hand,
            source: super::home::some_text(&item.source),
        }
    }

    /// How an answer to an item becomes points.
    pub(super) fn counting(&self, item: &Item) -> String {
        let counts = match item.kind() {
            Kind::Rating => "key.rating",
            Kind::Single => "key.one_point",
            Kind::Multiple | Kind::Spot => "key.marks",
            Kind::Situation => "key.situation",
            Kind::Order => "key.order",
            Kind::Assign => "key.assign",
            Kind::Fill => "key.fill",
        };
        let steps = item.task.steps().to_string();
        self.texts.fill(counts, &[("n", &steps)])
    }

    /// What is right and why, line by line.
    pub(super) fn solution_lines(&self, item: &Item) -> Vec<String> {
        match &item.body {
            Body::Rating { .. } => Vec::new(),
            Body::Single { options } | Body::Multiple { options } => self.choices_key(options),
            Body::Spot { parts, .. } => self.parts_key(parts),
            Body::Situation { options } => self.situation_key(options),
            Body::Order {
                steps, critical, ..
            } => self.order_key(steps, critical),
            Body::Assign { groups, cards } => self.assign_key(groups, cards),
            Body::Fill { fields } => self.fill_key(fields),
        }
    }

    fn choices_key(&self, options: &[Choice]) -> Vec<String> {
        let (right, wrong): (Vec<&Choice>, Vec<&Choice>) =
            options.iter().partition(|option| option.key);
        let right = right
            .iter()
            .map(|option| self.because("key.right", &[("text", &option.text)], &option.why));
        let wrong = wrong
            .iter()
            .filter(|option| !option.why.is_empty())
            .map(|option| self.because("key.wrong", &[("text", &option.text)], &option.why));
        right.chain(wrong).collect()
    }

    fn parts_key(&self, parts: &[Part]) -> Vec<String> {
        let (right, wrong): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(|part| part.sign);
        let right = right
            .iter()
            .map(|part| self.because("key.right", &[("text", &part.text)], &part.why));
        let wrong = wrong
            .iter()
            .filter(|part| !part.why.is_empty())
            .map(|part| self.because("key.wrong", &[("text", &part.text)], &part.why));
        right.chain(wrong).collect()
    }

    /// The best reaction first, each with its value.
    fn situation_key(&self, options: &[Judged]) -> Vec<String> {
        let mut options: Vec<&Judged> = options.iter().collect();
        options.sort_by_key(|option| std::cmp::Reverse(option.value));
        options
            .iter()
            .map(|option| {
                let value = option.value.to_string();
                self.because(
                    "key.value",
                    &[("n", &value), ("text", &option.text)],
                    &option.why,
                )
            })
            .collect()
    }

    /// The steps in the right order, and those of which one must come before the other.
    fn order_key(&self, steps: &[String], critical: &[(usize, usize)]) -> Vec<String> {
        let places = steps.iter().zip(1_usize..).map(|(step, place)| {
            self.texts
                .fill("key.place", &[("n", &place.to_string()), ("text", step)])
        });
        places.chain(self.critical_pairs(steps, critical)).collect()
    }

    /// The steps of which one must come before the other.
    pub(super) fn critical_pairs(
        &self,
        steps: &[String],
        critical: &[(usize, usize)],
    ) -> Vec<String> {
        critical
            .iter()
            .filter_map(|(one, other)| {
                let (first, then) = (steps.get(*one.min(other))?, steps.get(*one.max(other))?);
                Some(
                    self.texts
                        .fill("key.before", &[("first", first), ("then", then)]),
                )
            })
            .collect()
    }

    fn assign_key(&self, groups: &[String], cards: &[Card]) -> Vec<String> {
        let card = |card: &Card| {
            let group = groups.get(card.group).map_or("", String::as_str);
            self.because(
                "key.card",
                &[("text", &card.text), ("group", group)],
                &card.why,
            )
        };
        cards.iter().map(card).collect()
    }

    fn fill_key(&self, fields: &[Field]) -> Vec<String> {
        let field = |field: &Field| match self.accepted(field) {
            Some(right) => self.because(
                "key.field",
                &[("label", &field.label), ("text", &right)],
                &field.why,
            ),
            None => self.because("key.needless", &[("label", &field.label)], &field.why),
        };
        fields.iter().map(field).collect()
    }

    /// What is right in a field, as a reader would write it; nothing in one to be left empty.
    pub(super) fn accepted(&self, field: &Field) -> Option<String> {
        let right = field.accept.first()?;
        let day = match field.control {
            FieldType::Date => right.parse().ok().and_then(|day: Datetime| day.date),
            _ => None,
        };
        Some(day.map_or_else(|| right.clone(), |day| date(day, self.texts)))
    }

    /// A text, with the reason behind it if there is one.
    fn because(&self, key: &str, values: &[(&str, &str)], why: &str) -> String {
        let text = self.texts.fill(key, values);
        if why.is_empty() {
            text
        } else {
            self.texts
                .fill("key.because", &[("text", &text), ("why", why)])
        }
    }
}

fn option(index: usize, text: &str) -> OptionView {
    OptionView {
        index,
        text: text.to_owned(),
    }
}

/// Texts with their places from 0.
pub(super) fn numbered<'t>(texts: impl IntoIterator<Item = &'t String>) -> Vec<OptionView> {
    texts
        .into_iter()
        .enumerate()
        .map(|(index, text)| option(index, text))
        .collect()
}

fn scene_parts(parts: &[Part]) -> Vec<ScenePartView> {
    parts
        .iter()
        .enumerate()
        .map(|(index, part)| ScenePartView {
            index,
            text: part.text.clone(),
            link: part.link.clone(),
        })
        .collect()
}

/// The facts for all fields, each once: beside its own field a fact would tell which fields are needed.
pub(super) fn given(fields: &[Field]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    fields
        .iter()
        .map(|field| &field.given)
        .filter(|given| !given.is_empty() && seen.insert(given.as_str()))
        .cloned()
        .collect()
}

fn field_view((index, field): (usize, &Field)) -> FieldView {
    let (control, inputmode) = match field.control {
        FieldType::Text => ("text", None),
        FieldType::Number => ("number", Some("decimal")),
        FieldType::Date => ("date", None),
        FieldType::Time => ("time", None),
        FieldType::Choice => ("choice", None),
    };
    FieldView {
        index,
        label: field.label.clone(),
        control,
        inputmode,
        choices: numbered(&field.choices),
    }
}

/// The thresholds that make the steps of an item, in thirds; `None` if they are all that its kind has.
pub(super) fn thirds(item: &Item) -> Option<&[u64]> {
    let all: &[u64] = match item.kind() {
        Kind::Rating => &[],
        Kind::Single => &[3],
        Kind::Situation => &[2, 3],
        Kind::Multiple | Kind::Spot | Kind::Order | Kind::Assign | Kind::Fill => &[1, 2, 3],
    };
    let thirds = item.task.thirds();
    (thirds != all).then_some(thirds)
}

/// What is right, in the form of the kind.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum KeysData<'s> {
    /// Of `single`, `multiple` and `spot` the places that are right, of `situation` the value of each place in thirds; none
    /// of a rating.
    Numbers(Vec<usize>),
    /// Of `order` the order shown first, each step named by its place in the right order, and the pairs that must not
    /// change places.
    Order {
        shown: &'s [usize],
        critical: &'s [(usize, usize)],
    },
    /// Of `assign` the number of groups and the group of each card.
    Cards { groups: usize, cards: Vec<usize> },
    /// Of `fill` what each field accepts.
    Fields(Vec<FieldKeys<'s>>),
}

/// What a field accepts.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum FieldKeys<'s> {
    /// One of these texts; none if the field is needless.
    Texts(&'s [String]),
    /// Whether each choice is right.
    Choices(Vec<bool>),
}

impl<'s> KeysData<'s> {
    pub(super) fn of(body: &'s Body) -> Self {
        let keyed = |keys: &mut dyn Iterator<Item = bool>| {
            let keyed = keys.enumerate().filter(|(_, key)| *key);
            Self::Numbers(keyed.map(|(place, _)| place).collect())
        };
        match body {
            Body::Rating { .. } => Self::Numbers(Vec::new()),
            Body::Single { options } | Body::Multiple { options } => {
                keyed(&mut options.iter().map(|option| option.key))
            }
            Body::Spot { parts, .. } => keyed(&mut parts.iter().map(|part| part.sign)),
            Body::Situation { options } => Self::Numbers(
                options
                    .iter()
                    .map(|option| usize::from(option.value))
                    .collect(),
            ),
            Body::Order {
                critical, shown, ..
            } => Self::Order { shown, critical },
            Body::Assign { groups, cards } => Self::Cards {
                groups: groups.len(),
                cards: cards.iter().map(|card| card.group).collect(),
            },
            Body::Fill { fields } => Self::Fields(
                fields
                    .iter()
                    .map(|field| match field.control {
                        FieldType::Choice if !field.is_needless() => {
                            FieldKeys::Choices(field.right_choices().collect())
                        }
                        _ => FieldKeys::Texts(&field.accept),
                    })
                    .collect(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(control: FieldType, choices: &[&str], accept: &[&str], given: &str) -> Field {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Field {
            label: "Feld".to_owned(),
            control,
            choices: texts(choices),
            accept: texts(accept),
            given: given.to_owned(),
            why: String::new(),
        }
    }

    fn json(body: &Body) -> String {
        serde_json::to_string(&KeysData::of(body)).unwrap_or_default()
    }

    #[test]
    fn keys_of_an_order_name_the_order_shown_and_the_critical_pairs() {
        let body = Body::Order {
            steps: ["a", "b", "c"].map(str::to_owned).into(),
            critical: vec![(0, 2)],
            shown: vec![2, 1, 0],
        };
        assert_eq!(json(&body), r#"{"shown":[2,1,0],"critical":[[0,2]]}"#);
    }

    #[test]
    fn keys_of_cards_name_the_groups() {
        let card = |group| Card {
            text: String::new(),
            group,
            why: String::new(),
        };
        let body = Body::Assign {
            groups: ["ja", "nein"].map(str::to_owned).into(),
            cards: vec![card(1), card(0), card(1)],
        };
        assert_eq!(json(&body), r#"{"groups":2,"cards":[1,0,1]}"#);
    }

    #[test]
    fn keys_of_a_form_are_texts_choices_or_nothing() {
        let body = Body::Fill {
            fields: vec![
                field(FieldType::Time, &[], &["06:30", "6.30"], ""),
                field(FieldType::Choice, &["Link", "Anhang"], &["Link"], ""),
                field(FieldType::Choice, &["ja", "nein"], &[], ""),
            ],
        };
        assert_eq!(json(&body), r#"[["06:30","6.30"],[true,false],[]]"#);
    }

    #[test]
    fn a_fact_for_two_fields_is_told_once() {
        let fields = [
            field(
                FieldType::Text,
                &[],
                &["x"],
                "Am 2. November um halb sieben.",
            ),
            field(FieldType::Text, &[], &["y"], ""),
            field(
                FieldType::Text,
                &[],
                &["z"],
                "Am 2. November um halb sieben.",
            ),
        ];
        assert_eq!(given(&fields), ["Am 2. November um halb sieben."]);
    }
}
