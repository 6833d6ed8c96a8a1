//! Byte offsets to lines and columns. A line ends at LF, CRLF or a lone CR, as editors and the language server protocol count.

/// A place as people read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Position {
    /// Line, 1-based.
    pub line: u32,
    /// Column in characters (Unicode scalar values), 1-based; a byte order mark does not count.
    pub column: u32,
}

/// Where each line starts, and how many characters come before: a column costs the same wherever it stands in a long line.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Characters that begin before each multiple of [`STEP`] bytes.
    counts: Vec<u32>,
}

/// Bytes between two counts of characters.
const STEP: usize = 1024;

/// Whether a byte of UTF-8 begins a character.
fn begins(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

impl LineIndex {
    /// Indexes a text in one pass.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |&i: &usize| bytes.get(i) == Some(&b'\n') || bytes.get(i + 1) != Some(&b'\n');
        let next = |i: usize| u32::try_from(i + 1).unwrap_or(u32::MAX);
        let starts = std::iter::once(0).chain(memchr::memchr2_iter(b'\n', b'\r', bytes).filter(ends_line).map(next)).collect();
        let count = |chunk: &[u8]| u32::try_from(chunk.iter().filter(|b| begins(**b)).count()).unwrap_or(u32::MAX);
        let before = |count_before: &mut u32, chunk: &[u8]| {
            let here = *count_before;
            *count_before = here.saturating_add(count(chunk));
            Some(here)
        };
        let counts = bytes.chunks(STEP).scan(0, before).collect();
        Self { starts, counts }
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The byte range of a 1-based line, its line end included.
    #[must_use]
    pub fn range(&self, line: u32, text: &str) -> Option<std::ops::Range<usize>> {
        let i = (line as usize).checked_sub(1)?;
        let start = *self.starts.get(i)? as usize;
        let end = self.starts.get(i + 1).map_or(text.len(), |&e| e as usize);
        Some(start..end)
    }

    /// Line and column of an offset; one past the end clamps to the end.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let (line, start) = self.line(offset);
        let end = (offset as usize).min(text.len());
        let mark = u32::from(start == 0 && end > 0 && text.starts_with('\u{feff}'));
        let before = self.characters(text, end).saturating_sub(self.characters(text, start as usize)).saturating_sub(mark);
        Position { line, column: before.saturating_add(1) }
    }

    /// The 1-based line of an offset and where it starts.
    fn line(&self, offset: u32) -> (u32, u32) {
        let line = self.starts.partition_point(|&s| s <= offset);
        (u32::try_from(line).unwrap_or(u32::MAX), self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0))
    }

    /// How many characters begin before an offset.
    fn characters(&self, text: &str, offset: usize) -> u32 {
        let step = (offset / STEP).min(self.counts.len().saturating_sub(1));
        let rest = text.as_bytes().get(step * STEP..offset).unwrap_or_default();
        let rest = u32::try_from(rest.iter().filter(|b| begins(**b)).count()).unwrap_or(u32::MAX);
        self.counts.get(step).copied().unwrap_or(0).saturating_add(rest)
    }

    /// Column of an offset in bytes of UTF-8, 1-based; a byte order mark does not count. One past the end clamps to the end.
    #[must_use]
    pub fn byte_column(&self, text: &str, offset: u32) -> u32 {
        let offset = offset.min(u32::try_from(text.len()).unwrap_or(u32::MAX));
        let (_, start) = self.line(offset);
        let mark = if start == 0 && text.starts_with('\u{feff}') { 3 } else { 0 };
        offset.saturating_sub(start).saturating_sub(mark).saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: u32) -> (u32, u32) {
        let p = LineIndex::new(text).position(text, offset);
        (p.line, p.column)
    }

    #[test]
    fn lines_end_at_lf_crlf_and_lone_cr() {
        let text = "a\nb\r\nc\rd";
        assert_eq!(at(text, 0), (1, 1));
        assert_eq!(at(text, 2), (2, 1));
        assert_eq!(at(text, 5), (3, 1));
        assert_eq!(at(text, 7), (4, 1));
    }

    #[test]
    fn columns_count_characters_and_not_the_bom() {
        assert_eq!(at("\u{feff}aé𐐀b", 3), (1, 1));
        assert_eq!(at("\u{feff}aé𐐀b", 10), (1, 4));
    }

    #[test]
    fn columns_in_long_lines_are_as_if_counted() {
        let text = format!("\u{feff}{}\r\n{}\r{}\n", "aé𐐀 ".repeat(1000), "b\u{301}".repeat(2000), "x".repeat(1023));
        let (mut line, mut column, mut byte) = (1, 1, 1);
        let index = LineIndex::new(&text);
        for (i, c) in text.char_indices() {
            let offset = u32::try_from(i).unwrap();
            assert_eq!(index.position(&text, offset), Position { line, column }, "{i}");
            assert_eq!(index.byte_column(&text, offset), byte, "{i}");
            if c == '\n' || c == '\r' && !text.get(i + 1..).unwrap().starts_with('\n') {
                (line, column, byte) = (line + 1, 1, 1);
            } else if i > 0 {
                (column, byte) = (column + 1, byte + u32::try_from(c.len_utf8()).unwrap());
            }
        }
        assert_eq!(index.position(&text, u32::MAX), Position { line: 4, column: 1 });
    }

    #[test]
    fn byte_columns_count_bytes_and_not_the_bom() {
        let column = |text: &str, offset| LineIndex::new(text).byte_column(text, offset);
        assert_eq!(column("\u{feff}aé𐐀b", 10), 8);
        assert_eq!(column("x\naé𐐀b", 9), 8);
        assert_eq!(column("ab", 99), 3);
    }
}
