use assess_core::answers::{Missing, Response};
use assess_core::bank::Kind;
use assess_core::task::Selection;

use super::*;
use crate::page_data::fixture;

const START: Action = Action::Start {
    career: None,
    seed: 7,
};

const SKIP: Action = Action::Leave(Missing::Skipped);

/// What a visitor sees: the item and the place, or the name of the screen.
fn screen(state: &State, page: &Page) -> String {
    match state {
        State::Start { .. } => "start".to_owned(),
        State::Question {
            asking,
            nothing_chosen,
        } => {
            let id = asking
                .item(page)
                .map(|item| item.item.id.as_str().to_owned())
                .unwrap_or_default();
            let message = if *nothing_chosen { "!" } else { "" };
            format!("{} {id}{message}", asking.session.progress().place)
        }
        State::Paper { open } => format!("paper {open:?}"),
        State::Result { .. } => "result".to_owned(),
    }
}

fn after(actions: &[Action], page: &Page) -> State {
    actions
        .iter()
        .fold(State::FIRST, |state, action| state.after(action, page))
}

fn one(option: usize) -> Action {
    Action::Next(Some(Selection::One(option)))
}

#[test]
fn the_first_screen_only_starts() {
    let page = fixture::page();
    for action in [
        Action::Next(None),
        SKIP,
        Action::Leave(Missing::DontKnow),
        Action::Back,
        Action::Choose,
    ] {
        assert_eq!(screen(&after(&[action], &page), &page), "start");
    }
    assert_eq!(screen(&after(&[START], &page), &page), "1 geraet-r1");
}

#[test]
fn going_on_with_nothing_chosen_says_so_and_stays() {
    let page = fixture::page();
    let stuck = after(&[START, Action::Next(None)], &page);
    assert_eq!(screen(&stuck, &page), "1 geraet-r1!");
    assert_eq!(
        screen(&stuck.after(&Action::Choose, &page), &page),
        "1 geraet-r1"
    );
}

#[test]
fn a_selection_of_another_kind_is_no_answer() {
    let page = fixture::page();
    let state = after(
        &[START, Action::Next(Some(Selection::Many(vec![true; 5])))],
        &page,
    );
    assert_eq!(screen(&state, &page), "1 geraet-r1!");
}

#[test]
fn an_earlier_answer_can_be_seen_and_changed() {
    let page = fixture::page();
    let back = after(&[START, one(3), Action::Back], &page);
    let State::Question { asking, .. } = &back else {
        panic!("no question")
    };
    assert_eq!(asking.session.given(), Some(Response::Score(3)));
    let State::Question { asking, .. } = back.after(&one(1), &page).after(&Action::Back, &page)
    else {
        panic!("no question")
    };
    assert_eq!(asking.session.given(), Some(Response::Score(1)));
}

#[test]
fn whoever_comes_back_to_a_skipped_item_may_leave_it_skipped() {
    let page = fixture::page();
    let state = after(&[START, SKIP, Action::Back, Action::Next(None)], &page);
    let State::Question {
        asking,
        nothing_chosen: false,
    } = state.after(&Action::Back, &page)
    else {
        panic!("no question")
    };
    assert_eq!(
        asking.session.given(),
        Some(Response::Missing(Missing::Skipped))
    );
}

#[test]
fn a_barrier_is_remembered_as_one() {
    let page = fixture::page();
    let barrier = Action::Leave(Missing::Barrier);
    let State::Question { asking, .. } = after(&[START, barrier, Action::Back], &page) else {
        panic!("no question")
    };
    assert_eq!(
        asking.session.given(),
        Some(Response::Missing(Missing::Barrier))
    );
}

#[test]
fn back_from_the_first_item_pauses_and_another_career_begins_anew() {
    let page = fixture::page();
    let paused = after(&[START, one(3), Action::Back, Action::Back], &page);
    assert_eq!(screen(&paused, &page), "start");

    let resumed = paused.clone().after(&START, &page);
    let State::Question { asking, .. } = &resumed else {
        panic!("no question")
    };
    assert_eq!(asking.session.given(), Some(Response::Score(3)));

    let anew = paused.after(
        &Action::Start {
            career: Some(Career::Leading),
            seed: 7,
        },
        &page,
    );
    let State::Question { asking, .. } = &anew else {
        panic!("no question")
    };
    assert_eq!(asking.session.given(), None);
}

