//! Places as consumers count them: lines and columns of both ends of a span, and paths from the top of the repository.
//!
//! Invariant: columns are 1-based and never 0; the end is exclusive and never before the start.

use super::{FileReport, Report};
use crate::judge::{Finding, Label};
use crate::source::{Position, Source};
use std::collections::BTreeMap;

/// Both ends of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// The first character; columns in characters.
    pub(super) start: Position,
    /// One past the last character.
    pub(super) end: Position,
    /// Column of the start in bytes of UTF-8.
    pub(super) start_byte: u32,
    /// Column of the end in bytes of UTF-8.
    pub(super) end_byte: u32,
    /// Whether the line of the start has a byte order mark, which columns do not count.
    pub(super) marked: bool,
}

impl Region {
    /// The last line that has a character of the span.
    pub(super) fn last_line(self) -> u32 {
        if self.end.column == 1 && self.end.line > self.start.line { self.end.line - 1 } else { self.end.line }
    }
}

/// Finds the texts that labels point into.
pub(super) struct Places<'a> {
    sources: BTreeMap<&'a str, &'a Source>,
    root: &'a str,
}

impl<'a> Places<'a> {
    /// The places of a report.
    pub(super) fn new(report: &'a Report) -> Self {
        Self { sources: report.sources(), root: &report.run.root }
    }

    /// The region of a label of a finding in a file. The file's own text comes first: articles of a batch may share an id.
    pub(super) fn region(&self, file: &FileReport, label: &Label) -> Region {
        let own = file.source.as_deref().filter(|s| s.path == *label.path);
        let Some(source) = own.or_else(|| self.sources.get(&*label.path).copied()) else {
            let start = Position { line: label.line.max(1), column: label.column.max(1) };
            return Region { start, end: start, start_byte: start.column, end_byte: start.column, marked: false };
        };
        let (start, end) = (source.position(label.span.start), source.position(label.span.end));
        Region {
            start,
            end,
            start_byte: source.byte_column(label.span.start),
            end_byte: source.byte_column(label.span.end),
            marked: start.line == 1 && source.body_start() > 0,
        }
    }

    /// A path from the folder in which the program ran, where it lies below that folder.
    pub(super) fn path<'p>(&self, path: &'p str) -> &'p str {
        let below = path.strip_prefix(self.root).and_then(|rest| rest.strip_prefix('/'));
        below.filter(|rest| !self.root.is_empty() && !rest.is_empty()).unwrap_or(path)
    }
}

/// All findings with their files, in order.
pub(super) fn findings(report: &Report) -> impl Iterator<Item = (&FileReport, &Finding)> {
    report.files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)))
}
