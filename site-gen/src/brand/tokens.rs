//! The custom properties of a style sheet, as colours: what `:root` says in each colour scheme.

use std::collections::BTreeMap;

use cssparser::{Delimiter, ParseError, Parser, Token};

use super::colour::{Colour, Oklch};

/// A colour scheme of the reader's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Scheme {
    Light,
    Dark,
}

/// Custom properties by name, as written.
#[derive(Debug, Default, Clone)]
pub struct Tokens {
    light: BTreeMap<String, String>,
    /// What the dark scheme says otherwise.
    dark: BTreeMap<String, String>,
}

/// References to references; more than any theme has, and an end for those in a circle.
const DEEPEST: usize = 16;

impl Tokens {
    /// Reads a style sheet. Rules for other conditions, such as wide windows or paper, are left out.
    #[must_use]
    pub fn read(css: &str) -> Self {
        let mut tokens = Self::default();
        tokens.rules(&mut Parser::new(css), Scheme::Light);
        tokens
    }

    /// Says a property anew in a scheme.
    pub fn set(&mut self, scheme: Scheme, name: &str, colour: Colour) {
        let properties = match scheme {
            Scheme::Light => &mut self.light,
            Scheme::Dark => &mut self.dark,
        };
        properties.insert(name.to_owned(), colour.to_string());
    }

    /// A property as a colour, if it is one.
    #[must_use]
    pub fn colour(&self, scheme: Scheme, name: &str) -> Option<Colour> {
        self.evaluate(scheme, name, 0)
    }

    fn evaluate(&self, scheme: Scheme, name: &str, depth: usize) -> Option<Colour> {
        let own = self.dark.get(name).filter(|_| scheme == Scheme::Dark);
        let value = own.or_else(|| self.light.get(name))?;
        let parser = &mut Parser::new(value);
        self.value(parser, scheme, depth)
    }

    fn value(&self, parser: &mut Parser<'_>, scheme: Scheme, depth: usize) -> Option<Colour> {
        if depth > DEEPEST {
            return None;
        }
        let function = match parser.next().ok()? {
            Token::Hash(digits) | Token::IDHash(digits) => {
                return Colour::parse(&format!("#{digits}"));
            }
            Token::Function(name) => name.to_ascii_lowercase(),
            _ => return None,
        };
        parser
            .parse_nested_block(|inner| {
                let found = match function.as_str() {
                    "var" => inner
                        .expect_ident_cloned()
                        .ok()
                        .and_then(|name| self.evaluate(scheme, &name, depth + 1)),
                    "oklch" => oklch(inner),
                    "color-mix" => self.mix(inner, scheme, depth + 1),
                    _ => None,
                };
                // What is left over, such as a fall-back, is of no interest.
                while inner.next().is_ok() {}
                Ok::<_, ParseError<()>>(found)
            })
            .ok()?
    }

    /// `in srgb, A 5%, B` or `in srgb, A, B 30%`.
    fn mix(&self, parser: &mut Parser<'_>, scheme: Scheme, depth: usize) -> Option<Colour> {
        parser.expect_ident_matching("in").ok()?;
        parser.expect_ident_matching("srgb").ok()?;
        parser.expect_comma().ok()?;
        let one = self.value(parser, scheme, depth)?;
        let share = parser.try_parse(Parser::expect_percentage).ok();
        parser.expect_comma().ok()?;
        let two = self.value(parser, scheme, depth)?;
        let other = parser.try_parse(Parser::expect_percentage).ok();
        let share = match (share, other) {
            (Some(share), _) => f64::from(share),
            (None, Some(other)) => 1.0 - f64::from(other),
            (None, None) => 0.5,
        };
        Some(one.mixed(share, two))
    }

