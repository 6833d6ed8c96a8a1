//! `--format json` and `jsonl`: the contract that scripts depend on (version 1).
//!
//! Offsets are bytes into the file as it lies on disk, end exclusive; lines and columns are 1-based, columns in characters.

use super::{FileReport, Report, Summary};
use crate::judge::{Finding, Fix, Label};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct LabelRow<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct FixRow<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
    replacement: &'a str,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    rule: &'a str,
    class: &'a str,
    severity: &'a str,
    message: &'a str,
    path: &'a str,
    primary: LabelRow<'a>,
    related: Vec<LabelRow<'a>>,
    because: &'a str,
    help: &'a str,
    fixes: Vec<FixRow<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct SkippedRow<'a> {
    path: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct ReportRow<'a> {
    version: u8,
    findings: Vec<FindingRow<'a>>,
    skipped: Vec<SkippedRow<'a>>,
    summary: Summary,
}

/// One line of `jsonl`: an article of a batch by its id, a file by its path.
#[derive(Serialize)]
struct LineRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<FindingRow<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

fn label(l: &Label) -> LabelRow<'_> {
    LabelRow { path: &l.path, start: l.span.start, end: l.span.end, line: l.line, column: l.column, text: &l.text, message: &l.message }
}

fn fix(f: &Fix) -> FixRow<'_> {
    let l = &f.label;
    FixRow { path: &l.path, start: l.span.start, end: l.span.end, line: l.line, column: l.column, text: &l.text, replacement: &f.text }
}

fn finding(f: &Finding) -> FindingRow<'_> {
    FindingRow {
        rule: &f.rule,
        class: &f.class,
        severity: f.severity.name(),
        message: &f.message,
        path: &f.primary.path,
        primary: label(&f.primary),
        related: f.related.iter().map(label).collect(),
        because: &f.because,
        help: &f.help,
        fixes: f.fixes.iter().map(fix).collect(),
        fingerprint: &f.fingerprint,
    }
}

/// A value as one line of JSON that no continuous-integration runner takes for a command: `##[` is written with an escape, as are
/// the separators of lines that JSON lets stand.
#[must_use]
pub fn harmless(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string(value).unwrap_or_default();
    for (raw, escaped) in
        [("##[", "#\\u0023["), ("##vso[", "#\\u0023vso["), ("\u{2028}", "\\u2028"), ("\u{2029}", "\\u2029"), ("\u{85}", "\\u0085")]
    {
        if text.contains(raw) {
            text = text.replace(raw, escaped);
        }
    }
    text
}

/// The whole report as one object.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let skipped = report.files.iter().filter_map(|f| Some(SkippedRow { path: &f.path, reason: f.skipped.as_deref()? })).collect();
    let row = ReportRow { version: 1, findings: report.findings().map(finding).collect(), skipped, summary: report.summary() };
    writeln!(out, "{}", harmless(&row))
}

/// One line for each article.
pub(super) fn write_lines(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let line = |f| writeln!(out, "{}", harmless(&line_row(f)));
    report.files.iter().try_for_each(line)
}

fn line_row(f: &FileReport) -> LineRow<'_> {
    let findings = f.skipped.is_none().then(|| f.findings.iter().map(finding).collect());
    LineRow { id: f.id.as_ref(), path: f.id.is_none().then_some(f.path.as_str()), findings, error: f.skipped.as_deref() }
}
