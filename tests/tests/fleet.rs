//! Fleets: many municipalities in one run, the same bytes as single builds.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::error::Error;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use roadmap_tests::{cases, fixture, outcome};
use site_gen::diagnostic::Diagnostics;
use site_gen::diagnostic::problem::Language;
use site_gen::diagnostic::report::{Colour, Format, render};
use site_gen::fleet::pack::{self, Pack};
use site_gen::fleet::{self, file};
use site_gen::output::Filed as _;

/// The sites of a fleet, by municipality and path, and all that was found.
struct Built {
    sites: BTreeMap<String, BTreeMap<String, Vec<u8>>>,
    report: String,
    shared: BTreeMap<String, usize>,
}

fn built(list: &Path) -> Result<Built, Box<dyn Error>> {
    let mut diagnostics = Diagnostics::new();
    let municipalities = file::read(list, &mut diagnostics)?;
    let (sites, shared) = (Mutex::default(), Mutex::default());
    let outcomes = fleet::build(&municipalities, false, &|municipality, files| {
        let site: BTreeMap<String, Vec<u8>> = files
            .iter()
            .map(|file| (file.path().to_owned(), file.pieces().concat()))
            .collect();
        let framed = files.iter().filter(|file| file.is_shared_page()).count();
        let slug = &municipality.slug;
        let mut sites = sites.lock().unwrap_or_else(PoisonError::into_inner);
        let sites: &mut BTreeMap<_, _> = &mut sites;
        sites.insert(slug.clone(), site);
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let shared: &mut BTreeMap<_, _> = &mut shared;
        shared.insert(slug.clone(), framed);
        Ok(())
    })?;
    let mut report = render(
        &diagnostics.sorted(),
        Format::Human,
        Language::German,
        Colour::Never,
    );
    for outcome in outcomes {
        let slug = &municipalities[outcome.place].slug;
        let said = render(
            &outcome.diagnostics,
            Format::Human,
            Language::German,
            Colour::Never,
        );
        report.push_str(&format!(
            "\n== {slug}, failed: {}\n\n{said}",
            outcome.failed
        ));
    }
    // Reports show the list by the path it was asked for.
    let list = list.display().to_string();
    let name = list.rsplit(['/', '\\']).next().unwrap_or(&list);
    Ok(Built {
        sites: sites.into_inner()?,
        report: report.replace(&list, name),
        shared: shared.into_inner()?,
    })
}

#[test]
fn a_store_gives_back_what_went_in() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let pack = Pack::create(folder.path())?;
    let municipalities = file::read(&fixture("fleet/FLEET.toml"), &mut Diagnostics::new())?;
    let sites = Mutex::new(BTreeMap::new());
    fleet::build(&municipalities[..3], false, &|municipality, files| {
        pack.add(&municipality.slug, files)?;
        let site: BTreeMap<String, Vec<u8>> = files
            .iter()
            .map(|file| (file.path().to_owned(), file.pieces().concat()))
            .collect();
        let mut sites = sites.lock().unwrap_or_else(PoisonError::into_inner);
        sites.insert(municipality.slug.clone(), site);
        Ok(())
    })?;
    for (slug, site) in sites.into_inner()? {
        let stored = pack::read(folder.path(), &slug)?;
        let stored: BTreeMap<_, _> = stored
            .into_iter()
            .map(|file| (file.path, file.bytes))
            .collect();
        assert!(stored == site, "{slug} differs");
    }
    Ok(())
}

/// A store keeps what its sites refer to, what they referred to before, and what is none of its own.
#[test]
fn only_what_nobody_needs_is_pruned() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let shared = folder.path().join("teile");
    let pack = Pack::create(folder.path())?;
    // Two that share their pages, in colours of their own.
    let (one, other) = ("cestadt", "kiel-am-see");
    let mut municipalities = file::read(&fixture("fleet/FLEET.toml"), &mut Diagnostics::new())?;
    municipalities.retain(|municipality| [one, other].contains(&&*municipality.slug));
    let names = || -> std::io::Result<BTreeSet<String>> {
        std::fs::read_dir(&shared)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect()
    };
    fleet::build(&municipalities, false, &|municipality, files| {
        pack.add(&municipality.slug, files)
    })?;
    std::fs::write(shared.join("notiz.txt"), "von Hand")?;
    let (before, all) = (pack.referred()?, names()?);
    assert_eq!(all.len(), before.len() + 1);
    assert_eq!(pack.prune(&HashSet::new())?, 0);

    // What only one site needed, its style, is kept as long as it counts as needed, and goes afterwards.
    std::fs::remove_file(folder.path().join(format!("{other}.site")))?;
    assert_eq!(pack.prune(&before)?, 0);
    let rest = pack.referred()?;
    assert!(rest.len() < before.len());
    assert_eq!(pack.prune(&HashSet::new())?, before.len() - rest.len());
    let mut expected: BTreeSet<String> = rest.into_iter().collect();
    expected.insert("notiz.txt".to_owned());
    assert_eq!(names()?, expected);
    pack::read(folder.path(), one)?;

    // A site that nobody can read stops it before anything is gone.
    std::fs::write(folder.path().join("kaputt.site"), "{}\n")?;
    assert!(pack.prune(&HashSet::new()).is_err());
    assert_eq!(names()?, expected);
    Ok(())
}

/// Each folder of `fleet/kommunen` is a municipality that differs from the base in another way.
#[test]
fn a_fleet_gives_the_same_bytes_as_single_builds() -> Result<(), Box<dyn Error>> {
    let fleet = built(&fixture("fleet/FLEET.toml"))?;
    let folders = cases("fleet/kommunen")?;
    assert_eq!(
        fleet.sites.keys().collect::<Vec<_>>(),
        folders.keys().collect::<Vec<_>>(),
        "{}",
        fleet.report
    );
    for (slug, folder) in folders {
        let single = outcome(&folder)?;
        let site = &fleet.sites[&slug];
        assert_eq!(
            site.keys().collect::<Vec<_>>(),
            single.files.keys().collect::<Vec<_>>(),
            "{slug}"
        );
        for (path, bytes) in &single.files {
            assert!(site[path] == *bytes, "{slug}: {path} differs");
        }
    }
    // How many pages are filled in rather than made: a municipality that changes little must not cost a build of its own.
    insta::assert_debug_snapshot!(fleet.shared);
    Ok(())
}

#[test]
fn what_is_wrong_says_with_whom() -> Result<(), Box<dyn Error>> {
    let fleet = built(&fixture("fleet/FEHLER.toml"))?;
    assert_eq!(fleet.sites.keys().collect::<Vec<_>>(), ["gau"]);
    insta::assert_snapshot!(fleet.report);
    Ok(())
}
