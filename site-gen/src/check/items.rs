//! Items: each one by itself ([`read`]), and as part of the whole: ids, competences, occupations, variants that match.

mod field;
mod order;
mod read;

use std::collections::{HashMap, HashSet};

use super::hidden::Hidden;
use super::names::Names;
use crate::catalogue::{Entry, front};
use crate::diagnostic::problem::{Referent, nearest};
use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::site::ItemFile;
use crate::site::arena::{Arena, Handle};
use crate::site::item::Item;
use crate::site::seen;
use crate::source::document::Document;
use crate::source::front_matter::locate;
use read::{ItemReader, Monotony, Read};

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
            let Some(Read {
                body,
                task,
                model,
                level,
            }) = reader.read(&raw)
            else {
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
