//! Prefix codes: each kind of bytes has codes of its own, short ones for what is frequent. They make the bits that the model
//! predicts fewer (four a byte instead of eight) and each of them easier.

use crate::fault::Fault;
use crate::grammar::{KINDS, Kind};
use crate::table::Table;

/// The longest code.
pub const LONGEST: usize = 12;

/// The places of one kind in the tables: a code is a number with a one before its first bit.
const PLACES: usize = 2 << LONGEST;

/// The codes of all kinds.
pub struct Codes {
    /// The byte of a code, and one more; zero where no code ends.
    bytes: Table<u16, { KINDS.next_power_of_two() * PLACES }>,
    /// The code of a byte; zero for a byte without one.
    codes: Table<u16, { KINDS.next_power_of_two() * 256 }>,
}

impl Codes {
    /// None.
    pub const fn new() -> Self {
        Self {
            bytes: Table::new(),
            codes: Table::new(),
        }
    }

    /// Numbers the codes of a kind: shorter ones first, then lower bytes.
    pub fn set(&mut self, kind: Kind, lengths: &[u8; 256]) {
        let mut code = 1;
        for length in 1..=LONGEST {
            code *= 2;
            for (byte, own) in lengths.iter().enumerate() {
                if usize::from(*own) == length && code < PLACES {
                    let place = kind as usize * PLACES + code;
                    self.bytes.set(place, byte as u16 + 1);
                    self.codes.set(kind as usize * 256 + byte, code as u16);
                    code += 1;
                }
            }
        }
    }

    /// The byte whose code is `code`.
    ///
    /// # Errors
    /// That there is no longer code.
    pub fn byte(&self, kind: Kind, code: usize) -> Result<Option<u8>, Fault> {
        if code >= PLACES {
            return Err(Fault::Code);
        }
        let byte = self.bytes.get(kind as usize * PLACES + code);
        Ok(byte.checked_sub(1).map(|byte| byte as u8))
    }

    /// The code of `byte`: its bits behind a first one.
    pub fn code(&self, kind: Kind, byte: u8) -> u16 {
        self.codes.get(kind as usize * 256 + usize::from(byte))
    }
}
