//! A result code as a QR code (ISO/IEC 18004): always version 2 with error correction Q and mask 0, which holds 29 characters
//! of the alphanumeric mode. A result code has at most 28. No browser in here.
//!
//! The crate that the generator draws posters with makes codes of every size and weighs six kilobytes in each page; this one
//! size takes a sixth of that. The tests compare the two.

use crate::number;

/// Modules in a row.
const SIZE: usize = 25;
/// The light margin that readers need around the code, in modules.
const MARGIN: usize = 4;
/// The drawing goes from 0 to here both ways, margin included.
pub const SIDE: usize = SIZE + 2 * MARGIN;

const DATA_BYTES: usize = 22;
const CHECK_BYTES: usize = 22;
/// By value.
const ALPHANUMERIC: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// The dark modules as the data of an SVG path to be filled; `None` if the text does not fit.
pub fn path(text: &str) -> Option<String> {
    let dark = modules(text)?;
    let mut path = String::new();
    for y in 0..SIZE {
        for x in 0..SIZE {
            if dark.get(y * SIZE + x) == Some(&true) {
                path.push('M');
                path.push_str(&number::count(x + MARGIN));
                path.push(' ');
                path.push_str(&number::count(y + MARGIN));
                path.push_str("h1v1h-1z");
            }
        }
    }
    Some(path)
}

/// Row by row, whether each module is dark.
fn modules(text: &str) -> Option<Vec<bool>> {
    let bits = bits(text)?;
    let mut dark = vec![false; SIZE * SIZE];
    let mut next = 0;
    // Two columns at a time from the right, up and down in turn, around the column of the timing pattern.
    for pair in 0..13 {
        for step in 0..2 * SIZE {
            let x = match pair {
                0..9 => 24 - 2 * pair - step % 2,
                9..12 => 23 - 2 * pair - step % 2,
                _ => 6,
            };
            let y = if pair % 2 == 0 {
                SIZE - 1 - step / 2
            } else {
                step / 2
            };
            let is_dark = fixed(x, y).unwrap_or_else(|| {
                next += 1;
                // Seven modules are left over behind the last bit.
                bits.get(next - 1).unwrap_or(&false) ^ ((x + y).is_multiple_of(2))
            });
            if let Some(module) = dark.get_mut(y * SIZE + x) {
                *module = is_dark;
            }
        }
    }
    Some(dark)
}

/// Mode, length, characters, end, padding, and the Reed–Solomon remainder of all of it.
fn bits(text: &str) -> Option<Vec<bool>> {
    let mut bits = Bits::default();
    bits.push(0b0010, 4);
    bits.push(text.len(), 9);
    let mut first = None;
    for character in text.chars() {
        let value = ALPHANUMERIC.find(character)?;
        first = match first {
            None => Some(value),
            Some(first) => {
                bits.push(45 * first + value, 11);
                None
            }
        };
    }
    if let Some(last) = first {
        bits.push(last, 6);
    }
    if bits.0.len() > 8 * DATA_BYTES {
        return None;
    }
    // Four zeros end it, or as many as still fit; then whole bytes.
    let end = (bits.0.len() + 4).min(8 * DATA_BYTES);
    bits.push(0, end.next_multiple_of(8) - bits.0.len());
    let mut padding = 0xEC;
    while bits.0.len() < 8 * DATA_BYTES {
        bits.push(padding, 8);
        padding ^= 0xEC ^ 0x11;
    }
    let mut rest = [0; CHECK_BYTES];
    let divisor = divisor();
    for byte in bits.0.chunks(8) {
        let byte = byte.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
        let factor = byte ^ rest[0];
        rest.rotate_left(1);
        rest[CHECK_BYTES - 1] = 0;
        for (rest, divisor) in rest.iter_mut().zip(divisor) {
            *rest ^= times(divisor, factor);
        }
    }
    for byte in rest {
        bits.push(byte.into(), 8);
    }
    Some(bits.0)
}

/// A row of bits, highest first.
#[derive(Default)]
struct Bits(Vec<bool>);

impl Bits {
    /// Appends the lowest `width` bits of `value`.
    fn push(&mut self, value: usize, width: usize) {
        for place in (0..width).rev() {
            self.0.push(value >> place & 1 == 1);
        }
    }
}

/// The product of (x − 2^i), without its leading 1, the highest power first.
fn divisor() -> [u8; CHECK_BYTES] {
    let mut divisor = [0; CHECK_BYTES];
    divisor[CHECK_BYTES - 1] = 1;
    let mut root = 1;
    for _ in 0..CHECK_BYTES {
        let mut above = 0;
        for factor in divisor.iter_mut().rev() {
            let old = *factor;
            *factor = times(old, root) ^ above;
            above = old;
        }
        root = times(root, 2);
    }
    divisor
}

