//! Drawings that are shown as they are, such as a logo: written anew from what is known to be harmless, with all that was
//! left out and where it stood.

use std::fmt::Write as _;
use std::ops::Range;

use roxmltree::{Attribute, Document, Node, NodeType, ParsingOptions};

use super::{Unsafe, css};
use crate::diagnostic::line_range;
use crate::markdown::escape;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements that draw, describe or are drawn with.
const ELEMENTS: [&str; 44] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "image",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "view",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feOffset",
    "feMorphology",
    "feTurbulence",
];
/// Elements that are left out while what is in them stays.
const UNWRAPPED: [&str; 2] = ["a", "switch"];
/// Elements without a meaning for those who look; they are dropped without a word.
const NEEDLESS: [&str; 1] = ["metadata"];

/// Attributes without a namespace. All style of SVG may stand in attributes, so the list is long.
const ATTRIBUTES: [&str; 138] = [
    "alignment-baseline",
    "amplitude",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "baseFrequency",
    "baseline-shift",
    "class",
    "clip",
    "clip-path",
    "clip-rule",
    "clipPathUnits",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "cx",
    "cy",
    "d",
    "direction",
    "display",
    "dominant-baseline",
    "dx",
    "dy",
    "exponent",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "filterUnits",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-size",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "fr",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "image-rendering",
    "in",
    "in2",
    "intercept",
    "k1",
    "k2",
    "k3",
    "k4",
    "kerning",
    "lang",
    "lengthAdjust",
    "letter-spacing",
    "lighting-color",
    "marker-end",
    "marker-mid",
    "marker-start",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "mask",
    "maskContentUnits",
    "maskUnits",
    "method",
    "mode",
    "numOctaves",
    "offset",
    "opacity",
    "operator",
    "order",
    "orient",
    "overflow",
    "paint-order",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointer-events",
    "points",
    "preserveAspectRatio",
    "primitiveUnits",
    "r",
    "radius",
    "refX",
    "refY",
    "result",
    "role",
    "rotate",
    "rx",
    "ry",
    "scale",
    "seed",
    "shape-rendering",
    "side",
    "slope",
    "spacing",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "style",
    "surfaceScale",
    "tableValues",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "textLength",
    "transform",
    "transform-origin",
    "type",
    "unicode-bidi",
    "values",
    "vector-effect",
    "version",
    "viewBox",
    "visibility",
    "width",
    "word-spacing",
    "writing-mode",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// More elements than any logo has; reading stops there.
const MOST_NODES: u32 = 100_000;
/// Elements within elements: more than any drawing needs, less than would exhaust a stack.
const DEEPEST: usize = 100;

/// A harmless drawing.
#[derive(Debug)]
pub struct Clean {
    /// The drawing, written anew.
    pub svg: String,
    /// What was left out.
    pub removed: Vec<Unsafe>,
}

/// Why a text is no drawing.
#[derive(Debug)]
pub struct NoSvg {
    /// Where reading ended.
    pub range: Range<usize>,
    /// What was wrong, in the words of the XML library.
    pub message: String,
}

/// Writes a drawing anew from what is harmless.
///
/// # Errors
/// When the text is no SVG.
pub fn clean(text: &str) -> Result<Clean, NoSvg> {
    // A document type is common in the files of older programs; its entities are bounded by the library.
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| NoSvg {
        range: fault_place(text, &error),
        message: error.to_string(),
    })?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(NoSvg {
            range: start_tag(text, root),
            message: format!("<{}>", root.tag_name().name()),
        });
    }
    let mut writer = Writer {
        text,
        svg: String::with_capacity(text.len()),
        removed: Vec::new(),
    };
    writer.element(root, 0);
    writer.svg.push('\n');
    Ok(Clean {
        svg: writer.svg,
        removed: writer.removed,
    })
}

