//! Reads the page's JSON with the browser's own parser.

use assess_core::bank::{Bank, Facet, Item, Kind, Prior, Scale};
use assess_core::id::CompetenceId;
use assess_core::model::GradedModel;
use assess_core::session::{Candidate, SessionPlan};
use assess_core::transfer::Wave;
use web_sys::Document;

use super::learning::learning;
use super::{Career, Careers, Page, PageCompetence, PageItem, PageScale, PageSurvey, Targets};
use crate::failure::Failure;
use crate::form;
use crate::json::{Json, Reader};
use crate::strings::{Key, Strings};

const FORMAT: &str = "roadmap-check/1";

/// The data that stands in the page, and its texts.
pub fn embedded(document: &Document) -> Result<(Json, Strings), Failure> {
    let data = Json::embedded(document, "check-data")?;
    let strings = Strings::read(data.get("strings"), Key::ALL)?;
    Ok((data, strings))
}

/// The data as types. Everything is checked here, so that nothing can be missing later.
pub fn page(data: &Json) -> Result<Page, Failure> {
    let read = &Reader::default();
    if read.text(data, "format") != FORMAT {
        return Err(Failure::Data("format"));
    }
    let prior = data.get("prior");
    let prior = Prior {
        mean: read.number(&prior, "mean"),
        sd: read.number(&prior, "sd"),
    };
    let entries = read.list(data, "scales");
    let scales = entries.iter().map(|entry| scale(read, entry)).collect();
    let title = |entry: &Json| PageScale {
        id: read.text(entry, "id").into(),
        title: read.text(entry, "title"),
    };
    let titles = entries.iter().map(title).collect();
    let competences: Vec<PageCompetence> = read
        .list(data, "competences")
        .iter()
        .map(|entry| competence(read, entry))
        .collect();
    let learning = learning(read, &data.get("offers"), &competences);
    let items = items(read, data)?;
    let blueprint = data.get("blueprint");
    let plan = plan(read, &blueprint);
    let in_form = read.count(&blueprint, "form") as usize;
    let blueprint = read.text(&blueprint, "id");
    let surveys = read
        .list(data, "surveys")
        .iter()
        .map(|entry| survey(read, entry))
        .collect::<Option<_>>();
    let targets = targets(read, &data.get("targets"));
    let levels = read.texts(data, "levels");
    let name = read.text(data, "scale");
    read.verdict()?;
    if levels.len() != 5 {
        return Err(Failure::Data("levels"));
    }
    let bank_items = items.iter().map(|item| item.item.clone()).collect();
    let bank = Bank::new(&name, prior, scales, bank_items).map_err(|_| Failure::Data("bank"))?;
    Ok(Page {
        blueprint,
        in_form,
        surveys: surveys.ok_or(Failure::Data("surveys"))?,
        bank,
        plan,
        items,
        scales: titles,
        competences,
        targets,
        learning,
        levels,
    })
}

fn plan(read: &Reader, entry: &Json) -> SessionPlan {
    SessionPlan {
        tasks: read.count(entry, "tasks") as usize,
        ratings: read.count(entry, "ratings") as usize,
        adaptive: entry.get("adaptive").is_true(),
    }
}

fn survey(read: &Reader, entry: &Json) -> Option<PageSurvey> {
    let occupations = entry.get("occupations");
    Some(PageSurvey {
        id: read.text(entry, "id"),
        wave: Wave::new(u8::try_from(read.count(entry, "wave")).ok()?)?,
        smallest_group: read.count(entry, "group"),
        occupations: occupations
            .keys()
            .into_iter()
            .map(|id| (id.clone(), occupations.get(&id).text().unwrap_or(id)))
            .collect(),
    })
}

fn scale(read: &Reader, entry: &Json) -> Scale {
    Scale {
        id: read.text(entry, "id").into(),
        facet: facet(read, entry),
        competences: read
            .texts(entry, "competences")
            .into_iter()
            .map(CompetenceId::from)
            .collect(),
    }
}

fn facet(read: &Reader, entry: &Json) -> Facet {
    Facet::parse(&read.text(entry, "facet")).unwrap_or_else(|| {
        read.miss("facet");
        Facet::Shown
    })
}

fn competence(read: &Reader, entry: &Json) -> PageCompetence {
    PageCompetence {
        id: read.text(entry, "id").into(),
        title: read.text(entry, "title"),
        url: read.text(entry, "url"),
    }
}

fn items(read: &Reader, data: &Json) -> Result<Vec<PageItem>, Failure> {
    let mut groups: Vec<String> = Vec::new();
    let mut items = Vec::new();
    for entry in read.list(data, "items") {
        // The item's own name is left out: it would stand in every item.
        let own = || read.text(&entry, "id");
        let group = entry.get("group").text().unwrap_or_else(own);
        let place = groups
            .iter()
            .position(|known| *known == group)
            .unwrap_or(groups.len());
        if place == groups.len() {
            groups.push(group);
        }
        items.push(item(read, &entry, u32::try_from(place).ok())?);
    }
    Ok(items)
}

fn item(read: &Reader, entry: &Json, variant_group: Option<u32>) -> Result<PageItem, Failure> {
    let kind = Kind::parse(&read.text(entry, "kind")).ok_or(Failure::Data("kind"))?;
    let (task, form) = form::read(read, kind, entry).ok_or(Failure::Data("keys"))?;
    let (b, c) = (read.numbers(entry, "b"), read.numbers(entry, "c"));
    let model =
        GradedModel::new(read.number(entry, "a"), &b, &c).map_err(|_| Failure::Data("model"))?;
    if model.steps() != task.steps() {
        return Err(Failure::Data("steps"));
    }
    let mut careers = Careers::default();
    let named = entry.get("careers");
    for career in Career::ALL {
        // None are named where all are asked.
        if !named.is_there() || named.holds(career.as_str()) {
            careers.add(career);
        }
    }
    let item = Item {
        id: read.text(entry, "id").into(),
        competence: read.text(entry, "competence").into(),
        facet: facet(read, entry),
        kind,
        provisional: true,
        model,
    };
    let level = u8::try_from(read.count(entry, "level")).map_err(|_| Failure::Data("level"))?;
    Ok(PageItem {
        item,
        task,
        form,
        candidate: Candidate {
            level,
            variant_group,
        },
        careers,
    })
}

/// A page for all occupations names no career here.
fn targets(read: &Reader, entry: &Json) -> Targets {
    let mut targets = Targets::default();
    for career in Career::ALL {
        let named = entry.get(career.as_str());
        for competence in named.keys() {
            let target = named.get(&competence).standing();
            targets.add(career, competence.into(), read.known(target, "targets"));
        }
    }
    targets
}
