//! The target profile of an occupation: one axis per area, one ring per level, one line per career level.

use std::f64::consts::TAU;
use std::fmt::Write;

use super::svg::{self, Alternative, Anchor, Font, Weight};

/// Width of the picture: at 320 px page width a unit is 0.8 px, so the labels are still 11 px high.
const WIDTH: f64 = 360.0;
const CENTRE: f64 = WIDTH / 2.0;
/// Radius of the outermost ring: what the longest words of the labels leave over on both sides.
const RADIUS: f64 = 83.0;
/// Distance from the outermost ring to a label.
const GAP: f64 = 10.0;
/// Least distance between two labels, and above and below everything.
const MARGIN: f64 = 3.0;
const LABEL: Font = Font {
    size: 14.0,
    weight: Weight::Regular,
};
const RING_LABEL: Font = Font {
    size: 11.0,
    weight: Weight::Strong,
};

/// What a radar shows.
#[derive(Clone, Copy, Debug)]
pub struct Radar<'a> {
    /// Prefix of the ids in this picture, unique on its page.
    pub id: &'a str,
    /// Name of the picture for readers who don't see it.
    pub title: &'a str,
    /// What the picture shows, for readers who don't see it.
    pub description: &'a str,
    /// The areas, clockwise; up to 8 are legible.
    pub axes: &'a [Axis<'a>],
    /// Names of the rings from the innermost, which stands for the value 1, to the outermost.
    pub levels: &'a [&'a str],
    /// The lines; the first three can be told apart.
    pub series: &'a [Series<'a>],
    /// Text under the picture; none if absent.
    pub caption: Option<&'a str>,
}

/// One area.
#[derive(Clone, Copy, Debug)]
pub struct Axis<'a> {
    /// Its name, set in as many lines as it needs.
    pub label: &'a str,
}

/// One line of the radar, for example a career level.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    /// Its name in the legend.
    pub label: &'a str,
    /// One value per axis, from 0 (the centre) to the number of levels. Where there is none, the line has a gap.
    pub values: &'a [Option<f64>],
}

/// Draws the radar as a whole `<figure>`.
pub fn figure(radar: &Radar<'_>) -> String {
    let wheel = Wheel::new(radar);
    let labels = labels(radar.axes, wheel);
    let top = labels.iter().map(|label| label.top).fold(-RADIUS, f64::min) - MARGIN;
    let bottom = labels.iter().map(Label::bottom).fold(RADIUS, f64::max) + MARGIN;

    let alternative = Alternative {
        id: radar.id,
        title: radar.title,
        description: radar.description,
    };
    let mut out = alternative.open_image("radar", WIDTH, bottom - top);
    // The centre of the wheel is the origin from here on.
    let _ = write!(
        out,
        "<g transform=\"translate({} {})\">",
        svg::number(CENTRE),
        svg::number(-top)
    );
    out.push_str(&grid(wheel));
    for (index, series) in radar.series.iter().enumerate() {
        out.push_str(&line(series, Look::of(index), wheel));
    }
    // Markers after all lines, so that no line hides the marker of another.
    for (index, series) in radar.series.iter().enumerate() {
        out.push_str(&Look::of(index).markers(wheel.points(series).into_iter().flatten()));
    }
    out.push_str(&ring_labels(wheel));
    for label in &labels {
        out.push_str(&svg::text(
            "pic-label",
            label.x,
            label.top + LABEL.size,
            label.anchor,
            LABEL,
            &label.lines,
        ));
    }
    out.push_str("</g></svg>");
    out.push_str(&legend(radar));
    svg::figure("radar", &out, radar.caption)
}

/// How axes and values become points around the centre.
#[derive(Clone, Copy)]
struct Wheel {
    axes: usize,
    rings: usize,
    /// Where the first axis points, in axis distances clockwise from the top.
    turn: f64,
}

impl Wheel {
    fn new(radar: &Radar<'_>) -> Self {
        let axes = radar.axes.len();
        // With 4 or 8 axes two would point exactly sideways, where there is the least room for labels.
        let turn = if axes.is_multiple_of(4) { 0.5 } else { 0.0 };
        Self {
            axes,
            rings: radar.levels.len().max(1),
            turn,
        }
    }

    /// Unit vector at `position`, counted in axes from the first one.
    fn direction(self, position: f64) -> Point {
        let angle = TAU * (position + self.turn) / svg::count(self.axes.max(1));
        Point {
            x: angle.sin(),
            y: -angle.cos(),
        }
    }

    fn axis(self, index: usize) -> Point {
        self.direction(svg::count(index))
    }

