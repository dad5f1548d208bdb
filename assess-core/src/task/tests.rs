use proptest::prelude::*;

use super::*;
use crate::model::provisional_task;
use crate::vectors::{json, number};

fn keys(right: usize, of: usize) -> Vec<bool> {
    (0..of).map(|place| place < right).collect()
}

fn reversed(steps: usize) -> Vec<usize> {
    (0..steps).rev().collect()
}

fn fraction(numerator: u64, denominator: u64) -> Fraction {
    Fraction::new(numerator, denominator).unwrap()
}

#[test]
fn floors_of_the_vectors() {
    let vectors = json("oracle/guess_floor.json");
    let sign = |right, of| Task::spot(keys(right, of)).unwrap();
    let order = |steps| Task::order(steps, &[], reversed(steps)).unwrap();
    let tasks = [
        (
            "A_signs n=6 r=3: max(0,TP/r-FP/(n-r)), random ticks",
            sign(3, 6),
        ),
        (
            "A_signs n=8 r=4: max(0,TP/r-FP/(n-r)), random ticks",
            sign(4, 8),
        ),
        (
            "A_signs n=10 r=5: max(0,TP/r-FP/(n-r)), random ticks",
            sign(5, 10),
        ),
        ("B_order n=4: max(0,tau)", order(4)),
        ("B_order n=5: max(0,tau)", order(5)),
        ("B_order n=6: max(0,tau)", order(6)),
    ];
    for (name, task) in tasks {
        let floors = task.floors();
        assert_eq!(floors.len(), 3, "{name}");
        for (floor, key) in floors.iter().zip(["P(k>=1)", "P(k>=2)", "P(k=3)"]) {
            let expected = number(&vectors[name][key]);
            assert!(
                (floor.to_f64() - expected).abs() <= 0.000_05,
                "{name} {key}: {floor:?} is not {expected}"
            );
        }
    }
    // The vector lists the thirds 1/3, 2/3 and 1; a situation has no step at 1/3.
    let situation = Task::situation(vec![0, 1, 2, 3]).unwrap();
    let vector = &vectors["D_judgement best+worst: max(0,v(best)-v(worst))"];
    let expected = [&vector["P(k>=2)"], &vector["P(k=3)"]].map(number);
    for (floor, expected) in situation.floors().iter().zip(expected) {
        assert!((floor.to_f64() - expected).abs() <= 0.000_05);
    }
}

#[test]
fn floors_of_the_example_bank_to_the_last_bit() {
    let bank = crate::vectors::bank(&json("examples/files/bank.json"));
    let check = |task: Task, id: &str| {
        let floors: Vec<f64> = task.floors().into_iter().map(Fraction::to_f64).collect();
        assert_eq!(
            floors,
            bank.item(id).unwrap().model.c().collect::<Vec<_>>(),
            "{id}"
        );
    };
    check(Task::single(keys(1, 4)).unwrap(), "betrug-erkennen-01");
    check(Task::spot(keys(4, 8)).unwrap(), "betrug-erkennen-03");
    check(
        Task::situation(vec![3, 1, 0, 2]).unwrap(),
        "geraet-sichern-02",
    );
    check(Task::rating(5).unwrap(), "betrug-erkennen-r1");
}

#[test]
fn floors_of_sorting_and_forms_by_hand() {
    // Three cards, three groups: 27 answers, 1 with all right, 6 with two right (share ½), 12 with one right (share 0).
    let assign = Task::assign(3, vec![0, 1, 2]).unwrap();
    assert_eq!(assign.floors(), [fraction(7, 27), fraction(1, 27)]);
    // A text is never right by chance, the choice half of the time; share ½ − ¼ lands on no step.
    let form = Task::fill(vec![
        Field::Text {
            accept: vec!["06:30".to_owned()],
        },
        Field::Choice {
            accept: vec![true, false],
        },
        Field::Needless,
    ]);
    assert_eq!(
        form.unwrap().floors(),
        [fraction(1, 2), Fraction::ZERO, Fraction::ZERO]
    );
}

