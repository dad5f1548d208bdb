//! Whatever colours a municipality asks for, what meets on its pages can be told apart, in both themes and colour schemes.

use std::fs;

use roadmap_tests::outcome;
use site_gen::brand::colours::{PAIRS, contrast};
use site_gen::brand::tokens::{Scheme, Tokens};

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// The custom properties of a site with these lines in `[brand]`.
fn properties(brand: &str) -> Result<Tokens, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    fs::write(
        folder.path().join("site.toml"),
        format!("base = \"theme\"\n[brand]\n{brand}\n"),
    )?;
    let outcome = outcome(folder.path())?;
    assert!(!outcome.failed, "{brand}:\n{}", outcome.report);
    let sheet = outcome.files.keys().find(|path| path.ends_with(".css"));
    Ok(Tokens::read(
        &sheet.map_or_else(String::new, |path| outcome.text(path)),
    ))
}

#[test]
fn every_pair_of_colours_passes() -> TestResult {
    let pale = ["#ffffff", "#ffcc00", "#e8f5a0", "#f4a7b9"];
    let strong = [
        "#000000", "#00538a", "#7a1f3d", "#ff0000", "#777777", "#00ff00",
    ];
    for theme in ["kern", "schlicht"] {
        let mut brands = vec![String::new()];
        for colour in pale.into_iter().chain(strong) {
            brands.push(format!("primary = \"{colour}\"\naccent = \"{colour}\""));
        }
        for brand in brands {
            let has_accent = !brand.is_empty();
            let brand = format!("theme = \"{theme}\"\n{brand}");
            let tokens = properties(&brand)?;
            for scheme in [Scheme::Light, Scheme::Dark] {
                for pair in PAIRS {
                    let found = contrast(&tokens, scheme, pair);
                    if found.is_none() && !has_accent && pair.front == "--brand-accent" {
                        continue;
                    }
                    assert!(
                        found.is_some_and(|found| found >= pair.least),
                        "{brand}: {pair:?}, {scheme:?}: {found:?}"
                    );
                }
            }
        }
    }
    Ok(())
}
