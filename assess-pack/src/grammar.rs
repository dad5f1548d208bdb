//! The grammar of a module, byte for byte: what kind of byte comes next follows from those before it.

use crate::fault::Fault;
use crate::module::{CODE, LARGEST, Module};

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
    /// Before the first byte.
    ///
    /// # Errors
    /// That there is none.
    fn start(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    /// The next byte.
    ///
    /// # Errors
    /// That there is none.
    fn byte(&mut self, kind: Kind) -> Result<u8, Fault>;

    /// A field, one or more bytes of one kind, is complete.
    fn end(&mut self, _: Kind) {}

    /// A function begins.
    fn function(&mut self) {}
}

/// Bytes outside of the code that are read in one step.
const PIECE: usize = 128;

/// Reads a module in steps, none of which takes long: the page has its turn between them.
pub struct Walk<S> {
    pub source: S,
    /// What is read so far.
    pub module: Module,
    stage: Stage,
    /// What the stage has still to read: bytes, or functions.
    left: usize,
    /// How many bytes stand behind the code.
    behind: usize,
    /// Where the content of the code section begins.
    code: usize,
}

/// Where a walk is.
enum Stage {
    Start,
    Before,
    Code,
    Behind,
    End,
}

impl<S: Source> Walk<S> {
    pub const fn new(source: S) -> Self {
        Self {
            source,
            module: Module::new(),
            stage: Stage::Start,
            left: 0,
            behind: 0,
            code: 0,
        }
    }

    /// Goes on, and says whether that was all.
    ///
    /// # Errors
    /// What the grammar does not know of WebAssembly, and what the source says.
    pub fn step(&mut self) -> Result<bool, Fault> {
        match self.stage {
            Stage::Start => {
                self.source.start()?;
                self.left = self.number(Kind::Other)?;
                self.behind = self.number(Kind::Other)?;
                // Both are no part of the module.
                self.module.cut(0);
                self.stage = Stage::Before;
            }
            Stage::Before => {
                if self.piece()? {
                    self.module.push(CODE);
                    self.code = self.module.length();
                    self.left = self.number(Kind::Declaration)?;
                    self.stage = Stage::Code;
                }
            }
            Stage::Code if self.left > 0 => {
                self.left -= 1;
                self.function()?;
            }
            Stage::Code => {
                self.module.insert_length(self.code);
                self.left = self.behind;
                self.stage = Stage::Behind;
            }
            Stage::Behind => {
                if self.piece()? {
                    self.stage = Stage::End;
                }
            }
            Stage::End => {
                let length = self.module.length();
                let expected = self.module.sum().to_le_bytes();
                self.raw(Kind::Raw, expected.len())?;
                let found = expected.iter().enumerate();
                let found = found.fold(true, |same, (place, byte)| {
                    same & (self.module.byte(length + place) == *byte)
                });
                self.module.cut(length);
                return if found { Ok(true) } else { Err(Fault::Sum) };
            }
        }
        Ok(false)
    }

    /// Reads from what stands before or behind the code, and says whether that was all.
    fn piece(&mut self) -> Result<bool, Fault> {
        let length = self.left.min(PIECE);
        self.left -= length;
        self.raw(Kind::Raw, length)?;
        Ok(self.left == 0)
    }

    fn byte(&mut self, kind: Kind) -> Result<u8, Fault> {
        if self.module.length() >= LARGEST {
            return Err(Fault::Large);
        }
        let byte = self.source.byte(kind)?;
        self.module.push(byte);
        Ok(byte)
    }

    /// Fields of one byte.
    fn raw(&mut self, kind: Kind, length: usize) -> Result<(), Fault> {
        for _ in 0..length {
            self.byte(kind)?;
            self.source.end(kind);
        }
        Ok(())
    }

    /// A LEB128 number; its lower 32 bits as an unsigned one.
    fn number(&mut self, kind: Kind) -> Result<usize, Fault> {
        let mut number = 0_u32;
        for shift in (0..70).step_by(7) {
            let byte = self.byte(kind)?;
            number |= u32::from(byte & 127).checked_shl(shift).unwrap_or(0);
            if byte < 128 {
                self.source.end(kind);
                return Ok(number as usize);
            }
        }
        Err(Fault::Number)
    }

    fn numbers(&mut self, kind: Kind, count: usize) -> Result<(), Fault> {
        for _ in 0..count {
            self.number(kind)?;
        }
        Ok(())
    }

    fn function(&mut self) -> Result<(), Fault> {
        self.source.function();
        let start = self.module.length();
        for _ in 0..self.number(Kind::Declaration)? {
            self.number(Kind::Declaration)?;
            self.raw(Kind::Declaration, 1)?;
        }
        // A function ends where its blocks do.
        let mut depth = 1_usize;
        while depth > 0 {
            let operation = self.byte(Kind::Operation)?;
            self.source.end(Kind::Operation);
            let (kind, count) = match operation {
                0x02..=0x04 => {
                    depth += 1;
                    (Kind::Other, 1)
                }
                0x0b => {
                    depth -= 1;
                    (Kind::Other, 0)
                }
                0x0e => {
                    let branches = self.number(Kind::Other)?;
                    (Kind::Other, branches.saturating_add(1))
                }
                0x10 => (Kind::Function, 1),
                0x11 => (Kind::Other, 2),
                0x20..=0x22 => (Kind::Local, 1),
                0x0c | 0x0d | 0x23..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => (Kind::Other, 1),
                0x28..=0x3e => {
                    self.number(Kind::Other)?;
                    (Kind::Offset, 1)
                }
                0x41 | 0x42 => (Kind::Constant, 1),
                0x43 | 0x44 => {
                    for _ in 0..if operation == 0x43 { 4 } else { 8 } {
                        self.byte(Kind::Constant)?;
                    }
                    self.source.end(Kind::Constant);
                    (Kind::Other, 0)
                }
                0xfc => {
                    let more = match self.number(Kind::Other)? {
                        0..=7 => 0,
                        9 | 11 | 13 => 1,
                        8 | 10 | 12 | 14 => 2,
                        unknown => return Err(Fault::Operation(operation, Some(unknown))),
                    };
                    (Kind::Other, more)
                }
                0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => (Kind::Other, 0),
                unknown => return Err(Fault::Operation(unknown, None)),
            };
            self.numbers(kind, count)?;
        }
        self.module.insert_length(start);
        Ok(())
    }
}
