//! What people who seldom write TOML get wrong in it, seen in the line: the parser's own words say little to them.

/// A slip in a line `key = value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// Quotation marks as word processors set them.
    PrintedQuotes,
    /// A day as it is written in German letters; here as TOML wants it.
    Day(String),
    /// A comma in a number; here with the point that TOML wants.
    DecimalComma(String),
    /// A text whose second quotation mark is missing.
    OpenText,
}

impl Slip {
    /// The slip in the line of `text` that the byte `at` is in, if it is one of these.
    #[must_use]
    pub fn find(text: &str, at: usize) -> Option<Self> {
        let before = text.get(..at)?;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = text.get(start..)?.lines().next()?;
        let (_, value) = line.split_once('=')?;
        let value = value.trim();
        if value.starts_with(['„', '“', '”', '‚', '‘', '’', '«', '»']) {
            return Some(Self::PrintedQuotes);
        }
        let parts: Vec<&str> = value.split('.').collect();
        if let [day, month, year] = *parts
            && is_digits(day, 2)
            && is_digits(month, 2)
            && is_digits(year, 4)
        {
            return Some(Self::Day(format!("{year:0>4}-{month:0>2}-{day:0>2}")));
        }
        if let Some((whole, decimals)) = value.split_once(',')
            && is_digits(whole, 9)
            && is_digits(decimals, 9)
        {
            return Some(Self::DecimalComma(format!("{whole}.{decimals}")));
        }
        let is_open = value.starts_with('"') && value.matches('"').count() == 1;
        is_open.then_some(Self::OpenText)
    }
}

fn is_digits(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_seen_in_their_line() {
        let check = |line: &str, expected: Option<Slip>| {
            let text = format!("title = \"Fest\"\n{line}\norder = 1\n");
            let at = text.find(&format!("\n{line}\n")).unwrap_or_default() + 2;
            assert_eq!(Slip::find(&text, at), expected, "{line}");
        };
        check("title = „Fest“", Some(Slip::PrintedQuotes));
        check("date = 4.11.2026", Some(Slip::Day("2026-11-04".to_owned())));
        check("cost = 12,50", Some(Slip::DecimalComma("12.50".to_owned())));
        check("title = \"Fest", Some(Slip::OpenText));
        check("title = Fest", None);
        check("formats = [workshop]", None);
        check("Fest", None);
    }
}
