//! One page of the corpus.

use super::random::Random;
use super::words::{ADJECTIVES, NOUNS, TAGS, TAILS, VERBS};
use super::{SEED, section_name, section_of};

/// Links to other pages on each page.
pub(super) const LINKS: usize = 5;
/// Headings of levels 2 and 3 on each page.
pub(super) const HEADINGS: usize = 6;

/// Its text, with links that each tool writes its own way.
pub(super) struct Page {
    pub(super) section: usize,
    /// The position in the whole corpus, from 1.
    pub(super) order: usize,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) tags: Vec<&'static str>,
    name: String,
    body: Vec<Piece>,
}

enum Piece {
    Markdown(String),
    Link { to: Target, text: String },
}

/// The page a link leads to.
#[derive(Clone, Copy)]
pub(super) struct Target {
    number: usize,
    pub(super) section: usize,
}

impl Target {
    /// The file name of its Markdown.
    pub(super) fn file(self) -> String {
        format!("{}.md", page_name(self.number))
    }
}

fn page_name(number: usize) -> String {
    format!("seite-{number:05}")
}

impl Page {
    pub(super) fn new(number: usize, total: usize) -> Self {
        // A generator of its own for each page: page 17 stays the same in a larger corpus, but for where its links lead.
        let mut random = Random::new(SEED.wrapping_mul(1_000_003).wrapping_add(number as u64));
        let noun = random.one_of(&NOUNS);
        Self {
            section: section_of(number, total),
            order: number + 1,
            title: format!("{noun} und {} {number}", random.one_of(&NOUNS)),
            summary: format!(
                "Was die {} {noun} im Alltag bedeutet.",
                random.one_of(&ADJECTIVES)
            ),
            tags: tags(&mut random),
            name: page_name(number),
            body: Writer {
                random,
                total,
                pieces: Vec::new(),
                headings: 0,
            }
            .write(number),
        }
    }

    /// The path of its Markdown below the content folder.
    pub(super) fn path(&self) -> String {
        format!("{}/{}.md", section_name(self.section), self.name)
    }

    /// The body; `destination` says how a link is written.
    pub(super) fn markdown(&self, destination: impl Fn(Target) -> String) -> String {
        let mut text = String::new();
        for piece in &self.body {
            match piece {
                Piece::Markdown(markdown) => text.push_str(markdown),
                Piece::Link { to, text: label } => {
                    text.push_str(&format!("[{label}]({})", destination(*to)));
                }
            }
        }
        text
    }
}

/// Three different ones, sorted.
fn tags(random: &mut Random) -> Vec<&'static str> {
    let mut tags = Vec::new();
    while tags.len() < 3 {
        let tag = random.one_of(&TAGS);
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags.sort_unstable();
    tags
}

/// Makes a body, block by block.
struct Writer {
    random: Random,
    total: usize,
    pieces: Vec<Piece>,
    headings: usize,
}

impl Writer {
    fn write(mut self, number: usize) -> Vec<Piece> {
        self.paragraph_with_link(4);
        self.heading(2);
        self.paragraph_with_link(4);
        self.list("-");
        self.heading(3);
        self.paragraph(5);
        self.heading(2);
        self.paragraph_with_link(4);
        self.list("1.");
        self.heading(2);
        self.paragraph_with_link(4);
        self.table();
        self.heading(3);
        self.paragraph(4);
        self.heading(2);
        if number.is_multiple_of(2) {
            self.code();
        } else {
            self.quotation();
        }
        self.paragraph_with_link(4);
        self.pieces
    }

    fn block(&mut self, markdown: String) {
        self.pieces.push(Piece::Markdown(markdown + "\n\n"));
    }

    fn sentence(&mut self) -> String {
        let random = &mut self.random;
        format!(
            "Die {} {} {} die {} {} {}.",
            random.one_of(&ADJECTIVES),
            random.one_of(&NOUNS),
            random.one_of(&VERBS),
            random.one_of(&ADJECTIVES),
            random.one_of(&NOUNS),
            random.one_of(&TAILS),
        )
    }

    /// Sentences, one of them with a word in bold.
    fn sentences(&mut self, count: usize) -> String {
        let bold = self.random.below(count);
        let sentences: Vec<String> = (0..count)
            .map(|index| {
                let sentence = self.sentence();
                if index == bold {
                    sentence.replacen(" die ", " **die** ", 1)
                } else {
                    sentence
                }
            })
            .collect();
        sentences.join(" ")
    }

    fn paragraph(&mut self, sentences: usize) {
        let text = self.sentences(sentences);
        self.block(text);
    }

    fn paragraph_with_link(&mut self, sentences: usize) {
        let text = self.sentences(sentences);
        let number = self.random.below(self.total);
        let label = format!("{} {number}", self.random.one_of(&NOUNS));
        let to = Target {
            number,
            section: section_of(number, self.total),
        };
        self.pieces
            .push(Piece::Markdown(format!("{text} Siehe auch ")));
        self.pieces.push(Piece::Link { to, text: label });
        self.block(".".to_owned());
    }

    /// The number in it keeps headings of one page different, so that no tool has to tell their ids apart.
    fn heading(&mut self, level: usize) {
        self.headings += 1;
        let text = format!(
            "{} {} {} {}",
            "#".repeat(level),
            self.random.one_of(&NOUNS),
            self.random.one_of(&TAILS),
            self.headings
        );
        self.block(text);
    }

    fn list(&mut self, marker: &str) {
        let lines: Vec<String> = (0..4)
            .map(|_| format!("{marker} {}", self.sentence()))
            .collect();
        self.block(lines.join("\n"));
    }

    fn table(&mut self) {
        let mut lines = vec![
            "| Begriff | Merkmal | Tage | Stichwort |".to_owned(),
            "| --- | --- | ---: | --- |".to_owned(),
        ];
        lines.extend((0..5).map(|_| {
            let random = &mut self.random;
            format!(
                "| {} | {} | {} | `{}` |",
                random.one_of(&NOUNS),
                random.one_of(&ADJECTIVES),
                1 + random.below(399),
                random.one_of(&TAGS)
            )
        }));
        self.block(lines.join("\n"));
    }

    fn code(&mut self) {
        let lines: Vec<String> = (0..5)
            .map(|index| {
                format!(
                    "  \"{}-{index}\": \"<{}>\"",
                    self.random.one_of(&TAGS),
                    self.random.one_of(&NOUNS)
                )
            })
            .collect();
        self.block(format!("```json\n{{\n{}\n}}\n```", lines.join(",\n")));
    }

    fn quotation(&mut self) {
        let text = format!(
            "> {} {}\n>\n> {} {}",
            self.sentence(),
            self.sentence(),
            self.sentence(),
            self.sentence()
        );
        self.block(text);
    }
}

#[cfg(test)]
mod tests {
    use super::{HEADINGS, LINKS, Page, Target};

    #[test]
    fn a_page_has_what_the_facts_promise() {
        for number in [0, 7, 99] {
            let text = Page::new(number, 100).markdown(Target::file);
            assert_eq!(
                text.lines().filter(|line| line.starts_with('#')).count(),
                HEADINGS
            );
            assert_eq!(text.matches("Siehe auch [").count(), LINKS);
            assert!((3_000..5_000).contains(&text.len()), "{} bytes", text.len());
        }
    }

    #[test]
    fn a_page_does_not_depend_on_the_pages_after_it() {
        let text = |total| {
            Page::new(17, total)
                .markdown(|_| String::new())
                .replace(char::is_numeric, "")
        };
        assert_eq!(text(100), text(1_000));
    }
}
