//! `roadmap`: the command line of the generator.

use std::process::ExitCode;

/// Building is allocating and freeing many small strings on all cores; mimalloc is much better at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    site_gen::cli::run()
}