/// Where reading ended: the beginning of that line.
#[must_use]
pub fn fault_place(text: &str, error: &roxmltree::Error) -> Range<usize> {
    let row = usize::try_from(error.pos().row).unwrap_or(usize::MAX);
    let start = line_range(text, row).start;
    start..start
}

/// The bytes of an element's start tag.
pub fn start_tag(text: &str, node: Node<'_, '_>) -> Range<usize> {
    let range = node.range();
    let end = text[range.clone()]
        .find('>')
        .map_or(range.end, |end| range.start + end + 1);
    range.start..end
}

struct Writer<'t> {
    text: &'t str,
    svg: String,
    removed: Vec<Unsafe>,
}

impl Writer<'_> {
    fn element(&mut self, node: Node<'_, '_>, depth: usize) {
        let name = node.tag_name().name();
        let is_svg = node.tag_name().namespace() == Some(SVG);
        if is_svg && UNWRAPPED.contains(&name) && depth < DEEPEST {
            self.remove(start_tag(self.text, node), format!("<{name}>"));
            self.children(node, depth);
        } else if is_svg && ELEMENTS.contains(&name) && depth < DEEPEST {
            if name == "style" {
                self.style(node);
                return;
            }
            let _ = write!(self.svg, "<{name}");
            if depth == 0 {
                let _ = write!(self.svg, " xmlns=\"{SVG}\"");
            }
            for attribute in node.attributes() {
                self.attribute(name, attribute);
            }
            if node.has_children() {
                self.svg.push('>');
                self.children(node, depth);
                let _ = write!(self.svg, "</{name}>");
            } else {
                self.svg.push_str("/>");
            }
        } else if (is_svg && !NEEDLESS.contains(&name))
            || (!is_svg && is_foreign(node.tag_name().namespace()))
        {
            self.remove(start_tag(self.text, node), format!("<{name}>"));
        }
    }

    fn children(&mut self, parent: Node<'_, '_>, depth: usize) {
        for node in parent.children() {
            match node.node_type() {
                NodeType::Element => self.element(node, depth + 1),
                NodeType::Text => self.svg.push_str(&escape(node.text().unwrap_or_default())),
                NodeType::Root | NodeType::Comment | NodeType::PI => {}
            }
        }
    }

    /// A style sheet stays whole, or goes with what is wrong in it.
    fn style(&mut self, node: Node<'_, '_>) {
        let sheet: String = node.children().filter_map(|child| child.text()).collect();
        match css::findings(&sheet).into_iter().next() {
            None => {
                let _ = write!(self.svg, "<style>{}</style>", escape(&sheet));
            }
            Some(finding) => self.remove(start_tag(self.text, node), finding.what),
        }
    }

    fn attribute(&mut self, element: &str, attribute: Attribute<'_, '_>) {
        let (name, value) = (attribute.name(), attribute.value());
        match attribute.namespace() {
            None if name == "href" => self.reference(element, attribute),
            Some(XLINK) if name == "href" => self.reference(element, attribute),
            None if ATTRIBUTES.contains(&name) => {
                if css::findings(value).is_empty() {
                    let _ = write!(self.svg, " {name}=\"{}\"", escape(value));
                } else {
                    self.remove(attribute.range(), format!("{name}=\"…\""));
                }
            }
            // What drawing programs note for themselves is no loss.
            None if name.starts_with("data-") || name.starts_with("enable-") => {}
            None => self.remove(attribute.range(), format!("{name}=\"…\"")),
            Some(XML | XLINK) => {}
            Some(namespace) if is_foreign(Some(namespace)) => {
                self.remove(attribute.range(), format!("{name}=\"…\""));
            }
            Some(_) => {}
        }
    }

    /// A reference may lead to another part of the drawing, and a picture may be inside the file.
    fn reference(&mut self, element: &str, attribute: Attribute<'_, '_>) {
        let value = attribute.value().trim();
        let is_picture = element == "image"
            && ["data:image/png;", "data:image/jpeg;", "data:image/webp;"]
                .iter()
                .any(|kind| value.starts_with(kind));
        let is_part = value.starts_with('#') && element != "image";
        if is_picture || is_part {
            let _ = write!(self.svg, " href=\"{}\"", escape(value));
        } else {
            self.remove(attribute.range(), format!("href=\"{}\"", shortened(value)));
        }
    }

    fn remove(&mut self, range: Range<usize>, what: String) {
        self.removed.push(Unsafe { range, what });
    }
}

