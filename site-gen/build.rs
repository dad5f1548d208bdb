//! Builds the browser programs inside cargo, so that one `cargo build` makes the whole generator. For each of them it
//!
//! 1. compiles `assess-wasm` with the program's feature for the browser with the workspace's own cargo, into a target folder of
//!    its own;
//! 2. makes the glue code with wasm-bindgen's command-line support as a library (same version as `wasm-bindgen`);
//! 3. packs the module as text (`assess-pack`) and makes sure that it is found again in it, byte for byte;
//! 4. writes all as one script, `check.js` and so on, which the generator embeds, beside the module itself, `check.wasm`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::{Bindgen, Output};

/// The programs, by the features of `assess-wasm`.
const PROGRAMS: [&str; 3] = ["check", "learn", "office"];

/// What `loader.js` needs of the module that unpacks the others.
const UNPACKER: [&str; 4] = ["memory", "packed", "step", "module"];

const TARGET: &str = "wasm32-unknown-unknown";

/// More inlining than for the smallest module gives the smallest compressed one. Without reference types the glue is shorter,
/// and older browsers know all that is left.
const FLAGS: [&str; 4] = [
    "-C",
    "llvm-args=-inline-threshold=30",
    "-C",
    "target-feature=-reference-types",
];

/// What paths of libraries on the machine that built them contain.
const REGISTRY: &[u8] = b"registry/src/";

fn main() -> Result<(), Box<dyn Error>> {
    let manifest = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let workspace = manifest.parent().ok_or("site-gen lies in a workspace")?;
    for source in [
        "Cargo.lock",
        "Cargo.toml",
        "assess-pack/src",
        "assess-pack/Cargo.toml",
        "assess-unpack/src",
        "assess-unpack/Cargo.toml",
        "assess-core/src",
        "assess-core/Cargo.toml",
        "assess-wasm/src",
        "assess-wasm/Cargo.toml",
        "assess-wasm/device.js",
        "assess-wasm/loader.js",
        "assess-wasm/templates.js",
    ] {
        println!(
            "cargo::rerun-if-changed={}",
            workspace.join(source).display()
        );
    }
    // The embedded folders: a new file in them must reach the binary too.
    for folder in ["content", "themes"] {
        println!(
            "cargo::rerun-if-changed={}",
            workspace.join(folder).display()
        );
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let read = |file: &str| fs::read_to_string(workspace.join("assess-wasm").join(file));
    let loader = read("loader.js")?;
    let unpacker = unpacker(&compile(workspace, &out, "assess-unpack", &[])?)?;
    fs::write(out.join("unpacker.wasm"), &unpacker)?;
    for program in PROGRAMS {
        // One after the other: cargo puts every program's module in the same place.
        let features = ["--no-default-features", "--features", program];
        let module = compile(workspace, &out, "assess-wasm", &features)?;
        let own = if program == "check" {
            read("device.js")? + &read("templates.js")?
        } else {
            String::new()
        };
        let (glue, module) = bind(&module)?;
        let script = script(&glue, &module, &unpacker, &(own + &loader))?;
        fs::write(out.join(format!("{program}.js")), script)?;
        fs::write(out.join(format!("{program}.wasm")), module)?;
    }
    Ok(())
}

/// Compiles a package for the browser and returns the module's path.
fn compile(
    workspace: &Path,
    out: &Path,
    package: &str,
    features: &[&str],
) -> Result<PathBuf, Box<dyn Error>> {
    // A folder of its own: the outer cargo holds the lock on its target folder while this script runs.
    let target = out
        .ancestors()
        .find(|folder| folder.ends_with("build"))
        .and_then(Path::parent)
        .map_or_else(
            || out.join("wasm"),
            |profile| profile.parent().unwrap_or(profile).join("wasm"),
        );
    let cargo = std::env::var("CARGO")?;
    let mut command = Command::new(cargo);
    command
        .current_dir(workspace)
        .args([
            "build",
            "--package",
            package,
            "--profile",
            "wasm",
            "--target",
            TARGET,
            "--target-dir",
        ])
        .arg(&target)
        .args(features)
        // The outer build's flags and wrappers are meant for the host.
        .env("CARGO_ENCODED_RUSTFLAGS", flags().join("\u{1f}"))
        .env_remove("RUSTFLAGS")
        .env_remove("RUSTC_WORKSPACE_WRAPPER")
        .env_remove("CARGO_BUILD_TARGET");
    let output = command.output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("can't find crate for `core`")
            || said.contains("target may not be installed")
        {
            return Err(format!(
                "Für den Browser fehlt das Übersetzungsziel {TARGET}. Bitte einmal ausführen: rustup target add {TARGET}\n\
                 (the target {TARGET} is not installed; run: rustup target add {TARGET})"
            )
            .into());
        }
        return Err(format!("{package}:\n{said}").into());
    }
    let file = package.replace('-', "_");
    Ok(target
        .join(TARGET)
        .join("wasm")
        .join(file)
        .with_extension("wasm"))
}