#[test]
fn steps_no_answer_lands_on_drop_out() {
    let steps = |task: Result<Task, TaskProblem>| task.unwrap().steps();
    assert_eq!(steps(Task::order(2, &[], vec![1, 0])), 1);
    assert_eq!(steps(Task::multiple(keys(1, 2))), 1);
    assert_eq!(steps(Task::situation(vec![0, 3])), 1);
    assert_eq!(steps(Task::situation(vec![0, 2])), 1);
    // One right of three: the shares are 0, ½ and 1, so ⅔ is never reached without 1.
    let task = Task::multiple(keys(1, 3)).unwrap();
    assert_eq!(task.steps(), 2);
    assert_eq!(task.floors(), [fraction(3, 8), fraction(1, 8)]);
    let step = |ticks: [bool; 3]| task.step(&Selection::Many(ticks.to_vec()));
    assert_eq!(step([true, false, false]), Some(2));
    assert_eq!(step([true, true, false]), Some(1));
    assert_eq!(step([true, true, true]), Some(0));
}

#[test]
fn a_rating_is_its_option() {
    let rating = Task::rating(5).unwrap();
    assert_eq!(
        (rating.steps(), rating.step(&Selection::One(3))),
        (4, Some(3))
    );
    assert_eq!(rating.share(&Selection::One(3)), Some(fraction(3, 4)));
    assert_eq!(rating.step(&Selection::One(5)), None);
    assert_eq!(rating.floors(), [Fraction::ZERO; 4]);
}

#[test]
fn ticks_right_and_wrong() {
    let task = Task::spot(vec![true, false, true, false, false]).unwrap();
    let share = |ticks: [u8; 5]| task.share(&Selection::Many(ticks.map(|tick| tick == 1).to_vec()));
    assert_eq!(share([1, 0, 1, 0, 0]), Some(Fraction::ONE));
    assert_eq!(share([1, 1, 0, 0, 0]), Some(fraction(1, 6)));
    assert_eq!(share([0, 0, 0, 0, 0]), Some(Fraction::ZERO));
    assert_eq!(share([0, 1, 0, 1, 1]), Some(Fraction::ZERO));
    assert_eq!(task.share(&Selection::Many(vec![true])), None);
    assert_eq!(task.share(&Selection::One(0)), None);
}

#[test]
fn best_and_worst() {
    let task = Task::situation(vec![3, 1, 0, 2]).unwrap();
    let step = |best, worst| task.step(&Selection::BestWorst { best, worst });
    assert_eq!(
        [step(0, 2), step(0, 1), step(3, 1), step(2, 0)],
        [Some(2), Some(1), Some(0), Some(0)]
    );
    assert_eq!([step(1, 1), step(0, 4)], [None, None]);
}

#[test]
fn an_order_counts_pairs_and_minds_the_critical_ones() {
    let task = Task::order(4, &[(1, 3)], vec![3, 2, 1, 0]).unwrap();
    let share = |order: [usize; 4]| task.share(&Selection::Order(order.to_vec()));
    assert_eq!(share([0, 1, 2, 3]), Some(Fraction::ONE));
    assert_eq!(share([1, 0, 2, 3]), Some(fraction(2, 3)));
    // Two violated pairs leave ⅓ anyway; one violated pair would leave ⅔.
    assert_eq!(share([0, 3, 1, 2]), Some(Fraction::THIRD));
    let neighbours = Task::order(4, &[(2, 3)], vec![3, 2, 1, 0]).unwrap();
    assert_eq!(
        neighbours.share(&Selection::Order(vec![0, 1, 3, 2])),
        Some(Fraction::THIRD)
    );
    // Untouched, or no order.
    assert_eq!(share([3, 2, 1, 0]), None);
    assert_eq!(share([0, 0, 1, 2]), None);
    assert_eq!(share([0, 1, 2, 9]), None);
}

