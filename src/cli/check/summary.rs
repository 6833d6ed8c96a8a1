//! What a run says of itself on standard error.

use super::super::baseline::Applied;
use super::super::session::Session;
use crate::report::{Report, Summary};
use std::fmt::Write;

/// The lines: what the configuration took away, what was left out, what was found.
pub(super) fn lines(report: &Report, session: &Session, known: Option<&Applied>, changed: bool) -> Vec<String> {
    let mut lines: Vec<String> = session.effect.line().into_iter().collect();
    let mut text = found(report);
    if changed {
        text.push_str(" (changed lines only)");
    }
    if let Some(known) = known.filter(|k| k.known > 0) {
        let _ = write!(text, "; {} known ({})", known.known, known.name);
    }
    let Summary { suppressed, .. } = report.summary();
    if suppressed > 0 {
        let _ = write!(text, "; {suppressed} suppressed");
    }
    let skipped = report.files.iter().filter(|f| f.skipped.is_some()).count();
    if skipped > 0 {
        let _ = write!(text, "; {skipped} skipped");
    }
    lines.push(text);
    lines
}

/// `1 error, 2 notes in 3 articles`
fn found(report: &Report) -> String {
    let Summary { files, errors, warnings, notes, .. } = report.summary();
    let mut parts = vec![count(errors, "error"), count(warnings, "warning"), count(notes, "note")];
    if errors + warnings + notes == 0 {
        parts = vec!["no findings".to_owned()];
    } else {
        parts.retain(|p| !p.starts_with("0 "));
    }
    format!("{} in {}", parts.join(", "), count(files, "article"))
}

/// `1 error`, `2 errors`.
pub(in crate::cli) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
