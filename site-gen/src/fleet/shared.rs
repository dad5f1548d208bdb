//! What municipalities over the same layers share, made once: their content, checked, and every page on a letterhead with
//! blanks. A municipality then costs its letterhead, the pages that show its facts, and what its own content changes.
//!
//! A page with blanks holds for a municipality if no part of the content that it was made of differs ([`seen`]), or else if its
//! model is the same as here, blanks and all: then the templates, which do nothing with a letterhead but copy it, would give the
//! same page around the blanks. Where that cannot be told, the municipality is built by itself.
//!
//! [`seen`]: crate::site::seen

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::frame::{Frame, has_blanks};
use super::town::{Blob, Body, TownFile};
use crate::assets::{Assets, Purpose};
use crate::brand::{Brand, Drawn};
use crate::build::{self, PageFault, Ready};
use crate::catalogue::Known;
use crate::diagnostic::Diagnostics;
use crate::markdown::Heading;
use crate::markdown::links::AnchorUse;
use crate::output;
use crate::page::check::offers::{self, Learning};
use crate::page::letterhead::{Filling, Letterhead};
use crate::page::paper::Tables;
use crate::page::view::Model;
use crate::page::{Bodies, Common, KnownBodies, Made, Materials, Pages, Subject};
use crate::render::Renderer;
use crate::site::LanguageSite;
use crate::site::route::Route;
use crate::site::seen::{self, Part, Parts};
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
    /// The documents, decoded.
    known: Known,
    data: Vec<SharedData>,
    /// What was found in reading and checking the shared layers.
    diagnostics: Diagnostics,
    /// Whether nothing of that is about the theme.
    theme_is_faultless: bool,
}

/// The pages in one language.
struct SharedLanguage<'a> {
    language: &'a Arc<LanguageSite>,
    texts: &'a Arc<Texts>,
    renderer: Renderer<'a>,
    /// The letterhead with blanks that all pages stand on.
    form: &'a Letterhead,
    /// The pages that do not show facts.
    pages: Vec<SharedPage<'a>>,
    by_subject: HashMap<Subject, usize>,
    by_file: HashMap<String, usize>,
    bodies: Bodies,
    common: Arc<Common<'a>>,
}

/// One page.
struct SharedPage<'a> {
    file: String,
    route: Route,
    model: Model<'a>,
    /// The parts of the content that it depends on, beside those of what is kept apart.
    parts: Parts,
    frame: Arc<Frame>,
    /// What is kept apart from it, and the page with a blank for that.
    apart: Option<(Learning, Frame)>,
    headings: Option<(Arc<str>, Vec<Heading>)>,
    anchors: Vec<AnchorUse>,
    diagnostics: Diagnostics,
}

/// Data files that are about the same.
struct SharedData {
    group: export::Group,
    /// The parts of the content that they depend on.
    parts: Parts,
    files: Vec<(String, Arc<Blob>)>,
}

