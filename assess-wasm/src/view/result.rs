//! The result: what the page's templates (`result.html`) are filled with.

use assess_core::bank::Facet;
use assess_core::comparison::Difference;
use assess_core::level::{Level, MAX_SE_FOR_LEVEL, Range, Z80};
use assess_core::profile::Outcome;

use crate::dom::{self, Data};
use crate::failure::Failure;
use crate::number;
use crate::page_data::{Page, PageCompetence};
use crate::report::{
    Blend, Calculation, Gap, Goal, Label, Open, Panel, PointsReport, Report, Row, ScaleSum,
    Strength,
};
use crate::strings::{Key, joined};

use super::View;

/// The id of the heading; the section of the result is labelled by it.
pub(super) const HEADING: &str = "check-result-title";

impl View {
    /// Fills the section of the result.
    pub(super) fn show_result(&self, page: &Page, report: &Report<'_>) -> Result<(), Failure> {
        let writing = Writing { view: self, page };
        let data = Data::new();
        let is_empty = report.panels.is_empty();
        data.flag("empty", is_empty);
        data.flag("full", !is_empty);
        writing.strengths(&data, &report.strengths);
        for list in ["chart", "table"] {
            writing.panels(&data, list, &report.panels);
        }
        writing.gaps(&data, report.gaps.as_deref());
        data.flag(
            match report.planning.goal {
                Goal::Profile => "to_profile",
                Goal::UsualProfile => "to_usual",
                Goal::NextLevel => "to_next",
            },
            true,
        );
        for (offer, title) in report.planning.foundations() {
            let entry = data.add("done");
            entry.set("id", offer.id.as_str());
            entry.set("title", title);
        }
        writing.points(&data, &report.points);
        writing.open(&data, &report.open);
        writing.calculation(&data, &report.calculation);
        self.whys(&data, &report.answered);
        data.fill(&self.elements.result);
        self.copy_solutions(&report.answered)?;
        self.show_plan(&report.planning)
    }

    /// Takes the result out of the page.
    pub(super) fn forget_result(&self) {
        Data::new().fill(&self.elements.result);
    }

    /// "Warum?": the answered tasks by their questions.
    fn whys(&self, data: &Data, places: &[usize]) {
        for solution in places
            .iter()
            .filter_map(|place| self.elements.solutions.get(*place))
        {
            let question = dom::children(solution)
                .first()
                .and_then(|part| part.text_content());
            data.add("whys")
                .set("question", &question.unwrap_or_default());
        }
    }

    /// What the key of the page says of each of them. It is copied, not brought twice.
    fn copy_solutions(&self, places: &[usize]) -> Result<(), Failure> {
        let solutions = places
            .iter()
            .filter_map(|place| self.elements.solutions.get(*place));
        let bodies = dom::all(&self.document, "[data-list=whys] .accordion-body");
        for (solution, body) in solutions.zip(bodies) {
            for part in dom::children(solution).iter().skip(1) {
                body.append_child(&part.clone_node_with_deep(true)?)?;
            }
        }
        Ok(())
    }
}

struct Writing<'a> {
    view: &'a View,
    page: &'a Page,
}

