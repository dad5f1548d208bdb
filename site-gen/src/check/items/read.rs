//! One item: the keys that belong to its kind, keys that can be right, exact guessing floors.

use assess_core::fraction::Fraction;
use assess_core::model::{GradedModel, provisional_rating, provisional_task};
use assess_core::task::{self, Task, TaskProblem};

use super::field;
use super::order::order_shown;
use crate::catalogue::front;
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::item::{Body, Card, Choice, Field, Judged, Part};
use crate::source::document::Document;
use crate::source::front_matter::{Key, locate};

/// A guess should reach the first step in at most a third of all cases (assessment.md §1).
fn floor_is_high(floor: Fraction) -> bool {
    floor > Fraction::THIRD
}

/// Reads one item, reporting what is wrong with it.
pub(super) struct ItemReader<'a> {
    pub(super) document: &'a Document,
    /// The place of the item in the file.
    pub(super) place: usize,
    pub(super) monotony: &'a mut Monotony,
    pub(super) diagnostics: &'a mut Diagnostics,
}

/// Which models are monotone, as far as that was asked: authored models depend on kind and level alone, so few are different.
#[derive(Default)]
pub(super) struct Monotony(Vec<(GradedModel, bool)>);

impl Monotony {
    fn of(&mut self, model: &GradedModel) -> bool {
        if let Some((_, known)) = self.0.iter().find(|(known, _)| known == model) {
            return *known;
        }
        let is_monotone = model.is_monotone();
        self.0.push((model.clone(), is_monotone));
        is_monotone
    }
}

/// What an item is by itself.
pub(super) struct Read {
    /// What is shown.
    pub(super) body: Body,
    /// What an answer is worth.
    pub(super) task: Task,
    /// The model by kind and level.
    pub(super) model: GradedModel,
    /// 1 to 4; 0 for a rating, which has none.
    pub(super) level: u8,
}

impl ItemReader<'_> {
    pub(super) fn read(&mut self, raw: &front::Item) -> Option<Read> {
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
        if raw.quiz && kind == front::ItemKind::Rating {
            self.report(&[Key::from("quiz")], Problem::QuizRating);
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
        if !raw.quiz && !self.monotony.of(&model) {
            self.report(&[Key::from("kind")], Problem::NotMonotone);
        }
        Some(Read {
            body,
            task,
            model,
            level,
        })
    }

    /// The model with calibrated parameters; the floors are still those of random answers.
    pub(super) fn calibrated(
        &mut self,
        id: &str,
        given: &front::Calibrated,
        authored: &GradedModel,
    ) -> Option<GradedModel> {
        let floors: Vec<f64> = authored.c().collect();
        let model = GradedModel::new(given.a, &given.b, &floors).ok();
        if model.is_none() {
            self.diagnostics.at(
                locate(self.document, &keys!["calibrated", id]),
                Problem::CalibratedWrongly {
                    steps: floors.len(),
                },
            );
        }
        if model.as_ref().is_some_and(|model| !model.is_monotone()) {
            let at = locate(self.document, &keys!["calibrated", id]);
            self.diagnostics.at(at, Problem::NotMonotone);
        }
        model
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
        let shown = order_shown(&raw.id, steps.len());
        let critical = raw.critical.as_deref().unwrap_or_default();
        let task = self.made(
            Task::order(steps.len(), critical, shown.clone()),
            kind,
            "steps",
        )?;
        Some((
            Body::Order {
                steps: steps.to_vec(),
                critical: critical.to_vec(),
                shown,
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
            .map(|card| Card {
                text: card.text.clone(),
                group: card.group,
                why: card.why.clone(),
            })
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
        let fields: Vec<Field> = fields.iter().map(field::field).collect();
        let parts = fields
            .iter()
            .map(|field| match field.control {
                _ if field.is_needless() => task::Field::Needless,
                front::FieldType::Choice => task::Field::Choice {
                    accept: field.right_choices().collect(),
                },
                _ => task::Field::Text {
                    accept: field.accept.clone(),
                },
            })
            .collect();
        let task = self.made(Task::fill(parts), kind, "fields")?;
        Some((Body::Fill { fields }, task))
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
