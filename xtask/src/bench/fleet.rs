//! `cargo xtask bench fleet`: many generated municipalities over the full base in one run.
//!
//! What a further municipality costs is held against a build of the base alone: (T(n) − T(1)) / (n − 1) / T(single), by the clock
//! and by the time on the processors.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::measure::{self, Run};
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::setup;
use crate::workspace::Workspace;

const USAGE: &str = "cargo xtask bench fleet [--municipalities 1000]";

/// How many builds of the base, and fleets of one, of which the median counts.
const RUNS: usize = 5;
/// Every so manyth municipality has an offer of its own, and every so manyth replaces a page.
const WITH_OFFER: usize = 10;
const WITH_PAGE: usize = 20;

const LAENDER: [&str; 16] = [
    "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH",
];

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    let many = match arguments {
        [] => 1000,
        [flag, number] if flag == "--municipalities" => number
            .parse()
            .ok()
            .filter(|many| *many > 1)
            .ok_or_else(|| Failure::usage(USAGE))?,
        _ => return Err(Failure::usage(USAGE)),
    };
    setup::wasm_target(workspace)?;
    process::run(workspace.cargo(["build", "--release", "--package", "site-gen"]))?;
    let folder = super::scratch(workspace).join(format!("roadmap-fleet-{}", std::process::id()));
    let measured = measured(workspace, &folder, many);
    fs::remove_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    measured
}

fn measured(workspace: &Workspace, folder: &Path, many: usize) -> Outcome {
    write_fleet(&folder.join("one"), 1)?;
    write_fleet(&folder.join("many"), many)?;
    let empty = folder.join("empty");
    fs::create_dir_all(&empty).map_err(|error| Failure::file(&empty, &error))?;
    let roadmap = |arguments: &[&str], out: &Path| {
        let mut command = Command::new(workspace.roadmap());
        command.current_dir(folder).args(arguments);
        command.arg("--quiet").arg("-o").arg(out);
        measure::run(command)
    };
    let mut singles = Vec::new();
    let mut ones = Vec::new();
    for run in 0..RUNS {
        singles.push(roadmap(
            &["build", "empty"],
            &folder.join(format!("single-{run}")),
        )?);
        let out = folder.join(format!("one-{run}"));
        ones.push(roadmap(
            &["fleet", "build", "one/FLEET.toml", "--packed"],
            &out,
        )?);
    }
    let store = folder.join("store");
    let all = roadmap(&["fleet", "build", "many/FLEET.toml", "--packed"], &store)?;
    let (single, one) = (median(&singles)?, median(&ones)?);
    let processors = all.processors.zip(mean(&singles).zip(mean(&ones)));
    let in_one = size(&folder.join("single-0"))?;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let further = (all.seconds - one) / (many - 1) as f64;
    println!("{many} Kommunen über der ganzen Grundfassung, in einem Lauf, als Lager");
    println!(
        "{:<58} {:>10.3} s",
        "die Grundfassung allein (Median aus 5)", single
    );
    println!(
        "{:<58} {:>10.3} s",
        "eine Flotte aus einer Kommune (Median aus 5)", one
    );
    println!("{:<58} {:>10.3} s", "die ganze Flotte", all.seconds);
    println!(
        "{:<58} {:>10.1} ms",
        "jede weitere Kommune",
        further * 1000.0
    );
    println!(
        "{:<58} {:>12}",
        "davon gehen in einen Bau der Grundfassung",
        format!("{:.1}", single / further)
    );
    if let Some((all, (single, one))) = processors {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let further = (all - one) / (many - 1) as f64;
        println!(
            "{:<58} {:>10.3} s",
            "Prozessorzeit: die Grundfassung allein (Mittel aus 5)", single
        );
        println!(
            "{:<58} {:>10.3} s",
            "Prozessorzeit: eine Flotte aus einer Kommune", one
        );
        println!("{:<58} {:>10.3} s", "Prozessorzeit: die ganze Flotte", all);
        println!(
            "{:<58} {:>10.1} ms",
            "Prozessorzeit: jede weitere Kommune",
            further * 1000.0
        );
        println!(
            "{:<58} {:>12}",
            "davon gehen in einen Bau der Grundfassung",
            format!("{:.1}", single / further)
        );
    }
    if let Some(peak) = all.peak {
        println!(
            "{:<58} {:>10.0} MiB",
            "Arbeitsspeicher, höchster Stand", peak
        );
    }
    let megabytes = |bytes: u64| bytes / 1_000_000;
    println!(
        "{:<58} {:>10} MB",
        "eine Website als Ordner",
        megabytes(in_one)
    );
    println!(
        "{:<58} {:>10} MB",
        "alle als Ordner (hochgerechnet)",
        megabytes(in_one * many as u64)
    );
    println!(
        "{:<58} {:>10} MB",
        "das Lager mit allen",
        megabytes(size(&store)?)
    );
    Ok(())
}

