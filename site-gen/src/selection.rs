//! Which items a self-check carries.

use std::collections::HashSet;

use crate::site::arena::Handle;
use crate::site::item::Item;
use crate::site::{Blueprint, LanguageSite, Occupation};

/// The items of a blueprint for one occupation, or for all, in the order of the bank: ratings first, so that what people
/// think of themselves is not coloured by the tasks; then tasks, easy ones first.
///
/// For an occupation a variant in its clothes takes the place of the original, and competences without a target in
/// its profile are left out; for all, variants are left out.
#[must_use]
pub fn items<'s>(
    site: &'s LanguageSite,
    blueprint: &Blueprint,
    occupation: Option<Handle<Occupation>>,
) -> Vec<&'s Item> {
    let targeted = occupation
        .map(|handle| &site.occupations[handle].targets)
        .filter(|targets| !targets.values().all(std::collections::BTreeMap::is_empty));
    let is_asked = |item: &Item| {
        !item.quiz
            && blueprint.scales.iter().any(|scale| {
                scale.facet == item.facet() && scale.competences.contains(&item.competence)
            })
            && targeted.is_none_or(|targets| {
                targets
                    .values()
                    .any(|targets| targets.contains_key(&item.competence))
            })
            && match occupation {
                None => item.occupations.is_empty() && item.variant_of.is_none(),
                Some(occupation) => {
                    item.occupations.is_empty() || item.occupations.contains(&occupation)
                }
            }
    };
    let asked: Vec<&Item> = site
        .items
        .iter()
        .map(|(_, item)| item)
        .filter(|item| is_asked(item))
        .collect();
    let replaced: HashSet<&str> = asked
        .iter()
        .filter(|item| !item.occupations.is_empty())
        .filter_map(|item| item.variant_of.as_deref())
        .collect();
    let mut chosen: HashSet<&str> = HashSet::new();
    let mut items: Vec<&Item> = asked
        .into_iter()
        .filter(|item| !replaced.contains(item.id.as_str()))
        // Of several variants for the same occupation the first stands for the task.
        .filter(|item| {
            item.variant_of
                .as_deref()
                .is_none_or(|original| chosen.insert(original))
        })
        .collect();
    items.sort_by_key(|item| item.level);
    items
}
