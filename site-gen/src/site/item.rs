//! Items: tasks and ratings, each of one kind, with the model it is scored by.

use assess_core::bank::Kind;
use assess_core::model::GradedModel;
use assess_core::task::Task;

use super::arena::Handle;
use super::{Competence, ItemFile, Occupation};
use crate::catalogue::front::{Facet, FieldType, Scene};

/// An item of the bank.
#[derive(Debug, PartialEq)]
pub struct Item {
    /// Its id; never reused.
    pub id: String,
    /// The file it stands in.
    pub file: Handle<ItemFile>,
    /// Its place among the `[[item]]` tables of the file, from 0.
    pub place: usize,
    /// The competence it is about.
    pub competence: Handle<Competence>,
    /// The occupations it is for; none means all.
    pub occupations: Vec<Handle<Occupation>>,
    /// The item it is the same task as, in another job's clothes.
    pub variant_of: Option<String>,
    /// The level it is a task of; 0 for a rating, which spans all.
    pub level: u8,
    /// How long it takes, in minutes, as its author thinks; above 0.
    pub minutes: f64,
    /// For learning units only.
    pub quiz: bool,
    /// What is asked.
    pub question: String,
    /// Why the key is right; empty for a rating.
    pub source: String,
    /// What is shown and answered.
    pub body: Body,
    /// How an answer is scored.
    pub task: Task,
    /// How a score becomes a standing.
    pub model: GradedModel,
    /// Whether its author said so, and not the answers of many people.
    pub provisional: bool,
}

/// What an item shows, by kind.
#[derive(Debug, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of the front matter")]
pub enum Body {
    Rating {
        options: Vec<String>,
    },
    Single {
        options: Vec<Choice>,
    },
    Multiple {
        options: Vec<Choice>,
    },
    Spot {
        scene: Scene,
        parts: Vec<Part>,
    },
    Situation {
        options: Vec<Judged>,
    },
    Order {
        steps: Vec<String>,
        critical: Vec<(usize, usize)>,
        shown: Vec<usize>,
    },
    Assign {
        groups: Vec<String>,
        cards: Vec<Card>,
    },
    Fill {
        fields: Vec<Field>,
    },
}

/// An answer that is right or wrong.
#[derive(Debug, PartialEq)]
pub struct Choice {
    /// The words.
    pub text: String,
    /// Whether it is right.
    pub key: bool,
    /// Why.
    pub why: String,
}

/// A part of a mock message, notice, form or screen.
#[derive(Debug, PartialEq)]
pub struct Part {
    /// The words.
    pub text: String,
    /// Where a mock link would lead.
    pub link: Option<String>,
    /// Whether it is to be marked.
    pub sign: bool,
    /// Why.
    pub why: String,
}

/// A reaction that is more or less good.
#[derive(Debug, PartialEq)]
pub struct Judged {
    /// The words.
    pub text: String,
    /// How good it is, in thirds.
    pub value: u8,
    /// Why.
    pub why: String,
}

/// A card to sort.
#[derive(Debug, PartialEq)]
pub struct Card {
    /// The words.
    pub text: String,
    /// The group it belongs to, from 0.
    pub group: usize,
    /// Why.
    pub why: String,
}

/// A field of a form.
#[derive(Debug, PartialEq)]
pub struct Field {
    /// Its label.
    pub label: String,
    /// What it is filled in with.
    pub control: FieldType,
    /// What there is to choose from, if that is how it is filled in.
    pub choices: Vec<String>,
    /// What is right, as authors wrote it and as the control writes it; empty if the field is needless.
    pub accept: Vec<String>,
    /// The fact behind it, as readers are told; empty if there is none.
    pub given: String,
    /// Why.
    pub why: String,
}

impl Field {
    /// Whether it is to stay empty.
    #[must_use]
    pub fn is_needless(&self) -> bool {
        self.accept.is_empty()
    }

    /// Whether each choice is right.
    pub fn right_choices(&self) -> impl Iterator<Item = bool> {
        self.choices
            .iter()
            .map(|choice| self.accept.contains(choice))
    }
}

impl Item {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.task.kind()
    }

    /// Whether it shows a skill or asks for a rating.
    #[must_use]
    pub fn facet(&self) -> Facet {
        match self.body {
            Body::Rating { .. } => Facet::Own,
            _ => Facet::Shown,
        }
    }

    /// How many options, parts, steps, cards or fields it has.
    #[must_use]
    pub fn parts(&self) -> usize {
        match &self.body {
            Body::Rating { options } => options.len(),
            Body::Single { options } | Body::Multiple { options } => options.len(),
            Body::Spot { parts, .. } => parts.len(),
            Body::Situation { options } => options.len(),
            Body::Order { steps, .. } => steps.len(),
            Body::Assign { cards, .. } => cards.len(),
            Body::Fill { fields } => fields.len(),
        }
    }

    /// The id that it shares with its variants.
    #[must_use]
    pub fn group(&self) -> &str {
        self.variant_of.as_deref().unwrap_or(&self.id)
    }
}
