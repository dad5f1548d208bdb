use proptest::prelude::*;

use super::*;

fn event(title: &str) -> Event {
    Event {
        uid: "8f0c-1@roadmap".to_owned(),
        day: Day::parse("2026-12-31").unwrap(),
        days: 1,
        title: title.to_owned(),
        text: String::new(),
        url: None,
    }
}

#[test]
fn a_whole_file() {
    let event = Event {
        days: 2,
        text: "30 Minuten; kostenlos,\nals \\ Übung".to_owned(),
        url: Some("https://example.org/a,b".to_owned()),
        ..event("Diensthandy")
    };
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//roadMAP//roadMAP//DE\r\n\
        BEGIN:VEVENT\r\nUID:8f0c-1@roadmap\r\nDTSTAMP:20261102T063015Z\r\nDTSTART;VALUE=DATE:20261231\r\n\
        DTEND;VALUE=DATE:20270102\r\nTRANSP:TRANSPARENT\r\nSUMMARY:Diensthandy\r\n\
        DESCRIPTION:30 Minuten\\; kostenlos\\,\\nals \\\\ Übung\r\nURL:https://example.org/a,b\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(write(1_793_601_015, &[event]), expected);
}

#[test]
fn days_and_their_names() {
    for (text, days) in [
        ("1970-01-01", 0),
        ("2000-02-29", 11_016),
        ("2000-03-01", 11_017),
        ("2026-11-02", 20_759),
        ("2100-03-01", 47_541),
        ("9999-12-31", 2_932_896),
    ] {
        let day = Day::parse(text).unwrap();
        assert_eq!(day, Day::FIRST.plus(days), "{text}");
        assert_eq!(day.compact(), text.replace('-', ""), "{text}");
        let milliseconds = f64::from(days) * 86_400_000.0;
        assert_eq!(Day::from_milliseconds(milliseconds), Some(day), "{text}");
    }
    assert_eq!(Day::FIRST.plus(u32::MAX).compact(), "99991231");
}

#[test]
fn what_is_no_day_is_refused() {
    for text in [
        "",
        "2026",
        "2026-11",
        "2026-11-2",
        "2026-02-29",
        "2100-02-29",
        "2026-04-31",
        "2026-13-01",
        "2026-00-10",
        "2026-10-00",
        "1969-12-31",
        "2026-11-02-",
        "+026-11-02",
        "0000-01-01",
    ] {
        assert_eq!(Day::parse(text), None, "{text}");
    }
    for milliseconds in [f64::NAN, -1.0, 1e300] {
        assert_eq!(Day::from_milliseconds(milliseconds), None);
    }
}

#[test]
fn a_text_cannot_become_a_line_of_its_own() {
    let event = Event {
        uid: "x".to_owned(),
        url: Some("https://example.org/\r\nBEGIN:VALARM".to_owned()),
        ..event("a\r\nEND:VEVENT")
    };
    let file = write(0, &[event]);
    assert!(file.contains("SUMMARY:a\\nEND:VEVENT\r\n"), "{file}");
    assert!(!file.contains("\nBEGIN:VALARM"), "{file}");
}

#[test]
fn weekdays_begin_with_monday() {
    let check = |text: &str, expected| {
        assert_eq!(Day::parse(text).map(Day::weekday), Some(expected), "{text}");
    };
    check("1970-01-01", 3);
    check("2024-02-29", 3);
    check("2026-11-02", 0);
    check("2027-01-03", 6);
}

proptest! {
    #[test]
    fn lines_are_short_and_unfold_to_the_text(title in "\\PC{0,200}") {
        let file = write(0, &[event(&title)]);
        for line in file.split("\r\n") {
            prop_assert!(line.len() <= 75, "{}", line);
            prop_assert!(!line.contains(['\r', '\n']));
        }
        let whole = file.replace("\r\n ", "");
        let line = whole.split("\r\n").find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
        prop_assert_eq!(unescaped(line), title);
    }

    #[test]
    fn a_day_later_is_the_next_day(days in 0_u32..2_932_896) {
        let (day, next) = (Day::FIRST.plus(days), Day::FIRST.plus(days + 1));
        let (year, month, number) = day.year_month_day();
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month { 2 if leap => 29, 2 => 28, 4 | 6 | 9 | 11 => 30, _ => 31 };
        let expected = match (month, number) {
            (12, 31) => (year + 1, 1, 1),
            (month, number) if number == length => (year, month + 1, 1),
            (month, number) => (year, month, number + 1),
        };
        prop_assert_eq!(next.year_month_day(), expected);
    }
}

/// As RFC 5545, 3.3.11 reads it.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next().unwrap() {
                'n' | 'N' => text.push('\n'),
                other => text.push(other),
            },
            _ => text.push(character),
        }
    }
    text
}
