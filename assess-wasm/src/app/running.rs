//! What an event means on the present screen, and what follows from it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::Event;

use crate::action::{Action, Command, File};
use crate::dom::{self, device};
use crate::failure::{self, Failure};
use crate::files;
use crate::fragment::Fragment;
use crate::inputs::Move;
use crate::invited::Invited;
use crate::page_data::Page;
use crate::report::Report;
use crate::state::State;
use crate::strings::{Key, joined};
use crate::view::View;
use crate::visit::{Stay, Visit};

/// What the listeners share.
pub(super) struct Running {
    pub(super) page: Rc<Page>,
    pub(super) view: View,
    pub(super) state: RefCell<State>,
    pub(super) visit: RefCell<Visit>,
    /// When somebody last did something, in milliseconds since 1970.
    pub(super) touched: Cell<f64>,
}

impl Running {
    pub(super) fn new(page: Rc<Page>, view: View) -> Self {
        Self {
            page,
            view,
            state: RefCell::new(State::FIRST),
            visit: RefCell::new(Visit::new(device::nonce())),
            touched: Cell::new(device::now()),
        }
    }

    /// Shows the first screen, with the offer to go on if something was remembered.
    pub(super) fn arrive_at_page(&self) -> Result<(), Failure> {
        let starts = self.read_link();
        self.show(State::FIRST)?;
        if self.offer_to_go_on() {
            return Ok(());
        }
        if starts {
            self.obey(Command::Open);
        }
        Ok(())
    }

    /// Takes over what the link says; whether it wants to begin at once. Even then it is asked who uses the device.
    pub(super) fn read_link(&self) -> bool {
        let link = device::link();
        let fragment = Fragment::parse(&link);
        if !fragment.is_empty() {
            let mut visit = self.visit.borrow_mut();
            visit.invited = Invited::by(&fragment, &self.page.surveys);
            if fragment.shared {
                visit.stay = Stay::Shared;
            }
            self.view.show_link(&visit, fragment.shared);
            drop(visit);
            self.watch();
        }
        fragment.start
    }

    pub(super) fn click(&self, event: &Event) {
        if let Some(wanted) = Move::of_click(event) {
            self.move_step(&wanted);
        } else if let Some(command) = Command::of_click(event) {
            self.obey(command);
        }
    }

    pub(super) fn change(&self, event: &Event) {
        if let Some(input) = dom::target(event, "[type=file]") {
            device::read(&input);
        } else if let Some(wanted) = Move::of_change(event) {
            self.move_step(&wanted);
        } else {
            self.obey(Command::Choose);
        }
    }

