//! What a person may take along or hand over, each only on request.
//!
//! - [`CheckResult`] is the result file, the only one to hand over: standings in two decimals, no answers, no time.
//! - [`code`] is the same standings, coarser, in at most 28 characters: for the telephone, a slip of paper or a QR code.
//! - [`Own`] is the file that stays with the person: the answers, so that a later check can show the own change.
//!
//! Here are the types and the code; the JSON texts are read and written by `files`.

mod change;
pub mod code;
mod crockford;
mod own;
mod result;

pub use change::{Unpulled, changes};
pub use own::Own;
pub use result::{Change, CheckResult, Figure, Invitation, Nonce, Period, Standing, Wave, figures};
