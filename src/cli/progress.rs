//! How far a long run is: one line on a terminal's standard error, rewritten in place and taken away at the end.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

/// Milliseconds before anything is shown.
const PATIENCE: u64 = 1000;
/// Milliseconds between two lines.
const STEP: u64 = 100;

/// The line.
#[derive(Debug)]
pub(super) struct Progress {
    total: usize,
    done: AtomicUsize,
    next: AtomicU64,
    started: Instant,
    on: bool,
}

impl Progress {
    /// Of a run over so many articles.
    pub(super) fn new(total: usize, quiet: bool) -> Self {
        let dumb = std::env::var("TERM").is_ok_and(|t| t == "dumb");
        let on = !quiet && !dumb && std::io::stderr().is_terminal();
        Self { total, done: 0.into(), next: PATIENCE.into(), started: Instant::now(), on }
    }

    /// One article more is done.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.on {
            return;
        }
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let next = self.next.load(Ordering::Relaxed);
        let mine = now >= next && self.next.compare_exchange(next, now + STEP, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if mine {
            SHOWN.store(true, Ordering::Relaxed);
            let _ = write!(std::io::stderr(), "\r{done} of {} articles", self.total);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        clear();
    }
}

/// Whether a line stands on the terminal.
static SHOWN: AtomicBool = AtomicBool::new(false);

/// Takes the line away, if there is one.
pub(super) fn clear() {
    if SHOWN.swap(false, Ordering::Relaxed) {
        let _ = write!(std::io::stderr(), "\r\u{1b}[K");
    }
}
