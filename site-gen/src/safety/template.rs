//! Templates of a layer: they shape pages but bring no program, no inline style and nothing from elsewhere. The policy of the
//! page would stop all that in the browser; saying so here saves people the search.

use super::Unsafe;
use super::html::{Tag, tags};

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
    let html = without_expressions(template);
    let mut found = Vec::new();
    for tag in tags(&html) {
        let mut report = |what: String| {
            found.push(Unsafe {
                range: place(template, &tag),
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

/// The template with a mark in the place of each `{{ … }}`, and blanks in that of `{% … %}` and `{# … #}`; lines stay lines.
fn without_expressions(template: &str) -> String {
    let mut html = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, at) = rest.split_at(start);
        html.push_str(before);
        let (close, mark) = match at.as_bytes().get(1) {
            Some(b'{') => ("}}", EXPRESSION),
            Some(b'%') => ("%}", ' '),
            Some(b'#') => ("#}", ' '),
            _ => {
                html.push('{');
                rest = &at[1..];
                continue;
            }
        };
        let end = at.find(close).map_or(at.len(), |end| end + close.len());
        html.extend(at[..end].chars().map(|c| if c == '\n' { c } else { mark }));
        rest = &at[end..];
    }
    html.push_str(rest);
    html
}

/// The bytes of a tag: in its line or, as long tags have many, one of those before.
fn place(template: &str, tag: &Tag) -> std::ops::Range<usize> {
    let end: usize = template
        .split_inclusive('\n')
        .take(tag.line)
        .map(str::len)
        .sum();
    let opening = format!("<{}", tag.name);
    let start = template[..end]
        .to_ascii_lowercase()
        .rfind(&opening)
        .unwrap_or(0);
    start..start + opening.len()
}

#[cfg(test)]
mod tests {
    use super::findings;

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
    fn findings_have_a_place() {
        let template = "<p>\n{{ a }}\n<script>x</script>";
        let found = findings(template);
        assert_eq!(&template[found[0].range.clone()], "<script");
    }
}
