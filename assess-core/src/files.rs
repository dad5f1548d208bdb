//! The JSON files that users, municipalities and other programs rely on, read and written.
//!
//! Every reader first looks at `format` and refuses what it does not know, then reads the whole file and returns every
//! problem it can name at once. Unknown keys are left aside: a file of a later minor change stays readable. The
//! serialisable counterparts of the types live only here.

mod answers;
mod bank;
mod evaluation;
mod learning;
mod own;
mod plan;
mod profile;
mod result;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;

use crate::answers::AnswerProblem;
use crate::bank::BankProblem;
use crate::id::{ItemId, OfferId, ScaleId};
use crate::model::ModelProblem;

pub use answers::{read_answers, write_answers};
pub use bank::{read_bank, write_bank};
pub use evaluation::{read_evaluation, write_evaluation};
pub use learning::{read_offers, read_target, write_offers, write_target};
pub use own::{read_own, write_own};
pub use plan::write_plan;
pub use profile::{read_profile, write_profile};
pub use result::{read_result, write_result};

/// `format` of a bank.
pub const BANK: &str = "roadmap-bank/1";
/// `format` of answers.
pub const ANSWERS: &str = "roadmap-answers/1";
/// `format` of a profile.
pub const PROFILE: &str = "roadmap-profile/1";
/// `format` of a target.
pub const TARGET: &str = "roadmap-target/1";
/// `format` of learning offers.
pub const OFFERS: &str = "roadmap-offers/1";
/// `format` of a learning plan.
pub const PLAN: &str = "roadmap-plan/1";
/// `format` of a result that is handed over.
pub const RESULT: &str = "roadmap-result/1";
/// `format` of a report about groups.
pub const EVALUATION: &str = "roadmap-evaluation/1";
/// `format` of a file that stays with the person.
pub const OWN: &str = "roadmap-own/1";

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq)]
pub enum FileProblem {
    /// The text is no JSON.
    NotJson(Fault),
    /// The file is of another format, or says of none.
    Format {
        /// What was to be read.
        expected: &'static str,
        /// What the file says; `None` if it says nothing.
        found: Option<String>,
    },
    /// A key is missing, or its value is of another type.
    Shape(Fault),
    /// The values do not make a bank.
    Bank(BankProblem),
    /// The parameters of this item make no model.
    Model {
        /// The item.
        item: ItemId,
        /// What is wrong with them.
        problem: ModelProblem,
    },
    /// A word is none of those that may stand here.
    Word {
        /// The key.
        key: &'static str,
        /// The id of the item or scale it stands in.
        of: String,
        /// The word.
        word: String,
    },
    /// The answers do not fit the bank.
    Answer(AnswerProblem),
    /// The answer to this item has neither a score nor a reason, or both.
    ScoreOrMissing(ItemId),
    /// The score of this item is no whole number.
    ScoreNotWhole(ItemId),
    /// This scale of a profile or result has θ without a standard error or the other way round, or one that is no usable
    /// number; in a result also one with more than two decimals.
    Estimate(ScaleId),
    /// This scale stands in the profile or result twice.
    ScaleTwice(ScaleId),
    /// This offer stands in the file twice.
    OfferTwice(OfferId),
    /// The number is negative or beyond all bounds.
    Number {
        /// The key.
        key: &'static str,
        /// The id of the offer or competence it belongs to.
        of: String,
    },
    /// The value has not the form it must have.
    Value {
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
    },
}

/// Where a JSON text cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// From 1; 0 if it is not known.
    pub line: usize,
    /// From 1, in bytes; 0 if it is not known.
    pub column: usize,
    /// In English, as the JSON reader says it.
    pub message: String,
}

/// Reads a file of this format.
fn read<T: DeserializeOwned>(format: &'static str, text: &str) -> Result<T, Vec<FileProblem>> {
    let whole: Value = serde_json::from_str(text).map_err(|error| vec![fault(&error)])?;
    let found = whole.get("format").and_then(Value::as_str);
    if found != Some(format) {
        return Err(vec![FileProblem::Format {
            expected: format,
            found: found.map(str::to_owned),
        }]);
    }
    serde_json::from_str(text).map_err(|error| vec![fault(&error)])
}

fn fault(error: &serde_json::Error) -> FileProblem {
    let fault = Fault {
        line: error.line(),
        column: error.column(),
        message: error.to_string(),
    };
    match error.classify() {
        Category::Data => FileProblem::Shape(fault),
        Category::Io | Category::Syntax | Category::Eof => FileProblem::NotJson(fault),
    }
}

/// Compact JSON. The values are plain: nothing in them can fail to be written.
fn write(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "an unexpected problem is a failed test")]
mod tests;
