//! The timeline of a programme, counted from a start that the reader chooses: as a table, and as a file for a calendar.

use std::rc::Rc;

use assess_core::calendar::{self, Day, Event};
use gloo_events::EventListener;
use web_sys::{Document, Element, HtmlInputElement};

use super::Listeners;
use crate::dom::{self, Writer};
use crate::failure::Failure;
use crate::json::{Json, Reader};
use crate::number;
use crate::strings::{Strings, joined, keys};

keys! {
    /// What the timeline says around the page's own texts.
    pub enum Word {
        Date = "timeline_date",
        File = "timeline_file",
        Long = "timeline_long",
        Saved = "timeline_saved",
        Shown = "timeline_shown",
        What = "timeline_what",
        When = "timeline_when",
    }
}

/// What happens in which week.
struct Milestone {
    week: u32,
    /// "Woche 2".
    label: String,
    title: String,
    text: String,
}

struct Timeline {
    document: Document,
    milestones: Vec<Milestone>,
    names: Names,
    start: HtmlInputElement,
    /// The list without dates.
    list: Element,
    /// Around table and buttons.
    dates: Element,
    table: Element,
    status: Element,
    /// The entries of one visit have this part of their names in common: with another start they move in the calendar.
    mark: String,
    strings: Strings,
}

/// The names of weekdays (Monday first) and months.
struct Names {
    weekdays: Vec<String>,
    months: Vec<String>,
}

/// Takes over the timeline of this page.
pub fn start(document: &Document, data: &Json) -> Result<Listeners, Failure> {
    let read = &Reader::default();
    let entry = data.get("timeline");
    let names = Names {
        weekdays: read.texts(&entry, "weekdays"),
        months: read.texts(&entry, "months"),
    };
    read.verdict()?;
    if names.weekdays.len() != 7 || names.months.len() != 12 {
        return Err(Failure::Data("timeline"));
    }
    let list = dom::by_id(document, "timeline")?;
    let entries: Vec<Element> = dom::all_in(&list, "li");
    let save = dom::by_id(document, "timeline-save")?;
    let timeline = Rc::new(Timeline {
        document: document.clone(),
        milestones: entries.iter().filter_map(milestone).collect(),
        names,
        start: dom::by_id_as(document, "timeline-start")?,
        list,
        dates: dom::by_id(document, "timeline-dates")?,
        table: dom::by_id(document, "timeline-table")?,
        status: dom::by_id(document, "timeline-status")?,
        mark: number::hexadecimal(&dom::chance().to_be_bytes()),
        strings: Strings::read(data.get("strings"), Word::ALL)?,
    });
    // A browser may have kept a date from before the page was loaded anew.
    timeline.show();
    let input = timeline.start.clone();
    let (changed, saved) = (Rc::clone(&timeline), timeline);
    Ok(vec![
        EventListener::new(&input, "change", move |_| changed.show()),
        EventListener::new(&save, "click", move |_| saved.save()),
    ])
}

fn milestone(entry: &Element) -> Option<Milestone> {
    let text = |selector| {
        let found = entry.query_selector(selector).ok().flatten();
        found.and_then(|element: Element| element.text_content())
    };
    Some(Milestone {
        week: entry.get_attribute("data-week")?.parse().ok()?,
        label: text(".timeline-week")?,
        title: text(".timeline-title")?,
        text: text(".timeline-text").unwrap_or_default(),
    })
}

impl Timeline {
    /// What happens on which day; empty without a start.
    fn dated(&self) -> Vec<(Day, &Milestone)> {
        let start = Day::parse(&self.start.value());
        let dated = |start: Day| {
            let day = move |one: &Milestone| start.plus(one.week.saturating_mul(7));
            self.milestones.iter().map(|one| (day(one), one)).collect()
        };
        start.map(dated).unwrap_or_default()
    }

    /// The table for the chosen start, or the list without dates.
    fn show(&self) {
        let dated = self.dated();
        dom::set_hidden(&self.list, !dated.is_empty());
        dom::set_hidden(&self.dates, dated.is_empty());
        dom::clear(&self.table);
        dom::clear(&self.status);
        let to = &mut Writer::new(&self.document, &self.strings, &self.table);
        to.open("thead", "");
        to.open("tr", "");
        for heading in [Word::When, Word::What] {
            to.open("th", "");
            to.attribute("scope", "col");
            to.words(&self.strings.text(heading));
            to.close();
        }
        to.close();
        to.close();
        to.open("tbody", "");
        for (day, milestone) in &dated {
            to.open("tr", "");
            to.open("th", "");
            to.attribute("scope", "row");
            to.text("span", "timeline-day", &self.date(*day));
            to.text("span", "timeline-week", &milestone.label);
            to.close();
            to.open("td", "");
            to.text("strong", "", &milestone.title);
            to.text("p", "", &milestone.text);
            to.close();
            to.close();
        }
        to.close();
        if let (Some((first, _)), Some((last, _))) = (dated.first(), dated.last()) {
            let values = [("first", &*self.date(*first)), ("last", &*self.date(*last))];
            let shown = self.strings.filled(Word::Shown, &values);
            self.status.set_text_content(Some(&shown));
        }
    }

    /// "Montag, 3. Mai 2027".
    fn date(&self, day: Day) -> String {
        let (year, month, number) = day.year_month_day();
        let name = |names: &[String], place: usize| names.get(place).cloned().unwrap_or_default();
        let month = (month as usize).saturating_sub(1);
        let date = self.strings.filled(
            Word::Date,
            &[
                ("day", &*number::whole(number)),
                ("month", &name(&self.names.months, month)),
                ("year", &number::whole(year)),
            ],
        );
        let weekday = name(&self.names.weekdays, day.weekday());
        let values = [("weekday", &*weekday), ("date", &date)];
        self.strings.filled(Word::Long, &values)
    }

    fn save(&self) {
        let events: Vec<Event> = self
            .dated()
            .into_iter()
            .zip(0_usize..)
            .map(|((day, milestone), place)| Event {
                uid: joined(&[&self.mark, "-", &number::count(place), "@roadmap"], ""),
                day,
                days: 1,
                title: milestone.title.clone(),
                text: milestone.text.clone(),
                url: None,
            })
            .collect();
        let file = calendar::write(dom::now(), &events);
        let name = self.strings.text(Word::File);
        let saved = dom::download(&self.document, &name, "text/calendar", &file);
        // A browser that refuses to save says so itself.
        if saved.is_ok() {
            let said = self.strings.filled(Word::Saved, &[("file", &name)]);
            self.status.set_text_content(Some(&said));
        }
    }
}
