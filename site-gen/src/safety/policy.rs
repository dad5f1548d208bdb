//! The policy of a page holds only from where it stands: it must come before anything that could run or load.

/// What may stand before it.
const BEFORE: [&str; 4] = ["!doctype", "html", "head", "meta charset"];

/// Whether a page carries its policy, and before everything else.
#[must_use]
pub fn comes_first(html: &str, policy: &str) -> bool {
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    html.find(&meta).is_some_and(|start| {
        html[..start].split('<').skip(1).all(|tag| {
            let tag = tag.to_ascii_lowercase();
            BEFORE.iter().any(|known| {
                tag.strip_prefix(known)
                    .is_some_and(|after| after.starts_with([' ', '=', '>', '\n']))
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::comes_first;

    #[test]
    fn nothing_runs_before_the_policy() {
        let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        let check = |html: &str, expected: bool| {
            assert_eq!(comes_first(html, "default-src 'none'"), expected, "{html}");
        };
        check(
            &format!(
                "<!doctype html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n{meta}<title>"
            ),
            true,
        );
        check(&format!("<html><head><script>x</script>{meta}"), false);
        check(&format!("<html><head><header>{meta}"), false);
        check("<html><head><title>a</title>", false);
        check(&meta.replace("'none'", "*"), false);
    }
}
