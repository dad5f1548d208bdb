//! Front matter → typed values, with every problem at its place.
//!
//! The quick way is serde. Only when that fails is the text read again to say all that is wrong with it: syntax by the
//! recovering TOML parser, keys and values by the JSON Schema that the very same type derives. Spans are looked up
//! by path when there is something to report, so that types stay plain and a faultless site pays nothing for them.

mod provenance;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use toml::de::DeTable;

use super::document::{Directive, Document, Text};
use super::layer::Rank;
use crate::diagnostic::problem::{ValueKind, nearest};
use crate::diagnostic::{Diagnostics, Place, Problem};
use provenance::Part;

/// One step from a table or array to a value in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A key of a table.
    Name(String),
    /// A place in an array, from 0.
    Index(usize),
}

impl From<&str> for Key {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<usize> for Key {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The way to a value: `keys!["raises", 0, "competence"]`.
#[macro_export]
macro_rules! keys {
    ($($key:expr),* $(,)?) => { [$($crate::source::front_matter::Key::from($key)),*] };
}

/// Reads the front matter of a document as a `T`; what is wrong with it goes to the diagnostics.
pub fn decode<T: DeserializeOwned + JsonSchema>(
    document: &Document,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let fault = match document.merged() {
        None => match toml::from_str::<T>(document.top().front()) {
            Ok(value) => return Some(value),
            Err(error) => error,
        },
        Some(table) => match table.clone().try_into::<T>() {
            Ok(value) => return Some(value),
            Err(error) => error,
        },
    };
    explain::<T>(document.texts(), &fault, diagnostics);
    without_faults::<T>(document.texts())
}

/// The value without the parts that are wrong and reported: what is left still has references and links to be checked, so
/// that one run finds everything. `None` where what is left makes no value; the site is not written either way.
fn without_faults<T: DeserializeOwned + JsonSchema>(texts: &[Text]) -> Option<T> {
    let mut json = merged_json(texts)?;
    let checker = checker::<T>()?;
    let mut faulty: Vec<String> = Vec::new();
    for error in checker.validator.iter_errors(&json) {
        let path = error.instance_path().as_str();
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                faulty.extend(
                    unexpected
                        .iter()
                        .map(|key| format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))),
                );
            }
            // Of a list the element goes, of a table the value.
            _ => {
                let element = path
                    .match_indices('/')
                    .nth(2)
                    .map_or(path, |(end, _)| &path[..end]);
                faulty.push(element.to_owned());
            }
        }
    }
    // From the back, so that places in lists stay true.
    faulty.sort_unstable_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    faulty.dedup();
    for path in faulty.iter().rev() {
        remove(&mut json, path);
    }
    serde_json::from_value(json).ok()
}

/// Removes the value at a JSON pointer.
fn remove(json: &mut Json, pointer: &str) {
    let Some((parent, last)) = pointer.rsplit_once('/') else {
        return;
    };
    match json.pointer_mut(parent) {
        Some(Json::Object(table)) => {
            table.remove(&last.replace("~1", "/").replace("~0", "~"));
        }
        Some(Json::Array(values)) => {
            if let Some(place) = last.parse().ok().filter(|place| *place < values.len()) {
                values.remove(place);
            }
        }
        _ => {}
    }
}

/// The same for files that are TOML as a whole, such as `site.toml`: one, or a file and the ones laid over it.
pub(crate) fn decode_texts<T: DeserializeOwned + JsonSchema>(
    texts: &[Text],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let decoded = match texts {
        [text] => toml::from_str::<T>(text.front()),
        texts => merged_table(texts).unwrap_or_default().try_into::<T>(),
    };
    match decoded {
        Ok(value) if texts.len() == 1 || all_parse(texts) => Some(value),
        Ok(value) => {
            report_all_syntax(texts, diagnostics);
            Some(value)
        }
        Err(error) => {
            explain::<T>(texts, &error, diagnostics);
            without_faults::<T>(texts)
        }
    }
}

fn all_parse(texts: &[Text]) -> bool {
    texts
        .iter()
        .all(|text| toml::from_str::<toml::Table>(text.front()).is_ok())
}

/// Where a value stands: in the highest layer that names it, else the nearest thing around it.
#[must_use]
pub fn locate(document: &Document, keys: &[Key]) -> Place {
    locate_in(document.texts(), keys)
}

/// The same for texts that lie over each other.
pub(crate) fn locate_in(texts: &[Text], keys: &[Key]) -> Place {
    place_of(texts, keys, Part::Value)
}

fn place_of(texts: &[Text], keys: &[Key], part: Part) -> Place {
    let (text, range) = provenance::find(texts, keys, part);
    text.place(text.front.start + range.start..text.front.start + range.end)
}

