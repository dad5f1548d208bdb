//! Style sheets: nothing is loaded from elsewhere, and nothing ends the element that a sheet may stand in.

use cssparser::{ParseError, Parser, Token};

use super::Unsafe;

/// What in a style sheet loads something from elsewhere, or could leave its element.
#[must_use]
pub fn findings(css: &str) -> Vec<Unsafe> {
    let mut found: Vec<Unsafe> = css
        .match_indices("</")
        .map(|(start, closing)| Unsafe {
            range: start..start + closing.len(),
            what: closing.to_owned(),
        })
        .collect();
    walk(&mut Parser::new(css), Context::Plain, &mut found);
    found.sort_by_key(|finding| finding.range.start);
    found
}

/// What texts mean where they stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Plain,
    /// Inside `url(…)` and its like, where a text is an address.
    Address,
}

fn walk(parser: &mut Parser<'_>, context: Context, found: &mut Vec<Unsafe>) {
    loop {
        parser.skip_whitespace();
        let start = parser.position().byte_index();
        let (what, inner) = match parser.next() {
            Err(_) => return,
            Ok(Token::AtKeyword(name)) if name.eq_ignore_ascii_case("import") => {
                (Some("@import".to_owned()), None)
            }
            Ok(Token::UnquotedUrl(address)) if !is_own(address) => {
                (Some(format!("url({address})")), None)
            }
            Ok(Token::QuotedString(address)) if context == Context::Address && !is_own(address) => {
                (Some(address.to_string()), None)
            }
            Ok(Token::Function(name)) => {
                let loads = [
                    "url",
                    "src",
                    "image",
                    "image-set",
                    "-webkit-image-set",
                    "cross-fade",
                ]
                .iter()
                .any(|function| name.eq_ignore_ascii_case(function));
                let inner = if loads {
                    Context::Address
                } else {
                    Context::Plain
                };
                (
                    name.eq_ignore_ascii_case("expression")
                        .then(|| "expression()".to_owned()),
                    Some(inner),
                )
            }
            Ok(Token::ParenthesisBlock | Token::SquareBracketBlock) => (None, Some(context)),
            Ok(Token::CurlyBracketBlock) => (None, Some(Context::Plain)),
            Ok(_) => (None, None),
        };
        if let Some(what) = what {
            found.push(Unsafe {
                range: start..parser.position().byte_index().max(start + 1),
                what,
            });
        }
        if let Some(inner) = inner {
            let looked_through = parser.parse_nested_block(|block| {
                walk(block, inner, found);
                Ok::<(), ParseError<()>>(())
            });
            // The library goes into so many blocks within blocks and no further; what nobody looked at must not pass.
            if looked_through.is_err() {
                found.push(Unsafe {
                    range: start..start + 1,
                    what: "{{{…".to_owned(),
                });
            }
        }
    }
}

/// Whether an address stays with the site: something in the sheet itself, a part of the document, or a path beside it.
fn is_own(address: &str) -> bool {
    let address = address.trim();
    if let Some(data) = address.strip_prefix("data:") {
        return ["image/", "font/", "application/font"]
            .iter()
            .any(|kind| data.starts_with(kind));
    }
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    !address.starts_with(['/', '\\']) && !before_path.contains(':') && !address.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::findings;

    #[test]
    fn a_sheet_loads_nothing_from_elsewhere() {
        let check = |css: &str, expected: &[&str]| {
            let found: Vec<String> = findings(css)
                .into_iter()
                .map(|finding| finding.what)
                .collect();
            assert_eq!(found, expected, "{css}");
        };
        check("a { color: red } /* @import 'x' */", &[]);
        check(
            "a::before { content: \"@import url(https://x.example)\" }",
            &[],
        );
        check("a { background: url(data:image/png;base64,AAAA) }", &[]);
        check(
            "a { mask: url(#form); cursor: url('zeiger.svg'), auto }",
            &[],
        );
        check("@import 'https://x.example/a.css';", &["@import"]);
        check("@IMPORT url(a.css);", &["@import"]);
        check("@\\69mport url(a.css);", &["@import"]);
        check(
            "@media print { a { background: url( https://x.example/a.png ) } }",
            &["url(https://x.example/a.png)"],
        );
        check(
            "a { background: url(\"//x.example/a.png\") }",
            &["//x.example/a.png"],
        );
        check("a { background: url(/a.png) }", &["url(/a.png)"]);
        check("a { background: u\\72l(http:x.png) }", &["url(http:x.png)"]);
        check(
            "@font-face { src: url('\\\\x.example\\a.woff2') }",
            &["\\x.example\n.woff2"],
        );
        check(
            "a { background: image-set(\"https://x.example/a.png\" 1x) }",
            &["https://x.example/a.png"],
        );
        check(
            "a { background: url(data:text/html,x) }",
            &["url(data:text/html,x)"],
        );
        let deep = |css: &str| format!("{}{css}{}", "@media all{".repeat(80), "}".repeat(80));
        let found = findings(&deep("a { background: url(https://x.example/a.png) }"));
        assert!(!found.is_empty(), "depth hides nothing");
        check("a{} </style><script>x</script>", &["</", "</"]);
    }
}
