//! What goes to standard output and standard error.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use super::failure::{Failure, INPUT};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::problem::Language;
use crate::diagnostic::report::{Colour, Format, render};
use crate::source::layer::MachineError;

/// Prints to standard output; a reader that stopped listening (`| head`) is no fault.
pub(super) fn print(text: &str) -> Result<(), MachineError> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(MachineError::at(Path::new("stdout"))),
    }
}

/// Prints what was asked for, or what is wrong with the input.
pub(super) fn answer(outcome: Result<String, Vec<String>>) -> Result<(), Failure> {
    match outcome {
        Ok(text) => {
            print(&format!("{text}\n"))?;
            Ok(())
        }
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            Err(Failure::Said(INPUT))
        }
    }
}

/// Tells people what was found, on standard error.
pub(super) fn report(diagnostics: &[Diagnostic], language: Language) {
    let colour = colour(std::io::stderr().is_terminal());
    eprint!("{}", render(diagnostics, Format::Human, language, colour));
}

/// Whether a stream may be coloured.
pub(super) fn colour(stream_is_terminal: bool) -> Colour {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stream_is_terminal && !refused {
        Colour::Always
    } else {
        Colour::Never
    }
}
