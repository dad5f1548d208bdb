//! "Warum?": the answered tasks, each with what the key of the page says of it. Its texts are copied, not brought twice.

use crate::dom;
use crate::strings::Key;

use super::writing::Writing;

impl Writing<'_> {
    /// The tasks at these places of the page, each to be opened.
    pub(super) fn whys(&mut self, places: &[usize]) {
        self.block(Key::Why);
        self.to.say("p", "", Key::WhyLead);
        self.to.open("div", "whys");
        for solution in places.iter().filter_map(|place| self.solutions.get(*place)) {
            self.to.open("details", "accordion");
            for (place, part) in dom::children(solution).iter().enumerate() {
                if place == 0 {
                    let question = part.text_content().unwrap_or_default();
                    self.to.text("summary", "", &question);
                    self.to.open("div", "accordion-body");
                } else {
                    self.to.copy(part);
                }
            }
            self.to.close();
            self.to.close();
        }
        self.to.close();
        self.to.close();
    }
}
