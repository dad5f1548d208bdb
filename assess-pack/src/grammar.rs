//! The grammar of a module, byte for byte: what kind of byte comes next follows from those before it.

/// What a byte is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The length of a prefix code; not part of a module.
    Length,
    /// Sections but the code.
    Raw,
    /// An operation.
    Operation,
    /// A declaration of local variables.
    Declaration,
    /// A local variable that is read or written.
    Local,
    /// A function that is called.
    Function,
    /// A constant.
    Constant,
    /// The fixed part of an address.
    Offset,
    /// Everything else: how many blocks a branch leaves, alignments, types of blocks, …
    Other,
}

/// How many kinds there are.
pub const KINDS: usize = 1 + Kind::CODED.len();

impl Kind {
    /// Those whose bytes have prefix codes of their own.
    pub const CODED: [Self; 8] = [
        Self::Raw,
        Self::Operation,
        Self::Declaration,
        Self::Local,
        Self::Function,
        Self::Constant,
        Self::Offset,
        Self::Other,
    ];
}

/// Where the bytes of a module come from.
pub trait Source {
    /// The next byte.
    ///
    /// # Errors
    /// That there is none, as a sentence.
    fn byte(&mut self, kind: Kind) -> Result<u8, String>;

    /// A field, one or more bytes of one kind, is complete.
    fn end(&mut self, _: Kind) {}

    /// A function begins.
    fn function(&mut self) {}
}

/// The bytes of a module in the order of [`module`]: first how many stand before and behind the code, then all but the id and
/// the length of the code section and the lengths of its functions.
///
/// # Errors
/// What this code does not know of WebAssembly, as a sentence.
pub fn fields(module: &[u8]) -> Result<Vec<u8>, String> {
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
        bytes: code.ok_or("a module without code")?,
    };
    let functions = reader.number()?;
    let mut fields = Vec::new();
    push_number(&mut fields, before.len());
    push_number(&mut fields, behind.len());
    fields.extend(before);
    push_number(&mut fields, functions);
    for _ in 0..functions {
        let length = reader.number()?;
        fields.extend(reader.take(length)?);
    }
    fields.extend(behind);
    Ok(fields)
}

/// The id of the code section.
const CODE: u8 = 10;

/// The module whose bytes `source` gives.
///
/// # Errors
/// What this code does not know of WebAssembly, and what the source says, as a sentence.
pub fn module(source: &mut impl Source) -> Result<Vec<u8>, String> {
    let mut lengths = Body::new(source);
    let before = lengths.number(Kind::Other)?;
    let behind = lengths.number(Kind::Other)?;
    let mut head = Body::new(source);
    head.raw(Kind::Raw, before)?;
    let mut module = head.bytes;
    let mut count = Body::new(source);
    let functions = count.number(Kind::Declaration)?;
    let mut code = count.bytes;
    for _ in 0..functions {
        source.function();
        let mut body = Body::new(source);
        body.function()?;
        push_number(&mut code, body.bytes.len());
        code.extend(body.bytes);
    }
    module.push(CODE);
    push_number(&mut module, code.len());
    module.extend(code);
    let mut tail = Body::new(source);
    tail.raw(Kind::Raw, behind)?;
    module.extend(tail.bytes);
    Ok(module)
}

/// A part of the module, as far as it is read.
struct Body<'a, S> {
    source: &'a mut S,
    bytes: Vec<u8>,
}

impl<'a, S: Source> Body<'a, S> {
    fn new(source: &'a mut S) -> Self {
        let bytes = Vec::new();
        Self { source, bytes }
    }

    fn byte(&mut self, kind: Kind) -> Result<u8, String> {
        let byte = self.source.byte(kind)?;
        self.bytes.push(byte);
        Ok(byte)
    }

    /// Fields of one byte.
    fn raw(&mut self, kind: Kind, length: usize) -> Result<(), String> {
        for _ in 0..length {
            self.byte(kind)?;
            self.source.end(kind);
        }
        Ok(())
    }

    /// A LEB128 number; its lower 32 bits as an unsigned one.
    fn number(&mut self, kind: Kind) -> Result<usize, String> {
        let mut number = 0_u32;
        for shift in (0..70).step_by(7) {
            let byte = self.byte(kind)?;
            number |= u32::from(byte & 127).checked_shl(shift).unwrap_or(0);
            if byte < 128 {
                self.source.end(kind);
                return Ok(number as usize);
            }
        }
        Err("a number that does not end".to_owned())
    }

    fn function(&mut self) -> Result<(), String> {
        for _ in 0..self.number(Kind::Declaration)? {
            self.number(Kind::Declaration)?;
            self.raw(Kind::Declaration, 1)?;
        }
        // A function ends where its blocks do.
        let mut depth = 1_usize;
        while depth > 0 {
            let operation = self.byte(Kind::Operation)?;
            self.source.end(Kind::Operation);
            match operation {
                0x02..=0x04 => {
                    depth += 1;
                    self.number(Kind::Other)?;
                }
                0x0b => depth -= 1,
                0x0e => {
                    for _ in 0..=self.number(Kind::Other)? {
                        self.number(Kind::Other)?;
                    }
                }
                0x10 => {
                    self.number(Kind::Function)?;
                }
                0x11 => {
                    self.number(Kind::Other)?;
                    self.number(Kind::Other)?;
                }
                0x20..=0x22 => {
                    self.number(Kind::Local)?;
                }
                0x0c | 0x0d | 0x23..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => {
                    self.number(Kind::Other)?;
                }
                0x28..=0x3e => {
                    self.number(Kind::Other)?;
                    self.number(Kind::Offset)?;
                }
                0x41 | 0x42 => {
                    self.number(Kind::Constant)?;
                }
                0x43 | 0x44 => {
                    for _ in 0..if operation == 0x43 { 4 } else { 8 } {
                        self.byte(Kind::Constant)?;
                    }
                    self.source.end(Kind::Constant);
                }
                0xfc => {
                    let more = match self.number(Kind::Other)? {
                        0..=7 => 0,
                        9 | 11 | 13 => 1,
                        8 | 10 | 12 | 14 => 2,
                        unknown => return Err(format!("operation 0xfc {unknown}")),
                    };
                    for _ in 0..more {
                        self.number(Kind::Other)?;
                    }
                }
                0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => {}
                unknown => return Err(format!("operation {unknown:#x}")),
            }
        }
        Ok(())
    }
}

/// Reads the frame of a module.
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

    fn number(&mut self) -> Result<usize, String> {
        let mut number = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(number);
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
