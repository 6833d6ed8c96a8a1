//! `--format sarif`: SARIF 2.1.0 as code scanning takes it.
//!
//! Invariants:
//! - Columns are characters (`columnKind`), lines end at LF, CRLF and CR, ends are exclusive, nothing that is required is empty.
//! - At most [`SARIF_RESULTS`] results, the most serious; a notification says how many were left out.
//! - Brackets, braces and backslashes of an article are escaped in messages: only our own text makes links to related locations.

use super::place::{Places, Region, findings};
use super::{FileReport, Report, RuleInfo, json, uri, words};
use crate::judge::{Finding, Label, SUPPRESSION};
use crate::limits::{SARIF_RELATED, SARIF_RESULTS};
use crate::rule::Severity;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Longest description of a rule, in characters.
const MAX_DESCRIPTION: usize = 1024;
/// Related locations that the message links to.
const MAX_LINKS: usize = 10;

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(report);
    let (kept, dropped) = most_serious(report);
    let rules = rules(report, &kept);
    let indices: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut results = Vec::with_capacity(kept.len());
    for (file, f) in kept {
        let count = seen.entry((&f.primary.path, &f.fingerprint)).or_default();
        *count += 1;
        results.push(result(&places, file, f, indices.get(&*f.rule).copied(), *count));
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "factlint",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(descriptor).collect::<Vec<_>>(),
            }},
            "invocations": [{
                "executionSuccessful": !report.run.failed,
                "toolExecutionNotifications": notifications(&places, report, dropped),
            }],
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "results": results,
        }],
    });
    writeln!(out, "{}", json::harmless(&log))
}

/// The findings that are written, in order, and how many are not.
fn most_serious(report: &Report) -> (Vec<(&FileReport, &Finding)>, usize) {
    let mut all: Vec<(usize, (&FileReport, &Finding))> = findings(report).enumerate().collect();
    let dropped = all.len().saturating_sub(SARIF_RESULTS);
    if dropped > 0 {
        all.sort_by_key(|(place, (_, f))| (std::cmp::Reverse(f.severity), *place));
        all.truncate(SARIF_RESULTS);
        all.sort_by_key(|(place, _)| *place);
    }
    (all.into_iter().map(|(_, f)| f).collect(), dropped)
}

/// The rules of the findings, by id.
fn rules(report: &Report, kept: &[(&FileReport, &Finding)]) -> Vec<RuleInfo> {
    let mut found: BTreeMap<&str, &Finding> = BTreeMap::new();
    for (_, finding) in kept {
        found.entry(&finding.rule).or_insert(finding);
    }
    let known: BTreeMap<&str, &RuleInfo> = report.run.rules.iter().map(|r| (r.id.as_str(), r)).collect();
    found.into_iter().map(|(id, finding)| known.get(id).map_or_else(|| unlisted(finding), |r| (*r).clone())).collect()
}

