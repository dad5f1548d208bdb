//! The result, in the order in which it helps: strengths, standing, distance to the target, plan, points, what stayed open, how
//! it was computed.

use assess_core::bank::Facet;
use assess_core::comparison::Difference;
use assess_core::level::Range;
use web_sys::Element;

use crate::action::{RESTART, SHOW_KEY};
use crate::dom::Writer;
use crate::failure::Failure;
use crate::number;
use crate::page_data::Page;
use crate::report::{Gap, Label, Open, Panel, PointsReport, Report, Row, Strength};
use crate::strings::Key;

use super::View;
use super::chart::chart;
use super::writing::Writing;

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
            parts: Vec::new(),
        };
        writing.result(report, section);
        writing.to.finish()?;
        self.show_plan(&report.planning)
    }
}

impl Writing<'_> {
    fn result(&mut self, report: &Report<'_>, section: &Element) {
        self.to.open("h2", "");
        self.to.attribute("id", HEADING);
        self.to.attribute("tabindex", "-1");
        self.words(Key::Result);
        self.to.close();
        if report.panels.is_empty() {
            self.to.say("p", "result-lead", Key::LeadEmpty);
        } else {
            self.to.say("p", "result-lead", Key::Lead);
            self.strengths(&report.strengths);
            self.panels(&report.panels, section);
            if let Some(gaps) = &report.gaps {
                self.gaps(gaps);
            }
            self.plan(&report.planning);
            self.points(&report.points);
            if !report.answered.is_empty() {
                self.whys(&report.answered);
            }
        }
        if !report.open.is_empty() {
            self.open(&report.open);
        }
        if !report.panels.is_empty() {
            self.calculation(&report.calculation);
            self.sheet();
        }
        self.to.say("p", "result-note", Key::NoteNobody);
        self.to.open("div", "result-actions");
        self.button(SHOW_KEY, "btn btn-secondary", Key::ShowSolutions);
        self.button(RESTART, "btn btn-tertiary", Key::Again);
        self.to.close();
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

    fn panels(&mut self, panels: &[Panel<'_>], section: &Element) {
        self.block(Key::Scales);
        self.to.say("p", "", Key::ScalesLead);
        for panel in panels {
            if let (Some(title), Some(row)) = (panel.title, panel.rows.first()) {
                self.card(title, row);
            }
        }
        chart(&mut self.to, section.client_width(), panels);
        self.panel_table(panels);
        self.differences(panels);
        self.to.say("p", "", Key::NoteProvisional);
        self.to.close();
    }

    fn card(&mut self, title: &str, row: &Row<'_>) {
        self.to.open("div", "scale-card");
        self.to.text("h4", "", title);
        let (points, of) = row.points;
        self.to.text(
            "p",
            "scale-points",
            &self.points_text(Key::Points, points, of),
        );
        if let Some(level) = row.outcome.level {
            self.to
                .text("p", "scale-level", &self.level_text(Key::Level, level));
            let Range { low, high } = row.outcome.range;
            let key = if low == high {
                Key::RangeOne
            } else {
                Key::Range
            };
            self.to
                .text("p", "scale-range", &self.range_text(key, row.outcome.range));
        } else {
            self.to.say("p", "scale-level", Key::LevelOpen);
            self.to.say("p", "scale-range", Key::LevelOpenWhy);
        }
        self.to.close();
    }

    /// What the chart shows, in words.
    fn panel_table(&mut self, panels: &[Panel<'_>]) {
        let columns = [
            Key::ScaleColumn,
            Key::PointsColumn,
            Key::LevelColumn,
            Key::Target,
        ];
        let mut rows = panels.iter().flat_map(|panel| &panel.rows);
        let with_targets = rows.any(|row| row.target.is_some());
        self.table(
            Key::Scales,
            columns
                .get(..if with_targets { 4 } else { 3 })
                .unwrap_or_default(),
        );
        for panel in panels {
            let name = self.panel_name(panel);
            self.group_row(&name, if with_targets { "4" } else { "3" });
            for row in &panel.rows {
                let name = row_name(row, self.to.strings());
                self.row(&name, None);
                let (points, of) = row.points;
                self.cell(&self.points_text(Key::PointsShort, points, of));
                self.to.open("td", "");
                match row.outcome.level {
                    Some(level) => self.to.words(&self.level_text(Key::LevelShort, level)),
                    None => self.words(Key::LevelOpenShort),
                }
                let Range { low, high } = row.outcome.range;
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
                self.to.close();
                if with_targets {
                    self.cell(&self.or_none(row.target.map(number::one_decimal)));
                }
                self.to.close();
            }
        }
        self.end_table();
    }

    /// Where self-image and tasks differ for sure; a word of its own if they nowhere do.
    fn differences(&mut self, panels: &[Panel<'_>]) {
        let mut compared = false;
        let mut named = false;
        for panel in panels {
            let key = match panel.difference {
                None => continue,
                Some(Difference::None) => None,
                Some(Difference::Higher) => Some(Key::DiffersHigher),
                Some(Difference::Lower) => Some(Key::DiffersLower),
            };
            compared = true;
            if let Some(key) = key {
                named = true;
                self.titles("p", "", key, &[panel.title.unwrap_or_default()]);
            }
        }
        if compared && !named {
            self.to.say("p", "", Key::DiffersNone);
        }
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

    fn panel_name(&self, panel: &Panel<'_>) -> String {
        panel_name(panel, self.to.strings())
    }
}

/// The name of a panel.
pub(super) fn panel_name(panel: &Panel<'_>, strings: &crate::strings::Strings) -> String {
    match panel.title {
        Some(title) => title.to_owned(),
        None => strings.text(Key::RatedByArea),
    }
}

/// The name of a row.
pub(super) fn row_name(row: &Row<'_>, strings: &crate::strings::Strings) -> String {
    match row.label {
        Label::Scale(title) => title.to_owned(),
        Label::Side(Facet::Shown) => strings.text(Key::ShownGroup),
        Label::Side(Facet::SelfRating) => strings.text(Key::RatedGroup),
    }
}
