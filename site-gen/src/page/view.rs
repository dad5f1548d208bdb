//! View models: all that a template may read, one type for each template.

use serde::Serialize;

/// What a template is rendered with.
#[derive(Debug, PartialEq, Serialize)]
pub struct Model<'a> {
    /// What every page of the site shows.
    pub site: SiteView<'a>,
    /// What every page has of its own.
    pub page: PageView,
    /// What only this kind of page has.
    pub view: View,
    /// What the page runs, if it runs anything.
    pub program: Option<ProgramView<'a>>,
}

/// A program as a page carries it.
#[derive(Debug, PartialEq, Serialize)]
pub struct ProgramView<'a> {
    /// The id of the element with its data.
    pub data_id: &'static str,
    /// Its data, ready to stand in a script element.
    pub data: String,
    /// The script.
    pub script: &'a str,
    /// A script for browsers that do not run the other, if it has one.
    pub script_for_old: Option<&'static str>,
}

/// What every page of the site shows.
#[derive(Debug, PartialEq, Serialize)]
#[allow(
    missing_docs,
    reason = "the names say it; the theme's README lists them"
)]
pub struct SiteView<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub subtitle: Option<&'a str>,
    pub lang: &'a str,
    pub draft: bool,
    pub base: bool,
    pub nav: Vec<NavLink>,
    pub footer: Vec<Link>,
    pub contact: &'a ContactView,
    pub home_url: String,
    pub css_url: Option<String>,
    pub inline_css: Option<&'a str>,
    pub csp: &'a str,
    pub logo_url: Option<String>,
    pub icon: IconView,
    pub share_url: Option<String>,
    pub generator: &'static str,
}

/// The picture in the browser's tab.
#[derive(Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct IconView {
    pub url: String,
    pub kind: &'static str,
}

/// Whom readers may ask. What is missing in a draft is empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct ContactView {
    pub office: String,
    pub email: String,
    pub phone: String,
    /// The telephone number as a device dials it.
    pub dial: String,
    pub address: Vec<String>,
}

/// What every page has of its own.
#[derive(Debug, PartialEq, Serialize)]
#[allow(
    missing_docs,
    reason = "the names say it; the theme's README lists them"
)]
pub struct PageView {
    pub kind: &'static str,
    pub title: String,
    pub document_title: String,
    pub summary: String,
    pub canonical: Option<String>,
    pub breadcrumbs: Vec<Link>,
    pub toc: Vec<TocEntry>,
    pub body: String,
    pub prev: Option<Link>,
    pub next: Option<Link>,
    pub tags: Vec<String>,
    pub terms: Vec<TermView>,
}

/// What only one kind of page has.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each is named after its template")]
pub enum View {
    Home(HomeView),
    Section(SectionView),
    Chapter(ChapterView),
    Area(AreaView),
    Competence(CompetenceView),
    Occupation(OccupationView),
    Offer(OfferView),
    Path(PathView),
    Unit(UnitView),
    Programme(ProgrammeView),
    News(NewsView),
    Municipality(MunicipalityView),
    Page(PageBodyView),
    Glossary(GlossaryView),
    NotFound(EmptyView),
    AllItems(AllItemsView),
    Poster(Box<PosterView>),
    Surveys(SurveysView),
    Check(Box<CheckView>),
}

impl View {
    /// The template that shows it.
    #[must_use]
    pub const fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Section(_) => "section.html",
            Self::Chapter(_) => "chapter.html",
            Self::Area(_) => "area.html",
            Self::Competence(_) => "competence.html",
            Self::Occupation(_) => "occupation.html",
            Self::Offer(_) => "offer.html",
            Self::Path(_) => "path.html",
            Self::Unit(_) => "unit.html",
            Self::Programme(_) => "programme.html",
            Self::News(_) => "news.html",
            Self::Municipality(_) => "municipality.html",
            Self::Page(_) => "page.html",
            Self::Glossary(_) => "glossary.html",
            Self::NotFound(_) => "404.html",
            Self::AllItems(_) => "all-items.html",
            Self::Poster(_) => "poster.html",
            Self::Surveys(_) => "surveys.html",
            Self::Check(_) => "check.html",
        }
    }

    /// The kind of page, for style sheets.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        let template = self.template();
        template.strip_suffix(".html").unwrap_or(template)
    }
}

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize)]
            #[allow(missing_docs, reason = "the names say it; the theme's README lists them")]
            pub struct $name { $(pub $field: $kind),* }
        )*
    };
}

