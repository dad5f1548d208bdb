//! What stays: what the visitor says of the device, what the device remembers, what an earlier file says.

use js_sys::Reflect;
use web_sys::Event;

use assess_core::profile::profile;

use crate::dom::device;
use crate::failure::Failure;
use crate::files;
use crate::number;
use crate::record::{self, DAY, Record};
use crate::state::State;
use crate::strings::{Key, joined};
use crate::visit::Stay;

use super::running::Running;

impl Running {
    /// Offers to go on with what was remembered of this page, if anything was.
    pub(super) fn offer_to_go_on(&self) -> bool {
        let goes_on = self.resumed().is_some();
        self.view.offer_to_go_on(goes_on);
        if !goes_on {
            self.forget_record_of_this_page();
        }
        goes_on
    }

    /// Goes on with what was remembered.
    pub(super) fn go_on(&self) -> Result<(), Failure> {
        if let Some((until, state)) = self.resumed() {
            self.visit.borrow_mut().stay = Stay::UntilEnd(until);
            self.show(state)?;
            self.view.arrive(&self.page, &self.state.borrow());
        }
        Ok(())
    }

    /// What was remembered of this page, and until when it may be. On a shared device nothing is.
    fn resumed(&self) -> Option<(u32, State)> {
        let record = Record::parse(&device::remembered()?)?;
        let holds = record.holds(device::seconds()) && record.page == device::path();
        if !holds || self.visit.borrow().is_shared() {
            return None;
        }
        Some((record.until, State::resumed(&record, &self.page)?))
    }

    /// Takes away what is too old or belongs to this page. What another page remembers stays until its time, but never on a
    /// shared device.
    pub(super) fn forget_record_of_this_page(&self) {
        if let Some(text) = device::remembered() {
            let stays = |record: &Record| {
                record.holds(device::seconds())
                    && record.page != device::path()
                    && !self.visit.borrow().is_shared()
            };
            if !Record::parse(&text).as_ref().is_some_and(stays) {
                device::forget();
            }
        }
    }

    /// Remembers an answer, or nothing more at the end.
    pub(super) fn keep_record(&self, state: &State) {
        let Stay::UntilEnd(until) = self.visit.borrow().stay else {
            return;
        };
        match state {
            State::Question { asking, .. } if device::seconds() < until => {
                let page = device::path();
                device::remember(&record::write(until, &page, asking.career, &asking.session));
            }
            State::Start { .. } | State::Paper { .. } => {}
            State::Question { .. } | State::Result { .. } => device::forget(),
        }
    }

    /// What the visitor says of the device.
    pub(super) fn choose_device(&self) {
        let until = device::seconds().saturating_add(DAY);
        let stay = Stay::parse(&self.view.chosen_device(), until);
        let mut visit = self.visit.borrow_mut();
        if stay.as_str() == visit.stay.as_str() {
            return;
        }
        if matches!(visit.stay, Stay::UntilEnd(_)) {
            device::forget();
        }
        visit.stay = stay;
        if visit.is_shared() {
            visit.earlier = None;
        }
        self.view.show_device(&visit);
        drop(visit);
        self.watch();
    }

    /// Takes over what an earlier own file says, or says what is wrong with it.
    pub(super) fn read_earlier(&self, event: &Event) {
        let text = Reflect::get(event, &"detail".into()).unwrap_or_default();
        let text = text.as_string().unwrap_or_default();
        let strings = &self.view.strings;
        let read = files::read_own(&text, &self.page.bank);
        let said = match &read {
            Ok((_, 0)) => strings.text(Key::EarlierRead),
            Ok((_, left)) => {
                let left = strings.filled(Key::EarlierLeft, &[("n", &number::count(*left))]);
                joined(&[&strings.text(Key::EarlierRead), &left], " ")
            }
            Err(fault) => fault.text(strings),
        };
        self.view.say_earlier(&said);
        let bank = &self.page.bank;
        self.visit.borrow_mut().earlier = read.ok().map(|(answers, _)| profile(bank, &answers));
    }
}