impl SharedData {
    fn of(group: export::Group, language: &LanguageSite, texts: &Texts) -> Self {
        let (files, parts) = seen::watch(|| group.files(language, texts));
        let files = files.into_iter();
        Self {
            group,
            parts,
            files: files
                .map(|file| (file.path, Arc::new(Blob::new(file.bytes))))
                .collect(),
        }
    }
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
    let sources = sources.without_own_facts();
    let mut of_theme = Diagnostics::new();
    let theme = Arc::new(Theme::load(&sources.config, &sources.files, &mut of_theme));
    let theme_is_faultless = of_theme.is_empty();
    diagnostics.append(of_theme);
    let known = Known::of(&sources.documents);
    let ready = build::join_with(sources, theme, &known, &mut diagnostics);
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
            learning_apart: true,
            bodies: KnownBodies::default(),
        };
        let pages = Pages::new(site, language, texts, materials);
        let Ok(renderer) = Renderer::new(theme, texts) else {
            return Ok(None);
        };
        let (bodies, common) = (pages.bodies(), pages.common());
        let mut subjects = pages.subjects();
        subjects.retain(|subject| !pages.shows_facts(*subject));
        let printed: Result<Vec<SharedPage<'_>>, PageFault> = subjects
            .par_iter()
            .map(|subject| {
                let (made, parts) = pages.make_watched(*subject);
                let frame = frame(&made, &renderer, theme, *data)?;
                Ok(SharedPage::new(made, parts, frame))
            })
            .collect();
        let Ok(pages) = printed else {
            return Ok(None);
        };
        let files = pages.iter().map(|page| page.file.clone());
        languages.push(SharedLanguage {
            language,
            texts,
            renderer,
            form,
            by_file: files.zip(0..).collect(),
            by_subject: subjects.into_iter().zip(0..).collect(),
            pages,
            bodies,
            common,
        });
    }
    let mut data = Vec::new();
    if let Some(SharedLanguage {
        language, texts, ..
    }) = languages.first()
    {
        let groups = export::Group::ALL.into_iter();
        data.extend(groups.map(|group| SharedData::of(group, language, texts)));
    }
    Ok(Some(work(&Shared {
        ready: &ready,
        cache,
        languages,
        known,
        data,
        diagnostics,
        theme_is_faultless,
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
) -> Result<Frame, PageFault> {
    let html = build::render(made, renderer, theme)?;
    Ok(Frame::cut(&html, &[data, offers::BLANK]))
}

impl<'a> SharedPage<'a> {
    fn new(made: Made<'a>, parts: Parts, frame: Frame) -> Self {
        let (frame, apart) = match made.learning {
            Some(learning) => {
                let whole = frame.with(offers::BLANK, &learning.json);
                (whole, Some((learning, frame)))
            }
            None => (frame, None),
        };
        Self {
            file: made.file,
            route: made.route,
            model: made.model,
            parts,
            frame: Arc::new(frame),
            apart,
            headings: made.headings,
            anchors: made.anchors,
            diagnostics: made.diagnostics,
        }
    }

    /// The page for a municipality whose content differs in some parts. `None` if that would be another.
    fn frame(&self, pages: &Pages<'_>, changed: Parts) -> Option<Arc<Frame>> {
        if self.parts.meet(changed) {
            return None;
        }
        match &self.apart {
            Some((learning, _)) if learning.parts.meet(changed) => {
                Some(self.with(&pages.learning_again(learning)?))
            }
            _ => Some(Arc::clone(&self.frame)),
        }
    }

    /// The page with this in the place of what is kept apart from it.
    fn with(&self, json: &str) -> Arc<Frame> {
        match &self.apart {
            Some((learning, frame)) if learning.json != json => {
                Arc::new(frame.with(offers::BLANK, json))
            }
            _ => Arc::clone(&self.frame),
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
        let (changes_content, adds_files) = (has("content/"), has("static/"));
        let ready = if changes_content {
            found = Diagnostics::new();
            let sources = source::read_stack(stack, config, &mut found)?;
            if !can_be_cut(&sources) {
                return Ok(None);
            }
            let theme = self.theme(&sources.config, &sources.files, &mut found);
            build::join_with(sources, theme, &self.known, &mut found)
        } else {
            self.with_facts(own, config, &mut found)
        };
        let assets = assets(&ready, &ready.files, &mut found);
        let static_files = build::static_files(&ready.files);
        if ready.site.languages.len() != self.languages.len() {
            return Ok(None);
        }
        let mut changed = Parts::NONE;
        if ready.drawings != self.ready.drawings {
            changed = changed.with(Part::Drawings);
        }
        if adds_files {
            changed = changed.with(Part::Gaps);
        }
        let mut data = Vec::new();
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
            // What has content of its own has a site of its own; the others have the shared one.
            let is_shared = Arc::ptr_eq(language, shared.language);
            let changed = if is_shared {
                changed
            } else {
                changed.and(shared.language.differences(language))
            };
            let without_programs = letterhead.without_programs(&form);
            let materials = Materials {
                assets: &assets,
                static_files: &static_files,
                drawings: &ready.drawings,
                letterhead: &without_programs,
                tables: &self.cache.tables,
                learning_apart: false,
                bodies: shared.bodies.unless(changed),
            };
            // The data are those of the default language.
            if data.is_empty() {
                data = self.data_files(language, shared.texts, changed);
            }
            let common = if is_shared {
                Arc::clone(&shared.common)
            } else {
                Arc::new(Common::of(language))
            };
            let own = Pages::over(common, &ready.site, language, shared.texts, materials);
            let town = Town {
                shared,
                theme: &self.ready.theme,
                blank: own.of(Materials {
                    letterhead: &form,
                    learning_apart: true,
                    ..materials
                }),
                own,
                changed,
                filling: Arc::new(filling),
            };
            let printed = town.pages(&mut found);
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
        files.extend(data);
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
        let theme = self.theme(&config, &files, diagnostics);
        let languages = self.ready.site.languages.clone();
        Ready {
            site: check::with_facts(config, languages, diagnostics),
            theme,
            files,
            drawings: Arc::clone(&self.ready.drawings),
            editing: None,
        }
    }

    /// The theme of a municipality that changes nothing of it but the colours. What there is to say of it is told at a place in
    /// its own facts.
    fn theme(
        &self,
        config: &SiteConfig,
        files: &FileStacks,
        diagnostics: &mut Diagnostics,
    ) -> Arc<Theme> {
        let brand = &config.brand;
        if self.theme_is_faultless && brand.primary.is_none() && brand.accent.is_none() {
            Arc::clone(&self.ready.theme)
        } else {
            Arc::new(Theme::load(config, files, diagnostics))
        }
    }

    /// The data files; those that depend on what differs are made anew, and shared where nothing came of it.
    fn data_files(&self, language: &LanguageSite, texts: &Texts, changed: Parts) -> Vec<TownFile> {
        let shared = |(path, blob): &(String, Arc<Blob>)| TownFile {
            path: path.clone(),
            body: Body::Shared(Arc::clone(blob)),
        };
        let mut files = Vec::new();
        for data in &self.data {
            if !data.parts.meet(changed) {
                files.extend(data.files.iter().map(shared));
                continue;
            }
            for file in data.group.files(language, texts) {
                let mut known = data.files.iter();
                let known =
                    known.find(|(path, blob)| *path == file.path && *blob.bytes() == *file.bytes);
                files.push(known.map_or_else(|| TownFile::from(file), shared));
            }
        }
        files
    }
}

/// A municipality at its pages in one language.
struct Town<'t> {
    shared: &'t SharedLanguage<'t>,
    theme: &'t Theme,
    /// Pages on its own letterhead, with blanks for programs alone.
    own: Pages<'t>,
    /// The same on the letterhead with blanks.
    blank: Pages<'t>,
    /// The parts of the content in which it differs from the shared one.
    changed: Parts,
    filling: Arc<Filling>,
}

impl Town<'_> {
    /// All pages.
    fn pages(&self, diagnostics: &mut Diagnostics) -> Result<Whole, PageFault> {
        let mut whole = Whole::default();
        for subject in self.own.subjects() {
            if self.own.shows_facts(subject) {
                self.print(subject, &mut whole, diagnostics)?;
                continue;
            }
            let known = self.shared.by_subject.get(&subject);
            let known = known.and_then(|place| {
                let page = &self.shared.pages[*place];
                Some((page, page.frame(&self.blank, self.changed)?))
            });
            if let Some((page, frame)) = known {
                let file = self.framed(page.file.clone(), frame);
                whole.add_shared(page, file, diagnostics);
            } else {
                let made = self.blank.make(subject);
                let frame = self.frame(&made)?;
                let file = self.framed(made.file.clone(), frame);
                whole.add(made, subject, file, diagnostics);
            }
        }
        Ok(whole)
    }

    /// A page that was made on the letterhead with blanks. It may turn out to be the shared one.
    fn frame(&self, made: &Made<'_>) -> Result<Arc<Frame>, PageFault> {
        let apart = made.learning.as_ref().map(|learning| &*learning.json);
        let known = self.shared.by_file.get(&made.file);
        let known = known.map(|place| &self.shared.pages[*place]);
        if let Some(known) = known.filter(|known| known.model == made.model) {
            return Ok(apart.map_or_else(|| Arc::clone(&known.frame), |json| known.with(json)));
        }
        let frame = frame(made, &self.shared.renderer, self.theme, self.filling.data())?;
        Ok(Arc::new(match apart {
            Some(json) => frame.with(offers::BLANK, json),
            None => frame,
        }))
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
        let file = self.framed(made.file.clone(), Arc::new(frame));
        whole.add(made, subject, file, diagnostics);
        Ok(())
    }

    fn framed(&self, path: String, frame: Arc<Frame>) -> TownFile {
        TownFile {
            path,
            body: Body::Framed(frame, Arc::clone(&self.filling)),
        }
    }
}

impl Whole {
    fn add_shared(&mut self, page: &SharedPage<'_>, file: TownFile, diagnostics: &mut Diagnostics) {
        self.files.push(file);
        self.routes.push(page.route.clone());
        self.headings.extend(page.headings.clone());
        self.anchors.extend(page.anchors.iter().cloned());
        for diagnostic in page.diagnostics.iter() {
            diagnostics.add(diagnostic.clone());
        }
    }

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
