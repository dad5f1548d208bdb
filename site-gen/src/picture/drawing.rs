//! Drawings of a layer: SVG files below `content/`, checked and set into a page.
//!
//! A file is read as XML and written anew from what is known to be harmless: shapes, groups and text, with their geometry and
//! the theme's `pic-*` classes. Colours, styles, scripts and addresses are refused with their place, so that a drawing looks
//! right in both themes and on paper, and can neither run nor load anything.
//!
//! `name.svg` may have a second drawing for phones beside it, `name-schmal.svg`; then the theme shows one of the two.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use roxmltree::{Document, Node};

use super::svg;
use crate::diagnostic::{Diagnostics, Place, Problem};
use crate::safety::svg::{fault_place, start_tag};
use crate::site::seen::{self, Part};
use crate::source::layer::SourceFile;

const SVG: &str = "http://www.w3.org/2000/svg";
/// What editors leave in a file for themselves; it is dropped without a word.
const EDITORS: [&str; 2] = [
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
];
/// Elements that are written anew.
const ELEMENTS: [&str; 10] = [
    "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
];
/// Their attributes.
const ATTRIBUTES: [&str; 22] = [
    "class",
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "font-size",
    "height",
    "points",
    "r",
    "rx",
    "ry",
    "text-anchor",
    "textLength",
    "transform",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];
/// Attributes without a meaning on a page; they are dropped without a word.
const NEEDLESS: [&str; 3] = ["id", "version", "viewBox"];
/// Classes of pictures begin so: a drawing must not wear the clothes of the page around it.
const CLASS: &str = "pic-";
/// Elements within elements: more than any drawing needs, less than would exhaust a stack.
const DEEPEST: usize = 40;

/// What is added to the name of a drawing for phones.
const NARROW: &str = "-schmal";
/// Least height of letters on a screen, in CSS pixels.
const LEAST_TEXT: f64 = 12.0;
/// Width of a drawing on the narrowest screen: 320 px without the margins of the page.
const NARROW_WIDTH: f64 = 288.0;
/// Least width of a drawing where the theme shows wide ones: beside the table of contents.
const WIDE_WIDTH: f64 = 592.0;

/// A checked drawing.
#[derive(Debug, PartialEq)]
pub struct Drawing {
    width: f64,
    height: f64,
    /// What there is to see, in words: the lines of its `<desc>`.
    description: Vec<String>,
    /// Its elements, as safe markup.
    content: String,
    /// Size and place of its smallest text.
    smallest_text: Option<(f64, Range<usize>)>,
}

/// What is wrong with a drawing, and where in its file.
#[derive(Debug, PartialEq)]
struct Fault {
    range: Range<usize>,
    problem: Problem,
}

/// All drawings of a site, by language and path: `de/bilder/weg.svg`.
#[derive(Debug, Default, PartialEq)]
pub struct Drawings(BTreeMap<String, Drawing>);

/// A drawing, and the one that takes its place on phones.
#[derive(Debug, Clone, Copy)]
pub struct Layouts<'a> {
    wide: &'a Drawing,
    narrow: Option<&'a Drawing>,
}

/// How a drawing is shown on a page.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Prefix of the ids in this picture, unique on its page.
    pub id: &'a str,
    /// Name of the picture for readers who don't see it.
    pub name: &'a str,
    /// Text under the picture; none if absent.
    pub caption: Option<&'a str>,
    /// What opens the description in words.
    pub open_description: &'a str,
}

impl Drawings {
    /// Reads the drawings of all layers; what is wrong with them is reported at its place.
    pub fn read(files: Vec<SourceFile>, diagnostics: &mut Diagnostics) -> Self {
        let mut drawings = BTreeMap::new();
        let mut texts = BTreeMap::new();
        for file in files {
            let Ok(text) = String::from_utf8(file.bytes.into_owned()) else {
                let place = Place::start_of(&file.shown, &Arc::from(""));
                diagnostics.at(place, Problem::NotUtf8);
                continue;
            };
            let text: Arc<str> = Arc::from(text);
            match read(&text) {
                Ok(drawing) => {
                    let path = file.path.trim_start_matches("content/").to_owned();
                    texts.insert(path.clone(), (Arc::clone(&file.shown), text));
                    drawings.insert(path, drawing);
                }
                Err(faults) => {
                    for fault in faults {
                        let place = Place {
                            file: Arc::clone(&file.shown),
                            text: Arc::clone(&text),
                            range: fault.range,
                        };
                        diagnostics.at(place, fault.problem);
                    }
                }
            }
        }
        let drawings = Self(drawings);
        for (path, (file, text)) in texts {
            if let Some(fault) = drawings.small_text(&path) {
                let place = Place {
                    file,
                    text,
                    range: fault.range,
                };
                diagnostics.at(place, fault.problem);
            }
        }
        drawings
    }

