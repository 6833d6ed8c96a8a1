//! Faults of our own: caught for each article, so that one cannot take the findings of others with it.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// What the last panic of this thread said.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics from printing; [`guard`] reports them.
pub(super) fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |l| format!("{}:{}", l.file(), l.line()));
        LAST.with(|last| *last.borrow_mut() = place);
    }));
}

/// Runs something; a fault in it becomes an error that says where it happened.
pub(super) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| LAST.with(|last| format!("internal error in {}; please report it", last.borrow())))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_fault_becomes_an_error() {
        super::quiet_panics();
        let fault = super::guard(|| assert!(std::hint::black_box(false)));
        assert!(fault.unwrap_err().starts_with("internal error in src/cli/guard.rs:"));
        assert_eq!(super::guard(|| 1), Ok(1));
    }
}
