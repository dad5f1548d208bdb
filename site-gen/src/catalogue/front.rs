//! The front matter of each kind of content, as written. One file per kind shows every key: the examples of the tests.
//!
//! The types carry their own rules where a rule is about one value alone; what needs a second look at other entries is
//! a matter of `check`.

mod competences;
mod guide;
mod items;
mod learning;
mod pages;
mod self_check;

pub use competences::{
    AiLabel, Area, AreaKind, Competence, Desk, Levels, Mapping, Month, Occupation, Targets,
};
pub use guide::{Audience, Chapter, Part};
pub use items::{
    Calibrated, Card, FieldType, FormField, Item, ItemFile, ItemKind, ItemOption, Minutes, Scene,
    ScenePart, TaskLevel,
};
pub use learning::{
    Criterion, Euros, Format, Milestone, Offer, Path, Programme, Raise, Unit, Vouchers,
};
pub use pages::{Door, Glossary, Home, Municipality, News, Page, Section, Term};
pub use self_check::{Blueprint, BlueprintScale, Each, Facet, ItemCount};
