//! A module while it is put together, and what is taken out of it because it follows from the rest.

use crate::fault::Fault;
use crate::table::Table;

/// The id of the code section.
pub const CODE: u8 = 10;

/// The largest module, in bytes.
pub const LARGEST: usize = 1 << 19;

/// The bytes of a module as far as they are known.
pub struct Module {
    bytes: Table<u8, LARGEST>,
    length: usize,
}

impl Module {
    /// Empty.
    pub const fn new() -> Self {
        Self {
            bytes: Table::new(),
            length: 0,
        }
    }

    /// How many bytes there are.
    pub const fn length(&self) -> usize {
        self.length
    }

    pub fn byte(&self, place: usize) -> u8 {
        self.bytes.get(place)
    }

    /// The bytes; behind them others may stand.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.numbers()
    }

    pub fn push(&mut self, byte: u8) {
        self.bytes.set(self.length, byte);
        self.length += 1;
    }

    /// Leaves only the first bytes.
    pub const fn cut(&mut self, length: usize) {
        self.length = length;
    }

    /// Writes before what stands from `start` on how long it is.
    pub fn insert_length(&mut self, start: usize) {
        let end = self.length;
        let length = end - start;
        let mut size = 1;
        while length >> (7 * size) > 0 {
            size += 1;
        }
        // From the last byte on: none is overwritten that has still to move.
        for place in (start..end).rev() {
            self.bytes.set(place + size, self.byte(place));
        }
        self.length = start;
        push_number(length, |byte| self.push(byte));
        self.length = end + size;
    }

    /// A number that other bytes would hardly have (FNV-1a).
    pub fn sum(&self) -> u32 {
        let bytes = (0..self.length).map(|place| self.byte(place));
        bytes.fold(0x811c_9dc5, |sum, byte| {
            (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
    }
}

/// Hands on the bytes of a LEB128 number.
pub fn push_number(mut number: usize, mut push: impl FnMut(u8)) {
    while number > 127 {
        push((number & 127) as u8 | 128);
        number >>= 7;
    }
    push(number as u8);
}

/// The bytes of a module in the order in which a `Walk` reads them: first how many stand before and behind the code, then all
/// but the id and the length of the code section and the lengths of its functions, then the sum of the whole.
///
/// # Errors
/// What this code does not know of WebAssembly.
pub fn fields(module: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut reader = Reader { bytes: module };
    let mut before = reader.take(8)?.to_vec();
    let mut behind: Vec<u8> = Vec::new();
    let mut code = None;
    while !reader.bytes.is_empty() {
        let start = reader.bytes;
        let id = reader.take(1)?[0];
        let length = reader.number()?;
        let content = reader.take(length)?;
        let section = &start[..start.len() - reader.bytes.len()];
        match code {
            _ if id == CODE => code = Some(content),
            None => before.extend(section),
            Some(_) => behind.extend(section),
        }
    }
    let mut reader = Reader {
        bytes: code.ok_or(Fault::Empty)?,
    };
    let functions = reader.number()?;
    let mut fields = Vec::new();
    push_number(before.len(), |byte| fields.push(byte));
    push_number(behind.len(), |byte| fields.push(byte));
    fields.extend(before);
    push_number(functions, |byte| fields.push(byte));
    for _ in 0..functions {
        let length = reader.number()?;
        fields.extend(reader.take(length)?);
    }
    fields.extend(behind);
    let mut whole = Module::new();
    for byte in module {
        whole.push(*byte);
    }
    fields.extend(whole.sum().to_le_bytes());
    Ok(fields)
}

/// Reads the frame of a module.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Fault::Ended)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, Fault> {
        let mut number = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(number);
            }
        }
        Err(Fault::Number)
    }
}
