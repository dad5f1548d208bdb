//! A device that several people use: nothing stays when somebody goes away.

use js_sys::Reflect;
use web_sys::Event;

use crate::action::Action;
use crate::dom::device;
use crate::idle::Idle;
use crate::state::State;

use super::running::Running;

impl Running {
    /// Looks every second whether somebody is still there, on a shared device only.
    pub(super) fn watch(&self) {
        self.touched.set(device::now());
        device::tick(self.visit.borrow().is_shared());
    }

    /// Somebody did something.
    pub(super) fn touch(&self, _event: &Event) {
        self.touched.set(device::now());
        // Nobody else is ever warned.
        if self.visit.borrow().is_shared() {
            self.view.warn(None);
        }
    }

    pub(super) fn look(&self, event: &Event) {
        let idle = Idle::after(device::now() - self.touched.get());
        // On the first screen there is nothing to lose, and nobody to be warned again and again.
        let is_clean = matches!(*self.state.borrow(), State::Start { paused: None, .. });
        match idle {
            Idle::Leaving(seconds) if !is_clean => self.view.warn(Some(seconds)),
            Idle::Here | Idle::Leaving(_) => {}
            Idle::Gone => {
                self.touch(event);
                self.stop_at(if is_clean {
                    self.step(&Action::Restart)
                } else {
                    self.take(&Action::Restart)
                });
            }
        }
    }

    /// The page goes away, or comes back from the browser's memory.
    pub(super) fn leave_or_return(&self, event: &Event) {
        let is_kept = Reflect::get(event, &"persisted".into()).is_ok_and(|kept| kept.is_truthy());
        if self.visit.borrow().is_shared() && (is_kept || event.type_() == "pagehide") {
            self.stop_at(self.step(&Action::Restart));
        }
    }
}
