//! The list of learning units: which of them are done.

use std::rc::Rc;

use web_sys::{Document, Element};

use super::Listeners;
use super::progress::{Panel, Progress, out_of};
use crate::dom;
use crate::failure::Failure;
use crate::json::{Json, Reader};
use crate::strings::{Strings, keys};

keys! {
    /// What the list says.
    pub enum Word {
        All = "units_done",
        Done = "unit_done",
        Some = "solved",
    }
}

/// A unit of the list.
struct Unit {
    questions: Vec<String>,
    /// Says how far it is; empty if nothing is solved yet.
    mark: Element,
}

struct Units {
    units: Vec<Unit>,
    progress: Rc<Progress>,
    panel: Rc<Panel>,
    strings: Strings,
}

/// Takes over the list of this page.
pub fn start(document: &Document, data: &Json) -> Result<Listeners, Failure> {
    let read = &Reader::default();
    let cards = dom::all(document, ".cards > .card");
    let entries = read.list(data, "units");
    let entries: Vec<Vec<String>> = entries.iter().map(|entry| read.texts_of(entry)).collect();
    read.verdict()?;
    if cards.len() != entries.len() {
        return Err(Failure::Element("card"));
    }
    let panel = Rc::new(Panel::find(document, data)?);
    let strings = Strings::read(data.get("strings"), Word::ALL)?;
    let mut units = Vec::new();
    for (card, questions) in cards.iter().zip(entries) {
        let mark = document.create_element("p")?;
        card.append_child(&mark)?;
        units.push(Unit { questions, mark });
    }
    let progress = Rc::new(Progress::open());
    let list = Units {
        units,
        progress: Rc::clone(&progress),
        panel: Rc::clone(&panel),
        strings,
    };
    list.show();
    Ok(vec![panel.listen(progress, move || list.show())])
}

impl Units {
    fn show(&self) {
        let (mut done, mut all) = (0, 0);
        for Unit { questions, mark } in &self.units {
            let solved = self.progress.count(questions);
            let is_done = solved == questions.len();
            let text = if solved == 0 {
                String::new()
            } else if is_done {
                self.strings.text(Word::Done)
            } else {
                out_of(&self.strings.text(Word::Some), solved, questions.len())
            };
            mark.set_text_content(Some(&text));
            // Setting this attribute cannot fail: its name is a name.
            let class = if is_done {
                "card-mark is-done"
            } else {
                "card-mark"
            };
            let _ = mark.set_attribute("class", class);
            dom::set_hidden(mark, text.is_empty());
            if !questions.is_empty() {
                all += 1;
                done += usize::from(is_done);
            }
        }
        // Nobody asked to remember: nobody knows.
        self.panel.say(&if self.progress.is_kept() {
            out_of(&self.strings.text(Word::All), done, all)
        } else {
            String::new()
        });
    }
}
