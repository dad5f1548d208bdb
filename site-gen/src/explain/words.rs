//! Where each word of the interface comes from.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::Located;
use crate::source::layer::{BASE_LAYER, SourceFile};
use crate::upstream::text::Plain;

/// Where a word stands.
#[derive(Debug)]
pub(super) struct Place {
    layer: Arc<str>,
    file: Arc<str>,
    line: usize,
}

impl Place {
    pub(super) fn is_of_base(&self) -> bool {
        &*self.layer == BASE_LAYER
    }

    pub(super) fn located(self, key: &str) -> Located {
        Located {
            part: key.to_owned(),
            layer: self.layer.to_string(),
            file: self.file.to_string(),
            line: Some(self.line),
        }
    }
}

/// The words of files that lie over each other, lowest first: of each key the highest file's.
pub(super) fn of_files(files: &[&SourceFile]) -> BTreeMap<String, Place> {
    let mut found = BTreeMap::new();
    for file in files {
        if let Some(Plain { text, .. }) = Plain::read(&file.bytes) {
            let (table, _) = DeTable::parse_recoverable(&text);
            collect(table.get_ref(), "", &text, file, &mut found);
        }
    }
    found
}

fn collect(
    table: &DeTable<'_>,
    prefix: &str,
    text: &str,
    file: &SourceFile,
    found: &mut BTreeMap<String, Place>,
) {
    for (key, value) in table {
        let name = if prefix.is_empty() {
            key.get_ref().to_string()
        } else {
            format!("{prefix}.{}", key.get_ref())
        };
        if let DeValue::Table(table) = value.get_ref() {
            collect(table, &name, text, file, found);
        } else {
            let before = text.get(..key.span().start).unwrap_or_default();
            let place = Place {
                layer: Arc::clone(&file.layer),
                file: Arc::clone(&file.shown),
                line: before.matches('\n').count() + 1,
            };
            found.insert(name, place);
        }
    }
}
