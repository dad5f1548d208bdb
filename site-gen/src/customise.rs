//! `roadmap customise`: copies a file from below into a layer, remembering what it was copied from.
//!
//! A copy stands still while the base improves, so `--patch` writes only what is to differ; `roadmap upstream` shows later what
//! changed in what was copied.

use std::collections::BTreeMap;

use toml_edit::DocumentMut;

use crate::diagnostic::problem::{Language, nearest};
use crate::naming::{self, Unknown};
use crate::output::Change;
use crate::source::document::cut;
use crate::source::own_layer::{COPIES, OwnLayer, RECORD, record_text};
use crate::template::block_names;
use crate::upstream::act::origin;
use crate::upstream::parts::{is_template, is_words};
use crate::upstream::text::Plain;
use crate::upstream::underlay::{Lower, Underlay, is_page, underlay};

/// Why a file is not copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing below is called so.
    Unknown(Unknown),
    /// The layer has a file there.
    Own(String),
    /// It is all the layer's own.
    NotBelow(String),
    /// There is no such key.
    NoKey {
        /// What was typed.
        key: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// Of such a file no part can be changed.
    NoParts(String),
}

/// What a copy is to hold.
#[derive(Debug, Clone, Copy)]
pub enum Extent<'a> {
    /// Everything.
    Whole,
    /// A patch with these keys; the others stand in it as remarks.
    Patch(&'a [String]),
}

/// A copy, planned.
#[derive(Debug)]
pub struct Copy {
    /// The path of the own file.
    pub path: String,
    /// The name of the layer it comes from.
    pub layer: String,
    /// The version of the base.
    pub base_version: u32,
    /// What is to be written, in this order.
    pub changes: Vec<Change>,
}

/// The path in a layer for a file of the layers below: templates and words of the theme lie over it from a folder of their own.
#[must_use]
pub fn own_path(path: &str, themes: &[String]) -> String {
    themes
        .iter()
        .filter_map(|theme| path.strip_prefix(&format!("themes/{theme}/")))
        .find(|rest| rest.starts_with("templates/") || rest.starts_with("strings/"))
        .unwrap_or(path)
        .to_owned()
}

/// Plans the copy of a file.
///
/// # Errors
/// When there is nothing to copy, or the layer has a file there already.
pub fn copy(
    written: &str,
    folder: &str,
    extent: Extent<'_>,
    layer: &OwnLayer,
    themes: &[String],
    language: Language,
) -> Result<Copy, Refusal> {
    let below: Vec<&str> = layer.below.paths().collect();
    let mut known = below.clone();
    let of_theme: Vec<String> = below.iter().map(|path| own_path(path, themes)).collect();
    known.extend(of_theme.iter().map(String::as_str));
    let own: Vec<&str> = layer.own.paths().collect();
    known.extend(&own);
    let found =
        naming::resolve(written, folder, &layer.config, &known).map_err(Refusal::Unknown)?;
    let path = own_path(&found, themes);
    let lower = match underlay(&path, &layer.below, themes) {
        Underlay::File(lower) => lower,
        Underlay::Nothing | Underlay::Hidden => return Err(Refusal::NotBelow(path)),
    };
    if own.contains(&path.as_str()) {
        return Err(Refusal::Own(path));
    }
    let bytes = match extent {
        Extent::Whole => lower.bytes.clone(),
        Extent::Patch(keys) => patch(&path, &lower, keys, language)?.into_bytes(),
    };
    let mut origins = layer.origins.clone();
    origins.insert(path.clone(), origin(&lower, layer.base_version));
    Ok(Copy {
        layer: lower.layer.to_string(),
        base_version: layer.base_version,
        changes: vec![
            Change::Write {
                path: format!("{COPIES}/{path}"),
                bytes: lower.bytes,
            },
            Change::Create {
                path: path.clone(),
                bytes,
            },
            Change::Write {
                path: RECORD.to_owned(),
                bytes: record_text(&origins).into_bytes(),
            },
        ],
        path,
    })
}

