//! The self-check on this page: its state, its elements, and the listeners that drive it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use web_sys::Document;

use crate::action::{Action, Command};
use crate::dom;
use crate::failure::{self, Failure};
use crate::inputs::Move;
use crate::json::Json;
use crate::page_data::{self, Page};
use crate::report::Report;
use crate::score::Score;
use crate::state::State;
use crate::strings::Strings;
use crate::view::View;

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
    _listeners: [EventListener; 5],
    _score: Score,
}

/// What the listeners share.
struct Running {
    page: Rc<Page>,
    view: View,
    state: RefCell<State>,
}

impl App {
    /// Takes over the form and shows the first screen.
    pub fn start(document: &Document, data: &Json, strings: Strings) -> Result<Self, Failure> {
        let page = Rc::new(page_data::page(data)?);
        let view = View::new(document, &page, strings.clone())?;
        let score = Score::publish(Rc::clone(&page), strings)?;
        view.show(&page, &State::FIRST)?;
        let running = Rc::new(Running {
            page,
            view,
            state: RefCell::new(State::FIRST),
        });
        Ok(Self {
            _listeners: listeners(&running),
            _score: score,
        })
    }
}

fn listeners(running: &Rc<Running>) -> [EventListener; 5] {
    let elements = &running.view.elements;
    let (clicked, typed, changed) = (Rc::clone(running), Rc::clone(running), Rc::clone(running));
    let wished = Rc::clone(running);
    let may_prevent = EventListenerOptions::enable_prevent_default();
    [
        EventListener::new(
            &elements.check,
            "click",
            move |event| match Move::of_click(event) {
                Some(wanted) => clicked.move_step(&wanted),
                None => clicked.obey(Command::of_click(event)),
            },
        ),
        EventListener::new(
            &elements.form,
            "change",
            move |event| match Move::of_change(event) {
                Some(wanted) => changed.move_step(&wanted),
                None => changed.obey(Some(Command::Choose)),
            },
        ),
        EventListener::new(&elements.result, "change", move |event| {
            if !wished.view.choose_part(event) {
                wished.judge(wished.plan());
            }
        }),
        EventListener::new_with_options(&elements.form, "keydown", may_prevent, move |event| {
            if let Some(command) = Command::of_key(event) {
                event.prevent_default();
                typed.obey(Some(command));
            }
        }),
        EventListener::new_with_options(&elements.form, "submit", may_prevent, |event| {
            event.prevent_default();
        }),
    ]
}

impl Running {
    fn obey(&self, command: Option<Command>) {
        let done = match command {
            Some(Command::Print) => self.view.print(),
            Some(Command::ShowKey) => self.view.show_key(),
            Some(Command::SaveCalendar) => self.view.save_calendar(),
            Some(command) => self
                .action(command)
                .map_or(Ok(()), |action| self.take(&action)),
            None => Ok(()),
        };
        self.judge(done);
    }

    fn judge(&self, done: Result<(), Failure>) {
        if let Err(problem) = done {
            failure::show(&self.view.document, Some(&self.view.strings), &problem);
        }
    }

    /// Shows the plan anew.
    fn plan(&self) -> Result<(), Failure> {
        match &*self.state.borrow() {
            State::Result { career, session } => self
                .view
                .show_plan(&Report::planning(&self.page, *career, session)),
            _ => Ok(()),
        }
    }

    fn move_step(&self, wanted: &Move) {
        self.obey(Some(Command::Choose));
        self.view.move_step(wanted);
    }

    /// What the command means on the present screen.
    fn action(&self, command: Command) -> Option<Action> {
        let state = self.state.borrow();
        match (command, &*state) {
            (Command::Start | Command::Enter, State::Start { .. }) => Some(Action::Start {
                career: self.view.elements.career(),
                seed: dom::chance(),
            }),
            (Command::Next | Command::Enter, State::Question { asking, .. }) => Some(Action::Next(
                self.view
                    .elements
                    .selection(asking.item(&self.page)?, &self.page),
            )),
            (Command::Leave(why), State::Question { .. }) => Some(Action::Leave(why)),
            (Command::Back, State::Question { .. }) => Some(Action::Back),
            (Command::Choose, State::Question { .. }) => Some(Action::Choose),
            (Command::Restart, _) => Some(Action::Restart),
            _ => None,
        }
    }

    fn take(&self, action: &Action) -> Result<(), Failure> {
        let before = self.state.replace(State::FIRST);
        self.view.forget_inputs(&self.page, &before, action);
        let after = before.after(action, &self.page);
        self.view.show(&self.page, &after)?;
        if *action != Action::Choose {
            self.view.arrive(&after);
        }
        self.state.replace(after);
        Ok(())
    }
}
