//! Reads the page's JSON with the browser's own parser.

use assess_core::bank::{Bank, Facet, Item, Kind, Prior, Scale};
use assess_core::id::{CompetenceId, OfferId};
use assess_core::learning::Raise;
use assess_core::model::GradedModel;
use assess_core::session::{Candidate, SessionPlan};
use assess_core::task::{Field, Task};
use web_sys::Document;

use super::json::{Json, Reader};
use super::{Career, Careers, Form, Page, PageCompetence, PageItem, PageOffer, PageScale, Targets};
use crate::dom;
use crate::failure::Failure;
use crate::number;
use crate::strings::Strings;

const FORMAT: &str = "roadmap-check/1";
/// More options than any form has; keeps a slip of the data from asking for gigabytes.
const MOST_PARTS: usize = 1000;

/// The data that stands in the page, and its texts.
pub fn embedded(document: &Document) -> Result<(Json, Strings), Failure> {
    let text = dom::by_id(document, "check-data")?
        .text_content()
        .unwrap_or_default();
    let data = Json::parse(&text).ok_or(Failure::Data("json"))?;
    let strings = Strings::read(data.get("strings"))?;
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
    let competences = read
        .list(data, "competences")
        .iter()
        .map(|entry| competence(read, entry))
        .collect();
    let offers = read
        .list(data, "offers")
        .iter()
        .map(|entry| offer(read, entry))
        .collect();
    let items = items(read, data)?;
    let plan = plan(read, &data.get("blueprint"));
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
        bank,
        plan,
        items,
        scales: titles,
        competences,
        targets,
        offers,
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
        let group = read.text(&entry, "group");
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
    let parts = read.count(entry, "n") as usize;
    let (task, form) = task(read, kind, parts, &entry.get("keys")).ok_or(Failure::Data("keys"))?;
    let (b, c) = (read.numbers(entry, "b"), read.numbers(entry, "c"));
    let model =
        GradedModel::new(read.number(entry, "a"), &b, &c).map_err(|_| Failure::Data("model"))?;
    if model.steps() != task.steps() {
        return Err(Failure::Data("steps"));
    }
    let mut careers = Careers::default();
    for career in read.texts(entry, "careers") {
        careers.add(Career::parse(&career).ok_or(Failure::Data("careers"))?);
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

fn task(read: &Reader, kind: Kind, parts: usize, keys: &Json) -> Option<(Task, Form)> {
    if parts > MOST_PARTS {
        return None;
    }
    match kind {
        Kind::Rating => Some((Task::rating(parts).ok()?, Form::One)),
        Kind::Single => Some((Task::single(marked(parts, keys)?).ok()?, Form::One)),
        Kind::Multiple => Some((
            Task::multiple(marked(parts, keys)?).ok()?,
            Form::Many(parts),
        )),
        Kind::Spot => Some((Task::spot(marked(parts, keys)?).ok()?, Form::Many(parts))),
        Kind::Situation => {
            let values = places(keys)?.into_iter().map(u8::try_from);
            let task = Task::situation(values.collect::<Result<_, _>>().ok()?).ok()?;
            Some((task, Form::BestWorst(parts)))
        }
        Kind::Order => {
            let shown = places(&keys.get("shown"))?;
            let critical: Option<Vec<_>> = read
                .list(keys, "critical")
                .iter()
                .map(|pair| <[usize; 2]>::try_from(places(pair)?).ok())
                .map(|pair| pair.map(|[one, other]| (one, other)))
                .collect();
            let task = Task::order(parts, &critical?, shown.clone()).ok()?;
            Some((task, Form::Order(shown)))
        }
        Kind::Assign => {
            let groups = read.count(keys, "groups") as usize;
            let task = Task::assign(groups, places(&keys.get("cards"))?).ok()?;
            let cards = parts;
            Some((task, Form::Groups { cards, groups }))
        }
        Kind::Fill => {
            let fields: Option<Vec<Field>> = keys.list()?.iter().map(field).collect();
            let fields = fields?;
            let is_choice = |field: &Field| matches!(field, Field::Choice { .. });
            let choices = fields.iter().map(is_choice).collect();
            Some((Task::fill(fields).ok()?, Form::Fields(choices)))
        }
    }
}

/// A list of places or counts.
fn places(list: &Json) -> Option<Vec<usize>> {
    let place = |entry: &Json| Some(number::whole_of(entry.number()?)? as usize);
    list.list()?.iter().map(place).collect()
}

/// Whether each part is named in the list.
fn marked(parts: usize, list: &Json) -> Option<Vec<bool>> {
    let mut marked = vec![false; parts];
    for place in places(list)? {
        *marked.get_mut(place)? = true;
    }
    Some(marked)
}

/// Texts that are accepted, or whether each choice is; neither if the field is needless.
fn field(keys: &Json) -> Option<Field> {
    let list = keys.list()?;
    let texts: Vec<String> = list.iter().filter_map(Json::text).collect();
    Some(if list.is_empty() {
        Field::Needless
    } else if texts.is_empty() {
        Field::Choice {
            accept: list.iter().map(Json::is_true).collect(),
        }
    } else {
        Field::Text { accept: texts }
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

fn offer(read: &Reader, entry: &Json) -> PageOffer {
    let raise = |raise: &Json| Raise {
        competence: read.text(raise, "competence").into(),
        from: read.standing(raise, "from"),
        to: read.standing(raise, "to"),
    };
    PageOffer {
        id: read.text(entry, "id").into(),
        title: read.text(entry, "title"),
        url: read.text(entry, "url"),
        minutes: read.count(entry, "minutes"),
        duration: read.text(entry, "duration"),
        raises: read.list(entry, "raises").iter().map(raise).collect(),
        requires: read
            .texts(entry, "requires")
            .into_iter()
            .map(OfferId::from)
            .collect(),
    }
}
