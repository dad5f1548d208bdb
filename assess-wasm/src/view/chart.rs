//! The scales as a drawing: a bar for the likely levels, a dot for the level, a diamond for the target. The table below it says
//! the same.

use assess_core::level::Level;
use assess_core::thousandths::Thousandths;

use crate::dom::Writer;
use crate::number;
use crate::report::{Panel, Row};
use crate::strings::{Key, joined};

use super::result::{panel_name, row_name};

/// Levels 0 to 4 lie in five fields side by side; the edges are half a level away from the numbers.
const FIELDS: u32 = 5;
/// Narrower windows get the same drawing, smaller: the longest names of areas need this much.
const NARROWEST: u32 = 360;
const WIDEST: u32 = 640;
/// Room above the first row, for the numbers of the levels.
const HEAD: u32 = 28;
/// The name of a group of rows.
const GROUP: u32 = 32;
const ROW: u32 = 56;
/// In a row: the base line of the label, the top and the height of the bar.
const LABEL: u32 = 18;
const BAR: u32 = 26;
const THICK: u32 = 18;
/// Half the width and half the height of a diamond.
const DIAMOND: u32 = 8;
/// Keeps strokes at the edge inside.
const MARGIN: u32 = 2;

/// Writes the drawing with its caption. `width` is that of the page in pixels: one unit of the drawing is one pixel as long as
/// the window keeps its width, so that labels keep their size on any screen.
pub(super) fn chart(to: &mut Writer<'_>, width: i32, panels: &[Panel<'_>]) {
    let width = u32::try_from(width).unwrap_or(0).clamp(NARROWEST, WIDEST);
    let rows = panels.iter().flat_map(|panel| &panel.rows);
    let count = |count: usize| u32::try_from(count).unwrap_or(0);
    let height = HEAD + GROUP * count(panels.len()) + ROW * count(rows.clone().count());
    to.open("figure", "picture picture-scales");
    to.open_drawn("svg", "");
    to.attribute(
        "viewBox",
        &joined(
            &["0 0 ", &number::whole(width), " ", &number::whole(height)],
            "",
        ),
    );
    to.attribute("role", "img");
    to.attribute("aria-label", &to.strings().text(Key::Chart));
    let with_targets = rows.clone().any(|row| row.target.is_some());
    let mut canvas = Canvas {
        to,
        width: width - 2 * MARGIN,
    };
    canvas.numbers();
    let mut top = HEAD;
    for panel in panels {
        top += GROUP;
        canvas.group(top, panel);
        for row in &panel.rows {
            canvas.row(top, row);
            top += ROW;
        }
    }
    to.close();
    to.open("figcaption", "");
    to.words(&to.strings().text(Key::ChartCaption));
    if with_targets {
        to.words(" ");
        to.words(&to.strings().text(Key::ChartTarget));
    }
    to.close();
    to.close();
}

struct Canvas<'a, 'b> {
    to: &'a mut Writer<'b>,
    /// Width of the five fields.
    width: u32,
}

impl Canvas<'_, '_> {
    fn numbers(&mut self) {
        for level in 0..FIELDS {
            let text = if level == 0 {
                self.to.strings().text(Key::AxisZero)
            } else {
                number::whole(level)
            };
            self.label("pic-label", self.middle(level), LABEL, "middle", &text);
        }
    }

    fn group(&mut self, top: u32, panel: &Panel<'_>) {
        let name = panel_name(panel, self.to.strings());
        self.label(
            "pic-label pic-strong",
            MARGIN,
            top - (GROUP - LABEL - 4),
            "start",
            &name,
        );
    }

    fn row(&mut self, top: u32, row: &Row<'_>) {
        let outcome = row.outcome;
        let name = row_name(row, self.to.strings());
        self.label("pic-label", MARGIN, top + LABEL, "start", &name);
        for edge in 0..=FIELDS {
            let x = self.edge(edge);
            self.shape(
                "line",
                "pic-grid",
                &[
                    ("x1", x),
                    ("x2", x),
                    ("y1", top + BAR - 2),
                    ("y2", top + BAR + THICK + 2),
                ],
            );
        }

        let level = |level: Level| u32::from(level.get());
        let left = self.edge(level(outcome.range.low));
        let right = self.edge(level(outcome.range.high) + 1);
        let bar = [
            ("x", left),
            ("y", top + BAR),
            ("width", right - left),
            ("height", THICK),
            ("rx", THICK / 2),
        ];
        self.shape("rect", "pic-range", &bar);

        let middle = top + BAR + THICK / 2;
        if let Some(named) = outcome.level {
            let x = self.middle(level(named));
            self.shape(
                "circle",
                "pic-mark",
                &[("cx", x), ("cy", middle), ("r", DIAMOND)],
            );
        }
        if let Some(target) = row.target {
            self.diamond(self.place(target), middle);
        }
    }

    fn label(&mut self, class: &str, x: u32, y: u32, anchor: &str, words: &str) {
        self.to.open_drawn("text", class);
        self.to.attribute("x", &number::whole(x));
        self.to.attribute("y", &number::whole(y));
        self.to.attribute("text-anchor", anchor);
        self.to.words(words);
        self.to.close();
    }

    fn shape(&mut self, tag: &str, class: &str, geometry: &[(&str, u32)]) {
        self.to.open_drawn(tag, class);
        for (name, value) in geometry {
            self.to.attribute(name, &number::whole(*value));
        }
        self.to.close();
    }

    fn diamond(&mut self, x: u32, y: u32) {
        let corners = [
            (x, y - DIAMOND),
            (x + DIAMOND, y),
            (x, y + DIAMOND),
            (x.saturating_sub(DIAMOND), y),
        ];
        let mut points = String::new();
        for (x, y) in corners {
            points.push_str(&number::whole(x));
            points.push(',');
            points.push_str(&number::whole(y));
            points.push(' ');
        }
        self.to.open_drawn("polygon", "pic-target");
        self.to.attribute("points", &points);
        self.to.close();
    }

    /// The left edge of a field.
    fn edge(&self, field: u32) -> u32 {
        MARGIN + self.width * field / FIELDS
    }

    /// The middle of a field.
    fn middle(&self, field: u32) -> u32 {
        MARGIN + self.width * (2 * field + 1) / (2 * FIELDS)
    }

    /// Where a standing lies.
    fn place(&self, standing: Thousandths) -> u32 {
        MARGIN + self.width * (standing.get().min(4000) + 500) / (1000 * FIELDS)
    }
}
