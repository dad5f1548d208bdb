//! Posters: the link and its QR code for a survey, a wave and an occupation that HR chooses.

use std::rc::Rc;

use assess_core::qr::QrCode;
use assess_core::transfer::{Invitation, LinkFragment, Wave};
use gloo_events::EventListener;
use web_sys::{Document, Element, HtmlSelectElement};

use super::Listeners;
use crate::dom;
use crate::failure::Failure;
use crate::json::{Json, Reader};
use crate::number;
use crate::strings::{Strings, keys};

keys! {
    /// What the poster says about a change.
    pub enum Word {
        Changed = "changed",
    }
}

/// A self-check that the poster can lead to.
#[derive(Debug)]
struct Check {
    /// The occupation that it is for; `None` if it is for all.
    occupation: Option<String>,
    /// The title of the poster.
    title: String,
    /// The full address of its page.
    address: String,
}

/// A survey of the site.
#[derive(Debug)]
struct Survey {
    id: String,
    wave: Option<Wave>,
    occupations: Vec<String>,
}

impl Survey {
    /// Whether somebody who comes by this check may take part.
    fn invites(&self, check: &Check) -> bool {
        let occupation = check.occupation.as_ref();
        occupation.is_none_or(|id| self.occupations.contains(id))
    }
}

struct Poster {
    checks: Vec<Check>,
    surveys: Vec<Survey>,
    /// Chooses one of the checks.
    check: HtmlSelectElement,
    /// Chooses one of the surveys, or none; absent if the site has none.
    survey: Option<HtmlSelectElement>,
    title: Element,
    drawing: Element,
    path: Element,
    address: Element,
    status: Element,
    strings: Strings,
}

/// Takes over the poster of this page.
pub fn start(document: &Document, data: &Json) -> Result<Listeners, Failure> {
    let read = &Reader::default();
    let entry = data.get("poster");
    let checks = read.list(&entry, "checks");
    let checks = checks.iter().map(|check| Check {
        occupation: check.get("occupation").text(),
        title: read.text(check, "title"),
        address: read.text(check, "address"),
    });
    let surveys = read.list(&entry, "surveys");
    let surveys = surveys.iter().map(|survey| Survey {
        id: read.text(survey, "id"),
        wave: u8::try_from(read.count(survey, "wave"))
            .ok()
            .and_then(Wave::new),
        occupations: read.texts(survey, "occupations"),
    });
    let drawing = dom::by_id(document, "poster-code")?;
    let form = dom::by_id(document, "poster-form")?;
    let print = dom::by_id(document, "poster-print")?;
    let poster = Rc::new(Poster {
        checks: checks.collect(),
        surveys: surveys.collect(),
        check: dom::by_id_as(document, "poster-check")?,
        survey: dom::by_id_as(document, "poster-survey").ok(),
        title: dom::by_id(document, "poster-title")?,
        path: drawing
            .query_selector("path")?
            .ok_or(Failure::Element("path"))?,
        drawing,
        address: dom::by_id(document, "poster-address")?,
        status: dom::by_id(document, "poster-status")?,
        strings: Strings::read(data.get("strings"), Word::ALL)?,
    });
    read.verdict()?;
    // A browser may have kept another choice from before the page was loaded anew.
    poster.show()?;
    Ok(vec![
        EventListener::new(&form, "change", move |_| {
            if poster.show().is_ok() {
                let values = [(
                    "address",
                    &*poster.address.text_content().unwrap_or_default(),
                )];
                let changed = poster.strings.filled(Word::Changed, &values);
                poster.status.set_text_content(Some(&changed));
            }
        }),
        EventListener::new(&print, "click", |_| {
            // A browser that cannot print does nothing, as it would with its own menu.
            let _ = gloo_utils::window().print();
        }),
    ])
}

