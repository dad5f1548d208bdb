//! Markdown → blocks of plain text, for those who count words and compare sentences.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::callouts::written;
use super::options;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, or the title of a callout.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An entry of a list.
    ListItem,
    /// A cell of a table.
    Cell,
}

/// A block of running text: a sentence never goes on in the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, as one line: the words of links and inline code, without pictures, notes and raw HTML.
    pub text: String,
    /// For each piece of the text where it begins, and where it begins in the source.
    pieces: Vec<(usize, usize)>,
}

impl Block {
    /// Where a part of the text stands in the source, up to markup inside it.
    #[must_use]
    pub fn source(&self, part: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let piece = self.pieces.partition_point(|(start, _)| *start <= offset);
            let piece = piece.checked_sub(1).and_then(|last| self.pieces.get(last));
            piece.map_or(0, |(start, source)| source + (offset - start))
        };
        let start = at(part.start);
        start..at(part.end.saturating_sub(1)).max(start) + 1
    }
}

/// The blocks of a Markdown text. Code blocks are no text.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        reader.read(event, range.start);
    }
    reader.close();
    reader.done
}

#[derive(Default)]
struct Reader {
    done: Vec<Block>,
    open: Option<Block>,
    /// Inside a picture, a code block or raw HTML: what stands there is not read as text.
    silent: usize,
    quotes: usize,
    items: usize,
}

impl Reader {
    fn read(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                self.silent += 1;
            }
            Event::End(TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                self.silent = self.silent.saturating_sub(1);
            }
            Event::Start(Tag::Heading { .. }) => self.begin(BlockKind::Heading),
            Event::Start(Tag::Paragraph) if self.items == 0 => self.begin(BlockKind::Paragraph),
            Event::Start(Tag::Paragraph) => self.begin(BlockKind::ListItem),
            Event::Start(Tag::TableCell) => self.begin(BlockKind::Cell),
            Event::Start(Tag::Item) => {
                self.items += 1;
                self.begin(BlockKind::ListItem);
            }
            Event::Start(Tag::List(_)) => self.close(),
            Event::Start(Tag::BlockQuote(_)) => {
                self.close();
                self.quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            Event::End(TagEnd::Item) => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell) => self.close(),
            Event::Text(text) | Event::Code(text) => self.write(&text, at),
            Event::SoftBreak | Event::HardBreak => {
                if self.is_callout() {
                    self.begin(BlockKind::Paragraph);
                } else {
                    self.write(" ", at);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.close();
        self.open = Some(Block {
            kind,
            text: String::new(),
            pieces: Vec::new(),
        });
    }

    fn write(&mut self, text: &str, at: usize) {
        if self.silent > 0 {
            return;
        }
        if self.open.is_none() {
            self.begin(if self.items > 0 {
                BlockKind::ListItem
            } else {
                BlockKind::Paragraph
            });
        }
        if let Some(block) = &mut self.open {
            block.pieces.push((block.text.len(), at));
            block.text.push_str(text);
        }
    }

    /// Whether the open block is the first line of a callout: `[!kind] Title`.
    fn is_callout(&self) -> bool {
        self.quotes > 0
            && self
                .open
                .as_ref()
                .is_some_and(|block| written(&block.text).is_some())
    }

    fn close(&mut self) {
        let is_callout = self.is_callout();
        let Some(mut block) = self.open.take() else {
            return;
        };
        if is_callout {
            block.kind = BlockKind::Heading;
            let title = written(&block.text).map_or(0, |(_, title)| block.text.len() - title.len());
            let source = block.source(&(title..title + 1)).start;
            block.pieces.retain(|(start, _)| *start > title);
            for (start, _) in &mut block.pieces {
                *start -= title;
            }
            block.pieces.insert(0, (0, source));
            block.text.drain(..title);
        }
        if !block.text.trim().is_empty() {
            self.done.push(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BlockKind, blocks};

    #[test]
    fn blocks_are_what_a_reader_reads_one_after_the_other() {
        use BlockKind::{Cell, Heading, ListItem, Paragraph};
        let text = "## Drei *Wege*\n\nEin [Satz](x.md)\nmit `Code`. ![Bild](b.svg)\n\n> [!tipp] Ein Rat\n> Fragen Sie.\n\n\
                    1. **Eins.** Dann\n   - innen\n2. Zwei\n\n| a | b |\n| - | - |\n| c | d |\n\n```\nnichts\n```\n\n> Nur ein Zitat[^1].\n\n\
                    [^1]: Eine Fußnote.\n";
        let found: Vec<_> = blocks(text)
            .into_iter()
            .map(|block| (block.kind, block.text.trim().to_owned()))
            .collect();
        let expected = [
            (Heading, "Drei Wege"),
            (Paragraph, "Ein Satz mit Code."),
            (Heading, "Ein Rat"),
            (Paragraph, "Fragen Sie."),
            (ListItem, "Eins. Dann"),
            (ListItem, "innen"),
            (ListItem, "Zwei"),
            (Cell, "a"),
            (Cell, "b"),
            (Cell, "c"),
            (Cell, "d"),
            (Paragraph, "Nur ein Zitat."),
            (Paragraph, "Eine Fußnote."),
        ];
        assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn places_lead_back_into_the_source() {
        let check = |text: &str, part: &str| {
            let found: Vec<String> = blocks(text)
                .iter()
                .filter_map(|block| {
                    let start = block.text.find(part)?;
                    Some(text[block.source(&(start..start + part.len()))].to_owned())
                })
                .collect();
            assert_eq!(found, [part], "{text}");
        };
        check("Ein *kurzer* Satz. Und noch einer.", "Und noch einer.");
        check("> [!tipp] Ein Rat für Sie\n> Text darunter.", "Rat für Sie");
        check("> [!tipp] Ein Rat\n> Text darunter.", "Text darunter.");
        check("- eins\n- [zwei](x.md) Wege", "Wege");
    }
}
