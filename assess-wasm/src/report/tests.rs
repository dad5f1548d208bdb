use assess_core::answers::Answers;

use assess_core::estimate::Estimate;
use assess_core::id::OfferId;
use assess_core::learning::Offer;
use assess_core::profile::ScaleResult;

use super::*;
use crate::page_data::fixture::{self, learning, offer};

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
    assert!(!report.planning.has_gap());
    assert_eq!(report.gaps.map(|gaps| gaps.len()), Some(0));
}

/// The panels of a profile as lines: name, rows, difference.
fn panels_of(page: &Page, career: Option<Career>, profile: &Profile) -> Vec<String> {
    let row = |row: &Row<'_>| {
        let label = match row.label {
            Label::Side(Facet::Shown) => "shown",
            Label::Side(Facet::SelfRating) => "rated",
            Label::Scale(title) => title,
        };
        let target = row.target.map_or(0, Thousandths::get);
        format!("{label} {:?} {target}", row.points)
    };
    let panel = |panel: &Panel<'_>| {
        let rows: Vec<String> = panel.rows.iter().map(row).collect();
        let title = panel.title.unwrap_or("-");
        format!("{title}: {}: {:?}", rows.join(", "), panel.difference)
    };
    panels(page, career, profile).iter().map(panel).collect()
}

fn profile_of(scales: &[(&str, Facet, &[&str], Option<f64>)]) -> Profile {
    let result =
        |(id, facet, competences, theta): &(&str, Facet, &[&str], Option<f64>)| ScaleResult {
            id: (*id).into(),
            facet: *facet,
            competences: competences.iter().map(|id| (*id).into()).collect(),
            outcome: theta.map(|theta| Estimate { theta, se: 0.4 }.into()),
            answered: 2,
            points: 3,
            of: 8,
        };
    Profile {
        scale: "test".into(),
        scales: scales.iter().map(result).collect(),
    }
}

#[test]
fn self_ratings_of_parts_stand_together_beside_the_tasks_and_by_themselves() {
    let page = fixture::page();
    let profile = profile_of(&[
        ("gesamt", Facet::Shown, &fixture::COMPETENCES, Some(0.5)),
        ("self-a", Facet::SelfRating, &["geraet"], Some(3.0)),
        ("self-b", Facet::SelfRating, &["betrug", "daten"], Some(2.0)),
    ]);
    assert_eq!(
        panels_of(&page, Some(Career::Skilled), &profile),
        [
            "gesamt: shown (3, 8) 2000, rated (6, 16) 2000: Some(Higher)",
            "-: self-b (3, 8) 2000, self-a (3, 8) 2000: None",
        ]
    );
}

#[test]
fn a_self_rating_of_the_same_stands_beside_the_tasks_only() {
    let page = fixture::page();
    let profile = profile_of(&[
        ("gesamt", Facet::Shown, &fixture::COMPETENCES, Some(2.0)),
        (
            "self-a",
            Facet::SelfRating,
            &fixture::COMPETENCES,
            Some(2.0),
        ),
        ("self-b", Facet::SelfRating, &["betrug"], None),
    ]);
    assert_eq!(
        panels_of(&page, None, &profile),
        ["gesamt: shown (3, 8) 0, rated (3, 8) 0: Some(None)"]
    );
}

