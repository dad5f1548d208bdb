//! What a layer must not bring into a site, however it tries: anything that runs, and anything that is loaded from elsewhere.
//!
//! Each file reads one language and says what is wrong with a text, and where. Whether that is taken out or refused is for
//! those who ask: [`markdown`](crate::markdown), [`theme`](crate::theme) and [`files`].

pub mod css;
pub mod files;
pub mod html;
pub mod policy;
pub mod svg;
pub mod template;

use std::ops::Range;

/// Something in a text that must not be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsafe {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is, as people know it: `<script>`, `onload`, `@import`.
    pub what: String,
}
