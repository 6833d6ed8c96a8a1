//! `--format gitlab`: the code quality report, one array. The description is all that a merge request shows, so it holds everything.
//!
//! Invariant: fingerprints are unique, for entries that share one are shown once; they do not change when lines move.

use super::place::{Places, findings};
use super::{Report, json, words};
use crate::judge::stable_hash;
use crate::rule::Severity;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Entry<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(report);
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut entries = Vec::new();
    for (file, f) in findings(report) {
        let path = places.path(&f.primary.path);
        let count = seen.entry((path, &f.fingerprint)).or_default();
        *count += 1;
        let region = places.region(file, &f.primary);
        entries.push(Entry {
            description: format!("{}: {}", f.rule, words::line(&places, f)),
            check_name: &f.rule,
            fingerprint: stable_hash([path, &f.fingerprint, &count.to_string()]),
            severity: severity(f.severity),
            location: Location { path, lines: Lines { begin: region.start.line, end: region.last_line() } },
        });
    }
    writeln!(out, "{}", json::harmless(&entries))
}