fn median(runs: &[Run]) -> Outcome<f64> {
    measure::median(runs.iter().map(|run| run.seconds).collect())
        .ok_or_else(|| Failure::new("nichts gemessen"))
}

/// The mean of the times on the processors, which are told in hundredths of a second.
fn mean(runs: &[Run]) -> Option<f64> {
    let times: Vec<f64> = runs.iter().filter_map(|run| run.processors).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few")]
    let many = times.len() as f64;
    (!times.is_empty()).then(|| times.iter().sum::<f64>() / many)
}

/// The bytes of all files below a folder.
fn size(folder: &Path) -> Outcome<u64> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
    let mut bytes = 0;
    for entry in entries {
        let path = entry.map_err(|error| Failure::file(folder, &error))?.path();
        bytes += if path.is_dir() {
            size(&path)?
        } else {
            let metadata = fs::metadata(&path).map_err(|error| Failure::file(&path, &error))?;
            metadata.len()
        };
    }
    Ok(bytes)
}

/// Writes a list and the layers it names.
fn write_fleet(folder: &Path, many: usize) -> Outcome {
    let mut list =
        String::from("[site.privacy]\nhost = \"Rechenzentrum Musterland\"\nlog_days = 7\n");
    for place in 0..many {
        let slug = format!("ort-{place:04}");
        // Writing to a string cannot fail.
        let _ = writeln!(
            list,
            "\n[[municipality]]\nslug = \"{slug}\"\ndir = \"kommunen/{slug}\""
        );
        let own = folder.join("kommunen").join(&slug);
        write(&own.join("site.toml"), &facts(place, &slug))?;
        let content = own.join("content").join("de");
        if place % WITH_OFFER == WITH_OFFER - 1 {
            write(
                &content.join("lernangebote").join("eigener-kurs.md"),
                &offer(place),
            )?;
        }
        if place % WITH_PAGE == WITH_PAGE / 2 {
            write(&content.join("leitfaden").join("papier.md"), &page(place))?;
        }
    }
    write(&folder.join("FLEET.toml"), &list)
}

fn write(path: &Path, text: &str) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    fs::write(path, text).map_err(|error| Failure::file(path, &error))
}

fn facts(place: usize, slug: &str) -> String {
    let land = LAENDER[place % LAENDER.len()];
    format!(
        "name = \"Gemeinde Ort {place}\"
base_url = \"https://{slug}.example\"
land = \"{land}\"

[contact]
office = \"Personalamt Ort {place}\"
email = \"roadmap@{slug}.example\"
phone = \"+49 0000 {place}\"
address = [\"Rathausplatz {place}\", \"00000 Ort {place}\"]

[imprint]
responsible = \"Gemeinde Ort {place}\"
represented_by = \"Bürgermeisteramt\"

[privacy]
officer = \"Datenschutz, datenschutz@{slug}.example\"

[accessibility]
contact = \"barriere@{slug}.example\"
assessed = 2026-11-01
method = \"self\"
"
    )
}

fn offer(place: usize) -> String {
    format!(
        "+++
title = \"Kurs in Ort {place}\"
provider = \"Gemeinde Ort {place}\"
summary = \"Ein Kurs am eigenen Gerät.\"
formats = [\"workshop\"]
minutes = 90
cost = 0
occupations = []
raises = [{{ competence = \"geraet-nutzen\", from = 1, to = 2 }}]
+++

Wir treffen uns im Rathaus.
"
    )
}

fn page(place: usize) -> String {
    format!(
        "+++
title = \"Auf Papier in Ort {place}\"
part = \"ermitteln\"
order = 26
summary = \"Wie wir auf Papier messen.\"
+++

Die Bogen liegen im Rathaus.
"
    )
}
