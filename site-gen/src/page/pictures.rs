//! The pictures that texts can show: the drawings of the layers, and those made of what the site knows.
//!
//! Texts name both alike, as an SVG file; a layer's file takes the place of the made one.

use std::collections::BTreeSet;

use super::Pages;
use crate::catalogue::front::Month;
use crate::markdown::pictures::{Asked, Gallery};
use crate::picture::calendar::{self, Calendar, Legend, Mood, Row};
use crate::picture::drawing::{self, Shown};
use crate::site::Occupation;
use crate::site::route::Route;

/// The areas and competences as a road, with links.
const COMPETENCE_MAP: &str = "bilder/kompetenzkarte.svg";
/// Quiet and full months of each occupation.
const CALENDAR: &str = "bilder/jahreskalender.svg";

/// The pictures as one page shows them.
pub(super) struct PageGallery<'p, 'a> {
    pages: &'p Pages<'a>,
    from: &'p Route,
}

impl<'a> Pages<'a> {
    pub(super) fn gallery<'p>(&'p self, from: &'p Route) -> PageGallery<'p, 'a> {
        PageGallery { pages: self, from }
    }

    fn calendar(&self, asked: &Asked<'_>) -> Option<String> {
        let occupations: Vec<&Occupation> = self
            .language
            .occupations
            .iter()
            .map(|(_, occupation)| occupation)
            .filter(|occupation| {
                !occupation.front.quiet_months.is_empty()
                    || !occupation.front.full_months.is_empty()
            })
            .collect();
        if occupations.is_empty() {
            return None;
        }
        let rows: Vec<Row<'_>> = occupations
            .iter()
            .map(|occupation| Row {
                label: &occupation.front.title,
                year: year(occupation),
            })
            .collect();
        let description: Vec<String> = occupations
            .iter()
            .map(|occupation| self.year_in_words(occupation))
            .collect();
        let mut months = [""; 12];
        let keys: Vec<String> = Month::all().map(month_key).collect();
        for (month, key) in months.iter_mut().zip(&keys) {
            *month = self.texts.get(key);
        }
        Some(calendar::figure(&Calendar {
            id: asked.id,
            name: asked.name,
            months,
            rows: &rows,
            legend: Legend {
                quiet: self.texts.get("calendar.quiet"),
                full: self.texts.get("calendar.full"),
            },
            caption: asked.caption,
            open_description: self.texts.get("label.picture_text"),
            description: &description,
        }))
    }

    fn year_in_words(&self, occupation: &Occupation) -> String {
        let front = &occupation.front;
        let months = [
            ("calendar.quiet_in", &front.quiet_months),
            ("calendar.full_in", &front.full_months),
        ];
        let parts: Vec<String> = months
            .into_iter()
            .filter(|(_, months)| !months.is_empty())
            .map(|(key, months)| self.texts.fill(key, &[("months", &self.months(months))]))
            .collect();
        format!("{}: {}.", front.title, parts.join("; "))
    }

    /// Months in words: `Dezember bis Februar, Mai`.
    pub(super) fn months(&self, months: &BTreeSet<Month>) -> String {
        let name = |month: Month| self.texts.get(&month_key(month)).to_owned();
        let runs: Vec<String> = runs(months)
            .into_iter()
            .map(|(first, last)| {
                if first == last {
                    name(first)
                } else if first.next() == last {
                    format!("{}, {}", name(first), name(last))
                } else {
                    self.texts
                        .fill("label.span", &[("from", &name(first)), ("to", &name(last))])
                }
            })
            .collect();
        runs.join(", ")
    }
}

impl Gallery for PageGallery<'_, '_> {
    fn figure(&self, path: &str, asked: &Asked<'_>) -> Option<String> {
        let drawings = self.pages.materials.drawings;
        if let Some(layouts) = drawings.find(&self.pages.language.language, path) {
            let shown = Shown {
                id: asked.id,
                name: asked.name,
                caption: asked.caption,
                open_description: self.pages.texts.get("label.picture_text"),
            };
            return Some(drawing::figure(layouts, &shown));
        }
        match path {
            COMPETENCE_MAP => self.pages.competence_map(self.from, Some(asked)),
            CALENDAR => self.pages.calendar(asked),
            _ => None,
        }
    }

    fn paths(&self) -> Vec<&str> {
        let drawings = self.pages.materials.drawings;
        drawings
            .paths(&self.pages.language.language)
            .chain([COMPETENCE_MAP, CALENDAR])
            .collect()
    }
}

fn month_key(month: Month) -> String {
    format!("month.{}", month.get())
}

fn year(occupation: &Occupation) -> [Mood; 12] {
    let mut year = [Mood::Usual; 12];
    for (mood, month) in year.iter_mut().zip(Month::all()) {
        if occupation.front.quiet_months.contains(&month) {
            *mood = Mood::Quiet;
        } else if occupation.front.full_months.contains(&month) {
            *mood = Mood::Full;
        }
    }
    year
}

/// The months in runs without a gap, the first and the last of each; a run may go over the turn of the year.
fn runs(months: &BTreeSet<Month>) -> Vec<(Month, Month)> {
    let begins = |month: &&Month| months.iter().all(|other| other.next() != **month);
    let mut runs: Vec<(Month, Month)> = months
        .iter()
        .filter(begins)
        .map(|first| {
            let mut last = *first;
            while months.contains(&last.next()) {
                last = last.next();
            }
            (*first, last)
        })
        .collect();
    // All twelve: no month begins a run.
    if runs.is_empty()
        && let (Some(first), Some(last)) = (months.first(), months.last())
    {
        runs.push((*first, *last));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_go_over_the_turn_of_the_year() {
        let check = |months: &[u8], expected: &[(u8, u8)]| {
            let months = Month::all()
                .filter(|month| months.contains(&month.get()))
                .collect();
            let found: Vec<(u8, u8)> = runs(&months)
                .into_iter()
                .map(|(first, last)| (first.get(), last.get()))
                .collect();
            assert_eq!(found, expected);
        };
        check(&[], &[]);
        check(&[5], &[(5, 5)]);
        check(&[1, 2, 5, 12], &[(5, 5), (12, 2)]);
        check(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], &[(1, 12)]);
    }
}