    fn ring(self, number: usize) -> f64 {
        RADIUS * svg::count(number) / svg::count(self.rings)
    }

    /// The points of a series, one per axis.
    fn points(self, series: &Series<'_>) -> Vec<Option<Point>> {
        let rings = svg::count(self.rings);
        let value = |index: usize| {
            series
                .values
                .get(index)
                .copied()
                .flatten()
                .filter(|value| !value.is_nan())
        };
        let point = |index| {
            value(index).map(|value| {
                self.axis(index)
                    .at(RADIUS * value.clamp(0.0, rings) / rings)
            })
        };
        (0..self.axes).map(point).collect()
    }
}

#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
}

impl Point {
    fn at(self, distance: f64) -> Self {
        Self {
            x: self.x * distance,
            y: self.y * distance,
        }
    }
}

fn grid(wheel: Wheel) -> String {
    let mut out = String::new();
    for ring in 1..=wheel.rings {
        let _ = write!(
            out,
            "<circle class=\"pic-grid\" r=\"{}\"/>",
            svg::number(wheel.ring(ring))
        );
    }
    for axis in 0..wheel.axes {
        let end = wheel.axis(axis).at(RADIUS);
        let _ = write!(
            out,
            "<line class=\"pic-axis\" x2=\"{}\" y2=\"{}\"/>",
            svg::number(end.x),
            svg::number(end.y)
        );
    }
    out
}

/// The numbers of the rings, between two axes, just inside of their ring.
fn ring_labels(wheel: Wheel) -> String {
    let direction = wheel.direction(if wheel.turn > 0.0 { -0.5 } else { 0.5 });
    let mut out = String::new();
    for ring in 1..=wheel.rings {
        let place = direction.at(wheel.ring(ring) - RING_LABEL.size * 0.6);
        let number = [ring.to_string()];
        out.push_str(&svg::text(
            "pic-strong",
            place.x,
            place.y + RING_LABEL.size * 0.36,
            Anchor::Middle,
            RING_LABEL,
            &number,
        ));
    }
    out
}

/// How a series looks: line pattern and marker tell it apart without colour.
#[derive(Clone, Copy)]
enum Look {
    A,
    B,
    C,
}

impl Look {
    fn of(index: usize) -> Self {
        match index % 3 {
            0 => Self::A,
            1 => Self::B,
            _ => Self::C,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::A => "pic-a",
            Self::B => "pic-b",
            Self::C => "pic-c",
        }
    }

    /// The pattern as an attribute; the theme may draw its own.
    fn dashes(self) -> &'static str {
        match self {
            Self::A => "",
            Self::B => " stroke-dasharray=\"7 4\"",
            Self::C => " stroke-dasharray=\"2 4\"",
        }
    }

    /// The marker: disc, square and triangle, the later the smaller, so that equal values stay visible one on the other.
    fn marker(self, at: Point) -> String {
        let (x, y) = (at.x, at.y);
        let n = svg::number;
        match self {
            Self::A => format!("<circle cx=\"{}\" cy=\"{}\" r=\"6\"/>", n(x), n(y)),
            Self::B => format!(
                "<rect x=\"{}\" y=\"{}\" width=\"8\" height=\"8\"/>",
                n(x - 4.0),
                n(y - 4.0)
            ),
            Self::C => {
                let corners = [(x, y - 5.0), (x + 4.5, y + 3.5), (x - 4.5, y + 3.5)];
                let corners = corners.map(|(x, y)| format!("{},{}", n(x), n(y))).join(" ");
                format!("<polygon points=\"{corners}\"/>")
            }
        }
    }

    /// Markers in the colour of the line, but solid.
    fn markers(self, at: impl IntoIterator<Item = Point>) -> String {
        let markers: String = at.into_iter().map(|point| self.marker(point)).collect();
        format!(
            "<g class=\"{}\"><g fill-opacity=\"1\" stroke-width=\"1\" stroke-dasharray=\"none\">{markers}</g></g>",
            self.class()
        )
    }
}

/// The line of a series: a closed polygon, or only the stretches between neighbours that both have a value.
fn line(series: &Series<'_>, look: Look, wheel: Wheel) -> String {
    let points = wheel.points(series);
    let (class, dashes) = (look.class(), look.dashes());
    let known: Vec<Point> = points.iter().copied().flatten().collect();
    if known.len() == points.len() && points.len() > 2 {
        let corners: Vec<String> = known
            .iter()
            .map(|point| format!("{},{}", svg::number(point.x), svg::number(point.y)))
            .collect();
        return format!(
            "<polygon class=\"{class}\"{dashes} points=\"{}\"/>",
            corners.join(" ")
        );
    }
    let mut out = String::new();
    for (here, next) in points.iter().zip(points.iter().cycle().skip(1)) {
        if let (Some(here), Some(next)) = (here, next) {
            let (x1, y1, x2, y2) = (
                svg::number(here.x),
                svg::number(here.y),
                svg::number(next.x),
                svg::number(next.y),
            );
            let _ = write!(
                out,
                "<line class=\"{class}\"{dashes} x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"
            );
        }
    }
    out
}

