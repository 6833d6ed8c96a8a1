//! List items of plain text: their marks and their places.

use super::ListPlace;
use super::lines::Line;

/// A list item's first line, cut in two.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marker<'a> {
    indent: usize,
    /// The bullet, or what closes the label.
    style: char,
    /// The text behind the mark.
    pub(super) text: Line<'a>,
}

/// The list mark at the start of a line: `- `, `* `, `• `, `1. `, `2) `, `a) `, `(b) `.
pub(super) fn marker(line: Line<'_>) -> Option<Marker<'_>> {
    let body = line.trimmed();
    let indent = body.start - line.start;
    let mut chars = body.text.chars();
    let first = chars.next()?;
    let (style, length) = match first {
        '-' | '*' | '•' | '+' | '·' | '◦' | '▪' => (first, first.len_utf8()),
        '(' | '0'..='9' | 'a'..='z' | 'A'..='Z' => {
            label_length(body.text).and_then(|n| Some((body.text.get(..n)?.chars().next_back()?, n)))?
        }
        _ => return None,
    };
    let rest = body.skip(length);
    let spaced = rest.text.starts_with([' ', '\t']) || (first == '•' && !rest.text.is_empty());
    (spaced && !rest.is_blank()).then(|| Marker { indent, style, text: rest.trimmed() })
}

/// Bytes of `12.`, `3)`, `a)`, `(iv)`. A letter with a dot is an initial, a number of three digits a year or an amount.
fn label_length(text: &str) -> Option<usize> {
    let open = usize::from(text.starts_with('('));
    let label = text.get(open..)?;
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    let length = if digits > 0 { digits } else { label.bytes().take_while(u8::is_ascii_lowercase).count() };
    let roman = label.get(..length)?.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let fits = if digits > 0 { digits <= 2 } else { length == 1 || (roman && length <= 4) };
    let end = label.as_bytes().get(length)?;
    let closed = *end == b')' || (*end == b'.' && digits > 0 && open == 0);
    (fits && length > 0 && closed).then_some(open + length + 1)
}

/// The lists that are open while lines go by.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Level>,
    count: u32,
}

#[derive(Debug)]
struct Level {
    indent: usize,
    style: char,
    list: u32,
    next: u32,
}

/// Lists nest no deeper than this; what is deeper counts as this deep.
const DEEPEST: usize = 16;

impl Lists {
    /// The place of an item, which starts a list if none is open for it.
    pub(super) fn place(&mut self, marker: &Marker<'_>) -> ListPlace {
        while self
            .open
            .last()
            .is_some_and(|l| l.indent > marker.indent + 1 || (l.indent.abs_diff(marker.indent) <= 1 && l.style != marker.style))
        {
            self.open.pop();
        }
        let fits = self.open.last().is_some_and(|l| l.indent.abs_diff(marker.indent) <= 1 || self.open.len() >= DEEPEST);
        if !fits {
            self.open.push(Level { indent: marker.indent, style: marker.style, list: self.count, next: 0 });
            self.count = self.count.saturating_add(1);
        }
        let depth = u32::try_from(self.open.len()).unwrap_or(u32::MAX).saturating_sub(1);
        self.open.last_mut().map_or(ListPlace { list: 0, item: 0, depth: 0 }, |level| {
            let item = level.next;
            level.next = level.next.saturating_add(1);
            ListPlace { list: level.list, item, depth }
        })
    }

    /// Ends all lists: a paragraph stands between.
    pub(super) fn end(&mut self) {
        self.open.clear();
    }
}
