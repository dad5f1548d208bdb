//! `roadmap score`: answers → profile, by the same code as in the browser.

use assess_core::files::{read_answers, read_bank, write_profile};
use assess_core::profile::profile;

use crate::diagnostic::problem::Language;
use crate::input::Input;

/// Scores a file of answers against a bank.
///
/// # Errors
/// Every problem with either file, as a line for people.
pub fn score(bank: &Input, answers: &Input, language: Language) -> Result<String, Vec<String>> {
    let bank = bank.read(read_bank, language)?;
    let answers = answers.read(|text| read_answers(text, &bank), language)?;
    Ok(write_profile(&profile(&bank, &answers)))
}
