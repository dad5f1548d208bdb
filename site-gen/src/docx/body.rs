//! The text of a document.

use std::fmt::Write as _;

use super::{Frame, parts};
use crate::markdown::blocks::{Block, Inline, Run, plain};
use crate::markdown::escape;

/// The text, and what other parts must know of it.
pub(super) struct Body {
    /// `word/document.xml`.
    pub(super) document: String,
    /// The addresses of its links, in order.
    pub(super) links: Vec<String>,
    /// The first number of each numbered list, in order; each counts by itself.
    pub(super) numbered_lists: Vec<u64>,
}

/// Width of the text on a page in twentieths of a point: A4 without its margins.
const TEXT_WIDTH: usize = 9638;
/// How far a level of a list stands in, in twentieths of a point.
const INDENT: usize = 400;
/// A box to tick.
const BOX: char = '☐';
/// Lists in lists beyond this depth stand in no further.
const DEEPEST: usize = 3;

/// The id of a link's address, by its order.
pub(super) fn link_id(place: usize) -> String {
    format!("link{}", place + 1)
}

pub(super) fn write(blocks: &[Block], frame: &Frame<'_>) -> Body {
    let mut writer = Writer {
        out: String::new(),
        links: Vec::new(),
        numbered_lists: Vec::new(),
        picture: frame.picture,
    };
    let mut out = format!(
        "{}<w:document xmlns:w=\"{}\" xmlns:r=\"{}\"><w:body>",
        parts::DECLARATION,
        parts::WORDS,
        parts::KINDS
    );
    let words = |text: &str| {
        vec![Inline::Run(Run {
            text: text.to_owned(),
            ..Run::default()
        })]
    };
    writer.paragraph("Title", "", &words(frame.title));
    if !frame.summary.is_empty() {
        writer.paragraph("Subtitle", "", &words(frame.summary));
    }
    writer.blocks(blocks, Place::Text);
    writer.paragraph("Source", "", &words(frame.source));
    out.push_str(&writer.out);
    let _ = write!(
        out,
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    );
    Body {
        document: out,
        links: writer.links,
        numbered_lists: writer.numbered_lists,
    }
}

/// Where a block stands, which decides how it looks.
#[derive(Clone, Copy)]
enum Place {
    Text,
    Note,
    Quote,
    /// In a list of this depth, from 0.
    List(usize),
}

