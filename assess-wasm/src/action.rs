//! Everything a visitor can do, and which event means it.

use assess_core::task::Selection;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use crate::page_data::Career;

/// What a visitor wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Begin, as a person of this career (`None`: not said). The seed decides between tasks that would tell about the same.
    Start {
        /// What the visitor said.
        career: Option<Career>,
        /// Drawn anew for each start.
        seed: u64,
    },
    /// Another choice in the inputs of the task.
    Choose,
    /// Go on with what is chosen; `None` if nothing is.
    Next(Option<Selection>),
    /// "Weiß ich nicht".
    DontKnow,
    /// "Überspringen".
    Skip,
    /// To the task before, or to the start.
    Back,
    /// Forget everything and begin from the start.
    Restart,
}

/// Where the visitor pressed, clicked or typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// The button of the first screen.
    Start,
    /// "Weiter".
    Next,
    /// "Weiß ich nicht".
    DontKnow,
    /// "Überspringen".
    Skip,
    /// "Zurück".
    Back,
    /// An input was changed.
    Choose,
    /// Print the result.
    Print,
    /// Look at the solutions.
    ShowKey,
    /// "Von vorn beginnen".
    Restart,
    /// Enter in an input: on to the next screen, whichever this one is.
    Enter,
}

/// The buttons by their ids; the last three are made with the result.
const BUTTONS: [(&str, Command); 8] = [
    ("check-start-button", Command::Start),
    ("check-next", Command::Next),
    ("check-dont-know", Command::DontKnow),
    ("check-skip", Command::Skip),
    ("check-back", Command::Back),
    (PRINT, Command::Print),
    (SHOW_KEY, Command::ShowKey),
    (RESTART, Command::Restart),
];

/// Id of the button that prints.
pub const PRINT: &str = "check-print";
/// Id of the button that opens the solutions.
pub const SHOW_KEY: &str = "check-show-key";
/// Id of the button that begins anew.
pub const RESTART: &str = "check-restart";

impl Command {
    /// What a click means.
    pub fn of_click(event: &Event) -> Option<Self> {
        let button: Element = event.target()?.dyn_into().ok()?;
        let id = button.closest("button").ok()??.id();
        BUTTONS
            .iter()
            .find(|(name, _)| *name == id)
            .map(|(_, command)| *command)
    }

    /// What a key means: Enter in a radio button or checkbox goes on, everything else is the browser's.
    pub fn of_key(event: &Event) -> Option<Self> {
        let key: &KeyboardEvent = event.dyn_ref()?;
        event.target()?.dyn_ref::<HtmlInputElement>()?;
        (key.key() == "Enter" && !key.repeat()).then_some(Self::Enter)
    }
}
