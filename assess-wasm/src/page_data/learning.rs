//! What can be learned: the offers of the page, for plans.

use assess_core::id::OfferId;
use assess_core::learning::{Offer, Raise};
use assess_core::thousandths::Thousandths;

use super::PageCompetence;
use crate::json::{Json, Reader};
use crate::number;
use crate::strings::joined;

/// The learning offers a plan can be made of.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    /// As plans need them.
    pub offers: Vec<Offer>,
    /// Their names for readers, in the same order.
    pub titles: Vec<String>,
    /// Where their pages lie.
    pub folder: String,
    /// The formats that come up.
    pub formats: Vec<Format>,
}

/// A way of learning.
#[derive(Clone, Debug)]
pub struct Format {
    /// Its name in offers.
    pub key: String,
    /// Its name for readers.
    pub title: String,
}

impl Learning {
    /// An offer, with its name for readers.
    pub fn offer(&self, id: &OfferId) -> Option<(&Offer, &str)> {
        let place = self.offers.iter().position(|offer| offer.id == *id)?;
        Some((self.offers.get(place)?, self.titles.get(place)?))
    }

    /// Its name for readers.
    pub fn title(&self, id: &OfferId) -> &str {
        self.offer(id).map_or("", |(_, title)| title)
    }

    /// Its page.
    pub fn url(&self, id: &OfferId) -> String {
        joined(&[&self.folder, id.as_str(), "/"], "")
    }
}

/// Reads `offers` of the page's data. An offer is a list; it names competences, formats and other offers by their places.
pub(super) fn learning(read: &Reader, data: &Json, competences: &[PageCompetence]) -> Learning {
    let format = |entry: &Json| Format {
        key: read.text(entry, "0"),
        title: read.text(entry, "1"),
    };
    let formats: Vec<Format> = read.list(data, "formats").iter().map(format).collect();
    let list = read.list(data, "list");
    let ids: Vec<OfferId> = list
        .iter()
        .map(|entry| read.text(entry, "0").into())
        .collect();
    let place = |number: f64| number::whole_of(number).map_or(usize::MAX, |place| place as usize);
    let offer = |entry: &Json| {
        let mut raises = Vec::new();
        for part in read.numbers(entry, "5").chunks(3) {
            let [competence, from, to] = *part else {
                read.miss("raises");
                break;
            };
            let competence = competences.get(place(competence));
            let standing = |number| read.known(Thousandths::from_f64(number), "raises");
            raises.push(Raise {
                competence: match competence {
                    Some(competence) => competence.id.clone(),
                    None => {
                        read.miss("raises");
                        break;
                    }
                },
                from: standing(from),
                to: standing(to),
            });
        }
        let format = |number: f64| formats.get(place(number)).map(|format| format.key.clone());
        // An offer that is not on the page stands there by its id.
        let required = |entry: &Json| match entry.number() {
            Some(number) => ids.get(place(number)).cloned(),
            None => entry.text().map(OfferId::from),
        };
        Offer {
            id: read.text(entry, "0").into(),
            minutes: read.count(entry, "2"),
            cost: read.count(entry, "3"),
            formats: read
                .numbers(entry, "4")
                .into_iter()
                .filter_map(format)
                .collect(),
            raises,
            requires: read.list(entry, "6").iter().filter_map(required).collect(),
        }
    };
    Learning {
        offers: list.iter().map(offer).collect(),
        titles: list.iter().map(|entry| read.text(entry, "1")).collect(),
        folder: read.text(data, "folder"),
        formats,
    }
}
