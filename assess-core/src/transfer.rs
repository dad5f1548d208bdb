//! What a person may take along or hand over, each only on request.
//!
//! - [`CheckResult`] is the result file, the only one to hand over: standings in two decimals, no answers, no time.
//! - [`code`] is the same standings, coarser, in at most 28 characters: for the telephone, a slip of paper or a QR code.
//! - [`LinkFragment`] is what the link of an invitation or a poster says to the page.
//! - [`Own`] is the file that stays with the person: the answers, so that a later check can show the own change.
//!
//! Here are the types and the code; the JSON texts are read and written by `files`.

mod change;
pub mod code;
mod crockford;
mod link;
mod own;
mod result;

pub use change::{Unpulled, changes};
pub use link::LinkFragment;
pub use own::Own;
pub use result::{Change, CheckResult, Figure, Invitation, Nonce, Period, Standing, Wave, figures};
