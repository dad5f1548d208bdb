//! What a terminal shows to somebody who waits for more than a second. Everywhere else nothing is shown.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// So long nothing is shown: what is done by then needs no word.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the time on the bar is renewed.
const TICK: Duration = Duration::from_millis(200);

/// The wait for a piece of work; it ends with the value.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    showing: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Nothing to be seen.
    pub(super) fn hidden() -> Self {
        Self {
            bar: ProgressBar::hidden(),
            showing: None,
        }
    }

    /// Begins to wait for so many pieces of work, or for one of unknown size. Unless standard error is a terminal, nothing
    /// will be seen.
    pub(super) fn begin(pieces: Option<usize>) -> Self {
        let template = match pieces {
            Some(_) => "{bar:30} {pos}/{len} · {elapsed}",
            None => "{spinner} {elapsed}",
        };
        let Ok(style) = ProgressStyle::with_template(template) else {
            return Self::hidden();
        };
        let length = pieces.map(|pieces| u64::try_from(pieces).unwrap_or(u64::MAX));
        let bar =
            ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden()).with_style(style);
        let (stop, stopped) = channel::<()>();
        let shown = bar.clone();
        let showing = std::thread::spawn(move || {
            if stopped.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
            }
        });
        Self {
            bar,
            showing: Some((stop, showing)),
        }
    }

    /// One piece is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, showing)) = self.showing.take() {
            drop(stop);
            // Whatever became of the thread, it shows nothing any more.
            let _ = showing.join();
        }
        self.bar.finish_and_clear();
    }
}
