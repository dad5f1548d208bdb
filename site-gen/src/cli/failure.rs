//! How a command ends that could not do its work: the exit status and the words for it.

use std::io::ErrorKind;
use std::process::ExitCode;

use crate::diagnostic::problem::Language;
use crate::source::layer::MachineError;

/// Why a command did not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// The machine did not let it; nobody has been told yet.
    Machine(MachineError),
    /// What is wrong has been said; the exit status is left.
    Said(u8),
}

impl From<MachineError> for Failure {
    fn from(error: MachineError) -> Self {
        Self::Machine(error)
    }
}

impl Failure {
    /// Says what nobody has been told yet; the exit status.
    pub(super) fn report(&self, language: Language) -> ExitCode {
        match self {
            Self::Said(status) => ExitCode::from(*status),
            Self::Machine(error) => {
                eprintln!("{}", told(error, language));
                status(error)
            }
        }
    }
}

/// The input has errors.
pub(super) const INPUT: u8 = 1;
/// Wrong usage.
pub(super) const USAGE: u8 = 2;
/// The machine failed us.
const MACHINE: u8 = 3;

/// The exit status: a path that is not there, or something else than it should be, was typed wrongly; a text that is none is
/// wrong input; everything else is the machine's fault.
fn status(error: &MachineError) -> ExitCode {
    ExitCode::from(match error.source.kind() {
        ErrorKind::NotFound
        | ErrorKind::NotADirectory
        | ErrorKind::IsADirectory
        | ErrorKind::AlreadyExists => USAGE,
        ErrorKind::InvalidData => INPUT,
        _ => MACHINE,
    })
}

/// What happened, for people. What we have no words for is said as the system says it.
pub(super) fn told(error: &MachineError, language: Language) -> String {
    let (german, english) = match error.source.kind() {
        ErrorKind::NotFound => ("gibt es nicht", "there is no such file or folder"),
        ErrorKind::NotADirectory => ("ist kein Ordner", "is no folder"),
        ErrorKind::IsADirectory => ("ist ein Ordner, keine Datei", "is a folder, not a file"),
        ErrorKind::InvalidData if error.source.get_ref().is_none() => {
            ("ist nicht in UTF-8 gespeichert", "is not stored as UTF-8")
        }
        ErrorKind::PermissionDenied => ("Dafür fehlt das Recht", "permission denied"),
        ErrorKind::StorageFull => ("Der Datenträger ist voll", "the disk is full"),
        _ => return error.to_string(),
    };
    let said = match language {
        Language::German => german,
        Language::English => english,
    };
    format!("{}: {said}.", error.path.display())
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::Path;

    use super::*;

    #[test]
    fn what_was_typed_wrongly_is_not_the_machine_s_fault() {
        let check = |source: io::Error, expected: u8, words: &str| {
            let error = MachineError::at(Path::new("bank.json"))(source);
            assert_eq!(status(&error), ExitCode::from(expected), "{words}");
            assert_eq!(told(&error, Language::German), words);
        };
        check(
            ErrorKind::NotFound.into(),
            USAGE,
            "bank.json: gibt es nicht.",
        );
        check(
            ErrorKind::IsADirectory.into(),
            USAGE,
            "bank.json: ist ein Ordner, keine Datei.",
        );
        check(
            ErrorKind::InvalidData.into(),
            INPUT,
            "bank.json: ist nicht in UTF-8 gespeichert.",
        );
        check(
            ErrorKind::PermissionDenied.into(),
            MACHINE,
            "bank.json: Dafür fehlt das Recht.",
        );
        check(
            io::Error::other("Strom weg"),
            MACHINE,
            "bank.json: Strom weg",
        );
    }
}
