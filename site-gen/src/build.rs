//! A whole build, from folders to files in memory.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::assets::{Assets, Purpose};
use crate::brand::{Brand, Drawn};
use crate::cms;
use crate::diagnostic::problem::nearest;
use crate::diagnostic::{Diagnostics, Problem, Refusal};
use crate::markdown::Heading;
use crate::markdown::links::AnchorUse;
use crate::output::{self, OutputFile};
use crate::page::letterhead::Letterhead;
use crate::page::paper::Tables;
use crate::page::{self, KnownBodies, Materials, Pages, Subject};
use crate::picture::drawing::Drawings;
use crate::render::{Renderer, TemplateFault};
use crate::review::{self, Review};
use crate::safety::{self, files, policy};
use crate::site::Site;
use crate::site::route::Route;
use crate::source::config::Overrides;
use crate::source::editing::Editing;
use crate::source::front_matter::locate;
use crate::source::layer::{BASE_LAYER, FileStacks, MachineError, Rank};
use crate::source::{self, Sources, document::Document};
use crate::theme::Theme;
use crate::{catalogue, check, export, keys};
use catalogue::{Catalogue, Known};

/// What came of a build.
#[derive(Debug)]
pub struct Built {
    /// The files of the site; only to be written if there are no errors.
    pub files: Vec<OutputFile>,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
}

/// What a page is made from.
#[derive(Debug, Clone)]
pub struct Trace {
    /// The file of the page, below the site's root.
    pub file: String,
    /// Its template, by name.
    pub template: &'static str,
    /// The documents it is made from, the one it stands for first.
    pub documents: Vec<Made>,
    /// The layers that anything of it comes from, the lowest first: documents and templates.
    pub layers: Vec<Arc<str>>,
}

/// A document that a page is made from.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its path in a layer.
    pub path: String,
    /// The layers that it comes from, the lowest first.
    pub layers: Vec<Arc<str>>,
}

/// Builds the site in a folder, without writing anything.
///
/// # Errors
/// When the machine fails us; faults of the content are diagnostics.
pub fn build(dir: &Path, overrides: &Overrides, purpose: Purpose) -> Result<Built, MachineError> {
    let mut diagnostics = Diagnostics::new();
    let ready = prepare(dir, overrides, &mut diagnostics)?;
    let files = make(&ready, purpose, &mut diagnostics);
    Ok(Built { files, diagnostics })
}

/// Builds the site in a folder for those who work on it, with what each page is made from.
///
/// # Errors
/// When the machine fails us; faults of the content are diagnostics.
pub fn preview(dir: &Path, overrides: &Overrides) -> Result<(Built, Vec<Trace>), MachineError> {
    let mut diagnostics = Diagnostics::new();
    let ready = prepare(dir, overrides, &mut diagnostics)?;
    let (files, traces) = make_traced(&ready, Purpose::Preview, &mut diagnostics);
    Ok((Built { files, diagnostics }, traces))
}

/// What came of a check.
#[derive(Debug)]
pub struct Checked {
    /// The site, as far as it is right.
    pub site: Site,
    /// Everything that was found, the findings of the review included.
    pub diagnostics: Diagnostics,
    /// The figures; absent if there are errors. What a broken reference leads to would be told twice, so the whole is
    /// looked at when its parts are right.
    pub review: Option<Review>,
}

/// Builds the site in a folder as for publication, and looks at it as a whole.
///
/// # Errors
/// When the machine fails us; faults of the content are diagnostics.
pub fn check(dir: &Path, overrides: &Overrides) -> Result<Checked, MachineError> {
    let mut diagnostics = Diagnostics::new();
    let ready = prepare(dir, overrides, &mut diagnostics)?;
    let files = make(&ready, Purpose::Publication, &mut diagnostics);
    let review =
        (!diagnostics.has_errors()).then(|| review::review(&ready.site, &files, &mut diagnostics));
    Ok(Checked {
        site: ready.site,
        diagnostics,
        review,
    })
}

/// What pages are made of: all that was read, checked.
#[derive(Debug)]
pub struct Ready {
    /// What there is.
    pub site: Site,
    pub(crate) theme: Arc<Theme>,
    pub(crate) files: FileStacks,
    pub(crate) drawings: Arc<Drawings>,
    pub(crate) editing: Option<Editing>,
}

