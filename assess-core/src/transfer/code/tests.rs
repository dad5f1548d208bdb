use proptest::prelude::*;

use super::*;
use crate::bank::Scale;
use crate::hundredths::Hundredths;
use crate::level::{level_of, named_level};
use crate::transfer::crockford;
use crate::transfer::{Figure, Invitation, Nonce};

fn bank(scales: usize, prior: Prior) -> Bank {
    let scale = |number| Scale {
        id: format!("skala-{number}").into(),
        facet: if number == 0 {
            Facet::Shown
        } else {
            Facet::SelfRating
        },
        competences: vec!["k".into()],
    };
    Bank::new(
        "roadmap-2026",
        prior,
        (0..scales).map(scale).collect(),
        Vec::new(),
    )
    .unwrap()
}

/// A result with these θ and se in hundredths, one per scale.
fn result(bank: &Bank, standings: &[Option<(i32, i32)>]) -> CheckResult {
    let hundredths = |number| Hundredths::new(number).unwrap();
    let figure = |(scale, standing): (&Scale, &Option<(i32, i32)>)| Figure {
        id: scale.id.clone(),
        facet: scale.facet,
        standing: standing.and_then(|(theta, se)| Standing::new(hundredths(theta), hundredths(se))),
        answered: 5,
    };
    CheckResult {
        scale: bank.scale().into(),
        prior: bank.prior(),
        invitation: Invitation {
            survey: Some("musterstadt-2026".into()),
            occupation: Some("feuerwehr".into()),
            wave: Wave::new(2),
        },
        period: Period::new(2026, 4).unwrap(),
        nonce: Nonce::new([1, 2, 3, 4, 5]),
        scales: bank.scales().iter().zip(standings).map(figure).collect(),
        change: Vec::new(),
    }
}

const STANDINGS: [Option<(i32, i32)>; 8] = [
    Some((298, 64)),
    Some((69, 66)),
    None,
    Some((-170, 12)),
    Some((480, 99)),
    Some((150, 60)),
    None,
    Some((249, 61)),
];

/// The values of the characters as a code.
fn code_of(symbols: &[u8]) -> String {
    let value = symbols
        .iter()
        .fold(0, |value, symbol| (value << 5) | u128::from(*symbol));
    crockford::write(value, symbols.len())
}

#[test]
fn a_recorded_code_stays_readable() {
    let bank = bank(3, Prior::default());
    let code = encode(&result(&bank, &STANDINGS)).unwrap();
    assert_eq!(code, "5122-VDT5-W01D-M6");
    let decoded = decode(&code, &bank).unwrap();
    assert_eq!(decoded.wave, Wave::new(2));
    assert_eq!(decoded.period, Period::new(2026, 4));
    assert_eq!(decoded.survey, Some(SurveyCheck::of("musterstadt-2026")));
    assert_ne!(decoded.survey, Some(SurveyCheck::of("musterstadt-2027")));
    let figures: Vec<_> = decoded
        .scales
        .iter()
        .map(|scale| {
            (
                scale.id.as_str(),
                scale.facet,
                scale.standing.map(|s| (s.theta.get(), s.se.get())),
            )
        })
        .collect();
    let expected = [
        ("skala-0", Facet::Shown, Some((295, 65))),
        ("skala-1", Facet::SelfRating, Some((65, 65))),
        ("skala-2", Facet::SelfRating, None),
    ];
    assert_eq!(figures, expected);
    assert_eq!(
        decode(
            &code.to_lowercase().replace('0', "o").replace('1', "l"),
            &bank
        ),
        Ok(decoded.clone())
    );
    assert_eq!(
        decode(&code.replace('1', "I").replace('-', " – "), &bank),
        Ok(decoded)
    );
}

/// The remainder of "123456789" that the catalogue of CRCs gives for CRC-16/EN-13757, which has this polynomial.
#[test]
fn the_polynomial_is_that_of_the_catalogue() {
    let mut crc = Crc(0);
    crc.text("123456789");
    assert_eq!(crc.0 ^ 0xFFFF, 0xC2B7);
}

#[test]
fn every_number_of_scales_has_its_length() {
    let lengths = [
        (11, 13),
        (13, 16),
        (14, 17),
        (16, 19),
        (18, 22),
        (20, 24),
        (22, 27),
        (23, 28),
    ];
    for (scales, (symbols, characters)) in (1..).zip(lengths) {
        let bank = bank(scales, Prior::default());
        let code = encode(&result(&bank, &STANDINGS)).unwrap();
        assert_eq!(length(scales), Ok(symbols));
        assert_eq!(code.len(), characters);
        assert!(
            code.split('-').rev().skip(1).all(|block| block.len() == 4),
            "{code}"
        );
        let longer = format!("{code}0");
        assert_eq!(
            decode(&longer, &bank),
            Err(CodeProblem::Length {
                found: symbols + 1,
                expected: symbols
            })
        );
    }
    let nine = Bank::new("s", Prior::default(), Vec::new(), Vec::new()).unwrap();
    assert_eq!(decode("0", &nine), Err(CodeProblem::Scales(0)));
    assert_eq!(length(9), Err(CodeProblem::Scales(9)));
}

