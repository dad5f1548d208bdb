//! The picture that is shown where somebody shares a link: logo or route on the municipality's colour. It has no words, so that
//! it needs no font and is the same on every machine; the words are those of the page.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::colours::Colours;
use super::data_address;
use super::logo::Logo;
use crate::output::OutputFile;

/// Where it goes.
pub(super) const PATH: Option<&str> = Some("assets/teilen.png");
/// Size in pixels, as the services that show it ask for.
pub const SIZE: (u32, u32) = (1200, 630);

/// Draws the picture. A logo that cannot be drawn is left out.
pub(super) fn draw(path: &str, logo: Option<&Logo>, colours: &Colours) -> Option<OutputFile> {
    let options = Options::default();
    let tree = Tree::from_str(&drawing(logo, colours), &options)
        .or_else(|_| Tree::from_str(&drawing(None, colours), &options))
        .ok()?;
    let mut pixels = Pixmap::new(SIZE.0, SIZE.1)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    let png = pixels.encode_png().ok()?;
    Some(OutputFile::new(path.to_owned(), png))
}

fn drawing(logo: Option<&Logo>, colours: &Colours) -> String {
    let (width, height) = SIZE;
    let Colours {
        action, on_action, ..
    } = colours;
    let accent = colours.accent.unwrap_or(*on_action);
    let sign = match logo {
        Some(logo) => format!(
            "<rect x=\"80\" y=\"115\" width=\"400\" height=\"400\" rx=\"32\" fill=\"#fff\"/><image x=\"120\" y=\"155\" width=\"320\" height=\"320\" href=\"{}\"/>",
            data_address(logo.kind.media_type(), &logo.bytes)
        ),
        None => String::new(),
    };
    // The route of the theme's home page, larger.
    let start = if logo.is_some() { 540 } else { 320 };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><rect width=\"{width}\" height=\"{height}\" fill=\"{action}\"/>{sign}<g transform=\"translate({start} 80) scale(1.5)\" fill=\"none\" stroke=\"{on_action}\"><path stroke-width=\"10\" stroke-linecap=\"round\" stroke-dasharray=\"1 26\" d=\"M40 300c90-8 220 14 230-44S110 190 110 140s150-26 196-50 34-44 34-62\"/><g fill=\"{on_action}\" stroke=\"none\"><circle cx=\"40\" cy=\"300\" r=\"11\"/><circle cx=\"263\" cy=\"238\" r=\"13\"/><circle cx=\"113\" cy=\"127\" r=\"15\"/><circle cx=\"306\" cy=\"90\" r=\"17\"/></g><path fill=\"{accent}\" stroke=\"{accent}\" stroke-width=\"4\" stroke-linejoin=\"round\" d=\"M340 30V-6M340-4h40l-12 11 12 11h-40\"/></g><rect y=\"606\" width=\"{width}\" height=\"24\" fill=\"{accent}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::super::colour::Colour;
    use super::super::colours::Colours;
    use super::draw;

    #[test]
    fn the_picture_has_its_size_and_is_always_the_same() {
        let colours = Colours {
            action: Colour::parse("#00538a").unwrap_or(Colour::WHITE),
            on_action: Colour::WHITE,
            accent: Colour::parse("#b3261e"),
        };
        let bytes = || {
            draw("teilen.png", None, &colours)
                .map(|file| file.bytes)
                .unwrap_or_default()
        };
        let png = bytes();
        // Width and height stand at the beginning of every PNG file.
        assert_eq!(png.get(16..24), Some(&[0, 0, 4, 176, 0, 0, 2, 118][..]));
        assert_eq!(png, bytes());
    }
}
