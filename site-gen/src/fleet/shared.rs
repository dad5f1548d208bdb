//! What municipalities over the same layers share, made once: their content, checked, and every page on a letterhead with
//! blanks. A municipality then costs its letterhead, the pages that show its facts, and what its own content changes.
//!
//! A page with blanks holds for a municipality if its model is the same as here, blanks and all: then the templates, which
//! do nothing with a letterhead but copy it, would give the same page around the blanks. Where that cannot be told, the
//! municipality is built by itself.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::frame::{Frame, has_blanks};
use super::town::{Body, TownFile};
use crate::assets::{Assets, Purpose};
use crate::brand::{Brand, Drawn};
use crate::build::{self, PageFault, Ready};
use crate::diagnostic::Diagnostics;
use crate::markdown::Heading;
use crate::markdown::links::AnchorUse;
use crate::output;
use crate::page::letterhead::{Filling, Letterhead};
use crate::page::paper::Tables;
use crate::page::view::Model;
use crate::page::{Made, Materials, Pages, Subject};
use crate::render::Renderer;
use crate::site::LanguageSite;
use crate::site::route::Route;
use crate::source::config::SiteConfig;
use crate::source::document::Document;
use crate::source::layer::{FileStacks, MachineError};
use crate::source::{self, Sources, Stack};
use crate::theme::Theme;
use crate::theme::texts::Texts;
use crate::{check, export};

/// What takes long and is often the same, whatever the group.
#[derive(Default)]
pub(super) struct Cache {
    tables: Tables,
    drawn: Drawn,
}

/// What the municipalities of one group share.
pub(super) struct Shared<'a> {
    ready: &'a Ready,
    cache: &'a Cache,
    languages: Vec<SharedLanguage<'a>>,
    /// The data files by their paths.
    data: HashMap<String, Arc<Vec<u8>>>,
    /// What was found in reading and checking the shared layers.
    diagnostics: Diagnostics,
}

/// The pages in one language.
struct SharedLanguage<'a> {
    language: &'a LanguageSite,
    texts: &'a Arc<Texts>,
    renderer: Renderer<'a>,
    /// The letterhead with blanks that all pages stand on.
    form: &'a Letterhead,
    pages: Vec<SharedPage<'a>>,
    /// The pages that have a frame, by their files.
    by_file: HashMap<String, usize>,
}

/// One page.
struct SharedPage<'a> {
    subject: Subject,
    /// `None` if each municipality makes it anew.
    framed: Option<Framed<'a>>,
}

struct Framed<'a> {
    file: String,
    route: Route,
    model: Model<'a>,
    frame: Arc<Frame>,
    headings: Option<(Arc<str>, Vec<Heading>)>,
    anchors: Vec<AnchorUse>,
    diagnostics: Diagnostics,
}