#[test]
fn every_wrong_character_and_every_swap_is_found() {
    for scales in 1..=MOST_SCALES {
        let bank = bank(scales, Prior::default());
        let mut standings = STANDINGS;
        for turn in 0..STANDINGS.len() {
            standings.rotate_left(turn);
            let right = crockford::read(&encode(&result(&bank, &standings)).unwrap()).unwrap();
            assert!(decode(&code_of(&right), &bank).is_ok());
            for place in 0..right.len() {
                for symbol in (0..32).filter(|symbol| *symbol != right[place]) {
                    let mut wrong = right.clone();
                    wrong[place] = symbol;
                    assert!(
                        decode(&code_of(&wrong), &bank).is_err(),
                        "{right:?} {wrong:?}"
                    );
                }
                // Neighbours, and what else the fingers mix up: the characters beside a neighbour.
                for apart in [1, 2] {
                    let mut swapped = right.clone();
                    if place + apart < right.len() {
                        swapped.swap(place, place + apart);
                    }
                    assert!(
                        swapped == right || decode(&code_of(&swapped), &bank).is_err(),
                        "{right:?} {swapped:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_is_no_code_is_named() {
    let bank = bank(1, Prior::default());
    let code = encode(&result(&bank, &STANDINGS)).unwrap();
    assert_eq!(
        decode("", &bank),
        Err(CodeProblem::Length {
            found: 0,
            expected: 11
        })
    );
    assert_eq!(
        decode(&code.replacen('-', "U", 1), &bank),
        Err(CodeProblem::Character {
            place: 4,
            character: 'U'
        })
    );
    assert_eq!(
        decode(&format!("Z{}", &code[1..]), &bank),
        Err(CodeProblem::Version(7))
    );
    let last = if code.ends_with('0') { "1" } else { "0" };
    assert_eq!(
        decode(&format!("{}{last}", &code[..code.len() - 1]), &bank),
        Err(CodeProblem::Checksum)
    );
    let other = Bank::new(
        "roadmap-2031",
        Prior::default(),
        bank.scales().to_vec(),
        Vec::new(),
    )
    .unwrap();
    assert_eq!(decode(&code, &other), Err(CodeProblem::Checksum));
}

#[test]
fn what_does_not_fit_is_not_said() {
    let bank = bank(1, Prior::default());
    for (wave, period, read_wave, read_period) in [
        (Some(1), (2026, 1), Some(1), Some((2026, 1))),
        (Some(7), (2041, 3), Some(7), Some((2041, 3))),
        (Some(8), (2041, 4), None, None),
        (None, (2025, 4), None, None),
        (None, (9999, 4), None, None),
    ] {
        let mut result = result(&bank, &STANDINGS);
        result.invitation = Invitation {
            wave: wave.and_then(Wave::new),
            ..Invitation::default()
        };
        result.period = Period::new(period.0, period.1).unwrap();
        let decoded = decode(&encode(&result).unwrap(), &bank).unwrap();
        assert_eq!(decoded.survey, None);
        assert_eq!(decoded.wave.map(Wave::get), read_wave);
        assert_eq!(
            decoded
                .period
                .map(|period| (period.year(), period.quarter())),
            read_period
        );
    }
}

/// Every pair of two decimals that a self-check can have.
#[test]
fn a_code_never_changes_the_level() {
    let bank = bank(1, Prior::default());
    for theta in -100..=500 {
        for se in [10, 45, 50, 59, 60, 61, 70, 90, 100] {
            let before = result(&bank, &[Some((theta, se))]);
            let decoded = decode(&encode(&before).unwrap(), &bank).unwrap();
            let after = decoded.scales[0].standing.unwrap();
            let estimate = |standing: Standing| Estimate {
                theta: standing.theta.to_f64(),
                se: standing.se.to_f64(),
            };
            let before = estimate(before.scales[0].standing.unwrap());
            let after = estimate(after);
            assert_eq!(
                level_of(after.theta),
                level_of(before.theta),
                "{theta} {se}"
            );
            assert_eq!(
                named_level(after).is_some(),
                named_level(before).is_some(),
                "{theta} {se}"
            );
            assert!(
                (after.theta - before.theta).abs() < 0.0501 || !(-160..460).contains(&theta),
                "{theta}"
            );
        }
    }
}

proptest! {
    #[test]
    fn what_was_read_is_written_as_the_same_code(
        standings in proptest::collection::vec(proptest::option::of((-500..900_i32, 1..200_i32)), 1..=8),
        mean in -1.0..3.0_f64,
        sd in 0.3..2.0_f64,
    ) {
        let bank = bank(standings.len(), Prior { mean, sd });
        let mut result = result(&bank, &standings);
        let code = encode(&result).unwrap();
        let decoded = decode(&code, &bank).unwrap();
        for (figure, decoded) in result.scales.iter_mut().zip(decoded.scales) {
            prop_assert_eq!(figure.standing.is_some(), decoded.standing.is_some());
            figure.standing = decoded.standing;
        }
        prop_assert_eq!(encode(&result).unwrap(), code);
    }

    #[test]
    fn no_text_makes_it_fail(text in "\\PC{0,40}", scales in 1..=8_usize) {
        let _ = decode(&text, &bank(scales, Prior::default()));
    }
}
