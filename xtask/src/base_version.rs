//! `cargo xtask base-version`: hands a version of the base content out, or begins the next one.

use std::fs;
use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    let folder = workspace
        .root
        .join("site-gen")
        .join("data")
        .join("base-versions");
    let file = folder.join("current");
    let text = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
    let current: u32 = text
        .trim()
        .parse()
        .map_err(|_| Failure::new(format!("{}: das ist keine Zahl: {text}", file.display())))?;
    let list = |version: u32| -> PathBuf { folder.join(format!("{version}.txt")) };
    match arguments {
        [] => {
            if list(current).exists() {
                println!("Grundfassung {current} ist herausgegeben.");
            } else {
                println!("An der Grundfassung {current} wird geschrieben.");
            }
            Ok(())
        }
        [release] if release == "release" => {
            if list(current).exists() {
                return Err(Failure::new(format!(
                    "Grundfassung {current} ist schon herausgegeben; die nächste beginnt mit: cargo xtask base-version next"
                )));
            }
            let manifest = process::output_of(workspace.cargo([
                "run",
                "--quiet",
                "--package",
                "site-gen",
                "--example",
                "base_manifest",
            ]))?;
            write(&list(current), &manifest)?;
            println!(
                "Grundfassung {current} ist herausgegeben: {}",
                list(current).display()
            );
            Ok(())
        }
        [next] if next == "next" => {
            if !list(current).exists() {
                return Err(Failure::new(format!(
                    "Grundfassung {current} ist noch nicht herausgegeben; sie kann sich noch ändern."
                )));
            }
            write(&file, &format!("{}\n", current + 1))?;
            println!("An der Grundfassung {} wird geschrieben.", current + 1);
            Ok(())
        }
        _ => Err(Failure::usage("cargo xtask base-version [release | next]")),
    }
}

fn write(file: &PathBuf, text: &str) -> Outcome {
    fs::write(file, text).map_err(|error| Failure::file(file, &error))
}
