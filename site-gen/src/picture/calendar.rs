//! A year at a glance: one row of twelve months for each group, with the months that are quiet and those that are full.
//!
//! A month is told apart by its shape, not by colour alone: quiet ones are filled, full ones are struck out.

use std::fmt::Write;

use super::svg::{self, Anchor, Font, Weight};

const ROW_LABEL: Font = Font {
    size: 15.0,
    weight: Weight::Strong,
};

/// What a calendar shows.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// Prefix of the ids in this picture, unique on its page.
    pub id: &'a str,
    /// Name of the picture for readers who don't see it.
    pub name: &'a str,
    /// The names of the twelve months, of which the first letters are shown.
    pub months: [&'a str; 12],
    /// The rows, from top to bottom.
    pub rows: &'a [Row<'a>],
    /// What quiet and full months are called in the legend.
    pub legend: Legend<'a>,
    /// Text under the picture; none if absent.
    pub caption: Option<&'a str>,
    /// What opens the description in words.
    pub open_description: &'a str,
    /// What there is to see, in words.
    pub description: &'a [String],
}

/// The year of one group.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its name.
    pub label: &'a str,
    /// What each month is like.
    pub year: [Mood; 12],
}

/// What a month is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// There is usually time.
    Quiet,
    /// Neither the one nor the other.
    Usual,
    /// There is usually no time.
    Full,
}

/// The words of the legend.
#[derive(Clone, Copy, Debug)]
pub struct Legend<'a> {
    /// For [`Mood::Quiet`].
    pub quiet: &'a str,
    /// For [`Mood::Full`].
    pub full: &'a str,
}

/// Draws the calendar as a whole `<figure>`, with its description in words below it.
#[must_use]
pub fn figure(calendar: &Calendar<'_>) -> String {
    let content = format!(
        "<div class=\"only-narrow\">{}</div><div class=\"only-wide\">{}</div>{}",
        NARROW.draw(calendar, "narrow"),
        WIDE.draw(calendar, "wide"),
        legend(calendar.legend)
    );
    let mut out = svg::figure("calendar", &content, calendar.caption);
    out.push_str(&svg::description(
        calendar.open_description,
        calendar.description,
    ));
    out
}

/// The measures of a layout.
struct Layout {
    width: f64,
    /// Where the first month begins.
    left: f64,
    /// From the top of a row to its months; the label stands in it, or beside them if there is none.
    above: f64,
    /// Width and height of a month, without the gaps around it.
    month: (f64, f64),
    /// Between two months.
    gap: f64,
    /// Between two rows.
    row_gap: f64,
    /// How many letters of a month are shown.
    letters: usize,
    font: Font,
}

/// For phones: the label above its months, one letter a month.
const NARROW: Layout = Layout {
    width: 320.0,
    left: 1.0,
    above: 21.0,
    month: (23.0, 26.0),
    gap: 3.7,
    row_gap: 10.0,
    letters: 1,
    font: Font {
        size: 14.0,
        weight: Weight::Regular,
    },
};

/// For wider pages: the label beside its months, three letters a month.
const WIDE: Layout = Layout {
    width: 720.0,
    left: 170.0,
    above: 0.0,
    month: (41.0, 28.0),
    gap: 4.8,
    row_gap: 7.0,
    letters: 3,
    font: Font {
        size: 15.0,
        weight: Weight::Regular,
    },
};

impl Layout {
    fn draw(&self, calendar: &Calendar<'_>, layout: &str) -> String {
        let row_height = self.above + self.month.1 + self.row_gap;
        let height = 1.0 + row_height * svg::count(calendar.rows.len());
        let id = format!("{}-{layout}", calendar.id);
        let mut out = svg::open_named(&id, "calendar", calendar.name, self.width, height);
        for (place, row) in calendar.rows.iter().enumerate() {
            let top = 1.0 + row_height * svg::count(place);
            self.row(row, top, calendar.months, &mut out);
        }
        out.push_str("</svg>");
        out
    }

