//! Errors in rule files, configuration and examples, each at its place in its file.

use super::Look;
use super::card::{Card, GUTTER, Windows, draw};
use super::escape::inline;
use super::snippet::{self, Mark};
use crate::rule::{RuleError, Severity};
use crate::source::Source;
use std::sync::Arc;

/// All errors, drawn one below the other.
#[must_use]
pub fn cards(errors: &[RuleError], look: Look) -> String {
    // The errors of a file follow one another: its lines are counted once.
    let mut out = String::new();
    for errors in errors.chunk_by(|a, b| Arc::ptr_eq(&a.file, &b.file)) {
        let Some(first) = errors.first() else { continue };
        let source = Source::from_text(first.file.name.clone(), first.file.text.clone());
        for error in errors {
            out.extend([draw(&card(error, &source, look), look).as_str(), "\n"]);
        }
    }
    out
}

/// All errors and their number.
#[must_use]
pub fn rule_errors(errors: &[RuleError], look: Look) -> String {
    let count = errors.len();
    cards(errors, look) + &format!("{count} error{}; nothing was checked\n", if count == 1 { "" } else { "s" })
}

fn card(error: &RuleError, source: &Source, look: Look) -> Card {
    let mark = Mark { span: error.span, at: source.position(error.span.start), message: error.label.clone(), primary: true };
    Card {
        code: String::new(),
        severity: Severity::Error,
        message: inline(&error.message).into_owned(),
        because: None,
        help: error.help.as_deref().map(|h| inline(h).into_owned()).unwrap_or_default(),
        windows: Windows(snippet::windows(source, &[mark], look.width.saturating_sub(GUTTER), look.dots())),
    }
}
