//! Why a task could not be done, in words for the person at the keyboard.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// What every task returns.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// A message, and whether the call itself was at fault.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    usage: bool,
}

impl Failure {
    /// Something did not work.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            usage: false,
        }
    }

    /// The task was called in a way it does not understand.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            usage: true,
        }
    }

    /// The operating system refused something about a file or folder.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self::new(format!("{}: {error}", path.display()))
    }

    /// 1 for a failure, 2 for wrong usage: the same numbers as `roadmap` has.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(if self.usage { 2 } else { 1 })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}
