//! Numbers as German readers write them, without Rust's formatting machinery (it weighs more than all of this crate's views).

use assess_core::hundredths::Hundredths;
use assess_core::thousandths::Thousandths;

/// A whole number in digits.
pub fn whole(number: u32) -> String {
    let mut digits = Vec::new();
    let mut rest = number;
    loop {
        digits.push(char::from_digit(rest % 10, 10).unwrap_or('0'));
        rest /= 10;
        if rest == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// A place or a count in digits.
pub fn count(number: usize) -> String {
    whole(u32::try_from(number).unwrap_or(u32::MAX))
}

/// One decimal after a comma; halves go to the even neighbour, as in all figures of the project.
pub fn one_decimal(number: Thousandths) -> String {
    let tenths = tenths(number);
    let mut text = whole(tenths / 10);
    text.push(',');
    text.push_str(&whole(tenths % 10));
    text
}

/// All decimals there are after a comma, one at least.
pub fn decimal(number: Thousandths) -> String {
    let mut text = whole(number.get() / 1000);
    text.push(',');
    let mut rest = number.get() % 1000;
    loop {
        text.push_str(&whole(rest / 100));
        rest = rest % 100 * 10;
        if rest == 0 {
            return text;
        }
    }
}

/// The same for a number of any sign, rounded to thousandths.
pub fn signed(number: f64) -> String {
    let size = Thousandths::from_f64(number.abs()).unwrap_or_default();
    let mut text = String::new();
    if number < 0.0 && size > Thousandths::ZERO {
        text.push('\u{2212}');
    }
    text.push_str(&decimal(size));
    text
}

/// Two hexadecimal digits for each byte, letters small.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// A change in one decimal, with its sign in any case; one that rounds to 0,0 has none.
pub fn change(change: Hundredths) -> String {
    let size = one_decimal(Thousandths::new(change.get().unsigned_abs() * 10));
    let sign = match change.get() {
        ..-5 => "−",
        -5..=5 => "",
        _ => "+",
    };
    let mut text = sign.to_owned();
    text.push_str(&size);
    text
}

/// The nearest number of tenths; halves go to the even neighbour.
pub fn tenths(number: Thousandths) -> u32 {
    let tenths = number.get() / 100;
    let rest = number.get() % 100;
    if rest > 50 || (rest == 50 && tenths % 2 == 1) {
        tenths + 1
    } else {
        tenths
    }
}

/// The number, if it is a whole one from 0 that fits.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole and in range by the line above"
)]
pub fn whole_of(number: f64) -> Option<u32> {
    let fits = (0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0;
    fits.then_some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_digits() {
        for (number, text) in [
            (0, "0"),
            (7, "7"),
            (10, "10"),
            (4_294_967_295, "4294967295"),
        ] {
            assert_eq!(whole(number), text);
        }
        assert_eq!(count(20), "20");
    }

    #[test]
    fn all_decimals_there_are() {
        for (number, text) in [
            (0.0, "0,0"),
            (2.0, "2,0"),
            (1.25, "1,25"),
            (-0.35, "\u{2212}0,35"),
            (0.0625, "0,062"),
            (-0.0001, "0,0"),
            (10.305, "10,305"),
        ] {
            assert_eq!(signed(number), text);
        }
    }

    #[test]
    fn bytes_are_pairs_of_digits() {
        assert_eq!(hexadecimal(&[0x00, 0xd6, 0xbd, 0x09, 0xfe]), "00d6bd09fe");
    }

    #[test]
    fn a_change_has_its_sign() {
        for (hundredths, text) in [
            (0, "0,0"),
            (5, "0,0"),
            (-5, "0,0"),
            (6, "+0,1"),
            (-6, "−0,1"),
            (42, "+0,4"),
            (-133, "−1,3"),
            (15, "+0,2"),
        ] {
            let change = Hundredths::new(hundredths).unwrap_or_default();
            assert_eq!(super::change(change), text, "{hundredths}");
        }
    }

    #[test]
    fn decimals_have_a_comma_and_halves_go_to_the_even_neighbour() {
        let cases = [
            (0, "0,0"),
            (49, "0,0"),
            (50, "0,0"),
            (51, "0,1"),
            (150, "0,2"),
            (1698, "1,7"),
            (1999, "2,0"),
            (4000, "4,0"),
        ];
        for (thousandths, text) in cases {
            assert_eq!(
                one_decimal(Thousandths::new(thousandths)),
                text,
                "{thousandths}"
            );
        }
    }
}
