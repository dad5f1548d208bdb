//! Items: the keys that belong to their kind, keys that can be right, exact guessing floors, variants that match.

use std::collections::{HashMap, HashSet};

use assess_core::fraction::Fraction;
use assess_core::model::{GradedModel, provisional_rating, provisional_task};
use assess_core::task::{self, Task, TaskProblem};

use sha2::{Digest as _, Sha256};

use super::hidden::Hidden;
use super::names::Names;
use crate::catalogue::{Entry, front};
use crate::diagnostic::problem::{Referent, nearest};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::ItemFile;
use crate::site::arena::{Arena, Handle};
use crate::site::item::{Body, Card, Choice, Field, Item, Judged, Part};
use crate::site::seen;
use crate::source::document::Document;
use crate::source::front_matter::{Key, locate};

/// Turns the item files into items, in the order of the files.
pub(super) fn items(
    entries: Vec<Entry<front::ItemFile>>,
    names: &Names<'_>,
    hidden: &Hidden,
    diagnostics: &mut Diagnostics,
) -> (Arena<ItemFile>, Vec<Item>) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut made: Vec<Item> = Vec::new();
    let mut files: Vec<ItemFile> = Vec::with_capacity(entries.len());
    let mut monotony = Monotony::default();
    for Entry { document, front } in entries {
        let file = Handle::new(files.len());
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
        check_calibrated(&document, &front, hidden, diagnostics);
        for (place, raw) in front.item.into_iter().enumerate() {
            if !seen.insert(raw.id.clone()) {
                diagnostics.at(
                    locate(&document, &keys!["item", place, "id"]),
                    Problem::DuplicateId { id: raw.id.clone() },
                );
            }
            if hidden.is_gone(&raw.id) {
                continue;
            }
            let Some(competence) = competence else {
                continue;
            };
            let mut reader = ItemReader {
                document: &document,
                place,
                monotony: &mut monotony,
                diagnostics,
            };
            let Some((body, task, model, level)) = reader.read(&raw) else {
                continue;
            };
            let calibrated = front.calibrated.get(&raw.id);
            let calibrated = calibrated.and_then(|given| reader.calibrated(&raw.id, given, &model));
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
            made.push(Item {
                id: raw.id,
                file,
                place,
                competence,
                occupations,
                variant_of: raw.variant_of,
                level,
                minutes: raw.minutes.map_or(1.0, front::Minutes::get),
                quiz: raw.quiz,
                question: raw.question,
                source: raw.source,
                body,
                task,
                provisional: calibrated.is_none(),
                model: calibrated.unwrap_or(model),
            });
        }
        files.push(ItemFile { document });
    }
    let files = Arena::new(seen::Part::ItemFiles, files);
    check_variants(&files, &made, hidden, diagnostics);
    (files, made)
}

/// Parameters are of items of the same file.
fn check_calibrated(
    document: &Document,
    front: &front::ItemFile,
    hidden: &Hidden,
    diagnostics: &mut Diagnostics,
) {
    for id in front.calibrated.keys() {
        if !hidden.is_gone(id) && !front.item.iter().any(|item| item.id == *id) {
            let ids = front.item.iter().map(|item| item.id.as_str());
            diagnostics.at(
                locate(document, &keys!["calibrated", id.as_str()]),
                Problem::UnknownReference {
                    referent: Referent::Item,
                    name: id.clone(),
                    nearest: nearest(id, ids),
                },
            );
        }
    }
}