    fn row(&self, row: &Row<'_>, top: f64, months: [&str; 12], out: &mut String) {
        let (width, height) = self.month;
        let months_top = top + self.above;
        let baseline = if self.above > 0.0 {
            top + ROW_LABEL.size
        } else {
            top + height / 2.0 + ROW_LABEL.size * 0.36
        };
        let label = [row.label.to_owned()];
        out.push_str(&svg::text(
            "pic-strong",
            1.0,
            baseline,
            Anchor::Start,
            ROW_LABEL,
            &label,
        ));
        for (place, (mood, month)) in row.year.iter().zip(months).enumerate() {
            let x = self.left + (width + self.gap) * svg::count(place);
            let (class, text_class) = match mood {
                Mood::Quiet => ("pic-quiet", "pic-strong pic-on"),
                Mood::Usual => ("pic-usual", "pic-label"),
                Mood::Full => ("pic-full", "pic-note"),
            };
            out.push_str(&cell(class, (x, months_top), self.month));
            let letters = [month.chars().take(self.letters).collect()];
            out.push_str(&svg::text(
                text_class,
                x + width / 2.0,
                months_top + height / 2.0 + self.font.size * 0.36,
                Anchor::Middle,
                self.font,
                &letters,
            ));
            if *mood == Mood::Full {
                out.push_str(&strike((x, months_top), self.month));
            }
        }
    }
}

fn cell(class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) -> String {
    let n = svg::number;
    format!(
        "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>",
        n(x),
        n(y),
        n(width),
        n(height)
    )
}

/// A line from corner to corner.
fn strike((x, y): (f64, f64), (width, height): (f64, f64)) -> String {
    let n = svg::number;
    format!(
        "<path class=\"pic-strike\" d=\"M{} {}l{} {}\"/>",
        n(x + 2.0),
        n(y + height - 2.0),
        n(width - 4.0),
        n(4.0 - height)
    )
}

fn legend(words: Legend<'_>) -> String {
    const SIZE: (f64, f64) = (22.0, 20.0);
    let mut out = String::from("<ul class=\"legend\">");
    let strike = strike((1.0, 1.0), SIZE);
    for (class, strike, word) in [
        ("pic-quiet", "", words.quiet),
        ("pic-full", strike.as_str(), words.full),
    ] {
        let _ = write!(
            out,
            "<li><svg class=\"legend-mark\" aria-hidden=\"true\" viewBox=\"0 0 24 22\" width=\"24\" height=\"22\">{}{strike}</svg> {}</li>",
            cell(class, (1.0, 1.0), SIZE),
            svg::escape(word)
        );
    }
    out.push_str("</ul>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn() -> String {
        let mut year = [Mood::Usual; 12];
        year[0] = Mood::Quiet;
        year[11] = Mood::Full;
        figure(&Calendar {
            id: "jahr",
            name: "Das Jahr",
            months: [
                "Januar",
                "Februar",
                "März",
                "April",
                "Mai",
                "Juni",
                "Juli",
                "August",
                "September",
                "Oktober",
                "November",
                "Dezember",
            ],
            rows: &[Row {
                label: "Bau & Hof",
                year,
            }],
            legend: Legend {
                quiet: "ruhig",
                full: "voll",
            },
            caption: None,
            open_description: "Als Text",
            description: &["Bau & Hof: ruhig im Januar.".to_owned()],
        })
    }

    #[test]
    fn each_layout_has_twelve_months_and_its_own_ids() {
        let calendar = drawn();
        for mark in ["pic-quiet", "pic-full", "pic-strike"] {
            // One for each layout and one for the legend.
            assert_eq!(calendar.matches(mark).count(), 3, "{mark}");
        }
        assert_eq!(calendar.matches("pic-usual").count(), 2 * 10);
        assert!(calendar.contains("id=\"jahr-narrow-title\""));
        assert!(calendar.contains("id=\"jahr-wide-title\""));
        assert!(calendar.contains(">Mär</text>"));
    }

    #[test]
    fn the_words_below_say_the_same() {
        let calendar = drawn();
        assert!(calendar.contains(
            "<details class=\"picture-text\"><summary>Als Text</summary><ul><li>Bau &amp; Hof: ruhig im Januar.</li></ul></details>"
        ));
    }

    #[test]
    fn nothing_is_drawn_beyond_the_edge() {
        for layout in [NARROW, WIDE] {
            let right = layout.left + 12.0 * (layout.month.0 + layout.gap) - layout.gap;
            assert!(right <= layout.width, "{right} of {}", layout.width);
        }
    }
}
