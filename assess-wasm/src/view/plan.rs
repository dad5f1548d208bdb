//! The learning plan: the reader's wishes as inputs, and the steps that come of them.

use assess_core::id::OfferId;
use assess_core::thousandths::Thousandths;
use web_sys::{Element, HtmlInputElement};

use crate::dom::{self, Control, Writer};
use crate::failure::Failure;
use crate::number;
use crate::report::{Goal, LearningPlan, PlanStep, Planning, Wishes};
use crate::strings::{Key, Strings, joined};

use super::View;
use super::writing::Writing;

/// Around all inputs that a plan depends on.
const WISHES: &str = "plan-wishes";
const HOURS: &str = "plan-hours";
const COST: &str = "plan-cost";
const FORMATS: &str = "plan-format";
const DONE: &str = "plan-done";
/// Says politely what the plan amounts to.
const SUM: &str = "plan-sum";
/// Around the steps, written anew with every wish.
const STEPS: &str = "plan-steps";

/// What can be chosen, in hours, and what is at first.
const SOME_HOURS: [&str; 6] = ["2", "4", "8", "16", "24", "40"];
const USUAL_HOURS: &str = "8";
/// What can be chosen, in euros, beside no limit and no cost.
const SOME_EUROS: [&str; 5] = ["50", "100", "200", "500", "1000"];

impl View {
    /// Shows the plan for the wishes that the inputs say.
    pub fn show_plan(&self, planning: &Planning<'_>) -> Result<(), Failure> {
        let Some(steps) = self.document.get_element_by_id(STEPS) else {
            // Nothing was answered.
            return Ok(());
        };
        let plan = planning.plan(&self.wishes());
        dom::clear(&steps);
        let mut writing = Writing {
            to: Writer::new(&self.document, &self.strings, &steps),
            page: planning.page(),
            solutions: &[],
            parts: Vec::new(),
        };
        writing.steps(&plan, planning.has_gap());
        writing.to.finish()?;
        let sum = dom::by_id(&self.document, SUM)?;
        sum.set_text_content(Some(&sum_text(&plan, &self.strings)));
        Ok(())
    }

    /// What the inputs say.
    pub(super) fn wishes(&self) -> Wishes {
        let ticked = |name| {
            let selector = joined(&["#", WISHES, " [name=", name, "]:checked"], "");
            let inputs: Vec<HtmlInputElement> = dom::all_in(&self.elements.result, &selector);
            inputs
                .iter()
                .map(HtmlInputElement::value)
                .collect::<Vec<String>>()
        };
        let hours: Option<u32> = self.chosen(HOURS).parse().ok();
        Wishes {
            minutes: 60 * hours.unwrap_or(0),
            max_cost: self.chosen(COST).parse().ok(),
            formats: ticked(FORMATS),
            done: ticked(DONE).into_iter().map(OfferId::from).collect(),
        }
    }

    /// What a control says.
    pub(super) fn chosen(&self, id: &str) -> String {
        let element: Option<Element> = self.document.get_element_by_id(id);
        let control = element.and_then(Control::of);
        control.map_or_else(String::new, |control| control.reading().value)
    }
}

