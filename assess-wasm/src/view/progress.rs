//! How far the self-check has come.

use assess_core::answers::{Missing, Response};

use crate::number;
use crate::page_data::Page;
use crate::state::Asking;
use crate::strings::{Key, joined};

use super::View;

impl View {
    /// Shows the place, and what was said before to an item without a score. Returns the place as a text.
    pub(super) fn show_progress(&self, page: &Page, asking: &Asking) -> String {
        let progress = asking.session.progress();
        let key = if page.plan.adaptive {
            Key::Progress
        } else {
            Key::ProgressFixed
        };
        let place = number::count(progress.place);
        let most = number::count(progress.most);
        let text = self.strings.filled(key, &[("n", &place), ("m", &most)]);
        let before = match asking.session.given() {
            Some(Response::Missing(Missing::DontKnow)) => Some(Key::WasUnknown),
            Some(Response::Missing(Missing::Barrier)) => Some(Key::WasBarrier),
            Some(Response::Missing(_)) => Some(Key::WasSkipped),
            Some(Response::Score(_)) | None => None,
        };
        let shown = match before {
            Some(key) => joined(&[&text, " – ", &self.strings.text(key)], ""),
            None => text.clone(),
        };
        self.elements.progress_text.set_text_content(Some(&shown));
        self.elements
            .progress_bar
            .set_value(share(progress.place.saturating_sub(1), progress.most));
        text
    }
}

fn share(done: usize, all: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if all == 0 {
        0.0
    } else {
        number(done) / number(all)
    }
}
