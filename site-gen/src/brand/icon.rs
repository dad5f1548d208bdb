//! The picture in the browser's tab: the logo, or the first letter of the municipality on its colour.

use std::fmt::Write as _;

use super::colour::Colour;
use super::logo::Logo;
use crate::markdown::escape;
use crate::output::OutputFile;
use crate::source::config::SiteConfig;

/// A picture for the tab.
#[derive(Debug)]
pub struct Icon {
    /// Its path below the site's root.
    pub path: String,
    /// Its type.
    pub media_type: &'static str,
    /// The address that carries a small one inside pages that load nothing.
    pub inline: String,
    /// The file, where it is not the logo's.
    pub(super) file: Option<OutputFile>,
}

/// Where the drawn picture goes.
const PATH: &str = "assets/symbol.svg";

/// Words that many municipalities share; the letter is that of the name proper.
const COMMON: [&str; 12] = [
    "stadt",
    "gemeinde",
    "landkreis",
    "kreis",
    "markt",
    "amt",
    "samtgemeinde",
    "verbandsgemeinde",
    "hansestadt",
    "landeshauptstadt",
    "kreisstadt",
    "universitätsstadt",
];

/// Makes the picture.
pub(super) fn make(config: &SiteConfig, logo: Option<&Logo>, action: Colour) -> Icon {
    let drawn = drawn(&config.name, action);
    let inline = address(&drawn);
    match logo {
        Some(logo) => Icon {
            path: logo.path.clone(),
            media_type: logo.kind.media_type(),
            inline,
            file: None,
        },
        None => Icon {
            path: PATH.to_owned(),
            media_type: "image/svg+xml",
            inline,
            file: Some(OutputFile::new(PATH.to_owned(), drawn.into_bytes())),
        },
    }
}

/// A letter on a square of the main colour.
fn drawn(name: &str, action: Colour) -> String {
    let ink = if action.contrast(Colour::WHITE) >= 3.0 {
        "#fff"
    } else {
        "#000"
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"6\" fill=\"{action}\"/><text x=\"16\" y=\"23\" font-family=\"sans-serif\" font-size=\"20\" font-weight=\"700\" text-anchor=\"middle\" fill=\"{ink}\">{}</text></svg>",
        escape(&initial(name))
    )
}

/// The first letter of the name proper.
fn initial(name: &str) -> String {
    let mut words = name.split_whitespace();
    let proper = words
        .find(|word| !COMMON.contains(&word.to_lowercase().as_str()))
        .or_else(|| name.split_whitespace().next())
        .unwrap_or("r");
    proper.chars().find(|c| c.is_alphanumeric()).map_or_else(
        || "R".to_owned(),
        |letter| letter.to_uppercase().to_string(),
    )
}

/// A drawing inside an address: readable, and shorter than base64.
fn address(svg: &str) -> String {
    let mut out = String::from("data:image/svg+xml,");
    for byte in svg.bytes() {
        match byte {
            b'"' => out.push('\''),
            b' ' | b'#' | b'%' | b'<' | b'>' | b'&' | b'\'' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
            byte if byte.is_ascii() => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Colour, address, initial};

    #[test]
    fn the_letter_is_that_of_the_name_proper() {
        let check = |name: &str, expected: &str| assert_eq!(initial(name), expected, "{name}");
        check("Stadt Musterstadt", "M");
        check("Landkreis  Übersee", "Ü");
        check("Musterstadt", "M");
        check("Stadt", "S");
        check("„Neu“-Stadt", "N");
        check("", "R");
    }

    #[test]
    fn the_address_is_short_and_safe_in_an_attribute() {
        let inline = address(&super::drawn("Stadt <Ö>", Colour::WHITE));
        assert!(!inline.contains(['"', '<', '>', '#', '&']));
        assert!(inline.len() < 600, "{}", inline.len());
    }
}