#[test]
fn sorting_counts_beyond_chance() {
    let task = Task::assign(3, vec![0, 1, 2]).unwrap();
    let share = |groups: [Option<usize>; 3]| task.share(&Selection::Groups(groups.to_vec()));
    assert_eq!(share([Some(0), Some(1), Some(2)]), Some(Fraction::ONE));
    assert_eq!(share([Some(0), Some(1), None]), Some(fraction(1, 2)));
    assert_eq!(share([Some(0), Some(0), Some(0)]), Some(Fraction::ZERO));
    assert_eq!(share([None, None, None]), None);
    assert_eq!(share([Some(3), None, None]), None);
}

#[test]
fn a_form_forgives_case_and_spacing_and_not_curiosity() {
    let task = Task::fill(vec![
        Field::Text {
            accept: vec!["Größe  XL".to_owned(), "ÜBER 50".to_owned()],
        },
        Field::Choice {
            accept: vec![false, true],
        },
        Field::Needless,
    ])
    .unwrap();
    let text = |text: &str| FieldEntry::Text(text.to_owned());
    let share = |first, second, third| task.share(&Selection::Fields(vec![first, second, third]));
    assert_eq!(
        share(text(" größe xl "), FieldEntry::Choice(1), FieldEntry::Empty),
        Some(Fraction::ONE)
    );
    assert_eq!(
        share(text("über 50"), FieldEntry::Choice(0), text(" ")),
        Some(fraction(1, 2))
    );
    assert_eq!(
        share(text("Größe XL"), FieldEntry::Choice(1), text("1.1.1980")),
        Some(fraction(3, 4))
    );
    assert_eq!(
        share(FieldEntry::Empty, FieldEntry::Empty, text("x")),
        Some(Fraction::ZERO)
    );
    assert_eq!(share(text(" "), FieldEntry::Empty, FieldEntry::Empty), None);
}

#[test]
fn parts_that_make_no_task_are_named() {
    let problem = |task: Result<Task, TaskProblem>| task.unwrap_err();
    assert_eq!(problem(Task::rating(1)), TaskProblem::TooFew { least: 2 });
    assert_eq!(problem(Task::single(vec![false; 3])), TaskProblem::NoKey);
    assert_eq!(problem(Task::multiple(vec![true; 3])), TaskProblem::AllKeys);
    assert_eq!(
        problem(Task::spot(keys(1, 51))),
        TaskProblem::TooMany { most: 50 }
    );
    assert_eq!(
        problem(Task::situation(vec![0, 4])),
        TaskProblem::ValueTooHigh { option: 1 }
    );
    assert_eq!(problem(Task::situation(vec![1, 1, 2])), TaskProblem::NoStep);
    assert_eq!(
        problem(Task::order(9, &[], reversed(9))),
        TaskProblem::TooMany { most: 8 }
    );
    assert_eq!(
        problem(Task::order(3, &[(0, 2), (1, 1)], reversed(3))),
        TaskProblem::CriticalPair { pair: 1 }
    );
    assert_eq!(
        problem(Task::order(3, &[], vec![0, 1])),
        TaskProblem::ShownIncomplete
    );
    assert_eq!(
        problem(Task::order(3, &[], vec![1, 0, 2])),
        TaskProblem::ShownScores
    );
    assert_eq!(
        problem(Task::assign(2, vec![0, 2])),
        TaskProblem::UnknownGroup { card: 1 }
    );
    assert_eq!(
        problem(Task::assign(20, vec![0; 50])),
        TaskProblem::TooMany { most: 14 }
    );
    assert_eq!(
        problem(Task::fill(vec![Field::Needless])),
        TaskProblem::NoNeededField
    );
    let nothing = Field::Text {
        accept: vec![" ".to_owned()],
    };
    assert_eq!(
        problem(Task::fill(vec![nothing])),
        TaskProblem::NothingAccepted { field: 0 }
    );
    let anything = Field::Choice { accept: vec![true] };
    assert_eq!(
        problem(Task::fill(vec![Field::Needless, anything])),
        TaskProblem::ChoiceDecidesNothing { field: 1 }
    );
}

