//! The map of all areas and competences: a road with a station per area, from which its competences branch off.
//!
//! Its names are links. For phones the road runs straight down, for wider pages it runs in rows; the theme shows one of the two
//! (`.only-narrow`, `.only-wide`), and the one with `display: none` is hidden from everybody.

use std::fmt::Write;

use super::svg::{self, Alternative, Anchor, Font, Weight};

const AREA: Font = Font {
    size: 16.0,
    weight: Weight::Strong,
};
const COMPETENCE: Font = Font {
    size: 14.0,
    weight: Weight::Regular,
};
/// Radius of a station.
const STATION: f64 = 18.0;
/// Radius of a stop.
const STOP: f64 = 5.5;
/// Free space around everything, for strokes and focus rings.
const MARGIN: f64 = 5.0;

/// What the map shows.
#[derive(Clone, Copy, Debug)]
pub struct CompetenceMap<'a> {
    /// Prefix of the ids in this picture, unique on its page.
    pub id: &'a str,
    /// Name of the picture for readers who don't see it.
    pub title: &'a str,
    /// What the picture shows, for readers who don't see it.
    pub description: &'a str,
    /// The areas in their order.
    pub areas: &'a [MapArea<'a>],
    /// Text under the picture; none if absent.
    pub caption: Option<&'a str>,
}

/// One area.
#[derive(Clone, Copy, Debug)]
pub struct MapArea<'a> {
    /// What stands in its station; short.
    pub number: &'a str,
    /// Its name.
    pub label: &'a str,
    /// Address of its page.
    pub url: &'a str,
    /// Its competences in their order.
    pub competences: &'a [MapCompetence<'a>],
}

/// One competence.
#[derive(Clone, Copy, Debug)]
pub struct MapCompetence<'a> {
    /// Its name.
    pub label: &'a str,
    /// Address of its page.
    pub url: &'a str,
}

/// Draws the map as a whole `<figure>`.
pub fn figure(map: &CompetenceMap<'_>) -> String {
    let content = format!(
        "<div class=\"only-narrow\">{}</div><div class=\"only-wide\">{}</div>",
        narrow(map),
        wide(map)
    );
    svg::figure("map", &content, map.caption)
}

/// The road straight down.
fn narrow(map: &CompetenceMap<'_>) -> String {
    const WIDTH: f64 = 340.0;
    const GAP: f64 = 14.0;
    // A unit is 0.85 px on a page of 320 px, so that a target is 44 px high on most phones.
    let style = Style {
        title: Title::Beside,
        text: 34.0,
        target: 46.0,
    };
    let x = MARGIN + STATION;
    let first = MARGIN + style.target / 2.0;

    let mut areas = String::new();
    let (mut y, mut last, mut bottom) = (first, first, first);
    for area in map.areas {
        let branch = Branch::new(area, style, (x, y), WIDTH - MARGIN);
        areas.push_str(&branch.draw());
        last = branch.end;
        bottom = branch.bottom;
        y = bottom + GAP + style.target / 2.0;
    }
    let road = format!(
        "M{} {}V{}",
        svg::number(x),
        svg::number(first),
        svg::number(last)
    );
    frame(map, "narrow", (WIDTH, bottom + MARGIN), &road, &areas)
}

/// The road in rows of up to four stations; from the end of a row it comes back below it.
fn wide(map: &CompetenceMap<'_>) -> String {
    const WIDTH: f64 = 860.0;
    const MOST_COLUMNS: usize = 4;
    /// Radius of the bends.
    const BEND: f64 = 22.0;
    let style = Style {
        title: Title::Below,
        text: 18.0,
        target: 34.0,
    };
    let rows = map.areas.len().div_ceil(MOST_COLUMNS).max(1);
    let columns = map.areas.len().div_ceil(rows).max(1);
    let (left, right) = (MARGIN, WIDTH - MARGIN);
    // The first station stands at the end of a bend, and texts keep clear of the road that goes down behind the last one.
    let first = left + BEND + STATION;
    let pitch = (right - BEND - first) / svg::count(columns);

    let mut areas = String::new();
    let mut road = String::new();
    let (mut y, mut bottom) = (MARGIN + STATION, MARGIN + STATION);
    for (row, stations) in map.areas.chunks(columns).enumerate() {
        if row == 0 {
            let _ = write!(road, "M{} {}", svg::number(first), svg::number(y));
        } else {
            let back = bottom + BEND;
            y = back + 2.0 * BEND;
            let (right, back, left) = (
                svg::number(right - BEND),
                svg::number(back - BEND),
                svg::number(left + BEND),
            );
            let (out, home) = (
                format!("a{BEND} {BEND} 0 0 1"),
                format!("a{BEND} {BEND} 0 0 0"),
            );
            let _ = write!(
                road,
                "H{right}{out} {BEND} {BEND}V{back}{out}-{BEND} {BEND}"
            );
            let _ = write!(
                road,
                "H{left}{home}-{BEND} {BEND}{home} {BEND} {BEND}H{}",
                svg::number(first)
            );
        }
        let x = |column: usize| first + pitch * svg::count(column);
        let set =
            |(column, area)| Branch::new(area, style, (x(column), y), x(column) + pitch - STATION);
        let mut branches: Vec<Branch<'_>> = stations.iter().enumerate().map(set).collect();
        let title = branches
            .iter()
            .map(|branch| branch.title.height)
            .fold(0.0, f64::max);
        bottom = y;
        for branch in &mut branches {
            branch.align(title);
            areas.push_str(&branch.draw());
            bottom = bottom.max(branch.bottom);
        }
        let _ = write!(road, "H{}", svg::number(x(stations.len() - 1)));
    }
    frame(map, "wide", (WIDTH, bottom + MARGIN), &road, &areas)
}

