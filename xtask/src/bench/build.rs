//! Build times: both tools, the same corpus, in turns.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::corpus::Corpus;
use super::hugo::Hugo;
use super::measure::{self, Run};
use crate::failure::{Failure, Outcome};
use crate::workspace::Workspace;

/// Builds per tool and size, of which the median counts.
pub(crate) const RUNS: usize = 5;

/// What was measured for one size of corpus.
pub(crate) struct Comparison {
    pages: usize,
    roadmap: Runs,
    hugo: Runs,
}

/// All runs of one tool.
struct Runs(Vec<Run>);

/// Writes the corpus below `folder` and builds it with both tools.
///
/// Nothing is deleted meanwhile: for minutes after many files were deleted some file systems (ext4) are many times slower
/// at making new ones, and the runs would measure that.
pub(crate) fn compare(
    workspace: &Workspace,
    hugo: &Hugo,
    pages: usize,
    folder: &Path,
) -> Outcome<Comparison> {
    eprintln!("{pages} Seiten, je {RUNS} Läufe …");
    let folder = folder.join(pages.to_string());
    let corpus = folder.join("corpus");
    Corpus::new(pages).write(&corpus)?;

    let mut comparison = Comparison {
        pages,
        roadmap: Runs(Vec::new()),
        hugo: Runs(Vec::new()),
    };
    for run in 0..RUNS {
        comparison
            .roadmap
            .add(pages, &folder.join(format!("roadmap-{run}")), |out| {
                let mut command = Command::new(workspace.roadmap());
                command
                    .arg("build")
                    .arg(corpus.join("roadmap"))
                    .arg("--quiet")
                    .arg("-o")
                    .arg(out);
                command
            })?;
        comparison
            .hugo
            .add(pages, &folder.join(format!("hugo-{run}")), |out| {
                hugo.build(&corpus.join("hugo"), out)
            })?;
    }
    Ok(comparison)
}

impl Runs {
    /// One cold build into a folder that is not there yet.
    fn add(&mut self, pages: usize, out: &Path, command: impl Fn(&Path) -> Command) -> Outcome {
        self.0.push(measure::run(command(out))?);
        // A tool that stopped half-way would look fast.
        let built = built_pages(out)?;
        if built == pages {
            Ok(())
        } else {
            Err(Failure::new(format!(
                "{}: {built} statt {pages} Seiten",
                out.display()
            )))
        }
    }

    fn seconds(&self) -> f64 {
        measure::median(self.0.iter().map(|run| run.seconds).collect()).unwrap_or(f64::NAN)
    }

    fn peak(&self) -> Option<f64> {
        measure::median(self.0.iter().filter_map(|run| run.peak).collect())
    }

    fn to_json(&self) -> Value {
        json!({
            "seconds": self.seconds(),
            "peak_mib": self.peak(),
            "all_seconds": self.0.iter().map(|run| run.seconds).collect::<Vec<_>>(),
        })
    }
}

impl Comparison {
    /// How many times longer Hugo takes.
    fn time_ratio(&self) -> f64 {
        self.hugo.seconds() / self.roadmap.seconds()
    }

    /// How many times more memory Hugo holds.
    fn memory_ratio(&self) -> Option<f64> {
        Some(self.hugo.peak()? / self.roadmap.peak()?)
    }

    /// For `--json`.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "pages": self.pages,
            "roadmap": self.roadmap.to_json(),
            "hugo": self.hugo.to_json(),
            "time_ratio": self.time_ratio(),
            "memory_ratio": self.memory_ratio(),
        })
    }
}

/// Prints one line a size.
pub(crate) fn print_table(hugo: &Hugo, comparisons: &[Comparison]) {
    println!(
        "Bauen, Median aus {RUNS} kalten Läufen; Verhältnis = Hugo {} geteilt durch roadmap",
        hugo.version
    );
    println!(
        "{:>8} {:>21} {:>21} {:>21}",
        "Seiten", "roadmap", "Hugo", "Verhältnis"
    );
    for comparison in comparisons {
        println!(
            "{:>8} {:>21} {:>21} {:>21}",
            comparison.pages,
            cell(&comparison.roadmap),
            cell(&comparison.hugo),
            match comparison.memory_ratio() {
                Some(memory) => format!("Zeit {:.1}  RAM {memory:.1}", comparison.time_ratio()),
                None => format!("Zeit {:.1}", comparison.time_ratio()),
            },
        );
    }
    if comparisons
        .iter()
        .any(|comparison| comparison.memory_ratio().is_none())
    {
        println!("Arbeitsspeicher wird nur unter Linux gemessen.");
    }
}

fn cell(runs: &Runs) -> String {
    match runs.peak() {
        Some(peak) => format!("{:.3} s {peak:>6.0} MiB", runs.seconds()),
        None => format!("{:.3} s", runs.seconds()),
    }
}

/// The content pages in a built site: `bereich-…/seite-…/index.html`.
fn built_pages(out: &Path) -> Outcome<usize> {
    let mut count = 0;
    for section in folders_named(out, "bereich-")? {
        count += folders_named(&section, "seite-")?
            .iter()
            .filter(|page| page.join("index.html").is_file())
            .count();
    }
    Ok(count)
}

fn folders_named(parent: &Path, prefix: &str) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(parent).map_err(|error| Failure::file(parent, &error))?;
    Ok(entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path())
        .collect())
}
