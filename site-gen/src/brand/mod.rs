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

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

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
    pub fn files(&self, drawn: &Drawn) -> impl Iterator<Item = OutputFile> {
        let share = self
            .share_path
            .and_then(|path| drawn.share(path, self.logo.as_ref(), &self.colours));
        self.icon.file.iter().cloned().chain(share)
    }
}

/// The pictures to share that were drawn so far: whoever has the same logo and colours has the same.
#[derive(Debug, Default)]
pub struct Drawn(Mutex<HashMap<String, Option<OutputFile>>>);

impl Drawn {
    fn share(&self, path: &str, logo: Option<&Logo>, colours: &Colours) -> Option<OutputFile> {
        let key = format!("{path} {logo:?} {colours:?}");
        if let Some(known) = self.known().get(&key) {
            return known.clone();
        }
        let file = share::draw(path, logo, colours);
        self.known().insert(key, file.clone());
        file
    }

    /// What stands in the map is always whole, whatever became of the thread that wrote it.
    fn known(&self) -> MutexGuard<'_, HashMap<String, Option<OutputFile>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Bytes inside an address.
fn data_address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}