/// Steps 1 to 3: reads the site in a folder and checks it.
///
/// # Errors
/// When the machine fails us; faults of the content are diagnostics.
pub fn prepare(
    dir: &Path,
    overrides: &Overrides,
    diagnostics: &mut Diagnostics,
) -> Result<Ready, MachineError> {
    let sources = source::read(dir, overrides, diagnostics)?;
    Ok(join(sources, diagnostics))
}

/// Steps 2 and 3: checks what was read.
pub(crate) fn join(sources: Sources, diagnostics: &mut Diagnostics) -> Ready {
    let theme = Theme::load(&sources.config, &sources.files, diagnostics);
    join_with(sources, Arc::new(theme), &Known::default(), diagnostics)
}

/// The same with a theme that is there already, and documents that were decoded before.
pub(crate) fn join_with(
    sources: Sources,
    theme: Arc<Theme>,
    known: &Known,
    diagnostics: &mut Diagnostics,
) -> Ready {
    let drawings = Drawings::read(sources.drawings, diagnostics);
    let catalogues = catalogues(
        sources.documents,
        &sources.config.languages,
        known,
        diagnostics,
    );
    let site = check::site(sources.config, catalogues, &sources.hidden, diagnostics);
    Ready {
        site,
        theme,
        files: sources.files,
        drawings: Arc::new(drawings),
        editing: sources.editing,
    }
}

impl Ready {
    /// The theme that its pages are rendered with.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }
}

/// Steps 4 to 6: the files of the site.
pub fn make(ready: &Ready, purpose: Purpose, diagnostics: &mut Diagnostics) -> Vec<OutputFile> {
    made(ready, purpose, None, diagnostics)
}

/// The same, with what each page is made from.
pub fn make_traced(
    ready: &Ready,
    purpose: Purpose,
    diagnostics: &mut Diagnostics,
) -> (Vec<OutputFile>, Vec<Trace>) {
    let mut traces = Vec::new();
    let files = made(ready, purpose, Some(&mut traces), diagnostics);
    (files, traces)
}

fn made(
    ready: &Ready,
    purpose: Purpose,
    traces: Option<&mut Vec<Trace>>,
    diagnostics: &mut Diagnostics,
) -> Vec<OutputFile> {
    let Ready {
        site,
        theme,
        files: sources,
        editing,
        ..
    } = ready;
    let brand = Brand::of(&site.config, theme, sources, diagnostics);
    let assets = Assets::new(theme, brand, purpose);
    let static_files = static_files(sources);

    // What is drawn is drawn beside the pages.
    let (mut files, (pages, routes)) = rayon::join(
        || assets.files(&Drawn::default()),
        || pages(ready, &assets, &static_files, traces, diagnostics),
    );
    files.extend(pages);
    files.extend(export::addresses(site, &routes));
    files.extend(export::data(site, |language| {
        theme.texts(&language.language)
    }));
    files.extend(static_outputs(sources, editing.as_ref(), diagnostics));
    files.extend(cms::outputs(ready, diagnostics));
    output::check_clashes(files.iter().map(|file| file.path.as_str()), diagnostics);
    note_examples(site, diagnostics);
    files
}

/// The pages of all languages, and their addresses.
fn pages(
    ready: &Ready,
    assets: &Assets,
    static_files: &HashSet<String>,
    mut traces: Option<&mut Vec<Trace>>,
    diagnostics: &mut Diagnostics,
) -> (Vec<OutputFile>, Vec<Route>) {
    let Ready {
        site,
        theme,
        drawings,
        ..
    } = ready;
    let tables = Tables::default();
    let mut files = Vec::new();
    let mut routes = Vec::new();
    for language in &site.languages {
        let texts = theme.texts(&language.language);
        let letterhead = Letterhead::of(site, language, assets);
        let materials = Materials {
            assets,
            static_files,
            drawings,
            letterhead: &letterhead,
            tables: &tables,
            learning_apart: false,
            bodies: KnownBodies::default(),
        };
        let pages = Pages::new(site, language, &texts, materials);
        match Renderer::new(theme, &texts) {
            Ok(renderer) => {
                render_pages(
                    &pages,
                    &renderer,
                    theme,
                    &mut files,
                    &mut routes,
                    traces.as_deref_mut(),
                    diagnostics,
                );
            }
            Err(fault) => report(theme, PageFault::Template(fault), diagnostics),
        }
    }
    (files, routes)
}