    /// The drawing at a path below the folder of a language.
    #[must_use]
    pub fn find(&self, language: &str, path: &str) -> Option<Layouts<'_>> {
        seen::note(Part::Drawings);
        let path = format!("{language}/{path}");
        Some(Layouts {
            wide: self.0.get(&path)?,
            narrow: self.0.get(&narrow_path(&path)),
        })
    }

    /// The paths of a language's drawings, below its folder.
    pub fn paths<'a>(&'a self, language: &'a str) -> impl Iterator<Item = &'a str> {
        seen::note(Part::Drawings);
        self.0
            .keys()
            .filter_map(move |path| path.strip_prefix(language)?.strip_prefix('/'))
            .filter(|path| !path.trim_end_matches(".svg").ends_with(NARROW))
    }

    /// Whether letters become too small where a drawing is shown narrowest.
    fn small_text(&self, path: &str) -> Option<Fault> {
        let drawing = self.0.get(path)?;
        let (size, range) = drawing.smallest_text.clone()?;
        let shown = if self.0.contains_key(&narrow_path(path)) {
            WIDE_WIDTH
        } else {
            NARROW_WIDTH
        };
        let pixels = size * shown / drawing.width;
        (pixels < LEAST_TEXT).then(|| Fault {
            range,
            problem: Problem::PictureTextSmall {
                pixels: svg::number(pixels),
                least: svg::number((LEAST_TEXT * drawing.width / shown * 10.0).ceil() / 10.0),
            },
        })
    }
}

fn narrow_path(path: &str) -> String {
    format!("{}{NARROW}.svg", path.trim_end_matches(".svg"))
}

/// Draws a picture of a layer as a whole `<figure>`, with its description in words below it.
#[must_use]
pub fn figure(layouts: Layouts<'_>, shown: &Shown<'_>) -> String {
    let content = match layouts.narrow {
        None => layouts.wide.image(shown.id, shown.name),
        Some(narrow) => format!(
            "<div class=\"only-narrow\">{}</div><div class=\"only-wide\">{}</div>",
            narrow.image(&format!("{}-narrow", shown.id), shown.name),
            layouts
                .wide
                .image(&format!("{}-wide", shown.id), shown.name)
        ),
    };
    let mut out = svg::figure("drawing", &content, shown.caption);
    out.push_str(&svg::description(
        shown.open_description,
        &layouts.wide.description,
    ));
    out
}

impl Drawing {
    fn image(&self, id: &str, name: &str) -> String {
        let open = svg::open_named(id, "drawing", name, self.width, self.height);
        format!("{open}{}</svg>", self.content)
    }
}

/// Reads a drawing.
fn read(text: &str) -> Result<Drawing, Vec<Fault>> {
    let document = Document::parse(text).map_err(|error| {
        vec![Fault {
            range: fault_place(text, &error),
            problem: Problem::PictureSyntax {
                message: error.to_string(),
            },
        }]
    })?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(vec![Fault {
            range: start_tag(text, root),
            problem: Problem::PictureSyntax {
                message: format!("<{}>", root.tag_name().name()),
            },
        }]);
    }
    let Some((width, height)) = root.attribute("viewBox").and_then(view_box) else {
        return Err(vec![Fault {
            range: start_tag(text, root),
            problem: Problem::PictureWithoutSize,
        }]);
    };
    let mut writer = Writer {
        text,
        content: String::with_capacity(text.len()),
        description: Vec::new(),
        smallest_text: None,
        faults: Vec::new(),
    };
    writer.attributes(root, &["width", "height"]);
    let font_size = root.attribute("font-size").and_then(positive);
    writer.children(root, font_size, 0);
    if writer.faults.is_empty() {
        Ok(Drawing {
            width,
            height,
            description: writer.description,
            content: writer.content,
            smallest_text: writer.smallest_text,
        })
    } else {
        Err(writer.faults)
    }
}

