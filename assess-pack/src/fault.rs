//! Why something could not be packed or unpacked.

use std::fmt;

/// Why something could not be packed or unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The text is not Base64.
    Text,
    /// It ends too early.
    Ended,
    /// A number goes on and on.
    Number,
    /// The grammar does not know this operation; its second number if its first is 0xfc.
    Operation(u8, Option<usize>),
    /// A byte has no code, or there is no code that begins like this.
    Code,
    /// A module without code.
    Empty,
    /// There is no room for so many bytes.
    Large,
    /// What comes out is not what was packed: the text is damaged, or the numbers of the module are not written in the shortest
    /// way, and would come back in another form.
    Sum,
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Text => "not Base64",
            Self::Ended => "it ends too early",
            Self::Number => "a number that does not end",
            Self::Operation(operation, None) => return write!(to, "operation {operation:#x}"),
            Self::Operation(operation, Some(more)) => {
                return write!(to, "operation {operation:#x} {more}");
            }
            Self::Code => "a byte without a code",
            Self::Empty => "a module without code",
            Self::Large => "a module that is too large for the decoder",
            Self::Sum => "what comes out is not what was packed",
        })
    }
}

impl std::error::Error for Fault {}
