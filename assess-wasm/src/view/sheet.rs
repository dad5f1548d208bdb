//! The sheet for the yearly talk: what is printed is what the reader ticked, and lines for what is agreed.

use web_sys::{Event, HtmlInputElement};

use crate::action::PRINT;
use crate::dom;
use crate::strings::{Key, TextKey};

use super::View;
use super::writing::{ON_PAPER, PART, Writing};

/// The name of the checkboxes.
const CHOICE: &str = "paper";
/// Empty lines for agreements.
const LINES: usize = 5;

impl View {
    /// Puts a part on the sheet or takes it off, if that is what was ticked.
    pub fn choose_part(&self, event: &Event) {
        let selector = "[name=paper]";
        if let Some(input) = dom::target(event, selector)
            && let Ok(input) = wasm_bindgen::JsCast::dyn_into::<HtmlInputElement>(input)
        {
            for part in dom::children(&self.elements.result) {
                if part.get_attribute(PART).as_deref() == Some(&*input.value()) {
                    let says = if input.checked() { "yes" } else { "no" };
                    // Setting this attribute cannot fail: its name is a name.
                    let _ = part.set_attribute(ON_PAPER, says);
                }
            }
        }
    }
}

impl Writing<'_> {
    /// The choice of parts, and what only the sheet shows.
    pub(super) fn sheet(&mut self) {
        self.to.open("section", "result-block sheet");
        self.to.say("h3", "", Key::Sheet);
        self.to.say("p", "", Key::SheetLead);
        self.group("", Key::SheetParts);
        self.to.open("div", "options");
        for part in std::mem::take(&mut self.parts) {
            let name = self.to.strings().text(part);
            self.tick(CHOICE, part.name(), &name, matches!(part, Key::Plan));
        }
        self.to.close();
        self.to.close();
        self.button(PRINT, "btn btn-primary", Key::Print);
        self.to.close();
        self.to.open("section", "result-block agreed");
        self.to.say("h3", "", Key::Agreed);
        self.to.open("table", "result-table");
        self.to.open("thead", "");
        self.to.open("tr", "");
        for column in [Key::AgreedWhat, Key::AgreedWhen, Key::AgreedWho] {
            self.to.open("th", "");
            self.to.attribute("scope", "col");
            self.words(column);
            self.to.close();
        }
        self.to.close();
        self.to.close();
        self.to.open("tbody", "");
        for _ in 0..LINES {
            self.to.open("tr", "");
            for _ in 0..3 {
                self.to.text("td", "", "");
            }
            self.to.close();
        }
        self.to.close();
        self.to.close();
        self.to.close();
    }
}
