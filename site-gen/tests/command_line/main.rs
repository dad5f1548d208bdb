//! The command line as people and CI use it: exit status, what is printed, what is written. A file for each sort of commands.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod blind;
mod layers;
mod new_layers;
mod program;
mod score;
mod serve;
mod sites;
