//! The generator of roadMAP sites. Data flows one way:
//!
//! 1. [`source`]: layers of files → documents. The only reader.
//! 2. [`catalogue`]: documents → typed entries; references are still names.
//! 3. [`check`]: entries → [`site::Site`]; references are handles, addresses unique.
//! 4. [`page`]: site → a view model for each page: all that a template may read ([`markdown`], [`picture`], [`selection`]).
//! 5. [`render`]: view model → HTML, by the [`theme`]'s templates.
//! 6. [`export`]: site → data files.
//! 7. [`output`]: files → folder, staged and swapped in. The only writer.
//!
//! [`build`] runs them in this order. Problems are collected on the way as [`diagnostic::Diagnostics`] and reported
//! together; [`cli`] is what people type.

pub mod assets;
pub mod blind;
pub mod brand;
pub mod build;
pub mod calibrate;
pub mod catalogue;
pub mod check;
pub mod cli;
pub mod cms;
pub mod code;
pub mod customise;
pub mod diagnostic;
#[cfg(feature = "documents")]
pub mod docx;
pub mod evaluate;
pub mod explain;
pub mod export;
pub mod fleet;
pub mod freeze;
pub mod init;
pub mod input;
pub mod law;
pub mod markdown;
pub mod naming;
pub mod output;
pub mod page;
pub mod picture;
pub mod plan;
pub mod precompress;
pub mod prose;
pub mod render;
pub mod review;
pub mod safety;
pub mod schema;
pub mod score;
pub mod selection;
pub mod serve;
pub mod site;
pub mod source;
pub mod template;
pub mod theme;
pub mod upstream;
