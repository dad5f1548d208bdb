//! What stands behind `#` in the page's address: an invitation, a device that is shared, the first question at once.
//!
//! `#e=<survey>&w=2&b=feuerwehr&geraet=geteilt&start`, each part optional, in any order. Fragments never reach a server.
//! No browser in here.

/// The fragment of an address, taken apart; nothing of it is believed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment<'a> {
    /// The id of a survey.
    pub survey: Option<&'a str>,
    /// Which round of it.
    pub wave: Option<&'a str>,
    /// The id of an occupation.
    pub occupation: Option<&'a str>,
    /// Whether several people use this device.
    pub shared: bool,
    /// Whether to begin with the first question.
    pub start: bool,
}

impl<'a> Fragment<'a> {
    /// Reads a fragment, with or without its `#`. Parts that mean nothing here are left aside.
    pub fn parse(text: &'a str) -> Self {
        let mut fragment = Self::default();
        for part in text.strip_prefix('#').unwrap_or(text).split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            match name {
                "e" => fragment.survey = Some(value),
                "w" => fragment.wave = Some(value),
                "b" => fragment.occupation = Some(value),
                "geraet" => fragment.shared = value == "geteilt",
                "start" => fragment.start = true,
                _ => {}
            }
        }
        fragment
    }

    /// Whether it says nothing. An address within the page (`#inhalt`) says nothing.
    pub fn is_empty(&self) -> bool {
        self.survey.is_none() && !self.shared && !self.start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &Fragment<'_>) {
        assert_eq!(Fragment::parse(text), *expected, "{text}");
    }

    #[test]
    fn an_invitation_names_survey_wave_and_occupation() {
        let invitation = Fragment {
            survey: Some("musterstadt-2026"),
            wave: Some("2"),
            occupation: Some("feuerwehr"),
            ..Fragment::default()
        };
        check("#e=musterstadt-2026&w=2&b=feuerwehr", &invitation);
        check("b=feuerwehr&w=2&e=musterstadt-2026", &invitation);
        check("#e=musterstadt-2026&x=1&&w=2&b=feuerwehr&", &invitation);
        let on_shared = Fragment {
            shared: true,
            start: true,
            ..invitation
        };
        check(
            "#e=musterstadt-2026&w=2&b=feuerwehr&geraet=geteilt&start",
            &on_shared,
        );
    }

    #[test]
    fn what_means_nothing_is_left_aside() {
        for text in [
            "",
            "#",
            "#inhalt",
            "#=",
            "#geraet",
            "#geraet=mein",
            "#E=probe",
        ] {
            check(text, &Fragment::default());
            assert!(Fragment::parse(text).is_empty(), "{text}");
        }
        let odd = Fragment {
            survey: Some("a=b"),
            wave: Some(""),
            ..Fragment::default()
        };
        check("#e=a=b&w=", &odd);
    }
}
