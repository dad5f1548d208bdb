//! Blocks → a word-processing document (Office Open XML, ECMA-376) that people can go on writing in.
//!
//! [`body`] writes the text, [`parts`] holds what is the same in every document: styles, numbering, settings. The same blocks
//! always give the same bytes: nothing in the file knows the time, the machine or the program's other documents.

mod body;
mod parts;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::markdown::blocks::Block;
use crate::markdown::escape;

/// What a document says beside its text.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Its title.
    pub title: &'a str,
    /// One sentence about it, below the title; none if empty.
    pub summary: &'a str,
    /// Who publishes it.
    pub author: &'a str,
    /// Its language.
    pub language: &'a str,
    /// What stands at the foot of every page, before the number of the page.
    pub foot: &'a str,
    /// The word before the number of the page.
    pub page: &'a str,
    /// Where it comes from, at its end.
    pub source: &'a str,
    /// What a picture is called that the document does not show; `{name}` is replaced.
    pub picture: &'a str,
}

/// Makes the bytes of a document.
///
/// # Errors
/// When the archive cannot be made, which only a document beyond four gigabytes brings about.
pub fn document(blocks: &[Block], frame: &Frame<'_>) -> Result<Vec<u8>, zip::result::ZipError> {
    let body = body::write(blocks, frame);
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONSHIPS.to_owned()),
        ("docProps/core.xml", core_properties(frame)),
        ("word/_rels/document.xml.rels", relationships(&body.links)),
        ("word/document.xml", body.document),
        ("word/footer1.xml", parts::footer(frame)),
        ("word/numbering.xml", parts::numbering(&body.numbered_lists)),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/styles.xml", parts::styles(frame.language)),
    ];
    // The time of the archive's first day, so that the same text is the same file tomorrow.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn core_properties(frame: &Frame<'_>) -> String {
    format!(
        "{}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>{}</dc:language></cp:coreProperties>",
        parts::DECLARATION,
        escape(frame.title),
        escape(frame.author),
        escape(frame.language)
    )
}

/// What the document refers to: its parts, and the addresses of its links by their order.
fn relationships(links: &[String]) -> String {
    let mut out = format!(
        "{}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        parts::DECLARATION
    );
    for (id, kind, target) in [
        ("styles", "styles", "styles.xml"),
        ("numbering", "numbering", "numbering.xml"),
        ("settings", "settings", "settings.xml"),
        ("footer", "footer", "footer1.xml"),
    ] {
        out.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{}/{kind}\" Target=\"{target}\"/>",
            parts::KINDS
        ));
    }
    for (place, link) in links.iter().enumerate() {
        out.push_str(&format!(
            "<Relationship Id=\"{}\" Type=\"{}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            body::link_id(place),
            parts::KINDS,
            escape(link)
        ));
    }
    out.push_str("</Relationships>");
    out
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use zip::ZipArchive;

    use super::*;
    use crate::markdown::blocks::{Inline, Run};

    const FRAME: Frame<'_> = Frame {
        title: "Ein „Titel“ & mehr",
        summary: "Worum es geht.",
        author: "Musterstadt",
        language: "de",
        foot: "Entwurf",
        page: "Seite",
        source: "Quelle",
        picture: "Bild: {name}",
    };

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline::Run(Run {
            text: text.to_owned(),
            ..Run::default()
        })]
    }

    fn blocks() -> Vec<Block> {
        vec![
            Block::Note {
                title: "Entwurf".to_owned(),
                blocks: vec![Block::Paragraph(words("Braucht <rechtliche> Prüfung."))],
            },
            Block::Heading(2, words("Worum es geht")),
            Block::List {
                start: Some(1),
                items: vec![
                    vec![Block::Paragraph(words("eins"))],
                    vec![Block::List {
                        start: None,
                        items: vec![vec![Block::Paragraph(words("☐ zwei"))]],
                    }],
                ],
            },
            Block::Table {
                head: vec![words("Was"), words("Wer")],
                rows: vec![vec![words("…"), vec![]]],
            },
            Block::Paragraph(vec![Inline::Run(Run {
                text: "mehr".to_owned(),
                link: Some("https://x.example/?a=1&b=2".to_owned()),
                ..Run::default()
            })]),
            Block::Quote(vec![Block::Paragraph(words("Zum Aushängen"))]),
            Block::Code("fetch()".to_owned()),
            Block::Picture("Ein Kreis".to_owned()),
        ]
    }

    #[test]
    fn every_part_is_well_formed_and_the_text_is_there() -> Result<(), Box<dyn std::error::Error>> {
        let bytes = document(&blocks(), &FRAME)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut all = String::new();
        for place in 0..archive.len() {
            let mut text = String::new();
            archive.by_index(place)?.read_to_string(&mut text)?;
            roxmltree::Document::parse(&text)?;
            all.push_str(&text);
        }
        for expected in [
            "Ein „Titel“ &amp; mehr",
            "Braucht &lt;rechtliche&gt; Prüfung.",
            "<w:pStyle w:val=\"Heading1\"/>",
            "<w:tblHeader/>",
            "☐ zwei",
            "Target=\"https://x.example/?a=1&amp;b=2\"",
            "Bild: Ein Kreis",
            "w:val=\"de-DE\"",
        ] {
            assert!(all.contains(expected), "{expected}");
        }
        Ok(())
    }

    #[test]
    fn the_same_blocks_give_the_same_bytes() -> Result<(), Box<dyn std::error::Error>> {
        assert_eq!(document(&blocks(), &FRAME)?, document(&blocks(), &FRAME)?);
        Ok(())
    }
}