impl Writing<'_> {
    /// The part of the result with its inputs; the steps follow by [`View::show_plan`].
    pub(super) fn plan(&mut self, planning: &Planning<'_>) {
        self.block(Key::Plan);
        self.to.say(
            "p",
            "",
            match planning.goal {
                Goal::Profile => Key::PlanToProfile,
                Goal::UsualProfile => Key::PlanToUsual,
                Goal::NextLevel => Key::PlanToNext,
            },
        );
        self.wishes(planning);
        self.to.open("p", "plan-sum");
        self.to.attribute("id", SUM);
        self.to.attribute("role", "status");
        self.to.close();
        self.to.open("div", "");
        self.to.attribute("id", STEPS);
        self.to.close();
        self.calendar();
        self.to.close();
    }

    fn wishes(&mut self, planning: &Planning<'_>) {
        let strings = self.to.strings();
        let filled = |key, n: &&'static str| (*n, strings.filled(key, &[("n", n)]));
        self.group("wishes", Key::Wishes);
        self.to.attribute("id", WISHES);
        let hours: Vec<(&str, String)> = SOME_HOURS.iter().map(|n| filled(Key::Hours, n)).collect();
        self.select(HOURS, Key::WishTime, &hours, USUAL_HOURS);
        let mut euros = vec![
            ("", strings.text(Key::CostAny)),
            ("0", strings.text(Key::CostNone)),
        ];
        euros.extend(SOME_EUROS.iter().map(|n| filled(Key::CostMost, n)));
        self.select(COST, Key::WishCost, &euros, "");
        self.group("", Key::WishFormats);
        self.to.open("div", "options options-short");
        for format in &planning.page().learning.formats {
            self.tick(FORMATS, &format.key, &format.title, true);
        }
        self.to.close();
        self.to.close();
        let foundations = planning.foundations();
        if !foundations.is_empty() {
            self.to.open("details", "accordion");
            self.to.say("summary", "", Key::WishDone);
            self.to.open("div", "accordion-body");
            self.to.say("p", "hint", Key::WishDoneWhy);
            self.group("", Key::WishDoneList);
            self.to.open("div", "options");
            for (offer, title) in foundations {
                self.tick(DONE, offer.id.as_str(), title, false);
            }
            self.to.close();
            self.to.close();
            self.to.close();
            self.to.close();
        }
        self.to.close();
    }

    fn steps(&mut self, plan: &LearningPlan<'_>, has_gap: bool) {
        if plan.steps.is_empty() {
            let key = if has_gap {
                Key::PlanNone
            } else {
                Key::PlanReached
            };
            return self.to.say("p", "", key);
        }
        self.to.open("ol", "plan-steps");
        for step in &plan.steps {
            self.step(step);
        }
        self.to.close();
        let gain = number::decimal(plan.gain);
        match plan.bound {
            None => self.fill("p", "", Key::PlanBest, &[("n", &gain)]),
            Some(bound) => {
                let values = [("n", &*gain), ("m", &number::decimal(bound))];
                self.fill("p", "", Key::PlanBound, &values);
            }
        }
        let rest = plan.remaining.iter();
        let rest: Vec<String> = rest
            .map(|(competence, gap)| self.with_gap(&competence.title, *gap))
            .collect();
        if rest.is_empty() {
            self.to.say("p", "", Key::PlanRestNone);
        } else {
            self.titles("p", "", Key::PlanRest, &borrowed(&rest));
        }
    }

    fn step(&mut self, step: &PlanStep<'_>) {
        self.to.open("li", "card");
        self.to.attribute("data-offer", step.offer.id.as_str());
        self.to.open("h4", "card-title");
        self.link(step.title, &step.url);
        self.to.close();
        let reasons = reasons(step, self.to.strings());
        for reason in &reasons {
            self.to.text("p", "card-text", reason);
        }
        self.to.open("ul", "meta");
        for fact in &self.facts(step) {
            self.to.text("li", "", fact);
        }
        self.to.close();
        self.to.close();
    }

    /// "Betrug erkennen (noch 0,5)".
    fn with_gap(&self, title: &str, gap: Thousandths) -> String {
        let gap = number::decimal(gap);
        self.to
            .strings()
            .filled(Key::PlanGap, &[("title", title), ("n", &gap)])
    }

    fn facts(&self, step: &PlanStep<'_>) -> Vec<String> {
        facts(step, &self.page.learning.formats, self.to.strings())
    }
}

/// Duration, cost and formats of a step.
pub(super) fn facts(
    step: &PlanStep<'_>,
    formats: &[crate::page_data::Format],
    strings: &Strings,
) -> Vec<String> {
    let mut facts = vec![
        time_text(step.offer.minutes, strings),
        cost_text(step.offer.cost, strings),
    ];
    for format in formats {
        if step.offer.formats.contains(&format.key) {
            facts.push(format.title.clone());
        }
    }
    facts
}

/// Why a step is in the plan, a sentence each.
pub(super) fn reasons(step: &PlanStep<'_>, strings: &Strings) -> Vec<String> {
    let mut reasons = Vec::new();
    let lift =
        |(competence, from, to): &(&crate::page_data::PageCompetence, Thousandths, Thousandths)| {
            let values = [
                ("title", &*competence.title),
                ("from", &number::decimal(*from)),
                ("to", &number::decimal(*to)),
            ];
            strings.filled(Key::PlanLift, &values)
        };
    let lifts: Vec<String> = step.lifts.iter().map(lift).collect();
    if !lifts.is_empty() {
        reasons.push(titled(Key::PlanWhy, &borrowed(&lifts), strings));
    }
    if !step.enables.is_empty() {
        reasons.push(titled(Key::PlanEnables, &step.enables, strings));
    }
    if step.again {
        reasons.push(strings.text(Key::PlanAgain));
    }
    reasons
}

fn titled(key: Key, titles: &[&str], strings: &Strings) -> String {
    strings.filled(key, &[("titles", &joined(titles, ", "))])
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn sum_text(plan: &LearningPlan<'_>, strings: &Strings) -> String {
    let values = [
        ("n", &*number::count(plan.steps.len())),
        ("time", &time_text(plan.minutes, strings)),
        ("cost", &cost_text(plan.cost, strings)),
    ];
    strings.filled(Key::PlanSum, &values)
}

/// "90 Minuten", "2 Stunden", "2 Stunden 30 Minuten".
fn time_text(minutes: u32, strings: &Strings) -> String {
    let part = |key, n| strings.filled(key, &[("n", &number::whole(n))]);
    let rest = minutes % 60;
    if minutes < 120 {
        part(Key::Minutes, minutes)
    } else if rest == 0 {
        part(Key::Hours, minutes / 60)
    } else {
        joined(
            &[&part(Key::Hours, minutes / 60), &part(Key::Minutes, rest)],
            " ",
        )
    }
}

fn cost_text(euros: u32, strings: &Strings) -> String {
    if euros == 0 {
        strings.text(Key::CostNone)
    } else {
        strings.filled(Key::Cost, &[("n", &number::whole(euros))])
    }
}