/// The name of an axis, wrapped and placed.
struct Label {
    lines: Vec<String>,
    anchor: Anchor,
    x: f64,
    top: f64,
}

impl Label {
    fn height(&self) -> f64 {
        svg::count(self.lines.len()) * LABEL.line_height()
    }

    fn bottom(&self) -> f64 {
        self.top + self.height()
    }
}

fn labels(axes: &[Axis<'_>], wheel: Wheel) -> Vec<Label> {
    let mut labels: Vec<Label> = axes
        .iter()
        .enumerate()
        .map(|(index, axis)| label(axis, wheel.axis(index)))
        .collect();
    for side in [Anchor::Start, Anchor::End] {
        keep_apart(&mut labels, side);
    }
    labels
}

fn label(axis: &Axis<'_>, direction: Point) -> Label {
    let foot = direction.at(RADIUS + GAP);
    let edge = CENTRE - 1.0;
    let (anchor, room) = if direction.x > 0.1 {
        (Anchor::Start, edge - foot.x)
    } else if direction.x < -0.1 {
        (Anchor::End, edge + foot.x)
    } else {
        (Anchor::Middle, WIDTH / 2.0)
    };
    let lines = svg::wrap(axis.label, room, LABEL);
    let mut label = Label {
        lines,
        anchor,
        x: foot.x,
        top: 0.0,
    };
    // Above the wheel a label ends at its foot, below it begins there, in between it moves steadily.
    label.top = foot.y - label.height() * (1.0 - direction.y) / 2.0;
    label
}

/// Moves labels of one side up or down, away from the middle, until none stands on another.
fn keep_apart(labels: &mut [Label], side: Anchor) {
    let mut order: Vec<usize> = (0..labels.len())
        .filter(|index| labels.get(*index).is_some_and(|label| label.anchor == side))
        .collect();
    let middle = |index: &usize| {
        labels
            .get(*index)
            .map_or(0.0, |label| label.top + label.height() / 2.0)
    };
    order.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    let (upper, lower): (Vec<usize>, Vec<usize>) =
        order.into_iter().partition(|index| middle(index) < 0.0);

    let mut limit = f64::INFINITY;
    for index in upper.into_iter().rev() {
        if let Some(label) = labels.get_mut(index) {
            label.top = label.top.min(limit - label.height());
            limit = label.top - MARGIN;
        }
    }
    let mut limit = f64::NEG_INFINITY;
    for index in lower {
        if let Some(label) = labels.get_mut(index) {
            label.top = label.top.max(limit);
            limit = label.bottom() + MARGIN;
        }
    }
}

/// The lines and the rings by name, below the picture.
fn legend(radar: &Radar<'_>) -> String {
    let mut out = String::from("<ul class=\"legend\">");
    for (index, series) in radar.series.iter().enumerate() {
        let look = Look::of(index);
        let _ = write!(
            out,
            "<li><svg class=\"legend-mark\" aria-hidden=\"true\" viewBox=\"0 0 40 16\" width=\"40\" height=\"16\">\
             <line class=\"{}\"{} x1=\"1\" y1=\"8\" x2=\"39\" y2=\"8\"/>{}</svg> {}</li>",
            look.class(),
            look.dashes(),
            look.markers([Point { x: 20.0, y: 8.0 }]),
            svg::escape(series.label)
        );
    }
    out.push_str("</ul><ul class=\"legend\">");
    for (index, level) in radar.levels.iter().enumerate() {
        let _ = write!(
            out,
            "<li><strong>{}</strong> {}</li>",
            index + 1,
            svg::escape(level)
        );
    }
    out.push_str("</ul>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREAS: [Axis<'_>; 8] = [
        Axis {
            label: "Gerät bedienen",
        },
        Axis {
            label: "Informationen finden und prüfen",
        },
        Axis {
            label: "Sich verständigen und zusammenarbeiten",
        },
        Axis {
            label: "Festhalten und gestalten",
        },
        Axis {
            label: "Sicher handeln",
        },
        Axis {
            label: "Probleme lösen und weiterlernen",
        },
        Axis {
            label: "Veränderung mitgestalten",
        },
        Axis {
            label: "Digital führen",
        },
    ];
    const FULL: [Option<f64>; 8] = [Some(2.0); 8];

    fn radar<'a>(axes: &'a [Axis<'a>], series: &'a [Series<'a>]) -> Radar<'a> {
        let levels = &["Einsteigen", "Anwenden", "Vertiefen", "Gestalten"];
        Radar {
            id: "soll",
            title: "Soll-Profil",
            description: "Acht Bereiche",
            axes,
            levels,
            series,
            caption: None,
        }
    }

    fn drawn(values: &[Option<f64>]) -> String {
        figure(&radar(
            &AREAS,
            &[Series {
                label: "Einstieg",
                values,
            }],
        ))
    }

    #[test]
    fn a_full_series_is_a_closed_polygon() {
        let figure = drawn(&FULL);
        assert_eq!(figure.matches("<polygon class=\"pic-a\"").count(), 1);
        assert_eq!(
            figure.matches("r=\"6\"").count(),
            8 + 1,
            "eight markers and that of the legend"
        );
        assert_eq!(figure.matches("class=\"pic-grid\"").count(), 4);
    }

    #[test]
    fn a_missing_value_leaves_a_gap() {
        let mut values = FULL;
        values[2] = None;
        let figure = drawn(&values);
        assert!(!figure.contains("<polygon"));
        assert_eq!(
            figure.matches("<line class=\"pic-a\"").count(),
            6 + 1,
            "six stretches and the legend"
        );
        assert_eq!(figure.matches("r=\"6\"").count(), 7 + 1);
        assert_eq!(
            drawn(&[Some(f64::NAN); 8]).matches("r=\"6\"").count(),
            1,
            "not a number is no value"
        );
    }

    #[test]
    fn values_stay_within_the_rings() {
        assert_eq!(drawn(&[Some(9.0); 8]), drawn(&[Some(4.0); 8]));
        assert_eq!(drawn(&[Some(-1.0); 8]), drawn(&[Some(0.0); 8]));
    }

    #[test]
    fn series_differ_without_colour() {
        let series = ["Einstieg", "Fachkraft", "Leitung"].map(|label| Series {
            label,
            values: &FULL,
        });
        let figure = figure(&radar(&AREAS, &series));
        for mark in ["<circle cx", "<rect x", "<polygon points"] {
            assert_eq!(figure.matches(mark).count(), 9, "{mark}");
        }
    }

    #[test]
    fn labels_stay_inside_and_apart() {
        for count in 3..=AREAS.len() {
            let axes = AREAS.get(..count).unwrap_or_default();
            let labels = labels(axes, Wheel::new(&radar(axes, &[])));
            for (index, label) in labels.iter().enumerate() {
                let widest = label
                    .lines
                    .iter()
                    .map(|line| LABEL.width(line))
                    .fold(0.0, f64::max);
                let reach = if label.anchor == Anchor::Middle {
                    widest / 2.0
                } else {
                    label.x.abs() + widest
                };
                assert!(reach <= CENTRE, "{:?} of {count}", label.lines);
                for other in labels
                    .iter()
                    .skip(index + 1)
                    .filter(|other| other.anchor == label.anchor)
                {
                    assert!(
                        label.bottom() <= other.top || other.bottom() <= label.top,
                        "{:?} on {:?}",
                        label.lines,
                        other.lines
                    );
                }
            }
        }
    }

    #[test]
    fn nothing_to_show_is_still_a_picture() {
        let figure = figure(&Radar {
            levels: &[],
            ..radar(&[], &[])
        });
        assert!(figure.starts_with(
            "<figure class=\"picture picture-radar\"><svg class=\"radar\" role=\"img\""
        ));
        assert!(!figure.contains("NaN") && !figure.contains("inf"));
    }

    #[test]
    fn text_is_escaped() {
        let axes = [
            Axis { label: "A&B" },
            Axis { label: "<b>" },
            Axis { label: "c" },
        ];
        let series = [Series {
            label: "<Einstieg>",
            values: &FULL,
        }];
        let levels = &["1 & 2"];
        let caption = Some("<i>");
        let figure = figure(&Radar {
            id: "a\"b",
            title: "<t>",
            description: "<d>",
            levels,
            caption,
            ..radar(&axes, &series)
        });
        for wrong in [
            "<b>",
            "<i>",
            "<t>",
            "<d>",
            "<Einstieg>",
            "a\"b",
            "1 & 2",
            "A&B",
        ] {
            assert!(!figure.contains(wrong), "{wrong}");
        }
        assert!(figure.contains("aria-labelledby=\"a&quot;b-title a&quot;b-desc\""));
    }
}
