//! The schemas that editors complete and check by: all that is written passes, what is wrong does not.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use roadmap_tests::fixture;
use serde_json::{Value as Json, json};
use site_gen::catalogue::ContentKind;
use site_gen::schema;
use site_gen::source::front_matter;

type TestResult = Result<(), Box<dyn Error>>;

fn validator(name: &str) -> Result<Validator, Box<dyn Error>> {
    let name = format!("{name}.schema.json");
    let file = schema::files().into_iter().find(|file| file.name == name);
    let schema = file.ok_or("there is such a schema")?.schema;
    Ok(jsonschema::validator_for(&schema)?)
}

fn toml(text: &str) -> Result<Json, Box<dyn Error>> {
    Ok(front_matter::json(toml::Value::Table(toml::from_str(
        text,
    )?)))
}

/// Front matter, and where it stands.
struct Front {
    path: PathBuf,
    kind: ContentKind,
    values: Json,
}

/// All front matter below a folder `content/`.
fn fronts(content: &Path) -> Result<Vec<Front>, Box<dyn Error>> {
    let mut found = Vec::new();
    for language in fs::read_dir(content)? {
        let root = language?.path();
        if !root.is_dir() {
            continue;
        }
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "md") {
                    let relative = path.strip_prefix(&root)?.with_extension("");
                    let kind = ContentKind::of(&relative.to_string_lossy().replace('\\', "/"));
                    let text = fs::read_to_string(&path)?.replace("\r\n", "\n");
                    let front = text
                        .strip_prefix("+++\n")
                        .and_then(|rest| rest.split_once("+++\n"));
                    let (front, _) = front.ok_or_else(|| path.display().to_string())?;
                    let values = toml(front)?;
                    found.push(Front { path, kind, values });
                }
            }
        }
    }
    Ok(found)
}

/// Folders with content: the base, the contract's examples, and a town's own with patches and hidden pages.
fn contents() -> [PathBuf; 3] {
    ["../content", "examples/content", "musterstadt/content"].map(fixture)
}

#[test]
fn schemas_are_schemas() -> TestResult {
    for file in schema::files() {
        jsonschema::meta::validate(&file.schema)
            .map_err(|error| format!("{}: {error}", file.name))?;
    }
    Ok(())
}

#[test]
fn all_content_passes_the_schema_of_its_kind_and_a_wrong_key_does_not() -> TestResult {
    let mut seen = Vec::new();
    for content in contents() {
        for Front { path, kind, values } in fronts(&content)? {
            let validator = validator(kind.name())?;
            let faults: Vec<String> = validator
                .iter_errors(&values)
                .map(|fault| fault.to_string())
                .collect();
            assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
            let mut wrong = values;
            if let Some(table) = wrong.as_object_mut() {
                table.insert("titel".to_owned(), json!("Überschrift"));
            }
            assert!(!validator.is_valid(&wrong), "{}", path.display());
            seen.push(kind);
        }
    }
    for kind in ContentKind::ALL {
        assert!(seen.contains(&kind), "no file is of the kind {kind:?}");
    }
    Ok(())
}

#[test]
fn what_must_be_there_must_be_there_but_in_patches_and_hidden_pages() -> TestResult {
    let check = |kind: ContentKind, front: &str, passes: bool| -> TestResult {
        assert_eq!(
            validator(kind.name())?.is_valid(&toml(front)?),
            passes,
            "{front}"
        );
        Ok(())
    };
    check(ContentKind::Offer, "title = \"Kurs\"", false)?;
    check(ContentKind::Offer, "title = \"Kurs\"\nminutes = 60", true)?;
    check(ContentKind::Offer, "minutes = 60\npatch = true", true)?;
    check(ContentKind::Offer, "hide = true", true)?;
    check(ContentKind::Offer, "hide = false", false)?;
    check(ContentKind::Offer, "patch = true\nminutes = \"60\"", false)?;
    check(
        ContentKind::Offer,
        "patch = true\n[[raises]]\nfrom = 1",
        false,
    )?;
    let levels = "title = \"K\"\n[levels]\n1 = \"Ich kann.\"";
    check(ContentKind::Competence, levels, false)?;
    check(
        ContentKind::Competence,
        &format!("patch = true\n{levels}"),
        true,
    )?;
    Ok(())
}

#[test]
fn site_toml_passes_and_a_wrong_key_does_not() -> TestResult {
    let validator = validator("site")?;
    for path in [
        "../content/site.toml",
        "examples/site.toml",
        "musterstadt/site.toml",
    ] {
        let text = fs::read_to_string(fixture(path))?;
        assert!(validator.is_valid(&toml(&text)?), "{path}");
        assert!(
            !validator.is_valid(&toml(&format!("nmae = \"x\"\n{text}"))?),
            "{path}"
        );
    }
    assert!(!validator.is_valid(&toml("land = \"XX\"")?));
    assert!(!validator.is_valid(&toml("[brand]\ncolor = \"#000000\"")?));
    Ok(())
}
