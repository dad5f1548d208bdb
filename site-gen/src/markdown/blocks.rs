//! Markdown → blocks: the same texts for documents that are no web pages.

use std::iter::Peekable;
use std::vec::IntoIter;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::callouts::Marker;
use super::headings::level_number;
use super::{Words, options};

/// A block of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading, 1 to 6.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; numbered ones with their first number.
    List {
        /// The first number; none for bullets.
        start: Option<u64>,
        /// What stands at each bullet.
        items: Vec<Vec<Self>>,
    },
    /// A table: its head and its rows, each a list of cells.
    Table {
        /// The cells of the head.
        head: Vec<Vec<Inline>>,
        /// The rows below it.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A callout with its title.
    Note {
        /// What stands above it.
        title: String,
        /// What it says.
        blocks: Vec<Self>,
    },
    /// A quotation, here mostly words to copy.
    Quote(Vec<Self>),
    /// Text as it is typed.
    Code(String),
    /// A picture, by its name for readers who don't see it.
    Picture(String),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words of one look.
    Run(Run),
    /// The end of a line in the source: a space.
    Soft,
    /// A new line.
    Break,
}

/// Words of one look.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are strong.
    pub strong: bool,
    /// Whether they are emphasised.
    pub emphasis: bool,
    /// Whether they are typed text.
    pub code: bool,
    /// The full address they lead to.
    pub link: Option<String>,
}

/// Reads a text. `resolve` makes full addresses of what links name; a link it knows none for is left as mere words.
pub fn blocks(
    text: &str,
    resolve: &dyn Fn(&str) -> Option<String>,
    words: &dyn Words,
) -> Vec<Block> {
    let events: Vec<Event<'_>> = Parser::new_ext(text, options()).collect();
    let mut reader = Reader {
        events: events.into_iter().peekable(),
        depth: 0,
        resolve,
        words,
    };
    reader.blocks()
}

/// Blocks within blocks: more than any text needs, less than would exhaust a stack.
const DEEPEST: usize = 64;

struct Reader<'e> {
    events: Peekable<IntoIter<Event<'e>>>,
    /// How many blocks are open.
    depth: usize,
    resolve: &'e dyn Fn(&str) -> Option<String>,
    words: &'e dyn Words,
}

