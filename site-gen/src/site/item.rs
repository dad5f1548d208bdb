//! Items: tasks and ratings, each of one kind, with the model it is scored by.

use assess_core::bank::Kind;
use assess_core::model::GradedModel;
use assess_core::task::Task;

use super::arena::Handle;
use super::{Competence, Occupation};
use crate::catalogue::front::{Facet, Scene};

/// An item of the bank.
#[derive(Debug)]
pub struct Item {
    /// Its id; never reused.
    pub id: String,
    /// The competence it is about.
    pub competence: Handle<Competence>,
    /// The occupations it is for; none means all.
    pub occupations: Vec<Handle<Occupation>>,
    /// The item it is the same task as, in another job's clothes.
    pub variant_of: Option<String>,
    /// The level it is a task of; 0 for a rating, which spans all.
    pub level: u8,
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
}

/// What an item shows, by kind.
#[derive(Debug)]
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
    },
    Assign {
        groups: Vec<String>,
        cards: Vec<(String, usize, String)>,
    },
    Fill {
        labels: Vec<String>,
    },
}

/// An answer that is right or wrong.
#[derive(Debug)]
pub struct Choice {
    /// The words.
    pub text: String,
    /// Whether it is right.
    pub key: bool,
    /// Why.
    pub why: String,
}

/// A part of a mock message, notice, form or screen.
#[derive(Debug)]
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
#[derive(Debug)]
pub struct Judged {
    /// The words.
    pub text: String,
    /// How good it is, in thirds.
    pub value: u8,
    /// Why.
    pub why: String,
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

    /// The id that it shares with its variants.
    #[must_use]
    pub fn group(&self) -> &str {
        self.variant_of.as_deref().unwrap_or(&self.id)
    }

    /// Whether the self-check page can show it.
    #[must_use]
    pub const fn has_form(&self) -> bool {
        matches!(
            self.body,
            Body::Rating { .. } | Body::Single { .. } | Body::Multiple { .. } | Body::Spot { .. }
        )
    }
}