/// The picture around a road and its areas. It is a group, not an image: what is in it can be operated.
fn frame(
    map: &CompetenceMap<'_>,
    layout: &str,
    size: (f64, f64),
    road: &str,
    areas: &str,
) -> String {
    let prefix = format!("{}-{layout}", map.id);
    let alternative = Alternative {
        id: &prefix,
        title: map.title,
        description: map.description,
    };
    let (width, height) = (svg::number(size.0), svg::number(size.1));
    let id = svg::escape(&prefix);
    format!(
        "<svg class=\"map\" role=\"group\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" overflow=\"visible\">{}\
         <path class=\"pic-line\" d=\"{road}\"/><g role=\"list\">{areas}</g></svg>",
        alternative.elements()
    )
}

/// How a branch is set.
#[derive(Clone, Copy)]
struct Style {
    title: Title,
    /// From the middle of a station to its texts.
    text: f64,
    /// Least height of what a finger has to hit.
    target: f64,
}

/// Where the name of an area stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Title {
    /// To the right of its station.
    Beside,
    /// Under its station.
    Below,
}

/// An area with its competences, set and placed.
struct Branch<'a> {
    area: &'a MapArea<'a>,
    style: Style,
    /// Middle of the station.
    station: (f64, f64),
    title: Name<'a>,
    stops: Vec<Name<'a>>,
    /// Middle of the last stop, or of the station if there is none.
    end: f64,
    /// Lower edge of everything.
    bottom: f64,
}

impl<'a> Branch<'a> {
    /// Sets an area into the width from its station to `right`.
    fn new(area: &'a MapArea<'a>, style: Style, station: (f64, f64), right: f64) -> Self {
        let (x, y) = station;
        let room = right - x - style.text;
        let title = match style.title {
            Title::Beside => Name {
                middle: y,
                ..Name::new(area.label, area.url, AREA, style.target, room)
            },
            Title::Below => {
                // The station above belongs to the link: the name needs no height beyond its own.
                let name = Name::new(area.label, area.url, AREA, 0.0, room);
                Name {
                    middle: y + STATION + name.height / 2.0,
                    ..name
                }
            }
        };
        let mut bottom = title.middle + title.height / 2.0;
        let mut stops = Vec::new();
        for competence in area.competences {
            let mut stop = Name::new(
                competence.label,
                competence.url,
                COMPETENCE,
                style.target,
                room,
            );
            stop.middle = bottom + stop.height / 2.0;
            bottom += stop.height;
            stops.push(stop);
        }
        let end = stops.last().map_or(y, |stop| stop.middle);
        Self {
            area,
            style,
            station,
            title,
            stops,
            end,
            bottom,
        }
    }

    /// Moves the stops down, so that they begin where those of a neighbour begin whose title has the height `title`.
    fn align(&mut self, title: f64) {
        let way = title - self.title.height;
        for stop in &mut self.stops {
            stop.middle += way;
        }
        if !self.stops.is_empty() {
            self.end += way;
            self.bottom += way;
        }
    }

    fn draw(&self) -> String {
        let (x, y) = self.station;
        let text = x + self.style.text;
        let mut out = String::from("<g role=\"listitem\">");
        if self.style.title == Title::Below {
            let _ = write!(
                out,
                "<path class=\"pic-line\" d=\"M{} {}V{}\"/>",
                svg::number(x),
                svg::number(y),
                svg::number(self.end)
            );
        }
        out.push_str(
            &self
                .title
                .link("pic-strong", (x, y), ("pic-box-area", STATION), text),
        );
        // Outside of the link, because links are underlined. Its place in the list says the same to who doesn't see it.
        let number = [self.area.number.to_owned()];
        let number = svg::text(
            "pic-strong",
            x,
            y + AREA.size * 0.36,
            Anchor::Middle,
            AREA,
            &number,
        );
        let _ = write!(
            out,
            "<g aria-hidden=\"true\" pointer-events=\"none\">{number}</g>"
        );
        if !self.stops.is_empty() {
            out.push_str("<g role=\"list\">");
            for stop in &self.stops {
                let link = stop.link("pic-label", (x, stop.middle), ("pic-dot", STOP), text);
                let _ = write!(out, "<g role=\"listitem\">{link}</g>");
            }
            out.push_str("</g>");
        }
        out.push_str("</g>");
        out
    }
}