    fn rules(&mut self, parser: &mut Parser<'_>, scheme: Scheme) {
        loop {
            let start = parser.position();
            let prelude = parser.parse_until_before(
                Delimiter::CurlyBracketBlock | Delimiter::Semicolon,
                |prelude| {
                    while prelude.next().is_ok() {}
                    Ok::<_, ParseError<()>>(())
                },
            );
            if prelude.is_err() {
                return;
            }
            let prelude = parser.slice_from(start).trim().to_ascii_lowercase();
            match parser.next() {
                Err(_) => return,
                Ok(Token::CurlyBracketBlock) => {}
                Ok(_) => continue,
            }
            let _ = parser.parse_nested_block(|block| {
                if prelude == ":root" {
                    self.declarations(block, scheme);
                } else if scheme == Scheme::Light && is_dark(&prelude) {
                    self.rules(block, Scheme::Dark);
                }
                while block.next().is_ok() {}
                Ok::<_, ParseError<()>>(())
            });
        }
    }

    fn declarations(&mut self, parser: &mut Parser<'_>, scheme: Scheme) {
        let properties = match scheme {
            Scheme::Light => &mut self.light,
            Scheme::Dark => &mut self.dark,
        };
        while !parser.is_exhausted() {
            let _ = parser.parse_until_after(Delimiter::Semicolon, |declaration| {
                let name = declaration.expect_ident_cloned();
                let colon = declaration.expect_colon();
                let start = declaration.position();
                while declaration.next().is_ok() {}
                if let (Ok(name), Ok(())) = (name, colon) {
                    let value = declaration.slice_from(start).trim();
                    properties.insert(name.to_string(), value.to_owned());
                }
                Ok::<_, ParseError<()>>(())
            });
        }
    }
}

/// Whether a media query means the dark scheme and nothing more special.
fn is_dark(prelude: &str) -> bool {
    let plain: String = prelude.chars().filter(|c| !c.is_whitespace()).collect();
    [
        "@media(prefers-color-scheme:dark)",
        "@mediascreenand(prefers-color-scheme:dark)",
    ]
    .contains(&plain.as_str())
}

/// `42.84% 0.1689 265.02`.
fn oklch(parser: &mut Parser<'_>) -> Option<Colour> {
    let lightness = match parser.next().ok()? {
        Token::Percentage { unit_value, .. } => f64::from(*unit_value),
        Token::Number { value, .. } => f64::from(*value),
        _ => return None,
    };
    let chroma = f64::from(parser.expect_number().ok()?);
    let hue = f64::from(parser.expect_number().ok()?);
    Some(Colour::of_oklch(Oklch {
        lightness,
        chroma,
        hue,
    }))
}

#[cfg(test)]
mod tests {
    use super::{Scheme, Tokens};

    #[test]
    fn properties_are_colours_in_both_schemes() {
        let tokens = Tokens::read(
            "a{color:red}:root{color-scheme:light dark;--bg:#ffffff;--a:oklch(42.84% .1689 265.02);--tint:color-mix(in srgb,var(--a) 50%,var(--bg));--circle:var(--circle);--late:color-mix(in srgb,var(--bg),var(--black) 25%)}\
             :root{--black:#000000}\
             @media screen and (min-width:768px){:root{--bg:#123456}}\
             @media screen and (prefers-color-scheme:dark){:root{--bg:#000000}.x{--a:#ffffff}}\
             @import url(x);@media print{:root{--a:#000000}}",
        );
        let check = |scheme: Scheme, name: &str, expected: Option<&str>| {
            let found = tokens.colour(scheme, name).map(|colour| colour.to_string());
            assert_eq!(found.as_deref(), expected, "{name} {scheme:?}");
        };
        check(Scheme::Light, "--bg", Some("#ffffff"));
        check(Scheme::Dark, "--bg", Some("#000000"));
        check(Scheme::Light, "--a", Some("#2044aa"));
        check(Scheme::Dark, "--a", Some("#2044aa"));
        check(Scheme::Light, "--tint", Some("#8fa1d5"));
        check(Scheme::Dark, "--tint", Some("#102255"));
        check(Scheme::Light, "--late", Some("#bfbfbf"));
        check(Scheme::Light, "--circle", None);
        check(Scheme::Light, "--unknown", None);
        check(Scheme::Light, "color-scheme", None);
    }
}
