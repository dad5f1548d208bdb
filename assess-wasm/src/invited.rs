//! Whether the link of an invitation names a survey that this page knows. No browser in here.
//!
//! A link is made by whoever likes to, so that nothing of it is taken over as it stands: survey, wave and occupation must be
//! those of the site's own list (`site.toml [[erhebung]]`). A made-up word in the link could mark one person's result.

use assess_core::transfer::{Invitation, Wave};

use crate::fragment::Fragment;
use crate::page_data::PageSurvey;

/// What the link says, as far as it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Invited {
    /// The link names no survey.
    #[default]
    Not,
    /// The page does not know the survey of the link, or not its wave or its occupation.
    Unknown,
    /// A result may be handed over.
    To(Guest),
}

/// Someone invited to a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// What goes into the result.
    pub invitation: Invitation,
    /// The occupation in words; a dash if the link names none.
    pub occupation: String,
    /// The survey shows no group smaller than this.
    pub smallest_group: u32,
}

impl Invited {
    /// Compares a link with the surveys of the page. A link without a wave means the only one, or the last in the list.
    pub fn by(fragment: &Fragment<'_>, surveys: &[PageSurvey]) -> Self {
        let Some(id) = fragment.survey else {
            return Self::Not;
        };
        let mut invited = Self::Unknown;
        for survey in surveys {
            let wave = match fragment.wave {
                Some(word) => word.parse().ok().and_then(Wave::new),
                None => Some(survey.wave),
            };
            if survey.id == id
                && wave == Some(survey.wave)
                && let Some(guest) = guest(survey, fragment.occupation)
            {
                invited = Self::To(guest);
            }
        }
        invited
    }
}

fn guest(survey: &PageSurvey, occupation: Option<&str>) -> Option<Guest> {
    let title = match occupation {
        None => "–".to_owned(),
        Some(named) => {
            let mut known = survey.occupations.iter();
            known.find(|(id, _)| id == named)?.1.clone()
        }
    };
    Some(Guest {
        invitation: Invitation {
            survey: Some(survey.id.as_str().into()),
            occupation: occupation.map(Into::into),
            wave: Some(survey.wave),
        },
        occupation: title,
        smallest_group: survey.smallest_group,
    })
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    reason = "a fixture that is wrong should stop the tests"
)]
mod tests {
    use super::*;

    fn surveys() -> Vec<PageSurvey> {
        let survey = |wave| PageSurvey {
            id: "musterstadt-2026".to_owned(),
            wave: Wave::new(wave).expect("a wave"),
            smallest_group: 7,
            occupations: vec![("kita".to_owned(), "Kita".to_owned())],
        };
        vec![survey(1), survey(2)]
    }

    /// Wave and occupation of the result, or the name of what it is instead.
    #[track_caller]
    fn check(fragment: &str, expected: Result<(u8, Option<&str>), &str>) {
        let invited = Invited::by(&Fragment::parse(fragment), &surveys());
        let found = match &invited {
            Invited::Not => Err("not"),
            Invited::Unknown => Err("unknown"),
            Invited::To(guest) => Ok((
                guest.invitation.wave.map_or(0, Wave::get),
                guest.invitation.occupation.as_deref(),
            )),
        };
        assert_eq!(found, expected, "{fragment}");
    }

    #[test]
    fn only_what_the_site_lists_is_an_invitation() {
        check("", Err("not"));
        check("w=1&b=kita", Err("not"));
        check("e=musterstadt-2026&w=1&b=kita", Ok((1, Some("kita"))));
        check("e=musterstadt-2026&w=2&b=kita", Ok((2, Some("kita"))));
        check("e=musterstadt-2026&b=kita", Ok((2, Some("kita"))));
        check("e=musterstadt-2026&w=1", Ok((1, None)));
        for unknown in [
            "e=",
            "e=musterstadt-2027&w=1&b=kita",
            "e=musterstadt-2026&w=3&b=kita",
            "e=musterstadt-2026&w=eins&b=kita",
            "e=musterstadt-2026&w=&b=kita",
            "e=musterstadt-2026&w=1&b=frau-muster",
            "e=musterstadt-2026&w=1&b=",
        ] {
            check(unknown, Err("unknown"));
        }
    }

    #[test]
    fn a_page_without_surveys_knows_none() {
        let invited = Invited::by(&Fragment::parse("e=probe"), &[]);
        assert_eq!(invited, Invited::Unknown);
    }
}
