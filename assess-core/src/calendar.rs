//! Calendar files (iCalendar, RFC 5545), for plans and timelines that a reader wants in a calendar of their own.
//!
//! Entries last whole days: when in the day somebody learns, nobody but they can say. There is no clock here, so the caller
//! says when the file was made.

mod day;

pub use day::Day;

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name among all entries of the world (RFC 5545, 3.8.4.7): a calendar that knows it already changes its entry
    /// instead of adding one. It should hold a part drawn at random.
    pub uid: String,
    /// The first day.
    pub day: Day,
    /// How many days it lasts; 0 counts as 1.
    pub days: u32,
    /// The title.
    pub title: String,
    /// More about it; lines may be broken with `\n`.
    pub text: String,
    /// Where it is described, as a full address.
    pub url: Option<String>,
}

/// The file with these entries, of which there must be one at least, in their order. `made` is the present time in seconds since 1970 (UTC).
#[must_use]
pub fn write(made: u64, events: &[Event]) -> String {
    let mut file = File(String::new());
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//roadMAP//roadMAP//DE");
    for event in events {
        file.event(&stamp(made), event);
    }
    file.line("END:VCALENDAR");
    file.0
}

struct File(String);

impl File {
    fn event(&mut self, made: &str, event: &Event) {
        self.line("BEGIN:VEVENT");
        self.text("UID:", &event.uid);
        self.text("DTSTAMP:", made);
        self.text("DTSTART;VALUE=DATE:", &event.day.compact());
        // The end is the first day that is not in it any more.
        let end = event.day.plus(event.days.max(1));
        self.text("DTEND;VALUE=DATE:", &end.compact());
        // Nobody is busy the whole day because of a lesson.
        self.line("TRANSP:TRANSPARENT");
        self.text("SUMMARY:", &escaped(&event.title));
        if !event.text.is_empty() {
            self.text("DESCRIPTION:", &escaped(&event.text));
        }
        if let Some(url) = &event.url {
            self.text("URL:", &printable(url));
        }
        self.line("END:VEVENT");
    }

    fn text(&mut self, name: &str, value: &str) {
        let mut line = String::from(name);
        line.push_str(value);
        self.line(&line);
    }

    /// A line of any length, folded so that none has more than [`LONGEST`] octets (RFC 5545, 3.1).
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            octets += character.len_utf8();
            self.0.push(character);
        }
        self.0.push_str("\r\n");
    }
}

/// Octets in a line, without its end.
const LONGEST: usize = 75;

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut value = String::new();
    for character in text.chars() {
        match character {
            '\n' => value.push_str("\\n"),
            '\\' | ';' | ',' => {
                value.push('\\');
                value.push(character);
            }
            _ if character.is_control() => {}
            _ => value.push(character),
        }
    }
    value
}

/// What is no text must hold nothing that could end the line.
fn printable(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}

/// A point in time as `20261102T063000Z`.
fn stamp(seconds: u64) -> String {
    const DAY: u64 = 24 * 60 * 60;
    let day = u32::try_from(seconds / DAY).unwrap_or(u32::MAX);
    let mut text = Day::FIRST.plus(day).compact();
    text.push('T');
    let minutes = seconds % DAY / 60;
    for number in [minutes / 60, minutes % 60, seconds % 60] {
        day::push_digits(&mut text, u32::try_from(number).unwrap_or(0), 2);
    }
    text.push('Z');
    text
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