/// A rule that stands in no rule file: the one on suppressions.
fn unlisted(finding: &Finding) -> RuleInfo {
    let summary = if &*finding.rule == SUPPRESSION { "A suppression that is wrong or not needed." } else { &finding.rule };
    RuleInfo {
        id: finding.rule.to_string(),
        class: finding.class.to_string(),
        severity: finding.severity,
        summary: summary.to_owned(),
        docs: finding.help.clone(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn description(text: &str) -> String {
    text.chars().take(MAX_DESCRIPTION).collect()
}

/// Text as paragraphs, without the line ends of its file.
fn flowing(text: &str) -> String {
    let paragraph = |p: &str| p.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim().split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n")
}

fn descriptor(rule: &RuleInfo) -> Value {
    let or = |text: &str, other: &str| if text.trim().is_empty() { other.to_owned() } else { flowing(text) };
    let summary = or(&rule.summary, &rule.id);
    let docs = or(&rule.docs, &summary);
    let (precision, problem) = match rule.severity {
        Severity::Error => ("very-high", "error"),
        Severity::Warning => ("high", "warning"),
        Severity::Note => ("medium", "recommendation"),
    };
    let group = rule.id.split('/').next().unwrap_or("");
    let tags: Vec<&str> = [group, &rule.class].into_iter().filter(|t| !t.is_empty()).collect();
    json!({
        "id": rule.id,
        "shortDescription": { "text": plain(&description(&summary)) },
        "fullDescription": { "text": plain(&description(&docs)) },
        "help": { "text": plain(&format!("{docs}\n\nIts examples: factlint explain {}", rule.id)) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": tags, "precision": precision, "problem.severity": problem },
    })
}

/// Text that holds no link and no placeholder.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '[' | ']' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            c => out.push(c),
        }
    }
    out
}

fn message(places: &Places<'_>, f: &Finding) -> String {
    let mut text = plain(&words::proof(f));
    let links = f.related.iter().take(MAX_LINKS).enumerate();
    let links: Vec<String> = links.map(|(i, l)| format!("[{}]({})", plain(&words::quote(&l.text)), i + 1)).collect();
    if !links.is_empty() {
        text.push_str(" See ");
        text.push_str(&links.join(", "));
        if f.related.len() > MAX_LINKS {
            text.push_str(", …");
        }
        text.push('.');
    }
    let elsewhere = f.related.iter().find(|l| l.path != f.primary.path);
    if let Some(other) = elsewhere {
        text.push_str(" (");
        text.push_str(&plain(&super::escape::visible(places.path(&other.path))));
        text.push(')');
    }
    if let Some(advice) = words::advice(f) {
        text.push(' ');
        text.push_str(&plain(&advice));
    }
    text
}

fn region(r: Region) -> Value {
    json!({ "startLine": r.start.line, "startColumn": r.start.column, "endLine": r.end.line, "endColumn": r.end.column })
}

fn artifact(places: &Places<'_>, path: &str) -> Value {
    json!({ "uri": uri::of_path(places.path(path)) })
}

fn physical(places: &Places<'_>, file: &FileReport, label: &Label) -> Value {
    json!({ "artifactLocation": artifact(places, &label.path), "region": region(places.region(file, label)) })
}

fn result(places: &Places<'_>, file: &FileReport, f: &Finding, rule: Option<usize>, count: usize) -> Value {
    let mut value = json!({
        "ruleId": &*f.rule,
        "level": level(f.severity),
        "message": { "text": message(places, f) },
        "locations": [{ "physicalLocation": physical(places, file, &f.primary) }],
        "partialFingerprints": { "factlint/v1": format!("{}:{count}", f.fingerprint) },
    });
    let Some(map) = value.as_object_mut() else { return value };
    if let Some(index) = rule {
        map.insert("ruleIndex".into(), index.into());
    }
    let related: Vec<Value> = f.related.iter().take(SARIF_RELATED).enumerate().map(|(i, l)| related(places, file, i + 1, l)).collect();
    if !related.is_empty() {
        map.insert("relatedLocations".into(), related.into());
    }
    let fixes: Vec<Value> = f.fixes.iter().map(|fix| replacement(places, file, &fix.label, &fix.text)).collect();
    if !fixes.is_empty() {
        map.insert("fixes".into(), fixes.into());
    }
    value
}

fn related(places: &Places<'_>, file: &FileReport, id: usize, label: &Label) -> Value {
    let note = if label.message.is_empty() { words::quote(&label.text) } else { super::escape::visible(&label.message).into_owned() };
    json!({ "id": id, "physicalLocation": physical(places, file, label), "message": { "text": plain(&note) } })
}

fn replacement(places: &Places<'_>, file: &FileReport, label: &Label, text: &str) -> Value {
    let (what, deleted) = (plain(&format!("Replace by {}", words::quote(text))), region(places.region(file, label)));
    json!({
        "description": { "text": what },
        "artifactChanges": [{
            "artifactLocation": artifact(places, &label.path),
            "replacements": [{ "deletedRegion": deleted, "insertedContent": { "text": text } }],
        }],
    })
}

/// What was not read, and how many results were left out.
fn notifications(places: &Places<'_>, report: &Report, dropped: usize) -> Vec<Value> {
    let skipped = report.files.iter().filter_map(|f| Some((f.path.as_str(), f.skipped.as_deref()?)));
    let mut all: Vec<Value> = skipped
        .map(|(path, reason)| {
            json!({
                "level": "error",
                "message": { "text": plain(&super::escape::visible(&format!("Not checked: {reason}"))) },
                "locations": [{ "physicalLocation": { "artifactLocation": artifact(places, path) } }],
            })
        })
        .collect();
    if dropped > 0 {
        let text = format!("{dropped} more findings are left out; these are the {SARIF_RESULTS} most serious.");
        all.push(json!({ "level": "warning", "message": { "text": text } }));
    }
    all
}