/// Any task, among them some that are refused.
fn task() -> impl Strategy<Value = Result<Task, TaskProblem>> {
    let keys = || prop::collection::vec(any::<bool>(), 0..12);
    let field = prop_oneof![
        Just(Field::Needless),
        Just(Field::Text {
            accept: vec!["x".to_owned()]
        }),
        prop::collection::vec(any::<bool>(), 0..5).prop_map(|accept| Field::Choice { accept }),
    ];
    let pairs = prop::collection::vec((0..7_usize, 0..7_usize), 0..3);
    prop_oneof![
        (0..9_usize).prop_map(Task::rating),
        keys().prop_map(Task::single),
        keys().prop_map(Task::multiple),
        keys().prop_map(Task::spot),
        prop::collection::vec(0..5_u8, 0..7).prop_map(Task::situation),
        (0..7_usize, pairs).prop_map(|(steps, pairs)| Task::order(steps, &pairs, reversed(steps))),
        (0..5_usize, prop::collection::vec(0..5_usize, 0..9))
            .prop_map(|(groups, key)| Task::assign(groups, key)),
        prop::collection::vec(field, 0..7).prop_map(Task::fill),
    ]
}

proptest! {
    #[test]
    fn floors_descend_within_0_and_1_and_belong_to_steps(task in task()) {
        if let Ok(task) = task {
            let floors = task.floors();
            prop_assert_eq!(floors.len(), usize::from(task.steps()));
            prop_assert!(task.steps() >= 1);
            prop_assert!(floors.iter().all(|floor| *floor < Fraction::ONE));
            prop_assert!(floors.is_sorted_by(|easier, harder| easier >= harder));
        }
    }

    #[test]
    fn any_selection_is_scored_within_the_steps_or_not_at_all(
        task in task(),
        places in prop::collection::vec(0..7_usize, 0..9),
        ticks in prop::collection::vec(any::<bool>(), 0..12),
    ) {
        let first = places.first().copied().unwrap_or(0);
        let selections = [
            Selection::One(first),
            Selection::Many(ticks),
            Selection::BestWorst { best: first, worst: places.len() },
            Selection::Order(places.clone()),
            Selection::Groups(places.iter().map(|place| place.checked_sub(1)).collect()),
            Selection::Fields(places.into_iter().map(FieldEntry::Choice).collect()),
        ];
        if let Ok(task) = task {
            for selection in selections {
                prop_assert_eq!(task.step(&selection).is_some(), task.share(&selection).is_some());
                prop_assert!(task.step(&selection).unwrap_or(0) <= task.steps());
                prop_assert!(task.share(&selection).is_none_or(|share| share <= Fraction::ONE));
            }
        }
    }
}

#[test]
fn provisional_models_of_usual_tasks_never_punish_a_higher_step() {
    let monotone = |task: Result<Task, TaskProblem>| {
        let floors: Vec<f64> = task
            .unwrap()
            .floors()
            .into_iter()
            .map(Fraction::to_f64)
            .collect();
        (1..=4).all(|level| provisional_task(level, &floors).unwrap().is_monotone())
    };
    for (right, of) in [(2, 4), (2, 6), (3, 6), (3, 7), (3, 8), (4, 8), (5, 10)] {
        assert!(monotone(Task::spot(keys(right, of))), "{right} of {of}");
    }
    for values in [vec![0, 1, 2, 3], vec![0, 0, 1, 2, 3], vec![0, 1, 3]] {
        assert!(monotone(Task::situation(values)));
    }
    for steps in 3..7 {
        assert!(
            monotone(Task::order(steps, &[], reversed(steps))),
            "{steps} steps"
        );
        assert!(
            monotone(Task::order(steps, &[(1, 2)], reversed(steps))),
            "{steps} steps"
        );
    }
    for (groups, cards) in [(2, 4), (2, 6), (3, 3), (3, 6), (4, 8)] {
        let key = (0..cards).map(|card| card % groups).collect();
        assert!(
            monotone(Task::assign(groups, key)),
            "{groups} groups, {cards} cards"
        );
    }
    // The rule is not empty: here chance lands on a middle step too often.
    assert!(!monotone(Task::spot(keys(1, 4))));
    assert!(!monotone(Task::multiple(keys(2, 5))));
    assert!(!monotone(Task::order(4, &[(0, 1), (1, 2)], reversed(4))));
}