/// The product in the field of 256 elements with the polynomial 0x11D.
fn times(one: u8, other: u8) -> u8 {
    let mut product: u8 = 0;
    for place in (0..8).rev() {
        let carry = product >> 7;
        product <<= 1;
        if carry == 1 {
            product ^= 0x1D;
        }
        if other >> place & 1 == 1 {
            product ^= one;
        }
    }
    product
}

/// What stands at a place in every code of this size; `None` where the data goes.
fn fixed(x: usize, y: usize) -> Option<bool> {
    const LAST: usize = SIZE - 1;
    let from = |column: usize, row: usize| x.abs_diff(column).max(y.abs_diff(row));
    for (column, row) in [(3, 3), (LAST - 3, 3), (3, LAST - 3)] {
        let distance = from(column, row);
        if distance <= 4 {
            return Some(distance != 2 && distance != 4);
        }
    }
    let bit = |place: usize| Some(FORMAT >> place & 1 == 1);
    match (x, y) {
        _ if from(18, 18) <= 2 => Some(from(18, 18) != 1),
        (6, _) | (_, 6) => Some((x + y).is_multiple_of(2)),
        (8, 0..=5) => bit(y),
        (8, 7) => bit(6),
        (8, 8) => bit(7),
        (7, 8) => bit(8),
        (0..=5, 8) => bit(14 - x),
        (17.., 8) => bit(LAST - x),
        (8, 17) => Some(true),
        (8, 18..) => bit(y - 10),
        _ => None,
    }
}

/// Error correction Q and mask 0 with their own check bits.
const FORMAT: u32 = {
    let data = 0b11_000;
    let mut rest = data;
    let mut place = 0;
    while place < 10 {
        rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        place += 1;
    }
    (data << 10 | rest) ^ 0x5412
};

#[cfg(test)]
#[expect(
    clippy::expect_used,
    reason = "a text that does not fit should stop the tests"
)]
mod tests {
    use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

    use super::*;

    /// The same code by the crate.
    fn expected(text: &str) -> Vec<bool> {
        let segments = [QrSegment::make_alphanumeric(text)];
        let two = Version::new(2);
        let code = QrCode::encode_segments_advanced(
            &segments,
            QrCodeEcc::Quartile,
            two,
            two,
            Some(Mask::new(0)),
            false,
        )
        .expect("a text that fits");
        let size = code.size();
        (0..size)
            .flat_map(|y| (0..size).map(move |x| (x, y)))
            .map(|(x, y)| code.get_module(x, y))
            .collect()
    }

    #[track_caller]
    fn check(text: &str) {
        let found = modules(text).expect("a text that fits");
        let wanted = expected(text);
        assert_eq!(found.len(), wanted.len());
        let wrong = (0..found.len()).filter(|place| found[*place] != wanted[*place]);
        let wrong: Vec<_> = wrong.map(|place| (place % SIZE, place / SIZE)).collect();
        assert_eq!(wrong, [], "{text}");
    }

    #[test]
    fn it_is_the_code_that_the_crate_makes() {
        for text in [
            "",
            "5",
            "5122-VDT5-W01D-M6",
            "0000-0000-0000-0000-0000-000",
            "ZYXW-VTSR-QPNM-KJHG-FEDC-BA9",
            "01234567890123456789012345678",
        ] {
            check(text);
        }
        let mut state = 1_u64;
        for length in 0..=29 {
            for _ in 0..20 {
                let symbol = |_| {
                    state = state
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1);
                    let place = (state >> 33) as usize % ALPHANUMERIC.len();
                    char::from(ALPHANUMERIC.as_bytes()[place])
                };
                let text: String = (0..length).map(symbol).collect();
                check(&text);
            }
        }
    }

    #[test]
    fn what_does_not_fit_has_no_code() {
        assert_eq!(path("012345678901234567890123456789"), None);
        assert_eq!(path("klein"), None);
    }

    #[test]
    fn the_path_draws_every_dark_module() {
        let path = path("5122-VDT5-W01D-M6").expect("a text that fits");
        assert!(path.starts_with("M4 4h1v1h-1zM5 4h1v1h-1z"), "{path}");
        let dark = expected("5122-VDT5-W01D-M6");
        let dark = dark.into_iter().filter(|dark| *dark);
        assert_eq!(path.matches('M').count(), dark.count());
    }
}
