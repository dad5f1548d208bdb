//! JSON Schemas of all that a municipality writes by hand: the front matter of each kind of content, and `site.toml`. Editors complete
//! and check by them while somebody types; the forms of the editing page (`crate::cms`) are made of the same.
//!
//! They are those of the very types that a build reads, with German titles ([`titles`]), in draft 7, which editors for TOML know.

pub mod titles;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value as Json, json};

use crate::catalogue::ContentKind;
use crate::source::config::file::SiteFile;

/// The folder of a layer that the schemas are written to.
pub const FOLDER: &str = "schema";

/// A schema, and the name of its file.
#[derive(Debug)]
pub struct SchemaFile {
    /// The name of the file.
    pub name: String,
    /// The schema.
    pub schema: Json,
}

impl SchemaFile {
    /// The schema as text.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{:#}\n", self.schema)
    }
}

/// All schemas: that of `site.toml` first, then one for each kind of front matter.
#[must_use]
pub fn files() -> Vec<SchemaFile> {
    let file = |name: &str, schema: Json| SchemaFile {
        name: format!("{name}.schema.json"),
        schema,
    };
    std::iter::once(file("site", site()))
        .chain(ContentKind::ALL.map(|kind| file(kind.name(), in_layer(front(kind)))))
        .collect()
}

/// The schema of `site.toml`.
#[must_use]
pub fn site() -> Json {
    let schema = generator().into_root_schema_for::<SiteFile>();
    titles::titled(schema.to_value())
}

/// The schema of the front matter of a kind, for a page that stands by itself.
#[must_use]
pub fn front(kind: ContentKind) -> Json {
    titles::titled(kind.schema(generator()).to_value())
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft07().into_generator()
}

/// Front matter as a layer may write it: with `hide` or `patch`, nothing else has to be there.
fn in_layer(mut schema: Json) -> Json {
    let demanded = take_demands(&mut schema);
    let Some(root) = schema.as_object_mut() else {
        return schema;
    };
    if let Some(Json::Object(properties)) = root.get_mut("properties") {
        for (key, title, description) in [
            (
                "patch",
                "Nur ändern, was hier steht",
                "Changes only the keys that stand here; the text of the page below stays unless there is one here.",
            ),
            (
                "hide",
                "Ausblenden",
                "Removes the page of the layers below.",
            ),
        ] {
            let directive =
                json!({ "title": title, "description": description, "type": "boolean" });
            properties.insert(key.to_owned(), directive);
        }
    }
    let says = |key: &str| json!({ "properties": { key: { "const": true } }, "required": [key] });
    root.insert(
        "if".into(),
        json!({ "anyOf": [says("patch"), says("hide")] }),
    );
    root.insert("then".into(), json!({}));
    root.insert("else".into(), demanded);
    schema
}

/// Takes out what must be there, of the page and of its tables, which patches change key by key; not of what stands in lists, which
/// they replace as a whole.
fn take_demands(schema: &mut Json) -> Json {
    let tables: Vec<(String, String)> = schema
        .get("properties")
        .and_then(Json::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(key, value)| Some((key.clone(), definition_of(value)?.to_owned())))
        .collect();
    let mut demands = Map::new();
    let mut demanded_in_tables = Map::new();
    for (key, definition) in tables {
        let pointer = format!("/definitions/{definition}");
        let table = schema.pointer_mut(&pointer).and_then(Json::as_object_mut);
        if let Some(required) = table.and_then(|table| table.remove("required")) {
            demanded_in_tables.insert(key, json!({ "required": required }));
        }
    }
    if let Some(required) = schema
        .as_object_mut()
        .and_then(|root| root.remove("required"))
    {
        demands.insert("required".into(), required);
    }
    if !demanded_in_tables.is_empty() {
        demands.insert("properties".into(), Json::Object(demanded_in_tables));
    }
    Json::Object(demands)
}

/// The definition that a property refers to, by itself or beside nothing.
#[must_use]
pub fn definition_of(property: &Json) -> Option<&str> {
    let direct = property.get("$ref").and_then(Json::as_str);
    let wrapped = || {
        ["allOf", "anyOf"]
            .into_iter()
            .filter_map(|key| property.get(key)?.as_array())
            .flatten()
            .find_map(|part| part.get("$ref")?.as_str())
    };
    direct.or_else(wrapped)?.strip_prefix("#/definitions/")
}
