//! The schema of front matter → the fields of a form.

use serde::Serialize;
use serde_json::Value as Json;

use crate::catalogue::ContentKind;
use crate::schema::{definition_of, front, titles};
use crate::site::LanguageSite;

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// What people read beside it.
    pub label: String,
    /// The key in the front matter.
    pub name: String,
    /// Whether it must be filled in; of no use to what nobody sees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// How it is filled in.
    #[serde(flatten)]
    pub widget: Widget,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "widget", rename_all = "lowercase")]
pub enum Widget {
    /// A line.
    String,
    /// Several lines.
    Text,
    /// Yes or no.
    Boolean,
    /// A number.
    Number {
        /// `int` or `float`.
        value_type: &'static str,
        /// The least.
        #[serde(skip_serializing_if = "Option::is_none")]
        min: Option<Json>,
        /// The most.
        #[serde(skip_serializing_if = "Option::is_none")]
        max: Option<Json>,
        /// From one value to the next.
        #[serde(skip_serializing_if = "Option::is_none")]
        step: Option<f64>,
    },
    /// A day.
    Datetime {
        /// How it is saved.
        format: &'static str,
        /// How a day is shown.
        date_format: &'static str,
        /// No time.
        time_format: bool,
    },
    /// One or more of several.
    Select {
        /// What there is to choose from.
        options: Vec<Choice>,
        /// Whether more than one may be chosen.
        multiple: bool,
    },
    /// Several of the same.
    List {
        /// What each has, where that is one value.
        #[serde(skip_serializing_if = "Option::is_none")]
        field: Option<Box<Field>>,
        /// What each has, where it is a table.
        #[serde(skip_serializing_if = "Option::is_none")]
        fields: Option<Vec<Field>>,
    },
    /// A table.
    Object {
        /// Whether it is closed at first.
        collapsed: bool,
        /// Its keys.
        fields: Vec<Field>,
    },
    /// Nothing that people see.
    Hidden,
    /// A text in Markdown, as it is written: callouts would not survive a change to formatted text and back.
    Markdown {
        /// The ways of writing.
        modes: [&'static str; 1],
    },
}

/// One of several values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What people read.
    pub label: String,
    /// What is saved.
    pub value: String,
}

/// What front matter may refer to: all there is in the site, of the base too.
#[derive(Debug, Default)]
pub struct Choices {
    occupations: Vec<Choice>,
    competences: Vec<Choice>,
    offers: Vec<Choice>,
}

impl Choices {
    /// Collects what there is in a language.
    #[must_use]
    pub fn of(language: &LanguageSite) -> Self {
        let choice = |path: &str, title: &str| Choice {
            label: title.to_owned(),
            value: path.rsplit('/').next().unwrap_or(path).to_owned(),
        };
        Self {
            occupations: language
                .occupations
                .iter()
                .map(|(_, one)| choice(&one.document.path, &one.front.title))
                .collect(),
            competences: language
                .competences
                .iter()
                .map(|(_, one)| choice(&one.document.path, &one.front.title))
                .collect(),
            offers: language
                .offers
                .iter()
                .map(|(_, one)| choice(&one.document.path, &one.front.title))
                .collect(),
        }
    }

    /// What a key of a type refers to, if the schema alone does not say it.
    fn widget(&self, owner: &str, key: &str) -> Option<Widget> {
        let select = |options: &[Choice], multiple: bool| Widget::Select {
            options: options.to_vec(),
            multiple,
        };
        Some(match (owner, key) {
            (_, "occupations") => select(&self.occupations, true),
            ("Raise" | "ItemFile", "competence") => select(&self.competences, false),
            (_, "competences") => select(&self.competences, true),
            ("Offer", "requires") => select(&self.offers, true),
            ("Targets", _) => keyed(&self.competences, &standing()),
            ("Competence", "examples") => keyed(&self.occupations, &Widget::Text),
            _ => return None,
        })
    }
}

/// A table with one key for each choice.
fn keyed(choices: &[Choice], widget: &Widget) -> Widget {
    let field = |choice: &Choice| Field {
        label: choice.label.clone(),
        name: choice.value.clone(),
        required: Some(false),
        widget: widget.clone(),
    };
    Widget::Object {
        collapsed: true,
        fields: choices.iter().map(field).collect(),
    }
}

/// A standing, 0..=4 in halves.
fn standing() -> Widget {
    Widget::Number {
        value_type: "float",
        min: Some(0.into()),
        max: Some(4.into()),
        step: Some(0.5),
    }
}

/// The key of files that only change a page of the layers below.
pub const PATCH: &str = "patch";

/// Keys whose values are sentences.
const SENTENCES: [&str; 7] = [
    "summary", "text", "why", "question", "source", "talk", "given",
];

