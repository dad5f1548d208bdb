use assess_core::answers::Answers;

use super::*;
use crate::page_data::PageOffer;
use crate::page_data::fixture::{self, offer};

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
    assert!(report.strengths.is_empty() && report.scales.is_empty() && report.offers.is_empty());
    assert_eq!(report.gaps.map(|gaps| gaps.len()), Some(0));
}

#[test]
fn scales_of_tasks_come_first_and_unanswered_ones_not_at_all() {
    let page = fixture::page();
    let report = report(
        &page,
        Some(Career::Skilled),
        &[("betrug-r1", score(2)), ("geraet-1", score(1))],
    );
    let ids: Vec<&str> = report
        .scales
        .iter()
        .map(|scale| scale.words.id.as_str())
        .collect();
    assert_eq!(ids, ["gesamt", "self-b"]);
    assert_eq!(
        report.scales.first().and_then(|scale| scale.target),
        Some(Thousandths::new(2000))
    );
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

#[test]
fn self_ratings_are_compared_with_tasks_over_the_same_competences_only() {
    let result = |facet, competences: &[&str], theta| ScaleResult {
        id: "x".into(),
        facet,
        competences: competences.iter().map(|id| (*id).into()).collect(),
        outcome: Some(assess_core::estimate::Estimate { theta, se: 0.4 }.into()),
        answered: 5,
        points: 5,
        of: 10,
    };
    let cases = [
        (&["a", "b"][..], 3.0, Against::Higher),
        (&["b", "a"], 0.0, Against::Lower),
        (&["a", "b"], 1.8, Against::Alike),
        (&["a"], 3.0, Against::Alike),
    ];
    for (competences, theta, expected) in cases {
        let shown = result(Facet::Shown, &["a", "b"], 1.5);
        let profile = Profile {
            scale: "test".into(),
            scales: vec![shown],
        };
        assert_eq!(
            against_tasks(&result(Facet::SelfRating, competences, theta), &profile),
            expected
        );
    }
}

/// The ids of the fitting offers for standings and targets in thousandths, in the order of the fixture's competences.
fn fits(offers: &[PageOffer], standings: [u32; 3], target: u32) -> Vec<String> {
    let page = fixture::page();
    let aim = |(competence, standing)| Aim {
        competence,
        standing: Thousandths::new(standing),
        target: Thousandths::new(target),
    };
    let aims: Vec<Aim<'_>> = page.competences.iter().zip(standings).map(aim).collect();
    fitting(offers, &aims)
        .iter()
        .map(|fit| fit.offer.id.as_str().to_owned())
        .collect()
}

#[test]
fn offers_close_a_gap_within_reach_and_the_most_helpful_comes_first() {
    let offers = fixture::page().offers;
    let cases: [([u32; 3], u32, &[&str]); 5] = [
        ([600, 600, 600], 2000, &["lang", "mittel", "kurz"]),
        // Half a level below its beginning is still within reach, less is not.
        ([500, 500, 499], 2000, &["mittel", "kurz"]),
        ([2000, 1500, 1500], 2000, &["lang"]),
        ([2000, 2000, 2000], 2000, &[]),
        ([4000, 2500, 4000], 4000, &["hoch"]),
    ];
    for (standings, target, expected) in cases {
        assert_eq!(fits(&offers, standings, target), expected, "{standings:?}");
    }
}

#[test]
fn of_equally_helpful_offers_the_shorter_is_first_and_five_are_enough() {
    let offers: Vec<PageOffer> = [
        ("f", 60),
        ("e", 50),
        ("d", 40),
        ("c", 30),
        ("b", 20),
        ("a", 20),
    ]
    .map(|(id, minutes)| offer(id, minutes, &[("geraet", 0, 1000)], &[]))
    .into();
    assert_eq!(fits(&offers, [0, 0, 0], 1000), ["a", "b", "c", "d", "e"]);
}

#[test]
fn an_offer_names_what_is_better_done_before() {
    let page = fixture::page();
    let before = |standing| {
        let competence = page.competences.first().expect("a competence");
        let aims = [Aim {
            competence,
            standing: Thousandths::new(standing),
            target: Thousandths::new(2000),
        }];
        let fits = fitting(&page.offers, &aims);
        let fit = fits
            .iter()
            .find(|fit| fit.offer.id.as_str() == "mittel")
            .expect("an offer within reach");
        fit.before.join(", ")
    };
    assert_eq!(before(600), "KURZ");
    assert_eq!(before(1200), "");
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
    assert!(!report.offers.is_empty());
}
