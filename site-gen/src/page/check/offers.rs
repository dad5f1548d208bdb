//! The learning offers that travel in a self-check page, for its learning plan. Each is a list, not an object, and names
//! competences, formats and other offers by their places: every byte is paid by every reader.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::catalogue::front::Format;
use crate::page::Pages;
use crate::page::letterhead::{blank_at, in_script};
use crate::site::arena::Handle;
use crate::site::route::Route;
use crate::site::seen::{self, Parts};
use crate::site::{Competence, Occupation, Offer};

/// What a self-check page says of learning offers, and what beside the offers that follows from.
#[derive(Debug)]
pub struct Learning {
    /// Whom the page is for.
    occupation: Option<Handle<Occupation>>,
    /// The competences that it asks or aims at.
    aims: BTreeSet<Handle<Competence>>,
    from: Route,
    /// The parts of the site that this comes from.
    pub parts: Parts,
    /// The competences that the page names: those, and what its offers lift besides.
    pub(super) competences: Vec<Handle<Competence>>,
    /// Key and name of each format that comes up.
    pub(super) formats: Vec<(&'static str, String)>,
    /// The offers, as JSON that may stand in a script element.
    pub json: String,
}

/// The place of the blank for the offers: the last, far from those of a letterhead.
pub const BLANK: usize = crate::page::letterhead::BLANKS as usize - 1;

/// The offers in a page's JSON.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Offers<'s> {
    /// As they are.
    Listed(OffersData<'s>),
    /// A blank in their place.
    Blank(String),
}

impl<'a> Pages<'a> {
    /// What a page says of learning offers.
    fn learning(
        &self,
        occupation: Option<Handle<Occupation>>,
        aims: BTreeSet<Handle<Competence>>,
        from: &Route,
    ) -> (Learning, OffersData<'a>) {
        let site = self.language;
        let offers = self.useful_offers(occupation, aims.iter().copied());
        let raises = offers.iter().flat_map(|offer| &site.offers[*offer].raises);
        let raised: BTreeSet<_> = raises.map(|raise| raise.competence).collect();
        // What a result may speak of.
        let is_named =
            |handle: &Handle<Competence>| aims.contains(handle) || raised.contains(handle);
        let all = site.competences.iter().map(|(handle, _)| handle);
        let competences: Vec<Handle<Competence>> = all.filter(is_named).collect();
        let data = self.offers_data(&offers, &competences, from);
        let learning = Learning {
            occupation,
            aims,
            from: from.clone(),
            parts: Parts::NONE,
            competences,
            formats: data.formats.clone(),
            json: String::new(),
        };
        (learning, data)
    }

    /// The same in making a page: what is kept apart from it is none of the parts that it depends on.
    pub(super) fn learning_of_page(
        &self,
        occupation: Option<Handle<Occupation>>,
        aims: BTreeSet<Handle<Competence>>,
        from: &Route,
    ) -> (Learning, OffersData<'a>) {
        let learning = || self.learning(occupation, aims, from);
        if self.materials.learning_apart {
            let ((learning, offers), parts) = seen::watch(learning);
            (Learning { parts, ..learning }, offers)
        } else {
            learning()
        }
    }

    /// Keeps the offers apart from a page, if that is asked for.
    pub(super) fn apart(
        &self,
        learning: Learning,
        offers: OffersData<'a>,
    ) -> (Offers<'a>, Option<Learning>) {
        match blank_at(BLANK).filter(|_| self.materials.learning_apart) {
            Some(blank) => {
                let json = json(&offers);
                (Offers::Blank(blank), Some(Learning { json, ..learning }))
            }
            None => (Offers::Listed(offers), None),
        }
    }

    /// The offers of this site as a page says them that was made of another, whose content is the same otherwise. `None` if the
    /// page would be another around them, too.
    #[must_use]
    pub fn learning_again(&self, of: &Learning) -> Option<String> {
        let (again, offers) = self.learning(of.occupation, of.aims.clone(), &of.from);
        let is_same = again.competences == of.competences && again.formats == of.formats;
        is_same.then(|| json(&offers))
    }
}

fn json(offers: &OffersData<'_>) -> String {
    in_script(&serde_json::to_string(offers).unwrap_or_default())
}

/// The part of the page's JSON about learning.
#[derive(Serialize)]
pub(super) struct OffersData<'s> {
    /// Key and name of each format that comes up.
    formats: Vec<(&'static str, String)>,
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
    fn useful_offers(
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
    fn offers_data(
        &self,
        offers: &[Handle<Offer>],
        competences: &[Handle<Competence>],
        from: &Route,
    ) -> OffersData<'a> {
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