/// The text of a patch.
fn patch(
    path: &str,
    lower: &Lower,
    keys: &[String],
    language: Language,
) -> Result<String, Refusal> {
    let no_parts = || Refusal::NoParts(path.to_owned());
    let text = Plain::read(&lower.bytes).ok_or_else(no_parts)?.text;
    let hint = match language {
        Language::German => {
            "Nehmen Sie das Zeichen # vor dem weg, was anders sein soll. Alles Übrige kommt aus der Grundfassung."
        }
        Language::English => {
            "Take away the # before what is to differ. All the rest comes from the base."
        }
    };
    if is_page(path) {
        let (front, _) = cut(&text).map_err(|_| no_parts())?;
        let (chosen, rest) = choose(&text[front], keys).ok_or_else(no_parts)??;
        let remarks = if keys.is_empty() {
            format!("# {hint}\n{rest}")
        } else {
            String::new()
        };
        // Remarks first: after a table, a key without its remark sign would be the table's.
        Ok(format!("+++\npatch = true\n{remarks}{chosen}+++\n"))
    } else if is_words(path) {
        let (chosen, rest) = choose(&text, keys).ok_or_else(no_parts)??;
        Ok(if keys.is_empty() {
            format!("# {hint}\n{rest}")
        } else {
            chosen
        })
    } else if is_template(path) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let from = lower
            .from
            .strip_prefix("themes/")
            .and_then(|rest| rest.split('/').next())
            .unwrap_or(&lower.layer);
        let names = block_names(&text);
        for key in keys {
            if !names.contains(&key.as_str()) {
                return Err(Refusal::NoKey {
                    key: key.clone(),
                    nearest: nearest(key, names.iter().copied()),
                });
            }
        }
        let blocks: String = names
            .iter()
            .map(|name| {
                let block = format!("{{% block {name} %}}{{{{ super() }}}}{{% endblock %}}");
                if keys.iter().any(|key| key == name) {
                    format!("{block}\n")
                } else {
                    format!("{{# {block} #}}\n")
                }
            })
            .collect();
        Ok(format!("{{% extends \"{from}/{name}\" %}}\n{blocks}"))
    } else {
        Err(no_parts())
    }
}

