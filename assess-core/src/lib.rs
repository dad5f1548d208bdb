//! The assessment itself: from what a person does in a task to a profile.
//!
//! ```text
//! Task + Selection ─► share ─► step ─┐
//!                                    ├─► Answers ─► Profile ─► standings
//! Bank (items, scales, models) ──────┘      ▲
//!      └──────────► Session (which item next)┘
//! standings + Offers + Target ─► Plan
//! ```
//!
//! 1. [`task`] turns what a reader did into an exact share and a credit step, and knows the chance of a random answer.
//! 2. [`model`] says how likely each step is at a standing θ; [`bank`] holds the items of a self-check with their models.
//! 3. [`answers`] are checked against a bank; [`estimate`] turns them into θ and its standard error, [`level`] into a level.
//! 4. [`profile`] does that for every scale; [`standing`] breaks it down to single competences for targets and plans;
//!    [`comparison`] holds the self-image beside what was shown.
//! 5. [`session`] is the course of a self-check: which item comes next, back and forth, when it ends.
//! 6. [`paper`] scores a fixed form by its sum of points; [`transfer`] holds what a person may take along or hand over.
//!    [`qr`] draws an address or a result code for a camera.
//! 7. [`evaluation`] makes group figures of what was handed over. `calibrate` (a feature of that name) estimates the parameters of items from pooled answers.
//! 8. [`plan`] finds the best of the [`learning`] offers for the standings, the target, the time and the money there are;
//!    [`calendar`] writes what is planned as a calendar file.
//!
//! Invariants: no I/O, no clock, no randomness that is not passed in, no panic on any input. θ lives on the level scale
//! (4 = level 4 reached). All floating-point work is `+ - * /`, `sqrt` and rounding (exact on every platform) or `exp` and
//! `ln` from `libm` in a fixed order, so that native and browser agree to the last bit. The formulas are those of the
//! project's assessment specification; where a formula has a published source, the item names it.

pub mod answers;
pub mod bank;
pub mod calendar;
#[cfg(feature = "calibrate")]
pub mod calibrate;
pub mod comparison;
pub mod estimate;
pub mod evaluation;
#[cfg(feature = "files")]
pub mod files;
pub mod fraction;
pub mod hundredths;
pub mod id;
pub mod learning;
pub mod level;
pub mod model;
pub mod paper;
pub mod plan;
pub mod profile;
pub mod qr;
pub mod session;
mod sorting;
pub mod standing;
pub mod task;
pub mod thousandths;
pub mod transfer;

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    reason = "a vector that cannot be read is a failed test"
)]
mod vectors;