/// The files below `static/`, by their path there.
pub(crate) fn static_files(files: &FileStacks) -> HashSet<String> {
    files
        .below("static/")
        .map(|(path, _)| path.to_owned())
        .collect()
}

/// The documents by language, decoded; languages in the order of `site.toml`, without those that have no content.
fn catalogues(
    documents: Vec<Document>,
    languages: &[String],
    known: &Known,
    diagnostics: &mut Diagnostics,
) -> Vec<(Arc<str>, Catalogue)> {
    let mut by_language: BTreeMap<Arc<str>, Vec<Document>> = BTreeMap::new();
    for document in documents {
        by_language
            .entry(Arc::clone(&document.language))
            .or_default()
            .push(document);
    }
    let mut catalogues = Vec::new();
    for (place, language) in languages.iter().enumerate() {
        let documents = by_language.remove(language.as_str()).unwrap_or_default();
        if documents.is_empty() {
            diagnostics.general(Problem::NoContentForLanguage {
                language: language.clone(),
            });
        }
        if place == 0 || !documents.is_empty() {
            catalogues.push((
                Arc::from(language.as_str()),
                catalogue::catalogue(documents, known, diagnostics),
            ));
        }
    }
    catalogues
}

/// Why a page was not made.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum PageFault {
    Template(TemplateFault),
    /// A template, by its name, whose pages do not carry their policy first of all.
    Policy(&'static str),
    /// A template of a layer, by its name, that put into a page what must not be there.
    Unsafe {
        /// The template.
        template: String,
        /// What it put there.
        what: String,
    },
}

/// Reports a fault of a template at its place.
pub(crate) fn report(theme: &Theme, fault: PageFault, diagnostics: &mut Diagnostics) {
    let (place, problem) = match fault {
        PageFault::Template(TemplateFault { place, message }) => {
            (place, Problem::TemplateError { message })
        }
        PageFault::Policy(template) => {
            let template = template.to_owned();
            let place = Some((template.clone(), 1));
            (place, Problem::Refusal(Refusal::PolicyMissing { template }))
        }
        PageFault::Unsafe { template, what } => (
            Some((template, 1)),
            Problem::Refusal(Refusal::Template { what }),
        ),
    };
    match place.and_then(|(template, line)| theme.place(&template, line)) {
        Some(place) => diagnostics.at(place, problem),
        None => diagnostics.general(problem),
    }
}

/// Renders a page, and holds it to its policy.
pub(crate) fn render(
    made: &page::Made<'_>,
    renderer: &Renderer<'_>,
    theme: &Theme,
) -> Result<String, PageFault> {
    let template = made.model.view.template();
    let html = renderer
        .render(template, &made.model)
        .map_err(PageFault::Template)?;
    if !policy::comes_first(&html, made.model.site.csp) {
        return Err(PageFault::Policy(theme.culprit(template)));
    }
    // The base's templates are tested; what a layer's make is looked at.
    if let Some(own) = theme.to_look_at(template) {
        let program = made.model.program.as_ref();
        let scripts: Vec<&str> = program
            .map(|program| program.script)
            .into_iter()
            .chain(program.and_then(|program| program.script_for_old))
            .collect();
        if let Some(what) = safety::template::finding_of_page(&html, &scripts) {
            let template = own.to_owned();
            return Err(PageFault::Unsafe { template, what });
        }
    }
    Ok(html)
}

