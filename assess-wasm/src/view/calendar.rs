//! The plan as a file for the reader's own calendar.

use assess_core::calendar::{self, Day, Event};
use web_sys::{HtmlInputElement, Url};

use crate::action::CALENDAR;
use crate::dom;
use crate::failure::Failure;
use crate::number;
use crate::report::Planning;
use crate::strings::{Key, joined};

use super::View;
use super::plan::{facts, reasons};
use super::writing::Writing;

const START: &str = "plan-start";
const RHYTHM: &str = "plan-rhythm";
/// Says politely what was saved, or what is missing.
const SAID: &str = "plan-saved";
/// The entries of one result have this part of their names in common.
const NAME: &str = "data-name";

impl View {
    /// Saves the plan that is shown as a calendar file.
    pub fn save_calendar(&self, planning: &Planning<'_>) -> Result<(), Failure> {
        let said = dom::by_id(&self.document, SAID)?;
        let start: HtmlInputElement = dom::by_id_as(&self.document, START)?;
        let Some(first) = Day::from_milliseconds(start.value_as_number()) else {
            said.set_text_content(Some(&self.strings.text(Key::CalendarDate)));
            return Ok(());
        };
        let rhythm = self.chosen(RHYTHM).parse().unwrap_or(7);
        let name = said.get_attribute(NAME).unwrap_or_default();
        let base = self.document.base_uri()?.unwrap_or_default();
        let mut events = Vec::new();
        let mut day = first;
        let plan = planning.plan(&self.wishes());
        for (place, step) in plan.steps.iter().enumerate() {
            if place > 0 {
                day = day.plus(rhythm);
            }
            let mut text = joined(
                &reasons(step, &self.strings)
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>(),
                "\n",
            );
            for fact in facts(step, &planning.page().learning.formats, &self.strings) {
                text.push('\n');
                text.push_str(&fact);
            }
            let url = Url::new_with_base(&step.url, &base)
                .map(|url| url.href())
                .ok();
            events.push(Event {
                uid: joined(&[&name, "-", step.offer.id.as_str(), "@roadmap"], ""),
                day,
                days: 1,
                title: step.title.to_owned(),
                text,
                // A page that was saved on the device has no address for others.
                url: url.filter(|url| url.starts_with("http")),
            });
        }
        if events.is_empty() {
            said.set_text_content(Some(&self.strings.text(Key::PlanNone)));
            return Ok(());
        }
        let file = calendar::write(dom::now(), &events);
        dom::download(
            &self.document,
            &self.strings.text(Key::CalendarFile),
            "text/calendar",
            &file,
        )?;
        let (year, month, number) = day.year_month_day();
        let date = [number, month, year].map(number::whole);
        let values = [("date", &*joined(&[&date[0], &date[1], &date[2]], "."))];
        said.set_text_content(Some(&self.strings.filled(Key::CalendarSaved, &values)));
        Ok(())
    }
}

impl Writing<'_> {
    /// The inputs for the calendar.
    pub(super) fn calendar(&mut self) {
        let strings = self.to.strings();
        self.group("wishes", Key::Calendar);
        self.to.say("p", "hint", Key::CalendarWhy);
        self.to.open("label", "field");
        self.to.say("span", "", Key::CalendarStart);
        self.to.open("input", "");
        self.to.attribute("type", "date");
        self.to.attribute("id", START);
        self.to.close();
        self.to.close();
        let rhythms = [
            ("7", strings.text(Key::EveryWeek)),
            ("14", strings.text(Key::EveryTwoWeeks)),
            ("28", strings.text(Key::EveryFourWeeks)),
        ];
        self.select(RHYTHM, Key::CalendarRhythm, &rhythms, "7");
        self.button(CALENDAR, "btn btn-secondary", Key::CalendarSave);
        self.to.open("p", "");
        self.to.attribute("id", SAID);
        self.to.attribute("role", "status");
        self.to.attribute(NAME, &number::hexadecimal(&dom::chance().to_be_bytes()));
        self.to.close();
        self.to.close();
    }
}
