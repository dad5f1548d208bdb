//! `roadmap plan`: profile, target and offers → learning plan, by the same code as in the browser.

use std::time::{Duration, Instant};

use assess_core::files::{read_offers, read_profile, read_target, write_plan};
use assess_core::id::OfferId;
use assess_core::plan::{PlanRequest, competences, minutes, plan};
use assess_core::standing::standings;

use crate::diagnostic::problem::Language;
use crate::input::Input;

/// The three files.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// The learning offers.
    pub offers: &'a Input,
    /// The target of an occupation and career.
    pub target: &'a Input,
    /// The profile of the person.
    pub profile: &'a Input,
}

/// What the person wishes.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// The time there is, in minutes.
    pub minutes: u32,
    /// If given, offers of none of these formats do not exist.
    pub formats: Option<Vec<String>>,
    /// If given, the plan costs no more, in euros.
    pub max_cost: Option<u32>,
    /// Offers that were taken earlier.
    pub done: Vec<String>,
}

/// After this time the best plan so far is given out, with a bound.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// Reads the argument of `--hours`; a comma is a point to those who write decimals so.
///
/// # Errors
/// What is expected instead, if it is no number of hours.
pub fn parse_hours(text: &str) -> Result<u32, String> {
    let hours: Option<f64> = text.replace(',', ".").parse().ok();
    hours
        .and_then(minutes)
        .ok_or_else(|| "erwartet wird eine Zahl von Stunden, zum Beispiel 8 oder 2.5".to_owned())
}

/// Makes the plan.
///
/// # Errors
/// Every problem with the files, as a line for people.
pub fn make(files: Files<'_>, wishes: &Wishes, language: Language) -> Result<String, Vec<String>> {
    let mut problems = Vec::new();
    let offers = keep(files.offers.read(read_offers, language), &mut problems);
    let target = keep(files.target.read(read_target, language), &mut problems);
    let profile = keep(files.profile.read(read_profile, language), &mut problems);
    let (Some(offers), Some(target), Some(profile)) = (offers, target, profile) else {
        return Err(problems);
    };
    let done: Vec<OfferId> = wishes
        .done
        .iter()
        .map(|id| OfferId::from(id.trim()))
        .collect();
    let request = PlanRequest {
        offers: &offers,
        target: &target,
        standings: &standings(&profile, competences(&offers, &target)),
        minutes: wishes.minutes,
        formats: wishes.formats.as_deref(),
        max_cost: wishes.max_cost,
        done: &done,
    };
    let started = Instant::now();
    let plan = plan(&request, &mut || started.elapsed() > TIME_LIMIT);
    Ok(write_plan(&plan))
}

fn keep<T>(read: Result<T, Vec<String>>, problems: &mut Vec<String>) -> Option<T> {
    read.map_err(|found| problems.extend(found)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(name: &str) -> Input {
        let path = format!(
            "{}/../tests/examples/files/{name}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        Input::new(name, &std::fs::read_to_string(path).unwrap_or_default())
    }

    #[test]
    fn the_example_gives_the_example_plan() {
        let files = [example("offers"), example("target"), example("profile")];
        let [offers, target, profile] = &files;
        let wishes = Wishes {
            minutes: 180,
            formats: None,
            max_cost: None,
            done: Vec::new(),
        };
        let made = make(
            Files {
                offers,
                target,
                profile,
            },
            &wishes,
            Language::German,
        );
        let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        assert_eq!(
            made.ok().and_then(|made| json(&made)),
            json(&example("plan-3-hours").text)
        );
    }

    #[test]
    fn problems_of_all_files_are_told() {
        let files = ["", "{}", "[]"].map(|text| Input::new("datei.json", text));
        let [offers, target, profile] = &files;
        let files = Files {
            offers,
            target,
            profile,
        };
        let wishes = Wishes {
            minutes: 0,
            formats: None,
            max_cost: None,
            done: Vec::new(),
        };
        assert_eq!(
            make(files, &wishes, Language::German).map_err(|problems| problems.len()),
            Err(3)
        );
    }

    #[test]
    fn hours_may_be_fractions() {
        assert_eq!(parse_hours("2.5"), Ok(150));
        assert_eq!(parse_hours("2,5"), Ok(150));
        assert!(parse_hours("viel").is_err());
        assert!(parse_hours("-1").is_err());
    }
}