#[test]
fn only_items_of_the_career_are_asked_and_the_end_is_the_result() {
    for (career, for_leaders) in [
        (None, false),
        (Some(Career::Entry), false),
        (Some(Career::Leading), true),
    ] {
        let mut page = fixture::page();
        page.plan.tasks = 100;
        let mut state = State::FIRST.after(&Action::Start { career, seed: 1 }, &page);
        let mut ids = Vec::new();
        while let State::Question { asking, .. } = &state {
            let item = asking.item(&page).expect("an item of the page");
            ids.push(item.item.id.clone());
            let action = if item.item.kind == Kind::Spot {
                Action::Leave(Missing::DontKnow)
            } else {
                one(1)
            };
            state = state.after(&action, &page);
        }
        assert_eq!(screen(&state, &page), "result");
        assert_eq!(
            ids.iter().any(|id| id.as_str() == "betrug-9"),
            for_leaders,
            "{career:?}"
        );
        assert_eq!(
            screen(&state.after(&Action::Restart, &page), &page),
            "start"
        );
    }
}

#[test]
fn a_page_without_items_for_the_career_ends_at_once() {
    let mut page = fixture::page();
    page.plan = assess_core::session::SessionPlan {
        tasks: 0,
        ratings: 0,
        adaptive: true,
    };
    assert_eq!(screen(&after(&[START], &page), &page), "result");
}

/// What was remembered after these answers.
fn record(given: &[(&str, Response)]) -> Record {
    let given = given
        .iter()
        .map(|(item, response)| ((*item).to_owned(), *response));
    Record {
        until: 0,
        page: String::new(),
        seed: 7,
        career: None,
        given: given.collect(),
    }
}

const TWO: [(&str, Response); 2] = [
    ("geraet-r1", Response::Score(3)),
    ("betrug-r1", Response::Missing(Missing::Skipped)),
];

#[test]
fn a_remembered_check_goes_on_behind_its_last_answer() {
    let page = fixture::page();
    let resumed = State::resumed(&record(&TWO), &page).expect("the same content");
    let played = after(&[START, one(3), SKIP], &page);
    assert_eq!(screen(&resumed, &page), screen(&played, &page));
    assert!(screen(&resumed, &page).starts_with("3 "));
}

#[test]
fn a_remembered_answer_stands_though_its_inputs_are_empty() {
    let page = fixture::page();
    let resumed = State::resumed(&record(&TWO), &page).expect("the same content");
    let first = resumed
        .after(&Action::Back, &page)
        .after(&Action::Back, &page);
    assert_eq!(screen(&first, &page), "1 geraet-r1");
    let kept = first.clone().after(&Action::Next(None), &page);
    assert_eq!(screen(&kept, &page), "2 betrug-r1");
    let State::Question { asking, .. } = first.after(&one(0), &page).after(&Action::Back, &page)
    else {
        panic!("no question")
    };
    assert_eq!(asking.session.given(), Some(Response::Score(0)));
    // An answer of this visit that was taken back does not stand.
    let fresh = [START, one(3), Action::Back, Action::Next(None)];
    assert_eq!(screen(&after(&fresh, &page), &page), "1 geraet-r1!");
}

#[test]
fn what_was_remembered_of_other_content_begins_anew() {
    let page = fixture::page();
    for given in [
        ("gone", Response::Score(0)),
        ("geraet-r1", Response::Score(9)),
        ("daten-2", Response::Score(0)),
    ] {
        assert!(
            State::resumed(&record(&[given]), &page).is_none(),
            "{given:?}"
        );
    }
}

fn typed(page: &Page, open: &[usize]) -> Typed {
    Typed {
        career: None,
        answers: Answers::new(&page.bank, TWO).expect("answers that fit"),
        open: open.to_vec(),
    }
}

#[test]
fn what_is_open_on_paper_is_told_once() {
    let page = fixture::page();
    let paper = || State::Paper { open: Vec::new() };
    let told = paper().evaluated(typed(&page, &[3, 4]), &page);
    assert_eq!(screen(&told, &page), "paper [3, 4]");
    let other = told.clone().evaluated(typed(&page, &[4]), &page);
    assert_eq!(screen(&other, &page), "paper [4]");
    let again = told.evaluated(typed(&page, &[3, 4]), &page);
    assert_eq!(screen(&again, &page), "result");
    let State::Result { session, .. } = paper().evaluated(typed(&page, &[]), &page) else {
        panic!("no result")
    };
    assert_eq!(*session.answers(), typed(&page, &[]).answers);
}

#[test]
fn back_from_paper_is_the_start() {
    let page = fixture::page();
    assert_eq!(
        screen(&after(&[Action::Paper, Action::Back], &page), &page),
        "start"
    );
    assert_eq!(
        screen(&after(&[Action::Paper, Action::Restart], &page), &page),
        "start"
    );
}
