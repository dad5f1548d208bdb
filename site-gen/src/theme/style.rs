//! Style sheets are shipped without comments and needless white space.

/// Takes comments and white space out that no browser needs. Strings stay as they are.
#[must_use]
pub fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    let mut space = false;
    while let Some(c) = rest.next() {
        match c {
            '/' if rest.peek() == Some(&'*') => {
                rest.next();
                let mut last = ' ';
                for c in rest.by_ref() {
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
                space = true;
            }
            c if c.is_whitespace() => space = true,
            c => {
                let after = out.chars().next_back();
                let joins = |c: char| matches!(c, '{' | '}' | ';' | ',' | '>');
                // Around `:` and parentheses white space can mean something: selectors, `and (…)`, calc().
                if space && !joins(c) && after.is_some_and(|before| !joins(before) && before != ':')
                {
                    out.push(' ');
                }
                space = false;
                if c == '}' && out.ends_with(';') {
                    out.pop();
                }
                out.push(c);
                if c == '"' || c == '\'' {
                    copy_string(c, &mut rest, &mut out);
                }
            }
        }
    }
    out
}

fn copy_string(quote: char, rest: &mut impl Iterator<Item = char>, out: &mut String) {
    let mut escaped = false;
    for c in rest {
        out.push(c);
        if !escaped && c == quote {
            return;
        }
        escaped = !escaped && c == '\\';
    }
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn what_means_something_stays() {
        let check = |css: &str, expected: &str| assert_eq!(minify(css), expected);
        check("a { color : red ; }\n/* why */\nb{}", "a{color :red}b{}");
        check(
            "@media (min-width: 40rem) and (hover) { a b > c { margin: 0 1px; } }",
            "@media (min-width:40rem) and (hover){a b>c{margin:0 1px}}",
        );
        check(
            "a :hover{content:\"/* {  } */ \\\" x\"}",
            "a :hover{content:\"/* {  } */ \\\" x\"}",
        );
        check("a{width:calc(1px + 2px)}", "a{width:calc(1px + 2px)}");
    }
}
