//! Which facts a municipality must give before its site may be published, and which are missing.

use toml::{Table, Value};

use crate::diagnostic::{Diagnostics, Problem};
use crate::keys;
use crate::source::document::Text;
use crate::source::front_matter::locate_in;

/// The facts of a table of `site.toml`; all must be given.
struct Part {
    table: &'static str,
    keys: &'static [&'static str],
}

/// The tables of facts, in the order of `site.toml`.
const PARTS: [Part; 4] = [
    Part {
        table: "contact",
        keys: &["office", "email", "phone", "address"],
    },
    Part {
        table: "imprint",
        keys: &["responsible", "represented_by"],
    },
    Part {
        table: "privacy",
        keys: &["officer", "host", "log_days"],
    },
    Part {
        table: "accessibility",
        keys: &["contact", "assessed", "method"],
    },
];

/// The facts outside tables; `name` first, since giving it is what makes the others mandatory.
const SINGLE: [&str; 3] = ["name", "base_url", "land"];

/// Reports each missing fact once: a key by its name, a whole table by its own.
///
/// Who gives a name, or any table of facts, publishes under a name of their own and must give all.
pub(super) fn check(
    merged: &Table,
    texts: &[Text],
    base_url_is_given: bool,
    diagnostics: &mut Diagnostics,
) {
    let own =
        is_given(merged.get("name")) || PARTS.iter().any(|part| merged.contains_key(part.table));
    if !own {
        return;
    }
    for key in SINGLE {
        let given = is_given(merged.get(key)) || (key == "base_url" && base_url_is_given);
        if !given {
            diagnostics.at(
                locate_in(texts, &keys![key]),
                Problem::MissingFact {
                    key: key.to_owned(),
                    parts: &[],
                },
            );
        }
    }
    for part in PARTS {
        let Some(table) = merged.get(part.table).and_then(Value::as_table) else {
            diagnostics.at(
                locate_in(texts, &keys![part.table]),
                Problem::MissingFact {
                    key: format!("[{}]", part.table),
                    parts: part.keys,
                },
            );
            continue;
        };
        for key in part.keys {
            if !is_given(table.get(*key)) {
                diagnostics.at(
                    locate_in(texts, &keys![part.table, *key]),
                    Problem::MissingFact {
                        key: format!("{}.{key}", part.table),
                        parts: &[],
                    },
                );
            }
        }
    }
}

/// Whether a fact says something: blank text does not.
fn is_given(value: Option<&Value>) -> bool {
    match value {
        None => false,
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(lines)) => lines.iter().any(|line| is_given(Some(line))),
        Some(_) => true,
    }
}