views! {
    /// A link.
    Link { title: String, url: String }
    /// A link of the main navigation.
    NavLink { title: String, url: String, current: bool }
    /// An entry of a table of contents.
    TocEntry { title: String, id: String, children: Vec<TocChild> }
    /// An entry below an entry.
    TocChild { title: String, id: String }
    /// A page as a card.
    Card { title: String, url: String, summary: String, meta: Vec<String>, badge: Option<String>, number: Option<String> }
    /// A figure with a label.
    Number { value: String, label: String }
    /// A way in.
    Door { title: String, text: String, url: String, label: String }
    /// The home page.
    HomeView { doors: Vec<Door>, numbers: Vec<Number>, occupations: Vec<Card>, checks: Vec<Link> }
    /// Cards under a heading.
    Group { title: Option<String>, summary: Option<String>, url: Option<String>, cards: Vec<Card> }
    /// A section.
    SectionView { groups: Vec<Group>, map: Option<String>, choice_first: bool, progress: bool, posters: Option<Link>, surveys: Option<Link>, table: Option<Link> }
    /// A part of the guide.
    PartView { number: u8, title: String }
    /// A chapter in the list of all chapters.
    Sibling { title: String, url: String, current: bool }
    /// A part in the list of all chapters.
    SiblingPart { title: String, chapters: Vec<Sibling> }
    /// A chapter.
    ChapterView { part: PartView, effort: Option<String>, audience: Vec<String>, occupations: Vec<Link>, sources: Vec<String>, siblings: Vec<SiblingPart> }
    /// An area.
    AreaView { number: String, cards: Vec<Card> }
    /// A level of a competence.
    LevelView { number: u8, name: String, text: String }
    /// An example from an occupation.
    ExampleView { occupation: Link, text: String }
    /// A target profile's row by occupation.
    TargetByOccupation { occupation: Link, careers: Vec<String> }
    /// What a competence corresponds to elsewhere.
    MappingView { framework: String, codes: Vec<String> }
    /// A competence.
    CompetenceView {
        area: Link, levels: Vec<LevelView>, examples: Vec<ExampleView>, targets: Vec<TargetByOccupation>, offers: Vec<Card>,
        mapping: Vec<MappingView>, ai: Option<String>, tasks: usize, check: Option<Link>, checks: Vec<Link>,
    }
    /// A target profile's row by competence.
    TargetByCompetence { competence: Link, careers: Vec<String> }
    /// The rows of one area, and the mean of its targets for each career.
    TargetGroup { area: Link, careers: Vec<String>, rows: Vec<TargetByCompetence> }
    /// A self-check as an occupation's page names it.
    CheckLink { title: String, url: String, minutes: u32, summary: String }
    /// An occupation.
    OccupationView {
        desk: String, kldb: Option<String>, formats: Vec<String>, quiet_months: Option<String>, full_months: Option<String>, picture: Option<String>, targets: Vec<TargetGroup>, checks: Vec<CheckLink>,
        offers: Vec<Card>, all_offers: Option<Link>, paths: Vec<Card>, careers: Vec<String>, poster: Option<Link>,
    }
    /// Who offers something.
    ProviderView { name: String, url: Option<String>, internal: bool }
    /// A lift.
    RaiseView { competence: Link, from: String, to: String }
    /// An offer.
    OfferView {
        provider: ProviderView, formats: Vec<String>, duration: String, cost: String, vouchers: Option<String>, example: bool,
        url: Option<String>, license: Option<String>, occupations: Vec<Link>, raises: Vec<RaiseView>, requires: Vec<Link>,
        unlocks: Vec<Link>, paths: Vec<Link>,
    }
    /// A step of a path.
    StepView { number: usize, title: String, url: String, summary: String, duration: String, meta: Vec<String> }
    /// A path.
    PathView { goal: String, picture: String, steps: Vec<StepView>, occupations: Vec<Link>, duration: String }
    /// What the solution of a question says about one of its parts, or about all of it.
    SolutionView { right: Option<bool>, text: String, why: Option<String> }
    /// A question of a quiz.
    QuizView { item: ItemView, solution: Vec<SolutionView> }
    /// A learning unit.
    UnitView { duration: String, raises: Vec<RaiseView>, quiz: Vec<QuizView> }
    /// A criterion of a programme.
    CriterionView { id: String, title: String, question: String, options: Vec<OptionView>, talk: String }
    /// A date of a programme.
    MilestoneView { week: u32, title: String, text: String }
    /// A programme.
    ProgrammeView { criteria: Vec<CriterionView>, timeline: Vec<MilestoneView> }
    /// A piece of news.
    NewsView { date: String }
    /// A municipality.
    MunicipalityView { land: String, since: Option<String>, url: Option<String>, occupations: Vec<Link> }
    /// A term that a page uses, with its explanation: the ids of both, and its place in the glossary.
    TermView { id: String, use_id: String, term: String, text: String, url: String }
    /// A term of the glossary.
    GlossaryTerm { id: String, term: String, text: String, link: Option<Link> }
    /// The terms that begin with a letter.
    GlossaryLetter { letter: String, terms: Vec<GlossaryTerm> }
    /// The glossary.
    GlossaryView { letters: Vec<GlossaryLetter> }
    /// All items of an area with their keys.
    AllItemsView { area: Link, explanation: Option<Link>, competences: Vec<KeyedItems> }
    /// The items of a competence.
    KeyedItems { id: String, competence: Link, items: Vec<KeyedItem> }
    /// An item with all that can be answered, what is right, and how it counts.
    KeyedItem {
        id: String, question: String, kind: String, level: Option<String>, occupations: Vec<String>, variant_of: Option<String>, quiz: bool,
        provisional: bool, given: Vec<String>, ordered: bool, lines: Vec<KeyedLine>, before: Vec<String>, counting: String, guessing: Option<String>,
        source: Option<String>,
    }
    /// An answer, a part, a step, a card or a field: what it is worth, in words, and why.
    KeyedLine { label: String, right: bool, text: String, why: Option<String> }
    /// A file to take along.
    DownloadView { label: String, url: String }
    /// A free page.
    PageBodyView { downloads: Vec<DownloadView> }
    /// Nothing beyond what every page has.
    EmptyView {}
    /// What a check's page says about its blueprint.
    BlueprintView { title: String, minutes: u32, tasks: usize, ratings: usize }
    /// A career level to choose.
    CareerView { id: &'static str, title: String }
    /// A way of learning to choose.
    FormatView { id: &'static str, title: String }
    /// An answer to choose.
    OptionView { index: usize, text: String }
    /// A part of a scene.
    ScenePartView { index: usize, text: String, link: Option<String> }
    /// A field to fill in.
    FieldView { index: usize, label: String, control: &'static str, inputmode: Option<&'static str>, choices: Vec<OptionView> }
    /// An item of the form.
    ItemView {
        id: String, number: usize, kind: &'static str, facet: &'static str, question: String, hint: Option<String>,
        scene: Option<&'static str>, options: Vec<OptionView>, parts: Vec<ScenePartView>, steps: Vec<OptionView>,
        groups: Vec<OptionView>, cards: Vec<OptionView>, given: Vec<String>, fields: Vec<FieldView>, reserve: bool,
    }
    /// An item of the scoring key. What one needs to count points with a pen stands apart: on a screen the program counts.
    KeyView { number: usize, question: String, facet: &'static str, points: Vec<String>, by_hand: Option<String>, source: Option<String>, reserve: bool }
    /// A level as the key explains it.
    LevelName { number: u8, name: String }
    /// A QR code: the side of its drawing and the data of the path.
    CodeView { side: u32, path: String }
    /// Where an occupation gets into a survey: its self-check, and the invitation as people pass it on.
    InvitationView { occupation: String, url: String, address: Option<String> }
    /// A survey.
    SurveyView { id: String, wave: u8, from: String, to: String, first_day: String, last_day: String, smallest_group: u32, invitations: Vec<InvitationView> }
    /// All surveys of the site.
    SurveysView { surveys: Vec<SurveyView> }
    /// A poster. Without an address it says what to set.
    PosterView {
        heading: String, minutes: u32, code: Option<CodeView>, address: Option<String>, check: Link, office: String, place: usize,
        checks: Vec<OptionView>, surveys: Vec<OptionView>, others: Vec<Link>,
    }
    /// A self-check.
    CheckView {
        blueprint: BlueprintView, subject: Option<Link>, of_competence: bool, others: Vec<Link>, careers: Vec<CareerView>, items: Vec<ItemView>,
        key: Vec<KeyView>, tables: Vec<TableView>, levels: Vec<LevelName>, formats: Vec<FormatView>, targeted: bool, provisional: bool,
    }
    /// From sums of points on paper to levels, for one or several scales.
    TableView { scales: Vec<TableScale>, rows: Vec<TableRow>, difference: String }
    /// A scale, and the numbers of its lines on the form.
    TableScale { title: String, numbers: String }
    /// What a range of sums says.
    TableRow { points: String, level: String, range: String }
}
