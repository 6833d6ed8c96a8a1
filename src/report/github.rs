//! `--format github`: workflow commands, one line an annotation.
//!
//! Invariants:
//! - What the runner reads back is what was meant: every property and the message are escaped as its parser undoes it.
//! - Errors come first, and the files take turns: a step shows ten annotations of each level and drops the rest.
//! - Columns are left out where a span covers several lines: the runner would drop the annotation's place.

use super::place::Places;
use super::{FileReport, Report, words};
use crate::judge::Finding;
use crate::limits;
use crate::rule::Severity;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Annotations of one level that a step shows.
const SHOWN: usize = 10;

/// An annotation. With a place, the last property is a number: the runner trims the end of the properties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation<'a> {
    /// `error`, `warning` or `notice`.
    pub level: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Where it is shown; without a place it belongs to the run.
    pub place: Option<Spot<'a>>,
    /// What it says; may have several lines.
    pub message: &'a str,
}

/// Where an annotation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot<'a> {
    /// The file, relative to the repository.
    pub file: &'a str,
    /// First and last line, 1-based.
    pub lines: (u32, u32),
    /// First and last column, 1-based, if both are on one line.
    pub columns: Option<(u32, u32)>,
}

impl Annotation<'_> {
    /// The line that makes the runner show it, without a line end.
    #[must_use]
    pub fn command(&self) -> String {
        let mut line = format!("::{} title={}", self.level, property(self.title));
        if let Some(Spot { file, lines, columns }) = self.place {
            let _ = write!(line, ",file={}", property(file));
            if let Some((first, last)) = columns {
                let _ = write!(line, ",col={first},endColumn={last}");
            }
            let _ = write!(line, ",line={},endLine={}", lines.0, lines.1);
        }
        line + "::" + &data(self.message)
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn command(places: &Places<'_>, file: &FileReport, finding: &Finding) -> String {
    let region = places.region(file, &finding.primary);
    let one_line = region.start.line == region.end.line;
    let whole = words::lines(places, finding).join("\n");
    let mut message: String = whole.chars().take(limits::ANNOTATION).collect();
    if message.len() < whole.len() {
        message.push('…');
    }
    Annotation {
        level: level(finding.severity),
        title: &finding.rule,
        place: Some(Spot {
            file: places.path(&finding.primary.path),
            lines: (region.start.line, region.last_line()),
            columns: one_line.then(|| (region.start.column, region.end.column.saturating_sub(1).max(region.start.column))),
        }),
        message: &message,
    }
    .command()
}

/// Writes all findings.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(report);
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        if severity == Severity::Note
            && let Some(message) = hidden(report)
        {
            writeln!(out, "{}", Annotation { level: "notice", title: "factlint", place: None, message: &message }.command())?;
        }
        let mut turns: Vec<(usize, &FileReport, &Finding)> = Vec::new();
        for file in &report.files {
            let these = file.findings.iter().filter(|f| f.severity == severity);
            turns.extend(these.enumerate().map(|(turn, f)| (turn, file, f)));
        }
        // A stable sort: within a turn the files keep their order.
        turns.sort_by_key(|(turn, _, _)| *turn);
        turns.iter().try_for_each(|(_, file, f)| writeln!(out, "{}", command(&places, file, f)))?;
    }
    Ok(())
}

/// What to say of the annotations that a step drops.
fn hidden(report: &Report) -> Option<String> {
    let counts = report.summary();
    let all = [counts.errors, counts.warnings, counts.notes];
    let dropped: usize = all.iter().map(|n| n.saturating_sub(SHOWN)).sum();
    let sum: usize = all.iter().sum();
    (dropped > 0).then(|| format!("{sum} findings; annotations show {SHOWN} of each level, the log shows all"))
}
