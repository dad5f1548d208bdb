//! A small page for tests: three competences with a rating and two tasks each, one task for leaders only.

use assess_core::bank::{Bank, Facet, Item, Kind, Prior, Scale};
use assess_core::learning::{Offer, Raise};
use assess_core::model::{provisional_rating, provisional_task};
use assess_core::session::{Candidate, SessionPlan};
use assess_core::task::Task;
use assess_core::thousandths::Thousandths;

use super::learning::Format;
use super::{Career, Careers, Form, Learning, Page, PageCompetence, PageItem, PageScale, Targets};

/// The competences, in the order of the page.
pub const COMPETENCES: [&str; 3] = ["geraet", "betrug", "daten"];

/// The page. For each competence: `…-r1` (rating, 5 options), `…-1` (single, the first of 4 is right), `…-2` (spot, the first
/// two of 6 are signs); and `betrug-9` (single) for leaders only.
pub fn page() -> Page {
    let mut items = Vec::new();
    for competence in COMPETENCES {
        let id = |end: &str| format!("{competence}-{end}");
        items.push(item(&id("r1"), competence, Kind::Rating, &Career::ALL));
        items.push(item(&id("1"), competence, Kind::Single, &Career::ALL));
        items.push(item(&id("2"), competence, Kind::Spot, &Career::ALL));
    }
    items.push(item("betrug-9", "betrug", Kind::Single, &[Career::Leading]));
    for (group, item) in (0..).zip(&mut items) {
        item.candidate.variant_group = Some(group);
    }
    let mut targets = Targets::default();
    for competence in COMPETENCES {
        targets.add(Career::Skilled, competence.into(), Thousandths::new(2000));
        targets.add(Career::Leading, competence.into(), Thousandths::new(3000));
    }
    let scale = |id: &str, facet, competences: &[&str]| Scale {
        id: id.into(),
        facet,
        competences: competences.iter().map(|id| (*id).into()).collect(),
    };
    let scales = vec![
        scale("gesamt", Facet::Shown, &COMPETENCES),
        scale("self-a", Facet::SelfRating, &COMPETENCES[..1]),
        scale("self-b", Facet::SelfRating, &COMPETENCES[1..]),
    ];
    // The page shows ratings first; the result puts tasks first all the same.
    let titles = ["self-b", "self-a", "gesamt"]
        .map(|id| PageScale {
            id: id.into(),
            title: id.to_owned(),
        })
        .into();
    let bank_items = items.iter().map(|item| item.item.clone()).collect();
    let bank = Bank::new("test", Prior::default(), scales, bank_items).expect("a sound bank");
    Page {
        blueprint: "kurz".to_owned(),
        in_form: 9,
        surveys: Vec::new(),
        bank,
        plan: SessionPlan {
            tasks: 6,
            ratings: 3,
            adaptive: true,
        },
        items,
        scales: titles,
        competences: COMPETENCES
            .map(|id| PageCompetence {
                id: id.into(),
                title: id.to_uppercase(),
                url: format!("{id}/"),
            })
            .into(),
        targets,
        learning: learning(vec![
            offer("kurz", 30, &[("geraet", 0, 1000)], &[]),
            offer("mittel", 60, &[("geraet", 1000, 2000)], &["kurz"]),
            offer(
                "lang",
                90,
                &[("betrug", 1000, 2000), ("daten", 1000, 2000)],
                &[],
            ),
            offer("hoch", 10, &[("betrug", 3000, 4000)], &[]),
        ]),
        levels: ["vor 1", "A", "B", "C", "D"].map(str::to_owned).into(),
    }
}

/// These offers, by names that are their ids in capitals, and the formats `kurs` and `tandem`.
pub fn learning(offers: Vec<Offer>) -> Learning {
    let format = |key: &str| Format {
        key: key.to_owned(),
        title: key.to_uppercase(),
    };
    Learning {
        titles: offers
            .iter()
            .map(|offer| offer.id.as_str().to_uppercase())
            .collect(),
        offers,
        folder: "angebote/".to_owned(),
        formats: vec![format("kurs"), format("tandem")],
    }
}

/// An offer without cost, of the format `kurs`, that lifts these competences from … to … thousandths.
pub fn offer(id: &str, minutes: u32, raises: &[(&str, u32, u32)], requires: &[&str]) -> Offer {
    let raise = |(competence, from, to): &(&str, u32, u32)| Raise {
        competence: (*competence).into(),
        from: Thousandths::new(*from),
        to: Thousandths::new(*to),
    };
    Offer {
        id: id.into(),
        minutes,
        cost: 0,
        formats: vec!["kurs".to_owned()],
        raises: raises.iter().map(raise).collect(),
        requires: requires.iter().map(|id| (*id).into()).collect(),
    }
}

fn item(id: &str, competence: &str, kind: Kind, asked: &[Career]) -> PageItem {
    let (form, task) = match kind {
        Kind::Rating => (Form::One, Task::rating(5)),
        Kind::Single => (Form::One, Task::single(vec![true, false, false, false])),
        _ => (
            Form::Many(6),
            Task::spot(vec![true, true, false, false, false, false]),
        ),
    };
    let task = task.expect("a sound task");
    let floors: Vec<f64> = task.floors().iter().map(|floor| floor.to_f64()).collect();
    let model = if kind == Kind::Rating {
        provisional_rating(4)
    } else {
        provisional_task(2, &floors)
    };
    let mut careers = Careers::default();
    for career in asked {
        careers.add(*career);
    }
    PageItem {
        item: Item {
            id: id.into(),
            competence: competence.into(),
            facet: kind.facet(),
            kind,
            provisional: true,
            model: model.expect("a sound model"),
        },
        task,
        form,
        candidate: Candidate {
            level: if kind == Kind::Rating { 0 } else { 2 },
            variant_group: None,
        },
        careers,
    }
}
