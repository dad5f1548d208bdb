//! What all pages share: the style sheet, the programs, and the policies that hold them in place.

use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::brand::{Brand, Drawn};
use crate::output::OutputFile;
use crate::theme::Theme;

/// A program that a page may carry. Pages without one run nothing at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// The self-check.
    Check,
    /// The quizzes of learning units.
    Learn,
    /// The suitability check and the timeline of a programme, posters.
    Office,
}

impl Program {
    /// All programs.
    pub const ALL: [Self; 3] = [Self::Check, Self::Learn, Self::Office];

    /// The id of the element with the data that it reads.
    #[must_use]
    pub const fn data_id(self) -> &'static str {
        match self {
            Self::Check => "check-data",
            Self::Learn | Self::Office => "reading-data",
        }
    }

    /// The glue code and the module itself, made by the build script from `assess-wasm`, as one script without imports.
    #[must_use]
    pub const fn script(self) -> &'static str {
        match self {
            Self::Check => include_str!(concat!(env!("OUT_DIR"), "/check.js")),
            Self::Learn => include_str!(concat!(env!("OUT_DIR"), "/learn.js")),
            Self::Office => include_str!(concat!(env!("OUT_DIR"), "/office.js")),
        }
    }

    /// For browsers that know no modules, and so never run the program. A self-check stays the form that it is, and a sentence
    /// says why; other pages are read without a program too.
    #[must_use]
    pub const fn script_for_old(self) -> Option<&'static str> {
        match self {
            Self::Check => Some(
                r#"document.getElementById("check-fallback").textContent=JSON.parse(document.getElementById("check-data").textContent).strings.failure"#,
            ),
            Self::Learn | Self::Office => None,
        }
    }
}

/// The hashes of what a program consists of, as its policy names them. It is the same for every site, and hashing a script takes
/// longer than making a page: so it is done when the first page with the program asks for it.
fn script_sources(program: Program) -> &'static str {
    static SOURCES: [OnceLock<String>; Program::ALL.len()] =
        [const { OnceLock::new() }; Program::ALL.len()];
    SOURCES[program as usize].get_or_init(|| {
        [Some(program.script()), program.script_for_old()]
            .into_iter()
            .flatten()
            .map(hash_source)
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// Shared assets of a site.
#[derive(Debug)]
pub struct Assets {
    /// The style sheet of reading pages.
    reading_css: Arc<str>,
    /// Its path below the site's root; it carries a part of the content's hash, so that it may be cached for ever.
    pub css_path: String,
    /// The style of self-check pages, which they carry inside.
    check_css: Arc<str>,
    /// The style of pages with the small program, which they carry inside.
    learn_css: Arc<str>,
    /// Made when the first page with the program asks for it.
    check_policy: OnceLock<String>,
    /// The same of the other programs.
    learn_policy: OnceLock<String>,
    office_policy: OnceLock<String>,
    /// The policy of pages without a program.
    pub reading_policy: String,
    /// What pages show of the municipality.
    pub brand: Brand,
}

/// What a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be published.
    Publication,
    /// To be looked at while writing: reading pages may load the script that reloads them.
    Preview,
}

impl Assets {
    /// The assets of a site with this theme and this look.
    #[must_use]
    pub fn new(theme: &Theme, brand: Brand, purpose: Purpose) -> Self {
        let reading_css = Arc::clone(&theme.sheets.reading);
        let digest = Sha256::digest(reading_css.as_bytes());
        Self {
            css_path: format!("assets/stil-{}.css", HEXLOWER.encode(&digest[..6])),
            check_policy: OnceLock::new(),
            learn_policy: OnceLock::new(),
            office_policy: OnceLock::new(),
            reading_policy: match purpose {
                Purpose::Publication => READING_POLICY.to_owned(),
                Purpose::Preview => {
                    format!("{READING_POLICY}; script-src 'self'; connect-src 'self'")
                }
            },
            check_css: Arc::clone(&theme.sheets.check),
            learn_css: Arc::clone(&theme.sheets.learn),
            reading_css,
            brand,
        }
    }

    /// The style that pages with this program carry inside.
    #[must_use]
    pub fn css(&self, program: Program) -> &str {
        match program {
            Program::Check => &self.check_css,
            Program::Learn | Program::Office => &self.learn_css,
        }
    }

    /// The policy of pages with this program.
    #[must_use]
    pub fn policy(&self, program: Program) -> &str {
        let policy = match program {
            Program::Check => &self.check_policy,
            Program::Learn => &self.learn_policy,
            Program::Office => &self.office_policy,
        };
        policy.get_or_init(|| {
            let style = hash_source(self.css(program));
            program_policy(script_sources(program), &style)
        })
    }

    /// The files that reading pages link to.
    #[must_use]
    pub fn files(&self, drawn: &Drawn) -> Vec<OutputFile> {
        let style = OutputFile::new(self.css_path.clone(), self.reading_css.as_bytes().to_vec());
        std::iter::once(style)
            .chain(self.brand.files(drawn))
            .collect()
    }
}

/// Reading pages run nothing and load nothing from elsewhere.
const READING_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'";

/// A page with a program can reach nothing at all: no connection, no form, no image but inline ones, no script or style but
/// the ones whose hashes stand here (design.md §6).
fn program_policy(scripts: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src {style}; img-src data:; connect-src 'none'; \
         form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

fn hash_source(text: &str) -> String {
    format!(
        "'sha256-{}'",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}
