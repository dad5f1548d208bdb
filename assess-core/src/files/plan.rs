use serde::Serialize;

use crate::id::OfferId;
use crate::plan::{Lift, Plan, Remaining, Step};

use super::{PLAN, write};

#[derive(Serialize)]
struct PlanFile<'a> {
    format: &'static str,
    optimal: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<f64>,
    minutes: u32,
    cost: u64,
    value: f64,
    offers: Vec<StepEntry<'a>>,
    remaining: Vec<RemainingEntry<'a>>,
}

#[derive(Serialize)]
struct StepEntry<'a> {
    id: &'a str,
    because: Vec<LiftEntry<'a>>,
    enables: Vec<&'a str>,
}

#[derive(Serialize)]
struct LiftEntry<'a> {
    competence: &'a str,
    from: f64,
    to: f64,
}

#[derive(Serialize)]
struct RemainingEntry<'a> {
    competence: &'a str,
    gap: f64,
}

/// Writes a learning plan (`roadmap-plan/1`). `bound` only stands in it if the plan may not be the best.
#[must_use]
pub fn write_plan(plan: &Plan) -> String {
    write(&PlanFile {
        format: PLAN,
        optimal: plan.optimal,
        bound: plan.bound.map(millionths),
        minutes: plan.minutes,
        cost: plan.cost,
        value: millionths(plan.value),
        offers: plan.offers.iter().map(step).collect(),
        remaining: plan.remaining.iter().map(remaining).collect(),
    })
}

fn step(step: &Step) -> StepEntry<'_> {
    StepEntry {
        id: step.id.as_str(),
        because: step.because.iter().map(lift).collect(),
        enables: step.enables.iter().map(OfferId::as_str).collect(),
    }
}

fn lift(lift: &Lift) -> LiftEntry<'_> {
    LiftEntry {
        competence: lift.competence.as_str(),
        from: lift.from.to_f64(),
        to: lift.to.to_f64(),
    }
}

fn remaining(remaining: &Remaining) -> RemainingEntry<'_> {
    RemainingEntry {
        competence: remaining.competence.as_str(),
        gap: remaining.gap.to_f64(),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "exact up to nine thousand million levels"
)]
fn millionths(value: u64) -> f64 {
    value as f64 / 1e6
}
