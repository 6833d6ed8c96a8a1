//! `--format rdjson`: the diagnostics of reviewdog. Columns are bytes of UTF-8, ends exclusive.

use super::place::{Places, Region, findings};
use super::{FileReport, Report, json, words};
use crate::judge::Label;
use crate::rule::Severity;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Whole<'a> {
    source: Name,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Name {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: String,
    location: Location<'a>,
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    }
}

fn range(r: Region) -> Range {
    Range { start: Place { line: r.start.line, column: r.start_byte }, end: Place { line: r.end.line, column: r.end_byte } }
}

fn location<'a>(places: &Places<'_>, file: &FileReport, label: &'a Label) -> Location<'a> {
    Location { path: places.path(&label.path), range: range(places.region(file, label)) }
}

fn related<'a>(places: &Places<'_>, file: &FileReport, label: &'a Label) -> Related<'a> {
    let note = if label.message.is_empty() { String::new() } else { format!(": {}", super::escape::visible(&label.message)) };
    Related { message: words::quote(&label.text) + &note, location: location(places, file, label) }
}

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(report);
    let diagnostics = findings(report).map(|(file, f)| {
        // A suggestion is applied to the line as it lies on disk, where a byte order mark would move it; and only to the file itself.
        let suggestions = f.fixes.iter().filter(|fix| fix.label.path == f.primary.path);
        let suggestions = suggestions.map(|fix| (places.region(file, &fix.label), fix.text.as_str())).filter(|(r, _)| !r.marked);
        Diagnostic {
            message: words::without_suggestions(&places, f),
            location: location(&places, file, &f.primary),
            severity: severity(f.severity),
            code: Code { value: &f.rule },
            suggestions: suggestions.map(|(r, text)| Suggestion { range: range(r), text }).collect(),
            related_locations: f.related.iter().map(|l| related(&places, file, l)).collect(),
        }
    });
    let whole = Whole { source: Name { name: "factlint" }, diagnostics: diagnostics.collect() };
    writeln!(out, "{}", json::harmless(&whole))
}
