//! The small programs of reading pages. `learn`: quizzes with feedback at once. `office`: the suitability check and the
//! timeline of a programme, links and codes on posters.
//!
//! ```text
//! page's JSON ─► what this page has of it ─► takes over the page's own elements ─► listeners
//! ```
//!
//! Each part finds everything it needs before it changes anything; if something is missing, the page stays as it was
//! delivered: readable and printable, with the solutions to open. Only when all parts run, what is for readers without this
//! program (`data-plain`) goes and what needs it (`data-live`) comes.
//!
//! Invariants: no network, no storage before a click ([`progress`]), no scoring (that is `assess-core`'s).

#[cfg(feature = "office")]
mod poster;
#[cfg(feature = "learn")]
mod progress;
#[cfg(feature = "learn")]
mod quiz;
#[cfg(feature = "office")]
mod suitability;
#[cfg(feature = "office")]
mod timeline;
#[cfg(feature = "learn")]
mod units;

use std::cell::RefCell;

use gloo_events::EventListener;
use web_sys::Document;

use crate::dom;
use crate::failure::Failure;
use crate::json::Json;

const FORMAT: &str = "roadmap-reading/1";

/// What stops when it is dropped.
type Listeners = Vec<EventListener>;

thread_local! {
    /// Owns the listeners as long as the page lives.
    static MOUNTED: RefCell<Listeners> = const { RefCell::new(Vec::new()) };
}

/// Takes over what this page has.
pub fn mount(document: &Document) {
    match start(document) {
        Ok(listeners) => MOUNTED.set(listeners),
        // Readers have the page as it is; the reason is for whoever looks after it. Setting this attribute cannot fail.
        Err(problem) => {
            let _ = gloo_utils::body().set_attribute("data-failure", problem.name());
        }
    }
}

fn start(document: &Document) -> Result<Listeners, Failure> {
    let data = Json::embedded(document, "reading-data")?;
    if data.get("format").text().as_deref() != Some(FORMAT) {
        return Err(Failure::Data("format"));
    }
    let parts: &[(&str, Part)] = &[
        #[cfg(feature = "learn")]
        ("quiz", quiz::start),
        #[cfg(feature = "learn")]
        ("units", units::start),
        #[cfg(feature = "office")]
        ("criteria", suitability::start),
        #[cfg(feature = "office")]
        ("timeline", timeline::start),
        #[cfg(feature = "office")]
        ("poster", poster::start),
    ];
    let mut listeners = Vec::new();
    for (name, start) in parts {
        if data.get(name).is_there() {
            listeners.extend(start(document, &data)?);
        }
    }
    gloo_utils::body().set_attribute("data-running", "")?;
    for (selector, hidden) in [("[data-plain]", true), ("[data-live]", false)] {
        for element in dom::all(document, selector) {
            dom::set_hidden(&element, hidden);
        }
    }
    Ok(listeners)
}

type Part = fn(&Document, &Json) -> Result<Listeners, Failure>;

#[cfg(test)]
mod tests {
    use crate::strings::tests::check;

    #[test]
    fn the_base_theme_has_every_text() {
        check("quiz", super::quiz::Word::ALL);
        check("quiz", super::units::Word::ALL);
        check("quiz", super::progress::Word::ALL);
        check("guide", super::suitability::Word::ALL);
        check("guide", super::timeline::Word::ALL);
        check("poster_words", super::poster::Word::ALL);
    }
}
