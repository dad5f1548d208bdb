//! `daten/lernangebote.csv` and `daten/soll-profile.csv`: the same as the JSON files, with words, for spreadsheets. Semicolons, a
//! byte order mark and decimal commas: so a German Excel opens them by a double click.

use crate::output::OutputFile;
use crate::site::{Career, LanguageSite, Offer};
use crate::theme::texts::Texts;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Where the offers are.
pub const OFFERS: &str = "daten/lernangebote.csv";
/// Where the target profiles are.
pub const TARGETS: &str = "daten/soll-profile.csv";

/// All offers, in the order of the site.
pub(super) fn offers(site: &LanguageSite, texts: &Texts) -> OutputFile {
    let header = columns(
        texts,
        &[
            "id",
            "offer",
            "provider",
            "formats",
            "minutes",
            "cost",
            "voucher",
            "occupations",
            "raises",
            "requires",
            "example",
            "url",
        ],
    );
    let yes = |is: bool| if is { texts.get("table.yes") } else { "" }.to_owned();
    let row = |offer: &Offer| {
        let front = &offer.front;
        let formats = front.formats.iter();
        let formats =
            formats.map(|format| texts.get(&format!("format.{}", format.key())).to_owned());
        let occupations = offer.occupations.iter();
        let occupations = occupations.map(|handle| site.occupations[*handle].front.title.clone());
        let raises = offer.raises.iter().map(|raise| {
            format!(
                "{} {}–{}",
                site.competences[raise.competence].front.title,
                decimal(raise.from, texts),
                decimal(raise.to, texts)
            )
        });
        let requires = offer.requires.iter();
        let requires = requires.map(|handle| site.offers[*handle].front.title.clone());
        let provider = match &*front.provider {
            "" | "intern" => texts.get("provider.intern"),
            other => other,
        };
        vec![
            offer.document.slug().to_owned(),
            front.title.clone(),
            provider.to_owned(),
            joined(formats),
            front.minutes.to_string(),
            front
                .cost
                .get()
                .to_string()
                .replace('.', texts.get("label.decimal_point")),
            yes(front
                .vouchers
                .as_ref()
                .is_some_and(|vouchers| vouchers.eligible)),
            joined(occupations),
            joined(raises),
            joined(requires),
            yes(front.example),
            front.url.clone(),
        ]
    };
    let rows = site.offers.iter().map(|(_, offer)| row(offer));
    file(OFFERS, std::iter::once(header).chain(rows))
}

/// The target of each competence in each occupation for each career.
pub(super) fn targets(site: &LanguageSite, texts: &Texts) -> OutputFile {
    let header = columns(
        texts,
        &["occupation", "career", "area", "competence", "target"],
    );
    let mut rows = vec![header];
    for (_, occupation) in site.occupations.iter() {
        for career in Career::ALL {
            let Some(targets) = occupation.targets.get(&career) else {
                continue;
            };
            for (_, area) in site.areas.iter() {
                for handle in &area.competences {
                    if let Some(target) = targets.get(handle) {
                        rows.push(vec![
                            occupation.front.title.clone(),
                            texts.get(&format!("career.{}", career.key())).to_owned(),
                            area.front.title.clone(),
                            site.competences[*handle].front.title.clone(),
                            decimal(*target, texts),
                        ]);
                    }
                }
            }
        }
    }
    file(TARGETS, rows)
}

fn columns(texts: &Texts, names: &[&str]) -> Vec<String> {
    let column = |name: &&str| texts.get(&format!("table.{name}")).to_owned();
    names.iter().map(column).collect()
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn decimal(number: f64, texts: &Texts) -> String {
    format!("{number:.1}").replace('.', texts.get("label.decimal_point"))
}

/// A spreadsheet takes a cell that begins so for a formula and computes it; a text of a page must not become one.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}

fn file(path: &str, rows: impl IntoIterator<Item = Vec<String>>) -> OutputFile {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    for row in rows {
        // Rows of one length into memory: nothing of it can fail.
        let _ = writer.write_record(row.into_iter().map(harmless));
    }
    OutputFile::new(path.into(), writer.into_inner().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_german_spreadsheet_opens_it_and_computes_nothing() {
        let rows = [
            vec!["Titel", "Ziel"],
            vec!["Plan; \"neu\"", "1,5"],
            vec!["=1+1", "@x"],
        ];
        let rows = rows.map(|row| row.into_iter().map(str::to_owned).collect());
        let file = file("daten/x.csv", rows);
        assert_eq!(
            String::from_utf8_lossy(&file.bytes),
            "\u{feff}Titel;Ziel\r\n\"Plan; \"\"neu\"\"\";1,5\r\n'=1+1;'@x\r\n"
        );
    }
}
