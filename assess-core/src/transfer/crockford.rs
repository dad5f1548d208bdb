//! Base 32 for people (Crockford 2002): digits and capital letters without I, L, O and U. On reading, small letters count as
//! capital ones, I and L as 1, O as 0.

/// By value.
const SYMBOLS: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters in a block.
const BLOCK: usize = 4;

/// The lowest `5·length` bits of `number`, highest first, in blocks of four with a hyphen between.
pub(super) fn write(number: u128, length: usize) -> String {
    let mut text = String::new();
    for place in 0..length {
        if place > 0 && place.is_multiple_of(BLOCK) {
            text.push('-');
        }
        let value = (number >> (5 * (length - 1 - place))) % 32;
        let symbol = usize::try_from(value)
            .ok()
            .and_then(|value| SYMBOLS.get(value));
        text.push(symbol.map_or('0', |symbol| char::from(*symbol)));
    }
    text
}

/// The values of the characters, without white space and dashes.
///
/// # Errors
/// The first character that is none of base 32, and its place in the text, from 0.
pub(super) fn read(text: &str) -> Result<Vec<u8>, (usize, char)> {
    let is_separator =
        |character: char| character.is_whitespace() || matches!(character, '-' | '‐'..='—');
    let characters = text
        .chars()
        .enumerate()
        .filter(|(_, character)| !is_separator(*character));
    characters
        .map(|(place, character)| value(character).ok_or((place, character)))
        .collect()
}

fn value(character: char) -> Option<u8> {
    let symbol = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        symbol => symbol,
    };
    (0..)
        .zip(SYMBOLS)
        .find(|(_, known)| char::from(*known) == symbol)
        .map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_four() {
        assert_eq!(write(0x0123_4567_89AB_CDEF, 12), "28T5-CY4T-QKFF");
        assert_eq!(write(0x2F, 2), "1F");
    }

    #[test]
    fn look_alikes_and_separators() {
        let plain = read("0011JKMN0");
        assert_eq!(plain, Ok(vec![0, 0, 1, 1, 18, 19, 20, 21, 0]));
        assert_eq!(read("oO-iL–jkmn 0\n"), plain);
        assert_eq!(read("AB-U"), Err((3, 'U')));
        assert_eq!(read("Äb"), Err((0, 'Ä')));
    }
}
