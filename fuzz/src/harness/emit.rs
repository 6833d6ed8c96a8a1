//! Reports are read back as strictly as their consumers do.

use super::harm::{is_command, is_harmful};
use super::invariants::hold;
use factlint::judge::Finding;
use factlint::report::{FileReport, Format, Look, Report, Run, write};
use factlint::source::Source;
use serde_json::Value;
use std::sync::Arc;

/// All formats.
const ALL: [Format; 10] = [
    Format::Human,
    Format::Plain,
    Format::Json,
    Format::Jsonl,
    Format::Sarif,
    Format::Github,
    Format::Gitlab,
    Format::Junit,
    Format::Checkstyle,
    Format::Rdjson,
];

/// A report of one file, with everything in it renamed to a path.
pub(crate) fn report(path: &str, text: &str, mut findings: Vec<Finding>, message: &str) -> Report {
    for finding in &mut findings {
        let related = finding.related.iter_mut().chain(finding.fixes.iter_mut().map(|f| &mut f.label));
        for label in std::iter::once(&mut finding.primary).chain(related) {
            label.path = path.into();
        }
        finding.message.push_str(message);
        finding.help.push_str(message);
        finding.because.push_str(message);
    }
    let file = FileReport {
        path: path.to_owned(),
        findings,
        source: Some(Arc::new(Source::from_text(path, text.to_owned()))),
        ..FileReport::default()
    };
    let skipped = FileReport { path: format!("{path}2"), skipped: Some(message.to_owned()), ..FileReport::default() };
    Report { files: vec![file, skipped], run: Run { root: "/repository".to_owned(), ..Run::default() } }
}

/// Writes a report in every format, twice, and reads it back.
pub(crate) fn check(report: &Report) -> Result<(), String> {
    for format in ALL {
        for look in [Look { color: false, unicode: true, width: 80 }, Look { color: false, unicode: false, width: 20 }] {
            let bytes = |report: &Report| {
                let mut out = Vec::new();
                write(format, report, look, &mut out).map_err(|e| format!("write: {format:?} {e}"))?;
                String::from_utf8(out).map_err(|e| format!("utf8: {format:?} {e}"))
            };
            let text = bytes(report)?;
            hold!(text == bytes(report)?, "same: {format:?} written twice, written differently");
            read_back(format, &text, report)?;
        }
    }
    Ok(())
}

fn json(format: Format, text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|e| format!("parse: {format:?} {e}"))
}

fn read_back(format: Format, text: &str, report: &Report) -> Result<(), String> {
    let count = report.findings().count();
    match format {
        Format::Human | Format::Plain => {
            for line in text.lines() {
                hold!(!is_command(line), "command: {format:?} {line:?}");
                hold!(!line.contains(is_harmful), "control: {format:?} {line:?}");
            }
        }
        Format::Github => {
            // Each line is one of ours or harmless; the runner splits at all three line ends.
            let mut commands = 0;
            for line in text.split(['\n', '\r']) {
                if is_command(line) {
                    commands += 1;
                    let ours = ["::error ", "::warning ", "::notice "].iter().any(|p| line.starts_with(p));
                    // What follows our own command on its line is its text: the runner looks for no second one.
                    hold!(ours, "command: {format:?} {line:?}");
                }
            }
            // One more for each file that was skipped.
            hold!(commands <= count + report.files.len(), "count: {commands} commands of {count} findings");
        }
        Format::Json => {
            let whole = json(format, text)?;
            hold!(whole["findings"].as_array().map(Vec::len) == Some(count), "count: {format:?}");
        }
        Format::Jsonl => {
            for line in text.lines() {
                json(format, line)?;
            }
        }
        Format::Sarif => {
            let whole = json(format, text)?;
            let run = &whole["runs"][0];
            hold!(run["columnKind"] == "unicodeCodePoints", "sarif: columnKind");
            for result in run["results"].as_array().into_iter().flatten() {
                let region = &result["locations"][0]["physicalLocation"]["region"];
                for key in ["startLine", "startColumn", "endLine", "endColumn"] {
                    hold!(region[key].as_u64().is_some_and(|n| n >= 1), "sarif: {key} {region}");
                }
                hold!(result["message"]["text"].as_str().is_some_and(|t| !t.is_empty()), "sarif: message");
                let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap_or("");
                let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/%:".contains(&b);
                hold!(!uri.is_empty() && uri.bytes().all(plain), "sarif: uri {uri}");
            }
        }
        Format::Gitlab => {
            let whole = json(format, text)?;
            let entries = whole.as_array().cloned().unwrap_or_default();
            let mut prints: Vec<&str> = entries.iter().filter_map(|e| e["fingerprint"].as_str()).collect();
            let all = prints.len();
            prints.sort_unstable();
            prints.dedup();
            hold!(prints.len() == entries.len() && all == entries.len(), "gitlab: fingerprints are not unique");
        }
        Format::Rdjson => {
            let whole = json(format, text)?;
            for diagnostic in whole["diagnostics"].as_array().into_iter().flatten() {
                let range = &diagnostic["location"]["range"];
                hold!(range["start"]["line"].as_u64().is_some_and(|n| n >= 1), "rdjson: {range}");
            }
        }
        Format::Junit | Format::Checkstyle => {
            roxmltree::Document::parse(text).map_err(|e| format!("parse: {format:?} {e}"))?;
            let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
            hold!(text.chars().all(allowed), "xml: a character that XML 1.0 does not allow");
        }
    }
    Ok(())
}
