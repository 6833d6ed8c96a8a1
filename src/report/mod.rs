//! Reports: findings to text. One renderer a file; [`Format`] and [`write()`] are the only places that list them.
//!
//! Invariants:
//! - Renderers get findings, never readings; they read nothing but the sources that findings point into.
//! - Nothing that comes from an article, a file name or a rule reaches a human format raw: see [`escape`].
//! - The same report gives the same bytes.

mod card;
mod checkstyle;
pub mod escape;
pub mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod marked;
mod place;
mod plain;
mod rdjson;
mod rule_errors;
mod sarif;
mod snippet;
mod uri;
mod words;
mod xml;

pub use json::harmless as json_line;
pub use marked::{Mark, marked};
pub use rule_errors::{cards, rule_errors};

use crate::judge::Finding;
use crate::rule::{Rule, Severity};
use crate::source::Source;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// The formats of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For reading in a terminal: both ends of each contradiction in their lines
    Human,
    /// One line a finding, for grep and screen readers
    Plain,
    /// One JSON object
    Json,
    /// One JSON object a line: one line for each article
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// Code quality report of GitLab
    Gitlab,
    /// JUnit XML: a test suite for each article
    Junit,
    /// Checkstyle XML
    Checkstyle,
    /// Diagnostics of reviewdog
    Rdjson,
}

impl Format {
    /// Whether it shows lists of anything, not only findings.
    #[must_use]
    pub fn is_general(self) -> bool {
        matches!(self, Self::Human | Self::Plain | Self::Json | Self::Jsonl)
    }
}

/// What came of one article.
#[derive(Debug, Default)]
pub struct FileReport {
    /// Its name in reports.
    pub path: String,
    /// Its id, in a batch.
    pub id: Option<serde_json::Value>,
    /// What was found, in order of place.
    pub findings: Vec<Finding>,
    /// Findings that the article itself asks to leave out.
    pub suppressed: usize,
    /// Why it was not read.
    pub skipped: Option<String>,
    /// Its text, for windows on findings.
    pub source: Option<Arc<Source>>,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// All files in order of their names; of a batch, in order of its lines.
    pub files: Vec<FileReport>,
    /// The run that it is of.
    pub run: Run,
}

/// What formats say of the run itself.
#[derive(Debug)]
pub struct Run {
    /// The rules in force.
    pub rules: Vec<RuleInfo>,
    /// The folder in which the program ran, with `/`; empty if unknown.
    pub root: String,
    /// From which severity on a finding fails the run.
    pub fail_on: Severity,
    /// Whether something that was asked for could not be read.
    pub failed: bool,
}

impl Default for Run {
    fn default() -> Self {
        Self { rules: Vec::new(), root: String::new(), fail_on: Severity::Error, failed: false }
    }
}

/// What formats say of a rule.
#[derive(Debug, Clone)]
pub struct RuleInfo {
    /// Its id.
    pub id: String,
    /// Class of fact error; may be empty.
    pub class: String,
    /// How serious its findings are.
    pub severity: Severity,
    /// One sentence on what it finds.
    pub summary: String,
    /// More on it; may be empty.
    pub docs: String,
}

impl From<&Rule> for RuleInfo {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id.clone(),
            class: rule.class.clone(),
            severity: rule.severity,
            summary: rule.summary.clone(),
            docs: rule.docs.clone(),
        }
    }
}

/// Counts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Summary {
    /// Articles read.
    pub files: usize,
    /// Findings by severity.
    pub errors: usize,
    /// Findings by severity.
    pub warnings: usize,
    /// Findings by severity.
    pub notes: usize,
    /// Findings that articles ask to leave out.
    pub suppressed: usize,
}

impl Report {
    /// All findings in order.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.files.iter().flat_map(|f| &f.findings)
    }

    /// Counts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let count = |s| self.findings().filter(|f| f.severity == s).count();
        Summary {
            files: self.files.iter().filter(|f| f.skipped.is_none()).count(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            suppressed: self.files.iter().map(|f| f.suppressed).sum(),
        }
    }

    /// The texts that labels point into, by path.
    fn sources(&self) -> BTreeMap<&str, &Source> {
        self.files.iter().filter_map(|f| Some((f.path.as_str(), f.source.as_deref()?))).collect()
    }
}

/// How text may look on the stream it goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Colours.
    pub color: bool,
    /// Box drawing; ASCII otherwise.
    pub unicode: bool,
    /// Columns.
    pub width: usize,
}

impl Look {
    /// What stands for text that is left out.
    fn dots(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }
}

/// Writes a report.
///
/// # Errors
/// What the stream says.
pub fn write(format: Format, report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Human => human::write(report, look, out),
        Format::Plain => plain::write(report, out),
        Format::Json => json::write(report, out),
        Format::Jsonl => json::write_lines(report, out),
        Format::Sarif => sarif::write(report, out),
        Format::Github => github::write(report, out),
        Format::Gitlab => gitlab::write(report, out),
        Format::Junit => junit::write(report, out),
        Format::Checkstyle => checkstyle::write(report, out),
        Format::Rdjson => rdjson::write(report, out),
    }
}