#[test]
fn unanswered_scales_do_not_show() {
    let page = fixture::page();
    let report = report(
        &page,
        Some(Career::Skilled),
        &[("betrug-r1", score(2)), ("geraet-1", SKIPPED)],
    );
    let panels: Vec<_> = report
        .panels
        .iter()
        .map(|panel| (panel.title, panel.rows.len(), panel.difference))
        .collect();
    assert_eq!(panels, [(None, 1, None)]);
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

/// A plan as text: the ids of its steps, minutes, cost and gain.
fn planned(planning: &Planning<'_>, wishes: &Wishes) -> String {
    let plan = planning.plan(wishes);
    let steps: Vec<&str> = plan
        .steps
        .iter()
        .map(|step| step.offer.id.as_str())
        .collect();
    let gain = plan.gain.get();
    format!("{} {} {} {gain}", steps.join(","), plan.minutes, plan.cost)
}

fn wishes(page: &Page, minutes: u32) -> Wishes {
    Wishes {
        minutes,
        max_cost: None,
        formats: page
            .learning
            .formats
            .iter()
            .map(|format| format.key.clone())
            .collect(),
        done: Vec::new(),
    }
}

/// Stands near 1 everywhere.
const SOME: [(&str, Response); 2] = [
    ("geraet-1", Response::Score(0)),
    ("betrug-1", Response::Score(0)),
];

#[test]
fn a_plan_keeps_to_time_money_and_formats() {
    let mut page = fixture::page();
    let costly = |id: &str, cost, formats: &[&str], from| Offer {
        cost,
        formats: formats.iter().map(|format| (*format).to_owned()).collect(),
        ..offer(id, 60, &[(from, 0, 2000)], &[])
    };
    page.learning = learning(vec![
        costly("a", 0, &["kurs"], "geraet"),
        costly("b", 50, &["tandem"], "betrug"),
        costly("c", 80, &["kurs", "tandem"], "daten"),
    ]);
    let report = report(&page, Some(Career::Skilled), &SOME);
    let planning = &report.planning;
    assert_eq!(planning.goal, Goal::Profile);
    let all = wishes(&page, 480);
    let ids = |wishes: &Wishes| {
        let plan = planning.plan(wishes);
        let ids: Vec<&str> = plan
            .steps
            .iter()
            .map(|step| step.offer.id.as_str())
            .collect();
        (ids.join(","), plan.minutes, plan.cost, plan.bound.is_none())
    };
    assert_eq!(ids(&all), ("a,b,c".to_owned(), 180, 130, true));
    let cheap = Wishes {
        max_cost: Some(0),
        ..all.clone()
    };
    assert_eq!(ids(&cheap), ("a".to_owned(), 60, 0, true));
    let some = Wishes {
        max_cost: Some(50),
        ..all.clone()
    };
    assert_eq!(ids(&some), ("a,b".to_owned(), 120, 50, true));
    let short = Wishes {
        minutes: 60,
        ..all.clone()
    };
    assert_eq!(ids(&short), ("a".to_owned(), 60, 0, true));
    let tandem = Wishes {
        formats: vec!["tandem".to_owned()],
        ..all.clone()
    };
    assert_eq!(ids(&tandem), ("b,c".to_owned(), 120, 130, true));
    let nothing = Wishes {
        formats: Vec::new(),
        ..all
    };
    assert_eq!(ids(&nothing), (String::new(), 0, 0, true));
}

#[test]
fn a_plan_says_why_and_what_remains() {
    let page = fixture::page();
    let report = report(&page, Some(Career::Skilled), &SOME);
    let planning = &report.planning;
    let plan = planning.plan(&wishes(&page, 480));
    let steps: Vec<String> = plan
        .steps
        .iter()
        .map(|step| {
            let lifts: Vec<String> = step
                .lifts
                .iter()
                .map(|(competence, _, to)| format!("{} {}", competence.title, to.get()))
                .collect();
            format!(
                "{} {} {} [{}] {:?} {}",
                step.title,
                step.url,
                step.offer.minutes,
                lifts.join(", "),
                step.enables,
                step.again
            )
        })
        .collect();
    assert_eq!(
        steps,
        [
            r#"KURZ angebote/kurz/ 30 [GERAET 1000] ["MITTEL"] false"#,
            r#"LANG angebote/lang/ 90 [BETRUG 2000, DATEN 2000] [] false"#,
            r#"MITTEL angebote/mittel/ 60 [GERAET 2000] [] false"#,
        ]
    );
    assert_eq!((plan.minutes, plan.remaining.len()), (180, 0));
    let less = planning.plan(&wishes(&page, 90));
    let rest = less.remaining.iter().map(|(competence, _)| *competence);
    assert_eq!(titles(rest), ["GERAET"]);
    // Whatever a plan brings is missing no more.
    let gap =
        |plan: &LearningPlan<'_>| -> u32 { plan.remaining.iter().map(|(_, gap)| gap.get()).sum() };
    assert_eq!(less.gain.get() + gap(&less), plan.gain.get());
}

#[test]
fn what_is_done_is_a_foundation_and_may_be_taken_again() {
    let page = fixture::page();
    let report = report(&page, Some(Career::Skilled), &SOME);
    let planning = &report.planning;
    let names: Vec<&str> = planning
        .foundations()
        .iter()
        .map(|(_, title)| *title)
        .collect();
    assert_eq!(names, ["KURZ"]);
    let done = Wishes {
        done: vec![OfferId::from("kurz")],
        ..wishes(&page, 60)
    };
    let before = planned(planning, &wishes(&page, 60));
    let after = planned(planning, &done);
    assert!(before.starts_with("kurz "), "{before}");
    assert!(after.starts_with("mittel "), "{after}");
    let again = planning.plan(&Wishes {
        minutes: 30,
        ..done
    });
    assert_eq!(
        again
            .steps
            .iter()
            .map(|step| step.again)
            .collect::<Vec<_>>(),
        [true]
    );
}

#[test]
fn without_a_career_the_usual_one_counts_and_without_targets_the_next_level() {
    let mut page = fixture::page();
    assert_eq!(report(&page, None, &SOME).planning.goal, Goal::UsualProfile);
    page.targets = crate::page_data::Targets::default();
    let report = report(
        &page,
        None,
        &[("geraet-r1", score(1)), ("geraet-1", score(0))],
    );
    assert_eq!(report.planning.goal, Goal::NextLevel);
    assert!(report.gaps.is_none() && report.planning.has_gap());
    assert!(!report.planning.plan(&wishes(&page, 480)).steps.is_empty());
}

#[test]
fn a_search_without_end_is_stopped_with_a_bound() {
    let mut page = fixture::page();
    // All as good as each other in many ways: nothing decides between them.
    let ids: Vec<String> = (0..60).map(|number| format!("o{number:02}")).collect();
    let two = |number: usize| fixture::COMPETENCES[number % 3];
    page.learning = learning(
        (0..60)
            .map(|number| {
                let minutes = 13 + u32::try_from(number * 7 % 31).unwrap_or(0);
                let to = 700 + u32::try_from(number * 37 % 1300).unwrap_or(0);
                let raises = [(two(number), 0, to), (two(number + 1), 0, 2700 - to)];
                offer(&ids[number], minutes, &raises, &[])
            })
            .collect(),
    );
    let report = report(&page, Some(Career::Leading), &SOME);
    let plan = report.planning.plan_within(&wishes(&page, 77), 1);
    let bound = plan.bound.expect("a bound");
    assert!(bound >= plan.gain);
    assert!(bound >= report.planning.plan(&wishes(&page, 77)).gain);
}

#[test]
fn the_calculation_has_the_answers_that_count_and_the_blends() {
    let page = fixture::page();
    let given = [
        ("geraet-1", score(1)),
        ("betrug-2", UNKNOWN),
        ("daten-1", SKIPPED),
        ("geraet-r1", score(3)),
        ("daten-r1", score(1)),
    ];
    let calculation = report(&page, None, &given).calculation;
    let sums: Vec<String> = calculation
        .scales
        .iter()
        .map(|scale| {
            let items: Vec<String> = scale
                .items
                .iter()
                .map(|(item, score)| format!("{} {score}", item.item.id))
                .collect();
            format!("{}: {}", scale.title, items.join(", "))
        })
        .collect();
    assert_eq!(
        sums,
        [
            "self-b: daten-r1 1",
            "self-a: geraet-r1 3",
            "gesamt: betrug-2 0, geraet-1 1"
        ]
    );
    let blends: Vec<Vec<&str>> = calculation
        .blends
        .iter()
        .map(|blend| titles(blend.competences.iter().copied()))
        .collect();
    assert_eq!(blends, [vec!["GERAET"], vec!["BETRUG", "DATEN"]]);
    for blend in &calculation.blends {
        let expected = blend.shown + 0.5 * (blend.rated - blend.mean);
        assert!((blend.standing.to_f64() - expected.clamp(0.0, 4.0)).abs() < 0.001);
    }
}