/// Where a value of a resolved page comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The layer that has the last word on it.
    pub layer: Arc<str>,
    /// The file, as reports show it.
    pub file: Arc<str>,
    /// The line in it, from 1.
    pub line: usize,
}

impl Origin {
    fn at(text: &Text, offset: usize) -> Self {
        Self {
            layer: Arc::clone(&text.layer),
            file: Arc::clone(&text.file),
            line: text.place(offset..offset).line_and_column().0,
        }
    }
}

/// Where a value of the front matter comes from, if any layer names it.
#[must_use]
pub fn origin(document: &Document, keys: &[Key]) -> Option<Origin> {
    let (text, range) = provenance::find_exactly(document.texts(), keys, Part::Value)?;
    Some(Origin::at(text, text.front.start + range.start))
}

/// How high the layer is that names a value, or that wrote the page where none does.
#[must_use]
pub fn rank(document: &Document, keys: &[Key]) -> Rank {
    match document.texts() {
        [only] => only.rank,
        texts => provenance::find(texts, keys, Part::Value).0.rank,
    }
}

/// Where each value of the front matter comes from, in the order of the keys: single values, and whole lists and tables
/// that one layer gives.
#[must_use]
pub fn origins(document: &Document) -> Vec<(Vec<Key>, Origin)> {
    fn collect(
        document: &Document,
        value: &toml::Value,
        keys: &mut Vec<Key>,
        found: &mut Vec<(Vec<Key>, Origin)>,
    ) {
        match value {
            toml::Value::Table(table) if id_of(value).is_none() => {
                for (name, value) in table {
                    keys.push(Key::Name(name.clone()));
                    collect(document, value, keys, found);
                    keys.pop();
                }
            }
            toml::Value::Array(values) if have_ids(values) => {
                for (place, value) in values.iter().enumerate() {
                    keys.push(Key::Index(place));
                    collect(document, value, keys, found);
                    keys.pop();
                }
            }
            _ => found.extend(origin(document, keys).map(|origin| (keys.clone(), origin))),
        }
    }
    let mut found = Vec::new();
    if let Some(table) = merged_table(document.texts()) {
        let mut keys = Vec::new();
        for (name, value) in &table {
            keys.push(Key::Name(name.clone()));
            collect(document, value, &mut keys, &mut found);
            keys.pop();
        }
    }
    found
}

/// Where the body of a page comes from: its first line.
#[must_use]
pub fn body_origin(document: &Document) -> Origin {
    let text = document.body_text();
    Origin::at(text, text.body.start)
}

/// What a file does to the page below it: nothing special, patch or hide.
pub(super) fn directive(text: &Text, diagnostics: &mut Diagnostics) -> Result<Directive, ()> {
    let Ok(mut table) = toml::from_str::<toml::Table>(text.front()) else {
        // A syntax error is explained with all others when the page is decoded.
        return Ok(Directive::Replace);
    };
    let mut flag = |name: &str| match table.remove(name) {
        None => Ok(false),
        Some(toml::Value::Boolean(value)) => Ok(value),
        Some(_) => {
            diagnostics.at(
                locate_in(std::slice::from_ref(text), &[Key::from(name)]),
                Problem::WrongType {
                    expected: vec![ValueKind::Flag],
                },
            );
            Err(())
        }
    };
    let (hide, patch) = (flag("hide")?, flag("patch")?);
    Ok(match (hide, patch) {
        (true, _) => Directive::Hide,
        (false, true) => Directive::Patch(table),
        (false, false) => Directive::Replace,
    })
}

/// The front matter as a table, for merging.
pub(super) fn table(text: &Text, diagnostics: &mut Diagnostics) -> Option<toml::Table> {
    match toml::from_str(text.front()) {
        Ok(table) => Some(table),
        Err(error) => {
            report_syntax(text, std::slice::from_ref(&error), diagnostics);
            None
        }
    }
}

/// Lays a patch over a table: keys it names win, tables merge, an `[[item]]` of the same id is replaced.
pub(crate) fn merge(mut below: toml::Table, patch: toml::Table) -> toml::Table {
    for (key, value) in patch {
        let merged = match (below.remove(&key), value) {
            (Some(toml::Value::Table(old)), toml::Value::Table(new)) => {
                toml::Value::Table(merge(old, new))
            }
            (Some(toml::Value::Array(old)), toml::Value::Array(new))
                if have_ids(&old) && have_ids(&new) =>
            {
                toml::Value::Array(merge_by_id(old, new))
            }
            (_, new) => new,
        };
        below.insert(key, merged);
    }
    below
}

fn id_of(value: &toml::Value) -> Option<&str> {
    value.get("id")?.as_str()
}

fn have_ids(values: &[toml::Value]) -> bool {
    !values.is_empty() && values.iter().all(|value| id_of(value).is_some())
}

