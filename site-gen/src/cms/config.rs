//! The configuration of the editing page: one collection for each kind of content that municipalities write.

use serde::Serialize;

use super::form::{Choices, Field, PATCH, form};
use super::repository::Backend;
use crate::catalogue::ContentKind;
use crate::site::{LanguageSite, Site};

/// The configuration, as Sveltia CMS and Decap CMS read it.
#[derive(Debug, Serialize)]
pub struct Config {
    backend: Backend,
    app_title: String,
    site_url: String,
    media_folder: &'static str,
    public_folder: &'static str,
    slug: Slug,
    output: Output,
    collections: Vec<Collection>,
}

/// How titles become file names, which are addresses.
#[derive(Debug, Serialize)]
struct Slug {
    encoding: &'static str,
    clean_accents: bool,
}

/// How files are written.
#[derive(Debug, Serialize)]
struct Output {
    /// What nobody filled in is not said, so that what the program takes without it holds.
    omit_empty_optional_fields: bool,
}

/// The files of a folder.
#[derive(Debug, Serialize)]
struct Collection {
    name: String,
    label: String,
    folder: String,
    create: bool,
    extension: &'static str,
    format: &'static str,
    identifier_field: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<&'static str>,
    filter: WholePages,
    fields: Vec<Field>,
}

/// Leaves out what only changes a page of the base: such files have a few keys, and a form would ask for all.
#[derive(Debug, Serialize)]
struct WholePages {
    field: &'static str,
    value: Option<bool>,
}

/// The kinds that lie in a folder of their own each, with their names in the menu, the most used first.
const FOLDERS: [(ContentKind, &str); 11] = [
    (ContentKind::News, "Aktuelles"),
    (ContentKind::Offer, "Lernangebote"),
    (ContentKind::Page, "Freie Seiten"),
    (ContentKind::Chapter, "Leitfaden"),
    (ContentKind::Occupation, "Berufsgruppen"),
    (ContentKind::Unit, "Lernbausteine"),
    (ContentKind::Path, "Lernpfade"),
    (ContentKind::Programme, "Programme"),
    (ContentKind::Municipality, "Kommunen"),
    (ContentKind::Blueprint, "Selbst-Checks"),
    (ContentKind::ItemFile, "Aufgaben"),
];

impl Config {
    /// Makes the configuration for a site.
    #[must_use]
    pub fn of(site: &Site, language: &LanguageSite, backend: Backend) -> Self {
        let choices = Choices::of(language);
        let content = format!("content/{}", language.language);
        let folders = FOLDERS.map(|(kind, label)| {
            let folder = match kind {
                ContentKind::Page => content.clone(),
                kind => format!("{content}/{}", kind.name()),
            };
            collection(
                kind,
                kind.name().to_owned(),
                label.to_owned(),
                folder,
                &choices,
            )
        });
        let areas = language.areas.iter().map(|(_, area)| {
            let path = &area.document.path;
            let folder = path.strip_suffix("/_index").unwrap_or(path);
            collection(
                ContentKind::Competence,
                folder.replace('/', "-"),
                format!("Kompetenzen: {}", area.front.title),
                format!("{content}/{folder}"),
                &choices,
            )
        });
        Self {
            backend,
            app_title: format!("{} bearbeiten", site.config.title),
            site_url: site.config.base_url.clone(),
            media_folder: "static/dateien",
            public_folder: "/dateien",
            slug: Slug {
                encoding: "ascii",
                clean_accents: true,
            },
            output: Output {
                omit_empty_optional_fields: true,
            },
            collections: folders.into_iter().chain(areas).collect(),
        }
    }
}

fn collection(
    kind: ContentKind,
    name: String,
    label: String,
    folder: String,
    choices: &Choices,
) -> Collection {
    Collection {
        name,
        label,
        folder,
        create: true,
        extension: "md",
        format: "toml-frontmatter",
        identifier_field: match kind {
            ContentKind::ItemFile => "competence",
            _ => "title",
        },
        slug: match kind {
            ContentKind::News => Some("{{year}}-{{month}}-{{day}}-{{title}}"),
            _ => None,
        },
        filter: WholePages {
            field: PATCH,
            value: None,
        },
        fields: form(kind, choices),
    }
}
