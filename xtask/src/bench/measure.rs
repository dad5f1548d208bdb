//! Wall-clock time, processor time and peak memory of one run of a program.

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
    /// What its threads together spent on the processors, in seconds; only Linux tells. Unlike the time on the wall it hardly
    /// depends on what else the machine does.
    pub(crate) processors: Option<f64>,
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
    let (status, seconds, last) = thread::scope(|scope| {
        let watch = watch(&child, &ended);
        let watcher = scope.spawn(watch);
        let status = child.wait();
        let seconds = start.elapsed().as_secs_f64();
        ended.store(true, Ordering::Relaxed);
        (status, seconds, watcher.join().unwrap_or_default())
    });
    let status = status.map_err(|error| failed(&error))?;
    if status.success() {
        Ok(Run {
            seconds,
            processors: last.processors,
            peak: last.peak,
        })
    } else {
        Err(failed(&status))
    }
}

/// What the kernel said last of a running program.
#[derive(Default)]
struct Last {
    processors: Option<f64>,
    peak: Option<f64>,
}

/// Asks the kernel again and again until the program has ended. What it tells only rises, so nothing in between is missed, only
/// what is added in the last two milliseconds.
fn watch<'a>(child: &Child, ended: &'a AtomicBool) -> impl FnOnce() -> Last + Send + use<'a> {
    let folder = format!("/proc/{}", child.id());
    move || {
        let mut last = Last::default();
        while !ended.load(Ordering::Relaxed) {
            last.peak = high_water_mark(&format!("{folder}/status")).or(last.peak);
            last.processors = processor_time(&format!("{folder}/stat")).or(last.processors);
            thread::sleep(Duration::from_millis(2));
        }
        last
    }
}

/// Time in the program and, for it, in the kernel: the 14th and 15th field, in hundredths of a second.
fn processor_time(stat: &str) -> Option<f64> {
    let text = fs::read_to_string(stat).ok()?;
    // The second field, the program's name, may hold anything.
    let (_, fields) = text.rsplit_once(')')?;
    let ticks: Vec<f64> = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse().ok())
        .collect();
    // What has ended and is not yet waited for has no time any more.
    let seconds = ticks.iter().sum::<f64>() / 100.0;
    (seconds > 0.0).then_some(seconds)
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