/// The fields of a kind of content, the text last.
#[must_use]
pub fn form(kind: ContentKind, choices: &Choices) -> Vec<Field> {
    let schema = front(kind);
    let owner = schema.get("title").and_then(Json::as_str).unwrap_or("");
    let form = Form {
        schema: &schema,
        choices,
    };
    let mut fields = form.fields(owner, &schema);
    // No form changes it, but what is asked for must be known: whole pages are those without it.
    fields.push(Field {
        label: PATCH.into(),
        name: PATCH.into(),
        required: None,
        widget: Widget::Hidden,
    });
    // Item banks are lists of items and nothing else.
    if kind != ContentKind::ItemFile {
        fields.push(Field {
            label: "Text (Markdown)".into(),
            name: "body".into(),
            required: Some(false),
            widget: Widget::Markdown { modes: ["raw"] },
        });
    }
    fields
}

struct Form<'a> {
    schema: &'a Json,
    choices: &'a Choices,
}

impl Form<'_> {
    /// The fields of a type, in the order of its titles.
    fn fields(&self, owner: &str, object: &Json) -> Vec<Field> {
        let required = object.get("required").and_then(Json::as_array);
        let is_required = |key: &str| {
            required
                .into_iter()
                .flatten()
                .any(|name| name.as_str() == Some(key))
        };
        titles::of(owner)
            .iter()
            .filter_map(|(key, title)| {
                let property = object.get("properties")?.get(key)?;
                let widget = self.choices.widget(owner, key);
                let widget = widget.or_else(|| self.widget(key, property))?;
                Some(Field {
                    label: title.clone(),
                    name: key.clone(),
                    // A box that is not ticked is an answer; nobody answers what is hidden.
                    required: (widget != Widget::Hidden)
                        .then(|| is_required(key) && widget != Widget::Boolean),
                    widget,
                })
            })
            .collect()
    }

    /// What a schema refers to, with its name; itself if it refers to nothing.
    fn resolved<'s>(&'s self, schema: &'s Json) -> (&'s str, &'s Json) {
        definition_of(schema)
            .and_then(|name| Some((name, self.schema.get("definitions")?.get(name)?)))
            .unwrap_or(("", schema))
    }

    fn widget(&self, key: &str, property: &Json) -> Option<Widget> {
        let (owner, schema) = self.resolved(property);
        if let Some(options) = options(owner, schema) {
            return Some(Widget::Select {
                options,
                multiple: false,
            });
        }
        let is = |name: &str| has_type(schema, name);
        Some(if is("boolean") {
            Widget::Boolean
        } else if is("integer") || is("number") {
            Widget::Number {
                value_type: if is("integer") { "int" } else { "float" },
                min: schema.get("minimum").cloned(),
                max: schema.get("maximum").cloned(),
                // Levels go in halves, as everywhere.
                step: (schema.get("maximum") == Some(&4.into()) && !is("integer")).then_some(0.5),
            }
        } else if is("array") {
            self.list(key, schema.get("items")?)?
        } else if is("object") {
            match self.fields(owner, schema) {
                // Its keys are names that no form can know: it stays as it is.
                fields if fields.is_empty() => Widget::Hidden,
                fields => Widget::Object {
                    collapsed: true,
                    fields,
                },
            }
        } else if schema.get("format").and_then(Json::as_str) == Some("date") {
            Widget::Datetime {
                format: "YYYY-MM-DD",
                date_format: "DD.MM.YYYY",
                time_format: false,
            }
        } else if SENTENCES.contains(&key) {
            Widget::Text
        } else {
            Widget::String
        })
    }

    fn list(&self, key: &str, items: &Json) -> Option<Widget> {
        let (owner, schema) = self.resolved(items);
        if let Some(options) = options(owner, schema) {
            return Some(Widget::Select {
                options,
                multiple: true,
            });
        }
        Some(if has_type(schema, "object") {
            Widget::List {
                field: None,
                fields: Some(self.fields(owner, schema)),
            }
        } else {
            let widget = match schema.get("items") {
                // Pairs and the like.
                Some(Json::Array(parts)) => self.list(key, parts.first()?)?,
                _ => self.widget("", items)?,
            };
            Widget::List {
                field: Some(Box::new(Field {
                    label: titles::title("Item", key).unwrap_or("Eintrag").to_owned(),
                    name: "value".into(),
                    required: Some(true),
                    widget,
                })),
                fields: None,
            }
        })
    }
}

/// The values of an enumeration with their titles.
fn options(owner: &str, schema: &Json) -> Option<Vec<Choice>> {
    let values: Vec<&str> = match (schema.get("enum"), schema.get("oneOf")) {
        (Some(Json::Array(values)), _) => values.iter().filter_map(Json::as_str).collect(),
        (None, Some(Json::Array(values))) => values
            .iter()
            .filter_map(|value| value.get("const")?.as_str())
            .collect(),
        _ => return None,
    };
    Some(
        values
            .into_iter()
            .map(|value| Choice {
                label: titles::title(owner, value).unwrap_or(value).to_owned(),
                value: value.to_owned(),
            })
            .collect(),
    )
}

/// Whether values may be of a type; "or nothing" does not count.
fn has_type(schema: &Json, name: &str) -> bool {
    match schema.get("type") {
        Some(Json::String(only)) => only == name,
        Some(Json::Array(several)) => several.iter().any(|one| one.as_str() == Some(name)),
        _ => false,
    }
}