/// Makes and renders all pages of a language, in parallel; the order of the results is that of the subjects.
fn render_pages(
    pages: &Pages<'_>,
    renderer: &Renderer<'_>,
    theme: &Theme,
    files: &mut Vec<OutputFile>,
    routes: &mut Vec<Route>,
    traces: Option<&mut Vec<Trace>>,
    diagnostics: &mut Diagnostics,
) {
    struct Done {
        file: Result<OutputFile, PageFault>,
        downloads: Vec<OutputFile>,
        route: Option<Route>,
        headings: Option<(Arc<str>, Vec<Heading>)>,
        anchors: Vec<AnchorUse>,
        trace: Option<Trace>,
        diagnostics: Diagnostics,
    }
    let traced = traces.is_some();
    let done: Vec<Done> = pages
        .subjects()
        .into_par_iter()
        .map(|subject| {
            let made = pages.make(subject);
            let template = made.model.view.template();
            let html = render(&made, renderer, theme);
            let trace =
                traced.then(|| trace(&made.file, template, &pages.documents(subject), theme));
            Done {
                trace,
                file: html.map(|html| OutputFile::new(made.file, html.into_bytes())),
                downloads: made.downloads,
                route: (!matches!(subject, Subject::NotFound)).then_some(made.route),
                headings: made.headings,
                anchors: made.anchors,
                diagnostics: made.diagnostics,
            }
        })
        .collect();
    let mut headings: HashMap<Arc<str>, Vec<Heading>> = HashMap::new();
    let mut anchors = Vec::new();
    let mut faults = HashSet::new();
    let mut found = Vec::new();
    for page in done {
        match page.file {
            Ok(file) => files.push(file),
            // The same fault shows on every page of a template; say it once.
            Err(fault) if faults.insert(fault.clone()) => report(theme, fault, diagnostics),
            Err(_) => {}
        }
        files.extend(page.downloads);
        found.extend(page.trace);
        routes.extend(page.route);
        headings.extend(page.headings);
        anchors.extend(page.anchors);
        diagnostics.append(page.diagnostics);
    }
    if let Some(traces) = traces {
        traces.append(&mut found);
    }
    check_anchors(&anchors, &headings, diagnostics);
}

/// What a page is made from.
fn trace(file: &str, template: &'static str, documents: &[&Document], theme: &Theme) -> Trace {
    let texts = documents
        .iter()
        .flat_map(|document| document.texts())
        .map(|text| (text.rank, &text.layer));
    let made: Vec<Made> = documents
        .iter()
        .map(|document| Made {
            path: format!("content/{}/{}.md", document.language, document.path),
            layers: document
                .texts()
                .iter()
                .map(|text| Arc::clone(&text.layer))
                .collect(),
        })
        .collect();
    let chain = theme.chain(template);
    let of_templates = chain
        .iter()
        .map(|(_, template)| (template.rank, &template.layer));
    let layers: BTreeMap<Rank, &Arc<str>> = texts.chain(of_templates).collect();
    Trace {
        file: file.to_owned(),
        template,
        documents: made,
        layers: layers.into_values().cloned().collect(),
    }
}

/// Holds links to headings against the headings there are.
pub(crate) fn check_anchors(
    anchors: &[AnchorUse],
    headings: &HashMap<Arc<str>, Vec<Heading>>,
    diagnostics: &mut Diagnostics,
) {
    for AnchorUse {
        document,
        anchor,
        place,
    } in anchors
    {
        // Of a page that could not be read nobody knows the headings.
        let Some(known) = headings.get(document) else {
            continue;
        };
        if !known.iter().any(|heading| heading.id == *anchor) {
            let nearest = nearest(anchor, known.iter().map(|heading| heading.id.as_str()));
            diagnostics.at(
                place.clone(),
                Problem::BrokenAnchor {
                    target: format!("{document}.md"),
                    anchor: anchor.clone(),
                    nearest,
                },
            );
        }
    }
}

/// The files below `static/`, at the root of the site.
pub(crate) fn static_outputs(
    files: &FileStacks,
    editing: Option<&Editing>,
    diagnostics: &mut Diagnostics,
) -> Vec<OutputFile> {
    files
        .below("static/")
        .filter(|(path, _)| !cms::is_script(path, editing))
        .filter_map(|(path, file)| {
            let bytes = files::publishable(file, diagnostics)?;
            Some(OutputFile::new(path.to_owned(), bytes))
        })
        .collect()
}

/// A municipality that publishes under its own name should not publish examples: its own are named one by one, those of
/// the base together.
pub(crate) fn note_examples(site: &Site, diagnostics: &mut Diagnostics) {
    if site.config.fictional || site.config.draft {
        return;
    }
    let mut from_base = 0;
    let offers = site
        .languages
        .iter()
        .flat_map(|language| language.offers.iter());
    for (_, offer) in offers.filter(|(_, offer)| offer.front.example) {
        if &*offer.document.top().layer == BASE_LAYER {
            from_base += 1;
        } else {
            diagnostics.at(
                locate(&offer.document, &keys!["example"]),
                Problem::ExampleOffer,
            );
        }
    }
    if from_base > 0 {
        diagnostics.general(Problem::ExampleOffersOfBase { count: from_base });
    }
}
