//! The learning plan: the reader's wishes, and the steps that come of them.

use assess_core::calendar::{self, Day, Event};
use assess_core::id::OfferId;
use web_sys::{Element, HtmlInputElement};

use crate::dom::{self, Control, Data};
use crate::failure::Failure;
use crate::number;
use crate::report::{LearningPlan, PlanStep, Planning, Wishes};
use crate::strings::{Key, joined};

use super::View;

/// So many steps stand there at once, the others are folded: a long list looks like a mountain.
const FIRST_STEPS: usize = 3;

impl View {
    /// Shows the plan for the wishes that the inputs say.
    pub fn show_plan(&self, planning: &Planning<'_>) -> Result<(), Failure> {
        let plan = planning.plan(&self.wishes());
        let data = Data::new();
        if plan.steps.is_empty() {
            data.flag(
                if planning.has_gap() {
                    "none"
                } else {
                    "reached"
                },
                true,
            );
        } else {
            let sum = data.add("sum");
            sum.set("n", &number::count(plan.steps.len()));
            self.time_and_cost(&sum, plan.minutes, plan.cost);
            for (place, step) in plan.steps.iter().enumerate() {
                let list = if place < FIRST_STEPS { "steps" } else { "more" };
                self.step(&data.add(list), step, planning);
            }
            set_outcome(&data.add("outcome"), &plan);
        }
        data.fill(&dom::by_id(&self.document, "plan-outcome")?);
        Ok(())
    }

    fn step(&self, entry: &Data, step: &PlanStep<'_>, planning: &Planning<'_>) {
        entry.set("id", step.offer.id.as_str());
        entry.set("title", step.title);
        entry.set("url", &step.url);
        for (competence, from, to) in &step.lifts {
            let lift = entry.add("lifts");
            lift.set("title", &competence.title);
            lift.set("from", &number::one_decimal(*from));
            lift.set("to", &number::one_decimal(*to));
            let whole = to.get() % 1000 == 0;
            let words = if whole { "level" } else { "towards" };
            lift.set(words, &number::whole(to.get().div_ceil(1000)));
        }
        entry.set("enables", &joined(&step.enables, ", "));
        entry.flag("again", step.again);
        self.time_and_cost(entry, step.offer.minutes, step.offer.cost);
        for format in &planning.page().learning.formats {
            if step.offer.formats.contains(&format.key) {
                entry.add("formats").set("format", &format.title);
            }
        }
    }

    fn time_and_cost(&self, entry: &Data, minutes: u32, euros: u32) {
        let part = |key, n| self.strings.filled(key, &[("n", &number::whole(n))]);
        let rest = minutes % 60;
        let time = if minutes < 120 {
            part(Key::Minutes, minutes)
        } else if rest == 0 {
            part(Key::Hours, minutes / 60)
        } else {
            joined(
                &[&part(Key::Hours, minutes / 60), &part(Key::Minutes, rest)],
                " ",
            )
        };
        entry.set("time", &time);
        let cost = if euros == 0 {
            self.strings.text(Key::CostNone)
        } else {
            part(Key::Cost, euros)
        };
        entry.set("cost", &cost);
    }

    /// What the inputs say.
    fn wishes(&self) -> Wishes {
        let ticked = |selector| {
            let inputs: Vec<HtmlInputElement> = dom::all_in(&self.elements.result, selector);
            inputs
                .iter()
                .map(HtmlInputElement::value)
                .collect::<Vec<String>>()
        };
        let hours = self.chosen("plan-hours").parse().unwrap_or(0_u32);
        Wishes {
            minutes: 60 * hours,
            max_cost: self.chosen("plan-cost").parse().ok(),
            formats: ticked("[name=plan-format]:checked"),
            done: ticked("[name=plan-done]:checked")
                .into_iter()
                .map(OfferId::from)
                .collect(),
        }
    }

    /// What a control says.
    fn chosen(&self, id: &str) -> String {
        let control = self.document.get_element_by_id(id).and_then(Control::of);
        control.map_or_else(String::new, |control| control.reading().value)
    }

    /// Saves the plan that is shown as a calendar file.
    pub fn save_calendar(&self) -> Result<(), Failure> {
        let start: HtmlInputElement = dom::by_id_as(&self.document, "plan-start")?;
        let steps: Vec<Element> = dom::all_in(&self.elements.result, "[data-offer]");
        let first = Day::from_milliseconds(start.value_as_number()).filter(|_| !steps.is_empty());
        dom::reveal(&self.document, "plan-saved", first.is_some());
        dom::reveal(&self.document, "plan-unsaved", first.is_none());
        let Some(mut day) = first else {
            return Ok(());
        };
        let rhythm = self.chosen("plan-rhythm").parse().unwrap_or(7);
        let mark = number::hexadecimal(&dom::chance().to_be_bytes());
        let mut events = Vec::new();
        for step in &steps {
            let texts = |selector| {
                let parts: Vec<Element> = dom::all_in(step, selector);
                let texts: Vec<String> = parts
                    .iter()
                    .filter_map(|part| part.text_content())
                    .collect();
                joined(&texts.iter().map(String::as_str).collect::<Vec<_>>(), "\n")
            };
            events.push(Event {
                uid: joined(
                    &[
                        &mark,
                        "-",
                        &step.get_attribute("data-offer").unwrap_or_default(),
                        "@roadmap",
                    ],
                    "",
                ),
                day,
                days: 1,
                title: texts("h4"),
                text: texts("p, li"),
                url: None,
            });
            day = day.plus(rhythm);
        }
        let file = calendar::write(dom::now(), &events);
        dom::download(
            &self.document,
            &self.strings.text(Key::CalendarFile),
            "text/calendar",
            &file,
        )
    }
}

fn set_outcome(entry: &Data, plan: &LearningPlan<'_>) {
    let mut lifted: Vec<_> = plan.steps.iter().flat_map(|step| &step.lifts).collect();
    lifted.sort_by_key(|(competence, ..)| &competence.id);
    lifted.dedup_by_key(|(competence, ..)| &competence.id);
    let open = |id| plan.remaining.iter().any(|(rest, _)| &rest.id == id);
    let reached = lifted.iter().filter(|(lift, ..)| !open(&lift.id));
    entry.set("reached", &number::count(reached.count()));
    entry.set("lifted", &number::count(lifted.len()));
    entry.set("gain", &number::decimal(plan.gain));
    entry.flag("best", plan.bound.is_none());
    if let Some(bound) = plan.bound {
        entry.set("bound", &number::decimal(bound));
    }
    entry.flag("no_rest", plan.remaining.is_empty());
    for (competence, gap) in &plan.remaining {
        let rest = entry.add("rest");
        rest.set("title", &competence.title);
        rest.set("missing", &number::one_decimal(*gap));
    }
}
