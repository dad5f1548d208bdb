//! Step 5: view models → HTML, by the theme's templates.

use std::sync::Arc;

use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter,
};
use serde::Serialize;

use crate::markdown::{breakable, write_escaped};
use crate::theme::Theme;
use crate::theme::texts::Texts;

/// The templates of a theme with the words of one language.
pub struct Renderer<'a> {
    environment: Environment<'a>,
}

impl<'a> Renderer<'a> {
    /// Compiles the templates.
    ///
    /// # Errors
    /// The first template that does not compile.
    pub fn new(theme: &'a Theme, texts: &Arc<Texts>) -> Result<Self, TemplateFault> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(format);
        let words = Arc::clone(texts);
        environment.add_function("t", move |key: &str, values: Kwargs| {
            translate(&words, key, &values)
        });
        let words = Arc::clone(texts);
        environment.add_function("n", move |key: &str, n: u64| words.count(key, n));
        environment.add_filter("breakable", |text: &str| {
            Value::from_safe_string(breakable(text))
        });
        for (name, template) in &theme.templates {
            environment
                .add_template(name, &template.text)
                .map_err(|error| TemplateFault::of(&error))?;
        }
        Ok(Self { environment })
    }

    /// Renders a view model.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn render(&self, template: &str, model: &impl Serialize) -> Result<String, TemplateFault> {
        self.environment
            .get_template(template)
            .and_then(|template| template.render(Serde(model)))
            .map_err(|error| TemplateFault::of(&error))
    }
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TemplateFault {
    /// The template, by its name among the theme's, and the line in it, from 1.
    pub place: Option<(String, usize)>,
    /// What is wrong.
    pub message: String,
}

impl TemplateFault {
    fn of(error: &Error) -> Self {
        let detail = error
            .detail()
            .map_or_else(String::new, |detail| format!(" ({detail})"));
        Self {
            place: error
                .name()
                .map(|name| (name.to_owned(), error.line().unwrap_or(1))),
            message: format!("{}{detail}", error.kind()),
        }
    }
}

/// Renders a text with facts in it, such as the imprint. It knows the facts and nothing else: no includes, no files.
///
/// # Errors
/// The line of the text, from 1, and what is wrong with it.
pub fn render_facts(text: &str, facts: &impl Serialize) -> Result<String, (usize, String)> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("mail", mail);
    environment.add_filter("fixed", fixed);
    environment
        .render_str(text, Serde(facts))
        .map_err(|error| (error.line().unwrap_or(1), error.kind().to_string()))
}

/// A number with so many decimals, as every language but English has to go on from. What rounds to nothing has no sign.
fn fixed(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    match text.strip_prefix('-') {
        Some(size) if !size.contains(|digit| matches!(digit, '1'..='9')) => size.to_owned(),
        _ => text,
    }
}

/// An e-mail address as a link in Markdown; what a draft shows in its place stays as it is.
fn mail(address: &str) -> String {
    if address.contains('@') && !address.contains(char::is_whitespace) {
        format!("[{address}](mailto:{address})")
    } else {
        address.to_owned()
    }
}

/// Escapes what HTML needs escaped and no more: the engine's own way also writes every `/` as `&#x2f;`, which makes
/// addresses long and hard to read.
fn format(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let text = value
        .as_str()
        .filter(|_| *state.auto_escape() == AutoEscape::Html && !value.is_safe());
    match text {
        Some(text) => write_escaped(out, text).map_err(Error::from),
        None => escape_formatter(out, state, value),
    }
}

fn translate(texts: &Texts, key: &str, values: &Kwargs) -> Result<String, Error> {
    let text = texts
        .find(key)
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("strings: {key}?")))?;
    let mut filled = text.to_owned();
    for name in values.args() {
        let value: Value = values.get(name)?;
        filled = filled.replace(&format!("{{{name}}}"), &value.to_string());
    }
    Ok(filled)
}
