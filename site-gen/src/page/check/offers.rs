//! The learning offers that travel in a self-check page, for its learning plan. Each is a list, not an object, and names
//! competences, formats and other offers by their places: every byte is paid by every reader.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::catalogue::front::Format;
use crate::page::Pages;
use crate::site::arena::Handle;
use crate::site::route::Route;
use crate::site::{Competence, Occupation, Offer};

/// The part of the page's JSON about learning.
#[derive(Serialize)]
pub(super) struct OffersData<'s> {
    /// Key and name of each format that comes up.
    pub formats: Vec<(&'static str, String)>,
    /// Where the pages of the offers lie.
    folder: String,
    list: Vec<OfferData<'s>>,
}

/// Id, title, minutes, cost in euros, places of formats, raises, requirements.
#[derive(Serialize)]
struct OfferData<'s>(
    &'s str,
    &'s str,
    u32,
    u32,
    Vec<usize>,
    Raises,
    Vec<Required<'s>>,
);

/// Place of the competence, from, to; and so on.
struct Raises(Vec<(usize, f64, f64)>);

/// An offer of the page by its place, any other by its id.
#[derive(Serialize)]
#[serde(untagged)]
enum Required<'s> {
    Here(usize),
    Elsewhere(&'s str),
}

impl<'a> Pages<'a> {
    /// The offers for an occupation, or those for everybody, that can be of use to whoever aims at these competences: they
    /// lift them, or lead to an offer that does.
    pub(super) fn useful_offers(
        &self,
        occupation: Option<Handle<Occupation>>,
        aims: impl IntoIterator<Item = Handle<Competence>>,
    ) -> Vec<Handle<Offer>> {
        let site = self.language;
        let is_for = |offer: &Offer| {
            offer.occupations.is_empty()
                || occupation.is_some_and(|occupation| offer.occupations.contains(&occupation))
        };
        let mut wanted: BTreeSet<Handle<Competence>> = aims.into_iter().collect();
        let mut useful: BTreeSet<Handle<Offer>> = BTreeSet::new();
        loop {
            let lifts = |offer: &Offer| {
                let mut raises = offer.raises.iter();
                raises.any(|raise| wanted.contains(&raise.competence))
            };
            let more: Vec<(Handle<Offer>, &Offer)> = site
                .offers
                .iter()
                .filter(|(handle, offer)| !useful.contains(handle) && is_for(offer))
                .filter(|(handle, offer)| {
                    let required =
                        |other: &Handle<Offer>| site.offers[*other].requires.contains(handle);
                    lifts(offer) || useful.iter().any(required)
                })
                .collect();
            if more.is_empty() {
                break;
            }
            for (handle, offer) in more {
                useful.insert(handle);
                // Whoever is too low in one of these needs another offer first.
                wanted.extend(offer.raises.iter().map(|raise| raise.competence));
            }
        }
        let all = site.offers.iter().map(|(handle, _)| handle);
        all.filter(|handle| useful.contains(handle)).collect()
    }

    /// What the plan of a page needs to know of these offers. `competences` are those of the page, in its order.
    pub(super) fn offers_data(
        &self,
        offers: &[Handle<Offer>],
        competences: &[Handle<Competence>],
        from: &Route,
    ) -> OffersData<'_> {
        let all = offers
            .iter()
            .map(|handle| (*handle, &self.language.offers[*handle]));
        let offers: Vec<(Handle<Offer>, &Offer)> = all.collect();
        let formats: Vec<Format> = Format::ALL
            .into_iter()
            .filter(|format| {
                offers
                    .iter()
                    .any(|(_, offer)| offer.front.formats.contains(format))
            })
            .collect();
        let raises = |offer: &Offer| {
            let raises = offer.raises.iter().filter_map(|raise| {
                let place = competences
                    .iter()
                    .position(|known| *known == raise.competence)?;
                Some((place, raise.from, raise.to))
            });
            Raises(raises.collect())
        };
        let required =
            |handle: &Handle<Offer>| match offers.iter().position(|(known, _)| known == handle) {
                Some(place) => Required::Here(place),
                None => Required::Elsewhere(self.language.offers[*handle].document.slug()),
            };
        let list = offers.iter().map(|(_, offer)| {
            OfferData(
                offer.document.slug(),
                &offer.front.title,
                offer.front.minutes,
                offer.front.cost.rounded_up(),
                offer
                    .front
                    .formats
                    .iter()
                    .filter_map(|format| formats.iter().position(|known| known == format))
                    .collect(),
                raises(offer),
                offer.requires.iter().map(required).collect(),
            )
        });
        let folder = offers.first().map(|(_, offer)| {
            let own = format!("{}/", offer.document.slug());
            let path = offer.route.as_str();
            from.link_to_path(path.strip_suffix(&own).unwrap_or(path))
        });
        OffersData {
            folder: folder.unwrap_or_default(),
            list: list.collect(),
            formats: formats
                .iter()
                .map(|format| format.key())
                .zip(self.format_names(&formats))
                .collect(),
        }
    }
}

impl Serialize for Raises {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(3 * self.0.len()))?;
        for (place, from, to) in &self.0 {
            list.serialize_element(place)?;
            for standing in [*from, *to] {
                // Whole levels without the `.0`.
                #[expect(clippy::cast_possible_truncation, reason = "a standing is 0 to 4")]
                if standing.fract() == 0.0 {
                    list.serialize_element(&(standing as i64))?;
                } else {
                    list.serialize_element(&standing)?;
                }
            }
        }
        list.end()
    }
}
