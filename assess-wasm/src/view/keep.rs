//! Below the result: what changed since an earlier check, and what the visitor may hand over. The page brings the words; here
//! only what depends on the result is filled in.

use assess_core::bank::Facet;
use assess_core::profile::profile;
use assess_core::session::Finished;
use assess_core::transfer::{CheckResult, Wave, code};
use web_sys::Element;

use crate::dom::{self, Writer};
use crate::failure::Failure;
use crate::files;
use crate::invited::{Guest, Invited};
use crate::number;
use crate::page_data::Page;
use crate::qr;
use crate::report::ChangeReport;
use crate::strings::{Key, joined};
use crate::visit::Visit;

use super::View;

/// What is filled in; all of it says something about the visitor.
pub(super) const FILLED: [&str; 4] = [
    "check-change-rows",
    "check-survey-facts",
    "check-code-text",
    "check-code-picture",
];

impl View {
    /// Shows the change, if there is an earlier check to compare with.
    pub(super) fn show_changes(
        &self,
        page: &Page,
        session: &Finished,
        visit: &Visit,
    ) -> Result<(), Failure> {
        let Some(earlier) = &visit.earlier else {
            return Ok(());
        };
        let later = profile(session.bank(), session.answers());
        let changes = ChangeReport::all(page, earlier, &later);
        let rows = self.emptied("check-change-rows")?;
        let mut to = Writer::new(&self.document, &self.strings, &rows);
        for change in &changes {
            to.open("tr", "");
            to.open("th", "");
            to.attribute("scope", "row");
            to.words(&change.words.title);
            to.close();
            to.say("td", "", side(change.facet));
            to.text("td", "", &number::change(change.levels));
            let meaning = match change.levels.get() {
                _ if !change.is_clear => Key::ChangeUnclear,
                ..0 => Key::ChangeDown,
                _ => Key::ChangeUp,
            };
            to.say("td", "", meaning);
            to.close();
        }
        for (id, shown) in [
            ("check-change", true),
            ("check-change-none", changes.is_empty()),
            ("check-change-table", !changes.is_empty()),
        ] {
            dom::reveal(&self.document, id, shown);
        }
        to.finish()
    }

    /// Shows what would be handed over, and the code.
    pub(super) fn show_hand_over(
        &self,
        visit: &Visit,
        result: &CheckResult,
    ) -> Result<(), Failure> {
        let Invited::To(guest) = &visit.invited else {
            return Ok(());
        };
        let facts = self.facts(guest, result);
        dom::write(&self.document, "check-survey-facts", &facts);
        // A blueprint of more scales has no code.
        let code = code::encode(result).unwrap_or_default();
        dom::reveal(&self.document, "check-code", !code.is_empty());
        dom::write(&self.document, "check-code-text", &code);
        let picture = self.emptied("check-code-picture")?;
        let side = number::count(qr::SIDE);
        let mut to = Writer::new(&self.document, &self.strings, &picture);
        to.open_drawn("svg", "code-picture");
        to.attribute("viewBox", &joined(&["0 0 ", &side, " ", &side], ""));
        to.attribute("role", "img");
        to.attribute("aria-label", &self.strings.text(Key::CodePicture));
        to.open_drawn("path", "");
        to.attribute("d", &qr::path(&code).unwrap_or_default());
        to.finish()
    }

    fn facts(&self, guest: &Guest, result: &CheckResult) -> String {
        let invitation = &guest.invitation;
        let wave = invitation.wave.map_or(0, Wave::get);
        let values = [
            ("survey", invitation.survey.as_deref().unwrap_or_default()),
            ("wave", &number::whole(wave.into())),
            ("occupation", &guest.occupation),
            ("period", &files::period(result.period)),
            ("n", &number::whole(guest.smallest_group)),
        ];
        self.strings.filled(Key::SurveyFacts, &values)
    }

    /// An element of the page to be filled anew.
    fn emptied(&self, id: &'static str) -> Result<Element, Failure> {
        let element = dom::by_id(&self.document, id)?;
        dom::clear(&element);
        Ok(element)
    }
}

/// The name of the group of scales on one side.
fn side(facet: Facet) -> Key {
    match facet {
        Facet::Shown => Key::ShownGroup,
        Facet::SelfRating => Key::RatedGroup,
    }
}
