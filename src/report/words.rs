//! What a finding says in words, for formats that have one place and one text: the other ends of a contradiction are named in it.
//!
//! Invariant: one line each, without controls, bidirectional or invisible characters.

use super::escape::visible;
use super::place::Places;
use crate::judge::{Finding, Fix, Label};
use std::borrow::Cow;

/// Longest quotation of an article, in characters.
const MAX_QUOTE: usize = 80;
/// Most other ends that a text names.
const MAX_ENDS: usize = 10;

/// What is wrong.
pub(super) fn message(finding: &Finding) -> Cow<'_, str> {
    visible(&finding.message)
}

/// What is wrong and the computation that proves it.
pub(super) fn proof(finding: &Finding) -> String {
    let message = message(finding);
    if finding.because.is_empty() { message.into_owned() } else { format!("{message} ({})", visible(&finding.because)) }
}

/// A short quotation, in quotation marks.
pub(super) fn quote(text: &str) -> String {
    let mut short: String = text.chars().take(MAX_QUOTE).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("\"{}\"", visible(&short))
}

/// The other ends, as `"text" (path:line:column)`, and how many there are beyond those.
pub(super) fn ends(places: &Places<'_>, finding: &Finding) -> Vec<String> {
    let mut ends: Vec<String> = finding.related.iter().take(MAX_ENDS).map(|l| end(places, l)).collect();
    if finding.related.len() > MAX_ENDS {
        ends.push(format!("{} more places", finding.related.len() - MAX_ENDS));
    }
    ends
}

fn end(places: &Places<'_>, label: &Label) -> String {
    let note = if label.message.is_empty() { String::new() } else { format!(": {}", visible(&label.message)) };
    format!("{} ({}:{}:{}){note}", quote(&label.text), visible(places.path(&label.path)), label.line, label.column)
}

/// The replacements.
fn suggestions(finding: &Finding) -> impl Iterator<Item = String> {
    finding.fixes.iter().map(|fix| format!("Suggestion: {} instead of {}.", quote(&fix.text), quote(&fix.label.text)))
}

/// The replacements in one sentence: `Replace "Monday" by "Sunday", or "June 18" by "June 19".`
pub(super) fn replacements(finding: &Finding) -> Option<String> {
    let one = |fix: &Fix| {
        let old = quote(&fix.label.text);
        if fix.text.is_empty() { format!("{old} by nothing") } else { format!("{old} by {}", quote(&fix.text)) }
    };
    let all: Vec<String> = finding.fixes.iter().map(one).collect();
    (!all.is_empty()).then(|| format!("Replace {}.", all.join(", or ")))
}

/// What to do.
pub(super) fn advice(finding: &Finding) -> Option<String> {
    (!finding.help.is_empty()).then(|| format!("Help: {}", visible(&finding.help)))
}

/// All of it, line by line: what is wrong, the other ends, what to do.
pub(super) fn lines(places: &Places<'_>, finding: &Finding) -> Vec<String> {
    let mut lines = vec![proof(finding)];
    lines.extend(ends(places, finding).into_iter().map(|end| format!("See {end}")));
    lines.extend(advice(finding));
    lines.extend(suggestions(finding));
    lines
}

/// All of it in one line.
pub(super) fn line(places: &Places<'_>, finding: &Finding) -> String {
    suggestions(finding).fold(without_suggestions(places, finding), |text, s| text + " " + &s)
}

/// All of it in one line but the replacements, for formats that carry those apart.
pub(super) fn without_suggestions(places: &Places<'_>, finding: &Finding) -> String {
    let mut text = proof(finding);
    let ends = ends(places, finding);
    if !ends.is_empty() {
        text.push_str(" See ");
        text.push_str(&ends.join("; "));
        text.push('.');
    }
    if let Some(advice) = advice(finding) {
        text.push(' ');
        text.push_str(&advice);
    }
    text
}