/// The linked name of an area or a competence.
struct Name<'a> {
    label: &'a str,
    url: &'a str,
    font: Font,
    lines: Vec<String>,
    width: f64,
    height: f64,
    middle: f64,
}

impl<'a> Name<'a> {
    fn new(label: &'a str, url: &'a str, font: Font, target: f64, width: f64) -> Self {
        let lines = svg::wrap(label, width, font);
        let height = target.max(svg::count(lines.len()) * font.line_height() + 8.0);
        Self {
            label,
            url,
            font,
            lines,
            width,
            height,
            middle: 0.0,
        }
    }

    /// The link: a disc of `mark` (class and radius) around `point`, and the name, which begins at `left`. A clear box around
    /// both makes the whole of it sensitive.
    fn link(&self, class: &str, point: (f64, f64), mark: (&str, f64), left: f64) -> String {
        let (x, y) = point;
        let (disc, radius) = mark;
        let text_height = svg::count(self.lines.len()) * self.font.line_height();
        let baseline = self.middle - text_height / 2.0 + self.font.size * 0.98;
        // A word in two lines is still one word to a screen reader.
        let label = self.label.replace('\u{ad}', "");
        let is_whole = self
            .lines
            .iter()
            .flat_map(|line| line.split_whitespace())
            .eq(label.split_whitespace());
        let name = if is_whole {
            String::new()
        } else {
            format!(" aria-label=\"{}\"", svg::escape(&label))
        };
        let top = (y - radius).min(self.middle - self.height / 2.0);
        let bottom = (y + radius).max(self.middle + self.height / 2.0);
        let n = svg::number;
        format!(
            "<a href=\"{}\"{name}><circle class=\"{disc}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>{}\
             <rect fill=\"none\" pointer-events=\"all\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></a>",
            svg::escape(self.url),
            n(x),
            n(y),
            n(radius),
            svg::text(class, left, baseline, Anchor::Start, self.font, &self.lines),
            n(x - radius),
            n(top),
            n(left + self.width - x + radius),
            n(bottom - top)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STOPS: [MapCompetence<'_>; 2] = [
        MapCompetence {
            label: "Gerät im Alltag nutzen",
            url: "geraet/nutzen/",
        },
        MapCompetence {
            label: "Zusammenarbeitsplattformen \"A & B\"",
            url: "x?a=1&b=\"2\"",
        },
    ];

    fn drawn(areas: usize) -> String {
        let areas = vec![
            MapArea {
                number: "1",
                label: "Gerät <bedienen>",
                url: "geraet/",
                competences: &STOPS
            };
            areas
        ];
        figure(&CompetenceMap {
            id: "karte",
            title: "Karte",
            description: "Alle Bereiche",
            areas: &areas,
            caption: Some("Karte & mehr"),
        })
    }

    #[test]
    fn both_layouts_have_every_link_and_their_own_ids() {
        let map = drawn(3);
        assert_eq!(map.matches("<a href").count(), 2 * 3 * 3);
        for id in [
            "karte-narrow-title",
            "karte-narrow-desc",
            "karte-wide-title",
            "karte-wide-desc",
        ] {
            assert_eq!(map.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        }
        assert_eq!(map.matches("role=\"group\"").count(), 2);
        assert!(
            !map.contains("role=\"img\""),
            "the content of an image could not be operated"
        );
    }

    #[test]
    fn text_and_addresses_are_escaped() {
        let map = drawn(1);
        assert!(map.contains("href=\"x?a=1&amp;b=&quot;2&quot;\""));
        assert!(map.contains("Gerät &lt;bedienen&gt;"));
        assert!(map.contains("<figcaption>Karte &amp; mehr</figcaption>"));
        assert!(!map.contains("<bedienen>"));
    }

    #[test]
    fn a_broken_word_keeps_its_name() {
        let map = drawn(8);
        assert!(map.contains("aria-label=\"Zusammenarbeitsplattformen &quot;A &amp; B&quot;\""));
        assert!(
            !map.contains("aria-label=\"Gerät"),
            "a name in whole words needs none"
        );
    }

    #[test]
    fn the_road_returns_once_per_further_row() {
        for (areas, bends) in [(0, 0), (1, 0), (4, 0), (5, 4), (8, 4), (9, 8)] {
            assert_eq!(
                drawn(areas).matches("a22 22").count(),
                bends,
                "{areas} areas"
            );
        }
    }

    #[test]
    fn looks_are_left_to_the_theme() {
        let map = drawn(8);
        assert!(!map.contains("style=") && !map.contains('#') && !map.contains("fill=\"c"));
    }
}
