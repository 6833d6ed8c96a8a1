//! The clean text of a document and its piecewise map back to the bytes of the file.

use crate::source::Span;
use std::ops::Range;

/// Bytes `start..end` of the prose, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextSpan {
    /// As a range for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..(self.end as usize).max(self.start as usize)
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A stretch of prose that came from one stretch of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it starts in the prose; it ends where the next piece starts.
    pub text: u32,
    /// Where it came from.
    pub source: Span,
    /// Whether prose and file have the same bytes here; otherwise (an entity, a break) the piece is one unit.
    pub verbatim: bool,
}

/// Clean text with its map.
#[derive(Debug, Default)]
pub struct Prose {
    /// The text of all blocks; blocks are separated by line breaks that belong to none.
    pub text: String,
    /// Pieces in order of `text`.
    pub pieces: Vec<Piece>,
}

impl Prose {
    /// The bytes of the file from which a span was made. Text that came from nowhere maps to the nearest place.
    #[must_use]
    pub fn source_span(&self, span: TextSpan) -> Span {
        if span.start >= span.end {
            let at = self.source_start(span.start);
            return Span::new(at, at);
        }
        Span::new(self.source_start(span.start), self.source_end(span.end))
    }

    fn piece_at(&self, offset: u32) -> Option<(usize, &Piece)> {
        let i = self.pieces.partition_point(|p| p.text <= offset).checked_sub(1)?;
        Some((i, self.pieces.get(i)?))
    }

    fn source_start(&self, offset: u32) -> u32 {
        match self.piece_at(offset) {
            Some((_, p)) if p.verbatim => p.source.start.saturating_add(offset - p.text).min(p.source.end),
            Some((_, p)) => p.source.start,
            None => 0,
        }
    }

    fn source_end(&self, offset: u32) -> u32 {
        match offset.checked_sub(1).and_then(|last| self.piece_at(last)) {
            Some((_, p)) if p.verbatim => p.source.start.saturating_add(offset - p.text).min(p.source.end),
            Some((_, p)) => p.source.end,
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_map_as_one_unit() {
        // file: "A &amp; *B*" -> prose: "A & B"
        let pieces = vec![
            Piece { text: 0, source: Span::new(0, 2), verbatim: true },
            Piece { text: 2, source: Span::new(2, 7), verbatim: false },
            Piece { text: 3, source: Span::new(7, 8), verbatim: true },
            Piece { text: 4, source: Span::new(9, 10), verbatim: true },
        ];
        let prose = Prose { text: "A & B".into(), pieces };
        let map = |start, end| prose.source_span(TextSpan { start, end });
        assert_eq!(map(2, 3), Span::new(2, 7));
        assert_eq!(map(0, 3), Span::new(0, 7));
        assert_eq!(map(4, 5), Span::new(9, 10));
        assert_eq!(map(0, 5), Span::new(0, 10));
    }
}
