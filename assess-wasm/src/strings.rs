//! Every word a program says, from its page's own table.

use crate::failure::Failure;
use crate::json::Json;

/// Names a text.
pub trait TextKey: Copy {
    /// The key in the page's table.
    fn name(self) -> &'static str;
}

/// Names the texts of a part of a program. All of them must be in the page.
macro_rules! keys {
    ($(#[$doc:meta])* pub enum $keys:ident { $($name:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $keys {
            $($name,)*
        }

        impl $keys {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }

        impl $crate::strings::TextKey for $keys {
            fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }
    };
}
pub(crate) use keys;

#[cfg(feature = "check")]
keys! {
    /// What the self-check says: the table `[module]` of the theme's strings.
    pub enum Key {
    AxisZero = "axis_zero",
    CalendarFile = "calendar_file",
    ChangeDown = "change_down",
    ChangeUnclear = "change_unclear",
    ChangeUp = "change_up",
    Choose = "choose",
    ChooseBoth = "choose_both",
    ChooseFill = "choose_fill",
    ChooseOrder = "choose_order",
    ChooseOther = "choose_other",
    CodePicture = "code_picture",
    Cost = "cost",
    CostNone = "cost_none",
    EarlierBroken = "earlier_broken",
    EarlierLeft = "earlier_left",
    EarlierNone = "earlier_none",
    EarlierOther = "earlier_other",
    EarlierRead = "earlier_read",
    EarlierScale = "earlier_scale",
    Erased = "erased",
    ErrorEntry = "error_entry",
    ErrorFormat = "error_format",
    ErrorRange = "error_range",
    ErrorTwice = "error_twice",
    ErrorUnknown = "error_unknown",
    Failure = "failure",
    Hours = "hours",
    Idle = "idle",
    Minutes = "minutes",
    Moved = "moved",
    NoValue = "no_value",
    PaperOpen = "paper_open",
    PaperTitle = "paper_title",
    PointsShort = "points_short",
    Progress = "progress",
    ProgressFixed = "progress_fixed",
    RatedGroup = "rated_group",
    Result = "result",
    ShownGroup = "shown_group",
    SurveyFacts = "survey_facts",
    WasBarrier = "was_barrier",
    WasSkipped = "was_skipped",
    WasUnknown = "was_unknown",
    }
}

/// The page's texts.
#[derive(Clone, Debug)]
pub struct Strings(Json);

impl Strings {
    /// The texts in this table, if all of these are there.
    pub fn read(table: Json, keys: &[impl TextKey]) -> Result<Self, Failure> {
        let strings = Self(table);
        for key in keys {
            let name = key.name();
            strings.find(name).ok_or(Failure::Data(name))?;
        }
        Ok(strings)
    }

    /// A text without places to fill in.
    pub fn text(&self, key: impl TextKey) -> String {
        self.find(key.name()).unwrap_or_default()
    }

    /// A text with its `{places}` filled in.
    pub fn filled(&self, key: impl TextKey, values: &[(&str, &str)]) -> String {
        fill(&self.text(key), values)
    }

    fn find(&self, name: &str) -> Option<String> {
        self.0.get(name).text()
    }
}

/// Puts texts together. (Two methods of the standard library would do it, each with its own kilobyte.)
pub fn joined(texts: &[&str], separator: &str) -> String {
    let mut all = String::new();
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            all.push_str(separator);
        }
        all.push_str(text);
    }
    all
}

/// Replaces each `{name}` by its value; what has no value stays as it stands.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, inside)| Some((before, inside.split_once('}')?)))
    {
        filled.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
pub mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once_and_never_again() {
        let cases = [
            ("Frage {n} von höchstens {m}", "Frage 3 von höchstens {n}"),
            ("{n}{n}", "33"),
            ("{unbekannt} bleibt", "{unbekannt} bleibt"),
            ("offen {n", "offen {n"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(fill(text, &[("n", "3"), ("m", "{n}")]), expected);
        }
    }

    /// The base theme must bring every text, or no page of any site would come to life.
    #[test]
    fn the_base_theme_has_every_text() {
        check("module", Key::ALL);
    }

    /// Holds the keys against a table of the base theme.
    pub fn check(table: &str, keys: &[impl TextKey]) {
        let all = include_str!("../../themes/kern/strings/de.toml");
        let table = joined(&["\n[", table, "]\n"], "");
        let texts = all
            .split(&table)
            .nth(1)
            .and_then(|rest| rest.split("\n[").next())
            .unwrap_or_default();
        for key in keys {
            let line = joined(&[key.name(), " = \""], "");
            let found = texts.lines().any(|text| text.starts_with(&line));
            assert!(found, "{table}: {}", key.name());
        }
    }
}