impl Reader<'_> {
    /// Reads blocks up to the end of what holds them, and over it.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(event) = self.events.peek() {
            match event {
                Event::Start(tag) if is_block(tag) => {
                    if let Some(Event::Start(tag)) = self.events.next() {
                        blocks.extend(self.block(&tag));
                    }
                }
                Event::End(_) => {
                    self.events.next();
                    break;
                }
                Event::Html(_) | Event::Rule => {
                    self.events.next();
                }
                // A tight list holds words without a paragraph around them.
                _ => blocks.push(Block::Paragraph(self.inlines())),
            }
        }
        blocks
    }

    fn block(&mut self, tag: &Tag<'_>) -> Vec<Block> {
        if self.depth == DEEPEST {
            return vec![Block::Paragraph(self.flat())];
        }
        self.depth += 1;
        let blocks = self.block_of(tag);
        self.depth -= 1;
        blocks
    }

    /// The words of a block and all that is in it, without their order and look.
    fn flat(&mut self) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut open = 1_usize;
        for event in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) if open == 1 => break,
                Event::End(_) => open -= 1,
                Event::Text(text) | Event::Code(text) => {
                    push(&mut out, &Run::default(), &text, false);
                }
                Event::SoftBreak | Event::HardBreak => out.push(Inline::Soft),
                _ => {}
            }
        }
        out
    }

    fn block_of(&mut self, tag: &Tag<'_>) -> Vec<Block> {
        match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level, .. } => {
                let text = self.inlines();
                self.events.next();
                vec![Block::Heading(level_number(*level), text)]
            }
            Tag::BlockQuote(_) => self.quote(),
            Tag::CodeBlock(_) => vec![Block::Code(self.code())],
            Tag::List(start) => {
                let mut items = Vec::new();
                while let Some(Event::Start(Tag::Item)) = self.events.next() {
                    items.push(self.blocks());
                }
                vec![Block::List {
                    start: *start,
                    items,
                }]
            }
            Tag::Table(_) => vec![self.table()],
            // What is left holds blocks (footnotes) or nothing that a document shows (raw HTML).
            _ => self.blocks(),
        }
    }

    /// A paragraph; an image at its beginning is a picture.
    fn paragraph(&mut self) -> Vec<Block> {
        if matches!(self.events.peek(), Some(Event::Start(Tag::Image { .. }))) {
            self.events.next();
            let name = self.picture_name();
            let rest = self.inlines();
            self.events.next();
            let mut blocks = vec![Block::Picture(name)];
            if !rest.is_empty() {
                blocks.push(Block::Paragraph(rest));
            }
            return blocks;
        }
        let text = self.inlines();
        self.events.next();
        if text.is_empty() {
            Vec::new()
        } else {
            vec![Block::Paragraph(text)]
        }
    }

    /// The words of an image, up to its end and over it.
    fn picture_name(&mut self) -> String {
        let mut name = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(text) | Event::Code(text) => name.push_str(&text),
                Event::SoftBreak | Event::HardBreak => name.push(' '),
                Event::End(TagEnd::Image) => break,
                _ => {}
            }
        }
        name
    }

    /// A callout is a note, but for steps: their list says it all.
    fn quote(&mut self) -> Vec<Block> {
        let mut blocks = self.blocks();
        let marker = match blocks.first_mut() {
            Some(Block::Paragraph(text)) => take_marker(text, self.words),
            _ => None,
        };
        let Some(marker) = marker else {
            return vec![Block::Quote(blocks)];
        };
        blocks.retain(|block| !matches!(block, Block::Paragraph(text) if text.is_empty()));
        if marker.is_steps() && !marker.has_own_title {
            return blocks;
        }
        vec![Block::Note {
            title: marker.title,
            blocks,
        }]
    }

    fn code(&mut self) -> String {
        let mut code = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(text) => code.push_str(&text),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        code
    }

    fn table(&mut self) -> Block {
        let mut head = Vec::new();
        let mut rows = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => head = self.cells(),
                Event::Start(Tag::TableRow) => rows.push(self.cells()),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table { head, rows }
    }

    fn cells(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some(Event::Start(Tag::TableCell)) = self.events.next() {
            cells.push(self.inlines());
            self.events.next();
        }
        cells
    }

    /// Words up to what is none of them; that is left. An image among them is its words.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        let mut look = Run::default();
        while let Some(event) = self.events.peek() {
            match event {
                Event::Start(tag) if is_block(tag) => break,
                Event::End(tag) if !is_inline_end(*tag) => break,
                Event::Html(_) | Event::Rule => break,
                _ => {}
            }
            match self.events.next() {
                Some(Event::Text(text)) => push(&mut out, &look, &text, false),
                Some(Event::Code(text)) => push(&mut out, &look, &text, true),
                Some(Event::SoftBreak) => out.push(Inline::Soft),
                Some(Event::HardBreak) => out.push(Inline::Break),
                Some(Event::Start(Tag::Strong)) => look.strong = true,
                Some(Event::End(TagEnd::Strong)) => look.strong = false,
                Some(Event::Start(Tag::Emphasis)) => look.emphasis = true,
                Some(Event::End(TagEnd::Emphasis)) => look.emphasis = false,
                Some(Event::Start(Tag::Link { dest_url, .. })) => {
                    look.link = (self.resolve)(&dest_url);
                }
                Some(Event::End(TagEnd::Link)) => look.link = None,
                _ => {}
            }
        }
        out
    }
}

/// Appends words, to the last run if it looks the same: the parser cuts texts at brackets.
fn push(out: &mut Vec<Inline>, look: &Run, text: &str, code: bool) {
    if let Some(Inline::Run(last)) = out.last_mut() {
        let same = last.strong == look.strong
            && last.emphasis == look.emphasis
            && last.code == code
            && last.link == look.link;
        if same {
            last.text.push_str(text);
            return;
        }
    }
    out.push(Inline::Run(Run {
        text: text.to_owned(),
        code,
        ..look.clone()
    }));
}

const fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

const fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// The words without their look.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Run(run) => run.text.as_str(),
            Inline::Soft | Inline::Break => " ",
        })
        .collect()
}

