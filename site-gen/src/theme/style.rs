//! Style sheets: which pages carry which, shipped without comments and needless white space.

use std::sync::Arc;

/// The style of a theme, minified. Pages with a program carry theirs inside, so each sheet holds only what its pages use: the
/// files right below `style/` are for all pages, those in a folder for the sorts of pages that it is named after, as
/// `style/check/` or `style/check+learn/`.
#[derive(Debug, Default)]
pub struct Sheets {
    /// For pages that are read; one file that they all link to.
    pub reading: Arc<str>,
    /// For self-check pages.
    pub check: Arc<str>,
    /// For reading pages with a program.
    pub learn: Arc<str>,
}

impl Sheets {
    /// Puts the sheets together from the files of a theme, each with its path below `style/`. Their order is that of their
    /// names, wherever they stand: `90-print.css` comes after `check/50-check.css`.
    #[must_use]
    pub fn new<'a, C: AsRef<str>>(files: impl Iterator<Item = (&'a str, C)>) -> Self {
        let mut files: Vec<_> = files.map(|(path, css)| (split(path), css)).collect();
        files.sort_by_key(|((folder, name), _)| (*name, *folder));
        let sheet = |own: &str| {
            let parts = files
                .iter()
                .filter(|((folder, _), _)| {
                    folder.is_empty() || folder.split('+').any(|sort| sort == own)
                })
                .map(|(_, css)| css.as_ref());
            Arc::from(minify(&parts.collect::<String>()))
        };
        Self {
            reading: sheet("reading"),
            check: sheet("check"),
            learn: sheet("learn"),
        }
    }
}

/// The folder and the name in it.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

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
    use super::{Sheets, minify};

    #[test]
    fn each_sort_of_page_gets_what_it_uses_in_the_order_of_names() {
        let sheets = Sheets::new(
            [
                ("10-base.css", "a{}"),
                ("90-print.css", "d{}"),
                ("check/50-check.css", "c{}"),
                ("learn+reading/25-articles.css", "b{}"),
            ]
            .into_iter(),
        );
        assert_eq!(&*sheets.reading, "a{}b{}d{}");
        assert_eq!(&*sheets.learn, "a{}b{}d{}");
        assert_eq!(&*sheets.check, "a{}c{}d{}");
    }

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
