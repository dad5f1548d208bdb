//! The look of a municipality: its colours ([`colours`]), its logo ([`logo`]), and what is made of both ([`icon`], [`share`]).

pub mod colour;
pub mod colours;
pub mod icon;
pub mod logo;
#[cfg(feature = "images")]
mod share;
pub mod tokens;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::diagnostic::Diagnostics;
use crate::output::OutputFile;
use crate::source::config::SiteConfig;
use crate::source::layer::FileStacks;
use crate::theme::Theme;
use icon::Icon;
use logo::Logo;

/// What pages show of a municipality beside its colours, which stand in the style sheet.
#[derive(Debug)]
pub struct Brand {
    /// Its logo, if it has one.
    pub logo: Option<Logo>,
    /// The picture in the browser's tab.
    pub icon: Icon,
    /// The picture that is shown where somebody shares a link; only of programs that can draw one.
    pub share: Option<OutputFile>,
}

impl Brand {
    /// Puts the look together; what is wrong with it is reported.
    pub fn of(
        config: &SiteConfig,
        theme: &Theme,
        files: &FileStacks,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let logo = logo::read(config, files, diagnostics);
        let action = theme.colours.action;
        Self {
            icon: icon::make(config, logo.as_ref(), action),
            #[cfg(feature = "images")]
            // Pages name it by its whole address, so without one nobody could load it.
            share: config
                .has_address
                .then(|| share::draw(logo.as_ref(), &theme.colours))
                .flatten(),
            #[cfg(not(feature = "images"))]
            share: None,
            logo,
        }
    }

    /// The files that pages link to.
    pub fn files(&self) -> impl Iterator<Item = OutputFile> {
        self.icon.file.iter().chain(&self.share).cloned()
    }
}

/// Bytes inside an address.
fn data_address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}
