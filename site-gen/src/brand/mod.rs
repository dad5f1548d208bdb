//! The look of a municipality: its colours ([`colours`]), its logo ([`logo`]), and what is made of both ([`icon`], [`share`]).

pub mod colour;
pub mod colours;
pub mod icon;
pub mod logo;
#[cfg(feature = "images")]
mod share;
#[cfg(not(feature = "images"))]
#[path = "no_share.rs"]
mod share;
pub mod tokens;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::diagnostic::Diagnostics;
use crate::output::OutputFile;
use crate::source::config::SiteConfig;
use crate::source::layer::FileStacks;
use crate::theme::Theme;
use colours::Colours;
use icon::Icon;
use logo::Logo;

/// What pages show of a municipality beside its colours, which stand in the style sheet.
#[derive(Debug)]
pub struct Brand {
    /// Its logo, if it has one.
    pub logo: Option<Logo>,
    /// The picture in the browser's tab.
    pub icon: Icon,
    /// Where the picture lies that is shown where somebody shares a link; only of programs that can draw one.
    pub share_path: Option<&'static str>,
    colours: Colours,
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
        Self {
            icon: icon::make(config, logo.as_ref(), theme.colours.action),
            // Pages name it by its whole address, so without one nobody could load it.
            share_path: share::PATH.filter(|_| config.has_address),
            colours: theme.colours,
            logo,
        }
    }

    /// The files that pages link to. Drawing takes a while, so it is done here, beside the pages.
    pub fn files(&self) -> impl Iterator<Item = OutputFile> {
        let share = self
            .share_path
            .and_then(|path| share::draw(path, self.logo.as_ref(), &self.colours));
        self.icon.file.iter().cloned().chain(share)
    }
}

/// Bytes inside an address.
fn data_address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}