fn check_variants(
    files: &Arena<ItemFile>,
    items: &[Item],
    hidden: &Hidden,
    diagnostics: &mut Diagnostics,
) {
    let by_id: HashMap<&str, &Item> = items.iter().map(|item| (item.id.as_str(), item)).collect();
    for variant in items {
        let Some(original_id) = variant.variant_of.as_deref() else {
            continue;
        };
        let at = || {
            locate(
                &files[variant.file].document,
                &keys!["item", variant.place, "variant_of"],
            )
        };
        if original_id == variant.id {
            let id = variant.id.clone();
            diagnostics.at(at(), Problem::VariantOfItself { id });
            continue;
        }
        match by_id.get(original_id) {
            // Without its original a variant stands for itself.
            None if hidden.is_gone(original_id) => {}
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
    monotony: &'a mut Monotony,
    diagnostics: &'a mut Diagnostics,
}

/// Which models are monotone, as far as that was asked: authored models depend on kind and level alone, so few are different.
#[derive(Default)]
struct Monotony(Vec<(GradedModel, bool)>);

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
        Some((body, task, model, level))
    }

    /// The model with calibrated parameters; the floors are still those of random answers.
    fn calibrated(
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
        let fields: Vec<Field> = fields.iter().map(field).collect();
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

/// A field as the form has it. Without a word in `accept` it would be needless by mistake: a blank one is refused.
fn field(raw: &front::FormField) -> Field {
    let accept = if raw.needless {
        Vec::new()
    } else if raw.accept.is_empty() {
        vec![String::new()]
    } else {
        with_native_forms(raw.control, &raw.accept)
    };
    Field {
        label: raw.label.clone(),
        control: raw.control,
        choices: raw.choices.clone(),
        accept,
        given: raw.given.clone(),
        why: raw.why.clone(),
    }
}

/// What authors accept, and the same as the native control writes it: a date with hyphens, a time with a colon and leading
/// zero, a number with a point.
fn with_native_forms(control: front::FieldType, accept: &[String]) -> Vec<String> {
    let native = |text: &String| match control {
        front::FieldType::Date => date(text),
        front::FieldType::Time => time(text),
        front::FieldType::Number => Some(text.trim().replace(',', ".")),
        front::FieldType::Text | front::FieldType::Choice => None,
    };
    let mut all = accept.to_vec();
    for text in accept.iter().filter_map(native) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

/// `2.11.2026` as `2026-11-02`.
fn date(text: &str) -> Option<String> {
    let [day, month, year] = numbers(text, ['.'])?;
    (1..=31)
        .contains(&day)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// `6.30 Uhr` as `06:30`.
fn time(text: &str) -> Option<String> {
    let [hour, minute] = numbers(text.trim().trim_end_matches("Uhr"), ['.', ':'])?;
    Some(format!("{hour:02}:{minute:02}"))
}

/// Just these many whole numbers between these separators.
fn numbers<const N: usize, const S: usize>(text: &str, separators: [char; S]) -> Option<[u32; N]> {
    let parts: Option<Vec<u32>> = text
        .split(separators)
        .map(|part| part.trim().parse().ok())
        .collect();
    parts?.try_into().ok()
}

/// The order an `order` item is shown in first. It must score 0 (at least half of all pairs are the wrong way round), but it
/// is not simply the right one reversed: after two such items that would give the rest away. It follows from the id
/// alone, so that every build and every printed form shows the same.
fn order_shown(id: &str, steps: usize) -> Vec<usize> {
    let reversed: Vec<usize> = (0..steps).rev().collect();
    let pairs = steps * steps.saturating_sub(1) / 2;
    (0..SHUFFLES)
        .map(|attempt| shuffled(id, attempt, steps))
        .find(|order| 2 * wrong_pairs(order) >= pairs && *order != reversed)
        .unwrap_or(reversed)
}

/// Of the shuffles of three or more steps about half score 0, so that this many never fail.
const SHUFFLES: u8 = 64;

/// The steps in an order drawn from the id (Fisher and Yates; the hash is the source of numbers).
fn shuffled(id: &str, attempt: u8, steps: usize) -> Vec<usize> {
    let numbers = Sha256::new()
        .chain_update(id)
        .chain_update([attempt])
        .finalize();
    let mut order: Vec<usize> = (0..steps).collect();
    for (place, number) in (1..steps).rev().zip(numbers.iter()) {
        order.swap(place, usize::from(*number) % (place + 1));
    }
    order
}

fn wrong_pairs(order: &[usize]) -> usize {
    let after = |place: usize| order[place + 1..].iter();
    order
        .iter()
        .enumerate()
        .map(|(place, first)| after(place).filter(|second| *second < first).count())
        .sum()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_authors_accept_is_accepted_as_the_control_writes_it() {
        use front::FieldType::{Choice, Date, Number, Text, Time};
        let cases: [(front::FieldType, &[&str], &[&str]); 7] = [
            (Date, &["2.11.2026"], &["2.11.2026", "2026-11-02"]),
            (Date, &["2026-11-02"], &["2026-11-02"]),
            (Time, &["06:30", "6.30"], &["06:30", "6.30"]),
            (Time, &["6.30 Uhr"], &["6.30 Uhr", "06:30"]),
            (Number, &["12,5", "12"], &["12,5", "12", "12.5"]),
            (Text, &["1,5"], &["1,5"]),
            (Choice, &["2.11.2026"], &["2.11.2026"]),
        ];
        for (control, accept, expected) in cases {
            let accept: Vec<String> = accept.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(with_native_forms(control, &accept), expected);
        }
    }

    #[test]
    fn the_order_shown_first_scores_nothing_and_gives_nothing_away() {
        for steps in 3..=8 {
            let shown: Vec<Vec<usize>> = (0..40)
                .map(|number| order_shown(&format!("aufgabe-{number}"), steps))
                .collect();
            let pairs = steps * (steps - 1) / 2;
            let reversed: Vec<usize> = (0..steps).rev().collect();
            for order in &shown {
                assert!(
                    2 * wrong_pairs(order) >= pairs,
                    "{order:?} would score untouched"
                );
                assert_ne!(*order, reversed);
            }
            assert!(
                shown.windows(2).any(|two| two[0] != two[1]),
                "orders differ from item to item"
            );
        }
        assert_eq!(order_shown("zwei", 2), [1, 0]);
    }
}