/// The chosen keys as they stand below, and all others as remarks. A key is a key of the uppermost table, the id of an entry,
/// or several keys joined by dots. `None` if the text cannot be read.
fn choose(toml: &str, keys: &[String]) -> Option<Result<(String, String), Refusal>> {
    let document: DocumentMut = toml.parse().ok()?;
    let names = names(&document);
    for key in keys {
        if !names.contains_key(key) {
            return Some(Err(Refusal::NoKey {
                key: key.clone(),
                nearest: nearest(key, names.keys().map(String::as_str)),
            }));
        }
    }
    let mut chosen = document.clone();
    retain(chosen.as_table_mut(), "", &|way, id| {
        keys.iter().any(|key| {
            key == way
                || way
                    .strip_prefix(key.as_str())
                    .is_some_and(|rest| rest.starts_with('.'))
                || Some(key.as_str()) == id
        })
    });
    let mut remarks = String::new();
    let mut values = document.clone();
    // Entries are listed by their ids: written out, a bank would be no small file.
    let ids: Vec<&String> = names
        .iter()
        .filter(|(_, is_entry)| **is_entry)
        .map(|(name, _)| name)
        .collect();
    retain(values.as_table_mut(), "", &|_, id| id.is_none());
    remarks.push_str(&as_remarks(&values.to_string())?);
    if let Some(first) = ids.first() {
        let all = ids
            .iter()
            .map(|id| id.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        remarks.push_str(&format!("# --key {first}: {all}\n"));
    }
    let mut chosen = chosen.to_string().trim().to_owned();
    if !chosen.is_empty() {
        chosen.push('\n');
    }
    Some(Ok((chosen, remarks)))
}

/// Every line as a remark. Blank lines between values are of no use; those inside of a text belong to it.
fn as_remarks(toml: &str) -> Option<String> {
    let document: toml_edit::Document<&str> = toml_edit::Document::parse(toml).ok()?;
    let mut texts = Vec::new();
    spans_of_texts(document.as_item(), &mut texts);
    let mut remarks = String::new();
    let mut start = 0;
    for line in toml.split_inclusive('\n') {
        let is_in_text = texts
            .iter()
            .any(|text| text.start < start && start < text.end);
        let line_of_its_own = line.trim_end_matches(['\r', '\n']);
        if is_in_text || !line.trim().is_empty() {
            remarks.push('#');
            if !line_of_its_own.is_empty() {
                remarks.push(' ');
            }
            remarks.push_str(line_of_its_own);
            remarks.push('\n');
        }
        start += line.len();
    }
    Some(remarks)
}

/// Where the texts among the values stand.
fn spans_of_texts(item: &toml_edit::Item, spans: &mut Vec<std::ops::Range<usize>>) {
    if item.is_str() {
        spans.extend(item.span());
    } else if let Some(table) = item.as_table_like() {
        for (_, item) in table.iter() {
            spans_of_texts(item, spans);
        }
    } else if let Some(tables) = item.as_array_of_tables() {
        for (_, item) in tables.iter().flat_map(toml_edit::Table::iter) {
            spans_of_texts(item, spans);
        }
    } else if let Some(values) = item.as_array() {
        for value in values {
            spans_of_texts(&toml_edit::Item::Value(value.clone()), spans);
        }
    }
}

/// What can be chosen: the ways to all values and tables, and the ids of entries; whether it is an id.
fn names(document: &DocumentMut) -> BTreeMap<String, bool> {
    fn collect(table: &dyn toml_edit::TableLike, way: &str, names: &mut BTreeMap<String, bool>) {
        for (key, item) in table.iter() {
            let way = joined(way, key);
            names.insert(way.clone(), false);
            if let Some(table) = item.as_table_like() {
                collect(table, &way, names);
            }
            for id in entry_ids(item) {
                names.insert(id, true);
            }
        }
    }
    let mut names = BTreeMap::new();
    collect(document.as_table(), "", &mut names);
    names
}

fn joined(way: &str, key: &str) -> String {
    if way.is_empty() {
        key.to_owned()
    } else {
        format!("{way}.{key}")
    }
}

fn entry_ids(item: &toml_edit::Item) -> Vec<String> {
    let id = |table: &dyn toml_edit::TableLike| {
        table
            .get("id")
            .and_then(toml_edit::Item::as_str)
            .map(str::to_owned)
    };
    if let Some(tables) = item.as_array_of_tables() {
        tables.iter().filter_map(|table| id(table)).collect()
    } else if let Some(values) = item.as_array() {
        values
            .iter()
            .filter_map(toml_edit::Value::as_inline_table)
            .filter_map(|table| id(table))
            .collect()
    } else {
        Vec::new()
    }
}

/// Leaves of a table only what is wanted, by the way to it and, of entries, their id.
fn retain(table: &mut toml_edit::Table, way: &str, wanted: &dyn Fn(&str, Option<&str>) -> bool) {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in keys {
        let below = joined(way, &key);
        let Some(item) = table.get_mut(&key) else {
            continue;
        };
        let has_entries = !entry_ids(item).is_empty();
        let is_left = if has_entries {
            if let Some(tables) = item.as_array_of_tables_mut() {
                tables.retain(|entry| {
                    let id = entry.get("id").and_then(toml_edit::Item::as_str);
                    wanted(&below, id)
                });
                !tables.is_empty()
            } else if let Some(values) = item.as_array_mut() {
                values.retain(|entry| {
                    let id = entry
                        .as_inline_table()
                        .and_then(|entry| entry.get("id"))
                        .and_then(toml_edit::Value::as_str);
                    wanted(&below, id)
                });
                !values.is_empty()
            } else {
                false
            }
        } else if wanted(&below, None) {
            true
        } else if let Some(table) = item.as_table_mut() {
            retain(table, &below, wanted);
            !table.is_empty()
        } else {
            false
        };
        if !is_left {
            table.remove(&key);
        }
    }
}
