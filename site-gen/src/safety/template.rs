//! Templates of a layer: they shape pages but bring no program, no inline style and nothing from elsewhere. The policy of the
//! page would stop all that in the browser; saying so here saves people the search.

use std::ops::Range;

use super::Unsafe;
use super::html::{Tag, tags};
use crate::diagnostic::line_range;
use crate::template::{Piece, Purpose, pieces};

/// Elements that run or embed something, or change where links lead.
const ELEMENTS: [&str; 9] = [
    "iframe",
    "object",
    "embed",
    "applet",
    "base",
    "frame",
    "frameset",
    "portal",
    "fencedframe",
];
/// Attributes whose address the browser loads or sends to by itself.
const LOADING: [&str; 9] = [
    "src",
    "srcset",
    "data",
    "poster",
    "background",
    "action",
    "formaction",
    "ping",
    "xlink:href",
];
/// What stands for an expression of the template language while its HTML is read.
const EXPRESSION: char = '\u{e000}';

/// What in a template would run, be loaded from elsewhere or break the page's policy.
#[must_use]
pub fn findings(template: &str) -> Vec<Unsafe> {
    let html = Html::of(template);
    let mut found = Vec::new();
    for tag in tags(&html.text) {
        let mut report = |what: String| {
            found.push(Unsafe {
                range: place(template, &tag.name, html.line(tag.line)),
                what,
            });
        };
        if ELEMENTS.contains(&&*tag.name) {
            report(format!("<{}>", tag.name));
        }
        if tag.name == "script" && !is_the_program_s(&tag) {
            report("<script>".to_owned());
        }
        for (name, value) in &tag.attributes {
            if forbids(&tag.name, name, value) {
                report(format!("{name}=\"{}\"", value.replace(EXPRESSION, "…")));
            }
        }
    }
    found
}

/// What in a page would, for a template can put together what it does not show: `{{ "on" }}click`, `{{ x|safe }}`. `scripts` are
/// those of the page's program.
#[must_use]
pub fn finding_of_page(html: &str, scripts: &[&str]) -> Option<String> {
    tags(html).into_iter().find_map(|tag| {
        if ELEMENTS.contains(&&*tag.name) {
            return Some(format!("<{}>", tag.name));
        }
        let value = |wanted: &str| {
            let mut attributes = tag.attributes.iter();
            attributes.find_map(|(name, value)| (name == wanted).then_some(value.as_str()))
        };
        let is_data = value("type").is_some_and(|kind| kind == "application/json");
        let is_known = value("src").is_none() && scripts.contains(&tag.script.as_str());
        if tag.name == "script" && !is_data && !is_known {
            return Some("<script>".to_owned());
        }
        // Such a link only says something; the browser does not follow it by itself.
        let only_says = value("rel").is_some_and(|rel| ["canonical", "alternate"].contains(&rel));
        tag.attributes
            .iter()
            .find(|(name, value)| !(name == "href" && only_says) && forbids(&tag.name, name, value))
            .map(|(name, value)| format!("{name}=\"{value}\""))
    })
}

/// A script whose only content is what the program puts there; its hash stands in the policy.
fn is_the_program_s(tag: &Tag) -> bool {
    let is_expression = !tag.script.is_empty() && tag.script.chars().all(|c| c == EXPRESSION);
    is_expression && tag.attributes.iter().all(|(name, _)| name != "src")
}

