//! Pictures made while building: inline SVG with a text alternative.
//!
//! Plain data goes in, a whole `<figure>` comes out as safe HTML. No picture carries a colour or a style of its own: the theme
//! draws the `.pic-*` classes, so one picture serves the light theme, the dark theme and paper. The same data always gives the
//! same bytes.
//!
//! - [`radar`]: the target profile of an occupation over the areas of competence,
//! - [`map`]: all areas and their competences as a line with stations, with links,
//! - [`steps`]: a learning path as a staircase,
//! - [`calendar`]: the quiet and full months of a year,
//! - [`drawing`]: SVG files of a layer, checked.
//!
//! Text in SVG does not wrap by itself. `svg` holds the approximate widths by which it is set, and the parts that every figure
//! has in common.

pub mod calendar;
pub mod drawing;
pub mod map;
pub mod radar;
pub mod steps;
mod svg;
