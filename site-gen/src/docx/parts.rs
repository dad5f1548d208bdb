//! What is the same in every document: content types, relationships, styles, numbering, settings, the foot of the page.

use std::fmt::Write as _;

use super::Frame;
use crate::markdown::escape;

pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of a document's words.
pub(super) const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relationships, and the beginning of their kinds.
pub(super) const KINDS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The number of the list of bullets; numbered lists follow it.
pub(super) const BULLETS: usize = 1;

pub(super) const CONTENT_TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>",
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>",
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>",
    "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>",
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>",
    "</Types>"
);

pub(super) const RELATIONSHIPS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"document\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>",
    "<Relationship Id=\"core\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>",
    "</Relationships>"
);

/// Compatibility with Word 2013 and later; without it, Word opens the file in a mode of its past.
pub(super) const SETTINGS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    "<w:autoHyphenation/><w:compat>",
    "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>",
    "</w:compat></w:settings>"
);

/// The foot of every page: what is said there, and the number of the page.
pub(super) fn footer(frame: &Frame<'_>) -> String {
    format!(
        "{DECLARATION}<w:ftr xmlns:w=\"{WORDS}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">{} · {} </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>\
         </w:p></w:ftr>",
        escape(frame.foot),
        escape(frame.page)
    )
}

/// Bullets, and one numbering for each numbered list, so that each counts from its own first number.
pub(super) fn numbering(starts: &[u64]) -> String {
    let mut out = format!("{DECLARATION}<w:numbering xmlns:w=\"{WORDS}\">");
    abstract_numbering(&mut out, 0, "bullet", |_| "•".to_owned());
    abstract_numbering(&mut out, 1, "decimal", |level| format!("%{}.", level + 1));
    let _ = write!(
        out,
        "<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>"
    );
    for (place, start) in starts.iter().enumerate() {
        let _ = write!(
            out,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/>",
            BULLETS + 1 + place
        );
        for level in 0..4 {
            let _ = write!(
                out,
                "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"
            );
        }
        out.push_str("</w:num>");
    }
    out.push_str("</w:numbering>");
    out
}

fn abstract_numbering(out: &mut String, id: usize, format: &str, text: impl Fn(usize) -> String) {
    let _ = write!(
        out,
        "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
    );
    for level in 0..4 {
        let _ = write!(
            out,
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{}\"/>\
             <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"400\"/></w:pPr></w:lvl>",
            text(level),
            400 * (level + 1)
        );
    }
    out.push_str("</w:abstractNum>");
}

/// A paragraph style: its id, its name as Word knows it, its paragraph and its letters.
const STYLES: [(&str, &str, &str, &str); 14] = [
    (
        "Title",
        "Title",
        "<w:keepNext/><w:spacing w:after=\"120\"/>",
        "<w:b/><w:sz w:val=\"40\"/>",
    ),
    (
        "Subtitle",
        "Subtitle",
        "<w:spacing w:after=\"240\"/>",
        "<w:sz w:val=\"24\"/>",
    ),
    (
        "Heading1",
        "heading 1",
        "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:sz w:val=\"28\"/>",
    ),
    (
        "Heading2",
        "heading 2",
        "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>",
        "<w:b/><w:sz w:val=\"24\"/>",
    ),
    (
        "Heading3",
        "heading 3",
        "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"80\"/><w:outlineLvl w:val=\"2\"/>",
        "<w:b/>",
    ),
    (
        "ListParagraph",
        "List Paragraph",
        "<w:spacing w:after=\"60\"/>",
        "",
    ),
    (
        "Note",
        "Note",
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"B45F06\"/></w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF4DE\"/><w:ind w:left=\"200\"/>",
        "",
    ),
    (
        "Quote",
        "Quote",
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"8A8FA8\"/></w:pBdr><w:ind w:left=\"200\"/>",
        "",
    ),
    (
        "Code",
        "Code",
        "<w:spacing w:after=\"0\"/>",
        "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/><w:sz w:val=\"20\"/>",
    ),
    (
        "TableHead",
        "Table Head",
        "<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\"/>",
        "<w:b/><w:sz w:val=\"20\"/>",
    ),
    (
        "TableText",
        "Table Text",
        "<w:spacing w:before=\"40\" w:after=\"40\"/>",
        "<w:sz w:val=\"20\"/>",
    ),
    (
        "Gap",
        "Gap",
        "<w:spacing w:after=\"0\"/>",
        "<w:sz w:val=\"16\"/>",
    ),
    (
        "Source",
        "Source",
        "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"6\" w:color=\"8A8FA8\"/></w:pBdr><w:spacing w:before=\"480\"/>",
        "<w:sz w:val=\"18\"/>",
    ),
    ("Footer", "footer", "", "<w:sz w:val=\"18\"/>"),
];

/// The styles. They have the names that Word knows, so that its own tools (navigation, contents, checks) work with them.
pub(super) fn styles(language: &str) -> String {
    let language = match language {
        "de" => "de-DE",
        other => other,
    };
    let mut out = format!(
        "{DECLARATION}<w:styles xmlns:w=\"{WORDS}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"22\"/><w:lang w:val=\"{}\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>",
        escape(language)
    );
    for (id, name, paragraph, letters) in STYLES {
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>"
        );
        if !paragraph.is_empty() {
            let _ = write!(out, "<w:pPr>{paragraph}</w:pPr>");
        }
        if !letters.is_empty() {
            let _ = write!(out, "<w:rPr>{letters}</w:rPr>");
        }
        out.push_str("</w:style>");
    }
    out.push_str(
        "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"1B3FA0\"/><w:u w:val=\"single\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>\
         <w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A8FA8\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A8FA8\"/>\
         <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A8FA8\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A8FA8\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A8FA8\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A8FA8\"/>\
         </w:tblBorders><w:tblCellMar><w:left w:w=\"100\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>",
    );
    out
}
