//! Everything a visitor can do, and which event means it.

use assess_core::answers::Missing;
use assess_core::task::Selection;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use crate::dom;
use crate::page_data::Career;

/// What a visitor wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Say what is asked before the first task.
    Open,
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
    /// Go on without an answer, for this reason.
    Leave(Missing),
    /// To the task before, or to the start.
    Back,
    /// Type in a form that was filled in on paper.
    Paper,
    /// Forget everything and begin from the start.
    Restart,
}

/// Where the visitor pressed, clicked or typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// The button of the first screen.
    Open,
    /// "Zur ersten Frage".
    Start,
    /// "Weiter".
    Next,
    /// "Weiß ich nicht", "Überspringen", "Geht für mich nicht".
    Leave(Missing),
    /// "Zurück".
    Back,
    /// An input was changed.
    Choose,
    /// Print what was ticked.
    Print,
    /// Save the plan for a calendar.
    SaveCalendar,
    /// "Weitermachen", after a break.
    GoOn,
    /// "Vom Papier eintippen".
    Paper,
    /// "Auswerten", below the form that was typed in.
    Evaluate,
    /// Save a file.
    Save(File),
    /// Read the task aloud, or stop.
    ReadAloud,
    /// "Von vorn beginnen", "Alles löschen".
    Restart,
    /// Enter in an input: on to the next screen, whichever this one is.
    Enter,
}

/// A file to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// The one that stays with the person.
    Own,
    /// The one to hand over.
    Result,
    /// The answers, to make the items better.
    Answers,
}

/// The buttons by their ids.
const BUTTONS: [(&str, Command); 22] = [
    ("check-start-button", Command::Open),
    ("check-begin", Command::Start),
    ("check-about-back", Command::Back),
    ("check-next", Command::Next),
    ("check-dont-know", Command::Leave(Missing::DontKnow)),
    ("check-skip", Command::Leave(Missing::Skipped)),
    ("check-barrier", Command::Leave(Missing::Barrier)),
    ("check-back", Command::Back),
    ("check-print", Command::Print),
    ("check-calendar", Command::SaveCalendar),
    ("check-restart", Command::Restart),
    ("check-again-button", Command::GoOn),
    ("check-again-erase", Command::Restart),
    ("check-paper-button", Command::Paper),
    ("check-paper-print", Command::Print),
    ("check-paper-done", Command::Evaluate),
    ("check-paper-back", Command::Back),
    ("check-read", Command::ReadAloud),
    ("check-save-own", Command::Save(File::Own)),
    ("check-save-result", Command::Save(File::Result)),
    ("check-save-answers", Command::Save(File::Answers)),
    ("check-erase", Command::Restart),
];

impl Command {
    /// What a click means.
    pub fn of_click(event: &Event) -> Option<Self> {
        let id = dom::target(event, "button")?.id();
        BUTTONS
            .iter()
            .find(|(name, _)| *name == id)
            .map(|(_, command)| *command)
    }

    /// What a key means: Enter in a radio button or checkbox goes on, everything else is the browser's. In a field Enter
    /// ends a word, and the keyboard of a phone offers it all the time.
    pub fn of_key(event: &Event) -> Option<Self> {
        let key: &KeyboardEvent = event.dyn_ref()?;
        let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
        let kind = input.type_();
        let is_tick = kind == "radio" || kind == "checkbox";
        (is_tick && key.key() == "Enter" && !key.repeat()).then_some(Self::Enter)
    }
}