/// Width and height of a `viewBox` that begins at 0 0.
fn view_box(text: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = text
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers.as_slice() {
        [0.0, 0.0, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    }
}

fn positive(text: &str) -> Option<f64> {
    text.trim_end_matches("px")
        .parse()
        .ok()
        .filter(|size: &f64| size.is_finite() && *size > 0.0)
}

/// Writes what is allowed and notes what is not.
struct Writer<'t> {
    text: &'t str,
    content: String,
    description: Vec<String>,
    smallest_text: Option<(f64, Range<usize>)>,
    faults: Vec<Fault>,
}

impl Writer<'_> {
    fn children(&mut self, parent: Node<'_, '_>, font_size: Option<f64>, depth: usize) {
        for node in parent.children() {
            if node.is_element() {
                self.element(node, font_size, depth + 1);
            } else if let Some(text) = node.text().filter(|_| node.is_text() && is_text(parent)) {
                self.words(node, text, font_size);
            }
        }
    }

    fn element(&mut self, node: Node<'_, '_>, font_size: Option<f64>, depth: usize) {
        let name = node.tag_name().name();
        let namespace = node.tag_name().namespace();
        if namespace.is_some_and(|namespace| EDITORS.contains(&namespace)) {
            return;
        }
        let is_svg = namespace == Some(SVG);
        match name {
            // The page gives the picture its name.
            "title" | "metadata" if is_svg => {}
            "desc" if is_svg => self.description.extend(
                node.text()
                    .unwrap_or_default()
                    .lines()
                    .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                    .filter(|line| !line.is_empty()),
            ),
            name if is_svg && ELEMENTS.contains(&name) && depth <= DEEPEST => {
                let _ = write!(self.content, "<{name}");
                let attributes = self.attributes(node, &[]);
                self.content.push_str(&attributes);
                if node.has_children() {
                    self.content.push('>');
                    let own = node.attribute("font-size").and_then(positive);
                    self.children(node, own.or(font_size), depth);
                    let _ = write!(self.content, "</{name}>");
                } else {
                    self.content.push_str("/>");
                }
            }
            name => {
                let range = start_tag(self.text, node);
                self.refuse(range, format!("<{name}>"));
            }
        }
    }

    /// The attributes of an element as markup; those of `also` are allowed and left out.
    fn attributes(&mut self, node: Node<'_, '_>, also: &[&str]) -> String {
        let mut out = String::new();
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            let namespace = attribute.namespace();
            let dropped = namespace.is_some_and(|namespace| {
                EDITORS.contains(&namespace) || namespace == "http://www.w3.org/XML/1998/namespace"
            }) || namespace.is_none()
                && (NEEDLESS.contains(&name) || also.contains(&name));
            if dropped {
                continue;
            }
            let classes_are_fine = name != "class"
                || value
                    .split_whitespace()
                    .all(|class| class.starts_with(CLASS));
            if namespace.is_none() && ATTRIBUTES.contains(&name) && classes_are_fine {
                let _ = write!(out, " {name}=\"{}\"", svg::escape(value));
            } else {
                self.refuse(attribute.range(), format!("{name}=\"…\""));
            }
        }
        out
    }

    fn words(&mut self, node: Node<'_, '_>, text: &str, font_size: Option<f64>) {
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return;
        }
        match font_size {
            None => self.faults.push(Fault {
                range: node.range(),
                problem: Problem::PictureTextWithoutSize,
            }),
            Some(size) => {
                let is_smaller = |(smallest, _): &(f64, Range<usize>)| size < *smallest;
                if self.smallest_text.as_ref().is_none_or(is_smaller) {
                    self.smallest_text = Some((size, node.range()));
                }
            }
        }
        self.content.push_str(&svg::escape(&words.join(" ")));
    }

    fn refuse(&mut self, range: Range<usize>, what: String) {
        self.faults.push(Fault {
            range,
            problem: Problem::PictureNotAllowed { what },
        });
    }
}