fn merge_by_id(mut old: Vec<toml::Value>, new: Vec<toml::Value>) -> Vec<toml::Value> {
    for value in new {
        match old.iter_mut().find(|known| id_of(known) == id_of(&value)) {
            Some(known) => *known = value,
            None => old.push(value),
        }
    }
    old
}

/// Says all that is wrong with front matter that did not decode.
fn explain<T: JsonSchema>(texts: &[Text], fault: &toml::de::Error, diagnostics: &mut Diagnostics) {
    if !report_all_syntax(texts, diagnostics) {
        return;
    }
    let Some(json) = merged_json(texts) else {
        return;
    };
    let mut found = Diagnostics::new();
    if let Some(checker) = checker::<T>() {
        for error in checker.validator.iter_errors(&json) {
            report_violation(texts, &checker.schema, &error, &mut found);
        }
    }
    let explained = !found.is_empty();
    diagnostics.append(found);
    if !explained {
        let top = &texts[texts.len() - 1];
        let range = fault.span().filter(|_| texts.len() == 1).unwrap_or(0..0);
        diagnostics.at(
            top.place(top.front.start + range.start..top.front.start + range.end),
            Problem::InvalidValue {
                message: fault.message().to_owned(),
            },
        );
    }
}

/// Reports every fault of the syntax; whether there is none.
fn report_all_syntax(texts: &[Text], diagnostics: &mut Diagnostics) -> bool {
    let mut syntax_is_fine = true;
    for text in texts {
        let (_, errors) = DeTable::parse_recoverable(text.front());
        syntax_is_fine &= errors.is_empty();
        report_syntax(text, &errors, diagnostics);
        // A number too large for any type is no fault of the grammar, but the text cannot be read as values either.
        if errors.is_empty()
            && let Err(error) = toml::from_str::<toml::Table>(text.front())
        {
            syntax_is_fine = false;
            let range = error.span().unwrap_or(0..0);
            diagnostics.at(
                text.place(text.front.start + range.start..text.front.start + range.end),
                Problem::NumberTooLarge,
            );
        }
    }
    syntax_is_fine
}

fn report_syntax(text: &Text, errors: &[toml::de::Error], diagnostics: &mut Diagnostics) {
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let place = text.place(text.front.start + range.start..text.front.start + range.end);
        diagnostics.toml_syntax_at(place, error);
    }
}

fn merged_json(texts: &[Text]) -> Option<Json> {
    merged_table(texts).map(|table| json(toml::Value::Table(table)))
}

/// Texts that lie over each other as one table, without the words to the layers (`patch`, `hide`); `None` if none of them
/// is TOML.
pub(super) fn merged_table(texts: &[Text]) -> Option<toml::Table> {
    let mut table = texts
        .iter()
        .filter_map(|text| toml::from_str::<toml::Table>(text.front()).ok())
        .reduce(merge)?;
    table.remove("patch");
    table.remove("hide");
    Some(table)
}

/// TOML as JSON; dates become text, as in the schemas.
#[must_use]
pub fn json(value: toml::Value) -> Json {
    match value {
        toml::Value::String(text) => Json::String(text),
        toml::Value::Integer(number) => Json::from(number),
        toml::Value::Float(number) => Json::from(number),
        toml::Value::Boolean(flag) => Json::Bool(flag),
        toml::Value::Datetime(date) => Json::String(date.to_string()),
        toml::Value::Array(values) => Json::Array(values.into_iter().map(json).collect()),
        toml::Value::Table(table) => Json::Object(
            table
                .into_iter()
                .map(|(key, value)| (key, json(value)))
                .collect(),
        ),
    }
}

/// The schema of a type, ready to check with.
struct Checker {
    schema: Json,
    validator: jsonschema::Validator,
}

/// The checker of a type; each is made once, and only if something is wrong.
fn checker<T: JsonSchema>() -> Option<Arc<Checker>> {
    static CHECKERS: LazyLock<Mutex<HashMap<String, Arc<Checker>>>> = LazyLock::new(Mutex::default);
    let mut known = CHECKERS.lock().ok()?;
    let name = T::schema_id().into_owned();
    if let Some(checker) = known.get(&name) {
        return Some(Arc::clone(checker));
    }
    let schema = schemars::schema_for!(T).to_value();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .ok()?;
    let checker = Arc::new(Checker { schema, validator });
    known.insert(name, Arc::clone(&checker));
    Some(checker)
}