impl Writing<'_> {
    fn strengths(&self, data: &Data, strengths: &[Strength<'_>]) {
        data.flag("no_strengths", strengths.is_empty());
        data.flag("some_strengths", !strengths.is_empty());
        for strength in strengths {
            let entry = data.add("strengths");
            entry.set("title", &strength.competence.title);
            set_points(&entry, (strength.points, strength.of));
            set_side(&entry, strength.facet);
        }
    }

    /// The scales, for the drawing or the table; with the table come the cards and the differences.
    fn panels(&self, data: &Data, list: &str, panels: &[Panel<'_>]) {
        for panel in panels {
            let entry = data.add(list);
            let title = panel.title.unwrap_or_default();
            entry.set("title", title);
            entry.flag("others", panel.title.is_none());
            for row in &panel.rows {
                self.row(&entry.add("rows"), row);
            }
            if list == "table" {
                if let (Some(_), Some(row)) = (panel.title, panel.rows.first()) {
                    let card = data.add("cards");
                    card.set("title", title);
                    self.row(&card, row);
                }
                self.difference(data, title, panel.difference);
            }
        }
        if list == "table"
            && panels
                .iter()
                .all(|panel| panel.difference.is_none_or(|is| is == Difference::None))
        {
            let compared = panels.iter().any(|panel| panel.difference.is_some());
            data.add("differences").flag("none", compared);
        }
    }

    /// A clear difference of self-image and tasks.
    fn difference(&self, data: &Data, title: &str, difference: Option<Difference>) {
        let name = match difference {
            None | Some(Difference::None) => return,
            Some(Difference::Higher) => "higher",
            Some(Difference::Lower) => "lower",
        };
        let entry = data.add("differences");
        entry.flag(name, true);
        entry.set("title", title);
    }

    fn row(&self, entry: &Data, row: &Row<'_>) {
        match row.label {
            Label::Side(facet) => set_side(entry, facet),
            Label::Scale(title) => entry.set("scale", title),
        }
        set_points(entry, row.points);
        self.outcome(entry, &row.outcome);
        entry.flag("no_aim", row.target.is_none());
        if let Some(target) = row.target {
            entry.set("aim", &number::one_decimal(target));
            // Levels 0 to 4 lie in five fields side by side; a level is in the middle of its field.
            entry.set("diamond", &percent((target.get().min(4000) + 500) / 50));
        }
    }

    fn outcome(&self, entry: &Data, outcome: &Outcome) {
        let Range { low, high } = outcome.range;
        let field = |level: Level| 20 * u32::from(level.get());
        entry.set("left", &percent(field(low)));
        entry.set("span", &percent(field(high) + 20 - field(low)));
        entry.set("low", &self.level_number(low));
        entry.set("high", &self.level_number(high));
        entry.flag("wide", low != high);
        match outcome.level {
            None => entry.flag("open", true),
            Some(level) => {
                entry.set("dot", &percent(field(level) + 10));
                let name = self.level_name(level);
                if level.get() == 0 {
                    entry.set("zero", name);
                } else {
                    entry.count("number", level.get().into());
                    entry.set("name", name);
                }
                entry.flag("sure", low == high && level.get() > 0);
                entry.flag("apart", low != high);
                entry.set("low_name", self.level_name(low));
                entry.set("high_name", self.level_name(high));
            }
        }
    }

    fn points(&self, data: &Data, points: &[PointsReport<'_>]) {
        for row in points {
            let entry = data.add("points");
            set_page(&entry, row.competence);
            for (name, side) in [("shown", row.shown), ("rated", row.rated)] {
                let text = match side {
                    Some((points, of)) => self.points_text(points, of),
                    None => self.view.strings.text(Key::NoValue),
                };
                entry.set(name, &text);
            }
        }
    }

    fn gaps(&self, data: &Data, gaps: Option<&[Gap<'_>]>) {
        let Some(gaps) = gaps else { return };
        data.flag("targeted", true);
        let mut reached = Vec::new();
        for gap in gaps {
            if gap.is_open() {
                let entry = data.add("gaps");
                set_page(&entry, gap.competence);
                entry.set("target", &number::one_decimal(gap.target));
                entry.set("missing", &number::one_decimal(gap.missing));
            } else {
                reached.push(&*gap.competence.title);
            }
        }
        if !reached.is_empty() {
            data.add("reached").set("titles", &joined(&reached, ", "));
        }
    }

    fn open(&self, data: &Data, open: &Open<'_>) {
        let reasons = [
            ("barrier", &open.barrier),
            ("skipped", &open.skipped),
            ("unknown", &open.unknown),
            ("not_asked", &open.not_asked),
        ];
        for (name, titles) in reasons {
            if !titles.is_empty() {
                data.add("open").set(name, &joined(titles, ", "));
            }
        }
    }

    fn calculation(&self, data: &Data, calculation: &Calculation<'_>) {
        let entry = data.add("calculation");
        entry.set("mean", &number::signed(calculation.prior.mean));
        entry.set("sd", &number::signed(calculation.prior.sd));
        for scale in &calculation.scales {
            self.scale_sum(&entry.add("sums"), scale);
        }
        for blend in &calculation.blends {
            set_blend(&entry.add("blends"), blend);
        }
    }

    fn scale_sum(&self, entry: &Data, scale: &ScaleSum<'_>) {
        entry.set("title", scale.title);
        set_side(entry, scale.facet);
        for (item, score) in &scale.items {
            let model = &item.item.model;
            let row = entry.add("items");
            row.set("item", item.item.id.as_str());
            row.set(
                "points",
                &self.points_text((*score).into(), model.steps().into()),
            );
            row.set("a", &number::signed(model.a()));
            row.set("b", &numbers(model.b()));
            row.set("c", &numbers(model.c()));
        }
        let estimate = scale.outcome.estimate;
        let reach = Z80 * estimate.se;
        self.outcome(entry, &scale.outcome);
        for (name, number) in [
            ("theta", estimate.theta),
            ("se", estimate.se),
            ("most", MAX_SE_FOR_LEVEL),
            ("half", estimate.theta + 0.5),
            ("from", estimate.theta - reach),
            ("to", estimate.theta + reach),
        ] {
            entry.set(name, &number::signed(number));
        }
        if let Some(level) = scale.outcome.level {
            entry.set("named", &self.level_number(level));
        }
    }

    fn points_text(&self, points: u32, of: u32) -> String {
        let values = [
            ("points", &*number::whole(points)),
            ("of", &number::whole(of)),
        ];
        self.view.strings.filled(Key::PointsShort, &values)
    }

    /// As the drawing numbers the levels.
    fn level_number(&self, level: Level) -> String {
        match level.get() {
            0 => self.view.strings.text(Key::AxisZero),
            number => number::whole(number.into()),
        }
    }

    fn level_name(&self, level: Level) -> &str {
        self.page
            .levels
            .get(usize::from(level.get()))
            .map_or("", String::as_str)
    }
}

fn set_page(entry: &Data, competence: &PageCompetence) {
    entry.set("title", &competence.title);
    entry.set("url", &competence.url);
}

fn set_points(entry: &Data, (points, of): (u32, u32)) {
    entry.count("points", points);
    entry.count("of", of);
}

fn set_side(entry: &Data, facet: Facet) {
    entry.flag(facet_name(facet), true);
}

fn facet_name(facet: Facet) -> &'static str {
    match facet {
        Facet::Shown => "shown",
        Facet::SelfRating => "rated",
    }
}

fn set_blend(entry: &Data, blend: &Blend<'_>) {
    let titles: Vec<&str> = blend
        .competences
        .iter()
        .map(|competence| &*competence.title)
        .collect();
    entry.set("titles", &joined(&titles, ", "));
    entry.set("shown", &number::signed(blend.shown));
    entry.set("rated", &number::signed(blend.rated));
    entry.set("mean", &number::signed(blend.mean));
    entry.set("standing", &number::decimal(blend.standing));
}

/// "0,8 · 1,5 · 2,2".
fn numbers(numbers: impl Iterator<Item = f64>) -> String {
    let mut text = String::new();
    for number in numbers {
        if !text.is_empty() {
            text.push_str(" · ");
        }
        text.push_str(&number::signed(number));
    }
    text
}

fn percent(number: u32) -> String {
    let mut text = number::whole(number);
    text.push('%');
    text
}
