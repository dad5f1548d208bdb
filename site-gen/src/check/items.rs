//! Items: the keys that belong to their kind, keys that can be right, exact guessing floors, variants that match.

use std::collections::{HashMap, HashSet};

use assess_core::fraction::Fraction;
use assess_core::model::{GradedModel, provisional_rating, provisional_task};
use assess_core::task::{Field, Task, TaskProblem};

use super::names::Names;
use crate::catalogue::{Entry, front};
use crate::diagnostic::problem::{Referent, nearest};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::item::{Body, Choice, Item, Judged, Part};
use crate::source::document::Document;
use crate::source::front_matter::{Key, locate};

/// Turns the item files into items, in the order of the files.
pub(super) fn items(
    files: Vec<Entry<front::ItemFile>>,
    names: &Names,
    diagnostics: &mut Diagnostics,
) -> Vec<Item> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut made: Vec<Item> = Vec::new();
    let mut variants: Vec<(Document, usize, usize)> = Vec::new();
    for Entry { document, front } in files {
        let competence = names.competence(
            &document,
            &keys!["competence"],
            &front.competence,
            diagnostics,
        );
        if document.slug() != front.competence {
            diagnostics.at(
                locate(&document, &keys!["competence"]),
                Problem::CompetenceFileName {
                    expected: format!("aufgaben/{}.md", front.competence),
                },
            );
        }
        for (place, raw) in front.item.into_iter().enumerate() {
            if !seen.insert(raw.id.clone()) {
                diagnostics.at(
                    locate(&document, &keys!["item", place, "id"]),
                    Problem::DuplicateId { id: raw.id.clone() },
                );
            }
            if raw.retired {
                continue;
            }
            let Some(competence) = competence else {
                continue;
            };
            let mut reader = ItemReader {
                document: &document,
                place,
                diagnostics,
            };
            let Some((body, task, model, level)) = reader.read(&raw) else {
                continue;
            };
            let occupations = raw
                .occupations
                .iter()
                .enumerate()
                .filter_map(|(index, name)| {
                    names.occupation(
                        &document,
                        &keys!["item", place, "occupations", index],
                        name,
                        diagnostics,
                    )
                })
                .collect();
            if raw.variant_of.is_some() {
                variants.push((document.clone(), place, made.len()));
            }
            made.push(Item {
                id: raw.id,
                competence,
                occupations,
                variant_of: raw.variant_of,
                level,
                quiz: raw.quiz,
                question: raw.question,
                source: raw.source,
                body,
                task,
                model,
            });
        }
    }
    check_variants(&made, &variants, diagnostics);
    made
}

fn check_variants(
    items: &[Item],
    variants: &[(Document, usize, usize)],
    diagnostics: &mut Diagnostics,
) {
    let by_id: HashMap<&str, &Item> = items.iter().map(|item| (item.id.as_str(), item)).collect();
    for (document, place, index) in variants {
        let variant = &items[*index];
        let Some(original_id) = variant.variant_of.as_deref() else {
            continue;
        };
        let at = || locate(document, &keys!["item", *place, "variant_of"]);
        match by_id.get(original_id) {
            None => {
                let nearest = nearest(original_id, by_id.keys().copied());
                diagnostics.at(
                    at(),
                    Problem::UnknownReference {
                        referent: Referent::Item,
                        name: original_id.to_owned(),
                        nearest,
                    },
                );
            }
            Some(original) => {
                let same = original.kind() == variant.kind()
                    && original.level == variant.level
                    && original.task.steps() == variant.task.steps();
                if !same {
                    diagnostics.at(at(), Problem::VariantDiffers);
                }
            }
        }
    }
}

/// A guess should reach the first step in at most a third of all cases (assessment.md §1).
fn floor_is_high(floor: Fraction) -> bool {
    floor > Fraction::THIRD
}

/// Reads one item, reporting what is wrong with it.
struct ItemReader<'a> {
    document: &'a Document,
    place: usize,
    diagnostics: &'a mut Diagnostics,
}

