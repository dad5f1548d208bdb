use assess_core::answers::Answers;

use super::*;
use crate::page_data::fixture;

const SKIPPED: Response = Response::Missing(Missing::Skipped);
const UNKNOWN: Response = Response::Missing(Missing::DontKnow);

fn report<'a>(page: &'a Page, career: Option<Career>, given: &[(&str, Response)]) -> Report<'a> {
    let (bank, _) = page.part_for(career).expect("a part of the bank");
    let answers = Answers::new(&bank, given.iter().copied()).expect("answers to the page's items");
    Report::of_answers(page, career, &bank, &answers)
}

fn score(score: u8) -> Response {
    Response::Score(score)
}

fn titles<'a>(competences: impl IntoIterator<Item = &'a PageCompetence>) -> Vec<&'a str> {
    competences
        .into_iter()
        .map(|competence| competence.title.as_str())
        .collect()
}

#[test]
fn strengths_are_the_largest_shares_of_points_in_tasks() {
    let page = fixture::page();
    let given = [
        ("geraet-1", score(1)),
        ("geraet-2", score(1)),
        ("betrug-1", score(1)),
        ("daten-1", score(0)),
        ("daten-r1", score(4)),
    ];
    let report = report(&page, None, &given);
    // GERAET has 2 of 3 or more points to get, BETRUG 1 of 1, DATEN none in tasks.
    assert_eq!(
        report
            .strengths
            .first()
            .map(|strength| strength.competence.title.as_str()),
        Some("BETRUG")
    );
    assert!(
        report
            .strengths
            .iter()
            .all(|strength| strength.competence.title != "DATEN")
    );
}

#[test]
fn without_a_strength_in_tasks_the_ratings_speak() {
    let page = fixture::page();
    let given = [
        ("geraet-1", score(0)),
        ("daten-r1", score(3)),
        ("betrug-r1", score(1)),
    ];
    let report = report(&page, None, &given);
    assert_eq!(
        titles(report.strengths.iter().map(|strength| strength.competence)),
        ["DATEN"]
    );
}

#[test]
fn nothing_answered_is_no_strength_no_scale_no_gap() {
    let page = fixture::page();
    let report = report(&page, Some(Career::Skilled), &[("geraet-1", SKIPPED)]);
    assert!(report.strengths.is_empty() && report.panels.is_empty());
    assert_eq!(report.gaps.map(|gaps| gaps.len()), Some(0));
}

#[test]
fn panels_of_tasks_come_first_with_the_self_image_beside_them() {
    let page = fixture::page();
    let given = [("betrug-r1", score(2)), ("geraet-1", score(1))];
    let report = report(&page, Some(Career::Skilled), &given);
    let panels: Vec<_> = report
        .panels
        .iter()
        .map(|panel| (panel.title, panel.rows.len(), panel.difference.is_some()))
        .collect();
    // One of the ratings is not enough for an image of all competences: it stands for itself, behind the tasks.
    assert_eq!(panels.first().and_then(|panel| panel.0), Some("gesamt"));
    let target = report
        .panels
        .first()
        .and_then(|panel| panel.rows.first()?.target);
    assert_eq!(target, Some(Thousandths::new(2000)));
}

#[test]
fn gaps_need_an_occupation_and_a_career() {
    let mut page = fixture::page();
    let given = [("geraet-1", score(0))];
    assert!(report(&page, None, &given).gaps.is_none());
    let gaps = report(&page, Some(Career::Leading), &given)
        .gaps
        .unwrap_or_default();
    assert_eq!(gaps.len(), 3);
    assert!(
        gaps.iter()
            .all(|gap| gap.is_open() && gap.target == Thousandths::new(3000))
    );

    page.targets = crate::page_data::Targets::default();
    assert!(report(&page, Some(Career::Leading), &given).gaps.is_none());
}

#[test]
fn what_stayed_open_has_a_reason() {
    let page = fixture::page();
    let given = [
        ("geraet-1", SKIPPED),
        ("geraet-r1", UNKNOWN),
        ("betrug-r1", UNKNOWN),
    ];
    let open = report(&page, None, &given).open;
    assert_eq!(
        open,
        Open {
            skipped: vec!["GERAET"],
            unknown: vec!["BETRUG"],
            not_asked: vec!["DATEN"],
            ..Open::default()
        }
    );

    // "weiß ich nicht" on a task counts, so nothing is open there.
    let open = report(
        &page,
        None,
        &[("geraet-1", UNKNOWN), ("geraet-r1", SKIPPED)],
    )
    .open;
    assert_eq!(
        open,
        Open {
            not_asked: vec!["BETRUG", "DATEN"],
            ..Open::default()
        }
    );
}

#[test]
fn a_barrier_says_more_than_other_reasons() {
    const BARRIER: Response = Response::Missing(Missing::Barrier);
    let page = fixture::page();
    let given = [
        ("geraet-1", BARRIER),
        ("geraet-2", SKIPPED),
        ("betrug-r1", UNKNOWN),
        ("betrug-1", BARRIER),
        ("daten-1", BARRIER),
        ("daten-r1", score(2)),
    ];
    let open = report(&page, None, &given).open;
    assert_eq!(
        open,
        Open {
            barrier: vec!["GERAET", "BETRUG"],
            ..Open::default()
        }
    );
}

#[test]
fn tasks_whose_answer_counts_can_be_looked_up() {
    let page = fixture::page();
    let given = [
        ("betrug-1", score(1)),
        ("geraet-r1", score(2)),
        ("geraet-2", UNKNOWN),
        ("daten-1", SKIPPED),
    ];
    let answered = report(&page, None, &given).answered;
    let ids: Vec<&str> = answered
        .iter()
        .filter_map(|place| Some(page.items.get(*place)?.item.id.as_str()))
        .collect();
    assert_eq!(ids, ["geraet-2", "betrug-1"]);
}

fn wishes(minutes: u32, done: &[&str]) -> Wishes {
    Wishes {
        minutes,
        max_cost: None,
        formats: Vec::new(),
        done: done.iter().map(|id| (*id).into()).collect(),
    }
}

#[test]
fn a_plan_keeps_to_the_time_and_to_what_comes_before() {
    let page = fixture::page();
    let given = [("geraet-1", score(0)), ("geraet-2", score(0))];
    let report = report(&page, Some(Career::Skilled), &given);
    let formats: Vec<String> = page
        .learning
        .formats
        .iter()
        .map(|format| format.key.clone())
        .collect();
    let ids = |minutes, done: &[&str]| -> Vec<String> {
        let wishes = Wishes {
            formats: formats.clone(),
            ..wishes(minutes, done)
        };
        let plan = report.planning.plan(&wishes);
        assert!(plan.minutes <= minutes && plan.bound.is_none());
        plan.steps
            .iter()
            .map(|step| step.offer.id.as_str().to_owned())
            .collect()
    };
    assert!(ids(10, &[]).is_empty());
    assert!(!ids(10_000, &[]).is_empty());
}

#[test]
fn a_page_for_all_occupations_offers_the_next_level() {
    let mut page = fixture::page();
    page.targets = crate::page_data::Targets::default();
    let report = report(
        &page,
        None,
        &[("geraet-r1", score(1)), ("geraet-1", score(0))],
    );
    assert!(report.gaps.is_none());
    assert_eq!(report.planning.goal, Goal::NextLevel);
    assert!(report.planning.has_gap());
}