/// Whether the text in an element is drawn.
fn is_text(node: Node<'_, '_>) -> bool {
    ["text", "tspan"].contains(&node.tag_name().name())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(content: &str) -> String {
        format!("<svg xmlns=\"{SVG}\" viewBox=\"0 0 320 200\" font-size=\"15\">{content}</svg>")
    }

    #[track_caller]
    fn check_content(content: &str, expected: &str) {
        let drawing = read(&svg(content));
        assert_eq!(
            drawing.as_ref().map(|drawing| drawing.content.as_str()),
            Ok(expected),
            "{drawing:?}"
        );
    }

    #[track_caller]
    fn check_refused(content: &str, expected: &[&str]) {
        let text = svg(content);
        let faults = read(&text).err().unwrap_or_default();
        let refused: Vec<&str> = faults
            .iter()
            .map(|fault| match &fault.problem {
                Problem::PictureNotAllowed { what } => what.as_str(),
                _ => "",
            })
            .collect();
        assert_eq!(refused, expected);
    }

    #[test]
    fn shapes_and_words_are_written_anew() {
        check_content(
            "\n  <!-- a note -->\n  <g class=\"pic-line\" id=\"x\"><path d=\"M0 0H9\"/></g>\n",
            "<g class=\"pic-line\"><path d=\"M0 0H9\"/></g>",
        );
        check_content(
            "<text x=\"1\" y=\"2\">Maß &amp;\n   Ziel</text>",
            "<text x=\"1\" y=\"2\">Maß &amp; Ziel</text>",
        );
        check_content("<title>x</title><desc>y</desc><metadata/>", "");
    }

    #[test]
    fn what_runs_loads_or_colours_is_refused() {
        check_refused("<script>alert(1)</script>", &["<script>"]);
        check_refused("<foreignObject><p/></foreignObject>", &["<foreignObject>"]);
        check_refused("<image href=\"https://x.example/a.png\"/>", &["<image>"]);
        check_refused("<a href=\"javascript:x()\"><rect/></a>", &["<a>"]);
        check_refused("<use href=\"#x\"/>", &["<use>"]);
        check_refused("<style>*{}</style>", &["<style>"]);
        check_refused("<rect onclick=\"x()\"/>", &["onclick=\"…\""]);
        check_refused(
            "<rect fill=\"red\" style=\"fill:red\"/>",
            &["fill=\"…\"", "style=\"…\""],
        );
        check_refused("<rect class=\"visually-hidden\"/>", &["class=\"…\""]);
        check_refused(
            "<set attributeName=\"href\" to=\"x\"/><animate/>",
            &["<set>", "<animate>"],
        );
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb = format!(
            "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"{SVG}\" viewBox=\"0 0 1 1\"><desc>&a;</desc></svg>"
        );
        assert!(read(&bomb).is_err());
    }

    #[test]
    fn a_picture_needs_a_size_and_its_words_too() {
        let faults = |text: &str| {
            read(text)
                .err()
                .unwrap_or_default()
                .into_iter()
                .map(|fault| fault.problem)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            faults(&format!("<svg xmlns=\"{SVG}\" width=\"9\"/>")),
            [Problem::PictureWithoutSize]
        );
        assert_eq!(
            faults(&format!(
                "<svg xmlns=\"{SVG}\" viewBox=\"0 0 9 9\"><text>a</text></svg>"
            )),
            [Problem::PictureTextWithoutSize]
        );
        assert!(matches!(
            faults("<html/>").as_slice(),
            [Problem::PictureSyntax { .. }]
        ));
    }

    #[test]
    fn letters_stay_legible_where_the_picture_is_narrowest() {
        let file = |path: &str, size: u32| {
            let svg = format!(
                "<svg xmlns=\"{SVG}\" viewBox=\"0 0 600 200\"><text font-size=\"{size}\">a</text></svg>"
            );
            SourceFile::embedded(format!("content/de/{path}"), svg.into_bytes().into())
        };
        let check = |files: Vec<SourceFile>, expected: usize| {
            let mut diagnostics = Diagnostics::new();
            let _ = Drawings::read(files, &mut diagnostics);
            assert_eq!(diagnostics.sorted().len(), expected);
        };
        check(vec![file("a.svg", 14)], 1);
        check(vec![file("a.svg", 25)], 0);
        check(vec![file("a.svg", 14), file("a-schmal.svg", 25)], 0);
        check(vec![file("a.svg", 11), file("a-schmal.svg", 14)], 2);
    }
}
