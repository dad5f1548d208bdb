//! Editing without git: with `cms = true` the site has a page `bearbeiten/` with forms for a git-based CMS.
//!
//! 1. [`repository`]: the project's address (`publiccode.yml`) → how the page reaches it;
//! 2. [`form`]: the schema of each kind of front matter → the fields of a form;
//! 3. [`config`]: both → the configuration.
//!
//! The program of the page, Sveltia CMS, is not ours and comes from nowhere else: the layer holds the one file of it, and the
//! page's policy lets it talk to this site and to the project's host alone. No other page links there, robots are asked to stay
//! away, and it is in no sitemap.

pub mod config;
pub mod form;
pub mod repository;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::build::Ready;
use crate::diagnostic::{Diagnostics, OwnSite, Problem};
use crate::keys;
use crate::markdown::escape;
use crate::output::OutputFile;
use crate::site::Site;
use crate::source::editing::Editing;
use crate::source::layer::{FileStacks, SourceFile};
use crate::theme::texts::Texts;
use config::Config;
use repository::Backend;

/// The folder of the page.
pub const FOLDER: &str = "bearbeiten/";
/// The file of the page's program, in the site; in the layer it lies below `static/`.
pub const SCRIPT: &str = "bearbeiten/sveltia-cms.js";
/// The version of the npm package `@sveltia/cms` that this was tried with, and the SHA-256 of its `dist/sveltia-cms.js`.
pub const TRIED: (&str, &str) = (
    "0.221.1",
    "2fc783907e1a4a70783f155cc28435c70b8f79792f2aab75e787984e84aa413a",
);

/// The program's German words, of the same package; without them the page is in English.
const WORDS: &str = "bearbeiten/locales/de.json";
/// The font of the program's icons; without it their names stand there.
const ICONS: &str = "bearbeiten/symbole.woff2";
/// Our own part of the page, which keeps the program's questions in the house.
const START: &str = "bearbeiten/start.js";

/// What the layer holds for the page.
#[derive(Debug, Clone, Copy)]
struct Parts<'a> {
    script: Option<&'a SourceFile>,
    has_words: bool,
    has_icons: bool,
}

impl<'a> Parts<'a> {
    fn of(sources: &'a FileStacks) -> Self {
        let find = |path: &str| sources.stack(&format!("static/{path}")).last();
        Self {
            script: find(SCRIPT),
            has_words: find(WORDS).is_some(),
            has_icons: find(ICONS).is_some(),
        }
    }

    fn report(self, report: &mut impl FnMut(OwnSite)) {
        match self.script {
            None => report(OwnSite::CmsScriptMissing { version: TRIED.0 }),
            Some(file) if sha256(&file.bytes) != TRIED.1 => {
                report(OwnSite::CmsScriptUnknown { version: TRIED.0 });
            }
            Some(_) => {}
        }
        if self.script.is_some() && !(self.has_words && self.has_icons) {
            report(OwnSite::CmsPartsMissing);
        }
    }
}

/// The files of the page; none where the site has none.
pub fn outputs(ready: &Ready, diagnostics: &mut Diagnostics) -> Vec<OutputFile> {
    let site = &ready.site;
    let (Some(editing), Some(language)) = (&ready.editing, site.languages.first()) else {
        return Vec::new();
    };
    let texts = ready.theme().texts(site.config.default_language());
    let mut report = |problem: OwnSite| {
        diagnostics.at(site.config.locate(&keys!["cms"]), Problem::OwnSite(problem));
    };
    let address = editing.project.as_deref().unwrap_or_default();
    let backend = Backend::of(address, editing.app_id.as_deref()).unwrap_or_else(|| {
        report(OwnSite::CmsProjectUnknown);
        Backend::unknown()
    });
    let parts = Parts::of(&ready.files);
    parts.report(&mut report);
    let page = page(site, &backend, parts, &texts);
    let mut files = vec![OutputFile::new(
        format!("{FOLDER}index.html"),
        page.into_bytes(),
    )];
    match serde_saphyr::to_string(&Config::of(site, language, backend)) {
        Ok(yaml) => files.push(OutputFile::new(
            format!("{FOLDER}config.yml"),
            yaml.into_bytes(),
        )),
        Err(error) => report(OwnSite::CmsConfig {
            message: error.to_string(),
        }),
    }
    if let Some(script) = parts.script {
        let bytes = script.bytes.clone().into_owned();
        files.push(OutputFile::new(SCRIPT.to_owned(), bytes));
        let start = include_bytes!("start.js").to_vec();
        files.push(OutputFile::new(START.to_owned(), start));
    }
    files
}

/// Whether a static file is the page's program, the one program that a layer may bring.
#[must_use]
pub fn is_script(path_below_static: &str, editing: Option<&Editing>) -> bool {
    editing.is_some() && path_below_static == SCRIPT
}

fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The page. It carries nothing of the theme, since all on it is the program's.
fn page(site: &Site, backend: &Backend, parts: Parts<'_>, texts: &Texts) -> String {
    let origins = backend.origins();
    // The program writes its styles into the page, shows drafts in frames and pictures from memory.
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' blob: data:; media-src 'self' blob:; frame-src blob:; worker-src 'self' blob:; connect-src 'self' blob: data: {origins}; form-action 'none'; base-uri 'none'"
    );
    let title = escape(&texts.fill("cms.title", &[("site", &site.config.title)]));
    let (program, message) = if parts.script.is_some() {
        let words = if parts.has_words { " data-german" } else { "" };
        let icons = if parts.has_icons {
            " data-icons=\"symbole.woff2\""
        } else {
            ""
        };
        (
            format!(
                "<script src=\"start.js\"{words}{icons}></script>\n<script src=\"sveltia-cms.js\" defer></script>\n"
            ),
            format!(
                "<noscript><p>{}</p></noscript>",
                escape(texts.get("cms.noscript"))
            ),
        )
    } else {
        let missing = escape(texts.get("cms.missing"));
        (String::new(), format!("<h1>{title}</h1>\n<p>{missing}</p>"))
    };
    let language = escape(site.config.default_language());
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"cms-config-url\" type=\"text/yaml\" href=\"config.yml\">\n{program}</head>\n<body>\n{message}\n</body>\n</html>\n"
    )
}
