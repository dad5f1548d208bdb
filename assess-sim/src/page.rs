//! The self-check pages of a built site, as the module in them reads them (`roadmap-check/1`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assess_core::bank::{Bank, Facet, Item, Kind, Prior, Scale};
use assess_core::model::GradedModel;
use assess_core::session::{Candidate, SessionPlan};
use serde::Deserialize;

use crate::Failure;

/// What one person of one career is asked from on one page.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its items and the scales that hold any of them.
    pub bank: Bank,
    /// Beside the items of the bank.
    pub candidates: Vec<Candidate>,
    /// How many are asked at most.
    pub plan: SessionPlan,
}

/// The pages of a site by blueprint or series (`kurz`), each page once for every career.
///
/// # Errors
/// If a file cannot be read or is not what a page should be.
pub fn parts(site: &Path) -> Result<BTreeMap<String, Vec<Part>>, Failure> {
    let root = site.join("selbst-check");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut parts: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for file in files {
        let html = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
        let Some(data) = embedded(&html) else {
            continue;
        };
        let wrong = |error: &dyn std::fmt::Display| Failure::file(&file, error);
        let data: Data = serde_json::from_str(data).map_err(|error| wrong(&error))?;
        let below = file.strip_prefix(&root).unwrap_or(&file);
        let name = below
            .components()
            .next()
            .map(|first| first.as_os_str().to_string_lossy().into_owned());
        for career in CAREERS {
            let part = data.part(career).map_err(|error| wrong(&error))?;
            parts
                .entry(name.clone().unwrap_or_default())
                .or_default()
                .push(part);
        }
    }
    Ok(parts)
}

/// Each page once for each of them.
pub(crate) const CAREERS: [&str; 3] = ["einstieg", "fachkraft", "leitung"];

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| Failure::file(folder, &error))?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.file_name().is_some_and(|name| name == "index.html") {
            files.push(path);
        }
    }
    Ok(())
}

/// The data of a page; other pages have none.
fn embedded(html: &str) -> Option<&str> {
    let (_, after) = html.split_once("id=\"check-data\">")?;
    Some(after.split_once("</script>")?.0)
}

#[derive(Deserialize)]
struct Data {
    scale: String,
    prior: PriorData,
    blueprint: PlanData,
    scales: Vec<ScaleData>,
    items: Vec<ItemData>,
}

#[derive(Deserialize)]
struct PriorData {
    mean: f64,
    sd: f64,
}

#[derive(Deserialize)]
struct PlanData {
    tasks: usize,
    ratings: usize,
    adaptive: bool,
}

#[derive(Deserialize)]
struct ScaleData {
    id: String,
    facet: String,
    competences: Vec<String>,
}

#[derive(Deserialize)]
struct ItemData {
    id: String,
    competence: String,
    kind: String,
    level: u8,
    /// Absent if it is the item's own.
    group: Option<String>,
    /// Absent if it is for all.
    careers: Option<Vec<String>>,
    a: f64,
    b: Vec<f64>,
    c: Vec<f64>,
}

impl Data {
    fn part(&self, career: &str) -> Result<Part, String> {
        let mut groups: Vec<&str> = Vec::new();
        let mut items = Vec::new();
        let mut candidates: BTreeMap<&str, Candidate> = BTreeMap::new();
        let asked = |item: &&ItemData| {
            let careers = item.careers.as_ref();
            careers.is_none_or(|careers| careers.iter().any(|name| name == career))
        };
        for item in self.items.iter().filter(asked) {
            let kind = Kind::parse(&item.kind).ok_or_else(|| format!("kind {}", item.kind))?;
            let model = GradedModel::new(item.a, &item.b, &item.c)
                .map_err(|problem| format!("{}: {problem:?}", item.id))?;
            items.push(Item {
                id: item.id.as_str().into(),
                competence: item.competence.as_str().into(),
                facet: kind.facet(),
                kind,
                provisional: true,
                model,
            });
            let name = item.group.as_ref().unwrap_or(&item.id);
            let known = groups.iter().position(|known| known == name);
            let group = known.unwrap_or(groups.len());
            if group == groups.len() {
                groups.push(name);
            }
            candidates.insert(
                &item.id,
                Candidate {
                    level: item.level,
                    variant_group: u32::try_from(group).ok(),
                },
            );
        }
        let scale = |scale: &ScaleData| {
            let facet =
                Facet::parse(&scale.facet).ok_or_else(|| format!("facet {}", scale.facet))?;
            let competences = scale
                .competences
                .iter()
                .map(|id| id.as_str().into())
                .collect();
            Ok(Scale {
                id: scale.id.as_str().into(),
                facet,
                competences,
            })
        };
        let mut scales = self
            .scales
            .iter()
            .map(scale)
            .collect::<Result<Vec<_>, String>>()?;
        scales.retain(|scale| items.iter().any(|item| scale.holds(item)));
        let prior = Prior {
            mean: self.prior.mean,
            sd: self.prior.sd,
        };
        let bank = Bank::new(&self.scale, prior, scales, items)
            .map_err(|problems| format!("{problems:?}"))?;
        let candidates = bank
            .items()
            .iter()
            .filter_map(|item| candidates.get(item.id.as_str()).copied())
            .collect();
        Ok(Part {
            bank,
            candidates,
            plan: SessionPlan {
                tasks: self.blueprint.tasks,
                ratings: self.blueprint.ratings,
                adaptive: self.blueprint.adaptive,
            },
        })
    }
}