/// Whether a namespace is that of another language of pages, rather than the notes of a drawing program.
fn is_foreign(namespace: Option<&str>) -> bool {
    namespace.is_none_or(|namespace| namespace.starts_with("http://www.w3.org/"))
        && namespace != Some("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
}

fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::clean;

    /// What is left of the content of a drawing, and what was left out.
    fn check(content: &str, left: &str, removed: &[&str]) {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:h=\"http://www.w3.org/1999/xhtml\" xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" viewBox=\"0 0 9 9\">{content}</svg>"
        );
        let clean = clean(&svg).unwrap_or_else(|error| super::Clean {
            svg: error.message,
            removed: Vec::new(),
        });
        assert_eq!(
            clean.svg,
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{left}</svg>\n")
        );
        let found: Vec<&str> = clean.removed.iter().map(|finding| &*finding.what).collect();
        assert_eq!(found, removed, "{content}");
    }

    #[test]
    fn a_drawing_keeps_what_it_draws() {
        check("<title>Wappen</title>", "<title>Wappen</title>", &[]);
        check(
            "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient></defs><rect fill=\"url(#a)\"/>",
            "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient></defs><rect fill=\"url(#a)\"/>",
            &[],
        );
        check(
            "<style>.a{fill:#005}</style><use xlink:href=\"#x\"/>",
            "<style>.a{fill:#005}</style><use href=\"#x\"/>",
            &[],
        );
        check(
            "<g i:label=\"Ebene 1\" style=\"fill:red\"/><i:view/>",
            "<g style=\"fill:red\"/>",
            &[],
        );
    }

    #[test]
    fn nothing_that_runs_or_loads_is_left() {
        check("<script>alert(1)</script>", "", &["<script>"]);
        check("<h:script>alert(1)</h:script>", "", &["<script>"]);
        check(
            "<rect onload=\"x()\" onClick=\"y()\"/>",
            "<rect/>",
            &["onload=\"…\"", "onClick=\"…\""],
        );
        check(
            "<foreignObject><h:iframe src=\"https://x.example\"/></foreignObject>",
            "",
            &["<foreignObject>"],
        );
        check(
            "<a href=\"javascript:x()\"><rect/></a>",
            "<rect/>",
            &["<a>"],
        );
        check(
            "<use href=\"https://x.example/a.svg#b\"/>",
            "<use/>",
            &["href=\"https://x.example/a.svg#b\""],
        );
        check(
            "<image href=\"https://x.example/a.png\"/>",
            "<image/>",
            &["href=\"https://x.example/a.png\""],
        );
        check(
            "<image href=\"data:image/svg+xml;base64,AA\"/>",
            "<image/>",
            &["href=\"data:image/svg+xml;base64,AA\""],
        );
        check(
            "<style>@import 'https://x.example'</style>",
            "",
            &["@import"],
        );
        check(
            "<rect fill=\"url(https://x.example/a#b)\"/>",
            "<rect/>",
            &["fill=\"…\""],
        );
        check(
            "<set attributeName=\"href\" to=\"javascript:x()\"/>",
            "",
            &["<set>"],
        );
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        assert!(clean("<html/>").is_err());
        assert!(clean("kein XML").is_err());
        // Entities that multiply are bounded by the library.
        let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><title>&g;&g;&g;&g;&g;&g;&g;&g;</title></svg>";
        assert!(clean(bomb).map_or(true, |clean| clean.svg.len() < 10_000_000));
    }
}
