//! Shows a state in the page's own elements. Nothing here decides anything.

mod elements;
mod keep;
mod paper;
mod plan;
mod progress;
mod question;
mod result;

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlInputElement};

use crate::action::Action;
use crate::dom::{self, device};
use crate::failure::Failure;
use crate::idle::Idle;
use crate::inputs::{self, Move};
use crate::invited::Invited;
use crate::number;
use crate::page_data::{Page, PageItem};
use crate::report::Report;
use crate::state::State;
use crate::strings::{Key, Strings, joined};
use crate::visit::Visit;

pub use elements::Elements;

/// What the page calls the screen of a state.
const fn screen(state: &State) -> &'static str {
    match state {
        State::Start { about: false, .. } => "start",
        State::Start { about: true, .. } => "about",
        State::Question { .. } => "question",
        State::Paper { .. } => "paper",
        State::Result { .. } => "result",
    }
}

/// What the visitor says of the device.
const DEVICE: &str = "[name=device]";

/// The id of the heading of what is asked before the first task.
const ABOUT: &str = "check-about-title";

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
        elements.form.reset();
        elements.clear_all(page);
        Ok(Self {
            document: document.clone(),
            elements,
            strings,
            title: document.title(),
        })
    }

    /// Shows a state. The focus stays where it is: see [`Self::arrive`].
    pub fn show(&self, page: &Page, state: &State, visit: &Visit) -> Result<(), Failure> {
        let Elements {
            check,
            message,
            status,
            ..
        } = &self.elements;
        let is_next_question = matches!(state, State::Question { .. })
            && check.get_attribute("data-state").as_deref() == Some(screen(state));
        // From one question to the next the rest stays as it is. On a slow phone everything that is set again takes time before
        // the question can be painted.
        if !is_next_question {
            self.enter(state, visit)?;
        }
        device::hush();
        dom::set_hidden(message, true);
        dom::clear(status);
        match state {
            State::Start { .. } => {
                self.show_item(page, None);
                device::entitle(&self.title);
            }
            State::Question {
                asking,
                nothing_chosen,
            } => {
                self.show_item(page, asking.item(page));
                let progress = self.show_progress(page, asking);
                self.set_title(&progress);
                if let (true, Some(item)) = (*nothing_chosen, asking.item(page)) {
                    let chosen = self.elements.selection(item, page);
                    let reminder = question::reminder(&item.form, chosen.as_ref());
                    self.say(&self.strings.text(reminder));
                }
            }
            State::Paper { open } => {
                self.show_form(page);
                self.set_title(&self.strings.text(Key::PaperTitle));
                if !open.is_empty() {
                    self.say_open(open);
                }
            }
            State::Result { career, session } => {
                self.show_item(page, None);
                self.set_title(&self.strings.text(Key::Result));
                self.show_result(page, &Report::new(page, *career, session))?;
                self.show_changes(page, session, visit)?;
                if let Some(result) = visit.result(session, device::period()) {
                    self.show_hand_over(visit, &result)?;
                }
            }
        }
        Ok(())
    }

    /// Shows the parts of the page that belong to the screen of a state, and no longer those of the one before.
    fn enter(&self, state: &State, visit: &Visit) -> Result<(), Failure> {
        let Elements {
            root,
            check,
            fallback,
            career,
            start,
            progress,
            nav,
            result,
            ..
        } = &self.elements;
        let (is_question, asks_career) = match state {
            State::Question { .. } => (true, false),
            State::Start { about: true, .. } | State::Paper { .. } => (false, true),
            State::Start { .. } | State::Result { .. } => (false, false),
        };
        check.set_attribute("data-state", screen(state))?;
        // Rules about the whole page go by this one: `:has(#check…)` would look through all of it at every change.
        root.set_attribute("data-check", screen(state))?;
        self.show_device(visit);
        dom::set_hidden(fallback, true);
        dom::set_hidden(career, !asks_career);
        dom::set_hidden(start, !matches!(state, State::Start { about: false, .. }));
        dom::set_hidden(progress, !is_question);
        dom::set_hidden(nav, !is_question);
        dom::set_hidden(result, !matches!(state, State::Result { .. }));
        self.forget_result();
        dom::reveal(&self.document, "check-change", false);
        // Asked from the first screen on: browsers fetch the device's voices only then, and take a while.
        dom::reveal(
            &self.document,
            "check-read",
            device::speaks() && is_question,
        );
        Ok(())
    }

    /// Moves the focus to what is new, which is also what a screen reader then reads.
    pub fn arrive(&self, page: &Page, state: &State) {
        match state {
            State::Start { about: false, .. } => device::arrive(&self.elements.heading),
            State::Start { .. } => self.focus_heading(ABOUT),
            State::Question {
                nothing_chosen: true,
                ..
            } => dom::bring_into_view(&self.elements.message),
            State::Question { asking, .. } => self.focus_question(page, asking),
            State::Paper { open } if !open.is_empty() => {
                dom::bring_into_view(&self.elements.message);
            }
            State::Paper { .. } => self.focus_heading(paper::HEADING),
            State::Result { .. } => self.focus_heading(result::HEADING),
        }
    }

    fn focus_heading(&self, id: &str) {
        if let Some(heading) = self.document.get_element_by_id(id) {
            device::arrive(&heading);
        }
    }

    /// Shows what the link says.
    pub fn show_link(&self, visit: &Visit, shared: bool) {
        self.show_device(visit);
        dom::reveal(&self.document, "check-device", !shared);
        let invited = match visit.invited {
            Invited::Not => "no",
            Invited::Unknown => "unknown",
            Invited::To(_) => "yes",
        };
        self.mark("data-invited", invited);
    }

    /// What the visitor says of the device.
    pub fn chosen_device(&self) -> String {
        let mut chosen = String::new();
        for input in dom::all_in::<HtmlInputElement>(&self.elements.form, DEVICE) {
            if input.checked() {
                chosen = input.value();
            }
        }
        chosen
    }

    /// Shows what goes with a device that several people use, or with one of the visitor's own.
    pub fn show_device(&self, visit: &Visit) {
        self.mark("data-device", visit.stay.as_str());
        for input in dom::all_in::<HtmlInputElement>(&self.elements.form, DEVICE) {
            input.set_checked(input.value() == visit.stay.as_str());
        }
    }

    /// Offers to go on with what was remembered, or does no longer.
    pub fn offer_to_go_on(&self, offer: bool) {
        dom::reveal(&self.document, "check-again", offer);
    }

    /// Says how reading a file of the visitor's went.
    pub fn say_earlier(&self, text: &str) {
        dom::write(&self.document, "check-earlier-note", text);
    }

    /// Says politely what happened.
    pub fn tell(&self, key: Key) {
        let status = &self.elements.status;
        status.set_text_content(Some(&self.strings.text(key)));
    }

    /// Warns that everything will be erased in so many seconds, or does no longer.
    pub fn warn(&self, seconds: Option<u32>) {
        let Some(dialogue) = self.document.get_element_by_id("check-idle") else {
            return;
        };
        device::dialogue(&dialogue, seconds.is_some());
        if let Some(seconds) = seconds {
            let values = [("n", &*number::whole(seconds))];
            let text = self.strings.filled(Key::Idle, &values);
            dom::write(&self.document, "check-idle-count", &text);
            if Idle::is_told(seconds) {
                dom::write(&self.document, "check-idle-told", &text);
            }
        }
    }

    /// Reads the item on the screen aloud, or stops.
    pub fn read_aloud(&self, page: &Page, item: &PageItem) {
        if let Some(element) = self.elements.of_item(item, page) {
            device::speak(element);
        }
    }

    /// Says something about the whole self-check that the theme's style goes by.
    fn mark(&self, name: &str, value: &str) {
        // Setting an attribute of such a name cannot fail.
        let _ = self.elements.check.set_attribute(name, value);
    }

    /// Empties the inputs that an action makes meaningless.
    pub fn forget_inputs(&self, page: &Page, before: &State, action: &Action) {
        match (before, action) {
            (State::Start { paused: None, .. }, Action::Start { .. }) => {
                self.elements.clear_all(page);
            }
            (State::Question { asking, .. }, Action::Leave(_)) => {
                if let Some(item) = asking.item(page)
                    && let Some(element) = self.elements.of_item(item, page)
                {
                    inputs::clear(element, &item.form);
                }
            }
            (State::Start { .. }, Action::Paper) => {
                self.elements.clear_all(page);
                self.elements.items.iter().for_each(paper::without_places);
            }
            (_, Action::Restart) => {
                self.elements.form.reset();
                self.elements.wishes.reset();
                self.elements.clear_all(page);
                for id in keep::FILLED {
                    dom::write(&self.document, id, "");
                }
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
            // A folded part is opened: not every browser prints what is folded.
            let _ = part.set_attribute("open", "");
        }
        true
    }

    /// Opens the browser's dialogue for printing.
    pub fn print(&self) -> Result<(), Failure> {
        Ok(gloo_utils::window().print()?)
    }

    fn set_title(&self, screen: &str) {
        device::entitle(&joined(&[screen, " – ", &self.title], ""));
    }

    /// Says what to do before it can go on.
    fn say(&self, text: &str) {
        let message = &self.elements.message;
        // Emptied first: a text that does not change is not announced again.
        dom::clear(message);
        dom::set_hidden(message, false);
        message.set_text_content(Some(text));
    }
}
