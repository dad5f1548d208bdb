//! "So wurde gerechnet": the formulas with the reader's own numbers.

use assess_core::bank::Facet;
use assess_core::level::{MAX_SE_FOR_LEVEL, Z80};

use crate::number;
use crate::report::{Blend, Calculation, ScaleSum};
use crate::strings::Key;

use super::writing::Writing;

impl Writing<'_> {
    /// All of it, to be opened.
    pub(super) fn calculation(&mut self, calculation: &Calculation<'_>) {
        self.block(Key::Calculation);
        self.to.open("details", "accordion");
        self.to.say("summary", "", Key::CalculationOpen);
        self.to.open("div", "accordion-body calculation");
        let prior = &calculation.prior;
        let values = [
            ("mean", &*number::signed(prior.mean)),
            ("sd", &number::signed(prior.sd)),
        ];
        self.fill("p", "", Key::CalculationPrior, &values);
        self.to.say("p", "", Key::CalculationItems);
        self.to.say("p", "formula", Key::CalculationFormula);
        self.to.say("p", "", Key::CalculationMean);
        for scale in &calculation.scales {
            self.scale_sum(scale);
        }
        if !calculation.blends.is_empty() {
            self.to.say("h4", "", Key::Blends);
            self.to.say("p", "", Key::BlendsWhy);
            for blend in &calculation.blends {
                self.blend(blend);
            }
        }
        self.to.close();
        self.to.close();
        self.to.close();
    }

    fn scale_sum(&mut self, scale: &ScaleSum<'_>) {
        self.to.open("h4", "");
        self.to.words(scale.title);
        self.to.words(" ");
        self.words(match scale.facet {
            Facet::Shown => Key::Shown,
            Facet::SelfRating => Key::Rated,
        });
        self.to.close();
        self.table(
            Key::Calculation,
            &[
                Key::ItemColumn,
                Key::PointsColumn,
                Key::AColumn,
                Key::BColumn,
                Key::CColumn,
            ],
        );
        for (item, score) in &scale.items {
            let model = &item.item.model;
            self.row(item.item.id.as_str(), None);
            self.cell(&self.points_text(Key::PointsShort, (*score).into(), model.steps().into()));
            self.cell(&number::signed(model.a()));
            self.cell(&numbers(model.b()));
            self.cell(&numbers(model.c()));
            self.to.close();
        }
        self.end_table();
        let outcome = &scale.outcome;
        let (theta, se) = (outcome.estimate.theta, outcome.estimate.se);
        let reach = Z80 * se;
        let named = outcome.level.map(|level| self.level_number(level));
        let values = [
            ("theta", &*number::signed(theta)),
            ("se", &number::signed(se)),
            ("most", &number::signed(MAX_SE_FOR_LEVEL)),
            ("half", &number::signed(theta + 0.5)),
            ("from", &number::signed(theta - reach)),
            ("to", &number::signed(theta + reach)),
            ("low", &self.level_number(outcome.range.low)),
            ("high", &self.level_number(outcome.range.high)),
            ("level", named.as_deref().unwrap_or_default()),
        ];
        self.fill("p", "", Key::CalculationTheta, &values);
        let key = if named.is_some() {
            Key::CalculationLevel
        } else {
            Key::CalculationNoLevel
        };
        self.fill("p", "", key, &values);
        self.fill("p", "", Key::CalculationRange, &values);
    }

    fn blend(&mut self, blend: &Blend<'_>) {
        let titles: Vec<&str> = blend
            .competences
            .iter()
            .map(|competence| &*competence.title)
            .collect();
        self.titles("p", "", Key::BlendOf, &titles);
        let values = [
            ("shown", &*number::signed(blend.shown.1)),
            ("rated", &number::signed(blend.rated.1)),
            ("mean", &number::signed(blend.mean)),
            ("standing", &number::decimal(blend.standing)),
        ];
        self.fill("p", "formula", Key::Blend, &values);
    }
}

/// "0,8 · 1,5 · 2,2".
fn numbers(numbers: impl Iterator<Item = f64>) -> String {
    let mut text = String::new();
    for number in numbers {
        if !text.is_empty() {
            text.push_str(" · ");
        }
        text.push_str(&number::signed(number));
    }
    text
}
