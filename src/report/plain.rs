//! `--format plain`: one line a finding, no colour, no drawing.
//!
//! `path:line:column: severity rule: message [path:line:column "text"; …]` — the ends of the contradiction stand in brackets, replacements behind them.

use super::Report;
use super::escape::inline;
use super::words;
use crate::judge::{Finding, Label};
use std::io::{self, Write};

/// Longest quotation of an article in a line, in characters.
const MAX_QUOTE: usize = 80;

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    report.findings().try_for_each(|f| writeln!(out, "{}", inline(&line(f))))
}

fn line(f: &Finding) -> String {
    let p = &f.primary;
    let mut text =
        format!("{}:{}:{}: {} {}: {}", inline(&p.path), p.line, p.column, f.severity.name(), inline(&f.rule), inline(&f.message));
    if !f.because.is_empty() {
        text.push_str(" (");
        text.push_str(&inline(&f.because));
        text.push(')');
    }
    let ends: Vec<String> = f.labels().map(end).collect();
    text.push_str(" [");
    text.push_str(&ends.join("; "));
    text.push(']');
    if let Some(fixes) = words::replacements(f) {
        text.push(' ');
        text.push_str(&inline(&fixes));
    }
    text
}

fn end(l: &Label) -> String {
    let mut quote: String = l.text.chars().take(MAX_QUOTE).collect();
    if quote.len() < l.text.len() {
        quote.push('…');
    }
    format!("{}:{}:{} \"{}\"", inline(&l.path), l.line, l.column, inline(&quote))
}