fn forbids(tag: &str, name: &str, value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    let elsewhere = value.starts_with("//")
        || value.starts_with('\\')
        || value
            .split_once(':')
            .is_some_and(|(scheme, _)| is_scheme(scheme) && scheme != "data");
    match name {
        "style" => true,
        "http-equiv" => value != "content-security-policy",
        "href" if ["link", "use", "image"].contains(&tag) => elsewhere,
        name if name.starts_with("on") => true,
        name if LOADING.contains(&name) => elsewhere,
        _ => {
            // What looks like a scheme but is none of these is no program.
            let compact: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            ["javascript:", "vbscript:", "data:text/html"]
                .iter()
                .any(|scheme| compact.starts_with(scheme))
        }
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// The HTML of a template: a mark stands in the place of each `{{ … }}`; `{% … %}` and `{# … #}` are gone, as when it is
/// rendered, so that nothing can hide by being written in two pieces.
struct Html {
    text: String,
    /// For each line of the text the last line of the template that it comes from, from 1.
    lines: Vec<usize>,
}

impl Html {
    fn of(template: &str) -> Self {
        let mut html = Self {
            text: String::with_capacity(template.len()),
            lines: Vec::new(),
        };
        let mut line = 1;
        let mut read = 0;
        for piece in pieces(template) {
            let range = match &piece {
                Piece::Text(range) | Piece::Broken(range) => range,
                Piece::Tag(tag) => &tag.range,
            };
            line += lines_in(&template[read..range.start]);
            match &piece {
                Piece::Text(range) | Piece::Broken(range) => {
                    for part in template[range.clone()].split_inclusive('\n') {
                        html.text.push_str(part);
                        if part.ends_with('\n') {
                            html.lines.push(line);
                            line += 1;
                        }
                    }
                }
                Piece::Tag(tag) => {
                    if tag.purpose == Purpose::Print {
                        html.text.push(EXPRESSION);
                    }
                    line += lines_in(&template[range.clone()]);
                }
            }
            read = range.end;
        }
        html.lines.push(line);
        html
    }

    /// The line of the template that a line of the text ends in; both from 1.
    fn line(&self, line: usize) -> usize {
        let place = line.saturating_sub(1).min(self.lines.len() - 1);
        self.lines[place]
    }
}

fn lines_in(text: &str) -> usize {
    text.matches('\n').count()
}

/// The bytes of a tag that ends in a line, from 1: in it or, as long tags have many, one of those before. The whole line where
/// the name of the tag does not stand in one piece.
fn place(template: &str, name: &str, line: usize) -> Range<usize> {
    let line = line_range(template, line);
    let opening = format!("<{name}");
    let before = template[..line.end].to_ascii_lowercase();
    match before.rfind(&opening) {
        Some(start) => start..start + opening.len(),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::{finding_of_page, findings};
    use crate::source::embedded;

    #[test]
    fn a_template_shapes_and_does_nothing_else() {
        let check = |template: &str, expected: &[&str]| {
            let found: Vec<String> = findings(template)
                .into_iter()
                .map(|finding| finding.what)
                .collect();
            assert_eq!(found, expected, "{template}");
        };
        check(
            "{% extends \"base.html\" %}{% block main %}<p class=\"a{% if b %} c{% endif %}\" aria-label=\"{{ t(\"on.x\") }}\">{{ x }}</p>{% endblock %}",
            &[],
        );
        check(
            "<a href=\"https://stadt.example\">a</a><img src=\"{{ url }}\" alt=\"\">",
            &[],
        );
        check(
            "<script type=\"module\">{{ program.script|safe }}</script>",
            &[],
        );
        check("<script>alert(1)</script>", &["<script>"]);
        check("<script src=\"{{ x }}\">{{ y }}</script>", &["<script>"]);
        check("<ScRiPt>{{ x }} + 1</sCrIpT>", &["<script>"]);
        check(
            "<p onclick=\"x()\" style=\"a:b\">",
            &["onclick=\"x()\"", "style=\"a:b\""],
        );
        check(
            "<img src=\"//x.example/a.png\"><link rel=\"preconnect\" href=\"https://x.example\">",
            &["src=\"//x.example/a.png\"", "href=\"https://x.example\""],
        );
        check(
            "<a href=\" java\nscript:x()\">a</a>",
            &["href=\" java\nscript:x()\""],
        );
        check(
            "<meta http-equiv=\"refresh\" content=\"0\"><iframe></iframe><base href=\"/\">",
            &["http-equiv=\"refresh\"", "<iframe>", "<base>"],
        );
        check(
            "<form action=\"https://x.example\">",
            &["action=\"https://x.example\""],
        );
    }

    #[test]
    fn nothing_hides_behind_the_template_language() {
        for template in [
            "{{ \"}} <!-- \" }}<script>x</script>{{ a }} -->",
            "{% raw %}{{<script>x</script>}}{% endraw %}",
            "<scr{# a #}ipt>x</script>",
            "<scr{%- if a -%}ipt>x</script>{% endif %}",
            "{% if a == \"%}<!--\" %}<script>x</script>{% endif %}-->",
        ] {
            let found = findings(template);
            assert_eq!(found.len(), 1, "{template}");
            assert_eq!(found[0].what, "<script>", "{template}");
        }
    }

    #[test]
    fn the_templates_of_the_base_may_be_copied_into_a_layer() {
        for (path, bytes) in embedded::files(embedded::Part::Theme) {
            if path.contains("/templates/") {
                let text = String::from_utf8_lossy(&bytes);
                assert_eq!(findings(&text), [], "{path}");
            }
        }
    }

    #[test]
    fn a_page_shows_what_its_template_put_together() {
        let check = |html: &str, expected: Option<&str>| {
            let found = finding_of_page(html, &["program()"]);
            assert_eq!(found.as_deref(), expected, "{html}");
        };
        check(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"x\"><link rel=\"canonical\" href=\"https://stadt.example/\">\
             <script type=\"application/json\">{}</script><script type=\"module\">program()</script><a href=\"https://x.example\">x</a>",
            None,
        );
        check("<script>alert(1)</script>", Some("<script>"));
        check("<script src=\"a.js\">program()</script>", Some("<script>"));
        check("<p onclick=\"x()\">", Some("onclick=\"x()\""));
        check(
            "<link rel=\"icon\" href=\"//x.example\">",
            Some("href=\"//x.example\""),
        );
        check(
            "<a href=\"JavaScript:x()\">",
            Some("href=\"JavaScript:x()\""),
        );
        check("<base href=\"/\">", Some("<base>"));
    }

    #[test]
    fn findings_have_a_place() {
        let check = |template: &str, expected: &str| {
            let found = findings(template);
            assert_eq!(&template[found[0].range.clone()], expected);
        };
        check("<p>\n{{ a }}\n<script>x</script>", "<script");
        check(
            "{% set a =\n1 %}\n<p>\n<script\nid=\"a\">x</script>\n<p>",
            "<script",
        );
        check("<p>\n<scr{# a #}ipt>x\n</script>", "<scr{# a #}ipt>x");
    }
}
