//! What the page for editing in the browser needs to know: where the layer's project lives. `publiccode.yml` says it, the file by
//! which public bodies describe their projects; so nobody has to write it twice.

use serde::Deserialize;

use super::config::SiteConfig;
use super::layer::{Layer, MachineError};
use crate::diagnostic::Diagnostics;

/// What `site.toml` and `publiccode.yml` say about editing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editing {
    /// The address of the project, as `publiccode.yml` gives it.
    pub project: Option<String>,
    /// The id under which the page is registered with the project's host, for signing in without a token.
    pub app_id: Option<String>,
}

/// The file that describes the project.
pub const PUBLICCODE: &str = "publiccode.yml";

/// The one key of it that matters here.
#[derive(Debug, Deserialize)]
struct PublicCode {
    url: Option<String>,
}

/// Reads what there is; nothing where `cms = true` is not said.
pub(super) fn read(
    config: &SiteConfig,
    own: Option<&Layer>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Editing>, MachineError> {
    if !config.cms {
        return Ok(None);
    }
    let bytes = match own {
        Some(own) => own.read(PUBLICCODE, diagnostics)?,
        None => None,
    };
    let publiccode = bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| serde_saphyr::from_str::<PublicCode>(&text).ok());
    Ok(Some(Editing {
        project: publiccode.and_then(|publiccode| publiccode.url),
        app_id: config.cms_app_id.clone(),
    }))
}
