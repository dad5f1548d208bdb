//! A site under a name of its own needs all its facts: each that is missing is one error that names it.

use std::fs;

use site_gen::diagnostic::{Diagnostics, Problem};
use site_gen::source;
use site_gen::source::config::Overrides;
use toml::{Table, Value};

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// All facts of a municipality, as in `examples/site.toml`.
const COMPLETE: &str = r#"
name = "Stadt Musterstadt"
base_url = "https://roadmap.musterstadt.example"
land = "HE"
base = "theme"

[contact]
office = "Personalentwicklung"
email = "roadmap@musterstadt.example"
phone = "+49 6441 0000"
address = ["Rathausplatz 1", "00000 Musterstadt"]

[imprint]
responsible = "Der Magistrat der Stadt Musterstadt"
represented_by = "Bürgermeisteramt"
vat_id = ""

[privacy]
officer = "Datenschutz Musterstadt, datenschutz@musterstadt.example"
host = "Rechenzentrum Musterland"
log_days = 7

[accessibility]
contact = "barriere@musterstadt.example"
assessed = 2026-11-01
method = "self"
"#;

/// The facts that `examples/site.toml` marks as mandatory, and how they are reported.
const MANDATORY: [(&[&str], &str); 19] = [
    (&["name"], "name"),
    (&["base_url"], "base_url"),
    (&["land"], "land"),
    (&["contact"], "[contact]"),
    (&["contact", "office"], "contact.office"),
    (&["contact", "email"], "contact.email"),
    (&["contact", "phone"], "contact.phone"),
    (&["contact", "address"], "contact.address"),
    (&["imprint"], "[imprint]"),
    (&["imprint", "responsible"], "imprint.responsible"),
    (&["imprint", "represented_by"], "imprint.represented_by"),
    (&["privacy"], "[privacy]"),
    (&["privacy", "officer"], "privacy.officer"),
    (&["privacy", "host"], "privacy.host"),
    (&["privacy", "log_days"], "privacy.log_days"),
    (&["accessibility"], "[accessibility]"),
    (&["accessibility", "contact"], "accessibility.contact"),
    (&["accessibility", "assessed"], "accessibility.assessed"),
    (&["accessibility", "method"], "accessibility.method"),
];

/// The problems of a site with these facts.
fn problems(facts: &Table, draft: bool) -> Result<Vec<Problem>, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("site.toml"), toml::to_string(facts)?)?;
    let overrides = Overrides {
        draft,
        base_url: None,
    };
    let mut diagnostics = Diagnostics::new();
    source::read(folder.path(), &overrides, &mut diagnostics)?;
    Ok(diagnostics
        .sorted()
        .into_iter()
        .map(|diagnostic| diagnostic.problem)
        .collect())
}

/// The table that holds a fact.
fn holder<'t>(facts: &'t mut Table, path: &[&str]) -> Option<&'t mut Table> {
    match path {
        [_, _] => facts.get_mut(path[0])?.as_table_mut(),
        _ => Some(facts),
    }
}

fn check(facts: &Table, missing: &str) -> TestResult {
    let found = problems(facts, false)?;
    let [Problem::MissingFact { key, .. }] = found.as_slice() else {
        return Err(format!("{missing}: {found:?}").into());
    };
    assert_eq!(key, missing);
    assert_eq!(
        problems(facts, true)?,
        [],
        "{missing}: a draft may lack facts"
    );
    Ok(())
}

#[test]
fn with_all_facts_there_is_nothing_to_say() -> TestResult {
    assert_eq!(problems(&toml::from_str(COMPLETE)?, false)?, []);
    Ok(())
}

#[test]
fn each_mandatory_fact_that_is_missing_is_one_error() -> TestResult {
    for (path, missing) in MANDATORY {
        let mut facts: Table = toml::from_str(COMPLETE)?;
        let key = path[path.len() - 1];
        let removed = holder(&mut facts, path).and_then(|table| table.remove(key));
        assert!(removed.is_some(), "{missing} is there to be removed");
        check(&facts, missing)?;
    }
    Ok(())
}

#[test]
fn a_blank_fact_is_a_missing_fact() -> TestResult {
    for (path, missing) in MANDATORY {
        let mut facts: Table = toml::from_str(COMPLETE)?;
        let key = path[path.len() - 1];
        let Some(value) = holder(&mut facts, path).and_then(|table| table.get_mut(key)) else {
            continue;
        };
        match value {
            Value::String(text) => *text = " ".to_owned(),
            Value::Array(lines) => lines.clear(),
            _ => continue,
        }
        check(&facts, missing)?;
    }
    Ok(())
}
