//! Runs that are broken off: by Ctrl-C, by the system, by a terminal that is closed.
//!
//! Invariant: no file is left half written or beside its place, the line of progress is gone, and the status is the one that shells give:
//! 128 and the number of the signal.

/// From now on a run that is broken off cleans up. Where signals cannot be waited for, they end the run as they always do.
#[cfg(unix)]
pub(super) fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    // Whoever starts a run that is not to be disturbed has the signals ignored; it stays so.
    let ignored = ignored();
    let wanted = [SIGINT, SIGTERM, SIGHUP, SIGXFSZ].into_iter().filter(|signal| ignored & (1 << (signal - 1)) == 0);
    let Ok(mut signals) = signal_hook::iterator::Signals::new(wanted) else { return };
    // Without the thread signals would do nothing; there is no such system, and then the run cannot do its work either.
    let _ = std::thread::Builder::new().name("signals".to_owned()).stack_size(64 * 1024).spawn(move || {
        // A file that may not grow any more is an error of the call that writes, and told as such.
        if let Some(signal) = signals.forever().find(|&signal| signal != SIGXFSZ) {
            let _none_takes_its_place = super::atomic::break_off();
            super::progress::clear();
            exit(128 + signal);
        }
    });
}

/// The signals that this process was started to ignore, as bits; where that cannot be told, that of a closed terminal.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let bits = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    bits.unwrap_or(1 << (signal_hook::consts::SIGHUP - 1))
}

#[cfg(unix)]
#[expect(clippy::exit, reason = "the other threads are in the midst of their work")]
fn exit(status: i32) -> ! {
    std::process::exit(status)
}

/// Signals are not waited for here.
#[cfg(not(unix))]
pub(super) fn watch() {}
