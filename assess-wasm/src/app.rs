//! The self-check on this page: its state, its elements, and the listeners that drive it.

mod remember;
mod running;
mod shared;

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use web_sys::{Document, Event, EventTarget};

use crate::failure::{self, Failure};
use crate::json::Json;
use crate::page_data;
use crate::score::Score;
use crate::strings::Strings;
use crate::view::View;

use running::Running;

thread_local! {
    /// Owns the listeners as long as the page lives.
    static MOUNTED: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// Takes over the form of this page; if that cannot be, the form stays as it is.
pub fn mount(document: &Document) {
    let (data, strings) = match page_data::embedded(document) {
        Ok(found) => found,
        Err(problem) => return failure::show(document, None, &problem),
    };
    match App::start(document, &data, strings.clone()) {
        Ok(app) => MOUNTED.set(Some(app)),
        Err(problem) => failure::show(document, Some(&strings), &problem),
    }
}

/// Everything that must live as long as the page. The listeners stop when it is dropped.
pub struct App {
    _listeners: Vec<EventListener>,
    _score: Score,
}

impl App {
    /// Takes over the form and shows the first screen.
    pub fn start(document: &Document, data: &Json, strings: Strings) -> Result<Self, Failure> {
        let page = Rc::new(page_data::page(data)?);
        let view = View::new(document, &page, strings.clone())?;
        let score = Score::publish(Rc::clone(&page), strings)?;
        let running = Rc::new(Running::new(page, view));
        running.arrive_at_page()?;
        Ok(Self {
            _listeners: listeners(&running, document),
            _score: score,
        })
    }
}

/// What an event means to the self-check.
type Meaning = fn(&Running, &Event);

fn listeners(running: &Rc<Running>, document: &Document) -> Vec<EventListener> {
    let window: &EventTarget = &gloo_utils::window();
    let form: &EventTarget = &running.view.elements.form;
    let check: &EventTarget = &running.view.elements.check;
    let result: &EventTarget = &running.view.elements.result;
    let all: [(&EventTarget, &'static str, Meaning); 14] = [
        (check, "click", Running::click),
        (form, "change", Running::change),
        (form, "keydown", Running::press),
        (form, "submit", |_, event| event.prevent_default()),
        (form, "text", Running::read_earlier),
        (result, "change", Running::wish),
        // Signs of life.
        (document, "pointerdown", Running::touch),
        (document, "keydown", Running::touch),
        (document, "click", Running::touch),
        (document, "scroll", Running::touch),
        (document, "tick", Running::look),
        // Before the page goes into the browser's memory, and when it comes out of it.
        (window, "pagehide", Running::leave_or_return),
        (window, "pageshow", Running::leave_or_return),
        (window, "hashchange", |running, _| {
            running.read_link();
        }),
    ];
    let listen = |(target, name, meaning): (&EventTarget, &'static str, Meaning)| {
        let running = Rc::clone(running);
        let may_prevent = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(target, name, may_prevent, move |event| {
            meaning(&running, event);
        })
    };
    all.into_iter().map(listen).collect()
}
