//! The result, in the order in which it helps: strengths, standing, points, distance to the target, offers, what stayed open.

use assess_core::bank::Facet;
use assess_core::level::{Level, Range};
use web_sys::Element;

use crate::action::{PRINT, RESTART, SHOW_KEY};
use crate::dom::Writer;
use crate::failure::Failure;
use crate::number;
use crate::page_data::Page;
use crate::report::{Against, Fit, Gap, Open, PointsReport, Report, ScaleReport, Strength};
use crate::strings::{Key, joined};

use super::View;
use super::chart::chart;

/// The id of the heading; the section of the result is labelled by it.
pub(super) const HEADING: &str = "check-result-title";

impl View {
    /// Fills the section of the result.
    pub(super) fn show_result(&self, page: &Page, report: &Report<'_>) -> Result<(), Failure> {
        let section = &self.elements.result;
        let mut writing = Writing {
            to: Writer::new(&self.document, &self.strings, section),
            page,
            solutions: &self.elements.solutions,
        };
        writing.result(report, section);
        writing.to.finish()
    }
}

pub(super) struct Writing<'a> {
    pub(super) to: Writer<'a>,
    page: &'a Page,
    /// What the key of the page says of each item.
    pub(super) solutions: &'a [Element],
}

impl Writing<'_> {
    fn result(&mut self, report: &Report<'_>, section: &Element) {
        self.to.open("h2", "");
        self.to.attribute("id", HEADING);
        self.to.attribute("tabindex", "-1");
        self.words(Key::Result);
        self.to.close();
        if report.scales.is_empty() {
            self.to.say("p", "result-lead", Key::LeadEmpty);
        } else {
            self.to.say("p", "result-lead", Key::Lead);
            self.strengths(&report.strengths);
            self.scales(&report.scales, section);
            if !report.answered.is_empty() {
                self.whys(&report.answered);
            }
            self.points(&report.points);
            if let Some(gaps) = &report.gaps {
                self.gaps(gaps);
            }
            self.offers(&report.offers);
        }
        if !report.open.is_empty() {
            self.open(&report.open);
        }
        self.to.open("div", "result-note");
        self.to.say("p", "", Key::NoteNobody);
        self.to.say("p", "", Key::NoteProvisional);
        self.to.close();
        self.actions();
    }

    fn strengths(&mut self, strengths: &[Strength<'_>]) {
        self.block(Key::Strengths);
        if strengths.is_empty() {
            self.to.say("p", "", Key::StrengthsNone);
        } else {
            self.to.open("ul", "ticks");
            for strength in strengths {
                self.to.open("li", "");
                self.to.text("strong", "", &strength.competence.title);
                self.to.words(": ");
                self.to
                    .words(&self.points_text(Key::Points, strength.points, strength.of));
                self.to.words(" ");
                self.words(match strength.facet {
                    Facet::Shown => Key::Shown,
                    Facet::SelfRating => Key::Rated,
                });
                self.to.close();
            }
            self.to.close();
        }
        self.to.close();
    }

    fn scales(&mut self, scales: &[ScaleReport<'_>], section: &Element) {
        self.block(Key::Scales);
        self.to.say("p", "", Key::ScalesLead);
        for scale in scales
            .iter()
            .filter(|scale| scale.result.facet == Facet::Shown)
        {
            self.scale_card(scale);
        }
        chart(&mut self.to, section.client_width(), scales);
        self.scale_table(scales);
        for scale in scales {
            let key = match scale.against_tasks {
                Against::Alike => continue,
                Against::Higher => Key::DiffersHigher,
                Against::Lower => Key::DiffersLower,
            };
            self.titles("p", "", key, &[&scale.words.title]);
        }
        self.to.close();
    }

    fn scale_card(&mut self, scale: &ScaleReport<'_>) {
        let result = &scale.result;
        self.to.open("div", "scale-card");
        self.to.text("h4", "", &scale.words.title);
        self.to.text(
            "p",
            "scale-points",
            &self.points_text(Key::Points, result.points, result.of),
        );
        if let Some(outcome) = result.outcome {
            if let Some(level) = outcome.level {
                self.to
                    .text("p", "scale-level", &self.level_text(Key::Level, level));
                let key = if outcome.range.low == outcome.range.high {
                    Key::RangeOne
                } else {
                    Key::Range
                };
                self.to
                    .text("p", "scale-range", &self.range_text(key, outcome.range));
            } else {
                self.to.say("p", "scale-level", Key::LevelOpen);
                self.to.say("p", "scale-range", Key::LevelOpenWhy);
            }
        }
        self.to.close();
    }

    /// What the chart shows, in words.
    fn scale_table(&mut self, scales: &[ScaleReport<'_>]) {
        let columns = [
            Key::ScaleColumn,
            Key::PointsColumn,
            Key::LevelColumn,
            Key::Target,
        ];
        let with_targets = scales.iter().any(|scale| scale.target.is_some());
        self.table(
            Key::Scales,
            columns
                .get(..if with_targets { 4 } else { 3 })
                .unwrap_or_default(),
        );
        let mut group = None;
        for scale in scales {
            if group != Some(scale.result.facet) {
                group = Some(scale.result.facet);
                self.group_row(
                    side(scale.result.facet),
                    if with_targets { "4" } else { "3" },
                );
            }
            self.row(&scale.words.title, None);
            self.cell(&self.points_text(Key::PointsShort, scale.result.points, scale.result.of));
            self.to.open("td", "");
            if let Some(outcome) = scale.result.outcome {
                match outcome.level {
                    Some(level) => self.to.words(&self.level_text(Key::LevelShort, level)),
                    None => self.words(Key::LevelOpenShort),
                }
                let Range { low, high } = outcome.range;
                if low != high {
                    self.to.open("br", "");
                    self.to.close();
                    let values = [
                        ("low", &*self.level_number(low)),
                        ("high", &self.level_number(high)),
                    ];
                    self.to
                        .words(&self.to.strings().filled(Key::RangeShort, &values));
                }
            }
            self.to.close();
            if with_targets {
                self.cell(&self.or_none(scale.target.map(number::one_decimal)));
            }
            self.to.close();
        }
        self.end_table();
    }

    fn points(&mut self, points: &[PointsReport<'_>]) {
        self.block(Key::Competences);
        self.table(
            Key::Competences,
            &[Key::Competence, Key::ShownColumn, Key::RatedColumn],
        );
        for row in points {
            self.row(&row.competence.title, Some(&row.competence.url));
            for side in [row.shown, row.rated] {
                self.cell(&self.or_none(
                    side.map(|(points, of)| self.points_text(Key::PointsShort, points, of)),
                ));
            }
            self.to.close();
        }
        self.end_table();
        self.to.close();
    }

    fn gaps(&mut self, gaps: &[Gap<'_>]) {
        self.block(Key::Gaps);
        self.to.say("p", "", Key::GapLead);
        let reached = gaps
            .iter()
            .filter(|gap| !gap.is_open())
            .map(|gap| gap.competence.title.as_str());
        let reached: Vec<&str> = reached.collect();
        if !reached.is_empty() {
            self.titles("p", "", Key::GapNone, &reached);
        }
        if reached.len() < gaps.len() {
            self.table(Key::Gaps, &[Key::Competence, Key::Target, Key::GapColumn]);
            for gap in gaps.iter().filter(|gap| gap.is_open()) {
                self.row(&gap.competence.title, Some(&gap.competence.url));
                self.cell(&number::one_decimal(gap.target));
                self.cell(
                    &self
                        .to
                        .strings()
                        .filled(Key::Gap, &[("n", &number::one_decimal(gap.missing))]),
                );
                self.to.close();
            }
            self.end_table();
        }
        self.to.close();
    }

    fn offers(&mut self, offers: &[Fit<'_>]) {
        self.block(Key::Offers);
        if offers.is_empty() {
            self.to.say("p", "", Key::OffersNone);
        } else {
            self.to.say("p", "", Key::OffersLead);
            self.to.open("ul", "result-offers");
            for fit in offers {
                self.offer(fit);
            }
            self.to.close();
        }
        self.to.close();
    }

    fn offer(&mut self, fit: &Fit<'_>) {
        self.to.open("li", "card card-interactive");
        self.to.open("p", "card-title");
        self.link(&fit.offer.title, &fit.offer.url);
        self.to.close();
        let closes: Vec<&str> = fit
            .closes
            .iter()
            .map(|competence| competence.title.as_str())
            .collect();
        self.titles("p", "card-text", Key::OfferWhy, &closes);
        if !fit.before.is_empty() {
            self.titles("p", "card-text", Key::OfferBefore, &fit.before);
        }
        self.to.open("ul", "meta");
        self.to.text("li", "", &fit.offer.duration);
        self.to.close();
        self.to.close();
    }

    fn open(&mut self, open: &Open<'_>) {
        self.block(Key::Missing);
        self.to.say("p", "", Key::MissingLead);
        self.to.open("ul", "ticks");
        let reasons = [
            (Key::MissingBarrier, &open.barrier),
            (Key::MissingSkipped, &open.skipped),
            (Key::MissingUnknown, &open.unknown),
            (Key::MissingNotAsked, &open.not_asked),
        ];
        for (key, titles) in reasons {
            if !titles.is_empty() {
                self.titles("li", "", key, titles);
            }
        }
        self.to.close();
        self.to.close();
    }

    fn actions(&mut self) {
        self.to.open("div", "result-actions");
        let buttons = [
            (PRINT, "btn btn-primary", Key::Print),
            (SHOW_KEY, "btn btn-secondary", Key::ShowSolutions),
            (RESTART, "btn btn-tertiary", Key::Again),
        ];
        for (id, class, key) in buttons {
            self.to.open("button", class);
            self.to.attribute("type", "button");
            self.to.attribute("id", id);
            self.words(key);
            self.to.close();
        }
        self.to.close();
    }

    /// Begins a section with its heading.
    pub(super) fn block(&mut self, heading: Key) {
        self.to.open("section", "result-block");
        self.to.say("h3", "", heading);
    }

    /// Begins a table that can be scrolled sideways where it is too wide, with the keyboard too.
    fn table(&mut self, label: Key, columns: &[Key]) {
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
    fn group_row(&mut self, name: Key, columns: &str) {
        self.to.open("tr", "table-group");
        self.to.open("th", "");
        self.to.attribute("scope", "colgroup");
        self.to.attribute("colspan", columns);
        self.words(name);
        self.to.close();
        self.to.close();
    }

    fn end_table(&mut self) {
        self.to.close();
        self.to.close();
        self.to.close();
    }

    /// Begins a row with its name.
    fn row(&mut self, name: &str, url: Option<&str>) {
        self.to.open("tr", "");
        self.to.open("th", "");
        self.to.attribute("scope", "row");
        match url {
            Some(url) => self.link(name, url),
            None => self.to.words(name),
        }
        self.to.close();
    }

    fn cell(&mut self, text: &str) {
        self.to.text("td", "", text);
    }

    /// Opens beside this page: going away would lose the result, which is kept nowhere.
    fn link(&mut self, title: &str, url: &str) {
        self.to.open("a", "");
        self.to.attribute("href", url);
        self.to.attribute("target", "_blank");
        self.to.attribute("rel", "noopener");
        self.to.words(title);
        self.to.close();
    }

    fn words(&mut self, key: Key) {
        self.to.words(&self.to.strings().text(key));
    }

    /// A text with a place for titles.
    fn titles(&mut self, tag: &str, class: &str, key: Key, titles: &[&str]) {
        let text = self
            .to
            .strings()
            .filled(key, &[("titles", &joined(titles, ", "))]);
        self.to.text(tag, class, &text);
    }

    fn points_text(&self, key: Key, points: u32, of: u32) -> String {
        let values = [
            ("points", &*number::whole(points)),
            ("of", &number::whole(of)),
        ];
        self.to.strings().filled(key, &values)
    }

    /// "Stufe 2: Anwenden". Level 0 has only its name.
    fn level_text(&self, key: Key, level: Level) -> String {
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
    fn level_number(&self, level: Level) -> String {
        match level.get() {
            0 => self.to.strings().text(Key::AxisZero),
            number => number::whole(number.into()),
        }
    }

    fn range_text(&self, key: Key, range: Range) -> String {
        let values = [
            ("low", self.level_name(range.low)),
            ("high", self.level_name(range.high)),
        ];
        self.to.strings().filled(key, &values)
    }

    fn level_name(&self, level: Level) -> &str {
        self.page
            .levels
            .get(usize::from(level.get()))
            .map_or("", String::as_str)
    }

    fn or_none(&self, text: Option<String>) -> String {
        text.unwrap_or_else(|| self.to.strings().text(Key::NoValue))
    }
}

/// The name of the group of scales on one side.
pub(super) fn side(facet: Facet) -> Key {
    match facet {
        Facet::Shown => Key::ShownGroup,
        Facet::SelfRating => Key::RatedGroup,
    }
}
