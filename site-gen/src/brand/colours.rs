//! The municipality's colours in the theme: every pair of colours that meet on a page is held against WCAG 2.2, in both colour
//! schemes. A colour that fails is replaced by the nearest that passes, and said.

use std::fmt::Write as _;

use super::colour::Colour;
use super::tokens::{Scheme, Tokens};
use crate::diagnostic::{Diagnostics, OwnSite, Problem};
use crate::keys;
use crate::source::config::SiteConfig;

/// The property of the theme that takes the main colour.
const ACTION: &str = "--kern-color-action-default";
/// The property that takes the second colour; a theme without it shows none.
const ACCENT: &str = "--brand-accent";

const VISITED: &str = "--kern-color-action-visited";
const INFO: &str = "--kern-color-feedback-info";
const INFO_GROUND: &str = "--kern-color-feedback-info-background";
const SUCCESS: &str = "--kern-color-feedback-success";
const SUCCESS_GROUND: &str = "--kern-color-feedback-success-background";
const WARNING: &str = "--kern-color-feedback-warning";
const WARNING_GROUND: &str = "--kern-color-feedback-warning-background";
const DANGER: &str = "--kern-color-feedback-danger";
const DANGER_GROUND: &str = "--kern-color-feedback-danger-background";
const PROGRESS_GROUND: &str = "--kern-color-feedback-default-background";

/// Text must stand out by 4.5:1 (WCAG 2.2, 1.4.3), everything else that has a meaning by 3:1 (1.4.11).
const TEXT: f64 = 4.5;
const REST: f64 = 3.0;

/// Two colours that meet.
#[derive(Debug)]
pub struct Pair {
    /// The property of what is seen.
    pub front: &'static str,
    /// The property of what is behind it.
    pub back: &'static str,
    /// Contrast that is needed.
    pub least: f64,
    /// Where they meet, in German.
    pub used: &'static str,
}

const fn pair(front: &'static str, back: &'static str, least: f64, used: &'static str) -> Pair {
    Pair {
        front,
        back,
        least,
        used,
    }
}

/// All pairs of the themes that build on `kern`.
pub const PAIRS: &[Pair] = &[
    pair("--text", "--bg", TEXT, "Text auf dem Grund"),
    pair("--text", "--surface", TEXT, "Text auf Flächen"),
    pair("--text", "--tint", TEXT, "Text auf getönten Flächen"),
    pair(
        "--text",
        "--tint-strong",
        TEXT,
        "Text auf gewählten Antworten",
    ),
    pair("--text", INFO_GROUND, TEXT, "Text auf Hinweisen"),
    pair("--text", SUCCESS_GROUND, TEXT, "Text auf Tipps"),
    pair("--text", WARNING_GROUND, TEXT, "Text auf Warnungen"),
    pair("--text", DANGER_GROUND, TEXT, "Text auf Fehlern"),
    pair("--muted", "--bg", TEXT, "Nebentext auf dem Grund"),
    pair("--muted", "--surface", TEXT, "Nebentext auf Flächen"),
    pair("--muted", "--tint", TEXT, "Nebentext auf getönten Flächen"),
    pair("--action", "--bg", TEXT, "Links auf dem Grund"),
    pair("--action", "--surface", TEXT, "Links auf Flächen"),
    pair("--action", "--tint", TEXT, "Links auf getönten Flächen"),
    pair(
        "--action",
        "--tint-strong",
        TEXT,
        "Schaltflächen unter dem Zeiger",
    ),
    pair("--action", "--line", REST, "Balken auf ihrer Schiene"),
    pair(
        "--action",
        PROGRESS_GROUND,
        REST,
        "Fortschritt auf seiner Schiene",
    ),
    pair("--on-action", "--action", TEXT, "Schrift auf Schaltflächen"),
    pair(
        "--on-action",
        "--hover",
        TEXT,
        "Schrift auf Schaltflächen unter dem Zeiger",
    ),
    pair(VISITED, "--bg", TEXT, "Besuchte Links auf dem Grund"),
    pair(VISITED, "--surface", TEXT, "Besuchte Links auf Flächen"),
    pair(
        VISITED,
        "--tint",
        TEXT,
        "Besuchte Links auf getönten Flächen",
    ),
    pair(
        "--focus",
        "--bg",
        REST,
        "Rahmen um das Gewählte, auf dem Grund",
    ),
    pair(
        "--focus",
        "--surface",
        REST,
        "Rahmen um das Gewählte, auf Flächen",
    ),
    pair("--input", "--bg", REST, "Ränder von Feldern"),
    pair("--border", "--bg", REST, "Ränder von Antworten"),
    pair(INFO, "--bg", REST, "Zeichen an Hinweisen"),
    pair(SUCCESS, "--bg", REST, "Zeichen an Tipps"),
    pair(WARNING, "--bg", REST, "Zeichen an Warnungen"),
    pair(DANGER, "--bg", REST, "Zeichen an Fehlern"),
    pair(ACCENT, "--bg", REST, "Zweite Farbe auf dem Grund"),
];

/// The colours that things are drawn with outside the style sheet.
#[derive(Debug, Clone, Copy)]
pub struct Colours {
    /// The main colour in the light scheme.
    pub action: Colour,
    /// What stands on it.
    pub on_action: Colour,
    /// The second colour, if there is one.
    pub accent: Option<Colour>,
}

