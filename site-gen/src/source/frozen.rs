//! A base that stands still: `base_version = N` in `site.toml` builds with the content of version N, whatever the binary
//! carries.
//!
//! `roadmap freeze` writes that content into the layer, `.roadmap/base-N/`, with a list of its checksums. Pages, item banks,
//! blueprints and target profiles stand still; templates, words and style do not: they belong to the program.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::base_version::{BASE_VERSION, Manifest, released};
use super::config::{Base, SiteConfig};
use super::embedded::{self, Part};
use super::layer::{self, Layer, MachineError};
use crate::diagnostic::{BaseFault, Diagnostics, Place, Problem};
use crate::keys;

/// The folder of a version in a layer.
#[must_use]
pub fn folder(version: u32) -> String {
    format!(".roadmap/base-{version}")
}

/// The list of checksums in that folder.
pub const LIST: &str = "SHA256SUMS";

/// What is frozen: of all that a base holds, the content.
pub const CONTENT: &str = "content/";

/// The lowest layer of a site: the base that the binary carries, or the one that stands still in one of the layers above.
///
/// # Errors
/// When a frozen base cannot be read.
pub(super) fn base(
    config: &SiteConfig,
    layers: &[Layer],
    diagnostics: &mut Diagnostics,
) -> Result<Layer, MachineError> {
    if config.base == Base::Theme {
        return Ok(Layer::embedded(Part::Theme));
    }
    let carried = Layer::embedded(Part::Everything);
    let Some(version) = config.base_version else {
        return Ok(carried);
    };
    for layer in layers.iter().rev() {
        let files = layer::files_in(layer, &folder(version), diagnostics)?;
        if files.contains_key(LIST) {
            return Ok(thaw(version, files, layer, diagnostics));
        }
    }
    let fault = if version != BASE_VERSION {
        Some(BaseFault::VersionMissing {
            asked: version,
            known: BASE_VERSION,
        })
    } else if released(version).is_none() {
        Some(BaseFault::VersionOpen { version })
    } else {
        None
    };
    if let Some(fault) = fault {
        let place = config.locate(&keys!["base_version"]);
        diagnostics.at(place, Problem::BaseFault(fault));
    }
    Ok(carried)
}

/// The files of a frozen base, held against their list, over the themes that the binary carries.
fn thaw(
    version: u32,
    mut files: BTreeMap<String, Vec<u8>>,
    layer: &Layer,
    diagnostics: &mut Diagnostics,
) -> Layer {
    let list = files.remove(LIST).unwrap_or_default();
    let written = Manifest::parse(&String::from_utf8_lossy(&list));
    // What was handed out is known for good; of a version that never was, the layer's own list says what it was.
    let expected = released(version).map_or_else(|| written.clone(), |list| list.below(CONTENT));
    let found = Manifest::of(files.iter().map(|(path, bytes)| (path.as_str(), &**bytes)));
    for path in expected.differences(&found) {
        let file = layer.shown(&format!("{}/{path}", folder(version)));
        diagnostics.at(
            Place::start_of(&file, &Arc::from("")),
            Problem::BaseFault(BaseFault::FrozenChanged { version }),
        );
    }
    let themes = embedded::files(Part::Theme);
    let content = files
        .into_iter()
        .map(|(path, bytes)| (path, Cow::Owned(bytes)));
    Layer::frozen(themes.into_iter().chain(content).collect())
}
