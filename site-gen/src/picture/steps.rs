//! A learning path as a staircase: the first step at the bottom, each next one above it.

use std::fmt::Write;

use super::svg::{self, Alternative, Anchor, Font, Weight};

/// Width of the picture: at 320 px page width a unit is 0.8 px.
const WIDTH: f64 = 360.0;
/// How far the uppermost step stands in at most, so that room is left for its text.
const LARGEST_INSET: f64 = 108.0;
/// How far a step stands in from the one below at most.
const LARGEST_TREAD: f64 = 30.0;
const PADDING: f64 = 12.0;
const BADGE: f64 = 15.0;
/// From the left edge of a step to its text.
const TEXT: f64 = PADDING + 2.0 * BADGE + 10.0;
/// Names are set in so much of their room: the widest font of the list needs the rest.
const SPARE: f64 = 0.9;
/// Height of the flag on the uppermost step.
const FLAG: f64 = 34.0;
/// Room for half of the stroke at the edges.
const EDGE: f64 = 2.0;
const LABEL: Font = Font {
    size: 15.0,
    weight: Weight::Strong,
};
const NOTE: Font = Font {
    size: 14.0,
    weight: Weight::Regular,
};
const NUMBER: Font = Font {
    size: 15.0,
    weight: Weight::Strong,
};

/// What a staircase shows.
#[derive(Clone, Copy, Debug)]
pub struct Steps<'a> {
    /// Prefix of the ids in this picture, unique on its page.
    pub id: &'a str,
    /// Name of the picture for readers who don't see it.
    pub title: &'a str,
    /// What the picture shows, for readers who don't see it.
    pub description: &'a str,
    /// The steps, the first one lowest; up to 10 are legible.
    pub steps: &'a [Step<'a>],
    /// Text under the picture; none if absent.
    pub caption: Option<&'a str>,
}

/// One step.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Its name, set in as many lines as it needs.
    pub label: &'a str,
    /// A short addition, for example how long it takes; none if empty.
    pub note: &'a str,
}

/// Draws the staircase as a whole `<figure>`.
pub fn figure(steps: &Steps<'_>) -> String {
    let stairs = stairs(steps.steps);
    let height = stairs.iter().map(|stair| stair.height).sum::<f64>() + FLAG + 2.0 * EDGE;
    let alternative = Alternative {
        id: steps.id,
        title: steps.title,
        description: steps.description,
    };
    let mut out = alternative.open_image("steps", WIDTH, height);

    let mut texts = String::new();
    // The edge of the stairs, from the foot upwards.
    let mut edge = format!("M{} {}", svg::number(EDGE), svg::number(height - EDGE));
    let mut top = height - EDGE;
    for (index, stair) in stairs.iter().enumerate() {
        top -= stair.height;
        let (left, upper) = (svg::number(stair.left), svg::number(top));
        let (width, tall) = (
            svg::number(WIDTH - EDGE - stair.left),
            svg::number(stair.height),
        );
        let _ = write!(
            out,
            "<rect class=\"pic-step\" x=\"{left}\" y=\"{upper}\" width=\"{width}\" height=\"{tall}\"/>"
        );
        let _ = write!(edge, "H{left}V{upper}");
        texts.push_str(&stair.text(top, index + 1));
    }
    if let Some(last) = stairs.last() {
        let _ = write!(
            out,
            "<path class=\"pic-line\" d=\"{edge}H{}\"/>",
            svg::number(WIDTH - EDGE)
        );
        out.push_str(&flag(last.left + PADDING + BADGE, top));
    }
    out.push_str(&texts);
    out.push_str("</svg>");
    svg::figure("steps", &out, steps.caption)
}

/// One step with its text set.
struct Stair {
    left: f64,
    height: f64,
    label: Vec<String>,
    note: Vec<String>,
}

