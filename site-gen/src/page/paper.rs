//! The key of a self-check on paper: from sums of points to levels.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use assess_core::bank::{self, Bank};
use assess_core::level::{Level, Range};
use assess_core::paper::{self, Row, Table};

use sha2::{Digest as _, Sha256};

use super::Pages;
use super::view::{TableRow, TableScale, TableView};
use crate::catalogue::front::Facet;
use crate::export::bank::{PRIOR, SCALE};
use crate::site::Blueprint;
use crate::site::item::Item;

/// The tables that were worked out so far. They depend on the items of a form alone, and take longer than all else on its
/// page: sites with the same form share them.
#[derive(Debug, Default)]
pub struct Tables(Mutex<HashMap<[u8; 32], Arc<Vec<Table>>>>);

impl Tables {
    fn of(&self, bank: &Bank, ids: &[&str]) -> Arc<Vec<Table>> {
        let form: [u8; 32] = Sha256::digest(format!("{bank:?}{ids:?}")).into();
        if let Some(known) = self.known().get(&form) {
            return Arc::clone(known);
        }
        let tables = Arc::new(paper::tables(bank, ids).unwrap_or_default());
        self.known().insert(form, Arc::clone(&tables));
        tables
    }

    /// What stands in the map is always whole, whatever became of the thread that wrote it.
    fn known(&self) -> MutexGuard<'_, HashMap<[u8; 32], Arc<Vec<Table>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pages<'_> {
    /// The tables of the printed form. Scales with the same table share it.
    pub(super) fn tables(&self, blueprint: &Blueprint, form: &[&Item]) -> Vec<TableView> {
        let Some(bank) = self.form_bank(blueprint, form) else {
            return Vec::new();
        };
        let ids: Vec<&str> = form.iter().map(|item| item.id.as_str()).collect();
        // A form with more points than a table holds has none: it can still be typed in.
        let tables = self.materials.tables.of(&bank, &ids);
        let asked = form.iter().map(|item| item.competence).collect();
        let mut views: Vec<TableView> = Vec::new();
        // In the order of the blueprint.
        for scale in &blueprint.scales {
            let Some(table) = tables.iter().find(|table| table.scale.as_str() == scale.id) else {
                continue;
            };
            let name = TableScale {
                title: self.scale_title(&scale.about, &asked),
                numbers: line_numbers(table, &ids),
            };
            let (rows, difference) = (self.rows(table), self.difference(table));
            match views
                .iter_mut()
                .find(|view| view.rows == rows && view.difference == difference)
            {
                Some(view) => view.scales.push(name),
                None => views.push(TableView {
                    scales: vec![name],
                    rows,
                    difference,
                }),
            }
        }
        views
    }

    /// The items of the form as a bank. `None` cannot come up: they were checked when they were read.
    fn form_bank(&self, blueprint: &Blueprint, form: &[&Item]) -> Option<Bank> {
        let competence = |handle| self.language.competences[handle].document.slug().into();
        let facet = |facet| match facet {
            Facet::Shown => bank::Facet::Shown,
            Facet::Own => bank::Facet::SelfRating,
        };
        let scales = blueprint.scales.iter().map(|scale| bank::Scale {
            id: scale.id.as_str().into(),
            facet: facet(scale.facet),
            competences: scale
                .competences
                .iter()
                .map(|handle| competence(*handle))
                .collect(),
        });
        let items = form.iter().map(|item| bank::Item {
            id: item.id.as_str().into(),
            competence: competence(item.competence),
            facet: facet(item.facet()),
            kind: item.kind(),
            provisional: item.provisional,
            model: item.model.clone(),
        });
        let prior = bank::Prior {
            mean: PRIOR.mean,
            sd: PRIOR.sd,
        };
        Bank::new(SCALE, prior, scales.collect(), items.collect()).ok()
    }

    /// Sums that say the same share a row.
    fn rows(&self, table: &Table) -> Vec<TableRow> {
        let says = |row: &Row| (row.outcome.level, row.outcome.range);
        table
            .rows
            .chunk_by(|one, other| says(one) == says(other))
            .filter_map(|rows| {
                let (first, last) = (rows.first()?, rows.last()?);
                Some(TableRow {
                    points: if first.points == last.points {
                        first.points.to_string()
                    } else {
                        format!("{}–{}", first.points, last.points)
                    },
                    level: first.outcome.level.map_or_else(
                        || self.texts.get("key.no_level").to_owned(),
                        |level| self.level(level),
                    ),
                    range: self.range(first.outcome.range),
                })
            })
            .collect()
    }

    fn level(&self, level: Level) -> String {
        let name = self.level_name(level.get());
        match level.get() {
            0 => name,
            number => format!("{number} {name}"),
        }
    }

    fn range(&self, Range { low, high }: Range) -> String {
        let (low, high) = (self.level(low), self.level(high));
        if low == high {
            low
        } else {
            self.texts
                .fill("key.range", &[("low", &low), ("high", &high)])
        }
    }

    /// What no pattern of answers goes beyond, rounded up to one decimal.
    fn difference(&self, table: &Table) -> String {
        let tenths = (table.difference.bound * 10.0).ceil() / 10.0;
        format!("{tenths:.1}").replace('.', self.texts.get("label.decimal_point"))
    }
}

/// The numbers of a table's lines on the form.
fn line_numbers(table: &Table, ids: &[&str]) -> String {
    let is_line = |id: &str| table.items.iter().any(|item| item.as_str() == id);
    let lines = ids.iter().zip(1_usize..).filter(|(id, _)| is_line(id));
    let numbers: Vec<String> = lines.map(|(_, number)| number.to_string()).collect();
    numbers.join(", ")
}
