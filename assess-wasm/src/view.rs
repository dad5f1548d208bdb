//! Shows a state in the page's own elements. Nothing here decides anything.

mod elements;
mod plan;
mod progress;
mod question;
mod result;

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlInputElement};

use crate::action::Action;
use crate::dom;
use crate::failure::Failure;
use crate::inputs::{self, Move};
use crate::page_data::Page;
use crate::report::Report;
use crate::state::State;
use crate::strings::{Key, Strings, joined};

pub use elements::Elements;

/// The page as something to show states in.
pub struct View {
    /// The page.
    pub document: Document,
    /// Its elements that take part.
    pub elements: Elements,
    /// Its texts.
    pub strings: Strings,
    /// The title of the document as it was delivered.
    title: String,
}

impl View {
    /// Finds everything that takes part.
    pub fn new(document: &Document, page: &Page, strings: Strings) -> Result<Self, Failure> {
        let elements = Elements::find(document, page)?;
        // A browser may have kept what was in the inputs before the page was loaded anew.
        elements.clear_all(page);
        Ok(Self {
            document: document.clone(),
            elements,
            strings,
            title: document.title(),
        })
    }

    /// Shows a state. The focus stays where it is: see [`Self::arrive`].
    pub fn show(&self, page: &Page, state: &State) -> Result<(), Failure> {
        let Elements {
            check,
            fallback,
            start,
            progress,
            message,
            nav,
            result,
            ..
        } = &self.elements;
        let (name, is_start, is_question) = match state {
            State::Start { .. } => ("start", true, false),
            State::Question { .. } => ("question", false, true),
            State::Result { .. } => ("result", false, false),
        };
        check.set_attribute("data-state", name)?;
        dom::set_hidden(fallback, true);
        dom::set_hidden(&self.elements.career, !is_start);
        dom::set_hidden(start, !is_start);
        dom::set_hidden(progress, !is_question);
        dom::set_hidden(nav, !is_question);
        dom::set_hidden(result, is_start || is_question);
        self.forget_result();
        dom::clear(&self.elements.status);
        match state {
            State::Start { .. } => {
                self.show_item(page, None);
                dom::set_hidden(message, true);
                self.document.set_title(&self.title);
            }
            State::Question {
                asking,
                nothing_chosen,
            } => {
                self.show_item(page, asking.item(page));
                let progress = self.show_progress(page, asking);
                self.set_title(&progress);
                dom::set_hidden(message, true);
                if let (true, Some(item)) = (*nothing_chosen, asking.item(page)) {
                    let chosen = self.elements.selection(item, page);
                    self.say(question::reminder(&item.form, chosen.as_ref()));
                }
            }
            State::Result { career, session } => {
                self.show_item(page, None);
                dom::set_hidden(message, true);
                self.set_title(&self.strings.text(Key::Result));
                self.show_result(page, &Report::new(page, *career, session))?;
            }
        }
        Ok(())
    }

    /// Moves the focus to what is new, which is also what a screen reader then reads.
    pub fn arrive(&self, state: &State) {
        match state {
            State::Start { .. } => dom::focus_at_top(&self.elements.heading),
            State::Question {
                nothing_chosen: true,
                ..
            } => dom::bring_into_view(&self.elements.message),
            State::Question { asking, .. } => self.focus_question(asking),
            State::Result { .. } => {
                if let Some(heading) = self.document.get_element_by_id(result::HEADING) {
                    dom::focus_at_top(&heading);
                }
            }
        }
    }

    /// Empties the inputs that an action makes meaningless.
    pub fn forget_inputs(&self, page: &Page, before: &State, action: &Action) {
        match (before, action) {
            (State::Start { paused: None }, Action::Start { .. }) => {
                self.elements.clear_all(page);
            }
            (State::Question { asking, .. }, Action::Leave(_)) => {
                if let Some(item) = asking.item(page)
                    && let Some(element) = self.elements.of_item(item, page)
                {
                    inputs::clear(element, &item.form);
                }
            }
            (_, Action::Restart) => {
                self.elements.form.reset();
                self.elements.wishes.reset();
                self.elements.clear_all(page);
                self.elements.key.set_open(false);
            }
            _ => {}
        }
    }

    /// Moves a step and says politely where it is now.
    pub fn move_step(&self, wanted: &Move) {
        let moved = wanted.carry_out(&self.strings, Key::Moved);
        self.elements.status.set_text_content(Some(&moved));
    }

    /// Puts a part of the result on paper or takes it off; whether it was that which was ticked.
    pub fn choose_part(&self, event: &Event) -> bool {
        let Some(input) = dom::target(event, "[name=paper]")
            .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
        else {
            return false;
        };
        if let Some(part) = self.document.get_element_by_id(&input.value()) {
            // Setting this attribute cannot fail: its name is a name.
            let _ = part.set_attribute("data-paper", if input.checked() { "yes" } else { "no" });
        }
        true
    }

    /// Opens the browser's dialogue for printing.
    pub fn print(&self) -> Result<(), Failure> {
        Ok(gloo_utils::window().print()?)
    }

    /// Opens the solutions and goes there.
    pub fn show_key(&self) -> Result<(), Failure> {
        let key = &self.elements.key;
        key.set_open(true);
        if let Some(summary) = key.query_selector("summary")? {
            dom::focus_in_view(&summary);
        }
        Ok(())
    }

    fn set_title(&self, screen: &str) {
        self.document
            .set_title(&joined(&[screen, " – ", &self.title], ""));
    }

    /// Says what to do before it can go on.
    fn say(&self, key: Key) {
        let message = &self.elements.message;
        // Emptied first: a text that does not change is not announced again.
        dom::clear(message);
        dom::set_hidden(message, false);
        message.set_text_content(Some(&self.strings.text(key)));
    }
}
