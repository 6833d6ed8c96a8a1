//! Lines of a text with their offsets. A line ends at LF, CRLF or a lone CR.

use crate::source::Span;

/// A line without its line end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// Where it starts in the file.
    pub(super) start: usize,
}

impl Line<'_> {
    /// Without the white space around it.
    pub(super) fn trimmed(self) -> Self {
        let left = self.text.trim_start();
        Self { text: left.trim_end(), start: self.start + (self.text.len() - left.len()) }
    }

    /// Without its first `bytes` bytes.
    pub(super) fn skip(self, bytes: usize) -> Self {
        Self { text: self.text.get(bytes..).unwrap_or(""), start: self.start + bytes.min(self.text.len()) }
    }

    /// Whether it has nothing but white space.
    pub(super) fn is_blank(self) -> bool {
        self.text.trim_start().is_empty()
    }

    /// One past its last byte.
    pub(super) fn end(self) -> usize {
        self.start + self.text.len()
    }

    /// Its bytes in the file.
    pub(super) fn span(self) -> Span {
        Span::of(self.start..self.end())
    }
}

/// The lines of `text`, which starts at `base` in the file.
pub(super) fn lines(text: &str, base: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|r| !r.is_empty())?;
        let length = rest.bytes().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let line = Line { text: rest.get(..length).unwrap_or(""), start: base + at };
        let crlf = rest.get(length..).is_some_and(|r| r.starts_with("\r\n"));
        at += length + if crlf { 2 } else { 1 };
        Some(line)
    })
}
