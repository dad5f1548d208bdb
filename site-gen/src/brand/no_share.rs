//! A program without the feature `images` draws no picture for shared links.

use super::colours::Colours;
use super::logo::Logo;
use crate::output::OutputFile;

/// Nowhere.
pub(super) const PATH: Option<&str> = None;

/// Draws nothing.
pub(super) const fn draw(
    _path: &str,
    _logo: Option<&Logo>,
    _colours: &Colours,
) -> Option<OutputFile> {
    None
}