fn stairs(steps: &[Step<'_>]) -> Vec<Stair> {
    let rises = svg::count(steps.len().saturating_sub(1).max(1));
    let tread = (LARGEST_INSET / rises).min(LARGEST_TREAD);
    steps
        .iter()
        .enumerate()
        .map(|(index, step)| Stair::new(step, EDGE + tread * svg::count(index)))
        .collect()
}

impl Stair {
    fn new(step: &Step<'_>, left: f64) -> Self {
        let room = WIDTH - EDGE - PADDING - left - TEXT;
        let label = svg::wrap(step.label, room * SPARE, LABEL);
        let note = svg::wrap(step.note, room, NOTE);
        let text = svg::count(label.len()) * LABEL.line_height()
            + svg::count(note.len()) * NOTE.line_height();
        Self {
            left,
            height: text.max(2.0 * BADGE) + 2.0 * PADDING,
            label,
            note,
        }
    }

    fn text(&self, top: f64, number: usize) -> String {
        let middle = top + self.height / 2.0;
        let centre = self.left + PADDING + BADGE;
        let x = self.left + TEXT;
        let label_height = svg::count(self.label.len()) * LABEL.line_height();
        let text_height = label_height + svg::count(self.note.len()) * NOTE.line_height();
        let text_top = middle - text_height / 2.0;

        let (cx, cy) = (svg::number(centre), svg::number(middle));
        let mut out =
            format!("<circle class=\"pic-box-area\" cx=\"{cx}\" cy=\"{cy}\" r=\"{BADGE}\"/>");
        let number = [number.to_string()];
        out.push_str(&svg::text(
            "pic-strong",
            centre,
            middle + NUMBER.size * 0.36,
            Anchor::Middle,
            NUMBER,
            &number,
        ));
        out.push_str(&svg::text(
            "pic-strong",
            x,
            text_top + LABEL.size,
            Anchor::Start,
            LABEL,
            &self.label,
        ));
        if !self.note.is_empty() {
            out.push_str(&svg::text(
                "pic-label",
                x,
                text_top + label_height + NOTE.size,
                Anchor::Start,
                NOTE,
                &self.note,
            ));
        }
        out
    }
}

/// The goal: a flag that stands on `ground`.
fn flag(x: f64, ground: f64) -> String {
    let (x, ground, top) = (
        svg::number(x),
        svg::number(ground),
        svg::number(ground - FLAG + EDGE),
    );
    format!(
        "<path class=\"pic-dot\" d=\"M{x} {top}l24 8-24 8z\"/><path class=\"pic-line\" d=\"M{x} {ground}V{top}\"/>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(steps: &[Step<'_>]) -> String {
        figure(&Steps {
            id: "pfad",
            title: "Lernpfad",
            description: "Die Stufen",
            steps,
            caption: Some("Von unten nach oben"),
        })
    }

    #[test]
    fn each_step_stands_on_the_one_before() {
        let steps = [Step {
            label: "Betrugsversuche im Posteingang erkennen und melden",
            note: "2 Stunden",
        }; 10];
        let stairs = stairs(&steps);
        for (lower, upper) in stairs.iter().zip(stairs.iter().skip(1)) {
            assert!(upper.left > lower.left);
        }
        for stair in &stairs {
            for line in &stair.label {
                assert!(stair.left + TEXT + LABEL.width(line) <= WIDTH, "{line}");
            }
        }
        assert_eq!(
            drawn(&steps).matches("<rect class=\"pic-step\"").count(),
            10
        );
    }

    #[test]
    fn numbers_go_from_below_upwards() {
        let figure = drawn(&[
            Step {
                label: "Eins",
                note: "",
            },
            Step {
                label: "Zwei",
                note: "",
            },
        ]);
        let height = |label: &str| {
            let (before, _) = figure
                .split_once(&format!(">{label}</text>"))
                .unwrap_or_default();
            let (_, y) = before.rsplit_once("y=\"").unwrap_or_default();
            y.split('"')
                .next()
                .and_then(|y| y.parse::<f64>().ok())
                .unwrap_or_default()
        };
        assert!(height("Zwei") < height("Eins"));
        assert!(height("2") < height("1"));
    }

    #[test]
    fn a_note_is_optional_and_so_is_every_step() {
        assert_eq!(
            drawn(&[Step {
                label: "Eins",
                note: ""
            }])
            .matches("<text")
            .count(),
            2
        );
        assert_eq!(
            drawn(&[Step {
                label: "Eins",
                note: "kurz"
            }])
            .matches("<text")
            .count(),
            3
        );
        let empty = drawn(&[]);
        assert!(empty.contains("</desc></svg>"), "{empty}");
    }

    #[test]
    fn text_is_escaped() {
        let figure = drawn(&[Step {
            label: "A & <b>",
            note: "<i>",
        }]);
        assert!(figure.contains("A &amp; &lt;b&gt;") && figure.contains("&lt;i&gt;"));
    }
}
