//! Wall-clock time and peak memory of one run of a program.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};

/// One run.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    /// From starting the program to its end.
    pub(crate) seconds: f64,
    /// The most memory it held at once, in MiB; only Linux tells.
    pub(crate) peak: Option<f64>,
}

/// Runs the program to its end. What it prints to standard output is dropped.
pub(crate) fn run(mut command: Command) -> Outcome<Run> {
    command.stdout(Stdio::null());
    let program = command.get_program().to_string_lossy().into_owned();
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("{program}: {error}"));

    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| failed(&error))?;
    let ended = AtomicBool::new(false);
    let (status, seconds, peak) = thread::scope(|scope| {
        let watch = watch_memory(&child, &ended);
        let watcher = scope.spawn(watch);
        let status = child.wait();
        let seconds = start.elapsed().as_secs_f64();
        ended.store(true, Ordering::Relaxed);
        (status, seconds, watcher.join().unwrap_or(None))
    });
    let status = status.map_err(|error| failed(&error))?;
    if status.success() {
        Ok(Run { seconds, peak })
    } else {
        Err(failed(&status))
    }
}

/// Reads the kernel's high-water mark again and again until the program has ended. The mark only rises, so no peak in
/// between is missed, only what is added in the last two milliseconds.
fn watch_memory<'a>(
    child: &Child,
    ended: &'a AtomicBool,
) -> impl FnOnce() -> Option<f64> + Send + use<'a> {
    let status = format!("/proc/{}/status", child.id());
    move || {
        let mut peak = None;
        while !ended.load(Ordering::Relaxed) {
            peak = high_water_mark(&status).or(peak);
            thread::sleep(Duration::from_millis(2));
        }
        peak
    }
}

fn high_water_mark(status: &str) -> Option<f64> {
    let text = fs::read_to_string(status).ok()?;
    let kib: f64 = text
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?
        .trim()
        .strip_suffix("kB")?
        .trim()
        .parse()
        .ok()?;
    Some(kib / 1024.0)
}

/// The middle of an odd number of values.
pub(crate) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
