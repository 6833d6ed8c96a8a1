//! The bridge to miette: a card with a headline, windows, a proof and advice.
//!
//! miette sees only windows that [`snippet`](super::snippet) cut, laid out as one made-up source; it never gets an article.

use super::Look;
use super::snippet::Window;
use crate::rule::Severity;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents,
    ThemeCharacters, ThemeStyles,
};
use std::fmt;

/// What miette draws: a headline, windows, the proof, advice.
#[derive(Debug)]
pub(super) struct Card {
    /// Severity and rule; may be empty.
    pub(super) code: String,
    /// How serious it is.
    pub(super) severity: Severity,
    /// What is wrong.
    pub(super) message: String,
    /// The computation that proves it.
    pub(super) because: Option<Because>,
    /// What to do; may be empty.
    pub(super) help: String,
    /// The places.
    pub(super) windows: Windows,
}

/// The computation behind a finding, drawn as its cause.
#[derive(Debug)]
pub(super) struct Because(pub(super) String);

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
        (!self.code.is_empty()).then(|| Box::new(&self.code) as Box<dyn fmt::Display>)
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
pub(super) struct Windows(pub(super) Vec<Window>);

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
pub(super) const GUTTER: usize = 10;

fn handler(look: Look) -> GraphicalReportHandler {
    let theme = GraphicalTheme {
        characters: if look.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() },
        styles: if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() },
    };
    GraphicalReportHandler::new_themed(theme).with_width(look.width).with_break_words(false).with_links(false).with_cause_chain()
}

/// Draws a card.
pub(super) fn draw(card: &Card, look: Look) -> String {
    let mut text = String::new();
    match handler(look).render_report(&mut text, card) {
        Ok(()) => text.lines().fold(String::new(), |all, l| all + l.trim_end() + "\n"),
        Err(_) => format!("{}: {}\n", card.code, card.message),
    }
}