/// Turns a violation of the schema into diagnostics.
fn report_violation(
    texts: &[Text],
    schema: &Json,
    error: &ValidationError<'_>,
    diagnostics: &mut Diagnostics,
) {
    let keys = keys_of(error.instance_path().as_str());
    let problem = match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let known = known_keys(schema, error);
            for key in unexpected {
                let mut path = keys.clone();
                path.push(Key::Name(key.clone()));
                let nearest = nearest(key, known.iter().map(String::as_str));
                diagnostics.at(
                    place_of(texts, &path, Part::Key),
                    Problem::UnknownKey {
                        key: key.clone(),
                        nearest,
                    },
                );
            }
            return;
        }
        // An optional value is "this or nothing": what is wrong with "this" is the interesting part.
        ValidationErrorKind::AnyOf { context } => {
            for inner in context.first().into_iter().flatten() {
                report_violation(texts, schema, inner, diagnostics);
            }
            return;
        }
        ValidationErrorKind::OneOfNotValid { context } => {
            let constants = context
                .iter()
                .flatten()
                .filter_map(|inner| match inner.kind() {
                    ValidationErrorKind::Constant { expected_value } => Some(shown(expected_value)),
                    _ => None,
                });
            not_one_of(error.instance(), constants.collect())
        }
        ValidationErrorKind::Enum { options } => not_one_of(
            error.instance(),
            options
                .as_array()
                .into_iter()
                .flatten()
                .map(shown)
                .collect(),
        ),
        ValidationErrorKind::Required { property } => Problem::MissingKey {
            key: property.as_str().unwrap_or_default().to_owned(),
        },
        ValidationErrorKind::Type { kind } => Problem::WrongType {
            expected: expected(kind),
        },
        // Days are the only format our schemas name.
        ValidationErrorKind::Format { .. } => Problem::WrongType {
            expected: vec![ValueKind::Day],
        },
        ValidationErrorKind::Minimum { limit } => out_of_range(error.instance(), Some(limit), None),
        ValidationErrorKind::Maximum { limit } => out_of_range(error.instance(), None, Some(limit)),
        // Understood in every language.
        ValidationErrorKind::ExclusiveMinimum { limit } => Problem::InvalidValue {
            message: format!("{}: > {}", shown(error.instance()), shown(limit)),
        },
        _ => Problem::InvalidValue {
            message: error.to_string(),
        },
    };
    diagnostics.at(place_of(texts, &keys, Part::Value), problem);
}

fn out_of_range(found: &Json, least: Option<&Json>, most: Option<&Json>) -> Problem {
    Problem::OutOfRange {
        found: shown(found),
        least: least.map(shown),
        most: most.map(shown),
    }
}

fn not_one_of(found: &Json, allowed: Vec<String>) -> Problem {
    let found = shown(found);
    let nearest = nearest(&found, allowed.iter().map(String::as_str));
    Problem::NotOneOf {
        found,
        allowed,
        nearest,
    }
}

/// The keys that the schema names where an unknown one was met.
fn known_keys(schema: &Json, error: &ValidationError<'_>) -> Vec<String> {
    // The violated keyword is `…/additionalProperties`; its sibling `properties` lists what is known.
    let path = error.evaluation_path().as_str();
    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
    resolve(schema, parent)
        .and_then(|node| node.get("properties"))
        .and_then(Json::as_object)
        .map_or_else(Vec::new, |properties| properties.keys().cloned().collect())
}

fn resolve<'a>(schema: &'a Json, path: &str) -> Option<&'a Json> {
    let mut node = schema;
    for step in path.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        node = if step == "$ref" {
            let target = node.get("$ref")?.as_str()?.strip_prefix('#')?;
            schema.pointer(target)?
        } else {
            match node {
                Json::Array(values) => values.get(step.parse::<usize>().ok()?)?,
                _ => node.get(&step)?,
            }
        };
    }
    Some(node)
}

fn expected(kind: &TypeKind) -> Vec<ValueKind> {
    match kind {
        TypeKind::Single(kind) => vec![value_kind(&kind.to_string())],
        TypeKind::Multiple(kinds) => kinds
            .iter()
            .map(|kind| kind.to_string())
            .filter(|kind| kind != "null")
            .map(|kind| value_kind(&kind))
            .collect(),
    }
}

/// A type of JSON Schema in our words.
fn value_kind(name: &str) -> ValueKind {
    match name {
        "string" => ValueKind::Text,
        "integer" => ValueKind::WholeNumber,
        "number" => ValueKind::Number,
        "boolean" => ValueKind::Flag,
        "array" => ValueKind::List,
        "object" => ValueKind::Table,
        _ => ValueKind::Other,
    }
}

fn shown(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// A JSON pointer as keys. Array places are recognised by their digits: no table of ours has digits as keys but
/// `[levels]`, whose values are looked up by name first.
fn keys_of(pointer: &str) -> Vec<Key> {
    pointer
        .split('/')
        .skip(1)
        .map(|step| {
            let step = step.replace("~1", "/").replace("~0", "~");
            step.parse().map_or_else(|_| Key::Name(step), Key::Index)
        })
        .collect()
}