/// Makes what municipalities share and hands it to `work`. `first` and `config` are the layers and facts of one of them; what
/// these say is not used, only which of them there are. `None` if these municipalities cannot share pages.
///
/// # Errors
/// When the machine fails us.
pub(super) fn with_shared<R>(
    first: &Stack,
    config: &SiteConfig,
    cache: &Cache,
    work: impl FnOnce(&Shared<'_>) -> R,
) -> Result<Option<R>, MachineError> {
    let mut diagnostics = Diagnostics::new();
    let sources = source::read_stack(&first.below(), config.clone(), &mut diagnostics)?;
    if !can_be_cut(&sources) {
        return Ok(None);
    }
    let ready = build::join(sources.without_own_facts(), &mut diagnostics);
    if diagnostics.has_errors() || !ready.theme.only_copies() {
        return Ok(None);
    }
    let theme = &*ready.theme;
    // A letterhead with a logo has a blank for it, so one is needed; what is wrong with it is told when its owner's turn comes.
    let mut with_logo = ready.files.clone();
    if let Some(own) = first.layers().last() {
        let unheard = &mut Diagnostics::new();
        with_logo.add(source::read_layer(own, first.layers().len(), unheard)?);
    }
    let assets = assets(&ready, &with_logo, &mut Diagnostics::new());
    let static_files = build::static_files(&ready.files);
    let site = &ready.site;
    let mut forms = Vec::new();
    for language in &site.languages {
        let Some((form, filling)) = Letterhead::of(site, language, &assets).blank() else {
            return Ok(None);
        };
        forms.push((form, filling.data(), theme.texts(&language.language)));
    }
    let mut languages = Vec::new();
    for (language, (form, data, texts)) in site.languages.iter().zip(&forms) {
        let materials = Materials {
            assets: &assets,
            static_files: &static_files,
            drawings: &ready.drawings,
            letterhead: form,
            tables: &cache.tables,
        };
        let pages = Pages::new(site, language, texts, materials);
        let Ok(renderer) = Renderer::new(theme, texts) else {
            return Ok(None);
        };
        let printed: Result<Vec<SharedPage<'_>>, PageFault> = pages
            .subjects()
            .into_par_iter()
            .map(|subject| {
                let framed = if pages.shows_facts(subject) {
                    None
                } else {
                    let made = pages.make(subject);
                    let frame = frame(&made, &renderer, theme, *data)?;
                    Some(Framed::new(made, frame))
                };
                Ok(SharedPage { subject, framed })
            })
            .collect();
        let Ok(pages) = printed else {
            return Ok(None);
        };
        let files = pages.iter().enumerate();
        languages.push(SharedLanguage {
            language,
            texts,
            renderer,
            form,
            by_file: files
                .filter_map(|(place, page)| Some((page.framed.as_ref()?.file.clone(), place)))
                .collect(),
            pages,
        });
    }
    let data = export::data(site, |language| theme.texts(&language.language)).into_iter();
    Ok(Some(work(&Shared {
        ready: &ready,
        cache,
        languages,
        data: data.map(|file| (file.path, Arc::new(file.bytes))).collect(),
        diagnostics,
    })))
}

/// The look of a municipality.
fn assets(ready: &Ready, files: &FileStacks, diagnostics: &mut Diagnostics) -> Assets {
    let brand = Brand::of(&ready.site.config, &ready.theme, files, diagnostics);
    Assets::new(&ready.theme, brand, Purpose::Publication)
}

/// Whether no text holds a character that stands for a blank.
fn can_be_cut(sources: &Sources) -> bool {
    let texts = sources.documents.iter().flat_map(Document::texts);
    !texts
        .map(|text| &text.text)
        .any(|text| has_blanks(text.as_bytes()))
        && !sources.drawings.iter().any(|file| has_blanks(&file.bytes))
        && are_free(&sources.files)
}

fn are_free(files: &FileStacks) -> bool {
    !["themes/", "templates/", "strings/"]
        .iter()
        .flat_map(|folder| files.stacks_below(folder))
        .flat_map(|(_, stack)| stack)
        .any(|file| has_blanks(&file.bytes))
}

fn frame(
    made: &Made<'_>,
    renderer: &Renderer<'_>,
    theme: &Theme,
    data: usize,
) -> Result<Arc<Frame>, PageFault> {
    let html = build::render(made, renderer, theme)?;
    Ok(Arc::new(Frame::cut(&html, data)))
}

impl<'a> Framed<'a> {
    fn new(made: Made<'a>, frame: Arc<Frame>) -> Self {
        Self {
            file: made.file,
            route: made.route,
            model: made.model,
            frame,
            headings: made.headings,
            anchors: made.anchors,
            diagnostics: made.diagnostics,
        }
    }
}

/// What is left to be looked at when all pages of a language are there.
#[derive(Default)]
struct Whole {
    files: Vec<TownFile>,
    routes: Vec<Route>,
    headings: HashMap<Arc<str>, Vec<Heading>>,
    anchors: Vec<AnchorUse>,
}

impl Shared<'_> {
    /// Prints the site of a municipality. `None` if it must be built by itself.
    ///
    /// # Errors
    /// When the machine fails us; faults of the content are diagnostics.
    pub(super) fn print(
        &self,
        stack: &Stack,
        config: SiteConfig,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Vec<TownFile>>, MachineError> {
        let Some(own) = stack.layers().last() else {
            return Ok(None);
        };
        // The page for editing in the browser knows the municipality's project; it is made with a whole build. The other is how
        // `Debug` writes a character that stands for a blank.
        if config.cms || format!("{config:?}").contains("\\u{f00") {
            return Ok(None);
        }
        // What is found in reading is found again if the municipality is built by itself.
        let mut found = Diagnostics::new();
        let own = source::read_layer(own, stack.layers().len(), &mut found)?;
        let has = |folder: &str| own.paths().any(|path| path.starts_with(folder));
        if has("themes/") || has("templates/") || has("strings/") {
            return Ok(None);
        }
        let changes_content = has("content/");
        let ready = if changes_content {
            found = Diagnostics::new();
            let sources = source::read_stack(stack, config, &mut found)?;
            if !can_be_cut(&sources) {
                return Ok(None);
            }
            build::join(sources, &mut found)
        } else {
            self.with_facts(own, config, &mut found)
        };
        let assets = assets(&ready, &ready.files, &mut found);
        let static_files = build::static_files(&ready.files);
        if ready.site.languages.len() != self.languages.len() {
            return Ok(None);
        }
        let mut files = Vec::new();
        let mut routes = Vec::new();
        for (shared, language) in self.languages.iter().zip(&ready.site.languages) {
            let letterhead = Letterhead::of(&ready.site, language, &assets);
            let Some((form, filling)) = letterhead.blank() else {
                return Ok(None);
            };
            if form != *shared.form || language.language != shared.language.language {
                return Ok(None);
            }
            let without_programs = letterhead.without_programs(&form);
            let materials = Materials {
                assets: &assets,
                static_files: &static_files,
                drawings: &ready.drawings,
                letterhead: &without_programs,
                tables: &self.cache.tables,
            };
            let town = Town {
                shared,
                theme: &self.ready.theme,
                own: Pages::new(&ready.site, language, shared.texts, materials),
                filling: Arc::new(filling),
            };
            let printed = if changes_content {
                let materials = Materials {
                    letterhead: &form,
                    ..materials
                };
                let pages = Pages::new(&ready.site, language, shared.texts, materials);
                town.pages_of_its_own(&pages, &mut found)
            } else {
                town.pages_as_shared(&mut found)
            };
            let Ok(whole) = printed else {
                // The same fault is found by building it alone, where it is also told.
                return Ok(None);
            };
            build::check_anchors(&whole.anchors, &whole.headings, &mut found);
            files.extend(whole.files);
            routes.extend(whole.routes);
        }
        files.extend(
            assets
                .files(&self.cache.drawn)
                .into_iter()
                .map(TownFile::from),
        );
        let addresses = export::addresses(&ready.site, &routes);
        files.extend(addresses.into_iter().map(TownFile::from));
        files.extend(self.data_files(changes_content.then_some(&ready)));
        let static_files = build::static_outputs(&ready.files, None, &mut found);
        files.extend(static_files.into_iter().map(TownFile::from));
        output::check_clashes(files.iter().map(|file| file.path.as_str()), &mut found);
        build::note_examples(&ready.site, &mut found);
        diagnostics.append(found);
        Ok(Some(files))
    }

    /// The shared content with the facts of a municipality, whose own layer holds files to hand out at most.
    fn with_facts(
        &self,
        own: FileStacks,
        config: SiteConfig,
        diagnostics: &mut Diagnostics,
    ) -> Ready {
        // What is found twice is told once.
        for diagnostic in self.diagnostics.iter() {
            diagnostics.add(diagnostic.clone());
        }
        let mut files = self.ready.files.clone();
        files.add(own);
        let theme = Theme::load(&config, &files, diagnostics);
        let languages = self.ready.site.languages.clone();
        Ready {
            site: check::with_facts(config, languages, diagnostics),
            theme: Arc::new(theme),
            files,
            drawings: Arc::clone(&self.ready.drawings),
            editing: None,
        }
    }

    /// The data files; those of a municipality with content of its own are made anew, and shared where nothing differs.
    fn data_files(&self, own: Option<&Ready>) -> Vec<TownFile> {
        let shared = |path: &str, bytes: &Arc<Vec<u8>>| TownFile {
            path: path.to_owned(),
            body: Body::Shared(Arc::clone(bytes)),
        };
        let Some(ready) = own else {
            let all = self.data.iter();
            return all.map(|(path, bytes)| shared(path, bytes)).collect();
        };
        let texts = |language: &LanguageSite| ready.theme.texts(&language.language);
        let made = export::data(&ready.site, texts).into_iter();
        made.map(|file| match self.data.get(&file.path) {
            Some(bytes) if **bytes == file.bytes => shared(&file.path, bytes),
            _ => TownFile::from(file),
        })
        .collect()
    }
}

/// A municipality at its pages in one language.
struct Town<'t> {
    shared: &'t SharedLanguage<'t>,
    theme: &'t Theme,
    /// Pages on its own letterhead, with blanks for programs alone.
    own: Pages<'t>,
    filling: Arc<Filling>,
}