impl ItemReader<'_> {
    fn read(&mut self, raw: &front::Item) -> Option<(Body, Task, GradedModel, u8)> {
        let Some(kind) = raw.kind else {
            self.report(&[], Problem::MissingKey { key: "kind".into() });
            return None;
        };
        if raw.question.is_empty() {
            self.report(
                &[],
                Problem::MissingKey {
                    key: "question".into(),
                },
            );
        }
        self.refuse_keys_of_other_kinds(raw, kind);
        let (body, task) = match kind {
            front::ItemKind::Rating => self.rating(raw),
            front::ItemKind::Single => self.choice(raw, kind, Task::single),
            front::ItemKind::Multiple => self.choice(raw, kind, Task::multiple),
            front::ItemKind::Spot => self.spot(raw),
            front::ItemKind::Situation => self.situation(raw),
            front::ItemKind::Order => self.order(raw),
            front::ItemKind::Assign => self.assign(raw),
            front::ItemKind::Fill => self.fill(raw),
        }?;
        let (model, level) = if kind == front::ItemKind::Rating {
            (provisional_rating(task.steps()), 0)
        } else {
            let Some(level) = raw.level else {
                self.report(
                    &[],
                    Problem::MissingKey {
                        key: "level".into(),
                    },
                );
                return None;
            };
            let floors = task.floors();
            if let Some(first) = floors
                .first()
                .copied()
                .filter(|floor| floor_is_high(*floor) && !raw.quiz)
            {
                let percent = first.numerator() * 100 / first.denominator().max(1);
                self.report(
                    &[Key::from("kind")],
                    Problem::GuessingFloor {
                        percent: u32::try_from(percent).unwrap_or(100),
                    },
                );
            }
            let floors: Vec<f64> = floors.into_iter().map(Fraction::to_f64).collect();
            (provisional_task(level.get(), &floors), level.get())
        };
        let Ok(model) = model else {
            self.report(&[Key::from("kind")], Problem::ItemNoPoints);
            return None;
        };
        if !raw.quiz && !model.is_monotone() {
            self.report(&[Key::from("kind")], Problem::NotMonotone);
        }
        Some((body, task, model, level))
    }

    fn report(&mut self, below: &[Key], problem: Problem) {
        let mut path = keys!["item", self.place].to_vec();
        path.extend_from_slice(below);
        self.diagnostics.at(locate(self.document, &path), problem);
    }

    fn refuse_keys_of_other_kinds(&mut self, raw: &front::Item, kind: front::ItemKind) {
        use front::ItemKind::{Assign, Fill, Multiple, Order, Rating, Single, Situation, Spot};
        let given: [(&str, bool, &[front::ItemKind]); 8] = [
            (
                "options",
                raw.options.is_some(),
                &[Rating, Single, Multiple, Situation],
            ),
            ("steps", raw.steps.is_some(), &[Order]),
            ("critical", raw.critical.is_some(), &[Order]),
            ("groups", raw.groups.is_some(), &[Assign]),
            ("cards", raw.cards.is_some(), &[Assign]),
            ("scene", raw.scene.is_some(), &[Spot]),
            ("parts", raw.parts.is_some(), &[Spot]),
            ("fields", raw.fields.is_some(), &[Fill]),
        ];
        for (key, is_given, kinds) in given {
            if is_given && !kinds.contains(&kind) {
                self.report(
                    &[Key::from(key)],
                    Problem::ItemHasNot {
                        kind: kind_name(kind).into(),
                        key: key.into(),
                    },
                );
            }
        }
    }

    /// A list that the kind cannot do without.
    fn needed<'r, T>(
        &mut self,
        list: Option<&'r Vec<T>>,
        kind: front::ItemKind,
        key: &str,
    ) -> Option<&'r [T]> {
        let list = list.filter(|list| !list.is_empty());
        if list.is_none() {
            self.report(
                &[],
                Problem::ItemNeeds {
                    kind: kind_name(kind).into(),
                    key: key.into(),
                },
            );
        }
        list.map(Vec::as_slice)
    }

    /// A task, or the report why its parts make none.
    fn made(
        &mut self,
        task: Result<Task, TaskProblem>,
        kind: front::ItemKind,
        list: &str,
    ) -> Option<Task> {
        let problem = match task {
            Ok(task) => return Some(task),
            Err(problem) => problem,
        };
        let (key, problem) = match problem {
            TaskProblem::TooFew { least } => (
                Key::from(list),
                Problem::OutOfRange {
                    found: list.to_owned(),
                    least: Some(least.to_string()),
                    most: None,
                },
            ),
            TaskProblem::TooMany { most } => (
                Key::from(list),
                Problem::OutOfRange {
                    found: list.to_owned(),
                    least: None,
                    most: Some(most.to_string()),
                },
            ),
            TaskProblem::NoKey | TaskProblem::AllKeys => (
                Key::from(list),
                Problem::ItemKeys {
                    kind: kind_name(kind).into(),
                },
            ),
            TaskProblem::ValueTooHigh { .. } => (Key::from(list), Problem::ItemStandingValue),
            TaskProblem::CriticalPair { .. } => (Key::from("critical"), Problem::ItemPairOutside),
            TaskProblem::UnknownGroup { .. } => {
                (Key::from("cards"), Problem::ItemGroupOutside { groups: 0 })
            }
            TaskProblem::NoStep
            | TaskProblem::ShownIncomplete
            | TaskProblem::ShownScores
            | TaskProblem::NothingAccepted { .. }
            | TaskProblem::ChoiceDecidesNothing { .. }
            | TaskProblem::NoNeededField => (Key::from(list), Problem::ItemNoPoints),
        };
        self.report(&[key], problem);
        None
    }

    fn rating(&mut self, raw: &front::Item) -> Option<(Body, Task)> {
        let kind = front::ItemKind::Rating;
        let options = self.needed(raw.options.as_ref(), kind, "options")?;
        let task = self.made(Task::rating(options.len()), kind, "options")?;
        Some((
            Body::Rating {
                options: options.iter().map(|option| option.text.clone()).collect(),
            },
            task,
        ))
    }

    fn choice(
        &mut self,
        raw: &front::Item,
        kind: front::ItemKind,
        make: impl Fn(Vec<bool>) -> Result<Task, TaskProblem>,
    ) -> Option<(Body, Task)> {
        let options = self.needed(raw.options.as_ref(), kind, "options")?;
        let task = self.made(
            make(options.iter().map(|option| option.key).collect()),
            kind,
            "options",
        )?;
        let options = options
            .iter()
            .map(|option| Choice {
                text: option.text.clone(),
                key: option.key,
                why: option.why.clone(),
            })
            .collect();
        let body = if kind == front::ItemKind::Single {
            Body::Single { options }
        } else {
            Body::Multiple { options }
        };
        Some((body, task))
    }

    fn spot(&mut self, raw: &front::Item) -> Option<(Body, Task)> {
        let kind = front::ItemKind::Spot;
        let parts = self.needed(raw.parts.as_ref(), kind, "parts")?;
        let task = self.made(
            Task::spot(parts.iter().map(|part| part.sign).collect()),
            kind,
            "parts",
        )?;
        let parts = parts
            .iter()
            .map(|part| Part {
                text: part.text.clone(),
                link: part.link.clone(),
                sign: part.sign,
                why: part.why.clone(),
            })
            .collect();
        Some((
            Body::Spot {
                scene: raw.scene.unwrap_or_default(),
                parts,
            },
            task,
        ))
    }

    fn situation(&mut self, raw: &front::Item) -> Option<(Body, Task)> {
        let kind = front::ItemKind::Situation;
        let options = self.needed(raw.options.as_ref(), kind, "options")?;
        let task = self.made(
            Task::situation(
                options
                    .iter()
                    .map(|option| option.value.unwrap_or(0))
                    .collect(),
            ),
            kind,
            "options",
        )?;
        let options = options
            .iter()
            .map(|option| Judged {
                text: option.text.clone(),
                value: option.value.unwrap_or(0),
                why: option.why.clone(),
            })
            .collect();
        Some((Body::Situation { options }, task))
    }

    fn order(&mut self, raw: &front::Item) -> Option<(Body, Task)> {
        let kind = front::ItemKind::Order;
        let steps = self.needed(raw.steps.as_ref(), kind, "steps")?;
        // The order shown first is the right one turned round: it violates every pair, so it can never score.
        let shown = (0..steps.len()).rev().collect();
        let critical = raw.critical.as_deref().unwrap_or_default();
        let task = self.made(Task::order(steps.len(), critical, shown), kind, "steps")?;
        Some((
            Body::Order {
                steps: steps.to_vec(),
            },
            task,
        ))
    }

    fn assign(&mut self, raw: &front::Item) -> Option<(Body, Task)> {
        let kind = front::ItemKind::Assign;
        let groups = self.needed(raw.groups.as_ref(), kind, "groups")?;
        let cards = self.needed(raw.cards.as_ref(), kind, "cards")?;
        let mut known = true;
        for (place, _) in cards
            .iter()
            .enumerate()
            .filter(|(_, card)| card.group >= groups.len())
        {
            self.report(
                &keys!["cards", place, "group"],
                Problem::ItemGroupOutside {
                    groups: groups.len(),
                },
            );
            known = false;
        }
        if !known {
            return None;
        }
        let task = self.made(
            Task::assign(groups.len(), cards.iter().map(|card| card.group).collect()),
            kind,
            "cards",
        )?;
        let cards = cards
            .iter()
            .map(|card| (card.text.clone(), card.group, card.why.clone()))
            .collect();
        Some((
            Body::Assign {
                groups: groups.to_vec(),
                cards,
            },
            task,
        ))
    }

    fn fill(&mut self, raw: &front::Item) -> Option<(Body, Task)> {
        let kind = front::ItemKind::Fill;
        let fields = self.needed(raw.fields.as_ref(), kind, "fields")?;
        let parts = fields
            .iter()
            .map(|field| match field {
                front::FormField { needless: true, .. } => Field::Needless,
                front::FormField {
                    control: front::FieldType::Choice,
                    choices,
                    accept,
                    ..
                } => Field::Choice {
                    accept: choices
                        .iter()
                        .map(|choice| accept.contains(choice))
                        .collect(),
                },
                front::FormField { accept, .. } => Field::Text {
                    accept: accept.clone(),
                },
            })
            .collect();
        let task = self.made(Task::fill(parts), kind, "fields")?;
        Some((
            Body::Fill {
                labels: fields.iter().map(|field| field.label.clone()).collect(),
            },
            task,
        ))
    }
}

const fn kind_name(kind: front::ItemKind) -> &'static str {
    match kind {
        front::ItemKind::Rating => "rating",
        front::ItemKind::Single => "single",
        front::ItemKind::Multiple => "multiple",
        front::ItemKind::Situation => "situation",
        front::ItemKind::Order => "order",
        front::ItemKind::Assign => "assign",
        front::ItemKind::Spot => "spot",
        front::ItemKind::Fill => "fill",
    }
}
