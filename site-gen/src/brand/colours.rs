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
pub const PAIRS: [Pair; 17] = [
    pair("--text", "--bg", TEXT, "Text auf dem Grund"),
    pair("--text", "--surface", TEXT, "Text auf Flächen"),
    pair("--text", "--tint", TEXT, "Text auf getönten Flächen"),
    pair(
        "--text",
        "--tint-strong",
        TEXT,
        "Text auf gewählten Antworten",
    ),
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
    pair("--on-action", "--action", TEXT, "Schrift auf Schaltflächen"),
    pair(
        "--on-action",
        "--hover",
        TEXT,
        "Schrift auf Schaltflächen unter dem Zeiger",
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
        let light = fitted(&tokens, Scheme::Light, property, colour);
        if let Some(failed) = first_failure(&tokens, Scheme::Light, property, colour) {
            diagnostics.at(place(), Problem::OwnSite(failed.report(colour, light)));
        }
        tokens.set(Scheme::Light, property, light);
        // One colour cannot stand out on white and on black: of the dark scheme it is the hue.
        let dark = fitted(&tokens, Scheme::Dark, property, light);
        tokens.set(Scheme::Dark, property, dark);
        // Writing to a string cannot fail.
        let _ = write!(
            css,
            ":root{{{property}:{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{property}:{dark}}}}}"
        );
    }
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

/// The nearest colour with which all pairs of a scheme pass that it is part of; the colour itself where none does.
fn fitted(tokens: &Tokens, scheme: Scheme, property: &str, colour: Colour) -> Colour {
    colour
        .nearest(|candidate| first_failure(tokens, scheme, property, candidate).is_none())
        .unwrap_or(colour)
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

/// The first pair that fails with a colour in a property, and would not without it.
fn first_failure(
    tokens: &Tokens,
    scheme: Scheme,
    property: &str,
    colour: Colour,
) -> Option<Failure> {
    let mut with = tokens.clone();
    with.set(scheme, property, colour);
    PAIRS.iter().find_map(|pair| {
        let contrast = contrast(&with, scheme, pair)?;
        let changed = contrast_differs(tokens, scheme, pair, contrast);
        (contrast < pair.least && changed).then_some(Failure { pair, contrast })
    })
}

/// Whether a pair is touched by the colour in question at all.
fn contrast_differs(tokens: &Tokens, scheme: Scheme, pair: &Pair, contrast_now: f64) -> bool {
    contrast(tokens, scheme, pair).is_none_or(|before| (before - contrast_now).abs() > f64::EPSILON)
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
