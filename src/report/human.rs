//! `--format human`: both ends of a contradiction, each in a short window of its line.

use super::card::{Because, Card, GUTTER, Windows, draw};
use super::escape::inline;
use super::snippet::{self, Mark};
use super::{Look, Report, words};
use crate::judge::Finding;
use crate::source::{Position, Source};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes all findings.
pub(super) fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let sources = report.sources();
    for finding in report.findings() {
        let text = draw(&card(&sources, finding, look), look);
        writeln!(out, "{text}")?;
    }
    Ok(())
}

/// What to do, and what to put in place of what.
fn advice(finding: &Finding) -> String {
    let parts = [finding.help.clone(), words::replacements(finding).unwrap_or_default()];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

fn card(sources: &BTreeMap<&str, &Source>, finding: &Finding, look: Look) -> Card {
    let width = look.width.saturating_sub(GUTTER);
    let mut paths: Vec<&str> = Vec::new();
    for label in finding.labels() {
        if !paths.contains(&&*label.path) {
            paths.push(&label.path);
        }
    }
    let mut windows = Vec::new();
    for path in paths {
        let Some(source) = sources.get(path) else { continue };
        let labels = finding.labels().enumerate().filter(|(_, l)| &*l.path == path);
        let marks: Vec<Mark> = labels
            .map(|(i, l)| Mark {
                span: l.span,
                at: Position { line: l.line, column: l.column },
                message: l.message.clone(),
                primary: i == 0,
            })
            .collect();
        windows.extend(snippet::windows(source, &marks, width, look.dots()));
    }
    Card {
        code: format!("{} {}", finding.severity.name(), inline(&finding.rule)),
        severity: finding.severity,
        message: inline(&finding.message).into_owned(),
        because: (!finding.because.is_empty()).then(|| Because(inline(&finding.because).into_owned())),
        help: inline(&advice(finding)).into_owned(),
        windows: Windows(windows),
    }
}