impl Town<'_> {
    /// All pages, if the content is the shared one.
    fn pages_as_shared(&self, diagnostics: &mut Diagnostics) -> Result<Whole, PageFault> {
        let mut whole = Whole::default();
        for page in &self.shared.pages {
            let Some(framed) = &page.framed else {
                self.print(page.subject, &mut whole, diagnostics)?;
                continue;
            };
            for diagnostic in framed.diagnostics.iter() {
                diagnostics.add(diagnostic.clone());
            }
            whole.routes.push(framed.route.clone());
            whole.headings.extend(framed.headings.clone());
            whole.anchors.extend(framed.anchors.iter().cloned());
            whole
                .files
                .push(self.framed(framed.file.clone(), &framed.frame));
        }
        // The only page that facts add.
        let is_surveys = |page: &SharedPage<'_>| matches!(page.subject, Subject::Surveys);
        if self.own.has_surveys() && !self.shared.pages.iter().any(is_surveys) {
            self.print(Subject::Surveys, &mut whole, diagnostics)?;
        }
        Ok(whole)
    }

    /// All pages, if the municipality has content of its own: `pages` stand on the letterhead with blanks.
    fn pages_of_its_own(
        &self,
        pages: &Pages<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Whole, PageFault> {
        let mut whole = Whole::default();
        for subject in pages.subjects() {
            if pages.shows_facts(subject) {
                self.print(subject, &mut whole, diagnostics)?;
                continue;
            }
            let made = pages.make(subject);
            let known = self.shared.by_file.get(&made.file);
            let known = known
                .and_then(|place| self.shared.pages[*place].framed.as_ref())
                .filter(|known| known.model == made.model);
            let frame = match known {
                Some(known) => Arc::clone(&known.frame),
                None => frame(
                    &made,
                    &self.shared.renderer,
                    self.theme,
                    self.filling.data(),
                )?,
            };
            let file = self.framed(made.file.clone(), &frame);
            whole.add(made, subject, file, diagnostics);
        }
        Ok(whole)
    }

    /// A page that shows more of the municipality than its letterhead.
    fn print(
        &self,
        subject: Subject,
        whole: &mut Whole,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), PageFault> {
        let made = self.own.make(subject);
        let frame = frame(
            &made,
            &self.shared.renderer,
            self.theme,
            self.filling.data(),
        )?;
        let file = self.framed(made.file.clone(), &frame);
        whole.add(made, subject, file, diagnostics);
        Ok(())
    }

    fn framed(&self, path: String, frame: &Arc<Frame>) -> TownFile {
        TownFile {
            path,
            body: Body::Framed(Arc::clone(frame), Arc::clone(&self.filling)),
        }
    }
}

impl Whole {
    fn add(
        &mut self,
        made: Made<'_>,
        subject: Subject,
        file: TownFile,
        diagnostics: &mut Diagnostics,
    ) {
        self.files.push(file);
        self.files
            .extend(made.downloads.into_iter().map(TownFile::from));
        if !matches!(subject, Subject::NotFound) {
            self.routes.push(made.route);
        }
        self.headings.extend(made.headings);
        self.anchors.extend(made.anchors);
        diagnostics.append(made.diagnostics);
    }
}