/// The flags, and those by which no path of this machine gets into the module: every page would carry it, and the same sources
/// would give other bytes elsewhere.
fn flags() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry").join("src")).ok());
    let folders = registries.into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = folders.map(|folder| folder.path()).collect();
    folders.sort();
    let remap = folders
        .iter()
        .map(|folder| format!("--remap-path-prefix={}=", folder.display()));
    FLAGS.into_iter().map(str::to_owned).chain(remap).collect()
}

/// Glue code and the module as it runs in the browser.
fn bind(module: &Path) -> Result<(String, Vec<u8>), Box<dyn Error>> {
    let mut output = bindings(module)?;
    let mut glue = output.js().to_owned();
    let module = output.wasm_mut();
    // What glue and module call each other is in both of them, with a hash in each name: kilobytes of every page.
    let mut shorter = Vec::new();
    for (number, import) in module.imports.iter_mut().enumerate() {
        let short = short_name(number);
        shorter.push((std::mem::replace(&mut import.name, short.clone()), short));
    }
    // Longer names first: a shorter one may be the beginning of a longer one.
    shorter.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
    for (long, short) in &shorter {
        glue = glue.replace(long, short);
    }
    Ok((glue, emit(module)?))
}

fn bindings(module: &Path) -> Result<Output, Box<dyn Error>> {
    let output = Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    Ok(output)
}

/// The bytes of a module.
fn emit(module: &mut walrus::Module) -> Result<Vec<u8>, Box<dyn Error>> {
    let emitted = module.emit_wasm();
    if emitted.windows(REGISTRY.len()).any(|part| part == REGISTRY) {
        return Err("the module names folders of this machine: set CARGO_HOME to where cargo keeps its registry".into());
    }
    Ok(emitted)
}

/// The module that unpacks the others. It needs no glue code.
fn unpacker(module: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut output = bindings(module)?;
    let module = output.wasm_mut();
    // What wasm-bindgen keeps for glue code that is not used here, an allocator among it.
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| !UNPACKER.contains(&export.name.as_str()))
        .map(walrus::Export::id)
        .collect();
    for export in unused {
        module.exports.delete(export);
    }
    walrus::passes::gc::run(module);
    let missing = UNPACKER.len() - module.exports.iter().count();
    if missing > 0 || module.imports.iter().next().is_some() {
        return Err("the unpacker lacks exports, or needs imports".into());
    }
    emit(module)
}

/// Joins glue code, module, unpacker and loader to one script.
fn script(
    glue: &str,
    module: &[u8],
    unpacker: &[u8],
    loader: &str,
) -> Result<String, Box<dyn Error>> {
    // Not Base64, in which Brotli would find no repetition: as it is, this has to be text that compresses.
    let unpacker: String = unpacker.iter().map(|byte| format!("{byte:02x}")).collect();
    let packed = assess_pack::pack(module)?;
    if assess_pack::unpack(&packed)? != module {
        return Err("a packed module is not what it was".into());
    }
    // What follows fetches a module from somewhere and starts it; ours is in the page, and the loader starts it.
    let glue = glue
        .split_once("async function __wbg_load(")
        .ok_or("wasm-bindgen has changed its glue code: where does its loading begin?")?
        .0;
    let script = format!(
        "{}\n{}",
        tidy(glue),
        tidy(loader)
            .replace("{{ module }}", &packed)
            .replace("{{ unpacker }}", &unpacker)
    );
    if script.contains("</") {
        return Err("the script would end its own element: it contains `</`".into());
    }
    Ok(script)
}

/// `a` to `z`, `a1` to `z1`, …
fn short_name(number: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
    match number / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

/// Drops comments and indentation: they travel in every page.
fn tidy(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment {
            in_comment = !line.ends_with("*/");
            continue;
        }
        if line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
