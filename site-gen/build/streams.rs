//! Takes a module apart so that it is smaller on the way: the operations of all functions one after the other, then all numbers
//! of local variables, then all addresses, and so on. Beside its like each of them compresses better; a page becomes five
//! kilobytes lighter. `loader.js` puts the module together again, byte for byte.
//!
//! The result: the length of each part as a LEB128 number, then the parts: what stands before the code, what stands behind it,
//! the number of functions, the streams in the order of [`Stream`].

/// What the streams hold.
#[derive(Clone, Copy)]
enum Stream {
    /// The operations.
    Operation,
    /// The declarations of local variables.
    Declaration,
    /// Local variables that are read or written.
    Local,
    /// Functions that are called.
    Function,
    /// Constants.
    Small,
    Large,
    Float,
    /// How far the alignment of an access to the memory is from the natural one, bit by bit.
    Alignment,
    /// The fixed part of an address.
    Offset,
    /// How many blocks a branch leaves.
    Depth,
    /// Types of blocks.
    Type,
    /// Everything else.
    Other,
}

const STREAMS: usize = Stream::Other as usize + 1;

/// The natural alignments (as powers of two) of the operations from 0x28 on that access the memory.
const NATURAL: &[u8; 23] =
    b"\x02\x03\x02\x03\0\0\x01\x01\0\0\x01\x01\x02\x02\x02\x03\x02\x03\0\x01\0\x01\x02";

/// The module in parts.
///
/// # Errors
/// What this code does not know of WebAssembly, as a text: then `loader.js` has to learn it too.
pub fn apart(module: &[u8]) -> Result<Vec<u8>, String> {
    let mut reader = Reader { bytes: module };
    let mut before = reader.take(8)?.to_vec();
    let mut behind = Vec::new();
    let mut code = None;
    while !reader.bytes.is_empty() {
        let start = reader.bytes;
        let id = reader.byte()?;
        let length = reader.number()?;
        let content = reader.take(length)?;
        let section = &start[..start.len() - reader.bytes.len()];
        match code {
            _ if id == 10 => code = Some(content),
            None => before.extend(section),
            Some(_) => behind.extend(section),
        }
    }
    let mut reader = Reader {
        bytes: code.ok_or("a module without code")?,
    };
    let functions = reader.number()?;
    let mut count = Vec::new();
    push_number(&mut count, functions);
    let mut streams = Streams::default();
    for _ in 0..functions {
        let length = reader.number()?;
        streams.function(reader.take(length)?)?;
    }
    let mut parts = vec![before, behind, count];
    parts.extend(streams.0);
    let mut all = Vec::new();
    for part in &parts {
        push_number(&mut all, part.len());
    }
    all.extend(parts.concat());
    Ok(all)
}

#[derive(Default)]
struct Streams([Vec<u8>; STREAMS]);

impl Streams {
    fn function(&mut self, body: &[u8]) -> Result<(), String> {
        let mut reader = Reader { bytes: body };
        for _ in 0..self.copy(&mut reader, Stream::Declaration)? {
            self.copy(&mut reader, Stream::Declaration)?;
            self.raw(&mut reader, Stream::Declaration, 1)?;
        }
        // The loader finds the end of a function by its blocks.
        let mut depth = 1_usize;
        while depth > 0 {
            let operation = reader.byte()?;
            self.0[Stream::Operation as usize].push(operation);
            match operation {
                0x02..=0x04 => {
                    depth += 1;
                    self.copy(&mut reader, Stream::Type)?;
                }
                0x0b => depth -= 1,
                0x0c | 0x0d => {
                    self.copy(&mut reader, Stream::Depth)?;
                }
                0x0e => {
                    for _ in 0..=self.copy(&mut reader, Stream::Depth)? {
                        self.copy(&mut reader, Stream::Depth)?;
                    }
                }
                0x10 => {
                    self.copy(&mut reader, Stream::Function)?;
                }
                0x11 => {
                    self.copy(&mut reader, Stream::Other)?;
                    self.copy(&mut reader, Stream::Other)?;
                }
                0x20..=0x22 => {
                    self.copy(&mut reader, Stream::Local)?;
                }
                0x23..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => {
                    self.copy(&mut reader, Stream::Other)?;
                }
                0x28..=0x3e => {
                    let alignment = reader.byte()?;
                    let natural = NATURAL[usize::from(operation - 0x28)];
                    self.0[Stream::Alignment as usize].push(alignment ^ natural);
                    self.copy(&mut reader, Stream::Offset)?;
                }
                0x41 => {
                    self.copy(&mut reader, Stream::Small)?;
                }
                0x42 => {
                    self.copy(&mut reader, Stream::Large)?;
                }
                0x43 => self.raw(&mut reader, Stream::Float, 4)?,
                0x44 => self.raw(&mut reader, Stream::Float, 8)?,
                0xfc => {
                    let more = match self.copy(&mut reader, Stream::Other)? {
                        0..=7 => 0,
                        9 | 11 | 13 => 1,
                        8 | 10 | 12 | 14 => 2,
                        unknown => return Err(format!("operation 0xfc {unknown}")),
                    };
                    for _ in 0..more {
                        self.copy(&mut reader, Stream::Other)?;
                    }
                }
                0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => {}
                unknown => return Err(format!("operation {unknown:#x}")),
            }
        }
        if reader.bytes.is_empty() {
            Ok(())
        } else {
            Err("bytes behind the end of a function".to_owned())
        }
    }

    /// Moves a LEB128 number as it is written; returns what it is as an unsigned one.
    fn copy(&mut self, reader: &mut Reader<'_>, stream: Stream) -> Result<usize, String> {
        let start = reader.bytes;
        let number = reader.number()?;
        self.0[stream as usize].extend(&start[..start.len() - reader.bytes.len()]);
        Ok(number)
    }

    fn raw(
        &mut self,
        reader: &mut Reader<'_>,
        stream: Stream,
        length: usize,
    ) -> Result<(), String> {
        self.0[stream as usize].extend(reader.take(length)?);
        Ok(())
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self
            .bytes
            .split_at_checked(length)
            .ok_or("a module that ends too early")?;
        self.bytes = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, String> {
        Ok(self.take(1)?[0])
    }

    fn number(&mut self) -> Result<usize, String> {
        let mut number = 0_u128;
        for shift in (0..=63).step_by(7) {
            let byte = self.byte()?;
            number |= u128::from(byte & 127) << shift;
            if byte < 128 {
                return usize::try_from(number).or(Ok(usize::MAX));
            }
        }
        Err("a number that does not end".to_owned())
    }
}

fn push_number(to: &mut Vec<u8>, mut number: usize) {
    while number > 127 {
        to.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    to.push(number as u8);
}