struct Writer<'f> {
    out: String,
    links: Vec<String>,
    numbered_lists: Vec<u64>,
    picture: &'f str,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block], place: Place) {
        for block in blocks {
            self.block(block, place);
        }
    }

    fn block(&mut self, block: &Block, place: Place) {
        match block {
            // The page's own heading is the title; the text below it begins with headings of the second level.
            Block::Heading(level, text) => {
                let style = format!("Heading{}", level.saturating_sub(1).clamp(1, 3));
                self.paragraph(&style, "", text);
            }
            Block::Paragraph(text) => match place {
                Place::Text => self.paragraph("", "", text),
                Place::Note => self.paragraph("Note", "", text),
                Place::Quote => self.paragraph("Quote", "", text),
                Place::List(depth) => {
                    let indent = format!("<w:ind w:left=\"{}\"/>", INDENT * (depth + 1));
                    self.paragraph("ListParagraph", &indent, text);
                }
            },
            Block::List { start, items } => self.list(*start, items, place),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Note { title, blocks } => {
                let title = vec![Inline::Run(Run {
                    text: title.clone(),
                    strong: true,
                    ..Run::default()
                })];
                self.paragraph("Note", "<w:keepNext/>", &title);
                self.blocks(blocks, Place::Note);
                self.gap();
            }
            Block::Quote(blocks) => self.blocks(blocks, Place::Quote),
            Block::Code(text) => {
                for line in text.lines() {
                    let code = vec![Inline::Run(Run {
                        text: line.to_owned(),
                        ..Run::default()
                    })];
                    self.paragraph("Code", "", &code);
                }
            }
            Block::Picture(name) => {
                let text = vec![Inline::Run(Run {
                    text: self.picture.replace("{name}", name),
                    emphasis: true,
                    ..Run::default()
                })];
                self.paragraph("", "", &text);
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], place: Place) {
        let depth = match place {
            Place::List(depth) => depth + 1,
            _ => 0,
        };
        let number = match start {
            None => parts::BULLETS,
            Some(start) => {
                self.numbered_lists.push(start);
                parts::BULLETS + self.numbered_lists.len()
            }
        };
        for item in items {
            let mut blocks = item.iter();
            // The bullet stands before the first words; what follows stands below them.
            let first = match item.first() {
                Some(Block::Paragraph(text)) => {
                    blocks.next();
                    text.as_slice()
                }
                _ => &[],
            };
            let level = depth.min(DEEPEST);
            // A box to tick takes the place of the bullet.
            let is_box = plain(first).starts_with(BOX);
            let properties = if is_box {
                format!(
                    "<w:ind w:left=\"{}\" w:hanging=\"{INDENT}\"/>",
                    INDENT * (level + 1)
                )
            } else {
                format!(
                    "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>"
                )
            };
            self.paragraph("ListParagraph", &properties, first);
            for block in blocks {
                self.block(block, Place::List(depth));
            }
        }
    }

    /// A table as wide as the text. Its head is repeated on every page and known to screen readers as head.
    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let columns = rows
            .iter()
            .map(Vec::len)
            .chain([head.len()])
            .max()
            .unwrap_or(0);
        if columns == 0 {
            return;
        }
        let widths = widths(columns, head, rows);
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
             w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        );
        for width in &widths {
            let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.out.push_str("</w:tblGrid>");
        if head.iter().any(|cell| !plain(cell).trim().is_empty()) {
            self.row(head, &widths, true);
        }
        for row in rows {
            self.row(row, &widths, false);
        }
        self.out.push_str("</w:tbl>");
        self.gap();
    }

    /// A little space, as a paragraph of its own: without one, two tables would become one.
    fn gap(&mut self) {
        self.paragraph("Gap", "", &[]);
    }

    fn row(&mut self, cells: &[Vec<Inline>], widths: &[usize], is_head: bool) {
        self.out.push_str(
            "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"400\" w:hRule=\"atLeast\"/>",
        );
        if is_head {
            self.out.push_str("<w:tblHeader/>");
        }
        self.out.push_str("</w:trPr>");
        for (place, width) in widths.iter().enumerate() {
            let _ = write!(
                self.out,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{}</w:tcPr>",
                if is_head {
                    "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8EBF5\"/>"
                } else {
                    ""
                }
            );
            let style = if is_head { "TableHead" } else { "TableText" };
            self.paragraph(style, "", cells.get(place).map_or(&[], Vec::as_slice));
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }

    /// A paragraph of a style (none for running text), with further properties.
    fn paragraph(&mut self, style: &str, properties: &str, text: &[Inline]) {
        self.out.push_str("<w:p>");
        if !style.is_empty() || !properties.is_empty() {
            self.out.push_str("<w:pPr>");
            if !style.is_empty() {
                let _ = write!(self.out, "<w:pStyle w:val=\"{style}\"/>");
            }
            self.out.push_str(properties);
            self.out.push_str("</w:pPr>");
        }
        for inline in text {
            match inline {
                Inline::Run(run) => self.run(run),
                // Words to copy keep their lines.
                Inline::Soft if style == "Quote" => self.out.push_str("<w:r><w:br/></w:r>"),
                Inline::Soft => self.words("", " "),
                Inline::Break => self.out.push_str("<w:r><w:br/></w:r>"),
            }
        }
        self.out.push_str("</w:p>");
    }

    fn run(&mut self, run: &Run) {
        let mut look = String::new();
        if run.link.is_some() {
            look.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
        }
        if run.code {
            look.push_str(
                "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/>",
            );
        }
        if run.strong {
            look.push_str("<w:b/>");
        }
        if run.emphasis {
            look.push_str("<w:i/>");
        }
        match &run.link {
            None => self.words(&look, &run.text),
            Some(link) => {
                let id = link_id(self.links.len());
                self.links.push(link.clone());
                let _ = write!(self.out, "<w:hyperlink r:id=\"{id}\">");
                self.words(&look, &run.text);
                self.out.push_str("</w:hyperlink>");
            }
        }
    }

    fn words(&mut self, look: &str, text: &str) {
        self.out.push_str("<w:r>");
        if !look.is_empty() {
            let _ = write!(self.out, "<w:rPr>{look}</w:rPr>");
        }
        // XML knows no control characters.
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        let _ = write!(
            self.out,
            "<w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escape(&text)
        );
    }
}

/// Widths of columns by the longest words and the amount of text in them; together the width of the text.
fn widths(columns: usize, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Vec<usize> {
    let weight = |column: usize| {
        let cells = rows
            .iter()
            .map(Vec::as_slice)
            .chain([head])
            .filter_map(|row| row.get(column));
        cells
            .map(|cell| {
                let text = plain(cell);
                let longest = text
                    .split_whitespace()
                    .map(|word| word.chars().count())
                    .max();
                let lines = text.chars().count().div_ceil(3);
                longest.unwrap_or(0).max(lines.min(24)) + 2
            })
            .max()
            .unwrap_or(0)
            .max(6)
    };
    let weights: Vec<usize> = (0..columns).map(weight).collect();
    let all: usize = weights.iter().sum::<usize>().max(1);
    weights
        .iter()
        .map(|weight| weight * TEXT_WIDTH / all)
        .collect()
}
