//! The part of a link behind its `#`, by which somebody is invited to a self-check. It never reaches a server.

use super::{Invitation, Wave};

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

    /// Reads a fragment, with or without its `#`. Parts that are unknown or make no sense say nothing; of two with the same
    /// name the first counts.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let mut read = Self::default();
        let invitation = &mut read.invitation;
        for part in fragment.trim_start_matches('#').split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            match (name, decoded(value).filter(|value| !value.is_empty())) {
                ("start", _) => read.start = true,
                ("e", Some(value)) if invitation.survey.is_none() => {
                    invitation.survey = Some(value.into());
                }
                ("b", Some(value)) if invitation.occupation.is_none() => {
                    invitation.occupation = Some(value.into());
                }
                ("w", Some(value)) if invitation.wave.is_none() => {
                    invitation.wave = value.parse().ok().and_then(Wave::new);
                }
                _ => {}
            }
        }
        read
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

/// `None` if the `%` signs make no text.
fn decoded(value: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let mut half = || char::from(rest.next()?).to_digit(16);
            u8::try_from(half()? * 16 + half()?).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        let check = |link: LinkFragment, expected: &str| {
            assert_eq!(link.write(), expected);
            assert_eq!(LinkFragment::parse(expected), link, "{expected}");
        };
        check(link("", 0, "", false), "");
        check(link("", 0, "", true), "#start");
        check(
            link("musterstadt-2026", 2, "feuerwehr", false),
            "#e=musterstadt-2026&w=2&b=feuerwehr",
        );
        check(link("probe", 1, "", true), "#e=probe&w=1&start");
        check(link("ä & b", 0, "", false), "#e=%C3%A4%20%26%20b");
    }

    #[test]
    fn what_makes_no_sense_says_nothing() {
        let check = |fragment: &str, expected: LinkFragment| {
            assert_eq!(LinkFragment::parse(fragment), expected, "{fragment}");
        };
        check("#inhalt", link("", 0, "", false));
        check("#e=&w=0&b", link("", 0, "", false));
        check("#w=zwei&e=%ff&b=%4", link("", 0, "", false));
        check("#w=256&start=1&neu=x", link("", 0, "", true));
        check("e=a&e=b", link("a", 0, "", false));
    }

    proptest! {
        #[test]
        fn every_link_reads_back(survey in ".*", wave in 0_u8.., occupation in ".*", start: bool) {
            let link = link(&survey, wave, &occupation, start);
            prop_assert_eq!(LinkFragment::parse(&link.write()), link);
        }

        #[test]
        fn any_fragment_can_be_read_and_then_says_the_same(fragment in ".*") {
            let read = LinkFragment::parse(&fragment);
            prop_assert_eq!(LinkFragment::parse(&read.write()), read);
        }
    }
}