/// The municipality's colours as rules of a style sheet that follow the theme's own, and what else is drawn with them.
pub fn colours(
    config: &SiteConfig,
    theme_css: &str,
    diagnostics: &mut Diagnostics,
) -> (String, Colours) {
    let mut tokens = Tokens::read(theme_css);
    let mut css = String::new();
    for (key, asked, property) in [
        ("primary", &config.brand.primary, ACTION),
        ("accent", &config.brand.accent, ACCENT),
    ] {
        let Some(asked) = asked else {
            continue;
        };
        let place = || config.locate(&keys!["brand", key]);
        let Some(colour) = Colour::parse(asked) else {
            let found = asked.clone();
            diagnostics.at(place(), Problem::OwnSite(OwnSite::NoColour { found }));
            continue;
        };
        let pairs = pairs_of(&tokens, Scheme::Light, property);
        let fails = |colour| first_failure(&tokens, Scheme::Light, property, colour, &pairs);
        let light = nearest(colour, |candidate| fails(candidate).is_none());
        if let Some(failed) = fails(colour) {
            diagnostics.at(place(), Problem::OwnSite(failed.report(colour, light)));
        }
        tokens.set(Scheme::Light, property, light);
        // One colour cannot stand out on white and on black: of the dark scheme it is the hue.
        let pairs = pairs_of(&tokens, Scheme::Dark, property);
        let fails = |colour| first_failure(&tokens, Scheme::Dark, property, colour, &pairs);
        let dark = nearest(light, |candidate| fails(candidate).is_none());
        tokens.set(Scheme::Dark, property, dark);
        // Writing to a string cannot fail.
        let _ = write!(
            css,
            ":root{{{property}:{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{property}:{dark}}}}}"
        );
    }
    report_theme(&tokens, config, diagnostics);
    if tokens.colour(Scheme::Light, ACCENT).is_some() {
        css.push_str(":root{--brand-line:.25rem}");
    }
    let found = |name: &str| tokens.colour(Scheme::Light, name);
    let colours = Colours {
        action: found(ACTION).unwrap_or(Colour::WHITE),
        on_action: found("--on-action").unwrap_or(Colour::WHITE),
        accent: found(ACCENT),
    };
    (css, colours)
}

/// Says which pairs fail after the municipality's colours were fitted: those that the theme itself brings.
fn report_theme(tokens: &Tokens, config: &SiteConfig, diagnostics: &mut Diagnostics) {
    for scheme in [Scheme::Light, Scheme::Dark] {
        for pair in PAIRS {
            let Some(found) = contrast(tokens, scheme, pair).filter(|found| *found < pair.least)
            else {
                continue;
            };
            let problem = OwnSite::ThemeContrast {
                used: pair.used,
                dark: scheme == Scheme::Dark,
                properties: (pair.front, pair.back),
                contrast: hundredths(found),
                least: hundredths(pair.least),
            };
            let place = config.locate(&keys!["brand", "theme"]);
            diagnostics.at(place, Problem::OwnSite(problem));
        }
    }
}

/// The nearest colour that passes; the colour itself where none does.
fn nearest(colour: Colour, passes: impl Fn(Colour) -> bool) -> Colour {
    colour.nearest(passes).unwrap_or(colour)
}

/// The pairs of a scheme that a property is part of: those whose contrast it changes.
fn pairs_of(tokens: &Tokens, scheme: Scheme, property: &str) -> Vec<&'static Pair> {
    let with = |colour: Colour| {
        let mut tokens = tokens.clone();
        tokens.set(scheme, property, colour);
        tokens
    };
    let (white, grey, black) = (with(Colour::WHITE), with(Colour::GREY), with(Colour::BLACK));
    PAIRS
        .iter()
        .filter(|pair| {
            let contrast = |tokens: &Tokens| contrast(tokens, scheme, pair);
            // Two of them may chance to be as far from the other colour of the pair; three cannot.
            contrast(&white) != contrast(&grey) || contrast(&grey) != contrast(&black)
        })
        .collect()
}

/// A pair that fails, and the contrast it has.
struct Failure {
    pair: &'static Pair,
    contrast: f64,
}

impl Failure {
    fn report(&self, colour: Colour, nearest: Colour) -> OwnSite {
        OwnSite::LowContrast {
            colour: colour.to_string(),
            used: self.pair.used,
            contrast: hundredths(self.contrast),
            least: hundredths(self.pair.least),
            nearest: nearest.to_string(),
        }
    }
}

/// The first of some pairs that fails with a colour in a property.
fn first_failure(
    tokens: &Tokens,
    scheme: Scheme,
    property: &str,
    colour: Colour,
    pairs: &[&'static Pair],
) -> Option<Failure> {
    let mut with = tokens.clone();
    with.set(scheme, property, colour);
    pairs.iter().find_map(|pair| {
        let contrast = contrast(&with, scheme, pair)?;
        (contrast < pair.least).then_some(Failure { pair, contrast })
    })
}

/// The contrast of a pair; nothing where a theme lacks one of its colours.
#[must_use]
pub fn contrast(tokens: &Tokens, scheme: Scheme, pair: &Pair) -> Option<f64> {
    Some(
        tokens
            .colour(scheme, pair.front)?
            .contrast(tokens.colour(scheme, pair.back)?),
    )
}

/// Hundredths, rounded down: what is just below the least must not look as if it passed.
fn hundredths(contrast: f64) -> u32 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1..=21 by its definition"
    )]
    let hundredths = (contrast * 100.0).floor() as u32;
    hundredths
}
