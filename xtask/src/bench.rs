//! `cargo xtask bench`: how long builds take and what pages weigh, printed and never asserted.
//!
//! 1. A corpus is written for roadmap and for Hugo ([`corpus`]).
//! 2. Both build it in turns, so that a machine that slows down does so for both ([`build`]).
//! 3. The pages of the real site are weighed as a browser would load them ([`weight`]).
//! 4. Its short self-check is opened and gone through on a slow phone ([`ready`], [`tap`]).
//!
//! `cargo xtask bench fleet` builds many municipalities in one run ([`fleet`]).
//!
//! `cargo xtask bench assess` measures something else: how much the self-checks of the real site can be trusted ([`assess`]);
//! `cargo xtask bench plan` how long their learning plans take on a slow phone ([`plan`]).

mod assess;
mod browser;
mod build;
mod corpus;
mod fleet;
mod hugo;
mod measure;
mod plan;
mod ready;
mod tap;
mod weight;

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::setup;
use crate::workspace::Workspace;

use corpus::Corpus;

const USAGE: &str = "cargo xtask bench [--json DATEI] [--pages 1000,10000]\ncargo xtask bench corpus --pages N ORDNER\ncargo xtask bench fleet [--municipalities 1000]\ncargo xtask bench assess [--persons 10000] [--json DATEI]\ncargo xtask bench plan [FRAGEN]";

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    match arguments.split_first() {
        Some((first, rest)) if first == "corpus" => write_corpus(rest),
        Some((first, rest)) if first == "fleet" => fleet::run(workspace, rest),
        Some((first, rest)) if first == "assess" => assess::run(workspace, rest),
        Some((first, rest)) if first == "plan" => plan::run(workspace, rest),
        _ => compare(workspace, &Options::parse(arguments)?),
    }
}

/// What `cargo xtask bench` was asked for.
struct Options {
    json: Option<PathBuf>,
    /// Sizes of the corpora to build, in pages.
    pages: Vec<usize>,
}

impl Options {
    fn parse(arguments: &[String]) -> Outcome<Self> {
        let mut options = Self {
            json: None,
            pages: vec![1_000, 10_000],
        };
        let mut rest = arguments.iter();
        while let Some(flag) = rest.next() {
            let value = rest.next().ok_or_else(|| Failure::usage(USAGE))?;
            match flag.as_str() {
                "--json" => options.json = Some(value.into()),
                "--pages" => {
                    options.pages = value
                        .split(',')
                        .map(number_of_pages)
                        .collect::<Outcome<_>>()?;
                }
                _ => return Err(Failure::usage(USAGE)),
            }
        }
        Ok(options)
    }
}

fn write_corpus(arguments: &[String]) -> Outcome {
    let (pages, folder) = match arguments {
        [flag, pages, folder] | [folder, flag, pages] if flag == "--pages" => {
            (number_of_pages(pages)?, folder)
        }
        _ => return Err(Failure::usage(USAGE)),
    };
    Corpus::new(pages).write(folder.as_ref())
}

fn number_of_pages(text: &str) -> Outcome<usize> {
    text.parse()
        .ok()
        .filter(|pages| *pages >= corpus::SECTIONS)
        .ok_or_else(|| {
            Failure::usage(format!(
                "{text}: es müssen mindestens {} Seiten sein",
                corpus::SECTIONS
            ))
        })
}

/// Where the corpora and what is made of them lie: in memory if the system has such a folder. A disk would be measured with
/// its state of the moment, which can weigh more than what the tools do.
fn scratch(workspace: &Workspace) -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() {
        memory
    } else {
        workspace.target.join("bench")
    }
}

fn compare(workspace: &Workspace, options: &Options) -> Outcome {
    setup::wasm_target(workspace)?;
    process::run(workspace.cargo(["build", "--release", "--package", "site-gen"]))?;
    let hugo = hugo::install(workspace)?;

    let folder = scratch(workspace).join(format!("roadmap-bench-{}", std::process::id()));
    println!("Gebaut wird in {}.", folder.display());
    let compared: Outcome<Vec<_>> = options
        .pages
        .iter()
        .map(|pages| build::compare(workspace, &hugo, *pages, &folder))
        .collect();
    // Everything goes at the very end, whether the comparison succeeded or not.
    fs::remove_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let comparisons = compared?;
    build::print_table(&hugo, &comparisons);
    setup::node_modules(workspace)?;
    let weights = weight::weigh(workspace)?;
    weight::print_table(&weights);
    let taps = tap::measure(workspace)?;
    tap::print(&taps);
    let starts = ready::measure(workspace)?;
    ready::print(&starts);

    if let Some(file) = &options.json {
        let report = json!({
            "runs": build::RUNS,
            "hugo": hugo.version,
            "builds": comparisons.iter().map(build::Comparison::to_json).collect::<Vec<_>>(),
            "weights": weights,
            "taps": taps,
            "starts": starts,
        });
        fs::write(file, format!("{report:#}\n")).map_err(|error| Failure::file(file, &error))?;
    }
    Ok(())
}
