//! A text as a QR code (ISO/IEC 18004), ready to be drawn: the same for a page made by the generator and one in the browser.

use qrcodegen::{QrCode as Modules, QrCodeEcc};

/// The light margin that readers need around the code, in modules.
const MARGIN: i32 = 4;

/// A QR code as a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// How many modules it is wide and high, with its light margin: the drawing goes from 0 to here both ways.
    pub side: u32,
    /// The dark modules, as the data of an SVG path to be filled.
    pub path: String,
}

impl QrCode {
    /// The smallest code that holds the text and can still be read with 15 % of it damaged. `None` if the text is too long
    /// for any code (2,331 bytes always fit).
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let modules = Modules::encode_text(text, QrCodeEcc::Medium).ok()?;
        let side = modules.size() + 2 * MARGIN;
        Some(Self {
            side: u32::try_from(side).ok()?,
            path: path(&modules),
        })
    }
}

/// One flat box for each run of dark modules in a row.
fn path(modules: &Modules) -> String {
    let mut path = String::new();
    for row in 0..modules.size() {
        let mut column = 0;
        while column < modules.size() {
            let run = (column..modules.size())
                .take_while(|at| modules.get_module(*at, row))
                .fold(0, |run, _| run + 1);
            if run > 0 {
                path.push('M');
                path.push_str(&(column + MARGIN).to_string());
                path.push(' ');
                path.push_str(&(row + MARGIN).to_string());
                path.push('h');
                path.push_str(&run.to_string());
                path.push_str("v1h-");
                path.push_str(&run.to_string());
                path.push('z');
            }
            column += run + 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a drawing: `#` is dark.
    fn rows(code: &QrCode) -> Vec<String> {
        let side = code.side as usize;
        let mut rows = vec![vec!['.'; side]; side];
        for run in code.path.split_terminator('z') {
            let (place, run) = run[1..].split_once('h').unwrap_or_default();
            let (column, row) = place.split_once(' ').unwrap_or_default();
            let number = |text: &str| text.parse::<usize>().unwrap_or_default();
            let length = number(run.split_once('v').unwrap_or_default().0);
            rows[number(row)][number(column)..][..length].fill('#');
        }
        rows.into_iter()
            .map(|row| row.into_iter().collect())
            .collect()
    }

    /// Whether a camera reads it is held by the browser tests; here, that what is drawn is what was encoded.
    #[test]
    fn the_drawing_is_the_code_with_its_margin() {
        let text = "https://roadmap.example/selbst-check/kurz/feuerwehr/#e=musterstadt-2026&w=1&b=feuerwehr&start";
        let code = QrCode::new(text).unwrap_or(QrCode {
            side: 0,
            path: String::new(),
        });
        let modules = Modules::encode_text(text, QrCodeEcc::Medium);
        let drawn = rows(&code);
        let size = modules.as_ref().map_or(0, Modules::size);
        assert_eq!(i32::try_from(code.side), Ok(size + 8));
        for (y, row) in (-4..size + 4).zip(&drawn) {
            let expected: String = (-4..size + 4)
                .map(|x| match &modules {
                    Ok(modules) if modules.get_module(x, y) => '#',
                    _ => '.',
                })
                .collect();
            assert_eq!(*row, expected, "row {y}");
        }
    }

    #[test]
    fn a_text_that_fits_no_code_has_none() {
        assert!(QrCode::new(&"ä".repeat(1165)).is_some());
        assert_eq!(QrCode::new(&"ä".repeat(1500)), None);
    }
}
