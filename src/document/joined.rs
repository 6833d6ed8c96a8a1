//! Lines that make one text, with the place of each in the file: what inline markup is looked for in.
//!
//! Invariant: an offset of the text maps to one place of the file; a break between two lines maps to all that lies between them.

use super::Builder;
use super::lines::Line;
use crate::source::Span;
use std::ops::Range;

/// Some lines as one text, each trimmed, with a line feed between them.
#[derive(Debug, Default)]
pub(super) struct Joined {
    text: String,
    /// Where each line starts: in the text, in the file.
    parts: Vec<(usize, usize)>,
}

impl Joined {
    /// The text of some lines.
    pub(super) fn new<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> Self {
        let mut all = Self::default();
        for line in lines {
            let line = line.trimmed();
            if !all.parts.is_empty() {
                all.text.push('\n');
            }
            all.parts.push((all.text.len(), line.start));
            all.text.push_str(line.text);
        }
        all
    }

    /// The whole text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A part of the text; nothing if it is no part.
    pub(super) fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// The bytes of the file from the first to the last byte of a range.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.place(range.start);
        let end = range.end.checked_sub(1).filter(|last| *last >= range.start).map_or(start, |last| self.place(last) + 1);
        Span::of(start..end.max(start))
    }

    /// Adds a part of the text to the open block as it is.
    pub(super) fn add(&self, range: Range<usize>, builder: &mut Builder) {
        let mut at = range.start;
        while at < range.end {
            let rest = self.get(at..range.end);
            let length = rest.find('\n').unwrap_or(rest.len());
            if length > 0 {
                builder.text(rest.get(..length).unwrap_or(""), self.span(at..at + length));
                at += length;
            } else {
                let gap = Span::of(self.place(at)..self.place(at + 1));
                if gap.len() == 1 {
                    builder.text("\n", gap);
                } else {
                    builder.mapped("\n", gap);
                }
                at += 1;
            }
            if rest.is_empty() {
                break;
            }
        }
    }

    fn place(&self, at: usize) -> usize {
        let part = self.parts.partition_point(|(start, _)| *start <= at).checked_sub(1).and_then(|i| self.parts.get(i));
        part.map_or(0, |(start, file)| file + (at - start))
    }
}

/// Adds a joined text to the open block bit by bit: what is neither left out nor replaced is added as it is.
pub(super) struct Feed<'j, 'b> {
    joined: &'j Joined,
    /// Where it is added.
    pub(super) builder: &'b mut Builder,
    /// From where on nothing is added yet.
    pub(super) from: usize,
}

impl<'j, 'b> Feed<'j, 'b> {
    /// Adds a text from a place on.
    pub(super) fn new(joined: &'j Joined, builder: &'b mut Builder, from: usize) -> Self {
        Self { joined, builder, from }
    }

    /// Adds what is waiting, up to a place.
    pub(super) fn flush(&mut self, to: usize) {
        if self.from < to {
            self.joined.add(self.from..to, self.builder);
        }
        self.from = self.from.max(to);
    }

    /// Puts a stand-in where a range is. Gives its end.
    pub(super) fn object(&mut self, range: Range<usize>) -> usize {
        self.flush(range.start);
        self.builder.object(self.joined.span(range.clone()));
        self.from = range.end;
        range.end
    }

    /// Leaves out a mark, or puts what it stands for. Gives its end.
    pub(super) fn mark(&mut self, range: Range<usize>, shown: &str) -> usize {
        self.flush(range.start);
        self.builder.mapped(shown, self.joined.span(range.clone()));
        self.from = self.from.max(range.end);
        range.end
    }

    /// Goes into the text inside of markup. Gives where it begins in the prose.
    pub(super) fn enter(&mut self, whole: &Range<usize>, inner: &Range<usize>) -> u32 {
        self.flush(whole.start);
        self.from = inner.start;
        self.builder.here()
    }

    /// Leaves the text inside of markup, of a link if it is told where that began. Gives the end of the markup.
    pub(super) fn leave(&mut self, whole: &Range<usize>, inner: &Range<usize>, link: Option<u32>) -> usize {
        self.flush(inner.end);
        if let Some(start) = link {
            self.builder.link(start);
        }
        self.from = whole.end;
        whole.end
    }
}

/// How many bytes the mark at the start of a text takes when it is repeated.
pub(super) fn run(text: &str) -> usize {
    let bytes = text.as_bytes();
    bytes.iter().take_while(|b| bytes.first() == Some(b)).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_maps_to_the_bytes_between_its_ends() {
        let line = |text, start| Line { text, start };
        let joined = Joined::new([line("  one ", 10), line("zwei", 20)]);
        assert_eq!(joined.text(), "one\nzwei");
        assert_eq!(joined.span(0..3), Span::new(12, 15));
        assert_eq!(joined.span(1..6), Span::new(13, 22));
        assert_eq!(joined.span(4..4), Span::new(20, 20));
    }
}