impl Poster {
    /// Brings title, address and code into line with what is chosen.
    fn show(&self) -> Result<(), Failure> {
        let chosen = self.survey.as_ref().and_then(|select| {
            let place: usize = select.value().parse().ok()?;
            self.surveys.get(place)
        });
        let place = allowed(&self.checks, chosen, self.check.value().parse().ok());
        self.check.set_value(&number::count(place));
        for (option, check) in dom::all_in::<Element>(&self.check, "option")
            .iter()
            .zip(&self.checks)
        {
            if chosen.is_none_or(|survey| survey.invites(check)) {
                option.remove_attribute("disabled")?;
            } else {
                option.set_attribute("disabled", "")?;
            }
        }
        let check = self.checks.get(place).ok_or(Failure::Data("checks"))?;
        let address = address(check, chosen);
        let code = QrCode::new(&address).ok_or(Failure::Data("address"))?;
        let side = number::whole(code.side);
        let mut view_box = String::from("0 0 ");
        view_box.push_str(&side);
        view_box.push(' ');
        view_box.push_str(&side);
        self.drawing.set_attribute("viewBox", &view_box)?;
        self.path.set_attribute("d", &code.path)?;
        self.write_address(&address)?;
        self.title.set_text_content(Some(&check.title));
        Ok(())
    }
}

/// The place of the check that was asked for, or else of the first that the survey invites to.
fn allowed(checks: &[Check], survey: Option<&Survey>, asked: Option<usize>) -> usize {
    let is_allowed = |check: &Check| survey.is_none_or(|survey| survey.invites(check));
    asked
        .filter(|place| checks.get(*place).is_some_and(is_allowed))
        .or_else(|| checks.iter().position(is_allowed))
        .unwrap_or(0)
}

impl Poster {
    /// Writes an address that breaks after `/` and `.` and nowhere else.
    fn write_address(&self, address: &str) -> Result<(), Failure> {
        self.address.set_text_content(None);
        for part in address.split_inclusive(['/', '.']) {
            let place = gloo_utils::document().create_element("wbr")?;
            self.address.append_child(&place)?;
            self.address.append_with_str_1(part)?;
        }
        Ok(())
    }
}

/// The address that opens a check on its first question, as an invitation to a survey if there is one.
fn address(check: &Check, survey: Option<&Survey>) -> String {
    let invitation = survey.map_or_else(Invitation::default, |survey| Invitation {
        survey: Some(survey.id.as_str().into()),
        occupation: check.occupation.as_deref().map(Into::into),
        wave: survey.wave,
    });
    let fragment = LinkFragment {
        invitation,
        start: true,
    };
    let mut address = check.address.clone();
    address.push_str(&fragment.write());
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checks() -> Vec<Check> {
        ["", "feuerwehr", "kita"]
            .map(|id| Check {
                occupation: (!id.is_empty()).then(|| id.to_owned()),
                title: id.to_uppercase(),
                address: ["https://stadt.example/kurz/", id].concat(),
            })
            .into()
    }

    fn survey(occupations: &[&str]) -> Survey {
        Survey {
            id: "stadt-2026".to_owned(),
            wave: Wave::new(2),
            occupations: occupations.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    #[test]
    fn the_address_names_what_was_chosen() {
        let survey = survey(&["kita"]);
        let check = |place: usize, survey, expected: &str| {
            let found = checks().get(place).map(|check| address(check, survey));
            assert_eq!(found.as_deref(), Some(expected));
        };
        check(1, None, "https://stadt.example/kurz/feuerwehr#start");
        check(
            2,
            Some(&survey),
            "https://stadt.example/kurz/kita#e=stadt-2026&w=2&b=kita&start",
        );
        check(
            0,
            Some(&survey),
            "https://stadt.example/kurz/#e=stadt-2026&w=2&start",
        );
    }

    #[test]
    fn nobody_is_invited_to_a_survey_of_others() {
        let survey = survey(&["kita"]);
        let check = |survey, asked, expected| {
            assert_eq!(allowed(&checks(), survey, asked), expected, "{asked:?}");
        };
        check(None, Some(1), 1);
        check(Some(&survey), Some(2), 2);
        check(Some(&survey), Some(1), 0);
        check(None, Some(7), 0);
        check(None, None, 0);
    }
}
