//! `--format human`: both ends of a contradiction, each in a short window of its line, drawn by miette.
//!
//! miette sees only windows that [`snippet`](super::snippet) cut, as one made-up source; it never gets an article.

use super::escape::inline;
use super::snippet::{self, Mark, Window};
use super::{Look, Report};
use crate::judge::Finding;
use crate::rule::{RuleError, Severity};
use crate::source::{Position, Source};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents,
    ThemeCharacters, ThemeStyles,
};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

/// What miette draws: a headline, windows, the proof, advice.
#[derive(Debug)]
struct Card {
    code: String,
    severity: Severity,
    message: String,
    because: Option<Because>,
    help: String,
    windows: Windows,
}

/// The computation behind a finding, drawn as its cause.
#[derive(Debug)]
struct Because(String);

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Because {}

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Card {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.because.as_ref().map(|b| b as _)
    }
}

impl Diagnostic for Card {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.windows)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.windows.labels()))
    }
}

/// Windows laid out behind each other, each with the line and column numbers of its own file.
#[derive(Debug)]
struct Windows(Vec<Window>);

impl Windows {
    /// Each window with the offset at which it starts.
    fn placed(&self) -> impl Iterator<Item = (usize, &Window)> {
        self.0.iter().scan(0, |at, w| {
            let start = *at;
            *at += w.text.len() + 1;
            Some((start, w))
        })
    }

    fn labels(&self) -> impl Iterator<Item = LabeledSpan> {
        self.placed().flat_map(|(base, w)| {
            w.marks.iter().map(move |m| {
                let message = (!m.message.is_empty()).then(|| m.message.clone());
                let span = SourceSpan::from((base + m.range.start, m.range.len()));
                if m.primary { LabeledSpan::new_primary_with_span(message, span) } else { LabeledSpan::new_with_span(message, span) }
            })
        })
    }
}

impl SourceCode for Windows {
    fn read_span<'a>(&'a self, span: &SourceSpan, before: usize, after: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        // A span over two windows is refused: miette then draws them apart.
        let (base, window) =
            self.placed().find(|(base, w)| *base <= start && end <= base + w.text.len()).ok_or(MietteError::OutOfBounds)?;
        let first = window.marks.first().map_or(0, |m| m.line);
        if before > 0 || after > 0 {
            let whole = SourceSpan::from((base, window.text.len()));
            return Ok(Box::new(MietteSpanContents::new_named(window.name.clone(), window.text.as_bytes(), whole, first, 0, 1)));
        }
        let mark = window.marks.iter().find(|m| base + m.range.start == start);
        let (line, column) = mark.map_or((first, 0), |m| (m.line, m.column));
        let text = window.text.get(start - base..end - base).unwrap_or("");
        Ok(Box::new(MietteSpanContents::new_named(window.name.clone(), text.as_bytes(), *span, line, column, 1)))
    }
}

/// Columns of a line that miette's gutter takes.
const GUTTER: usize = 10;

fn handler(look: Look) -> GraphicalReportHandler {
    let theme = GraphicalTheme {
        characters: if look.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() },
        styles: if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() },
    };
    GraphicalReportHandler::new_themed(theme).with_width(look.width).with_break_words(false).with_links(false).with_cause_chain()
}

fn draw(card: &Card, look: Look) -> String {
    let mut text = String::new();
    match handler(look).render_report(&mut text, card) {
        Ok(()) => text.lines().fold(String::new(), |all, l| all + l.trim_end() + "\n"),
        Err(_) => format!("{}: {}\n", card.code, card.message),
    }
}

/// Writes all findings.
pub(super) fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let sources = report.sources();
    for finding in report.findings() {
        let text = draw(&card(&sources, finding, look), look);
        writeln!(out, "{text}")?;
    }
    Ok(())
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
        windows.extend(snippet::windows(source, &marks, width));
    }
    Card {
        code: format!("{} {}", finding.severity.name(), inline(&finding.rule)),
        severity: finding.severity,
        message: inline(&finding.message).into_owned(),
        because: (!finding.because.is_empty()).then(|| Because(inline(&finding.because).into_owned())),
        help: inline(&finding.help).into_owned(),
        windows: Windows(windows),
    }
}

/// All errors of rule files and configuration, each at its place in its file, and their number.
#[must_use]
pub fn rule_errors(errors: &[RuleError], look: Look) -> String {
    let mut text = String::new();
    for error in errors {
        let source = Source::from_text(error.file.name.clone(), error.file.text.clone());
        let mark = Mark { span: error.span, at: source.position(error.span.start), message: error.label.clone(), primary: true };
        let card = Card {
            code: "error".to_owned(),
            severity: Severity::Error,
            message: inline(&error.message).into_owned(),
            because: None,
            help: error.help.as_deref().map(|h| inline(h).into_owned()).unwrap_or_default(),
            windows: Windows(snippet::windows(&source, &[mark], look.width.saturating_sub(GUTTER))),
        };
        text += &draw(&card, look);
        text.push('\n');
    }
    let count = errors.len();
    text + &format!("{count} error{} in rule files\n", if count == 1 { "" } else { "s" })
}
