//! `roadmap serve`: the site on this machine, built anew after each change.

use clap::Args;

use super::failure::Failure;
use super::site::SiteArgs;
use crate::diagnostic::problem::Language;
use crate::serve;

/// What `roadmap serve` is told.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Der Anschluss auf diesem Rechner; 0 nimmt einen freien
    #[arg(long, default_value_t = 4747)]
    port: u16,
}

/// Serves the site until the program is stopped.
pub(super) fn run(args: &ServeArgs, language: Language) -> Result<(), Failure> {
    args.site.check_exists()?;
    serve::serve(&args.site.dir, &args.site.overrides(), args.port, language)?;
    Ok(())
}