    /// Another wish for the plan, or another part of the sheet to print.
    pub(super) fn wish(&self, event: &Event) {
        if !self.view.choose_part(event) {
            self.stop_at(self.plan());
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

    pub(super) fn press(&self, event: &Event) {
        let is_paper = matches!(*self.state.borrow(), State::Paper { .. });
        if is_paper {
            device::type_key(event);
        } else if let Some(command) = Command::of_key(event) {
            event.prevent_default();
            self.obey(command);
        }
    }

    fn move_step(&self, wanted: &Move) {
        // On paper a place is written beside a step that stays where it is.
        if !matches!(*self.state.borrow(), State::Paper { .. }) {
            self.obey(Command::Choose);
            self.view.move_step(wanted);
        }
    }

    pub(super) fn obey(&self, command: Command) {
        let done = match command {
            Command::Print => self.view.print(),
            Command::SaveCalendar => self.view.save_calendar(),
            Command::Save(file) => {
                self.save(file);
                Ok(())
            }
            Command::ReadAloud => {
                self.read_aloud();
                Ok(())
            }
            Command::GoOn => self.go_on(),
            Command::Evaluate => self.evaluate(),
            Command::Choose if matches!(*self.state.borrow(), State::Start { .. }) => {
                self.choose_device();
                Ok(())
            }
            command => {
                let action = self.action(command);
                action.map_or(Ok(()), |action| self.take(&action))
            }
        };
        self.stop_at(done);
    }

    pub(super) fn stop_at(&self, done: Result<(), Failure>) {
        if let Err(problem) = done {
            failure::show(&self.view.document, Some(&self.view.strings), &problem);
        }
    }

    /// What the command means on the present screen.
    fn action(&self, command: Command) -> Option<Action> {
        let state = self.state.borrow();
        match (command, &*state) {
            (Command::Open, State::Start { .. }) => Some(Action::Open),
            (Command::Start | Command::Enter, State::Start { .. }) => Some(Action::Start {
                career: self.view.elements.career(),
                seed: device::random().into(),
            }),
            (Command::Next | Command::Enter, State::Question { asking, .. }) => Some(Action::Next(
                self.view
                    .elements
                    .selection(asking.item(&self.page)?, &self.page),
            )),
            (Command::Leave(why), State::Question { .. }) => Some(Action::Leave(why)),
            (Command::Back, State::Start { .. } | State::Question { .. } | State::Paper { .. }) => {
                Some(Action::Back)
            }
            (Command::Choose, State::Question { .. }) => Some(Action::Choose),
            (Command::Paper, State::Start { .. }) => Some(Action::Paper),
            (Command::Restart, _) => Some(Action::Restart),
            _ => None,
        }
    }

    /// Makes a step and moves the focus to what is new.
    pub(super) fn take(&self, action: &Action) -> Result<(), Failure> {
        self.step(action)?;
        if !matches!(action, Action::Choose) {
            self.view.arrive(&self.page, &self.state.borrow());
        }
        if matches!(action, Action::Restart) {
            self.view.tell(Key::Erased);
        }
        Ok(())
    }

    /// Makes a step; the focus stays where it is.
    pub(super) fn step(&self, action: &Action) -> Result<(), Failure> {
        let before = self.state.replace(State::FIRST);
        self.view.forget_inputs(&self.page, &before, action);
        match action {
            Action::Restart => {
                device::forget();
                self.visit.borrow_mut().forget(device::nonce());
                self.view.say_earlier("");
                self.view.offer_to_go_on(false);
            }
            Action::Start { .. } => {
                // Whoever begins anew does not want to go on with an earlier time.
                self.forget_record_of_this_page();
                self.view.offer_to_go_on(false);
            }
            _ => {}
        }
        self.show(before.after(action, &self.page))
    }

    /// What was typed in becomes a result, or what is missing is said.
    fn evaluate(&self) -> Result<(), Failure> {
        let before = self.state.replace(State::FIRST);
        let typed = self.view.typed(&self.page);
        self.show(before.evaluated(typed, &self.page))?;
        self.view.arrive(&self.page, &self.state.borrow());
        Ok(())
    }

    /// Shows a state and goes on from it.
    pub(super) fn show(&self, state: State) -> Result<(), Failure> {
        self.view.show(&self.page, &state, &self.visit.borrow())?;
        self.keep_record(&state);
        self.state.replace(state);
        Ok(())
    }

    fn read_aloud(&self) {
        if let State::Question { asking, .. } = &*self.state.borrow()
            && let Some(item) = asking.item(&self.page)
        {
            self.view.read_aloud(&self.page, item);
        }
    }

    /// Offers a file to be saved.
    fn save(&self, file: File) {
        let state = self.state.borrow();
        let State::Result { career, session } = &*state else {
            return;
        };
        match file {
            File::Own => {
                let parts = [&self.page.blueprint, "-", &device::today()];
                let name = joined(&[&joined(&parts, ""), ".eigen.roadmap.json"], "");
                device::save(&name, &files::own(&self.page, *career, session));
            }
            File::Result => {
                if let Some(result) = self.visit.borrow().result(session, device::period()) {
                    device::save("ergebnis.roadmap.json", &files::result(&result));
                }
            }
            File::Answers => device::save("antworten.roadmap.json", &files::answers(session)),
        }
    }
}
