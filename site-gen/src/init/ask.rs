//! Asks on a terminal what is not known yet: one line a fact, an empty line for later. Plain lines, because every screen
//! reader and every terminal knows them.

use std::io::{self, BufRead, Write};

use super::facts::Facts;
use crate::diagnostic::problem::Language;

/// Asks for all missing facts. Ends early when the input does.
///
/// # Errors
/// When the terminal fails.
pub fn ask(
    facts: &mut Facts,
    language: Language,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> io::Result<()> {
    let missing: Vec<_> = facts.missing().collect();
    if missing.is_empty() {
        return Ok(());
    }
    writeln!(
        output,
        "{}",
        match language {
            Language::German =>
                "Bitte beantworten Sie, was Sie schon wissen. Eine leere Zeile heißt: später.",
            Language::English => "Please answer what you know already. An empty line means: later.",
        }
    )?;
    for fact in missing {
        loop {
            let (meaning, example) = (fact.meaning(language), fact.example());
            match language {
                Language::German => write!(output, "{meaning} (zum Beispiel {example}): ")?,
                Language::English => write!(output, "{meaning} (such as {example}): ")?,
            }
            output.flush()?;
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                writeln!(output)?;
                return Ok(());
            }
            if facts.set(fact, &line).is_ok() {
                break;
            }
            writeln!(
                output,
                "{}",
                match language {
                    Language::German => "Das passt hier nicht. Bitte noch einmal.",
                    Language::English => "That does not fit here. Please try again.",
                }
            )?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::ask;
    use crate::diagnostic::problem::Language;
    use crate::init::facts::{Fact, Facts};

    fn answered(lines: &str) -> (Facts, String) {
        let mut facts = Facts::default();
        assert_eq!(facts.set(Fact::Name, "Stadt Musterstadt"), Ok(()));
        let mut output = Vec::new();
        let asked = ask(
            &mut facts,
            Language::German,
            &mut lines.as_bytes(),
            &mut output,
        );
        assert!(asked.is_ok());
        (facts, String::from_utf8_lossy(&output).into_owned())
    }

    #[test]
    fn what_is_known_is_not_asked_and_what_is_unknown_stays_open() {
        let (facts, said) = answered("\nhe\n\nkein-at\nroadmap@musterstadt.example\n");
        assert!(!said.contains("Name der Kommune"));
        assert_eq!(facts.get(Fact::BaseUrl), None);
        assert_eq!(facts.get(Fact::Land), Some("HE"));
        assert_eq!(facts.get(Fact::Email), Some("roadmap@musterstadt.example"));
        assert_eq!(said.matches("Das passt hier nicht").count(), 1);
        assert!(!facts.is_complete());
    }

    #[test]
    fn with_all_answers_nothing_is_missing() {
        let lines: String = Fact::ALL
            .into_iter()
            .skip(1)
            .map(|fact| format!("{}\n", fact.example()))
            .collect();
        let (facts, said) = answered(&lines);
        assert!(facts.is_complete(), "{said}");
    }
}
