//! The bytes of one file: spans, the line index, decoding.
//!
//! Invariants:
//! - A [`Span`] is a half-open range of bytes of the file *as it lies on disk*: a byte order mark counts, CRLF is two bytes.
//! - A span that leaves this module's [`Source::span_text`] lies inside the file and on character boundaries, or it is `None`.
//! - Nothing here knows about Markdown, words or rules.

mod decode;
mod lines;
mod span;

pub use decode::{DecodeError, MAX_BYTES};
pub use lines::{LineIndex, Position};
pub use span::Span;

use std::sync::OnceLock;

/// One input file: its name for reports, its text and its line index.
#[derive(Debug)]
pub struct Source {
    /// The name shown in reports: a relative path with `/`, `<stdin>`, or a batch id.
    pub path: String,
    text: String,
    /// Made once a place is asked for; most files have nothing to point at.
    lines: OnceLock<LineIndex>,
}

impl Source {
    /// Takes the bytes of a file. Fails on what is not UTF-8 text and on files above [`MAX_BYTES`].
    ///
    /// # Errors
    /// [`DecodeError`] says why the file cannot be read; the caller reports it as a skipped file.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, DecodeError> {
        Ok(Self::from_text(path, decode::decode(bytes)?))
    }

    /// Takes text that is UTF-8 already (a batch line, a rule's example).
    #[must_use]
    pub fn from_text(path: impl Into<String>, text: String) -> Self {
        Self { path: path.into(), text, lines: OnceLock::new() }
    }

    /// The whole text, byte for byte as on disk (a byte order mark included).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the text begins: 3 after a byte order mark, else 0.
    #[must_use]
    pub fn body_start(&self) -> usize {
        if self.text.starts_with('\u{feff}') { 3 } else { 0 }
    }

    /// The text under a span, or `None` where the span is not inside the file or cuts a character.
    #[must_use]
    pub fn span_text(&self, span: Span) -> Option<&str> {
        self.text.get(span.range())
    }

    /// Line and column (both 1-based, columns in characters) of a byte offset.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// Column (1-based, in bytes of UTF-8) of a byte offset.
    #[must_use]
    pub fn byte_column(&self, offset: u32) -> u32 {
        self.lines().byte_column(&self.text, offset)
    }

    /// The line index.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}
