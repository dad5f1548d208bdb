//! Everything there is to do in this repository, by name: `cargo xtask <name>`.
//!
//! A task is one function in a file of its own. What several tasks need is in [`workspace`] (where things are),
//! [`process`] (running other programs) and [`setup`] (what has to be on the machine).

mod base_version;
mod bench;
mod blind;
mod dist;
mod failure;
mod process;
mod serve;
mod setup;
mod site;
mod test;
mod workspace;

use std::env;
use std::process::ExitCode;

use failure::{Failure, Outcome};
use workspace::Workspace;

/// One entry of the list that `cargo xtask help` prints.
struct Task {
    name: &'static str,
    /// What may follow the name.
    usage: &'static str,
    about: &'static str,
    run: fn(&Workspace, &[String]) -> Outcome,
}

const TASKS: [Task; 7] = [
    Task {
        name: "serve",
        usage: "[--port 4747]",
        about: "Website bauen und auf dem eigenen Rechner zeigen",
        run: serve::run,
    },
    Task {
        name: "test",
        usage: "",
        about: "alles prüfen; was dazu fehlt, wird eingerichtet",
        run: test::run,
    },
    Task {
        name: "bench",
        usage: "[--json DATEI] [--pages 1000,10000] | corpus --pages N ORDNER | fleet [--municipalities 1000] | assess [--persons 10000] [--json DATEI] | plan [FRAGEN]",
        about: "Bauzeit und Speicher gegen Hugo, Gewicht der Seiten; fleet: viele Kommunen; assess: was die Selbst-Checks taugen; plan: wie lange Lernpläne brauchen",
        run: bench::run,
    },
    Task {
        name: "blind",
        usage: "list | add BOGEN",
        about: "Aufgaben der Grundfassung ohne Lösung zeigen; Antworten festhalten",
        run: blind::run,
    },
    Task {
        name: "base-version",
        usage: "[release | next]",
        about: "Nummer der Grundfassung zeigen, diese herausgeben, die nächste beginnen",
        run: base_version::run,
    },
    Task {
        name: "dist",
        usage: "",
        about: "das Programm zum Weitergeben bauen, mit Prüfsumme",
        run: dist::run,
    },
    Task {
        name: "help",
        usage: "",
        about: "diese Übersicht",
        run: help,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.trim_start_matches('-'), rest),
        None => ("help", arguments.as_slice()),
    };
    let outcome = match TASKS.iter().find(|task| task.name == name) {
        Some(task) => Workspace::locate().and_then(|workspace| (task.run)(&workspace, rest)),
        None => Err(Failure::usage(format!(
            "„{name}“ gibt es nicht; die Übersicht: cargo xtask help"
        ))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("Fehler: {failure}");
            failure.exit_code()
        }
    }
}

fn help(_: &Workspace, _: &[String]) -> Outcome {
    for task in &TASKS {
        println!(
            "cargo xtask {} {}\n    {}",
            task.name, task.usage, task.about
        );
    }
    Ok(())
}
