//! The fields of a form: what authors accept, and the same as native controls write it.

use crate::catalogue::front;
use crate::site::item::Field;

/// A field as the form has it. Without a word in `accept` it would be needless by mistake: a blank one is refused.
pub(super) fn field(raw: &front::FormField) -> Field {
    let accept = if raw.needless {
        Vec::new()
    } else if raw.accept.is_empty() {
        vec![String::new()]
    } else {
        with_native_forms(raw.control, &raw.accept)
    };
    Field {
        label: raw.label.clone(),
        control: raw.control,
        choices: raw.choices.clone(),
        accept,
        given: raw.given.clone(),
        why: raw.why.clone(),
    }
}

/// What authors accept, and the same as the native control writes it: a date with hyphens, a time with a colon and leading
/// zero, a number with a point.
fn with_native_forms(control: front::FieldType, accept: &[String]) -> Vec<String> {
    let native = |text: &String| match control {
        front::FieldType::Date => date(text),
        front::FieldType::Time => time(text),
        front::FieldType::Number => Some(text.trim().replace(',', ".")),
        front::FieldType::Text | front::FieldType::Choice => None,
    };
    let mut all = accept.to_vec();
    for text in accept.iter().filter_map(native) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

/// `2.11.2026` as `2026-11-02`.
fn date(text: &str) -> Option<String> {
    let [day, month, year] = numbers(text, ['.'])?;
    (1..=31)
        .contains(&day)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// `6.30 Uhr` as `06:30`.
fn time(text: &str) -> Option<String> {
    let [hour, minute] = numbers(text.trim().trim_end_matches("Uhr"), ['.', ':'])?;
    Some(format!("{hour:02}:{minute:02}"))
}

/// Just these many whole numbers between these separators.
fn numbers<const N: usize, const S: usize>(text: &str, separators: [char; S]) -> Option<[u32; N]> {
    let parts: Option<Vec<u32>> = text
        .split(separators)
        .map(|part| part.trim().parse().ok())
        .collect();
    parts?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_authors_accept_is_accepted_as_the_control_writes_it() {
        use front::FieldType::{Choice, Date, Number, Text, Time};
        let cases: [(front::FieldType, &[&str], &[&str]); 7] = [
            (Date, &["2.11.2026"], &["2.11.2026", "2026-11-02"]),
            (Date, &["2026-11-02"], &["2026-11-02"]),
            (Time, &["06:30", "6.30"], &["06:30", "6.30"]),
            (Time, &["6.30 Uhr"], &["6.30 Uhr", "06:30"]),
            (Number, &["12,5", "12"], &["12,5", "12", "12.5"]),
            (Text, &["1,5"], &["1,5"]),
            (Choice, &["2.11.2026"], &["2.11.2026"]),
        ];
        for (control, accept, expected) in cases {
            let accept: Vec<String> = accept.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(with_native_forms(control, &accept), expected);
        }
    }
}
