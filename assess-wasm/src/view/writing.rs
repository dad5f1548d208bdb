//! What all parts of a result are written with.

use assess_core::level::{Level, Range};
use web_sys::Element;

use crate::dom::Writer;
use crate::number;
use crate::page_data::Page;
use crate::strings::{Key, TextKey, joined};

/// Names a part of the result, by the key of its heading.
pub(super) const PART: &str = "data-part";
/// Says `no` of a part that is not printed.
pub(super) const ON_PAPER: &str = "data-paper";

/// Writes a result.
pub(super) struct Writing<'a> {
    pub(super) to: Writer<'a>,
    pub(super) page: &'a Page,
    /// What the key of the page says of each item.
    pub(super) solutions: &'a [Element],
    /// The headings of the parts so far.
    pub(super) parts: Vec<Key>,
}

impl Writing<'_> {
    /// Begins a section with its heading.
    pub(super) fn block(&mut self, heading: Key) {
        self.to.open("section", "result-block");
        self.to.attribute(PART, heading.name());
        // Only what comes next is for others, unless the reader says otherwise.
        if !matches!(heading, Key::Plan) {
            self.to.attribute(ON_PAPER, "no");
        }
        self.to.say("h3", "", heading);
        self.parts.push(heading);
    }

    /// Begins a group of inputs with its name.
    pub(super) fn group(&mut self, class: &str, name: Key) {
        self.to.open("fieldset", class);
        self.to.say("legend", "", name);
    }

    /// A checkbox with its name.
    pub(super) fn tick(&mut self, group: &str, value: &str, name: &str, ticked: bool) {
        self.to.open("label", "option");
        self.to.open("input", "");
        self.to.attribute("type", "checkbox");
        self.to.attribute("name", group);
        self.to.attribute("value", value);
        if ticked {
            self.to.attribute("checked", "");
        }
        self.to.close();
        self.to.text("span", "", name);
        self.to.close();
    }

    /// A list to choose from, with its name. The entries are values with their names.
    pub(super) fn select(&mut self, id: &str, name: Key, entries: &[(&str, String)], chosen: &str) {
        self.to.open("label", "field");
        self.to.say("span", "", name);
        self.to.open("select", "");
        self.to.attribute("id", id);
        for (value, name) in entries {
            self.to.open("option", "");
            self.to.attribute("value", value);
            if *value == chosen {
                self.to.attribute("selected", "");
            }
            self.to.words(name);
            self.to.close();
        }
        self.to.close();
        self.to.close();
    }

    pub(super) fn button(&mut self, id: &str, class: &str, name: Key) {
        self.to.open("button", class);
        self.to.attribute("type", "button");
        self.to.attribute("id", id);
        self.words(name);
        self.to.close();
    }

    /// Begins a table that can be scrolled sideways where it is too wide, with the keyboard too.
    pub(super) fn table(&mut self, label: Key, columns: &[Key]) {
        self.to.open("div", "table-scroll");
        self.to.attribute("role", "region");
        self.to.attribute("tabindex", "0");
        self.to
            .attribute("aria-label", &self.to.strings().text(label));
        self.to.open("table", "result-table");
        self.to.open("thead", "");
        self.to.open("tr", "");
        for column in columns {
            self.to.open("th", "");
            self.to.attribute("scope", "col");
            self.words(*column);
            self.to.close();
        }
        self.to.close();
        self.to.close();
        self.to.open("tbody", "");
    }

    /// A row that names the rows below it.
    pub(super) fn group_row(&mut self, name: &str, columns: &str) {
        self.to.open("tr", "table-group");
        self.to.open("th", "");
        self.to.attribute("scope", "colgroup");
        self.to.attribute("colspan", columns);
        self.to.words(name);
        self.to.close();
        self.to.close();
    }

    pub(super) fn end_table(&mut self) {
        self.to.close();
        self.to.close();
        self.to.close();
    }

    /// Begins a row with its name.
    pub(super) fn row(&mut self, name: &str, url: Option<&str>) {
        self.to.open("tr", "");
        self.to.open("th", "");
        self.to.attribute("scope", "row");
        match url {
            Some(url) => self.link(name, url),
            None => self.to.words(name),
        }
        self.to.close();
    }

    pub(super) fn cell(&mut self, text: &str) {
        self.to.text("td", "", text);
    }

    /// Opens beside this page: going away would lose the result, which is kept nowhere.
    pub(super) fn link(&mut self, title: &str, url: &str) {
        self.to.open("a", "");
        self.to.attribute("href", url);
        self.to.attribute("target", "_blank");
        self.to.attribute("rel", "noopener");
        self.to.words(title);
        self.to.close();
    }

    pub(super) fn words(&mut self, key: Key) {
        self.to.words(&self.to.strings().text(key));
    }

    /// A text with its places filled in.
    pub(super) fn fill(&mut self, tag: &str, class: &str, key: Key, values: &[(&str, &str)]) {
        let text = self.to.strings().filled(key, values);
        self.to.text(tag, class, &text);
    }

    /// A text with a place for titles.
    pub(super) fn titles(&mut self, tag: &str, class: &str, key: Key, titles: &[&str]) {
        self.fill(tag, class, key, &[("titles", &joined(titles, ", "))]);
    }

    pub(super) fn points_text(&self, key: Key, points: u32, of: u32) -> String {
        let values = [
            ("points", &*number::whole(points)),
            ("of", &number::whole(of)),
        ];
        self.to.strings().filled(key, &values)
    }

    /// "Stufe 2: Anwenden". Level 0 has only its name.
    pub(super) fn level_text(&self, key: Key, level: Level) -> String {
        let name = self.level_name(level);
        if level.get() == 0 {
            return name.to_owned();
        }
        self.to.strings().filled(
            key,
            &[("n", &number::whole(level.get().into())), ("name", name)],
        )
    }

    /// As the chart numbers the levels.
    pub(super) fn level_number(&self, level: Level) -> String {
        match level.get() {
            0 => self.to.strings().text(Key::AxisZero),
            number => number::whole(number.into()),
        }
    }

    pub(super) fn range_text(&self, key: Key, range: Range) -> String {
        let values = [
            ("low", self.level_name(range.low)),
            ("high", self.level_name(range.high)),
        ];
        self.to.strings().filled(key, &values)
    }

    pub(super) fn level_name(&self, level: Level) -> &str {
        self.page
            .levels
            .get(usize::from(level.get()))
            .map_or("", String::as_str)
    }

    pub(super) fn or_none(&self, text: Option<String>) -> String {
        text.unwrap_or_else(|| self.to.strings().text(Key::NoValue))
    }
}
