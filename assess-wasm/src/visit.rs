//! What belongs to a visit beside the course of the self-check. All of it is gone with the page. No browser in here.

use assess_core::profile::{Profile, profile};
use assess_core::session::Finished;
use assess_core::transfer::{CheckResult, Nonce, Period, changes, figures};

use crate::invited::Invited;

/// One visit, from the first screen to the end.
#[derive(Clone, Debug)]
pub struct Visit {
    /// What the link says.
    pub invited: Invited,
    /// What may stay on the device.
    pub stay: Stay,
    /// What an earlier own file says.
    pub earlier: Option<Profile>,
    /// Marks the result, so that one that is handed in twice counts once.
    nonce: Nonce,
}

/// What may stay on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stay {
    /// What is in memory and in the inputs, as long as the page is open.
    Nothing,
    /// The answers, until the end or until this moment, in seconds since 1970.
    UntilEnd(u32),
    /// Not even that: several people use the device.
    Shared,
}

impl Stay {
    /// The value of its radio button.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::UntilEnd(_) => "merken",
            Self::Shared => "geteilt",
        }
    }

    /// Reads the value of a radio button; `until` is when a day is over.
    pub fn parse(word: &str, until: u32) -> Self {
        match word {
            "merken" => Self::UntilEnd(until),
            "geteilt" => Self::Shared,
            _ => Self::Nothing,
        }
    }
}

impl Visit {
    /// A visit that begins.
    pub fn new(nonce: Nonce) -> Self {
        Self {
            invited: Invited::Not,
            stay: Stay::Nothing,
            earlier: None,
            nonce,
        }
    }

    /// Whether several people use the device.
    pub fn is_shared(&self) -> bool {
        matches!(self.stay, Stay::Shared)
    }

    /// Makes room for whoever comes next: the link still holds, and a shared device stays one.
    pub fn forget(&mut self, nonce: Nonce) {
        self.earlier = None;
        self.nonce = nonce;
        if !self.is_shared() {
            self.stay = Stay::Nothing;
        }
    }

    /// The result to hand over; `None` without an invitation.
    pub fn result(&self, session: &Finished, period: Option<Period>) -> Option<CheckResult> {
        let Invited::To(guest) = &self.invited else {
            return None;
        };
        let bank = session.bank();
        let later = profile(bank, session.answers());
        let mut result = CheckResult {
            scale: bank.scale().into(),
            prior: bank.prior(),
            invitation: guest.invitation.clone(),
            period: period?,
            nonce: self.nonce,
            scales: figures(&later),
            change: Vec::new(),
        };
        if let Some(earlier) = &self.earlier {
            result.change = changes(result.prior, earlier, &later);
        }
        Some(result)
    }
}