/// Takes `[!kind] title` from the beginning of a paragraph, with the line it stands on.
fn take_marker(text: &mut Vec<Inline>, words: &dyn Words) -> Option<Marker> {
    let Some(Inline::Run(first)) = text.first() else {
        return None;
    };
    let marker = Marker::read(&first.text, words)?;
    text.remove(0);
    if matches!(text.first(), Some(Inline::Soft | Inline::Break)) {
        text.remove(0);
    }
    Some(marker)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct German;

    impl Words for German {
        fn callout(&self, kind: &str) -> Option<String> {
            let title = match kind {
                "achtung" => "Achtung",
                "schritte" => "Schritte",
                _ => return None,
            };
            Some(title.to_owned())
        }

        fn callouts(&self) -> Vec<String> {
            vec!["achtung".to_owned(), "schritte".to_owned()]
        }

        fn table(&self, _number: usize) -> String {
            String::new()
        }
    }

    fn read(text: &str) -> Vec<Block> {
        let resolve =
            |path: &str| (path != "fehlt.md").then(|| format!("https://x.example/{path}"));
        blocks(text, &resolve, &German)
    }

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline::Run(Run {
            text: text.to_owned(),
            ..Run::default()
        })]
    }

    #[test]
    fn callouts_are_notes_and_other_quotations_are_not() {
        assert_eq!(
            read("> [!achtung] Entwurf\n> Prüfen Sie das.\n\n> Zum Abschreiben"),
            [
                Block::Note {
                    title: "Entwurf".to_owned(),
                    blocks: vec![Block::Paragraph(words("Prüfen Sie das."))]
                },
                Block::Quote(vec![Block::Paragraph(words("Zum Abschreiben"))]),
            ]
        );
        assert_eq!(
            read("> [!achtung]\n>\n> Text"),
            [Block::Note {
                title: "Achtung".to_owned(),
                blocks: vec![Block::Paragraph(words("Text"))]
            }]
        );
    }

    #[test]
    fn steps_are_their_list() {
        assert_eq!(
            read("> [!schritte]\n> 1. eins"),
            [Block::List {
                start: Some(1),
                items: vec![vec![Block::Paragraph(words("eins"))]]
            }]
        );
    }

    #[test]
    fn lists_hold_blocks_and_other_lists() {
        assert_eq!(
            read("2. eins\n3. zwei\n   - drei"),
            [Block::List {
                start: Some(2),
                items: vec![
                    vec![Block::Paragraph(words("eins"))],
                    vec![
                        Block::Paragraph(words("zwei")),
                        Block::List {
                            start: None,
                            items: vec![vec![Block::Paragraph(words("drei"))]]
                        }
                    ],
                ]
            }]
        );
    }

    #[test]
    fn tables_have_cells_that_may_be_empty() {
        assert_eq!(
            read("| a | b |\n| --- | --- |\n| … | |"),
            [Block::Table {
                head: vec![words("a"), words("b")],
                rows: vec![vec![words("…"), vec![]]]
            }]
        );
    }

    #[test]
    fn links_have_full_addresses_or_are_words() {
        let text = read("**A** [b](c.md) [d](fehlt.md)");
        let [Block::Paragraph(inlines)] = text.as_slice() else {
            unreachable!("{text:?}");
        };
        let links: Vec<Option<&str>> = inlines
            .iter()
            .filter_map(|inline| match inline {
                Inline::Run(run) => Some(run.link.as_deref()),
                _ => None,
            })
            .collect();
        assert_eq!(links, [None, None, Some("https://x.example/c.md"), None]);
        assert_eq!(plain(inlines), "A b d");
    }

    #[test]
    fn a_picture_is_its_name() {
        assert_eq!(
            read("![Ein Weg](weg.svg)\n\nText"),
            [
                Block::Picture("Ein Weg".to_owned()),
                Block::Paragraph(words("Text"))
            ]
        );
    }

    #[test]
    fn a_picture_among_words_is_words_and_ends_nothing() {
        assert_eq!(
            read("Vor ![dem Bild](a.png) danach.\n\nText"),
            [
                Block::Paragraph(words("Vor dem Bild danach.")),
                Block::Paragraph(words("Text"))
            ]
        );
        assert_eq!(
            read("| a ![b](c.png) | d |\n| --- | --- |\n| e | f |\n\nText"),
            [
                Block::Table {
                    head: vec![words("a b"), words("d")],
                    rows: vec![vec![words("e"), words("f")]]
                },
                Block::Paragraph(words("Text"))
            ]
        );
    }

    #[test]
    fn what_lies_too_deep_is_flat() {
        let deep = read(&format!("{}tief\n\nText", "> ".repeat(20_000)));
        assert_eq!(deep.last(), Some(&Block::Paragraph(words("Text"))));
    }
}
