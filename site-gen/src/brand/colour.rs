//! Colours: how bright they look, how much two differ, and the nearest that differs enough.
//!
//! Contrast is that of WCAG 2.2 ("relative luminance", "contrast ratio"). The search goes along the lightness of `OKLCH`, which
//! keeps the hue as people see it (Björn Ottosson, "A perceptual color space for image processing", 2020).

use std::fmt;

/// A colour of sRGB, each part 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    red: f64,
    green: f64,
    blue: f64,
}

impl Colour {
    /// White.
    pub const WHITE: Self = Self {
        red: 1.0,
        green: 1.0,
        blue: 1.0,
    };

    /// The grey in the middle of the values, not of what is seen.
    pub const GREY: Self = Self {
        red: 0.5,
        green: 0.5,
        blue: 0.5,
    };

    /// Black.
    pub const BLACK: Self = Self {
        red: 0.0,
        green: 0.0,
        blue: 0.0,
    };

    /// Reads `#rrggbb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at: usize| {
            let byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
            Some(f64::from(byte) / 255.0)
        };
        // A sign is no digit, though numbers may have one.
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then_some(())?;
        Some(Self {
            red: part(0)?,
            green: part(2)?,
            blue: part(4)?,
        })
    }

    /// The colour of lightness 0..=1, chroma and hue in degrees. What the screen cannot show keeps lightness and hue and loses
    /// chroma.
    #[must_use]
    pub fn of_oklch(oklch: Oklch) -> Self {
        let shown = |chroma: f64| linear(Oklch { chroma, ..oklch });
        let fits = |rgb: [f64; 3]| rgb.iter().all(|part| (-1e-6..=1.0 + 1e-6).contains(part));
        let mut chroma = oklch.chroma;
        if !fits(shown(chroma)) {
            let (mut least, mut most) = (0.0, chroma);
            for _ in 0..32 {
                let middle = f64::midpoint(least, most);
                if fits(shown(middle)) {
                    least = middle;
                } else {
                    most = middle;
                }
            }
            chroma = least;
        }
        let [red, green, blue] = shown(chroma).map(|part| encoded(part.clamp(0.0, 1.0)));
        Self { red, green, blue }
    }

    /// The same colour by lightness, chroma and hue.
    #[must_use]
    pub fn oklch(self) -> Oklch {
        let [r, g, b] = [self.red, self.green, self.blue].map(decoded);
        let l = libm::cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
        let m = libm::cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
        let s = libm::cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
        let a = 1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s;
        let bb = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s;
        Oklch {
            lightness: 0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
            chroma: libm::hypot(a, bb),
            hue: libm::atan2(bb, a).to_degrees(),
        }
    }

    /// This colour with a share (0..=1) of another, as `color-mix(in srgb, …)` does.
    #[must_use]
    pub fn mixed(self, share: f64, other: Self) -> Self {
        let mix = |own: f64, other: f64| own * share + other * (1.0 - share);
        Self {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
        }
    }

    /// Contrast with another colour, 1..=21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Relative luminance, 0..=1.
    fn luminance(self) -> f64 {
        0.2126 * decoded(self.red) + 0.7152 * decoded(self.green) + 0.0722 * decoded(self.blue)
    }

    /// The nearest colour of this hue, along the lightness, that a test accepts; the colour itself if it does. Steps are a
    /// thousandth of the whole range, and what is found is as style sheets write it.
    #[must_use]
    pub fn nearest(self, accepts: impl Fn(Self) -> bool) -> Option<Self> {
        let own = self.rounded();
        if accepts(own) {
            return Some(own);
        }
        let oklch = self.oklch();
        (1..=1000).find_map(|step| {
            let change = f64::from(step) / 1000.0;
            [oklch.lightness - change, oklch.lightness + change]
                .into_iter()
                .filter(|lightness| (0.0..=1.0).contains(lightness))
                .map(|lightness| Self::of_oklch(Oklch { lightness, ..oklch }).rounded())
                .find(|colour| accepts(*colour))
        })
    }

    /// The colour as `#rrggbb` says it.
    fn rounded(self) -> Self {
        Self::parse(&self.to_string()).unwrap_or(self)
    }
}

/// A colour by lightness (0..=1), chroma (about 0..=0.4) and hue (degrees).
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "the sentence above says what each is")]
pub struct Oklch {
    pub lightness: f64,
    pub chroma: f64,
    pub hue: f64,
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0..=255 by the clamp"
        )]
        let byte = |part: f64| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
        let (red, green, blue) = (byte(self.red), byte(self.green), byte(self.blue));
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Linear parts of sRGB; out of 0..=1 for what the screen cannot show.
fn linear(oklch: Oklch) -> [f64; 3] {
    let hue = oklch.hue.to_radians();
    let (a, b) = (oklch.chroma * libm::cos(hue), oklch.chroma * libm::sin(hue));
    let l = cube(oklch.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let m = cube(oklch.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let s = cube(oklch.lightness - 0.089_484_177_5 * a - 1.291_485_548 * b);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ]
}

fn cube(side: f64) -> f64 {
    side * side * side
}

/// From what a file says to light.
fn decoded(part: f64) -> f64 {
    if part <= 0.040_45 {
        part / 12.92
    } else {
        libm::pow((part + 0.055) / 1.055, 2.4)
    }
}

/// From light to what a file says.
fn encoded(part: f64) -> f64 {
    if part <= 0.003_130_8 {
        part * 12.92
    } else {
        1.055 * libm::pow(part, 1.0 / 2.4) - 0.055
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap_or(Colour::WHITE)
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert!(Colour::parse("#00538a").is_some());
        for wrong in [
            "00538a",
            "#005",
            "#00538g",
            "#+0538a",
            "#00538a;}",
            "red",
            "",
        ] {
            assert!(Colour::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        // Examples from the W3C's own tools, rounded to hundredths.
        let check = |one: &str, two: &str, expected: f64| {
            let found = colour(one).contrast(colour(two));
            assert!((found - expected).abs() < 0.005, "{one} {two}: {found}");
        };
        check("#000000", "#ffffff", 21.0);
        check("#777777", "#ffffff", 4.48);
        check("#767676", "#ffffff", 4.54);
        check("#ff0000", "#ffffff", 4.0);
        check("#ffffff", "#ffffff", 1.0);
    }

    #[test]
    fn colours_survive_the_way_there_and_back() {
        for text in [
            "#00538a", "#b3261e", "#ffcc00", "#000000", "#ffffff", "#7f7f7f",
        ] {
            assert_eq!(Colour::of_oklch(colour(text).oklch()).to_string(), text);
        }
        // The value that browsers give for `oklch(42.84% 0.1689 265.02)`, KERN's own.
        let kern = super::Oklch {
            lightness: 0.4284,
            chroma: 0.1689,
            hue: 265.02,
        };
        assert_eq!(Colour::of_oklch(kern).to_string(), "#2044aa");
    }

    #[test]
    fn the_nearest_colour_passes_and_none_nearer_does() {
        let yellow = colour("#ffcc00");
        let passes = |colour: Colour| colour.contrast(Colour::WHITE) >= 4.5;
        let nearest = yellow.nearest(passes).unwrap_or(Colour::WHITE);
        assert!(passes(nearest));
        assert!(nearest.contrast(Colour::WHITE) < 4.6, "{nearest}");
        assert!((nearest.oklch().hue - yellow.oklch().hue).abs() < 2.0);
        let blue = colour("#00538a");
        assert_eq!(blue.nearest(passes), Some(blue), "what passes stays");
    }
}
