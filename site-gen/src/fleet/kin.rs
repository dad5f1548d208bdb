//! Which municipalities may share pages: those over the same layers, with the same kinds of facts.

use crate::source::Stack;
use crate::source::config::SiteConfig;

/// What municipalities that share pages have in common. It need not be exact: whether pages are the same is found out page by
/// page; it only has to bring together those for which that is likely.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kin {
    /// The folders of the layers below the municipality's own.
    layers: Vec<String>,
    languages: Vec<String>,
    base: String,
    theme: Option<String>,
    draft: bool,
    fictional: bool,
    /// Which texts of the letterhead there are.
    given: Vec<bool>,
    /// Who it is, if it stays with a version of the base: the copy of that may lie in its own layer, so it shares with nobody.
    frozen: Option<String>,
}

impl Kin {
    pub(super) fn of(stack: &Stack, config: &SiteConfig) -> Self {
        let contact = &config.contact;
        let texts = [
            &config.name,
            &config.title,
            &contact.office,
            &contact.email,
            &contact.phone,
        ];
        let texts = texts.into_iter().chain(&contact.address);
        let mut given: Vec<bool> = texts.map(|text| !text.is_empty()).collect();
        given.extend([
            config.has_address,
            config.name == config.title,
            config.brand.logo.is_some(),
        ]);
        Self {
            layers: stack
                .below()
                .layers()
                .iter()
                .filter_map(|layer| layer.path())
                .map(|path| path.display().to_string())
                .collect(),
            languages: config.languages.clone(),
            base: format!("{:?}", config.base),
            theme: config.brand.theme.clone(),
            draft: config.draft,
            fictional: config.fictional,
            given,
            frozen: config.base_version.map(|version| {
                let own = stack.layers().last().and_then(|layer| layer.path());
                let own = own.map(|path| path.display().to_string());
                format!("{version} {} {}", own.unwrap_or_default(), config.base_url)
            }),
        }
    }
}
