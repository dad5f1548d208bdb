//! The part of a link behind its `#`, by which somebody is invited to a self-check. It never reaches a server; the page reads
//! it, and believes of it only what the site itself says.

use super::Invitation;

/// What a link to a self-check says beside the page it leads to: `#e=<survey>&w=<wave>&b=<occupation>&start`, each part
/// only if there is something to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkFragment {
    /// Survey, wave and occupation.
    pub invitation: Invitation,
    /// Whether the check opens on its first question, as from a poster.
    pub start: bool,
}

impl LinkFragment {
    /// The text from the `#` on; empty if there is nothing to say.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::new();
        let Invitation {
            survey,
            occupation,
            wave,
        } = &self.invitation;
        let wave = wave.map(|wave| wave.get().to_string());
        for (name, value) in [
            ("e=", survey.as_deref()),
            ("w=", wave.as_deref()),
            ("b=", occupation.as_deref()),
            ("start", self.start.then_some("")),
        ] {
            if let Some(value) = value {
                text.push(if text.is_empty() { '#' } else { '&' });
                text.push_str(name);
                push_encoded(&mut text, value);
            }
        }
        text
    }
}

/// Letters, digits and what else needs no `%` in a URL (RFC 3986, 2.3).
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn push_encoded(text: &mut String, value: &str) {
    for byte in value.bytes() {
        if is_plain(byte) {
            text.push(char::from(byte));
        } else {
            text.push('%');
            for half in [byte >> 4, byte & 15] {
                let digit = char::from_digit(half.into(), 16).unwrap_or('0');
                text.push(digit.to_ascii_uppercase());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::Wave;

    fn link(survey: &str, wave: u8, occupation: &str, start: bool) -> LinkFragment {
        let some = |text: &str| (!text.is_empty()).then(|| text.into());
        LinkFragment {
            invitation: Invitation {
                survey: some(survey),
                occupation: some(occupation),
                wave: Wave::new(wave),
            },
            start,
        }
    }

    #[test]
    fn links_are_as_short_as_they_can_be() {
        let check = |link: LinkFragment, expected: &str| assert_eq!(link.write(), expected);
        check(link("", 0, "", false), "");
        check(link("", 0, "", true), "#start");
        check(
            link("musterstadt-2026", 2, "feuerwehr", false),
            "#e=musterstadt-2026&w=2&b=feuerwehr",
        );
        check(link("probe", 1, "", true), "#e=probe&w=1&start");
        check(link("", 12, "~a.b_c", false), "#w=12&b=~a.b_c");
        check(link("ä & b#", 0, "", false), "#e=%C3%A4%20%26%20b%23");
    }
}
